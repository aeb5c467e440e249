"""gouji decide: the workbook that goes out and comes back, decisions that are kept, what a correction mended."""

import fcntl
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, Bench, disclosure, main, rule  # noqa: E402
from workbook import Book  # noqa: E402

LIST = "问题清单"


class Decide(Bench):
    """乙局 and 丙局 are wrong, 甲局 is right."""

    def setUp(self):
        super().setUp()
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.50"), disclosure("丙局", total="9.00"))

    def out(self, *words):
        self.gouji("run", "-o", "out.xlsx", *words)
        return Book(self.home / "out.xlsx")

    def fill(self, sheet=LIST, **rows):
        """乙=dict(…) fills the row of 乙局, in the workbook as it is written now; its file."""
        book = self.out()
        for unit, texts in rows.items():
            names = book.column(LIST, "单位") if sheet == LIST else None
            row = names.index(unit + "局") + 1 if names else 1
            book.answer(sheet, row, **texts)
        return book.save(self.home / "back.xlsx")

    def kept(self, unit="乙局"):
        path = self.home / f"{unit}-审核处理.toml"
        return tomllib.loads(path.read_text(encoding="utf-8"))["decisions"] if path.exists() else []

    def fingerprint(self, unit="乙局"):
        return next(f["fingerprint"] for f in self.findings() if f["document"].startswith(unit))

    def decide(self, state, *words, unit="乙局"):
        return self.gouji("decide", self.fingerprint(unit), "--state", state, "--by", "张三", "--date", "2024-05-01", *words)


class Workbook(Decide):
    def test_sheets(self):
        long = "某某省某某市某某区人民政府办公室机关后勤服务中心（本级）财务科"
        self.data("data.ndjson", disclosure("甲局"), *[disclosure(long + end, total="5.50") for end in ("一", "二")])
        book = self.out()
        names = list(book.sheets)
        self.assertEqual(names[:3], ["汇总", LIST, "得分"])
        self.assertEqual(len(names), 5)  # no sheet for a unit without a finding
        self.assertTrue(all(len(name) <= 31 for name in names), names)
        heads = book.sheets[LIST][0]
        wanted = "编号 报表 公式类型 公式含义 左值 右值 差额 依据 核实说明 整改情况".split()
        self.assertEqual([head for head in heads if head in wanted], wanted)
        self.assertEqual(book.column(LIST, "左值"), ["5.50"] * 2)
        self.assertEqual(book.column(names[3], "差额"), ["0.25"])
        overview = [row[0] for row in book.sheets["汇总"] if row]
        for wanted in ("甲局", long + "一", "p.sum"):  # a unit without a finding is listed
            self.assertIn(wanted, overview)

    def test_locked_but_for_the_answers_and_without_formulas(self):
        book = self.out()
        for sheet, choices in ((LIST, "已说明,采纳,确认问题"), ("乙局", "正在整改")):
            xml = book.xml[sheet]
            for part in ("<sheetProtection", "<autoFilter", 'state="frozen"', "<dataValidations", choices, 'orientation="landscape"'):
                self.assertIn(part, xml, sheet)
            self.assertNotIn("<f>", xml)

    def test_a_unit_gets_only_what_it_answers(self):
        self.write("rules/p/rules/sum.lua", (self.home / "rules/p/rules/sum.lua").read_text(encoding="utf-8").replace('basis  = "测试"', 'basis  = "某通知（条文待核）第三条（某号，条文待核）"'))
        book = self.out()
        for head in ("处理意见", "文号", "适用至年度", "备注"):
            self.assertIn(head, book.sheets[LIST][0])
            self.assertNotIn(head, book.sheets["乙局"][0])
        self.assertNotIn("采纳", book.xml["乙局"])
        self.assertEqual(set(book.column(LIST, "依据")), {"某通知（条文待核）第三条（某号，条文待核）"})
        self.assertEqual(book.column("乙局", "依据"), ["某通知第三条（某号）"])
        self.assertIn('paperSize="9"', book.xml["乙局"])  # A4
        self.assertIn("条文待核", json.dumps(self.findings(), ensure_ascii=False))

    def test_what_left_and_right_are(self):
        body = """
    check:same(spent["合计"], spent["出国"], { message = "x" })
    check:same(spent["合计"], spent["出国"] + spent["接待"], { message = "x", case = "sum" })
    check:at_most(spent["合计"], spent["接待"], { message = "x", case = "most" })
    check:same(spent["合计"], amount("100", "万元"), { message = "x", case = "fixed" })
"""
        self.write("rules/p/rules/sum.lua", rule("p.sum", body))
        self.data("data.ndjson", disclosure("乙局", total="5.50"))
        sides = self.out().column("乙局", "左值／右值是")
        self.assertEqual(sides, ["此处所载／另一处所载", "填报数／计算值", "填报数／不应超过", "填报数／规定值"])
        text = self.gouji("run").out
        for part in ("此处所载 5.50，另一处所载 3.00", "填报数 5.50，计算值 5.25", "不应超过 2.25", "规定值 100"):
            self.assertIn(part, text)

    def test_the_same_bytes(self):
        self.out()
        first = (self.home / "out.xlsx").read_bytes()
        self.out("-j", "3")
        self.assertEqual((self.home / "out.xlsx").read_bytes(), first)


