"""gouji check, params and doctor: what a pack holds and what is wrong with it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import SUM_RULE, Bench, disclosure, main, rule  # noqa: E402

SUM = SUM_RULE % "p"

PARAMETERS = """
["limit"]
title  = "限额"
unit   = "%"
basis  = "某文件第三条"
values = { 2020 = "90", 2023 = "85" }

["names"]
basis = "样表"
value = ["甲", "乙"]
"""


class Check(Bench):
    def test_sound(self):
        self.says(self.gouji("check"), 0, "p（rules/p）：规则 1 条", "结论：规则包没有问题", out=True)
        self.says(self.gouji("lint"), 0, out=True)

    def test_everything_that_is_wrong(self):
        self.write("rules/p/rules/a.lua", "rule {")
        self.write("rules/p/rules/b.lua", rule("p.b", "", header='serverity = "x",'))
        self.write("rules/p/rules/sum.cases.toml", 'rule = "p.sum"\n[[case]]\nname = "x"\nexpct = "pass"\n')
        self.write("rules/p/layouts/x.lua", "layout { }")
        answer = self.gouji("check")
        self.says(answer, 3, "rules/p/rules/a.lua:1", "rules/p/rules/b.lua:6", "sum.cases.toml:4", "rules/p/layouts/x.lua:1", "问题 4 处", out=True)

    def test_a_pack_that_does_not_load(self):
        self.write("rules/p/parameters.toml", "x = [")
        self.pack("q")
        self.says(self.gouji("check"), 3, "rules/p/parameters.toml:1", "q（rules/q）", out=True)

    def test_one_folder(self):
        self.pack("q", 'scoep = "x"')
        self.says(self.gouji("check", "rules/p"), 0, out=True)
        self.says(self.gouji("check", "q"), 3, "scoep", out=True)
        self.says(self.gouji("check", "nothing"), 1, "pack.unknown")

    def test_json(self):
        self.write("rules/p/rules/a.lua", "rule {")
        answer = self.gouji("check", "-f", "json")
        self.assertEqual(answer.status, 3)
        (pack,) = answer.json()["packs"]
        self.assertEqual((pack["id"], pack["rules"]), ("p", 1))
        self.assertEqual(pack["problems"][0]["file"], "rules/p/rules/a.lua")


class Params(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.pack("q", 'base = "p"')
        self.write("rules/q/parameters.toml", '["limit"]\nunit = "%"\nbasis = "本地文件"\nreason = "从严"\nvalue = "95"\n')

    def test_all(self):
        self.says(self.gouji("params", "q"), 0, "limit　限额", '["甲", "乙"]', out=True)

    def test_the_whole_chain_with_places(self):
        answer = self.gouji("params", "q", "limit")
        self.says(answer, 0, "rules/p/parameters.toml:6", "rules/q/parameters.toml:5", "理由：从严", "依据：某文件第三条", "→ q：95 %", out=True)

    def test_an_override_without_a_unit(self):
        own = '["limit"]\nbasis = "本地文件"\nreason = "从严"\nvalue = "%s"\n'
        for written, told in (("80", "→ q：80 %（"), ("80%", "→ q：80%（"), ("800‰", "→ q：80 %（")):
            self.write("rules/q/parameters.toml", own % written)
            self.says(self.gouji("params", "q", "limit"), 0, told, out=True)
        self.write("rules/q/parameters.toml", own % "0.8")
        self.says(self.gouji("params", "q", "limit"), 1, "param.unclear_percent", "rules/q/parameters.toml:4", "要写 80% 的，写 \"80%\"")

    def test_a_word_of_names_and_titles(self):
        self.says(self.gouji("params", "q", "限"), 0, "limit　限额", out=True)
        self.assertEqual([one["name"] for one in self.gouji("params", "q", "m", "-f", "json").json()["parameters"]], ["limit", "names"])
        self.says(self.gouji("params", "q", "nmaes"), 1, "param.unknown", "是否想写“names”？")

    def test_year(self):
        self.says(self.gouji("params", "p", "limit", "--year", "2021"), 0, "→ p 2020 年起：90 %", out=True)
        self.says(self.gouji("params", "p", "limit", "--year", "2023"), 0, "→ p 2023 年起：85 %", out=True)
        self.says(self.gouji("params", "p", "limit", "--year", "2019"), 0, "2019 年没有取值", out=True)

    def test_json(self):
        (parameter,) = self.gouji("params", "q", "limit", "-f", "json").json()["parameters"]
        self.assertEqual(parameter["value"], "95")
        self.assertEqual([(one["pack"], one["from"], one["value"], one["in_force"]) for one in parameter["entries"]],
                         [("p", 2020, "90", False), ("p", 2023, "85", False), ("q", None, "95", True)])  # fmt: skip

    def test_closed_words_are_shown_and_checked(self):
        own = '["way"]\nbasis = "某文件第三条"\n'
        self.write("rules/p/parameters.toml", PARAMETERS + own + 'choices = ["linear", "full"]\nvalue = "linear"\n')
        self.says(self.gouji("params", "q", "way"), 0, "可用：linear、full", out=True)
        self.says(self.gouji("params", "q", "way", "--lang", "en"), 0, "one of linear, full", out=True)
        shown = {one["name"]: one.get("choices") for one in self.gouji("params", "q", "-f", "json").json()["parameters"]}
        self.assertEqual((shown["way"], shown["limit"]), (["linear", "full"], None))
        self.write("rules/q/parameters.toml", own + 'reason = "从严"\nvalue = "lineal"\n')
        for words in (("run",), ("check", "q"), ("params", "q")):
            answer = self.gouji(*words)
            self.assertIn("rules/q/parameters.toml:4: 参数“way”没有“lineal”这个取值 [param.not_a_choice]", answer.err + answer.out)
            self.assertIn("是否想写“linear”？可用：linear、full", answer.err + answer.out)
            self.assertNotEqual(answer.status, 0)

    def test_nearest(self):
        self.says(self.gouji("params", "q", "limti"), 1, "param.unknown", "是否想写“limit”？")
        self.says(self.gouji("params", "qq"), 1, "pack.unknown", "是否想写“q”？")

    def test_a_finding_tells_the_values_that_it_used(self):
        self.write("rules/p/rules/limit.lua", rule("p.limit", 'check:at_least(spent["合计"] / spent["出国"], param "limit")'))
        self.write("rules/q/parameters.toml", '["limit"]\nunit = "%"\nbasis = "本地文件"\nreason = "从严"\nvalue = "500"\n')
        (finding, *_) = self.gouji("run", "--pack", "q", "-r", "limit", "-f", "json").json()["findings"]
        self.says(self.gouji("explain", finding["fingerprint"], "--pack", "q"), 0, "limit = 500", "rules/q/parameters.toml:5", "rules/p/parameters.toml:6", "本地文件", out=True)


BRACKETS = """
["steps"]
title = "分档"
unit  = "%"
basis = "某文件第三条"

