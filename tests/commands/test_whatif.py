"""gouji whatif: other values, curves, sweeps, other years' rules, packs beside each other."""

import csv
import io
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, disclosure, main, rule  # noqa: E402
from workbook import Book  # noqa: E402

PARAMETERS = """
["p.limit"]
title = "接待费的上限"
unit = "万元"
basis = "测试"
value = "3"

["p.unread"]
basis = "测试"
value = "7"

["p.words"]
basis = "测试"
value = ["甲", "乙"]

["p.mode"]
basis = "测试"
choices = ["a", "b"]
value = "a"

["p.rate"]
unit = "%"
basis = "测试"
value = "100"

["p.yearly"]
unit = "万元"
basis = "测试"
values = { 2020 = "3", 2021 = "9" }
"""

LIMIT = 'check:at_most(spent["接待"], param "p.limit")'
YEARLY = 'check:at_most(spent["接待"], param "p.yearly")'


class WhatIf(Bench):
    """接待 is 2.25 (甲局), 3.40 (乙局) and 5.00 (丙局); more than 3 is a finding."""

    def setUp(self):
        super().setUp()
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.write("rules/p/rules/limit.lua", rule("p.limit", LIMIT))
        self.data(
            "data.ndjson",
            disclosure("甲局"),
            disclosure("乙局", "6.40", ("3.00", "3.40")),
            disclosure("丙局", "8.00", ("3.00", "5.00")),
        )

    def whatif(self, *words, **more):
        answer = self.gouji("whatif", "-f", "json", *words, **more)
        self.assertEqual(answer.status, 0, answer.err)
        found = answer.json()
        self.assertEqual((found["schema"], found["trial"]), ("gouji.whatif.v1", True))
        return found

    def findings_with(self, value):
        """How many a run finds with another value written into the pack."""
        self.write("rules/p/parameters.toml", PARAMETERS.replace('value = "3"', f'value = "{value}"'))
        count = sum(one["outcome"] == "finding" for one in self.findings())
        self.write("rules/p/parameters.toml", PARAMETERS)
        return count


