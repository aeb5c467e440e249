"""gouji test: cases beside rules."""

import sys
import xml.etree.ElementTree as xml
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, main, rule  # noqa: E402

TABLE = '''
table = """
项目,决算数
合计,{total}
出国,3.00
接待,2.25
"""
'''


def case(name, expect, total="5.50", more=""):
    return f'[[case]]\nname = "{name}"\n{more}{TABLE.format(total=total)}expect = {expect}\n\n'


FUND_RULE = """
rule {
  id = "p.rate", title = "执行率", basis = "测试", on = { fund = "project" },
  run = function(f, check, e) check:computed(f.rate, f.executed / f.annual) end,
}
"""
FUNDS = '''
funds = """
资金来源,年初预算数,全年预算数,全年执行数,分值,执行率,得分
年度资金总额,,48,47.295,10,{rate},9.85
"""
'''
SCORING = """
scoring {
  id = "p.form", title = "测算", basis = "测试", on = { evaluation = "project" },
  run = function(e, score)
    score:printed(e.total_score)
    score:bands { { "优", 9 }, { "差", 0 } }
    for _, f in ipairs(e:funds()) do score:line(f.source, f.weight, f.score, f.executed / f.annual * f.weight) end
  end,
}
"""
FORM = 'evaluation = { total_score = "9.85" }\n' + FUNDS.format(rate="98.53%")