["steps".value]
brackets = [{ to = "0", points = "3" }, { to = "10", points = "2" }, { points = "0" }]
"""


class Brackets(Bench):
    def broken(self, rows, mode="whole", more=""):
        self.write("rules/p/parameters.toml", f'["steps"]\nunit = "%"\nbasis = "x"\n\n["steps".value]\nmode = "{mode}"\n{more}\nbrackets = [\n{rows}\n]\n')
        answer = self.gouji("check")
        self.assertEqual(answer.status, 3, answer.out)
        return answer.out

    def test_shown_in_the_chain(self):
        self.write("rules/p/parameters.toml", BRACKETS)
        self.pack("q", 'base = "p"')
        self.write("rules/q/parameters.toml", '["steps"]\nunit = "%"\nbasis = "本地"\nreason = "从严"\n["steps".values.2023]\nbrackets = [{ to = "5", points = "1" }, { points = "0" }]\n')
        self.says(self.gouji("params", "q", "steps"), 0, "p：≤0%：3，≤10%：2，其余：0（rules/p/parameters.toml:7）", "→ q 2023 年起：≤5%：1，其余：0（rules/q/parameters.toml:5）", "理由：从严", out=True)
        self.says(self.gouji("params", "q", "steps", "--year", "2021"), 0, "→ p：", out=True)

    def test_what_is_wrong_is_told_with_its_line(self):
        for rows, words in {
            '{ to = "10", points = "1" },\n{ to = "5", points = "0" },': ":10: 写 to、below 的，端点要从小到大",
            '{ from = "5", points = "1" },\n{ from = "10", points = "0" },': ":10: 写 from、above 的，端点要从大到小",
            '{ to = "5", points = "1" },\n{ from = "10", points = "0" },': ":10: 各档的端点要写在同一边",
            '{ points = "1" },\n{ to = "10", points = "0" },': ":10: 没有端点的档只能是最后一档",
            '{ to = "5" },': ":9: 这一档没有写 points",
            '{ to = "五", points = "1" },': "“to”应为带引号的数",
            '{ too = "5", points = "1" },': "是否想写“to”？",
            '{ to = "5", each = "1", points = "1" },': "each 只用于 mode",
            "": "brackets 应为各档的列表",
        }.items():
            with self.subTest(rows):
                self.assertIn(words, self.broken(rows))
        self.assertIn("要写 each", self.broken('{ to = "5", points = "1" },', mode="marginal"))
        self.assertIn("mode 没有“stepped”这一种", self.broken('{ points = "1" },', mode="stepped"))
        self.assertIn("base 只用于 mode", self.broken('{ points = "1" },', more='base = "1"'))
        self.assertIn("floor 大于 cap", self.broken('{ points = "1" },', more='floor = "2"\ncap = "1"'))

    def test_points_for_rules(self):
        self.write("rules/p/parameters.toml", BRACKETS)
        self.write("rules/p/rules/steps.lua", rule("p.steps", 'check:same(spent["合计"], param("steps"):points(spent["合计"] / spent["出国"] - 1), { message = "应为 {right}" })'))
        (finding,) = self.findings("-r", "p.steps", "data.ndjson")[:1]
        self.assertIn("应为 0", finding["message"])

    def test_a_value_in_no_bracket(self):
        self.write("rules/p/parameters.toml", BRACKETS.replace(", { points = \"0\" }", ""))
        self.write("rules/p/rules/steps.lua", rule("p.steps", 'check:holds(param("steps"):points(spent["合计"] / spent["出国"]):zero())'))
        (finding, *_) = self.findings("-r", "p.steps")
        self.assertEqual(finding["outcome"], "fault")
        self.assertIn("不在参数“steps”的任何一档里", finding["message"])


class ParametersOfRules(Bench):
    def test_no_basis(self):
        self.write("rules/p/parameters.toml", '["limit"]\nvalue = "90"\n')
        self.says(self.gouji("check"), 3, "rules/p/parameters.toml:1", "缺少“basis”", out=True)

    def test_a_year_before_the_first_value(self):
        self.write("rules/p/parameters.toml", PARAMETERS.replace("2020 =", "2022 ="))
        self.write("rules/p/rules/limit.lua", rule("p.limit", 'check:at_least(spent["合计"] / spent["出国"], param "limit")'))
        (finding, *_) = self.findings("-r", "p.limit")
        self.assertEqual(finding["outcome"], "fault")
        self.assertIn("参数“limit”在 2020 年没有取值，最早从 2022 年起（rules/p/parameters.toml:6）", finding["message"])

    def test_unknown(self):
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.write("rules/p/rules/limit.lua", rule("p.limit", 'check:at_least(spent["合计"] / spent["出国"], param "limti")'))
        (finding, *_) = self.findings("-r", "p.limit")
        self.assertEqual((finding["outcome"], finding["message"]), ("fault", "没有名为“limti”的参数"))
        self.assertIn("limit", finding["remedy"])

    def test_unknown_in_a_header(self):
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.write("rules/p/rules/limit.lua", rule("p.limit", "check:holds(true)", header='score = { group = "甲", deduct = param "limti" },'))
        self.says(self.gouji("check"), 3, "rules/p/rules/limit.lua:6", "没有名为“limti”的参数", "是否想写“limit”？", out=True)


class Deductions(Bench):
    SCORING = """