class Set(WhatIf):
    def test_text(self):
        answer = self.gouji("whatif", "--set", "p.limit=4")
        self.says(answer, 0, "试算", "p.limit 3 万元 → 4 万元", "接待费的上限", "疑点", "2 → 1", "+0 −1", "乙局", "−p.limit", out=True)

    def test_english(self):
        answer = self.gouji("whatif", "--set", "p.limit=4", "--lang", "en")
        self.says(answer, 0, "A trial", "findings", "+0 −1", out=True)
        self.assertNotIn("疑点", answer.out)

    def test_json(self):
        found = self.whatif("--set", "p.limit=2")
        self.assertEqual((found["summary"]["appeared"], found["summary"]["gone"]), (1, 0))
        self.assertEqual([(one["kind"], one["rule"]) for one in found["findings"] if one["kind"] == "appeared"], [("appeared", "p.limit")])
        self.assertEqual(found["settings"], [{"name": "p.limit", "title": "接待费的上限", "before": "3 万元", "after": "2 万元"}])

    def test_nothing_changes_names_the_next_values(self):
        answer = self.gouji("whatif", "--set", "p.limit=3.2")
        self.says(answer, 0, "没有任何结果改变", "从 3.395 万元 起才有变化：疑点 1 条（取 3.4 万元 时 1 条）", "小于 2.245 万元 才有变化：疑点 3 条（取 2.2 万元 时 3 条）", out=True)
        near = self.whatif("--set", "p.limit=3.2")["nearest"][0]
        self.assertEqual((near["above"]["value"], near["above"]["findings"]), ("3.395", 1))
        self.assertEqual((near["below"]["value"], near["below"]["findings"]), ("2.245", 3))
        for value, findings in (("3.395", 1), ("3.39", 2), ("2.245", 2), ("2.24", 3)):
            self.assertEqual(self.findings_with(value), findings, value)

    def test_a_parameter_that_nothing_reads(self):
        self.says(self.gouji("whatif", "--set", "p.unread=8"), 0, "没有任何结果改变", "换成任何别的取值", out=True)

    def test_a_word_that_changes_nothing(self):
        answer = self.gouji("whatif", "--set", "p.mode=b")
        self.says(answer, 0, "没有任何结果改变", out=True)

    def test_a_grade_alone_is_no_score(self):
        self.write("rules/p/parameters.toml", PARAMETERS + '\n["p.grades"]\nbasis = "测试"\nvalue = [["优", "90"], ["良", "0"]]\n')
        self.write("rules/p/scoring/points.lua", """scoring {
  id = "p.scoring.points", title = "得分", basis = "测试", on = { document = { "部门决算" } },
  run = function(d, score)
    score:bands(param "p.grades")
    score:start("满分", amount(d.unit == "甲局" and "99" or "95"))
  end,
}
""")
        found = self.whatif("--set", 'p.grades=[["优", "99"], ["良", "0"]]')
        self.assertEqual([one["before"] == one["after"] for one in found["scores"]], [True] * 3)
        summary = found["summary"]
        self.assertEqual((summary["scores_up"], summary["scores_down"], summary["grades_up"], summary["grades_down"]), (0, 0, 0, 2))
        self.says(self.gouji("whatif", "--set", 'p.grades=[["优", "99"], ["良", "0"]]'), 0, "升 0，降 0", "升 0，降 2", out=True)

    def test_several(self):
        found = self.whatif("--set", "p.limit=4", "--set", "p.unread=8")
        self.assertEqual(len(found["settings"]), 2)

    def test_what_is_wrong(self):
        rows = [
            (["--set", "p.limt=4"], "param.unknown", "是否想写“p.limit”？"),
            (["--set", "p.limit"], "whatif.bad_set", "--set quant.over_from=120"),
            (["--set", "p.limit=4", "--set", "p.limit = 5"], "usage.set_twice", "4、5"),
            (["--set", "p.limit=很多"], "param.no_number", "--set p.limit"),
            (["--set", "p.mode=c"], "param.not_a_choice", "a"),
            (["--set", "p.rate=0.9"], "param.unclear_percent", "要写 90% 的，写 \"90%\""),
            ([], "whatif.nothing", "--curve"),
            (["--set", "p.limit=4", "--curve", "p.limit"], "usage.extra_option", "--curve"),
            (["--curve", "p.words"], "whatif.not_numeric", "--set"),
            (["--curve", "p.limt"], "param.unknown", "是否想写“p.limit”？"),
            (["--sweep", "p.limit"], "whatif.bad_sweep", "FROM..TO"),
            (["--sweep", "p.limit=5..1"], "whatif.bad_sweep", ""),
            (["--sweep", "p.limit=1..5/0"], "whatif.bad_sweep", ""),
            (["--sweep", "p.limit=1..x"], "whatif.no_number", "3 万元"),
            (["--sweep", "p.limit=0..9999/0.001"], "whatif.too_many", "--curve"),
            (["--compare-packs", "p"], "whatif.one_pack", ""),
            (["--compare-packs", "p", "qq"], "pack.unknown", "qq"),
        ]
        for words, code, part in rows:
            with self.subTest(words=words):
                answer = self.gouji("whatif", *words, "--lang", "en") if part == "FROM..TO" else self.gouji("whatif", *words)
                self.says(answer, 1, code, part)
                self.assertEqual(answer.out.strip(), "")

    def test_nothing_is_changed(self):
        before = {path: path.read_bytes() for path in self.home.rglob("*") if path.is_file()}
        self.gouji("whatif", "--set", "p.limit=4")
        self.gouji("whatif", "--curve", "p.limit")
        self.assertEqual(before, {path: path.read_bytes() for path in self.home.rglob("*") if path.is_file()})

    def test_jobs_do_not_matter(self):
        one = self.gouji("whatif", "--set", "p.limit=2", "-f", "json", "-j", "1")
        two = self.gouji("whatif", "--set", "p.limit=2", "-f", "json", "-j", "2")
        self.assertEqual(one.out, two.out)


