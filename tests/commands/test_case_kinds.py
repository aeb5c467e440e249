"""gouji test: tags, cases with rows, whole documents, kits, Lua tests of helpers, values under terms, --watch."""

import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, Bench, disclosure, main, rule  # noqa: E402

TABLE = 'table = """\n项目,决算数\n合计,{}\n出国,3.00\n接待,2.25\n"""\n'


def case(name, expect, total="5.25", more=""):
    return f'[[case]]\nname = "{name}"\n{more}{TABLE.format(total)}expect = {expect}\n\n'


class Kinds(Bench):
    def cases(self, *cases, head=""):
        self.write("rules/p/rules/sum.cases.toml", f'rule = "p.sum"\n{head}\n' + "".join(cases))

    def counts(self, answer):
        return [line for line in answer.out.splitlines() if line.startswith("PASS") and "·" in line and "FAIL" in line][-1]


class Tags(Kinds):
    def setUp(self):
        super().setUp()
        self.cases(
            case("甲", '"pass"', more='tags = ["边界"]\n'),
            case("乙", '"pass"', more='tags = ["边界", "慢"]\n'),
            case("丙", '"pass"'),
            head='tags = ["合计"]',
        )

    def test_choice(self):
        for words, passed in [
            (["--tag", "边界"], 2), (["--tag", "边界", "--not-tag", "慢"], 1), (["--not-tag", "边界"], 1), (["--tag", "慢", "--tag", "合计"], 3),
            (["--tag", "边界", "-r", "乙"], 1),
        ]:
            with self.subTest(words):
                answer = self.gouji("test", *words)
                self.assertEqual((answer.status, self.counts(answer)), (0, f"PASS {passed} · FAIL 0 · ERROR 0 · SKIPPED 0"), answer.err)

    def test_of_the_rule(self):
        self.write("rules/p/rules/one.lua", rule("p.one", "check:at_least(spent['合计'], amount '1')", 'tags = { "三公" },'))
        self.write("rules/p/rules/one.cases.toml", 'rule = "p.one"\n' + case("甲", '"pass"'))
        self.assertEqual(self.counts(self.gouji("test", "--tag", "三公")), "PASS 1 · FAIL 0 · ERROR 0 · SKIPPED 0")

    def test_unknown(self):
        self.says(self.gouji("test", "--tag", "边介"), 1, "[test.no_case]", "是否想写“边界”")

    def test_outputs(self):
        done = self.gouji("test", "-f", "json").json()
        self.assertEqual([one["tags"] for one in done["cases"]], [["边界", "合计"], ["边界", "慢", "合计"], ["合计"]])
        root = xml.fromstring(self.gouji("test", "-f", "junit").out)
        self.assertEqual([one.get("value") for one in root.iter("property")], ["边界", "合计", "边界", "慢", "合计", "合计"])


class Rows(Kinds):
    ROWS = '''
[[case]]
name = "合计"
each = """
用例,合计数,结果,年
刚好,5.25,pass,2021
多一分,5.26,pass,2020
多一元,6.25,finding,2020
"""
year = "{年}"
table = """
项目,决算数
合计,{合计数}
出国,3.00
接待,2.25
"""
expect = "{结果}"
'''

    def test_rows_are_cases(self):
        self.cases(self.ROWS)
        done = self.gouji("test", "-f", "json").json()
        self.assertEqual([(one["name"], one["status"], one["line"]) for one in done["cases"]],
                         [("合计：刚好", "pass", 8), ("合计：多一分", "pass", 9), ("合计：多一元", "pass", 10)], done)
        self.assertEqual(self.counts(self.gouji("test", "-r", "多一元")), "PASS 1 · FAIL 0 · ERROR 0 · SKIPPED 0")

    def test_one_row_fails(self):
        self.cases(self.ROWS.replace("5.26,pass", "7.26,pass"))
        answer = self.gouji("test")
        self.says(answer, 3, "FAIL    p.sum · 合计：多一分  (rules/p/rules/sum.cases.toml:9)", "PASS 2 · FAIL 1", out=True)

    def test_slips(self):
        for old, new, code in [("{合计数}", "5.25", "case.unused_column"), ("刚好,5.25,pass,2021\n多一分,5.26,pass,2020\n多一元,6.25,finding,2020\n", "", "case.no_rows"),
                               ("刚好,5.25,pass,2021", "刚好,5.25", "csv.ragged")]:
            with self.subTest(code):
                self.cases(self.ROWS.replace(old, new))
                self.says(self.gouji("test"), 3, "ERROR   p.sum · 合计", f"[{code}]", out=True)

    def test_handbook(self):
        self.cases(self.ROWS)
        self.says(self.gouji("doc", "rules/p", "-o", "build/doc"), 0)


