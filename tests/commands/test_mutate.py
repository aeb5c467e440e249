"""gouji test --mutate: small edits of rules and parameters that the cases should notice."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, disclosure, main, rule  # noqa: E402

LIMIT = """
["p.limit"]
title = "最多"
unit = "万元"
basis = "测试"
value = "{}"
"""


def case(name, total, expect):
    return f'[[case]]\nname = "{name}"\ntable = """\n项目,决算数\n合计,{total}\n"""\nexpect = {expect}\n\n'


class Mutate(Bench):
    def most(self, *cases, body='check:at_most(spent["合计"], param "p.limit")', header="", limit="10"):
        self.write("rules/p/parameters.toml", LIMIT.format(limit))
        self.write("rules/p/rules/most.lua", rule("p.most", body, header))
        if cases:
            self.write("rules/p/rules/most.cases.toml", 'rule = "p.most"\n\n' + "".join(cases))

    def mutate(self, *words, pattern="p.most"):
        return self.gouji("test", "--mutate", "rules/p", "-r", pattern, *words)

    def results(self, *words, **named):
        answer = self.mutate("-f", "json", *words, **named)
        self.assertEqual(answer.status, 0, answer.err)
        (pack,) = answer.json()["packs"]
        return {(one["kind"], one["from"], one["to"]): one["status"] for one in pack["results"]}

    def test_a_threshold_by_one(self):
        self.most(case("不超", "9", '"pass"'), case("超", "12", '[{ row = "合计" }]'))
        found = self.results()
        self.assertEqual(found[("threshold", "10", "9")], "survived")
        self.assertEqual(found[("threshold", "10", "11")], "survived")
        self.assertEqual(found[("bound", "check:at_most", "check:at_least")], "noticed")
        self.says(self.mutate(), 0, "没有用例会发现最多（p.limit）的 10 万元 改成 9 万元", out=True)
        self.says(self.gouji("test", "--mutate", "rules/p", "-r", "p.most", "--lang", "en"), 0, "no case would notice p.limit: 10 万元 → 9 万元", out=True)

    def test_the_boundary_notices_both(self):
        self.most(case("刚好", "10", '"pass"'), case("多一点", "11", '[{ row = "合计" }]'))
        found = self.results()
        self.assertEqual({found[("threshold", "10", "9")], found[("threshold", "10", "11")]}, {"noticed"})

    def test_kinds_of_a_script(self):
        body = 'if spent["合计"] < param "p.limit" and not spent["合计"]:zero() then return end check:holds(spent["出国"] / spent["接待"] >= amount "1", { severity = "verify" })'
        self.most(body=body, header='severity = "warning", effective = { from = 2019 },')
        kinds = {kind for kind, _, _ in self.results()}
        self.assertEqual(kinds, {"comparison", "condition", "negation", "branch", "quotient", "severity", "date", "call"})

    def test_a_case_with_its_own_value_does_not_notice_the_packs(self):
        own = lambda name, total, expect: case(name, total, expect).replace("table =", 'parameters = { "p.limit" = "10" }\ntable =', 1)
        self.most(own("刚好", "10", '"pass"'), own("多一点", "11", '[{ row = "合计" }]'))
        found = self.results(pattern="p")
        self.assertEqual(found[("bound", "check:at_most", "check:at_least")], "noticed")
        self.assertNotEqual(found.get(("threshold", "10", "9")), "noticed")

    def test_without_cases_nothing_is_noticed(self):
        self.most()
        self.says(self.mutate(), 0, "没有用例运行到", "得分 0.0%", out=True)

    def test_a_threshold_gate(self):
        self.most(case("不超", "9", '"pass"'))
        self.says(self.mutate("--threshold", "90"), 3, "p  改动", out=True)
        self.says(self.mutate("--threshold", "0"), 0, "p  改动", out=True)

    def test_workers_say_the_same(self):
        self.most(case("刚好", "10", '"pass"'))
        one, two = self.mutate("-f", "json", pattern="p"), self.mutate("-f", "json", "-j", "2", pattern="p")
        self.assertEqual(one.out, two.out)

    def test_an_endless_mutant_is_stopped(self):
        self.most(case("空转", "1", '"pass"'), body="local i = 0 while i < 3 do i = i + 1 end check:holds(true)")
        self.assertEqual(self.results()[("sign", "i + 1", "i - 1")], "noticed")

    def test_cases_that_fail_are_told(self):
        self.most(case("错的", "99", '"pass"'))
        self.says(self.mutate(), 0, "有 1 个用例现在就不符合", out=True)

    def test_a_pattern_that_fits_nothing(self):
        self.most()
        self.says(self.mutate(pattern="p.mosst"), 1, "run.no_rule", "p.most")

    def test_options_that_do_not_go_together(self):
        self.says(self.gouji("test", "--write-cases"), 1, "usage.extra_option")
        self.says(self.gouji("test", "--mutate", "-f", "junit"), 1, "usage.extra_option")


class WriteCases(Bench):
    most, mutate, results = Mutate.most, Mutate.mutate, Mutate.results

    def test_from_a_real_record(self):
        self.write("data.ndjson", json.dumps(disclosure(total="10.00", parts=("9.00", "1.00")), ensure_ascii=False) + "\n")
        self.most(case("不超", "8", '"pass"'), case("超", "12", '[{ row = "合计" }]'))
        before = (self.home / "rules/p/rules/most.cases.toml").read_text(encoding="utf-8")
        self.says(self.mutate("--write-cases"), 0, "已写入", out=True)
        after = (self.home / "rules/p/rules/most.cases.toml").read_text(encoding="utf-8")
        self.assertTrue(after.startswith(before))
        self.assertIn("取自 甲局-2020-final_accounts", after)
        self.assertIn("合计,10.00", after)
        self.assertNotIn("出国", after)
        self.assertEqual(self.results()[("threshold", "10", "9")], "noticed")
        self.says(self.gouji("test", "rules/p", "-r", "p.most"), 0, "FAIL 0 · ERROR 0", out=True)

    def test_shifted_where_no_record_is_near(self):
        self.write("data.ndjson", json.dumps(disclosure(total="7.00", parts=("6.00", "1.00")), ensure_ascii=False) + "\n")
        self.most(case("不超", "8", '"pass"'), case("超", "12", '[{ row = "合计" }]'))
        self.says(self.mutate("--write-cases"), 0, "已写入", out=True)
        self.assertIn("改自", (self.home / "rules/p/rules/most.cases.toml").read_text(encoding="utf-8"))
        found = self.results()
        self.assertEqual({found[("threshold", "10", "9")], found[("threshold", "10", "11")]}, {"noticed"})

    def test_nothing_to_write_leaves_the_file(self):
        self.most(case("刚好", "10", '"pass"'), case("多一点", "11", '[{ row = "合计", severity = "error" }]'))
        path = self.home / "rules/p/rules/most.cases.toml"
        self.mutate("--write-cases")
        once = path.read_bytes()
        self.mutate("--write-cases")
        self.assertEqual(path.read_bytes(), once)


if __name__ == "__main__":
    main()
