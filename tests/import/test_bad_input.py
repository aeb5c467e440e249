"""What goes wrong with the files that people have: each has one clear message, or is read for what it is, and the others are read all the same."""

import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
sys.path.insert(0, str(Path(__file__).parents[1] / "commands/support"))
import hostile_files as made  # noqa: E402
from bench import BIN, HOME, LINES_LAYOUT, Bench, main  # noqa: E402

SANITIZED = b"__asan_init" in Path(BIN).read_bytes()
MOST_MEMORY = 700 << 10  # kB, of the whole run over all files
NOBODY = 65534


def lines(unit, amount="12.50"):
    return ["测试公开文本", f"单位：{unit}", f"资金 {amount}"]


def text(unit, end="\n"):
    return end.join([*lines(unit), ""])


def page(inside="", head=""):
    return f"<html><head>{head}</head><body>{inside}</body></html>"


def web(unit, head=""):
    return page("".join(f"<p>{line}</p>" for line in lines(unit)), head)


CELLS = "<table><tr><td {}>合计<td>5.25<tr><td>1<td>2</table>"
GRAPH = "测试公开文本"

# Refused: name → (bytes, code, what is said in Chinese, what in English).
REFUSED = {
    # nothing in it
    "empty.txt": (b"", "import.empty", "是空文件", "is empty"),
    "empty.xlsx": (b"", "import.empty", "是空文件", "is empty"),
    "empty.pdf": (b"", "import.empty", "是空文件", "is empty"),
    "empty.doc": (b"", "import.empty", "是空文件", "is empty"),
    "mark.txt": (b"\xef\xbb\xbf", "import.empty", "是空文件", "is empty"),
    "blanks.txt": (" \n\t\n\u3000\n".encode(), "import.empty", "是空文件", "is empty"),
    "commas.csv": (",,,\n,,,\n", "import.empty", "没有文字", "no text"),
    "separators.csv": (("," * 1023 + "\n") * 16_000, "import.empty", "没有文字", "no text"),
    "tags.html": (page(), "import.empty", "没有文字", "no text"),
    "script.html": (page("<script>document.write('<p>1')</script>"), "import.empty", "脚本", "scripts"),
    "frames.html": ("<html><frameset><frame src=a.html></frameset></html>", "import.empty", "框架", "frames"),
    "title.html": ("<html><title>" + CELLS, "import.empty", "没有文字", "no text"),
    "empty.docx": (made.docx(""), "import.empty", "没有文字", "no text"),
    "sheets.xlsx": (made.xlsx(workbook="<workbook><sheets/></workbook>"), "import.empty", "工作表都是空的", "are empty"),
    # no text
    "nul.txt": ("合计 5\n\0" + text("甲局"), "import.not_text", ":2: ", "is 00"),
    "nul.html": (web("甲局").replace("12.50", "12\0.50"), "import.not_text", "是 00", "is 00"),
    "nul.csv": ("合计,5\n出国,\0\n", "import.not_text", ":2: ", "is 00"),
    "tail.txt": (text("甲局").encode() + bytes(512), "import.not_text", ":4: ", "is 00"),
    "noise.txt": (made.noise(4000), "import.not_text", "不是文本", "is no text"),
    "noise.pdf": (made.noise(4000, 2), "import.not_text", "不是文本", "is no text"),
    "noise.xlsx": (made.noise(4000, 3), "import.not_text", "不是文本", "is no text"),
    "latin.txt": ("café déjà vu façade\n".encode("latin-1") * 20, "import.not_text", "不是文本", "is no text"),
    "program.txt": (b"MZ\x90\0" + made.noise(400), "import.not_text", "第 4 字节是 00", "byte 4 is 00"),
    "wide.txt": (text("甲局").encode("utf-32"), "import.not_text", "不是文本", "is no text"),
    # another kind
    "packed.txt": (made.archive([("a.txt", text("甲局"))]), "import.unknown_kind", "先解压", "unpack it first"),
    "rar.pdf": (b"Rar!\x1a\x07\x00" + bytes(100), "import.unknown_kind", "先解压", "unpack it first"),
    "seven.xlsx": (b"7z\xbc\xaf\x27\x1c" + bytes(100), "import.unknown_kind", "先解压", "unpack it first"),
    "gzip.txt": (made.gzipped(text("甲局").encode()), "import.unknown_kind", "先解压", "unpack it first"),
    "nested.xlsx": (made.archive([("a.zip", made.archive([("b", bytes(1 << 20))]))]), "import.unknown_kind", "先解压", "unpack"),
    "ofd.pdf": (made.archive([("OFD.xml", "<ofd/>")]), "import.unknown_kind", "OFD", "OFD"),
    "mail.html": ('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n', "import.unknown_kind", "MHT", "MHT"),
    "ole.xls": (made.OLE + bytes(2000), "import.unknown_kind", "不认识", "unknown kind"),
    "photo.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), "import.no_text", "OCR", "OCR"),
    "photo.txt": (b"\xff\xd8\xff\xe0" + bytes(100), "import.no_text", "OCR", "OCR"),
    "photo.csv": (b"RIFF\x10\0\0\0WEBPVP8 ", "import.no_text", "OCR", "OCR"),
    "photo.md": (b"BM\x36\x00\x0c\x00\0\0\0\0" + b"\xff" * 100, "import.no_text", "OCR", "OCR"),
    "photo.docx": (
        made.docx("<w:p/>", links=made.relations(("r9", "image", "media/1.png")), more=[("word/media/1.png", b"\x89PNG")]),
        "import.no_text",
        "OCR",
        "OCR",
    ),
    "photo.xlsx": (made.xlsx(more=[("xl/media/1.png", b"\x89PNG")]), "import.no_text", "OCR", "OCR"),
    "locked.xlsx": (made.ole("EncryptedPackage"), "import.encrypted", "有密码", "password"),
    # too much
    "line.txt": ("x" * 1_100_000, "import.long_line", ":1: ", "1024 kB"),
    "cell.csv": ("合计,1\n" + '出国,"' + "999999\n" * 160_000 + '"\n', "import.long_line", ":2: ", "1024 kB"),
    "cell.html": (page("<table><tr><td>a<td>" + "x" * 1_100_000 + "</table>"), "import.long_line", "1024 KB", "1024 kB"),
    "cell.docx": (made.docx(made.paragraphs([made.noise(600_000).hex()])), "import.long_line", "1024 KB", "1024 kB"),
    "cell.xlsx": (made.xlsx(made.cell(f"<is><t>{made.noise(600_000).hex()}</t></is>", 'r="A1" t="inlineStr"')), "import.too_much_inside", "A1 有", "in A1"),
    "columns.csv": (",".join(["1"] * 20_000), "import.too_wide", "16384 栏", "16384 columns"),
    "columns.txt": ("合计\t" * 20_000 + "\n", "import.too_wide", "16384 栏", "16384 columns"),
    "columns.html": (page("<table><tr>" + "<td>1" * 20_000 + "</table>"), "import.too_wide", "16384 栏", "16384 columns"),
    "columns.docx": (
        made.docx("<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="9000"/></w:tcPr><w:p/></w:tc>' * 200 + "</w:tr></w:tbl>" + made.paragraphs([GRAPH])),
        "import.too_wide",
        "16384 栏",
        "16384 columns",
    ),
    "columns.xlsx": (made.xlsx(made.cell("<v>1</v>", 'r="XFE1"')), "import.damaged", "XFE1", "XFE1"),
    "span.html": (page(CELLS.format("colspan=1000000000")), "import.too_wide", "16384 栏", "16384 columns"),
    "spans.html": (page("<table>" + "<tr><td colspan=16384>1<tr><td>2<td>3" * 200 + "</table>"), "import.too_large", "单元格", "cells"),
    "cells.csv": (("1," * 1000 + "\n") * 8_000, "import.too_large", "单元格", "cells"),
    "numbers.txt": (("1 " * 500 + "\n") * 4_100, "import.too_large", "2000000 个数", "2000000 numbers"),
    "findings.csv": ("编号,单位,指纹\n1,甲局,d2353830af17254f\n", "import.own_findings", "gouji decide", "gouji decide"),
    "rows.txt": ("1\n" * 300_001, "import.too_large", "300000 行", "300000 lines"),
    "deep.html": (page("<table><tr><td>" * 100_000), "import.too_deep", "512 层", "512 deep"),
    "deep.htm": (page("<div>" * 100_000 + "</div>" * 100_000), "import.too_deep", "512 层", "512 deep"),
    "deep.xlsx": (made.xlsx("<a>" * 100_000), "import.damaged", "嵌套过深", "nested too deeply"),
    "deep.docx": (made.docx("<w:p>" * 2000 + "</w:p>" * 2000), "import.damaged", "嵌套过深", "nested too deeply"),
    "bomb.xlsx": (made.xlsx(sheet=b"<worksheet>" + bytes(32 << 20)), "import.too_much_inside", "压缩比", "200 to 1"),
    "bomb.docx": (made.docx(" " * (32 << 20)), "import.too_much_inside", "压缩比", "200 to 1"),
    "members.xlsx": (made.archive([(f"m{i}", b"") for i in range(10_001)]), "import.too_much_inside", "10001", "10001"),
    "corner.xlsx": (
        made.xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row><row r="300"><c r="A300"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A300"/></mergeCells>'),
        "import.too_much_inside",
        "4000000",
        "4000000",
    ),
    "format.xlsx": (made.styled("0" * 100_000), "import.damaged", "数字格式", "number format"),
    # damaged, or made to do harm
    "cut.xlsx": (made.xlsx(made.lines_sheet(lines("甲局")))[:600], "import.damaged", "没有下载完", "directory of the archive"),
    "cut.docx": (made.docx(made.paragraphs(lines("甲局")))[:-10], "import.damaged", "没有下载完", "directory of the archive"),
    "entities.xlsx": (made.xlsx(made.cell("<v>1</v>"), prolog=made.ENTITIES), "import.damaged", "DTD", "DTD"),
    "entities.docx": (made.docx(made.ENTITIES + "<w:document>&a9;</w:document>"), "import.damaged", "DTD", "DTD"),
    "outside.docx": (made.docx("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w:document>&a;</w:document>"), "import.damaged", "DTD", "DTD"),
    "index.xlsx": (made.xlsx(made.cell("<v>5</v>", 'r="A1" t="s"')), "import.damaged", "A1 用的第 5 个字符串", "string 5"),
    "index.xlsm": (made.xlsx(made.cell(f"<v>{'9' * 9000}</v>", 'r="A1" t="s"')), "import.damaged", "99…", "99…"),
    "place.xlsx": (made.xlsx(made.cell("<v>1</v>", 'r="ZZZZ1"')), "import.damaged", "ZZZZ1", "ZZZZ1"),
    "up.xlsx": (made.xlsx(links=made.relations(("r1", "worksheet", "../../../../etc/passwd"))), "import.damaged", "缺少", "lacks"),
    "part.xlsx": (made.xlsx(sheet=None), "import.damaged", "xl/worksheets/s1.xml", "xl/worksheets/s1.xml"),
    "words.xlsx": (made.xlsx(sheet="hello"), "import.damaged", "不是完整的 XML", "no whole XML"),
    "tags.xlsx": (made.xlsx("<sheetData><row><c><v>1</w></c></row></sheetData>"), "import.damaged", "不是完整的 XML", "no whole XML"),
    "gbk.xlsx": (made.xlsx(made.lines_sheet(lines("甲局")), prolog='<?xml version="1.0" encoding="GBK"?>'), "import.damaged", "GBK", "GBK"),
    "quotes.csv": ('合计,"5.25\n出国,1\n', "csv.syntax", "引号没有配对", "quote"),
    # read, and not what is wanted: what it is can be seen
    "error.pdf": (page("<h1>404 Not Found</h1>"), "import.no_layout", "“404 Not Found”", "the file is html"),
    "error.xlsx": (page("您访问的页面不存在"), "import.no_layout", "内容却是 html", "您访问的页面不存在"),
}

# With pdftotext.
REFUSED_PDF = {
    "cut.pdf": (made.paged_pdf([made.drawn("5.25")])[:300], "import.damaged", "没有结束标记", "no end mark"),
    "noise-inside.pdf": (b"%PDF-1.7\n" + made.noise(9000) + b"\n%%EOF\n", "import.damaged", "pdftotext", "pdftotext"),
    "pages.pdf": (made.paged_pdf([]), "import.damaged", "pdftotext", "pdftotext"),
    "loop.pdf": (made.pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"]), "import.damaged", "pdftotext", "pdftotext"),
    "scan.pdf": (made.paged_pdf(["q 500 0 0 700 0 0 cm /I Do Q"] * 3), "import.no_text", "OCR", "OCR"),
    "locked.pdf": (made.encrypted_pdf(), "import.encrypted", "有密码", "password"),
    "busy.pdf": (
        made.paged_pdf([made.drawn("Budget 5.25")], "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles << /Names [(a.exe) << /F (a.exe) >>] >> >> "),
        "import.no_layout",
        "Budget 5.25",
        "Budget 5.25",
    ),
    "many.pdf": (made.paged_pdf([made.drawn("Page 5.25")] * 500), "import.no_layout", "Page 5.25", "Page 5.25"),
    "named.txt": (made.paged_pdf([made.drawn("Budget 5.25")]), "import.no_layout", "内容却是 pdf", "the file is pdf"),
}

# Read for what it is: name → (bytes, the unit that must be found).
TAKEN = {
    "utf16.txt": (text("宽字节局").encode("utf-16"), "宽字节局"),
    "utf16-bare.txt": (text("无标记局").encode("utf-16-le"), "无标记局"),
    "utf16-odd.txt": (text("半个局").encode("utf-16") + b"\x41", "半个局"),
    "gb18030.txt": (text("\U00020000㐀局").encode("gb18030"), "\U00020000㐀局"),
    "says-gb2312.html": (web("国标局", '<meta charset="gb2312">').encode("gb18030"), "国标局"),
    "says-utf8.html": (web("错称局", '<meta charset="utf-8">').encode("gb18030"), "错称局"),
    "says-wrong.html": (web("另称局", '<meta charset="gb2312">'), "另称局"),
    "surrogate.txt": (text("单\ud800局").encode("utf-8", "surrogatepass") + ("预算收入支出" * 40).encode(), "单\ufffd\ufffd\ufffd局"),
    "marks.txt": (text("\ufeff中\ufeff间局"), "中间局"),
    "bidi.txt": (text("反\u202e向局"), "反\\u{202E}向局"),
    "escapes.txt": (text("转\x1b[31m义局") + "预算收入支出\n" * 40, "转\\u{1B}[31m义局"),
    "mixed.txt": ("测试公开文本\r\n单位：混行局\n资金 12.50\r\n", "混行局"),
    "mac.txt": (text("旧行局", "\r"), "旧行局"),
    "html.xls": (web("网页局"), "网页局"),
    "html-gb.xls": (web("国标网页局").encode("gb18030"), "国标网页局"),
    "fragment.xls": ("<table>" + "".join(f"<tr><td>{line}</td></tr>" for line in lines("片段局")) + "</table>", "片段局"),
    "text.xls": ("\n".join(lines("文字局")).encode("gb18030"), "文字局"),
    "text.pdf": (text("假版局"), "假版局"),
    "xlsx.xls": (made.xlsx(made.lines_sheet(lines("新簿局"))), "新簿局"),
    "xlsx.csv": (made.xlsx(made.lines_sheet(lines("簿名局"))), "簿名局"),
    "docx.doc": (made.docx(made.paragraphs(lines("新文局"))), "新文局"),
    "dotdot.xlsx": (made.xlsx(made.lines_sheet(lines("外名局")), more=[("../../evil", "x"), ("/evil", "x"), ("C:\\evil", "x")]), "外名局"),
    "twice.xlsx": (made.xlsx(made.lines_sheet(lines("先者局")), more=[("xl/worksheets/s1.xml", f"<worksheet>{made.lines_sheet(lines('后者局'))}</worksheet>")]), "先者局"),
    "sizes.xlsx": (made.lying_sizes(made.xlsx(made.lines_sheet(lines("小数局")))), "小数局"),
    "dimension.xlsx": (made.xlsx('<dimension ref="A1:XFD1048576"/>' + made.lines_sheet(lines("虚报局"))), "虚报局"),
    "merges.xlsx": (made.xlsx(made.lines_sheet(lines("合并局")) + "<mergeCells>" + '<mergeCell ref="B1:XFD1048576"/>' * 50 + "</mergeCells>"), "合并局"),
    "unread.xlsx": (made.xlsx(made.lines_sheet(lines("不读局")), more=[("xl/media/x.bin", bytes(40 << 20))]), "不读局"),
    "tables.docx": (made.docx(made.paragraphs(lines("套表局")) + "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60), "套表局"),
    "spans.htm": (web("负数局") + CELLS.format("colspan=-5 rowspan=-7") + CELLS.format("colspan=0 rowspan=0") + CELLS.format("rowspan=1000000000"), "负数局"),
    "tags.htm": (web("乱标局") + "<!--" * 50_000 + "<" * 50_000 + "<b><i>" * 20_000, "乱标局"),
    "attributes.htm": (web("属性局") + "<p " + "a=1 " * 20_000 + ">x</p>", "属性局"),
    "rows.html": (web("长表局") + "<table>" + "<tr><td>1" * 5_000 + "</table>", "长表局"),
    "formula.csv": ("测试公开文本\n单位：公式局\n资金 12.50\n=cmd|calc!A1\n", "公式局"),
}


class BadInput(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/layouts/lines.lua", LINES_LAYOUT)

    def blocks(self, answer):
        """The messages on stderr, each with its hint."""
        found = []
        for line in answer.err.splitlines():
            if line.startswith("  "):
                found[-1] += "\n" + line
            elif line:
                found.append(line)
        return found

    def leftovers(self, root):
        return [path for path in root.rglob("*") if path.name.endswith(".tmp")]

    def write_all(self):
        cases = {**REFUSED, **REFUSED_PDF}
        for name, case in [*cases.items(), *TAKEN.items()]:
            self.write(f"in/{name}", case[0])
        self.write("in/000.txt", text("首局"))
        self.write("in/zzz.txt", text("末局"))
        return cases

    def told(self, blocks, name):
        mine = [block for block in blocks if block.startswith((f"in/{name}:", f"in/{name} "))]
        self.assertEqual(len(mine), 1, f"{name}: {mine}")
        return mine[0]

    @classmethod
    def hint_of(cls, block):
        return re.search(r"\n  (办法：|mend: )\S", block)

    def test_every_file_has_one_message_and_the_others_are_read(self):
        cases = self.write_all()
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        zh = self.gouji("import", "in", "-o", "out", "-j", "1")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertEqual(zh.status, 1)
        en = self.gouji("import", "in", "-o", "out-en", "-j", "3", "--lang", "en")
        self.assertEqual(en.status, 1)
        if not SANITIZED and before < MOST_MEMORY:
            self.assertLess(peak, MOST_MEMORY)
        in_chinese, in_english = self.blocks(zh), self.blocks(en)
        for name, (_, code, chinese, english) in cases.items():
            with self.subTest(name):
                for blocks, said in [(in_chinese, chinese), (in_english, english)]:
                    block = self.told(blocks, name)
                    self.assertIn(f"[{code}]", block)
                    self.assertIn(said, block)
                    self.assertIsNotNone(self.hint_of(block), block)
                    self.assertLess(len(block), 900)
        self.assertEqual(len(in_chinese), len(cases), "a message that belongs to no refused file")
        self.assertEqual(len(in_english), len(cases))
        self.assertIn(f"读入 {len(TAKEN) + 2}，未变 0，失败 {len(cases)}", zh.out)
        self.assertEqual(self.leftovers(self.home), [])
        documents = self.gouji("export", "out", "-f", "ndjson").out
        self.assertEqual(documents, self.gouji("export", "out-en", "-f", "ndjson").out)
        for name, (_, unit) in [*TAKEN.items(), ("000.txt", (0, "首局")), ("zzz.txt", (0, "末局"))]:
            with self.subTest(name):
                self.assertIn('"unit":"{}"'.format(unit.replace("\\", "\\\\")), documents)
        self.assertEqual(documents.count('"annual":"12.50"'), len(TAKEN) + 2)
        self.assertFalse(list(self.home.rglob("evil")))
        # What was made of it can be checked.
        self.assertNotEqual(self.gouji("run", "out", "-o", "result.txt").status, 1)
        # The real layouts get the same files: nothing breaks, and what was refused is refused.
        real = self.gouji("import", "in", "-o", "out-real", "-j", "3", GOUJI_HOME=str(HOME))
        self.assertEqual(real.status, 1)
        blocks = self.blocks(real)
        for name, (_, code, _, _) in cases.items():
            with self.subTest(name):
                self.assertIn(f"[{code}]", self.told(blocks, name))
        for code in ["tool.failed", "worker.died", "tool.no_memory", "limit.", "layout.", "script."]:
            self.assertNotIn(f"[{code}", real.err)

    def test_too_large_a_file(self):
        with open(self.write("in/a.txt", b""), "wb") as file:
            file.truncate(65 << 20)  # zeros that take no space
        with open(self.write("in/b.pdf", b""), "wb") as file:
            file.truncate(300 << 20)
        self.write("in/c.txt", text("丙局"))
        answer = self.gouji("import", "in", "-o", "out")
        self.assertEqual(answer.status, 1)
        self.assertEqual(len(self.blocks(answer)), 2)
        self.assertIn("有 65 MB，超过 64 MB [import.too_large]", answer.err)
        self.assertIn("[file.too_large]", answer.err)
        self.assertIn("读入 1，未变 0，失败 2", answer.out)

    def test_names_cannot_do_harm(self):
        names = [
            b"ansi\x1b[31m\x1b]0;x\x07.txt",
            b"bad\xff\xfe.txt",
            b"bad\xff\xfd.txt",
            "反\u202e向.txt".encode(),
            b"two\nfake [tool.failed]\n.txt",
            b"-o.txt",
            b"$(id)`id`'\".txt",
            ("长" * 80).encode() + b".txt",
            b"<script>alert(1)<.html",
            b"50%41.txt",
        ]
        root = os.fsencode(self.home / "in")
        os.mkdir(root)
        for number, name in enumerate(names):
            Path(os.fsdecode(root + b"/" + name)).write_text(text(f"{number}号局"), encoding="utf-8")
            Path(os.fsdecode(root + b"/broken" + name)).write_bytes(b"")
        answer = self.gouji("import", "in", "-o", "out", "--report", "report.html")
        self.assertEqual(answer.status, 1)
        self.assertEqual(len(self.blocks(answer)), len(names))
        self.assertEqual(answer.err.count("[import.empty]"), len(names))
        for stream in [answer.out, answer.err, (self.home / "report.html").read_text(encoding="utf-8")]:
            self.assertNotIn("\x1b", stream)
            self.assertNotIn("\u202e", stream)
        self.assertNotIn("<script>alert", stream)
        again = self.gouji("import", "in", "-o", "out")
        self.assertIn(f"读入 0，未变 {len(names)}", again.out)
        self.assertNotEqual(self.gouji("run", "out", "-o", "result.txt").status, 1)  # the datasets can be read
        self.assertEqual(self.gouji("import", "-o", "out", "--", "-o.txt", cwd=self.home / "in").status, 0)

    def test_what_is_no_file(self):
        (self.home / "in/folder.pdf").mkdir(parents=True)
        os.mkfifo(self.home / "in/pipe.txt")
        listening = socket.socket(socket.AF_UNIX)
        self.addCleanup(listening.close)
        here = os.getcwd()
        os.chdir(self.home / "in")
        listening.bind("socket.txt")
        Path("loop.txt").symlink_to("loop.txt")
        Path("gone.txt").symlink_to("nowhere.txt")
        os.chdir(here)
        named = self.write("in/good.txt", text("好局"))
        cases = {
            "in/folder.pdf": "import.empty_folder",
            "in/pipe.txt": "file.not_regular",
            "in/socket.txt": "file.unreadable",
            "in/loop.txt": "file.unreadable",
            "in/gone.txt": "file.missing",
            "/dev/zero": "file.not_regular",
            "in/good.txt/more.txt": "file.missing",
            "in/" + "x" * 5000: "file.unreadable",
            "": "file.missing",
        }
        answer = self.gouji("import", *cases, named, "-o", "out")
        self.assertEqual(answer.status, 1)
        blocks = self.blocks(answer)
        self.assertEqual(len(blocks), len(cases), answer.err)
        for name, code in cases.items():
            mine = [block for block in blocks if name[:60] in block and f"[{code}]" in block]
            self.assertTrue(mine, name)
            self.assertTrue(all(self.hint_of(block) for block in mine), mine)
        self.assertIn("好局", answer.out)
        walked = self.gouji("import", "in", "-o", "out2")
        self.assertEqual(walked.err.count("[import.symlink]"), 2)
        self.assertEqual(walked.err.count("[file.not_regular]"), 2)
        self.assertEqual(len(self.blocks(walked)), 4)

    def as_nobody(self, *words, **limits):
        """The program without root's rights."""
        drop = {"user": NOBODY} if os.geteuid() == 0 else {}
        environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
        done = subprocess.run([BIN, *map(str, words)], cwd=self.home, env=environment, capture_output=True, timeout=120, check=False, **drop, **limits)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_no_permission(self):
        for folder in [self.home, *self.home.rglob("*")]:
            folder.chmod(0o755 if folder.is_dir() else 0o644)
        self.write("in/closed/x.txt", text("关局"))
        closed = self.write("in/no.txt", text("锁局"))
        self.write("in/yes.txt", text("开局"))
        (self.home / "out").mkdir()
        (self.home / "out").chmod(0o777)
        (self.home / "in/closed").chmod(0)
        closed.chmod(0)
        self.addCleanup((self.home / "in/closed").chmod, 0o755)
        status, out, err = self.as_nobody("import", "in", "in/closed/x.txt", "-o", "out")
        if "Permission denied" not in err:
            self.skipTest("no way to be without rights here")
        self.assertEqual((status, err.count("[file.unreadable]"), err.count("办法：")), (1, 3, 3), err)
        self.assertIn("开局", out)
        (self.home / "shut").mkdir(mode=0o555)
        status, out, err = self.as_nobody("import", "in/yes.txt", "-o", "shut/sets")
        self.assertEqual((status, err.count("[file.unwritable]")), (1, 1))
        self.assertIn("Permission denied", err)
        self.assertEqual(list((self.home / "shut").iterdir()), [])

    def test_nowhere_to_write(self):
        self.write("in/a.txt", text("甲局"))
        self.write("file", "x")
        for root in ["/dev/null", "file", "/proc/none", "x" * 300]:
            answer = self.gouji("import", "in", "-o", root)
            self.assertEqual((answer.status, len(self.blocks(answer))), (1, 1), answer.err)
            self.assertIn("[file.unwritable]", answer.err)
        self.assertEqual((self.home / "file").read_text(encoding="utf-8"), "x")
        # The report cannot be written: it is told before anything is read.
        self.write("in/b.txt", text("乙局"))
        answer = self.gouji("import", "in", "-o", "out", "--report", "none/report.html")
        self.assertEqual((answer.status, len(self.blocks(answer))), (1, 1))
        self.assertIn("none/report.html", answer.err)
        self.assertFalse((self.home / "out").exists())
        # The memory of what was imported is a link to elsewhere: it is not written through.
        (self.home / "linked").mkdir()
        (self.home / "linked/.gouji-import.ndjson").symlink_to(self.home / "victim")
        self.says(self.gouji("import", "in/a.txt", "-o", "linked"), 1, "[file.unwritable]")
        self.assertFalse((self.home / "victim").exists())

    def test_a_device_is_written_into_and_not_replaced(self):
        self.write("in/a.txt", text("甲局"))
        (self.home / "link").symlink_to("/dev/null")
        os.mkfifo(self.home / "pipe")
        for words in [("import", "in", "-o", "out", "--again", "--report", "link"), ("export", "out", "-f", "xlsx", "-o", "link"), ("run", "out", "-f", "json", "-o", "link")]:
            self.assertNotEqual(self.gouji(*words).status, 1, words)
            self.assertTrue((self.home / "link").is_char_device())
        with subprocess.Popen(["cat", "pipe"], cwd=self.home, stdout=subprocess.PIPE) as cat:
            answer = self.gouji("import", "in", "-o", "out", "--again", "--report", "pipe")
            self.assertEqual(answer.status, 0, answer.err)
            self.assertEqual(json.loads(cat.communicate(timeout=60)[0])["document"], "甲局-2020-self_evaluation")
        self.assertTrue((self.home / "pipe").is_fifo())
        self.says(self.gouji("run", "out", "-f", "json", "-o", "pipe"), 1, "[file.unwritable]")  # nobody reads

    def test_a_full_disk(self):
        """A limit on the size of files ends a write in the middle, as a full disk does."""
        self.write("in/a.txt", text("甲局"))
        self.gouji("import", "in", "-o", "out")
        manifest = self.home / "out/某省/甲局-2020-绩效自评/disclosure.toml"
        whole = manifest.read_bytes()
        self.write("in/a.txt", text("甲局", "\r\n") + "出国 1\n" * 100)
        for most in [0, 100, 300]:
            limit = lambda most=most: (signal.signal(signal.SIGXFSZ, signal.SIG_DFL), resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))  # noqa: E731
            for words in [("in", "-o", "out"), ("in", "-o", f"new{most}"), ("in", "-o", f"new{most}", "--report", "r.json")]:
                environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
                done = subprocess.run([BIN, "import", *words], cwd=self.home, env=environment, capture_output=True, timeout=60, check=False, preexec_fn=limit)
                self.assertEqual(done.returncode, 1, done.stderr.decode())
                self.assertIn("[file.unwritable]", done.stderr.decode())
                self.assertEqual(manifest.read_bytes(), whole)
                self.assertEqual(self.leftovers(self.home), [])
                if (self.home / "r.json").exists():  # whole: what was imported, which is nothing
                    for line in (self.home / "r.json").read_text(encoding="utf-8").splitlines():
                        self.assertIn(json.loads(line)["schema"], "gouji.import.v1")
                self.assertEqual(list((self.home / f"new{most}").rglob("*.toml")) if (self.home / f"new{most}").exists() else [], [])
        self.assertEqual(self.gouji("import", "in", "-o", "out").status, 0)
        self.assertNotEqual(manifest.read_bytes(), whole)

    def test_a_file_that_changes_while_it_is_read(self):
        path = self.write("in/a.txt", ("预算收入支出" * 100 + "\n").encode() * 8_000)
        done = threading.Event()

        def append():
            with open(path, "ab", buffering=0) as file:
                while not done.wait(0.0002):
                    file.write(b"x\n")

        writer = threading.Thread(target=append)
        writer.start()
        try:
            answer = self.gouji("import", "in/a.txt", "-o", "out")
        finally:
            done.set()
            writer.join()
        self.says(answer, 1, "[file.changed]", "办法：等它写完")
        self.assertEqual(len(self.blocks(answer)), 1)

    def test_the_datasets_folder_inside_the_sources(self):
        self.write("in/a.txt", text("甲局"))
        for _ in range(3):
            answer = self.gouji("import", "in", "-o", "in/sets")
            self.assertEqual((answer.status, answer.err), (0, ""))
        self.assertIn("未变 1", answer.out)
        self.assertEqual(len(list((self.home / "in/sets").rglob("disclosure.toml"))), 1)

    def tools(self, **scripts):
        folder = self.home / "bin"
        folder.mkdir(exist_ok=True)
        for name, script in scripts.items():
            (folder / name).write_text("#!/bin/sh\n" + script, encoding="utf-8")
            (folder / name).chmod(0o755)
        return f"{folder}:/usr/bin:/bin" if scripts else str(folder)

    def test_converters_that_are_missing_or_break(self):
        self.write("in/a.pdf", made.paged_pdf([made.drawn("5.25")]))
        for name, bytes in {"b.xls": made.ole("Workbook"), "c.doc": made.ole("WordDocument"), "d.rtf": b"{\\rtf1 x}"}.items():
            self.write(f"in/{name}", bytes)
        self.write("in/e.xls", '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
        self.write("in/f.ods", made.archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]))
        self.write("in/g.odt", made.archive([("mimetype", "application/vnd.oasis.opendocument.text")]))
        self.write("in/z.txt", text("末局"))
        temporary = self.home / "temporary"
        temporary.mkdir()
        for language, install in [("zh_CN.UTF-8", "请安装软件包"), ("en_US.UTF-8", "mend: install ")]:
            answer = self.gouji("import", "in", "-o", "out", "--again", PATH=self.tools(), TMPDIR=str(temporary), language=language)
            self.assertEqual((answer.status, answer.err.count("[import.no_tool]"), answer.err.count(install)), (1, 7, 7), answer.err)
            self.assertIn("末局", answer.out)
        faults = {
            "kill -SEGV $$": "import.tool_failed",
            "exit 1": "import.damaged",
            "echo '<page><word xMin=\"1'": "import.tool_failed",
            "echo no pages": "import.tool_failed",
            "echo 'Command Line Error: Incorrect password' >&2; exit 1": "import.encrypted",
        }
        for script, code in faults.items():
            answer = self.gouji("import", "in/a.pdf", "-o", "out", PATH=self.tools(pdftotext=script), TMPDIR=str(temporary))
            self.assertEqual((answer.status, len(self.blocks(answer))), (1, 1))
            self.assertIn(f"[{code}]", answer.err)
        for script in ["exit 0", "exit 9", "kill -SEGV $$"]:
            answer = self.gouji("import", "in", "-o", "out", "--again", PATH=self.tools(soffice=script, pdftotext="exit 1"), TMPDIR=str(temporary))
            self.assertEqual((answer.status, answer.err.count("[import.tool_failed]")), (1, 6), answer.err)
        self.assertEqual(list(temporary.iterdir()), [])
        answer = self.gouji("import", "in/a.pdf", "-o", "out", TMPDIR="/proc/none", PATH=self.tools(pdftotext="exit 0"))
        self.assertEqual((answer.status, len(self.blocks(answer))), (1, 1))

    def test_what_documents_say_is_data(self):
        """Formulas and markup in labels stay texts in everything that is made of them."""
        evil = ["=cmd|' /C calc'!A0", "@SUM(1)", "+1+cmd", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "$(id)"]
        layout = LINES_LAYOUT.replace("source = source:piece(line, \"^(资金)\"), annual = source:piece(line, \"资金 (.+)$\")", 'source = source:piece(line, "资金 (.+)$"), annual = source:piece(line, "资金 (.+)$")')
        self.assertNotEqual(layout, LINES_LAYOUT)
        self.write("rules/p/layouts/lines.lua", layout)
        self.write("in/a.txt", "\n".join(["测试公开文本", "单位：=甲<b>局", *(f"资金 {word}" for word in evil), ""]))
        answer = self.gouji("import", "in", "-o", "out", "--report", "report.html")
        self.assertEqual((answer.status, answer.err), (0, ""))
        table = next((self.home / "out").rglob("funds.csv")).read_text(encoding="utf-8-sig")
        for word in evil[:3]:
            self.assertIn("'" + word, table)
            self.assertNotRegex(table, "(^|,)\"?" + re.escape(word))
        self.gouji("export", "out", "-f", "html", "-o", "page.html")
        self.gouji("export", "out", "-f", "csv", "-o", "page.csv")
        self.gouji("run", "out", "-f", "html", "-o", "result.html")
        for name in ["report.html", "page.html", "result.html"]:
            shown = (self.home / name).read_text(encoding="utf-8")
            self.assertNotIn("<script>alert", shown)
            self.assertNotIn("<img src=x", shown)
            self.assertNotIn("甲<b>局", shown)
        for line in (self.home / "page.csv").read_text(encoding="utf-8-sig").splitlines():
            self.assertNotRegex(line, r'(^|,)"?[=@]')
        documents = self.gouji("export", "out", "-f", "ndjson").out  # and nothing is lost
        for word in evil[:3]:
            self.assertIn(f'"source":"{word}"', documents)


if __name__ == "__main__":
    main()
