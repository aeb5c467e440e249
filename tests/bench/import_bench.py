#!/usr/bin/env python3
"""What `gouji import` takes for a pile of self-evaluation forms, beside a reader written by hand in python3.

    GOUJI_BIN=build/release/bin/gouji python3 tests/bench/import_bench.py [--documents 1,100,1000] [--rows 12] [--json FILE]
    … --kinds text,csv,pdf    which formats; pdf needs pdftotext (poppler-utils), else it is told and left out
    … --pdf FILE.pdf …        besides: each of these PDFs beside `pdftotext -layout` alone
    … --before PROGRAM [--before-home FOLDER]    besides: another build of gouji, with its own rules, on the same piles

The pile is made up, the same for every run (a linear congruential generator, no clock): forms as text taken from a PDF,
as CSV, and as PDF with its borders drawn. Both readers turn every file into figures with names and write them down; the
reader by hand knows nothing but this one form (csv and re, nothing else), accounts for no number and marks no doubt.
Nobody reads a PDF by hand: there the other side is `pdftotext -layout` alone, which finds no figure at all.
First both are compared, figure by figure, on the same files (a PDF with the form it was made from); a format that comes
out differently is told and left out.
Peak memory is that of the process, or of the largest one that it started (wait4); it must not grow with the number of
documents.
"""

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
FUND = ("initial", "annual", "executed", "weight", "rate", "score")
INDICATOR = ("target", "actual", "weight", "score")


# ── the pile ────────────────────────────────────────────────────────────────────────────────────────────


class Dice:
    """Numerical Recipes' generator: the same forms on every machine."""

    def __init__(self, seed):
        self.state = seed

    def upto(self, most):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return self.state * most >> 32


LEVELS = [
    ("产出指标", ["数量", "质量", "时效", "成本"]),
    ("效益指标", ["经济效益", "社会效益", "可持续影响"]),
    ("满意度指标", ["服务对象满意度"]),
]
SUBJECTS = ["培训", "设备更新", "巡查", "课题", "热线接听", "资料印制", "场所维护", "信息报送", "走访", "检测"]
KINDS = {
    "数量": ("数量", "次"), "质量": ("合格率", "%"), "时效": ("完成时间", "天"), "成本": ("成本", "万元"), "经济效益": ("节约费用", "万元"),
    "社会效益": ("覆盖人数", "人"), "可持续影响": ("影响年限", "年"), "服务对象满意度": ("满意度", "%"),
}