class Terms(Kinds):
    def where(self, body, total="5.50", expect='"not_applicable"', more=()):
        for name, text in more:
            self.write(name, text)
        self.write("rules/p/rules/sum.lua", rule("p.sum", body))
        self.cases(case("甲", expect, total=total))
        answer = self.gouji("test")
        self.assertEqual(answer.status, 3, answer.out + answer.err)
        out = answer.out.split("算到：\n")[1].split("PASS 0")[0]
        return [line[6:] for line in out.rstrip("\n").split("\n")]

    def test_verb(self):
        self.assertEqual(self.where('check:same(spent["合计"], spent["出国"] + spent["接待"])'), [
            "rules/p/rules/sum.lua:9",
            'check:same(spent["合计"], spent["出国"] + spent["接待"])',
            "      |    |              |             | |",
            "      |    |              |             | 2.25",
            "      |    5.50           3.00          5.25 万元",
            "      false",
        ])

    def test_condition(self):
        lines = self.where('if spent["合计"] / spent["出国"] > amount "9" then check:at_least(spent["合计"], amount "1") end', expect='"finding"')
        self.assertEqual(lines[0], "rules/p/rules/sum.lua:9")
        self.assertIn("false", "".join(lines[2:]))
        self.assertIn("5.50", "".join(lines[2:]))

    def test_in_a_library(self):
        lib = 'return { less = function(check, a, b)\n  check:at_most(a, b)\nend }\n'
        self.write("rules/p/lib/lib.lua", lib)
        self.write("rules/p/rules/sum.lua", 'local l = require "lib"\n' + rule("p.sum", 'l.less(check, spent["合计"], spent["出国"])'))
        self.cases(case("甲", '"pass"'))
        self.says(self.gouji("test"), 3, "rules/p/lib/lib.lua:2", "check:at_most(a, b)", out=True)

    def test_function_in_a_loop(self):
        lines = self.where('for _, v in ipairs { spent["出国"] } do\n  if least(v, spent["接待"]):zero() then return end\nend', expect='"finding"')
        self.assertEqual(lines, ["rules/p/rules/sum.lua:10", 'if least(v, spent["接待"]):zero() then return end', "   |", "   2.25 万元"])

    def test_nothing_compared(self):
        lines = self.where('if spent["合计"]:missing() then return end', expect='"pass"')
        self.assertEqual(lines[0], "rules/p/rules/sum.lua:9")