class Years(WhatIf):
    def test_rules_of_another_year(self):
        self.write("rules/p/rules/yearly.lua", rule("p.yearly", YEARLY))
        found = self.whatif("--rules-year", "2021")
        self.assertEqual(found["rules_year"], "2021")
        self.assertEqual((found["summary"]["gone"], found["summary"]["appeared"]), (2, 0))
        self.says(self.gouji("whatif", "--rules-year", "2021"), 0, "改用 2021 年度的规则和参数", out=True)

    def test_curve_of_a_parameter_by_year(self):
        self.write("rules/p/rules/yearly.lua", rule("p.yearly", YEARLY))
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", "6.40", ("3.00", "3.40"), year=2021))
        found = self.whatif("--curve", "p.yearly")
        self.assertIsNone(found["nearest"])
        self.assertEqual(found["parameter"]["present"], ["2020 年起 3 万元", "2021 年起 9 万元"])
        self.says(self.gouji("whatif", "--curve", "p.yearly"), 0, "现值按年度或规则包不同", out=True)


class Curve(WhatIf):
    def test_steps(self):
        found = self.whatif("--curve", "p.limit")
        self.assertTrue(found["exact"])
        self.assertEqual(found["findings"], 2)
        self.assertEqual([(one["value"], one["at"], one["after"]) for one in found["steps"]], [("2.245", 2, 2), ("3.395", 1, 1), ("4.995", 0, 0)])
        for value in ("1", "2.24", "2.245", "3", "3.395", "4.99", "4.995", "70"):
            with self.subTest(value=value):
                steps = [one for one in found["steps"] if float(one["value"]) <= float(value)]
                count = sum(found["before"].values())
                if steps:
                    count = steps[-1]["at" if steps[-1]["value"] == value else "after"]
                self.assertEqual(count, self.findings_with(value))

    def test_text(self):
        answer = self.gouji("whatif", "--curve", "p.limit")
        self.says(answer, 0, "疑点随参数变化的曲线", "现值：3 万元，疑点 2", "2.245（含） ~ 3.395 万元", "← 现在", "█", "从 3.395 万元 起才有变化", out=True)
        self.assertTrue(all("试算" in line for line in answer.out.splitlines() if "█" in line))

    def test_not_exact(self):
        self.write("rules/p/rules/limit.lua", rule("p.limit", 'check:at_most(spent["接待"], (param "p.limit" * 2):rounded(0))'))
        found = self.whatif("--curve", "p.limit")
        self.assertFalse(found["exact"])
        self.assertEqual(found["inexact_documents"], 3)
        self.says(self.gouji("whatif", "--curve", "p.limit"), 0, "不是精确的", out=True)

    def test_csv_and_xlsx(self):
        answer = self.gouji("whatif", "--curve", "p.limit", "-f", "csv")
        rows = list(csv.reader(io.StringIO(answer.out.lstrip("\ufeff"))))
        self.assertEqual(rows[0], ["试算", "取值", "疑点", "增减", "公式出错", "变化的规则"])
        self.assertEqual([row[2] for row in rows[1:]], ["3", "2", "1", "0"])
        self.gouji("whatif", "--curve", "p.limit", "-o", "curve.xlsx")
        book = Book(self.home / "curve.xlsx")
        self.assertEqual(list(book.sheets)[:2], ["曲线", "说明"])
        with zipfile.ZipFile(self.home / "curve.xlsx") as file:
            self.assertIn("xl/charts/chart1.xml", file.namelist())

    def test_pattern(self):
        self.assertEqual(self.whatif("--curve", "p.limit", "-r", "sum")["steps"], [])


class Sweep(WhatIf):
    def test_values(self):
        found = self.whatif("--sweep", "p.limit=2..5/0.5")
        self.assertEqual([one["value"] for one in found["values"]], ["2", "2.5", "3", "3.5", "4", "4.5", "5"])
        self.assertEqual([one["findings"] for one in found["values"]], [3, 2, 2, 1, 1, 1, 0])
        self.assertEqual(found["values"][0]["rules"], {"p.limit": 3})

    def test_the_step_is_the_last_decimal(self):
        self.assertEqual([one["value"] for one in self.whatif("--sweep", "p.limit=2..4")["values"]], ["2", "3", "4"])

    def test_text_csv_xlsx(self):
        self.says(self.gouji("whatif", "--sweep", "p.limit=2..4"), 0, "逐个取值", "2 万元", "p.limit", out=True)
        self.says(self.gouji("whatif", "--sweep", "p.limit=2..4", "-f", "csv"), 0, "试算,p.limit,疑点", out=True)
        self.says(self.gouji("whatif", "--sweep", "p.limit=2..4", "-o", "s.xlsx"), 0)
        self.assertEqual(list(Book(self.home / "s.xlsx").sheets), ["逐个取值"])