class Answers(Decide):
    def test_an_explanation_comes_back(self):
        file = self.fill(乙={"核实说明": " 舍入造成 "})
        answer = self.gouji("decide", file, "--by", "李四", "--date", "2024-04-30")
        self.says(answer, 0, "待核实 → 已说明", "已记录 1 条，没有新答复 1 条", out=True)
        (one,) = self.kept()
        self.assertEqual((one["state"], one["explanation"], one["year"]), ("已说明", "舍入造成", 2020))
        self.assertEqual(one["steps"], [{"state": "已说明", "by": "李四", "date": "2024-04-30"}])
        # It is shown, and still a finding.
        (finding,) = [f for f in self.findings() if f["document"].startswith("乙局")]
        self.assertEqual((finding["outcome"], finding["decision"]["state"]), ("finding", "explained"))
        # The same workbook again changes nothing.
        self.says(self.gouji("decide", self.out_file(), "--by", "李四"), 0, "已记录 0 条", out=True)

    def out_file(self):
        self.out()
        return "out.xlsx"

    def test_what_spreadsheets_make_of_cells(self):
        file = self.fill(乙={"核实说明": "　舍入", "处理意见": "采　纳", "经办人": "张三 ", "办理日期": 45413, "适用至年度": "２０２２年", "文号": "财预〔2024〕5号"})
        self.says(self.gouji("decide", file), 0, "待核实 → 采纳", out=True)
        (one,) = self.kept()
        self.assertEqual((one["state"], one["until"]), ("采纳", 2022))
        self.assertEqual(one["steps"][-1], {"state": "采纳", "by": "张三", "date": "2024-05-01", "document_number": "财预〔2024〕5号"})

    def test_a_unit_answers_in_its_own_sheet(self):
        file = self.fill(sheet="乙局", 乙={"核实说明": "舍入"})
        self.says(self.gouji("decide", file, "--by", "李四"), 0, "已记录 1 条", out=True)

    def test_wrong_rows(self):
        cases = [
            ({"处理意见": "同意", "核实说明": "x"}, "decide.bad_state"),
            ({"处理意见": "采纳"}, "decide.needs_explanation"),
            ({"处理意见": "规则有误"}, "decide.needs_reason"),
            ({"处理意见": "已整改"}, "decide.transition"),
            ({"处理意见": "确认问题", "适用至年度": "2022"}, "decide.bad_until"),
            ({"处理意见": "确认问题", "适用至年度": "明年"}, "decide.bad_until"),
            ({"处理意见": "确认问题", "办理日期": "五月"}, "decide.bad_date"),
            ({"处理意见": "确认问题", "左值": "5.40"}, "decide.changed"),
            ({"处理意见": "确认问题", "当前状态": "已说明"}, "decide.stale"),
            ({"处理意见": "确认问题", "指纹": "0000000000000000"}, "decide.not_found"),
            ({"处理意见": "确认问题", "指纹": None}, "decide.no_fingerprint"),
        ]
        for texts, code in cases:
            with self.subTest(code=code, texts=texts):
                file = self.fill(乙=texts, 丙={"核实说明": "好的"})
                row = Book(file).column(LIST, "单位").index("乙局") + 2
                answer = self.gouji("decide", file, "--by", "李四")
                self.says(answer, 1, f"[{code}]", f"back.xlsx[{LIST}]:{row}", "[decide.rows]")
                self.assertEqual(self.kept("丙局"), [])  # nothing at all
        answer = self.gouji("decide", file, "--by", "李四", "--partial")
        self.says(answer, 1, "[decide.no_fingerprint]")
        self.assertIn("已记录 1 条，没有新答复 1 条，有误 1 行", answer.out)
        self.assertEqual(len(self.kept("丙局")), 1)

    def test_nobody_signed(self):
        self.says(self.gouji("decide", self.fill(乙={"核实说明": "x"})), 1, "[decide.needs_person]", "[decide.rows]")

    def test_two_answers_to_one_finding(self):
        book = self.out()
        row = book.column(LIST, "单位").index("乙局") + 1
        book.answer(LIST, row, 核实说明="舍入")
        book.answer("乙局", 1, 核实说明="漏列")
        self.says(self.gouji("decide", book.save(self.home / "two.xlsx"), "--by", "李四"), 1, "[decide.two_answers]")
        book.answer("乙局", 1, 核实说明="舍入")
        self.says(self.gouji("decide", book.save(self.home / "two.xlsx"), "--by", "李四"), 0, "已记录 1 条", out=True)

    def test_files_that_are_no_answers(self):
        self.says(self.gouji("decide", "没有.xlsx"), 1, "[file.missing]")
        self.says(self.gouji("decide", self.write("坏.xlsx", b"no zip")), 1, "[import.damaged]")
        book = self.out()
        for rows in book.sheets.values():
            for row in rows[:1]:
                row[:] = [None if text == "指纹" else text for text in row]
        self.says(self.gouji("decide", book.save(self.home / "无指纹.xlsx")), 1, "[decide.no_list]")
        self.says(self.gouji("decide", self.fill(), "--state", "采纳"), 1, "[usage.extra_option]")


    def test_other_files(self):
        book = self.out()
        for name, bytes, code, part in (
            ("答复.xls", b"\xd0\xcf\x11\xe0", "decide.not_a_workbook", "另存为"),
            ("答复.pdf", b"%PDF-1.4", "decide.not_a_workbook", "不是 .xlsx 工作簿"),
            ("答复", b"x", "decide.not_a_workbook", ""),
            ("答复.xlsx", b"%PDF-1.4", "import.damaged", ""),
        ):
            with self.subTest(name=name):
                self.says(self.gouji("decide", self.write(name, bytes), "--by", "李四"), 1, f"[{code}]", part)
        self.says(self.gouji("decide", "没有.xls"), 1, "[file.missing]")
        self.says(self.gouji("decide", "rules", "--by", "李四"), 1, "[decide.not_a_workbook]", "是文件夹")
        # Nothing filled in is not the same as nothing of ours in it.
        self.says(self.gouji("decide", book.save(self.home / "空白.xlsx"), "--by", "李四"), 1, "[decide.unanswered]", "2 条疑点")
        book.sheets = {"经费表": [["项目", "金额"], ["办公费", "3"]], "说明": [["x"]]}
        self.says(self.gouji("decide", book.save(self.home / "别的.xlsx"), "--by", "李四"), 1, "[decide.no_list]", "“经费表”、“说明”")