scoring {
  id = "p.scoring.quality", title = "数据质量", basis = "测试", on = { document = "部门决算" },
  run = function(document, score)
    score:start("满分", 100)
    for _, group in ipairs(score:deduction_groups()) do score:deductions(group, 3) end
    score:limits(100, 0)
  end,
}
"""

    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/sum.lua", SUM.replace("kind   =", 'score = { group = "一致性", deduct = "2" },\n  kind   ='))
        self.write("rules/p/rules/more.lua", rule("p.more", 'check:at_most(spent["合计"], spent["出国"])', header='score = { group = "一致性", deduct = 2 },'))
        self.write("rules/p/scoring/quality.lua", self.SCORING)

    def score(self, *words):
        result = self.gouji("run", "-f", "json", *words).json()
        return result, {score["document"]: score for score in result["scores"]}

    def test_by_group_with_a_cap(self):
        result, scores = self.score()
        self.assertEqual({finding["score"]["deduct"] for finding in result["findings"]}, {"2"})
        score = scores["乙局-2020-final_accounts"]
        self.assertEqual((score["evaluation"], score["recomputed"]), (None, "97.00"))
        self.assertEqual([(line["item"], line["recomputed"]) for line in score["lines"]],
                         [("满分", "100.00"), ("规则 p.more：合计", "-2.00"), ("合计应等于各分项之和：合计", "-2.00"), ("一致性下限", "1.00")])  # fmt: skip
        self.assertEqual(scores["甲局-2020-final_accounts"]["recomputed"], "98.00")

    def test_one_cause_costs_once(self):
        self.write("rules/p/rules/more.lua", rule("p.more", 'check:at_most(spent["合计"], spent["出国"])', header='score = { group = "一致性", deduct = 2 }, suppresses = { "p.sum" },'))
        self.assertEqual(self.score()[1]["乙局-2020-final_accounts"]["recomputed"], "98.00")

    def test_what_was_lowered_costs_nothing(self):
        self.write("rules/p/rules/more.lua", rule("p.more", 'check:at_most(spent["合计"], spent["出国"], { severity = "note" })', header='score = { group = "一致性", deduct = 2 },'))
        self.assertEqual(self.score()[1]["甲局-2020-final_accounts"]["recomputed"], "100.00")

    def test_workers_bring_the_same(self):
        self.assertEqual(self.gouji("run", "-f", "json").out, self.gouji("run", "-f", "json", "-j", "2").out)

    def test_a_header_that_is_wrong(self):
        for header, words in (("score = { deduct = 2 },", "score 要写 group"), ('score = { group = "甲", deduct = "两分" },', "deduct 应为扣的分数")):
            self.write("rules/p/rules/more.lua", rule("p.more", "check:holds(true)", header=header))
            self.says(self.gouji("check"), 3, "rules/p/rules/more.lua:1", words, out=True)


class Regions(Bench):
    def test_a_city_holds_for_its_districts(self):
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]\nregions = ["甲市"]')
        documents = [{**disclosure(unit), "region": region} for unit, region in (("甲局", "甲市"), ("乙局", "甲市某区"), ("丙局", "乙市"), ("丁局", None))]
        self.data("data.ndjson", *[{**one, "tables": []} for one in documents])
        self.write("rules/p/rules/sum.lua", 'rule { id = "p.sum", title = "x", basis = "x", on = { document = "部门决算" }, run = function(d, check) check:holds(false) end }')
        packs = {finding["document"].split("-")[0]: finding["pack"] for finding in self.findings()}
        self.assertEqual(packs, {"甲局": "q", "乙局": "q", "丙局": "p", "丁局": "p"})


class Doctor(Bench):
    def test_all_there(self):
        self.says(self.gouji("doctor"), 0, "Lua 5.4", "p 1", "一切就绪", out=True)
        self.assertTrue(self.gouji("doctor", "-f", "json").json()["good"])

    def test_something_missing(self):
        (self.home / "data.ndjson").unlink()
        self.says(self.gouji("doctor"), 1, "✗ 数据集", out=True)


class WorkbenchFile(Bench):
    def test_unknown_key(self):
        self.write("workbench.toml", 'dataset = ["x"]\n')
        self.says(self.gouji("run"), 1, "workbench.toml:1", "dataset", "是否想写“datasets”？")

    def test_unknown_word(self):
        self.write("workbench.toml", '[output]\nformat = "jsn"\n')
        self.says(self.gouji("run"), 1, "workbench.toml:2", "jsn")

    def test_out_of_range(self):
        self.write("workbench.toml", "[budget]\nsteps = 0\n")
        self.says(self.gouji("run"), 1, "workbench.toml:2", "steps")

    def test_syntax(self):
        self.write("workbench.toml", "datasets = [\n")
        self.says(self.gouji("run"), 1, "workbench.toml:", "toml.syntax")

    def test_other_folders(self):
        (self.home / "rules").rename(self.home / "packs")
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\nrules = "packs"\n')
        self.assertEqual(len(self.findings()), 1)


if __name__ == "__main__":
    main()