class Cases(Bench):
    def cases(self, *cases, rule="p.sum", file="sum"):
        self.write(f"rules/p/rules/{file}.cases.toml", f'rule = "{rule}"\n\n' + "".join(cases))
        return self.gouji("test", "-v")

    def test_parameters_of_a_case(self):
        self.write("rules/p/parameters.toml", '["p.limit"]\nunit = "万元"\nbasis = "测试"\nvalue = "6"\n')
        self.write("rules/p/rules/limit.lua", rule("p.limit", 'check:at_most(spent["合计"], param "p.limit")'))
        answer = self.cases(
            case("本包的取值", '"pass"'),
            case("这个用例里是 5 万元", '[{ gap = "0.5" }]', more='parameters = { "p.limit" = "5" }\n'),
            case("后面的用例还是本包的取值", '"pass"'),
            rule="p.limit", file="limit")
        self.says(answer, 0, "PASS 3 · FAIL 0", out=True)
        answer = self.cases(case("写错了名称", '"pass"', more='parameters = { "p.limt" = "5" }\n'), rule="p.limit", file="limit")
        for words in ("param.unknown", "limit.cases.toml:4", "是否想写“p.limit”"):
            self.says(answer, 3, words, out=True)
        self.write("rules/p/parameters.toml", '["p.limit"]\nunit = "万元"\nbasis = "测试"\nvalue = "6"\n\n["cause.points"]\nbasis = "测试"\nvalue = ["10"]\n')
        answer = self.cases(case("可能原因", '"pass"', more='parameters = { "cause.points" = ["10"] }\n'), rule="p.limit", file="limit")
        self.says(answer, 3, "case.cause_parameter", out=True)

    def test_pass(self):
        answer = self.cases(
            case("相等", '"pass"', total="5.25"),
            case("不等", '[{ outcome = "finding", severity = "error", row = "合计", column = "决算数", printed = "5.50", expected = "5.25", gap = "0.25", message = "相差 0.25" }]'),
            case("方向", '[{ difference = "-1" }]', total="4.25"),
            case("空白", '"cannot_evaluate"', total=""),
            case("缺数", '[{ outcome = "cannot_evaluate", missing = "合计" }]', total=""),
            case("别的表", '"not_applicable"', more='table_name = "别的表"'),
        )
        self.says(answer, 0, "PASS 6 · FAIL 0 · ERROR 0 · SKIPPED 0", "PASS    p.sum · 相等  (rules/p/rules/sum.cases.toml:4)", out=True)

    def test_fail_shows_both(self):
        answer = self.cases(case("错了", '[{ gap = "0.24" }]'))
        self.says(answer, 3, "FAIL    p.sum · 错了  (rules/p/rules/sum.cases.toml:4)", "应为：\n      { gap=0.24 }", "实为：\n      { outcome=finding", "gap=0.25", "PASS 0 · FAIL 1", out=True)

    def test_a_threshold_written_into_the_rule(self):
        for written, words in (('"80%"', "“右边的数”应为一个数，这里是文字“80%”"), ("0.8", "“右边的数”是二进制小数，算不准")):
            self.write("rules/p/rules/eighty.lua", rule("p.eighty", f'check:at_least(spent["合计"] / spent["接待"], {written})'))
            answer = self.cases(case("公式出错", '"pass"'), rule="p.eighty", file="eighty")
            self.says(answer, 3, f"实为：\n      公式出错：{words}", "办法：写进 parameters.toml", "amount", out=True)

    def test_the_number_of_findings_counts(self):
        self.says(self.cases(case("多了", '[{ gap = "0.25" }, { gap = "0.25" }]')), 3, "FAIL 1", out=True)
        self.says(self.cases(case("本应没有", "[]")), 3, "FAIL 1", out=True)
        self.says(self.cases(case("没有", "[]", total="5.25")), 0, "PASS 1", out=True)
        self.says(self.cases(case("本应有", '"pass"')), 3, "应为：\n      pass", out=True)

    def test_todo(self):
        self.says(self.cases(case("以后", '"pass"', more="todo = true")), 0, "SKIPPED 1", out=True)

    def test_slips_name_the_line(self):
        for slip, parts in [
            ('expct = "pass"\n', ("sum.cases.toml:6", "expct", "是否想写“expect”？")),
            ('expect = "passed"\n', ("sum.cases.toml:6", "passed", "pass")),
            ('expect = [{ outcom = "finding" }]\n', ("sum.cases.toml:6", "outcom", "outcome")),
            ('expect = "pass"\ndocument = "决算"\n', ("sum.cases.toml:7", "部门决算")),
            ('expect = "pass"\ntable = """\n项目,决算数\n合计,1,2\n"""\n', ("sum.cases.toml:9", "csv.ragged")),
            ('expect = "pass"\nfunds = """\n资金来源,年初预算\nx,1\n"""\n', ("sum.cases.toml:8", "年初预算", "是否想写“年初预算数”？")),
        ]:  # fmt: skip
            with self.subTest(slip):
                answer = self.cases("[[case]]\n", 'name = "x"\n', "note = 'y'\n", slip)
                self.says(answer, 3, "ERROR 1", *parts, out=True)

    def test_full_width_commas_and_quotes(self):
        for table, parts in [
            ("项目,决算数\n合计，5.50\n出国,3.00\n接待,2.25", (":8:3:", "case.wide_comma", "英文逗号 ,")),
            ("项目，决算数\n合计，5.50\n出国，3.00\n接待，2.25", (":7:3:", "case.wide_comma")),
            ("项目，决算数\n合计,5.50\n出国,3.00\n接待,2.25", (":7:3:", "case.wide_comma")),
            ("项目,决算数\n合计,“5,550.00”\n出国,3.00\n接待,2.25", (":8:4:", "case.wide_quote", "英文双引号")),
            ('项目,决算数\n合计,"5.50”\n出国,3.00\n接待,2.25', (":8:9:", "case.wide_quote")),
        ]:
            with self.subTest(table):
                answer = self.cases("[[case]]\n", 'name = "x"\n', "note = 'y'\n", f'table = """\n{table}\n"""\nexpect = "pass"\n')
                self.says(answer, 3, "ERROR 1", *parts, out=True)
        for table in ("项目,决算数\n合计,５.２５\n出国,３．００\n接待,2.25", "项目,决算数\n合计,5.25\n出国,3.00\n接待,2.25\n其他，其中,0"):
            with self.subTest(table):  # figures and texts as people print them
                self.assertEqual(self.cases("[[case]]\n", 'name = "x"\n', f'table = """\n{table}\n"""\nexpect = "pass"\n').status, 0)

    def test_two_of_one_name(self):
        answer = self.cases(case("甲", '"pass"', total="5.25"), case("乙", '[{ gap = "0.25" }]'), case("甲", '[{ gap = "0.25" }]'))
        self.says(answer, 3, "PASS 2", "ERROR 1", "case.name_twice", "p.sum 有两个用例都叫“甲”，另一个在 rules/p/rules/sum.cases.toml:4", out=True)
        self.says(self.gouji("check", "rules/p"), 3, "case.name_twice", "另一个在 rules/p/rules/sum.cases.toml:4", out=True)
        self.cases(case("甲", '"pass"', total="5.25"))
        self.write("rules/p/rules/more.cases.toml", 'rule = "p.sum"\n\n' + case("甲", '[{ gap = "0.25" }]'))
        self.says(self.gouji("test"), 3, "case.name_twice", "more.cases.toml:4", "sum.cases.toml:4", out=True)

    def test_syntax_and_unknown_rule(self):
        self.says(self.cases("[[case\n"), 3, "sum.cases.toml:3", "toml.syntax", "节名没有收尾：缺少 ]]", out=True)
        conflict = case("x", '"pass"').replace("出国,3.00", "<<<<<<< HEAD\n出国,3.00\n=======\n出国,2.00\n>>>>>>> other")
        self.says(self.cases(conflict), 3, "sum.cases.toml:9", "toml.conflict", "留下对的一种", out=True)
        self.says(self.cases(case("x", '"pass"'), rule="p.smu"), 3, "p.smu", "是否想写“p.sum”？", out=True)

    def test_a_broken_rule_is_told(self):
        self.write("rules/p/rules/sum.lua", "rule {\n")
        self.says(self.cases(case("x", '"pass"')), 3, "ERROR 1", "rules/p/rules/sum.lua", "script.syntax", out=True)

    def test_forms(self):
        self.write("rules/p/rules/rate.lua", FUND_RULE)
        answer = self.cases(
            '[[case]]\nname = "符合"\nexpect = "pass"\n' + FUNDS.format(rate="98.53%"),
            '[[case]]\nname = "错"\nexpect = [{ row = "年度资金总额", column = "执行率", printed = "97%" }]\n' + FUNDS.format(rate="97%"),
            '[[case]]\nname = "部门"\nexpect = "not_applicable"\nevaluation = { scope = "department" }\n' + FUNDS.format(rate="97%"),
            rule="p.rate", file="rate",
        )  # fmt: skip
        self.says(answer, 0, "PASS 3", out=True)

    def test_rules_without_cases_are_said(self):
        self.says(self.gouji("test"), 1, "警告    rules/p/rules/sum.lua 没有用例", out=True)
        self.cases(case("x", '"pass"', total="5.25"))
        self.assertNotIn("没有用例", self.gouji("test").out)

    def test_pattern_and_folder(self):
        self.cases(case("甲", '"pass"', total="5.25"), case("乙", '"pass"', total="5.25"))
        self.says(self.gouji("test", "-r", "甲"), 0, "PASS 1", out=True)
        self.says(self.gouji("test", "-r", "^p\\.sum"), 0, "PASS 2", out=True)
        self.says(self.gouji("test", "rules/p"), 0, "PASS 2", out=True)
        self.says(self.gouji("test", "rules"), 0, "PASS 2", out=True)
        self.says(self.gouji("test", "elsewhere"), 1, "pack.unknown")

    def test_a_pattern_that_fits_nothing(self):
        self.write("rules/p/rules/sum.cases.toml", 'rule = "p.sum"\n' + case("合计不符", '"finding"'))
        for pattern, hint in [("zzzz", "gouji test -v"), ("smu", "最接近的：sum"), ("p.smu", "最接近的：p.sum")]:
            for form in ("text", "json"):
                answer = self.gouji("test", "-r", pattern, "-f", form)
                self.says(answer, 1, "test.no_case", f"没有用例的编号或名称符合“{pattern}”", hint)
                self.assertEqual(answer.out, "")
        self.says(self.gouji("test", "-r", "zzzz", "--lang", "en"), 1, "nothing was tested")
        (self.home / "rules/p/rules/sum.cases.toml").unlink()
        self.says(self.gouji("test", "-r", "sum"), 1, "没有用例，什么也没有测试", "rules/p/rules/sum")
        self.says(self.gouji("test"), 1, "结论：没有用例，什么也没有测试", out=True)

    def test_what_is_no_pack(self):
        self.cases(case("甲", '"finding"'))
        (self.home / "empty").mkdir()
        for word, hint in [("empty", "pack.toml"), ("rules/p/rules", "gouji test rules/p"), ("rules/p/rules/sum.lua", "gouji test rules/p -r sum"), ("rules/p/rules/sum.cases.toml", "gouji test rules/p -r p.sum")]:
            with self.subTest(word):
                answer = self.gouji("test", word)
                self.says(answer, 1, "[test.no_pack]", hint)
                self.assertNotIn("有用例不符合", answer.out)

    def test_verdicts(self):
        failing, error = case("甲", '"pass"', total="9.25"), case("乙", '"fine"')
        for cases, verdict in [((failing,), "结论：有用例不符合\n"), ((error,), "结论：有用例没法运行\n"), ((failing, error), "结论：有用例不符合，有的没法运行\n")]:
            with self.subTest(verdict):
                self.cases(*cases)
                self.says(self.gouji("test"), 3, verdict, out=True)

    def test_words_of_outcomes_and_severities(self):
        for expect, status, part in [
            ('"疑点"', 0, "PASS 1"), ('[{ outcome = "疑点", severity = "错误" }]', 0, "PASS 1"), ('{ severity = "error" }', 0, "PASS 1"),
            ('[{ severity = "核实" }]', 3, "severity=verify"), ('[{ severity = "严重" }]', 3, "没有名为“严重”的严重程度"), ('[{ outcome = "findign" }]', 3, "是否想写“finding”？"),
        ]:
            with self.subTest(expect):
                self.cases(case("甲", expect, total="9.25"))
                self.says(self.gouji("test"), status, part, out=True)

    def test_formats(self):
        self.cases(case("甲", '"pass"', total="5.25"), case("乙", '"pass"'), case("丙", '"pass"', more="todo = true"))
        result = self.gouji("test", "-f", "json").json()
        self.assertEqual(result["summary"], {"pass": 1, "fail": 1, "error": 0, "skipped": 1})
        self.assertEqual([one["status"] for one in result["cases"]], ["pass", "fail", "skipped"])
        suite = xml.fromstring(self.gouji("test", "-f", "junit").out).find("testsuite")
        self.assertEqual((suite.get("tests"), suite.get("failures"), suite.get("skipped")), ("3", "1", "1"))
        tap = self.gouji("test", "-f", "tap").out
        self.assertTrue(tap.startswith("TAP version 13\n1..3\nok 1"))
        self.assertIn("not ok 2", tap)

    def test_scoring(self):
        self.write("rules/p/scoring/form.lua", SCORING)
        cases = [
            '[[case]]\nname = "测算"\nexpect = { recomputed = "9.85", printed = "9.85", grade = "优", lines = 1 }\n' + FORM,
            '[[case]]\nname = "错"\nexpect = { recomputed = "9.84" }\n' + FORM,
        ]
        self.write("rules/p/scoring/form.cases.toml", 'scoring = "p.form"\n' + "".join(cases))
        answer = self.gouji("test", "-v", "-r", "p.form")
        self.says(answer, 3, "PASS    p.form · 测算", "FAIL    p.form · 错", "recomputed=9.85", "PASS 1 · FAIL 1", out=True)
        self.assertNotIn("没有用例", answer.out)