class WhoSaysWhat(Decide):
    """A workbook that was in other hands: what does not stand where it was sent out is told and not applied."""

    def refused(self, book, code, *parts, words=()):
        answer = self.gouji("decide", book.save(self.home / "back.xlsx"), "--by", "李四", *words)
        self.says(answer, 1, f"[{code}]", *parts)
        self.assertEqual((self.kept("乙局"), self.kept("丙局")), ([], []))

    def row(self, book, unit, sheet=LIST):
        return book.column(sheet, "单位").index(unit) + 1

    def test_a_unit_does_not_decide(self):
        for head in ("处理意见", "文号", "适用至年度", "备注"):
            with self.subTest(head=head):
                book = self.out()
                book.sheets["乙局"][0].append(head)
                book.answer("乙局", 1, 核实说明="舍入", **{head: {"处理意见": "采纳", "适用至年度": "2022"}.get(head, "财预5号")})
                self.refused(book, "decide.not_for_unit", f"“{head}”")
        book = self.out()
        book.answer(LIST, self.row(book, "乙局"), 核实说明="舍入", 处理意见="采纳")
        self.refused(book, "decide.not_for_unit", words=("--unit", "乙局"))

    def test_a_workbook_of_one_unit(self):
        book = self.out()
        book.answer(LIST, self.row(book, "丙局"), 核实说明="舍入")
        self.refused(book, "decide.other_unit_row", "丙局", words=("--unit", "乙局"))
        self.refused(book, "decide.no_unit", "是否想写", words=("--unit", "丙"))
        self.says(self.gouji("decide", "back.xlsx", "--by", "李四", "--unit", "丙局"), 0, "已记录 1 条", out=True)
        self.says(self.gouji("decide", "--list", "--unit", "丙局"), 1, "[usage.extra_option]")

    def test_rows_of_another_unit_in_a_units_sheet(self):
        book = self.out()
        book.sheets["乙局"].append(list(book.sheets["丙局"][1]))
        book.answer("乙局", 2, 核实说明="舍入")
        self.refused(book, "decide.other_unit_row", "back.xlsx[乙局]:3", "“乙局”", "“丙局”")
        # Under another name it is the unit of its first row.
        book.sheets = {"答复": book.sheets["乙局"]}
        book.answer("答复", 1, 核实说明="舍入")
        self.refused(book, "decide.other_unit_row", "back.xlsx[答复]:3")

    def test_a_row_that_is_not_that_of_its_fingerprint(self):
        for head, text in (("公开文本", "甲局-2020-final_accounts"), ("行", "出国"), ("栏", "预算数"), ("规则编号", "p.other"), ("单位", "丙局")):
            with self.subTest(head=head):
                book = self.out()
                book.answer(LIST, self.row(book, "乙局"), 核实说明="舍入", **{head: text})
                at = book.column(LIST, head).index(text) + 2
                self.refused(book, "decide.other_row", f"back.xlsx[{LIST}]:{at}", f"“{head}”")
        # Sorted apart: the fingerprints of two rows changed places.
        book = self.out()
        at = book.head(LIST, "指纹")
        rows = [self.row(book, unit) for unit in ("乙局", "丙局")]
        first, second = (book.sheets[LIST][row] for row in rows)
        first[at], second[at] = second[at], first[at]
        book.answer(LIST, rows[0], 核实说明="舍入")
        self.refused(book, "decide.other_row")

    def test_figures_of_the_sheet(self):
        for head in ("左值", "右值"):
            with self.subTest(head=head):
                book = self.out()
                book.answer("乙局", 1, 核实说明="舍入", **{head: "5.40"})
                self.refused(book, "decide.changed", "5.40", "在表上改了数")
        # A spreadsheet that made a number of the text changed nothing.
        book = self.out()
        book.answer("乙局", 1, 核实说明="舍入", 左值="5.5")
        self.says(self.gouji("decide", book.save(self.home / "back.xlsx"), "--by", "李四"), 0, "已记录 1 条", out=True)

    def test_columns_that_are_gone_or_doubled(self):
        for head in ("左值", "右值", "当前状态", "公开文本", "行", "栏", "规则编号", "核实说明"):
            with self.subTest(head=head):
                book = self.out()
                book.answer("乙局", 1, 整改情况="已整改")
                at = book.head("乙局", head)
                for row in book.sheets["乙局"]:
                    del row[at : at + 1]
                self.refused(book, "decide.columns", "back.xlsx[乙局]:1", f"“{head}”")
        book = self.out()
        book.sheets["乙局"][0].append("核实说明")
        self.refused(book, "decide.columns", "不止一个")
        # A state that is none is no leave to overwrite what stands there.
        book = self.out()
        book.answer("乙局", 1, 核实说明="舍入", 当前状态="")
        self.refused(book, "decide.stale")

    def test_hidden_sheets(self):
        book = self.out()
        book.hidden = {"乙局"}
        book.answer("乙局", 1, 核实说明="舍入")
        self.refused(book, "decide.hidden_sheet", "“乙局”")
        book.answer("丙局", 1, 核实说明="舍入")
        answer = self.gouji("decide", book.save(self.home / "back.xlsx"), "--by", "李四", "--partial")
        self.says(answer, 1, "[decide.hidden_sheet]")
        self.assertEqual((len(self.kept("乙局")), len(self.kept("丙局"))), (0, 1))