class Faults(WhatIf):
    """乙局 breaks the rule off at limits from 3.5: what it would find then is not known."""

    def setUp(self):
        super().setUp()
        body = 'check:at_most(spent["接待"], param "p.limit")\n    if spent["接待"] > amount("3.2", "万元") and spent["接待"] < amount("4", "万元") and param "p.limit" >= amount("3.5", "万元") then error("x") end'
        self.write("rules/p/rules/limit.lua", rule("p.limit", body))

    def told(self, *words):
        answer = self.gouji("whatif", *words)
        return answer.status, answer.out

    def test_sweep(self):
        words = ("--sweep", "p.limit=3..4/0.5")
        status, out = self.told(*words)
        self.assertEqual(status, 1)
        self.assertIn("有的取值使公式出错", out)
        self.assertIn("公式出错", out.splitlines()[4])
        rows = list(csv.reader(io.StringIO(self.told(*words, "-f", "csv")[1].lstrip("\ufeff"))))
        self.assertEqual([row[3] for row in rows], ["公式出错", "0", "1", "1"])
        self.assertEqual([one["faults"] for one in self.gouji("whatif", *words, "-f", "json").json()["values"]], [0, 1, 1])

    def test_curve(self):
        words = ("--curve", "p.limit")
        status, out = self.told(*words)
        self.assertEqual(status, 0)  # not at the present value
        self.assertIn("有的取值使公式出错", out)
        self.assertIn("公式出错 1", out)
        found = self.gouji("whatif", *words, "-f", "json").json()
        self.assertEqual((found["faults"], found["faults_before"]), (0, 0))
        self.assertEqual({step["value"]: step["faults_after"] for step in found["steps"]}["4"], 1)
        self.write("rules/p/parameters.toml", PARAMETERS.replace('value = "3"', 'value = "3.6"'))
        status, out = self.told(*words)
        self.assertEqual(status, 1)
        self.assertIn("现值有 1 处公式出错", out)

    def test_packs(self):
        self.write("rules/q/pack.toml", 'id = "q"\nrevision = "1"\napi = 1\nowns = "q"\nbase = "p"\n[scope]\nprovinces = ["别省"]\n')
        self.write("rules/q/parameters.toml", '["p.limit"]\nunit = "万元"\nbasis = "测试"\nreason = "测试"\nvalue = "4"\n')
        status, out = self.told("--compare-packs", "p", "q")
        self.assertEqual(status, 1)
        self.assertIn("q：公式出错 1 处", out)
        self.assertIn("后者出错", out)
        self.assertEqual(self.gouji("whatif", "--compare-packs", "p", "q", "-f", "json").json()["faults"], {"p": 0, "q": 1})


class Terminal(WhatIf):
    """On a terminal tables give way to its width; into a pipe they are as wide as they are."""

    def on_terminal(self, columns, *words):
        import fcntl
        import os
        import pty
        import struct
        import subprocess
        import termios
        from bench import BIN

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        environment = {"PATH": os.environ["PATH"], "GOUJI_HOME": str(self.home), "LC_ALL": "C", "NO_COLOR": "1"}
        child = subprocess.Popen([BIN, *words], cwd=self.home, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL)
        os.close(theirs)
        out = b""
        try:
            while part := os.read(ours, 65536):
                out += part
        except OSError:  # the other end is closed
            pass
        child.wait(timeout=60)
        os.close(ours)
        return out.decode("utf-8").replace("\r\n", "\n").splitlines()

    @staticmethod
    def width(line):
        import unicodedata

        return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)

    def test_widths(self):
        for name in ("narrow_names_of_rules_that_are_long", "another_name_of_a_rule_that_is_long", "a_third_one_of_the_same_kind"):
            self.write(f"rules/p/rules/{name}.lua", rule(f"p.{name}", LIMIT))
        words = ("whatif", "--sweep", "p.limit=2..4/0.5")
        wide = self.gouji(*words).out
        self.assertIn("p.narrow_names_of_rules_that_are_long", wide)
        for columns in (80, 60):
            lines = self.on_terminal(columns, *words)
            self.assertLessEqual(max(map(self.width, lines)), columns, lines)
            self.assertIn("  12  ", next(line for line in lines if line.startswith("  试算  2 ")))