def make_form(number, rows):
    """One form: names and printed figures."""
    dice = Dice(number * 2654435761 % 2**32)
    annual = 1000 + dice.upto(900000)
    executed = annual * (60 + dice.upto(41)) // 100
    money = lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02}"  # noqa: E731
    rate = executed * 10000 // annual
    fund = [money(annual), money(annual), money(executed), "10", f"{rate // 100}.{rate % 100:02}%", f"{rate // 1000}.{rate // 10 % 100:02}"]
    share = [90 // rows + (1 if i < 90 % rows else 0) for i in range(rows)]
    words = [(one, two) for one, twos in LEVELS for two in twos]
    indicators = []
    for i, weight in enumerate(share):
        one, two = words[i * len(words) // rows]
        ending, unit = KINDS[two]
        target = 60 + dice.upto(39) if unit == "%" else 2 + dice.upto(60)
        name = SUBJECTS[dice.upto(len(SUBJECTS))] + "第" + "一二三四五六七八九十"[i % 10] + "类" + ending
        indicators.append((one, two, name, [f"≥{target}{unit}", f"{target + dice.upto(2)}{unit}", str(weight), str(weight)]))
    return {"unit": f"某县某某局{number:06}", "name": f"{SUBJECTS[number % len(SUBJECTS)]}经费", "fund": fund, "rows": indicators,
            "total": ["100", f"{90 + rate // 1000}.{rate // 10 % 100:02}"]}


def as_text(form):
    """As text comes out of a PDF: borders lost, blank lines between rows."""
    lines = ["项目支出绩效自评表", "（2023年度）", "", f"项目名称 {form['name']}", f"主管部门及代码 {form['unit']}", "", "项目资金（万元）", "",
             "资 金 来 源 年初预算数 全年预算数（A） 全年执行数（B） 分值 执行率 得分", "", "年度资金总额： " + " ".join(form["fund"]), "",
             f"单位名称 {form['unit']}", "", "年度总", "体目标", "", "预期目标 实际完成情况", "", "保障全年工作。", "", "全年工作完成。", "", "绩", "效", "指", "标", "",
             "一级指标 二级指标 三级指标 年度指标值(A) 实际完成值(B) 分值 得分 未完成原因分析", ""]
    last = [None, None]
    for one, two, name, figures in form["rows"]:
        if one != last[0]:
            lines += [one[:2], one[2:], ""]
        if two != last[1]:
            lines.append(f"{two} {name} {' '.join(figures)}")
        else:
            lines.append(f"{name} {' '.join(figures)}")
        lines.append("")
        last = [one, two]
    lines += ["总         分 " + " ".join(form["total"]), "", "自评", "结论", "", "优", ""]
    return "\n".join(lines) + "\n"


def as_csv(form):
    """As a spreadsheet saves it: merged cells stand once."""
    rows = [["项目支出绩效自评表"], ["（2023年度）"], ["项目名称", form["name"]], ["单位名称", form["unit"]],
            ["项目资金（万元）", "资金来源", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率", "得分"], ["", "年度资金总额", *form["fund"]],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值(A)", "实际完成值(B)", "分值", "得分", "未完成原因分析"]]
    last = [None, None]
    for one, two, name, figures in form["rows"]:
        rows.append(["", "" if one == last[0] else one, "" if two == last[1] else two, name, *figures, ""])
        last = [one, two]
    rows.append(["总分", "", "", "", "", "", *form["total"], ""])
    out = []
    for row in rows:
        out.append(",".join(f'"{cell}"' if "," in cell else cell for cell in row))
    return "\n".join(out) + "\n"


PAGE = (842, 595)  # points, A4 on its side
MARGIN, CELL_HEIGHT, FONT_SIZE = 30, 16, 8


def advance(c):
    return 500 if ord(c) < 0x80 else 1000


def as_pdf(form):
    """The rows of the CSV in drawn cells; the font is not embedded, its characters are named (ToUnicode)."""
    rows = list(csv.reader(as_csv(form).splitlines()))
    columns = max(map(len, rows))
    width = (PAGE[0] - 2 * MARGIN) / columns
    fitting = (PAGE[1] - 2 * MARGIN) // CELL_HEIGHT
    pages = []
    for first in range(0, len(rows), fitting):
        lines = ["0.5 w"]
        for at, row in enumerate(rows[first:first + fitting]):
            bottom = PAGE[1] - MARGIN - (at + 1) * CELL_HEIGHT
            filled = [i for i, cell in enumerate(row) if cell]
            wide = len(row) <= 2  # a title, a fact: its last cell goes to the border
            for i in range(columns if not wide else len(row)):
                end = columns if wide and i == len(row) - 1 else i + 1
                lines.append(f"{MARGIN + i * width:.2f} {bottom} {(end - i) * width:.2f} {CELL_HEIGHT} re S")
            for i in filled:
                size = min(FONT_SIZE, (width * (columns - i if wide else 1) - 4) * 1000 / sum(map(advance, row[i])))
                words = "".join(f"{ord(c):04X}" for c in row[i])
                lines.append(f"BT /F1 {size:.2f} Tf {MARGIN + i * width + 2:.2f} {bottom + 5} Td <{words}> Tj ET")
        pages.append("\n".join(lines).encode())
    names = "\n".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256))
    names = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF> "
             "endcodespacerange\n" + "".join(f"64 beginbfrange\n{part}\nendbfrange\n" for part in
             ("\n".join(names.split("\n")[i:i + 64]) for i in range(0, 256, 64))) + "endcmap end end").encode()
    stream = lambda data: b"<< /Length %d >> stream\n%s\nendstream" % (len(data), data)  # noqa: E731
    kids = " ".join(f"{7 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
               b"<< /Type /Font /Subtype /Type0 /BaseFont /Made-Up /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
               b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made-Up /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
               b"/Supplement 0 >> /FontDescriptor 6 0 R /DW 1000 /W [0 127 500] >>", stream(names),
               b"<< /Type /FontDescriptor /FontName /Made-Up /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent "
               b"-120 /CapHeight 700 /StemV 80 >>"]
    for i, page in enumerate(pages):
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents {8 + 2 * i} 0 R "
                       f"/Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objects.append(stream(page))
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))