class Whole(Kinds):
    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/more.lua", rule("p.more", "check:at_most(spent['合计'], amount('5', '万元'), { severity = 'warning' })"))
        self.data("rules/p/documents/data.ndjson", disclosure("甲局"), disclosure("乙局", total="9.50"))

    def whole(self, body, head='pack = "p"'):
        self.write("rules/p/documents/two.cases.toml", f'{head}\n\n[[case]]\nname = "乙局"\n{body}\n')
        return self.gouji("test", "-v", "-r", "乙局")

    def test_holds(self):
        rows = 'expect = """\n规则,结果,严重程度,行,差额\np.sum,疑点,错误,合计,4.25\np.more,finding,warning,,\n"""\n'
        for body in [
            'file = "data.ndjson"\nunit = "乙局"\n' + rows,
            'file = "data.ndjson"\nunit = "乙局"\nonly = ["p.sum"]\nexpect = [{ rule = "p.sum", printed = "9.50" }]',
            'file = "data.ndjson"\nunit = "乙局"\nmore = true\nexpect = [{ rule = "p.more" }]',
            'file = "data.ndjson"\nunit = "甲局"\nabsent = [{ rule = "p.sum" }]',
            'file = "data.ndjson"\nunit = "甲局"\nonly = ["p.sum"]\nexpect = "pass"',
            'table_name = "三公"\ntable = """\n项目,决算数\n合计,9.50\n出国,3.00\n接待,2.25\n"""\n' + rows,
        ]:
            with self.subTest(body):
                answer = self.whole(body)
                self.assertEqual(answer.status, 0, answer.out + answer.err)

    def test_does_not_hold(self):
        body = 'file = "data.ndjson"\nunit = "乙局"\n'
        for more, parts in [
            ('expect = "pass"', ["另有 { rule=p.more", "另有 { rule=p.sum"]),
            ('expect = [{ rule = "p.sum", row = "出国" }]', ["缺少 { row=出国 rule=p.sum }", "另有 { rule=p.sum"]),
            ('absent = [{ rule = "p.sum" }]', ["不应有 { rule=p.sum }", "而有 { rule=p.sum"]),
        ]:
            with self.subTest(more):
                self.says(self.whole(body + more), 3, *parts, out=True)

    def test_slips(self):
        for body, head, code in [
            ('file = "../../../data.ndjson"\nexpect = "pass"', 'pack = "p"', "case.outside"),
            ('file = "none.ndjson"\nexpect = "pass"', 'pack = "p"', "dataset.missing"),
            ('file = "data.ndjson"\nunit = "丙局"\nexpect = "pass"', 'pack = "p"', "case.no_document"),
            ('file = "data.ndjson"\nprovince = "某省"\nexpect = "pass"', 'pack = "p"', "case.doubled_document"),
            ('file = "data.ndjson"\nexpect = "fine"', 'pack = "p"', "case.unknown_outcome"),
            ('file = "data.ndjson"\nexpect = [{ outcome = "fine" }]', 'pack = "p"', "case.unknown_outcome"),
            ('file = "data.ndjson"\nexpect = [{ rulle = "p.sum" }]', 'pack = "p"', "case.unknown_column"),
            ('file = "data.ndjson"', 'pack = "p"', "toml.missing_key"),
            ('file = "data.ndjson"\nexpect = "pass"', 'pack = "q"', "case.unknown_pack"),
        ]:
            with self.subTest(code):
                self.write("rules/p/documents/two.cases.toml", f'{head}\n\n[[case]]\nname = "乙局"\n{body}\n')
                self.says(self.gouji("test"), 3, f"[{code}]", out=True)


    def test_rules_that_are_not_there(self):
        for body, guess in [
            ('only = ["p.smu"]\nexpect = "pass"', "p.sum"), ('only = ["q"]\nexpect = "pass"', ""), ('absent = [{ rule = "p.moer" }]', "p.more"),
            ('expect = [{ rule = "p.smu" }]', "p.sum"), ('expect = """\n规则,结果\np.smu,疑点\n"""', "p.sum"),
        ]:
            with self.subTest(body):
                answer = self.whole('file = "data.ndjson"\nunit = "乙局"\n' + body)
                self.says(answer, 3, "ERROR 1", "[case.unknown_rule]", "没有编号为“", f"是否想写“{guess}" if guess else "", out=True)
        self.says(self.whole('file = "data.ndjson"\nunit = "甲局"\nonly = ["p"]\nexpect = [{ rule = "p.more" }]'), 0, out=True)


