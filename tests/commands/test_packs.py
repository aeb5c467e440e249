"""gouji check, params and doctor: what a pack holds and what is wrong with it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, main, rule  # noqa: E402

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
        self.says(answer, 3, "rules/p/rules/a.lua:1", "rules/p/rules/b.lua:1", "sum.cases.toml:4", "rules/p/layouts/x.lua:1", "问题 4 处", out=True)

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

    def test_year(self):
        self.says(self.gouji("params", "p", "limit", "--year", "2021"), 0, "→ p 2020 年起：90 %", out=True)
        self.says(self.gouji("params", "p", "limit", "--year", "2023"), 0, "→ p 2023 年起：85 %", out=True)
        self.says(self.gouji("params", "p", "limit", "--year", "2019"), 0, "2019 年没有取值", out=True)

    def test_json(self):
        (parameter,) = self.gouji("params", "q", "limit", "-f", "json").json()["parameters"]
        self.assertEqual(parameter["value"], "95")
        self.assertEqual([(one["pack"], one["from"], one["value"], one["in_force"]) for one in parameter["entries"]],
                         [("p", 2020, "90", False), ("p", 2023, "85", False), ("q", None, "95", True)])  # fmt: skip

    def test_nearest(self):
        self.says(self.gouji("params", "q", "limti"), 1, "param.unknown", "是否想写“limit”？")
        self.says(self.gouji("params", "qq"), 1, "pack.unknown", "是否想写“q”？")

    def test_a_finding_tells_the_values_that_it_used(self):
        self.write("rules/p/rules/limit.lua", rule("p.limit", 'check:at_least(spent["合计"] / spent["出国"], param "limit")'))
        self.write("rules/q/parameters.toml", '["limit"]\nunit = "%"\nbasis = "本地文件"\nreason = "从严"\nvalue = "500"\n')
        (finding, *_) = self.gouji("run", "--pack", "q", "-r", "limit", "-f", "json").json()["findings"]
        self.says(self.gouji("explain", finding["fingerprint"], "--pack", "q"), 0, "limit = 500", "rules/q/parameters.toml:5", "rules/p/parameters.toml:6", "本地文件", out=True)


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