WRITERS = {"text": (as_text, "txt"), "csv": (as_csv, "csv"), "pdf": (as_pdf, "pdf")}


def make_pile(folder, kind, count, rows):
    """The files; their bytes and the figures that they print in named fields."""
    write, ending = WRITERS[kind]
    size = figures = 0
    for number in range(count):
        data = write(make_form(number, rows))
        data = data.encode() if isinstance(data, str) else data
        (folder / f"{number:06}.{ending}").write_bytes(data)
        size += len(data)
        figures += len(FUND) + rows * len(INDICATOR) + 2
    return size, figures


# ── the reader by hand ──────────────────────────────────────────────────────────────────────────────────

FIGURE = r"[0-9][0-9,]*(?:\.[0-9]+)?"
FUND_LINE = re.compile(rf"^\s*(年度资金总额|财政拨款|其他资金)[：:]?\s+({FIGURE})\s+({FIGURE})\s+({FIGURE})\s+({FIGURE})\s+({FIGURE}%)\s+({FIGURE})\s*$")
ROW_LINE = re.compile(rf"^\s*(?:(\S+)\s+)?(\S+)\s+([≥≤=＞＜]?{FIGURE}\S*)\s+({FIGURE}\S*)\s+({FIGURE})\s+({FIGURE})\s*$")
TOTAL_LINE = re.compile(rf"^\s*总\s*分\s+({FIGURE})\s+({FIGURE})\s*$")
NAME_LINE = re.compile(r"^\s*(单位名称|项目名称)\s+(.+)$")


def read_text(path):
    got = {"funds": [], "indicators": []}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if name := NAME_LINE.match(line):
                got["unit" if name[1] == "单位名称" else "name"] = name[2].strip()
            elif fund := FUND_LINE.match(line):
                got["funds"].append({"source": fund[1], **dict(zip(FUND, fund.groups()[1:]))})
            elif total := TOTAL_LINE.match(line):
                got["total_weight"], got["total_score"] = total.groups()
            elif row := ROW_LINE.match(line):
                got["indicators"].append({"level2": row[1], "level3": row[2], **dict(zip(INDICATOR, row.groups()[2:]))})
    return got


def read_csv(path):
    got = {"funds": [], "indicators": []}
    part = None
    level1 = level2 = ""
    with open(path, encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            if not any(row):
                continue
            if row[0] in ("单位名称", "项目名称"):
                got["unit" if row[0] == "单位名称" else "name"] = row[1]
            elif "资金来源" in row:
                part = "funds"
            elif "三级指标" in row:
                part = "indicators"
            elif row[0] == "总分":
                got["total_weight"], got["total_score"] = row[6], row[7]
            elif part == "funds":
                got["funds"].append({"source": row[1], **dict(zip(FUND, row[2:8]))})
            elif part == "indicators":
                level1, level2 = row[1] or level1, row[2] or level2
                got["indicators"].append({"level1": level1, "level2": level2, "level3": row[3], **dict(zip(INDICATOR, row[4:8]))})
    return got


READERS = {"text": read_text, "csv": read_csv}


def by_hand(kind, folder, out):
    """The whole job of the reader by hand, in a process of its own: read every file, write every result."""
    Path(out).mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(folder).iterdir()):
        if kind == "pdf":
            subprocess.run(["pdftotext", "-layout", path, Path(out) / (path.stem + ".txt")], check=True, stderr=subprocess.DEVNULL)
            continue
        with open(Path(out) / (path.stem + ".json"), "w", encoding="utf-8") as file:
            json.dump(READERS[kind](path), file, ensure_ascii=False)


# ── measuring ───────────────────────────────────────────────────────────────────────────────────────────


def measured(command, environment=None):
    """(seconds, peak memory in MB, exit status, what it said on stderr, seconds of CPU time)"""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)  # its own children, waited for, are in the usage
        said.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return seconds, usage.ru_maxrss / 1024, process.returncode, said.read().decode("utf-8", "replace"), cpu