class Kit(Kinds):
    def setUp(self):
        super().setUp()
        self.write("kit/kit.toml", 'kit = "k"\ntitle = "自评办法"\nbasis = "某文〔2024〕1号"\n[[clause]]\nid = "第三条"\ntext = "合计"\n[[clause]]\nid = "第四条"\n')
        self.data("kit/data.ndjson", disclosure("甲局"), disclosure("乙局", total="9.50"))
        self.kit('[[case]]\nname = "合计不等"\nclauses = ["第三条"]\nfile = "data.ndjson"\nunit = "乙局"\nexpect = [{ outcome = "finding", table = "三公", row = "合计" }]\n')

    def kit(self, cases):
        self.write("kit/sum.cases.toml", 'kit = "k"\n\n' + cases)

    def test_by_clause(self):
        answer = self.gouji("test", "--conformance", "kit", "p")
        self.says(answer, 0, "条文：自评办法 · 某文〔2024〕1号", "第三条  PASS 1/1  合计", "第四条  没有用例", "条文 2：有用例 1，全部符合 1", out=True)
        done = self.gouji("test", "--conformance", "kit", "p", "-f", "json").json()
        self.assertEqual((done["kit"]["id"], done["clauses"][0]["pass"], done["cases"][0]["clauses"]), ("k", 1, ["第三条"]))

    def test_another_pack(self):
        self.pack("q")
        self.write("rules/q/rules/sum.lua", rule("q.sum", "check:at_least(spent['合计'], amount '1')"))
        answer = self.gouji("test", "--conformance", "kit", "p", "q")
        self.says(answer, 3, "FAIL    q · k · 合计不等", "第三条  FAIL 0/1", out=True)

    def test_inside_of_a_pack(self):
        for file in ("kit.toml", "sum.cases.toml", "data.ndjson"):
            self.write(f"rules/p/conformance/{file}", (self.home / "kit" / file).read_bytes())
        self.says(self.gouji("test", "--conformance", "p"), 0, "第三条  PASS 1/1", out=True)
        self.says(self.gouji("test", "-v", "-r", "合计不等"), 0, "PASS    k · 合计不等", out=True)
        self.says(self.gouji("check", "rules/p"), 0, out=True)

    def test_slips(self):
        self.says(self.gouji("test", "--conformance", "rules", "p"), 1, "[kit.missing]")
        self.says(self.gouji("test", "--conformance", "kit"), 1, "[kit.no_pack]")
        self.kit('[[case]]\nname = "甲"\nclauses = ["第三"]\nfile = "data.ndjson"\nexpect = "pass"\n')
        self.says(self.gouji("test", "--conformance", "kit", "p"), 3, "[case.unknown_clause]", "是否想写“第三条”", out=True)
        for body, code in [('expect = "pass"', "case.no_clause"), ('clauses = ["第三条"]\nexpect = [{ rule = "p.sum" }]', "case.kit_rule"),
                           ('clauses = ["第三条"]\nabsent = [{ rule = "p.sum" }]', "case.kit_rule"), ('clauses = ["第三条"]\nonly = ["p"]\nexpect = "pass"', "case.kit_rule")]:
            with self.subTest(code):
                self.kit(f'[[case]]\nname = "甲"\nfile = "data.ndjson"\nunit = "甲局"\n{body}\n')
                self.says(self.gouji("test", "--conformance", "kit", "p"), 3, "ERROR 1", f"[{code}]", out=True)
        self.write("kit/sum.cases.toml", 'kit = "other"\n')
        self.says(self.gouji("test", "--conformance", "kit", "p"), 3, "[case.unknown_kit]", out=True)