LAYOUT = """
layout {
  id = "p/plain", title = "一张自评表", kind = "self_evaluation", basis = "测试",
  recognise = function(source) return { score = source:find "自评表" and 10 or 0, why = "有标题" } end,
  read = function(source, out)
    out:document { unit = source:piece(1, "^(.+)自评表"), year = source:piece(1, "20[0-9]{2}$"), money_unit = "万元" }
    local form = out:evaluation { scope = "project", name = source:piece(2, "^(\\\\S+)") }
    for line = 3, source:count() do
      form:fund {
        source = source:piece(line, "^(\\\\S+)"), annual = source:piece(line, " ([0-9.]+) "),
        executed = source:piece(line, " ([0-9.]+)$"), from = line, doubtful = line > 3 and { executed = "字迹不清" } or nil,
      }
    end
  end,
}
"""
SOURCE = "甲局自评表2021\\n修路\\n总额 5.00 4.50\\n拨款 3.00 2.50"


class LayoutCases(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/layouts/plain.lua", LAYOUT)

    def cases(self, expect, more="", source=SOURCE, layout="p/plain", verb="test"):
        text = f'layout = "{layout}"\n[[case]]\nname = "一"\ntext = "{source}"\n{more}\n[case.expect]\n{expect}\n'
        self.write("rules/p/layouts/plain.cases.toml", text)
        return self.gouji(*([verb] if verb == "check" else [verb, "-v"]))

    def funds(self, *rows, head="资金来源,全年预算数,全年执行数"):
        return 'funds = """\n' + "\n".join([head, *rows]) + '\n"""\n'

    def test_pass(self):
        answer = self.cases(
            'document = { unit = "甲局", year = 2021, kind = "绩效自评", money_unit = "万元" }\n'
            'evaluation = { name = "修路", scope = "项目" }\nunplaced = 0\ndoubtful = 1\n'
            + self.funds("总额,5.00,4.50,,3", "拨款,3.00,2.50,全年执行数,4", head="资金来源,全年预算数,全年执行数,存疑,行")
        )
        self.says(answer, 0, "PASS    p/plain · 一", "PASS 1 · FAIL 0 · ERROR 0", out=True)
        self.assertNotIn("plain.lua 没有用例", answer.out)

    def test_the_cell_that_differs(self):
        answer = self.cases(self.funds("总额,5.00,4.50", "拨款,3.00,2.60"))
        self.says(answer, 3, "应为：\n      资金 拨款 · 全年执行数：“2.60”（用例第 10 行）", "实为：\n      资金 拨款 · 全年执行数：“2.50”（来源第 4 行）", out=True)

    def test_everything_that_may_differ(self):
        for expect, part in [
            ('document = { unit = "乙局" }', "unit：“甲局”"),
            ('document = { region = "某市" }', "region：（空白）"),
            ('evaluation = { name = "修桥" }', "名称：“修路”"),
            ("unplaced = 3", "未归位：0"),
            ("doubtful = 0", "拨款 executed “2.50”：字迹不清"),
            (self.funds("总额,5.00,4.50"), "资金：2 行\n      资金来源,全年预算数,全年执行数\n      总额,5.00,4.50\n      拨款,3.00,2.50"),
            (self.funds("总额,", "拨款,全年执行数", head="资金来源,存疑") + 'texts = { "结论" = "好" }', "结论：没有这个文字栏"),
            (self.funds("总额,", "拨款,", head="资金来源,存疑"), "存疑：“全年执行数”"),
            ('forms = [{ evaluation = { name = "修路" } }, { evaluation = { name = "修桥" } }]', "自评表：1 张：修路"),
            ('tables = [{ name = "三公", rows = "项目,决算数\\n合计,1\\n" }]', "报表：没有报表"),
            ('claims = """\n事项,金额\n收入,1.00\n"""', "文字说明：0 行"),
            ('error = "import.no_layout"', "错误：读入没有出错"),
        ]:
            with self.subTest(expect):
                self.says(self.cases(expect), 3, "FAIL 1 · ERROR 0", part, out=True)

    def test_errors(self):
        self.says(self.cases('error = "import.no_layout"', source="收支总表"), 0, "PASS 1", out=True)
        self.says(self.cases('error = "import.empty"', source="收支总表"), 3, "FAIL 1", "import.no_layout", out=True)
        self.says(self.cases("unplaced = 0", source="收支总表"), 3, "ERROR 1", "import.no_layout", out=True)

    def test_a_source_that_another_layout_takes(self):
        self.write("rules/p/layouts/thief.lua", LAYOUT.replace("p/plain", "p/thief").replace("and 10", "and 11"))
        self.says(self.cases("unplaced = 0"), 3, "版式：“p/plain”", "版式：“p/thief”", out=True)

    def test_a_file_beside_it(self):
        self.write("rules/p/layouts/one.txt", SOURCE.replace("\\n", "\n"))
        text = 'layout = "p/plain"\n[[case]]\nname = "一"\nfile = "%s"\n[case.expect]\nunplaced = 0\n'
        self.write("rules/p/layouts/plain.cases.toml", text % "one.txt")
        self.says(self.gouji("test"), 0, "PASS 1", out=True)
        self.write("rules/p/layouts/plain.cases.toml", text % "two.txt")
        self.says(self.gouji("test"), 3, "plain.cases.toml:4", "file.missing", out=True)

    def test_settings_and_todo(self):
        self.says(self.cases('document = { unit = "丙局" }', more='set = { unit = "丙局" }'), 0, "PASS 1", out=True)
        self.says(self.cases('document = { unit = "丙局" }', more="todo = true"), 0, "SKIPPED 1", out=True)

    def test_slips_name_the_line(self):
        for expect, parts in [
            ("unplacd = 0", ("plain.cases.toml:7", "unplacd", "是否想写“unplaced”？")),
            ("document = { unitt = 'x' }", ("plain.cases.toml:7", "是否想写“unit”？")),
            ("document = { kind = '决算' }", ("case.unknown_document", "部门决算")),
            (self.funds("总额,1", head="资金来源,全年预算"), ("plain.cases.toml:8", "是否想写“全年预算数”？")),
            ("", ("expect", "toml.missing_key")),
        ]:  # fmt: skip
            with self.subTest(expect):
                self.says(self.cases(expect), 3, "ERROR 1", *parts, out=True)
                self.says(self.cases(expect, verb="check"), 3, *parts, out=True)
        for verb in ("test", "check"):
            self.says(self.cases("unplaced = 0", layout="p/plian", verb=verb), 3, "case.unknown_layout", "是否想写“p/plain”？", out=True)

    def test_layouts_without_cases_are_said(self):
        self.says(self.gouji("test"), 1, "警告    rules/p/layouts/plain.lua 没有用例", out=True)


class Repository(Bench):
    """The packs of the repository, where they are there."""

    def test_check_and_test(self):
        from bench import HOME

        if not (HOME / "rules").is_dir():
            self.skipTest("no rules yet")
        for verb in ("check", "test"):
            answer = self.gouji(verb, GOUJI_HOME=str(HOME))
            self.assertIn(answer.status, (0, 3), answer.err)
            self.assertIn("结论：", answer.out)


if __name__ == "__main__":
    main()