def figures_of(document):
    """The figures of the bench, out of either reader's result."""
    form = document.get("evaluations", [document])[0]
    found = [(fund["source"].rstrip("：:"), key, fund[key]) for fund in form["funds"] for key in FUND]
    found += [(row["level3"], key, row[key]) for row in form["indicators"] for key in INDICATOR]
    return sorted(map(str, found + [("总分", key, form[key]) for key in ("total_weight", "total_score")]))


def as_read(form):
    """A made-up form as the reader by hand would give it."""
    return {"unit": form["unit"], "name": form["name"], "funds": [{"source": "年度资金总额", **dict(zip(FUND, form["fund"]))}],
            "indicators": [{"level1": one, "level2": two, "level3": name, **dict(zip(INDICATOR, figures))} for one, two, name, figures in form["rows"]],
            "total_weight": form["total"][0], "total_score": form["total"][1]}


def compare(binary, kind, rows, environment):
    """None where both read the same figures out of ten forms, else what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        pile, sets, out = Path(folder, "pile"), Path(folder, "sets"), Path(folder, "out")
        pile.mkdir()
        make_pile(pile, kind, 10, rows)
        if kind != "pdf":
            by_hand(kind, pile, out)
        _, _, status, said, _ = measured([binary, "import", str(pile), "-o", str(sets)], environment)
        if status != 0:
            return (said.strip().splitlines() or ["exit %d" % status])[0]
        lines = subprocess.run([binary, "export", str(sets), "-f", "ndjson"], capture_output=True, text=True, env=environment).stdout
        forms = ([as_read(make_form(number, rows)) for number in range(10)] if kind == "pdf" else
                 [json.loads(path.read_text(encoding="utf-8")) for path in out.iterdir()])
        hand = {got["unit"]: got for got in forms}
        for line in lines.splitlines():
            document = json.loads(line)
            wanted = figures_of(hand.pop(document["unit"]))
            got = figures_of(document)
            if wanted != got:
                return "%s: %s" % (document["unit"], sorted(set(wanted) ^ set(got))[:4])
        return None if not hand else "not read: %s" % sorted(hand)[:3]


def race(binary, before, kind, count, rows, environment):
    with tempfile.TemporaryDirectory() as folder:
        pile, sets, out = Path(folder, "pile"), Path(folder, "sets"), Path(folder, "out")
        pile.mkdir()
        size, figures = make_pile(pile, kind, count, rows)
        result = {"kind": kind, "documents": count, "bytes": size, "figures": figures}
        runs = [("gouji", [binary, "import", str(pile), "-o", str(sets)]),
                ("by hand", [sys.executable, __file__, "--by-hand", kind, str(pile), str(out)])]
        if before:
            runs.append(("before", [before[0], "import", str(pile), "-o", str(Path(folder, "sets-before"))]))
        for name, command in runs:
            home = before[1] if name == "before" else environment["GOUJI_HOME"]
            seconds, memory, status, said, cpu = measured(command, {**environment, "GOUJI_HOME": home})
            if status != 0:
                sys.exit(f"{name}: exit {status}\n{said[-2000:]}")
            result[name] = {"seconds": round(seconds, 3), "cpu_seconds": round(cpu, 3), "figures_per_second": round(figures / seconds),
                            "megabytes_per_second": round(size / seconds / 1e6, 2), "peak_megabytes": round(memory, 1)}
        result["ratio"] = round(result["gouji"]["seconds"] / result["by hand"]["seconds"], 2)
        result["cpu_ratio"] = round(result["gouji"]["cpu_seconds"] / result["by hand"]["cpu_seconds"], 2)
        if before:
            result["gain"] = round(result["before"]["cpu_seconds"] / result["gouji"]["cpu_seconds"], 2)
            if different := differences(sets, Path(folder, "sets-before")):
                result["different"] = different
        return result


def differences(one, other):
    """Files of two folders of datasets that differ, at most five."""
    files = {path.relative_to(root): None for root in (one, other) for path in root.rglob("*") if path.is_file() and path.name[0] != "."}
    same = lambda name: (one / name).is_file() and (other / name).is_file() and (one / name).read_bytes() == (other / name).read_bytes()  # noqa: E731
    return [str(name) for name in sorted(files) if not same(name)][:5]


def race_pdf(binary, path, environment):
    with tempfile.TemporaryDirectory() as folder:
        told = measured([binary, "import", path, "-o", os.path.join(folder, "sets"), "--report", os.path.join(folder, "r.json")], environment)
        plain = measured(["pdftotext", "-layout", path, os.path.join(folder, "text")])
        return {"pdf": os.path.basename(path), "bytes": os.path.getsize(path), "exit": told[2],
                "gouji": {"seconds": round(told[0], 3), "peak_megabytes": round(told[1], 1)},
                "pdftotext": {"seconds": round(plain[0], 3), "peak_megabytes": round(plain[1], 1)},
                "ratio": round(told[0] / plain[0], 2)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", default="1,100,1000", help="how many, a list (10000 takes minutes)")
    arguments.add_argument("--rows", type=int, default=12, help="indicators of a form")
    arguments.add_argument("--kinds", default="text,csv,pdf")
    arguments.add_argument("--before", help="another build of gouji, on the same piles; its datasets are compared")
    arguments.add_argument("--before-home", default=str(HOME), help="its GOUJI_HOME")
    arguments.add_argument("--pdf", nargs="*", default=[], help="PDF files to race with pdftotext -layout")
    arguments.add_argument("--json", help="the results as JSON, too")
    arguments.add_argument("--by-hand", nargs=3, metavar=("KIND", "FOLDER", "OUT"), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.by_hand:
        return by_hand(*options.by_hand)
    binary = os.environ.get("GOUJI_BIN") or str(HOME / "build/release/bin/gouji")
    if not os.path.exists(binary):
        sys.exit(f"no program at {binary}: cmake --preset release && cmake --build build/release, or set GOUJI_BIN")
    environment = {**os.environ, "GOUJI_HOME": str(HOME), "LC_ALL": "C.UTF-8"}
    results = {"bench": "gouji.import_bench.v1", "binary": binary, "rows": options.rows, "runs": [], "pdf": [], "left_out": {}}
    for kind in options.kinds.split(","):
        if kind == "pdf" and not shutil.which("pdftotext"):
            results["left_out"][kind] = "pdftotext is not there (poppler-utils)"
            print(f"{kind}: skipped, {results['left_out'][kind]}")
            continue
        if wrong := compare(binary, kind, options.rows, environment):
            results["left_out"][kind] = wrong
            print(f"{kind}: not the same figures, left out: {wrong}")
            continue
        print(f"{kind}: the same figures as {'the forms they were made from' if kind == 'pdf' else 'the reader by hand'}")
        print(f"{'documents':>10} {'':9} {'seconds':>9} {'CPU s':>8} {'figures/s':>10} {'MB/s':>8} {'peak MB':>8} {'CPU ratio':>9}")
        for count in map(int, options.documents.split(",")):
            run = race(binary, options.before and (options.before, options.before_home), kind, count, options.rows, environment)
            results["runs"].append(run)
            for name in [name for name in ("gouji", "before", "by hand") if name in run]:
                one = run[name]
                label = "pdftotext" if kind == "pdf" and name == "by hand" else name
                print(f"{count if name == 'gouji' else '':>10} {label:9} {one['seconds']:>9.3f} {one['cpu_seconds']:>8.3f} {one['figures_per_second']:>10} "
                      f"{one['megabytes_per_second']:>8.2f} {one['peak_megabytes']:>8.1f} {run['cpu_ratio'] if name == 'gouji' else '':>7}", flush=True)
            if "different" in run:
                print(f"{'':>10} not the same datasets as before: {', '.join(run['different'])}")
    if options.pdf and not shutil.which("pdftotext"):
        sys.exit("pdftotext is not there (poppler-utils)")
    for path in options.pdf:
        run = race_pdf(binary, path, environment)
        results["pdf"].append(run)
        print(f"{run['pdf']}: gouji {run['gouji']['seconds']} s, {run['gouji']['peak_megabytes']} MB; pdftotext -layout "
              f"{run['pdftotext']['seconds']} s; ratio {run['ratio']}{'' if run['exit'] == 0 else ' (gouji: exit %d)' % run['exit']}")
    if options.json:
        Path(options.json).write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