class Together(Decide):
    """Two people at one unit: nothing of either is lost."""

    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/other.lua", rule("p.other", 'check:at_most(spent["合计"], amount "5", { message = "太大" })'))
        self.data("data.ndjson", disclosure("乙局", total="5.50"))
        self.both = [finding["fingerprint"] for finding in self.findings()]
        self.assertEqual(len(self.both), 2)

    def start(self, fingerprint, person):
        environment = {**os.environ, "GOUJI_HOME": str(self.home)}
        return subprocess.Popen([BIN, "decide", fingerprint, "--state", "确认问题", "--by", person], cwd=self.home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def test_two_at_once(self):
        for _ in range(5):
            (self.home / "乙局-审核处理.toml").unlink(missing_ok=True)
            running = [self.start(one, person) for one, person in zip(self.both, ("张三", "李四"))]
            for one in running:
                out, err = one.communicate(timeout=60)
                self.assertEqual(one.returncode, 0, err.decode())
            self.assertEqual({one["fingerprint"] for one in self.kept()}, set(self.both))

    def test_what_was_written_while_waiting_is_kept(self):
        for mine, answer in ((0, 0), (1, 1)):
            with self.subTest("the same finding" if mine else "another finding"):
                path = self.home / "乙局-审核处理.toml"
                path.unlink(missing_ok=True)
                self.assertEqual(self.gouji("decide", self.both[1], "--state", "确认问题", "--by", "李四").status, 0)
                theirs = path.read_bytes()
                path.unlink()
                folder = os.open(self.home, os.O_RDONLY)
                try:
                    fcntl.flock(folder, fcntl.LOCK_EX)
                    waiting = self.start(self.both[mine], "张三")
                    with self.assertRaises(subprocess.TimeoutExpired):
                        waiting.communicate(timeout=1.5)
                    path.write_bytes(theirs)
                finally:
                    os.close(folder)
                _, err = waiting.communicate(timeout=60)
                self.assertEqual(waiting.returncode, answer, err.decode())
                people = {one["fingerprint"]: one["steps"][0]["by"] for one in self.kept()}
                self.assertEqual(people[self.both[1]], "李四")
                self.assertEqual(self.both[0] in people, mine == 0)
                if mine:
                    self.assertIn("[decide.stale]", err.decode())


class One(Decide):
    def test_accepted_is_waived_while_the_figures_are_the_same(self):
        self.says(self.decide("采纳", "--explanation", "舍入", "--until", "2021"), 0, "待核实 → 采纳", out=True)
        result = self.gouji("run", "-f", "json").json()
        self.assertEqual((result["summary"]["outcomes"]["waived"], result["summary"]["outcomes"]["finding"]), (1, 1))
        self.assertEqual(result["summary"]["severities"]["error"], 1)
        self.assertIn("2020", json.dumps(result["findings"], ensure_ascii=False))
        text = self.gouji("run").out
        for part in ("已说明 1", "采纳（张三，2024-05-01）", "舍入"):
            self.assertIn(part, text)
        # Another figure, and it is a finding again, which says why.
        self.data("data.ndjson", disclosure("乙局", total="5.60"))
        (finding,) = self.findings()
        self.assertEqual((finding["outcome"], finding["decision"]["standing"]), ("finding", "values_changed"))
        self.assertIn("原说明不再适用", self.gouji("run").out)

    def test_found_again_next_year_until_it_expires(self):
        self.decide("采纳", "--explanation", "舍入", "--until", "2021")
        self.data("data.ndjson", *[disclosure("乙局", total="5.50", year=year) for year in (2021, 2022)])
        self.assertEqual([(f["outcome"], f["decision"]["standing"]) for f in self.findings()], [("waived", "carried"), ("finding", "expired")])

    def test_beside_the_dataset(self):
        self.gouji("export", "data.ndjson", "-f", "folder", "-o", "sets")
        self.says(self.gouji("decide", self.fingerprint("乙局"), "sets", "--state", "确认问题", "--by", "张三"), 0, "sets/某省/乙局-审核处理.toml", out=True)
        self.assertEqual(self.findings("sets", "-r", "sum")[-1].get("decision", {}).get("state") or self.findings("sets")[0]["decision"]["state"], "confirmed")
        # A pattern of the shell takes the file along.
        self.assertEqual(self.gouji("run", *sorted((self.home / "sets/某省").iterdir())).err, "")
        self.says(self.gouji("decide", self.fingerprint("丙局"), "--state", "确认问题", "--by", "张三", "--decisions", "kept"), 0, "kept/丙局-审核处理.toml", out=True)
        self.assertTrue(any("decision" in f for f in self.findings("--decisions", "kept")))
        self.assertFalse(any("decision" in f for f in self.findings()))

    def test_refused(self):
        fingerprint = self.fingerprint()
        cases = [
            (("decide",), "usage.missing_word"),
            (("decide", fingerprint, "--by", "张三"), "decide.nothing"),
            (("decide", fingerprint, "--state", "同意", "--by", "张三"), "decide.bad_state"),
            (("decide", fingerprint, "--state", "确认问题", "--by", "张三", "--date", "昨天"), "decide.bad_date"),
            (("decide", "ffffffff", "--state", "确认问题", "--by", "张三"), "decide.not_found"),
        ]
        for words, code in cases:
            with self.subTest(words=words):
                self.says(self.gouji(*words), 1, f"[{code}]")
        self.assertEqual(self.kept(), [])
        self.says(self.gouji("decide", fingerprint, "--state", "确认问题", "--by", "张三", "--dry-run"), 0, "试算，将记录 1 条", out=True)
        self.assertEqual(self.kept(), [])

    def test_what_a_run_used_and_how_to_leave_it_out(self):
        self.assertNotIn("审核处理", self.gouji("run").out)
        self.assertNotIn("decisions", self.gouji("run", "-f", "json").json())
        self.decide("采纳", "--explanation", "舍入")
        self.decide("确认问题", unit="丙局")
        self.says(self.gouji("run"), 3, "审核处理文件 2 个，涉及 2 处", "不再列为疑点的 1 处", "乙局-审核处理.toml：1 处，采纳 1 处", out=True)
        wanted = [{"file": f"{unit}-审核处理.toml", "unit": unit, "handled": 1, "waived": waived} for unit, waived in (("丙局", 0), ("乙局", 1))]
        self.assertEqual(self.gouji("run", "-f", "json").json()["decisions"], wanted)
        lines = [json.loads(line) for line in self.gouji("run", "-f", "ndjson").out.splitlines()]
        self.assertEqual([{**one, "record": "decisions"} for one in wanted], [one for one in lines if one["record"] == "decisions"])
        for format in ("md", "html"):
            self.assertIn("乙局-审核处理.toml", self.gouji("run", "-f", format).out.replace("\\", ""))
        self.assertIn("乙局-审核处理.toml", [row[0] for row in self.out().sheets["汇总"] if row])
        without = self.gouji("run", "--no-decisions", "-f", "json").json()
        self.assertEqual((without["summary"]["outcomes"]["waived"], without["summary"]["outcomes"]["finding"]), (0, 2))
        self.assertFalse(any("decision" in finding for finding in without["findings"]))
        self.says(self.gouji("run", "--no-decisions", "--decisions", "x"), 1, "[usage.extra_option]")
        self.says(self.gouji("decide", "--list", "--no-decisions"), 1, "[usage.extra_option]")

    def test_what_is_accepted_costs_no_points(self):
        text = (self.home / "rules/p/rules/sum.lua").read_text(encoding="utf-8")
        self.write("rules/p/rules/sum.lua", text.replace('kind   = "基本平衡",', 'kind   = "基本平衡", score = { group = "数据质量", deduct = "2" },'))
        self.write("rules/p/scoring/quality.lua", """scoring {
  id = "p.scoring.quality", title = "数据质量", basis = "测试", on = { document = { "部门决算" } },
  run = function(d, score)
    score:start("满分", amount "100")
    score:deductions "数据质量"
  end,
}
""")
        def scores(*words):
            return {one["document"][0]: (one["recomputed"], [line["item"] for line in one["lines"]]) for one in self.gouji("run", "-f", "json", *words).json()["scores"]}
        self.assertEqual({unit: score for unit, (score, _) in scores().items()}, {"甲": "100.00", "乙": "98.00", "丙": "98.00"})
        self.decide("采纳", "--explanation", "舍入")
        self.decide("确认问题", unit="丙局")
        for words in ((), ("-j", "2")):
            now = scores(*words)
            self.assertEqual({unit: score for unit, (score, _) in now.items()}, {"甲": "100.00", "乙": "100.00", "丙": "98.00"})
            self.assertEqual(now["乙"][1], ["满分", "已采纳说明的 1 处，不扣分"])
        self.assertEqual(scores("--no-decisions")["乙"][0], "98.00")
        (waived,) = [one for one in self.findings() if one["outcome"] == "waived"]
        self.assertNotIn("score", waived)

    def test_a_link_is_not_followed(self):
        secret = self.write("secret.txt", "password = 'hunter2'\nunit 乙局\n")
        (self.home / "乙局-审核处理.toml").symlink_to(secret)
        for words in (("run",), ("decide", "--list")):
            answer = self.gouji(*words)
            self.says(answer, 1, "[decide.link]")
            self.assertNotIn("hunter2", answer.out + answer.err)
        self.says(self.gouji("decide", "1", "--state", "确认问题", "--by", "张三"), 1, "[decide.link]")
        self.assertEqual(secret.read_text(encoding="utf-8")[:8], "password")

    def test_only_findings(self):
        self.data("data.ndjson", disclosure("乙局", total=None))
        self.says(self.gouji("decide", "1", "--state", "确认问题", "--by", "张三"), 1, "[decide.not_a_finding]")

    def test_a_broken_file_is_told_and_never_overwritten(self):
        path = self.write("乙局-审核处理.toml", "unit = 乙局\n")
        answer = self.gouji("run", "-f", "json")
        self.says(answer, 3, "[toml.syntax]") if answer.status == 3 else self.says(answer, 1, "[toml.syntax]")
        self.assertEqual(len(answer.json()["findings"]), 2)
        self.says(self.gouji("decide", self.fingerprint_of(answer, "乙局"), "--state", "确认问题", "--by", "张三"), 1, "[toml.syntax]")
        self.assertEqual(path.read_text(encoding="utf-8"), "unit = 乙局\n")
        self.write("乙局-审核处理.toml", 'schema = "gouji.decisions.v1"\nunit = "别的局"\n')
        self.says(self.gouji("run", "-f", "json"), 1, "[decide.other_unit]")

    def fingerprint_of(self, answer, unit):
        return next(f["fingerprint"] for f in answer.json()["findings"] if f["document"].startswith(unit))


class Lists(Decide):
    def test_list_and_precision(self):
        self.says(self.gouji("decide", "--list"), 0, "还没有处理过的疑点", out=True)
        self.decide("确认问题", "--document-number", "财监〔2024〕9号")
        self.decide("规则有误", "--note", "取错了行", unit="丙局")
        self.says(self.gouji("decide", "--list"), 0, "确认问题", "财监〔2024〕9号", "取错了行", "数据中仍有", out=True)
        self.assertNotIn("丙局", self.gouji("decide", "--list", "--state", "确认问题").out)
        self.assertEqual(len(self.gouji("decide", "--list", "-f", "json").json()["decisions"]), 2)
        self.says(self.gouji("decide", "--precision"), 0, "50.0%  p.sum", "确认问题 1，规则有误 1", out=True)
        self.data("data.ndjson", disclosure("丁局", total="7.00"), disclosure("乙局", total="5.50"), disclosure("丙局"))
        (rule,) = self.gouji("decide", "--precision", "-f", "json").json()["rules"]
        self.assertEqual((rule["open"], rule["confirmed"], rule["rule_wrong"], rule["precision"]), (1, 1, 1, "50.0"))


class Corrections(Decide):
    def setUp(self):
        super().setUp()
        lost = disclosure("己局", total="5.60")
        self.data("old.ndjson", *[disclosure(unit + "局", total="5.50") for unit in "乙丙丁戊"], lost, disclosure("庚局"))
        gone = disclosure("己局")
        gone["tables"] = []
        self.data("new.ndjson", disclosure("乙局"), disclosure("丙局", total="5.40"), disclosure("丁局", total=None), gone, disclosure("庚局", total="6.00"))
        self.write("workbench.toml", 'datasets = ["old.ndjson"]\n')

    def test_what_became_of_each(self):
        answer = self.gouji("decide", "--against", "old.ndjson", "new.ndjson", "-f", "json")
        self.assertEqual(answer.status, 3)
        told = {one["before"]["document"][0]: (one["verdict"], one["why"]) for one in answer.json()["findings"]}
        self.assertEqual(told["乙"][0], "corrected")
        self.assertEqual(told["丙"], ("not_corrected", "数已改动，仍不相符"))
        for unit, why in (("丁", "没有审核到"), ("戊", "没有同一单位"), ("己", "没有审核到")):
            self.assertEqual(told[unit][0], "unclear", unit)
            self.assertIn(why, told[unit][1])
        self.assertEqual([one["now"]["document"][0] for one in answer.json()["introduced"]], ["庚"])
        self.says(self.gouji("decide", "--against", "old.ndjson", "new.ndjson"), 3, "结论：已整改 1 条，未整改 1 条，无法判断 3 条，新出现 1 条", out=True)

    def test_a_row_that_is_gone_is_no_correction(self):
        short = disclosure("乙局")
        short["tables"][0]["rows"][0]["label"] = "总计"
        self.write("rules/p/rules/sum.lua", self.each_row())
        self.data("new.ndjson", short)
        (one,) = [o for o in self.gouji("decide", "--against", "old.ndjson", "new.ndjson", "-f", "json").json()["findings"] if o["before"]["document"].startswith("乙")]
        self.assertEqual((one["verdict"], one["why"]), ("unclear", "更正后的表里找不到这一行"))

    def each_row(self):
        return """rule {
  id = "p.sum", title = "各行不应大于 5", basis = "测试", on = { table = "三公" },
  run = function(t, check)
    for _, row in ipairs(t:rows()) do check:at_most(row["决算数"], amount "5", { message = "太大" }) end
  end,
}
"""

    def test_recorded(self):
        for unit in ("乙局", "丙局"):
            self.assertEqual(self.decide("确认问题", unit=unit).status, 0)
        answer = self.gouji("decide", "--against", "old.ndjson", "new.ndjson", "--record", "--by", "张三")
        self.assertIn("确认问题 → 已整改", answer.out)
        self.assertEqual([self.kept(unit)[0]["state"] for unit in ("乙局", "丙局")], ["已整改", "确认问题"])


if __name__ == "__main__":
    main()