class LuaTests(Kinds):
    LIB = 'local m = {}\nfunction m.double(v) return v + v end\nfunction m.total(t) return t:column("决算数")["合计"] end\nreturn m\n'

    def lua(self, body, lib=None):
        self.write("rules/p/lib/sums.lua", lib or self.LIB)
        self.write("rules/p/rules/uses.lua", 'local m = require "sums"\n' + rule("p.uses", "check:at_least(m.double(spent['合计']), amount '1')"))
        self.write("rules/p/lib/sums_test.lua", 'local sums = require "sums"\n' + body)
        return self.gouji("test", "-v", "-r", "lib/sums")

    def test_holds(self):
        answer = self.lua('''tests {
  tags = { "公用" },
  test_double = function(expect)
    expect:equal(sums.double(amount "1.25"), amount "2.50")
    expect:equal(sums.double(amount("1", "万元")), "20000元")
    expect:equal({ 1, a = { "x" } }, { 1, a = { "x" } })
    expect:near(amount "1.26", amount "1.25", amount "0.01")
    expect:contains("合计不等", "不等")
    expect:truthy(1)
    expect:falsy(nil)
    expect:missing(nil)
  end,
  todo_later = function(expect) end,
}
tests {
  given = [[
table_name = "三公"
table = """
项目,决算数
合计,
"""
]],
  test_given = function(expect, document)
    expect:missing(sums.total(document:table "三公"))
  end,
}
''')
        self.says(answer, 0, "PASS    p/lib/sums · test_double", "SKIPPED p/lib/sums · todo_later", "PASS    p/lib/sums · test_given", "PASS 2 · FAIL 0 · ERROR 0 · SKIPPED 1", out=True)
        self.assertIn("PASS 1 ", self.counts(self.gouji("test", "--tag", "公用")))

    def test_fails(self):
        answer = self.lua('tests {\n  test_double = function(expect)\n    expect:equal(sums.double(amount "1.25"), amount "2.51")\n    expect:equal("甲", "乙")\n  end,\n}\n')
        self.says(answer, 3, "FAIL    p/lib/sums · test_double  (rules/p/lib/sums_test.lua:4)", "第 4 行：2.51", "第 4 行：2.5", "第 5 行：“乙”",
                  'expect:equal(sums.double(amount "1.25"), amount "2.51")', out=True)
        one = self.gouji("test", "-r", "lib/sums", "-f", "json").json()["cases"][0]
        self.assertEqual((one["status"], one["line"], one["file"]), ("fail", 4, "rules/p/lib/sums_test.lua"))
        self.assertIn("not ok", self.gouji("test", "-r", "lib/sums", "-f", "tap").out)

    def test_no_one_figure_for_another(self):
        for got, wanted in [('amount "1"', 'amount "1.00000000000000000001"'), ('amount("1", "万元")', 'amount("1", "元")'), ('amount "1"', "nil"), ("{ 1, 2 }", "{ 1 }"), ('amount("1", "%")', 'amount("1", "元")')]:
            with self.subTest(got=got, wanted=wanted):
                self.assertEqual(self.lua(f"tests {{ test_x = function(expect) expect:equal({got}, {wanted}) end }}").status, 3)

    def test_errors(self):
        for body, code in [
            ("tests { test_x = function(expect) end }", "test.no_assertion"),
            ("tests { tset_x = function(expect) end }", "test.bad_header"),
            ("local x = 1", "test.bad_header"),
            ("tests { test_x = function(expect) error 'ach' end }", "script.error"),
            ("tests { test_x = function(expect) while true do end end }", "limit.steps"),
            ("local n = 0\ntests { test_x = function(expect) n = n + 1 expect:truthy(n) end }", "script.kept_state"),
            ("tests { test_x = function(expect) io.open('x') end }", "script."),
            ("tests { given = 'table = 5', test_x = function(expect) end }", "toml.wrong_type"),
        ]:
            with self.subTest(body):
                self.says(self.lua(body), 3, "ERROR ", f"[{code}", out=True)

    def test_is_no_library(self):
        self.lua('tests { test_x = function(expect) expect:truthy(1) end }\n')
        self.says(self.gouji("check", "rules/p"), 0, out=True)


class Watch(Kinds):
    def read_until(self, watch, part):
        out, end = "", time.monotonic() + 60
        while part not in out and time.monotonic() < end:
            line = watch.stdout.readline()
            if not line:
                break
            out += line
        self.assertIn(part, out)
        return out

    def test_runs_again(self):
        self.write("rules/p/rules/one.lua", rule("p.one", "check:at_least(spent['合计'], amount '1')"))
        self.write("rules/p/rules/one.cases.toml", 'rule = "p.one"\n' + case("甲", '"pass"'))
        self.cases(case("乙", '"pass"'))
        environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
        watch = subprocess.Popen([BIN, "test", "rules/p", "--watch"], cwd=self.home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            self.assertIn("PASS 2 ", self.read_until(watch, "Ctrl-C"))
            self.cases(case("乙", '"pass"', total="7.25"))
            out = self.read_until(watch, "结论")
            self.assertEqual(out.split("改动 ")[1].split("\n")[0], "rules/p/rules/sum.cases.toml")
            self.assertIn("PASS 0 · FAIL 1 ", out)  # what was not touched does not run
            self.cases(case("乙", '"finding"', total="7.25"))
            self.assertIn("PASS 1 · FAIL 0 ", self.read_until(watch, "结论"))
            self.write("rules/p/parameters.toml", "")
            self.assertIn("PASS 2 · FAIL 0 ", self.read_until(watch, "结论"))
            watch.send_signal(signal.SIGINT)
            self.assertEqual(watch.wait(30), 0)
        finally:
            watch.kill()
            watch.stdout.close()
            watch.wait()

    def test_goes_with_the_terminal_only(self):
        self.says(self.gouji("test", "--watch", "-f", "json"), 1, "[usage.extra_option]")


if __name__ == "__main__":
    main()
