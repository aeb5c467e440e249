"""gouji pin: a real result as a case beside its rule."""

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, disclosure, main, rule  # noqa: E402


class Pin(Bench):
    def setUp(self):
        super().setUp()
        wide = disclosure("乙局", total="5.50")
        wide["tables"][0]["rows"].append({"label": "车辆", "cells": {"决算数": "7.00"}})
        wide["tables"].append({"name": "别的表", "columns": ["数"], "rows": [{"label": "甲", "cells": {"数": "1"}}]})
        self.data("data.ndjson", disclosure("甲局"), wide)
        (self.finding,) = self.findings()
        self.cases = self.home / "rules/p/rules/sum.cases.toml"

    def pinned(self):
        return tomllib.loads(self.cases.read_text(encoding="utf-8"))

    def test_a_minimal_case_that_passes(self):
        self.says(self.gouji("pin", "1"), 0, "已写入 rules/p/rules/sum.cases.toml：合计·决算数 5.50，应为 5.25", "gouji test", out=True)
        file = self.pinned()
        (case,) = file["case"]
        self.assertEqual(file["rule"], "p.sum")
        self.assertNotIn("车辆", case["table"])
        self.assertNotIn("别的表", str(case))
        for part in ("取自 乙局-2020-final_accounts", self.finding["fingerprint"], "依据：测试", "容差：±0.015 万元"):
            self.assertIn(part, case["note"])
        self.assertEqual(case["expect"][0]["severity"], "error")
        self.says(self.gouji("test", "rules/p"), 0, "用例全部符合", out=True)

    def test_by_fingerprint_and_only_shown(self):
        shown = self.gouji("pin", self.finding["fingerprint"][:8], "data.ndjson", "--pack", "p", "-o", "-")
        self.says(shown, 0, "[[case]]", out=True)
        self.assertTrue(shown.out.startswith("[[case]]"))
        self.assertFalse(self.cases.exists())

    def test_what_was_there_stays(self):
        before = 'rule = "p.sum"\n# 手写的\n[[case]]\nname = "平"\ntable = """\n项目,决算数\n合计,5.25\n出国,3.00\n接待,2.25\n"""\nexpect = "pass"'
        self.write("rules/p/rules/sum.cases.toml", before)
        self.says(self.gouji("pin", "1"), 0, "已写入", out=True)
        self.assertTrue(self.cases.read_text(encoding="utf-8").startswith(before + "\n"))
        self.says(self.gouji("test", "rules/p"), 0, "PASS 2", out=True)

    def test_a_name_that_is_taken(self):
        self.gouji("pin", "1")
        before = self.cases.read_bytes()
        self.says(self.gouji("pin", "1"), 1, "pin.name_taken", "--name", "sum.cases.toml")
        self.assertEqual(self.cases.read_bytes(), before)
        self.says(self.gouji("pin", "1", "--name", "第二个"), 0, "第二个", out=True)
        self.assertEqual(len(self.pinned()["case"]), 2)

    def test_another_file(self):
        self.says(self.gouji("pin", "1", "-o", "mine.cases.toml"), 0, "mine.cases.toml", out=True)
        self.assertFalse(self.cases.exists())
        self.write("other.cases.toml", 'rule = "p.other"\n')
        self.says(self.gouji("pin", "1", "-o", "other.cases.toml"), 1, "pin.other_rule", "p.other")
        self.assertEqual((self.home / "other.cases.toml").read_text(encoding="utf-8"), 'rule = "p.other"\n')

    def test_a_case_file_that_is_broken_stays_as_it_is(self):
        self.write("rules/p/rules/sum.cases.toml", 'rule = "p.sum\n')
        self.says(self.gouji("pin", "1"), 1, "sum.cases.toml")
        self.assertEqual(self.cases.read_text(encoding="utf-8"), 'rule = "p.sum\n')

    def test_unknown(self):
        self.says(self.gouji("pin", "ffffffffffffffff"), 1, "explain.not_found", "gouji run")
        near = ("0" if self.finding["fingerprint"][0] != "0" else "1") + self.finding["fingerprint"][1:]
        self.says(self.gouji("pin", near), 1, f"是否想写“{self.finding['fingerprint']}”？")
        self.says(self.gouji("pin"), 1, "usage.missing_word")

    def test_a_broken_rule_is_no_case(self):
        self.write("rules/p/rules/sum.lua", "rule { id = ")
        self.says(self.gouji("pin", "1"), 1, "pin.no_rule", "gouji check")

    def test_a_result_that_no_case_can_say(self):
        guessed = disclosure("丙局", total="5.50")
        guessed["source"]["generic"] = True
        self.data("data.ndjson", guessed)
        self.says(self.gouji("pin", "1"), 1, "pin.not_alone")
        self.assertFalse(self.cases.exists())

    def test_a_rule_of_the_base_goes_to_the_base(self):
        self.pack("q", 'base = "p"')
        self.says(self.gouji("pin", "1", "--pack", "q"), 0, "rules/p/rules/sum.cases.toml", out=True)
        self.says(self.gouji("test", "rules/p"), 0, "用例全部符合", out=True)

    def test_a_rule_of_the_base_with_other_values_goes_to_the_pack(self):
        limit = '["p.limit"]\ntitle = "最多"\nunit = "万元"\nbasis = "测试"\nvalue = "{}"\n'
        self.write("rules/p/rules/sum.lua", rule("p.sum", 'check:at_most(spent["合计"], param "p.limit")'))
        self.write("rules/p/parameters.toml", limit.format("10"))
        self.pack("q", 'base = "p"')
        self.write("rules/q/parameters.toml", limit.format("5.3") + 'reason = "测试"\n')
        self.says(self.gouji("pin", "1", "--pack", "q"), 0, "rules/q/rules/sum.cases.toml", out=True)
        self.says(self.gouji("test", "rules/q"), 0, "用例全部符合", "PASS 1", out=True)

    def test_what_could_not_be_checked(self):
        blank = disclosure("丁局")
        blank["tables"][0]["rows"][0]["cells"]["决算数"] = None
        self.data("data.ndjson", blank)
        self.says(self.gouji("pin", "1"), 0, "缺数无法审核", out=True)
        self.assertEqual(self.pinned()["case"][0]["expect"][0]["outcome"], "cannot_evaluate")
        self.says(self.gouji("test", "rules/p"), 0, "用例全部符合", out=True)

    def test_english(self):
        self.says(self.gouji("pin", "1", "--lang", "en"), 0, "written to", "try: gouji test", out=True)


if __name__ == "__main__":
    main()