class Packs(WhatIf):
    def setUp(self):
        super().setUp()
        reason = 'basis = "测试"\nreason = "测试"\n'
        self.write("rules/q/pack.toml", 'id = "q"\nrevision = "1"\napi = 1\nowns = "q"\nbase = "p"\n[scope]\nprovinces = ["别省"]\n')
        self.write("rules/q/parameters.toml", f'["p.limit"]\nunit = "万元"\n{reason}value = "4"\n\n["p.unread"]\n{reason}value = "9"\n')

    def test_shortest_description(self):
        pair = self.whatif("--compare-packs", "p", "q")["pairs"][0]
        self.assertEqual((pair["first"], pair["second"], pair["findings_first"], pair["findings_second"]), ("p", "q", 1, 0))
        self.assertEqual([one["name"] for one in pair["settings"]], ["p.limit"])  # p.unread differs, and changes nothing
        self.assertEqual(pair["rest"], 0)
        self.says(self.gouji("whatif", "--compare-packs", "p", "q"), 0, "把 p 的 p.limit 3 万元 → 4 万元", "仅此而已", out=True)

    def test_rules_that_only_one_has(self):
        self.write("rules/q/rules/more.lua", rule("q.more", 'check:at_most(spent["出国"], param "p.limit")'))
        pair = self.whatif("--compare-packs", "p", "q")["pairs"][0]
        self.assertEqual(pair["rules_second"], ["q.more"])
        self.says(self.gouji("whatif", "--compare-packs", "p", "q"), 0, "只有 q 有的规则：q.more", out=True)

    def test_rules_of_another_text_are_compared_by_their_results(self):
        for pack, limit, more in (("p", "3", ""), ("r", "4", 'scoring { id = "x.form", title = "x", basis = "x", on = { evaluation = "project" }, run = function(e, score) score:line("a", amount "10", nil, amount "1") end }')):
            self.write(f"rules/{pack}/rules/a.lua", rule("x.a", f'check:at_most(spent["接待"], amount("{limit}", "万元"))'))
            self.write(f"rules/{pack}/rules/b.lua", rule("x.b", 'check:at_most(spent["出国"], amount("9", "万元"))') + f"-- {pack}\n")
            if more:
                self.write(f"rules/{pack}/scoring/form.lua", more)
        self.write("rules/r/pack.toml", 'id = "r"\nrevision = "1"\napi = 1\nowns = "x"\n[scope]\nprovinces = ["别省"]\n')
        self.write("rules/p/pack.toml", 'id = "p"\nrevision = "1"\napi = 1\nowns = "x"\n')
        for name in ("sum", "limit"):
            (self.home / f"rules/p/rules/{name}.lua").unlink()
        (self.home / "rules/q/parameters.toml").unlink()
        pair = self.whatif("--compare-packs", "p", "r")["pairs"][0]
        self.assertEqual(pair["texts"], ["x.a", "x.b"])
        self.assertEqual((pair["differing_rules"], pair["left_out"], pair["rest"]), ({"x.a": 1}, 1, 0))
        self.assertEqual(pair["scorings"], ["x.form"])
        answer = self.gouji("whatif", "--compare-packs", "p", "r")
        self.says(answer, 0, "x.a（1 处结果不同）", "在这些公开文本上结果相同的规则：1 条", "不同的计分公式：x.form", "不算这些规则的 1 处结果", out=True)

    def test_the_same(self):
        self.write("rules/q/parameters.toml", "")
        self.says(self.gouji("whatif", "--compare-packs", "p", "q"), 0, "结果完全相同", out=True)

    def test_xlsx(self):
        self.says(self.gouji("whatif", "--compare-packs", "p", "q", "-o", "p.xlsx"), 0)
        self.assertEqual(list(Book(self.home / "p.xlsx").sheets), ["规则包对照", "差别的说明"])


if __name__ == "__main__":
    main()
