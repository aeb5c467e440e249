"""gouji explain: how one result came about."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import HOME, Bench, disclosure, main, rule  # noqa: E402


class Explain(Bench):
    def setUp(self):
        super().setUp()
        (finding,) = self.findings()
        self.fingerprint = finding["fingerprint"]

    def test_by_fingerprint_prefix_and_number(self):
        wanted = self.gouji("explain", self.fingerprint)
        self.says(wanted, 0, "p.sum", "乙局-2020-部门决算", "公式", "决算数 ＝ 出国·决算数 + 接待·决算数", "5.50 ≠ 3.00 + 2.25（要求相等）", "第10行", self.fingerprint, out=True)
        self.assertEqual(self.gouji("explain", self.fingerprint[:8]).out, wanted.out)
        self.assertEqual(self.gouji("explain", "1").out, wanted.out)
        self.assertEqual(self.gouji("explain", self.fingerprint, "data.ndjson", "--pack", "p").out, wanted.out)

    def test_json(self):
        answer = self.gouji("explain", "1", "-f", "json").json()
        self.assertEqual(answer["schema"], "gouji.explain.v1")

    def test_another_formula(self):
        body = 'check:same(spent["合计"], spent["合计"] / amount "10", { formula = { spent["出国"], spent["合计"] - spent["接待"] } })'
        self.write("rules/p/rules/sum.lua", rule("p.sum", body))
        found = self.findings()[0]
        self.assertEqual((found["printed"], found["expected"]), ("5.25", "0.53"))
        self.says(self.gouji("explain", "2"), 0, "决算数 ＝ 合计·决算数 − 接待·决算数", "3.00 ≠ 5.50 − 2.25（要求相等）", out=True)
        self.write("rules/p/rules/sum.lua", rule("p.sum", body.replace("{ spent[\"出国\"], ", "{ ")))
        self.assertEqual({one["outcome"] for one in self.findings()}, {"fault"})

    def test_unit_slips_show_the_rate_with_its_figures(self):
        form = {"scope": "project", "name": "某项目", "funds": [{"source": "总额", "annual": "40.00", "executed": "360000.00", "rate": "90%"}], "indicators": [], "texts": []}
        self.data("u.ndjson", {**disclosure("甲局"), "id": "甲局-2020-self_evaluation", "kind": "self_evaluation", "tables": [], "evaluations": [form]})
        answer = self.gouji("explain", "1", str(self.home / "u.ndjson"), "--pack", str(HOME / "rules/national"))
        self.says(answer, 0, "执行率 ＝ 全年执行数 ÷ 全年预算数", "90% ≠ 360000.00 ÷ 40.00（要求相等）", out=True)

    def test_unknown(self):
        self.says(self.gouji("explain", "ffffffffffffffff"), 1, "explain.not_found")
        self.says(self.gouji("explain", "2"), 1, "explain.not_found", "1 条")
        near = ("0" if self.fingerprint[0] != "0" else "1") + self.fingerprint[1:]
        self.says(self.gouji("explain", near), 1, f"是否想写“{self.fingerprint}”？")

    def test_english(self):
        self.says(self.gouji("explain", "1", "--lang", "en"), 0, "Formula", "5.50 ≠ 3.00 + 2.25 (must be equal)", "乙局-2020-final_accounts", "line 10", out=True)

    def test_what_was_asked_for(self):
        for verb, told in [("at_most", "5.50 ＞ 3.00（要求不大于）"), ("at_least", "5.50 ＜ 30.00（要求不小于）")]:
            other = "3.00" if verb == "at_most" else "30.00"
            self.write("rules/p/rules/sum.lua", rule("p.sum", f'check:{verb}(spent["合计"], spent["出国"])'))
            self.data("data.ndjson", disclosure("乙局", total="5.50", parts=(other, "1.00")))
            self.says(self.gouji("explain", "1"), 0, told, out=True)

    def test_fingerprints_hold_no_figures(self):
        self.data("data.ndjson", disclosure("乙局", total="6.00", line=90))
        (finding,) = self.findings()
        self.assertEqual(finding["fingerprint"], self.fingerprint)

    def test_keys_hold_no_year(self):
        (one,) = self.findings()
        self.data("data.ndjson", disclosure("乙局", total="5.50", year=2021))
        (other,) = self.findings()
        self.assertNotEqual(one["fingerprint"], other["fingerprint"])
        self.assertEqual(one["key"], other["key"])


if __name__ == "__main__":
    main()
