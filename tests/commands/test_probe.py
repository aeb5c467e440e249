"""gouji probe: faults put into disclosures; which of them the rules notice."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, disclosure, main, rule  # noqa: E402


class Probe(Bench):
    def setUp(self):
        super().setUp()
        self.data("data.ndjson", disclosure("甲局"))

    def pack_of(self, *words, status=0):
        answer = self.gouji("probe", "-f", "json", *words)
        self.assertEqual(answer.status, status, answer.err)
        (pack,) = answer.json()["packs"]
        return pack

    def kinds(self, *words):
        return {one["kind"]: one for one in self.pack_of(*words)["all"]["kinds"]}

    def test_every_kind_that_a_sum_tells(self):
        kinds = self.kinds()
        self.assertEqual(set(kinds), {"digit", "transposed", "sign", "point", "too_large", "swapped", "dropped", "doubled"})
        for kind in ("sign", "point", "too_large"):
            self.assertEqual(kinds[kind]["rate"], 100, kind)
            self.assertEqual(kinds[kind]["severities"]["error"], kinds[kind]["noticed"])

    def test_a_clean_report(self):
        answer = self.gouji("probe")
        self.says(answer, 0, "公开文本 1 份，数 3 个（0 个已有错误或警告，不试）", "按种类", "按报表", "三公", "种子 1", "结论：p 对受审核的数发现率", out=True)
        self.says(self.gouji("probe", "--lang", "en"), 0, "By kind", "one digit wrong", "Result: p notices", out=True)
        self.assertEqual(answer.err, "")

    def test_blind_spots_are_named_with_the_reason(self):
        wider = disclosure("甲局")
        wider["tables"][0]["rows"] += [{"label": "车辆", "cells": {"决算数": "7.00"}}, {"label": "其他", "cells": {"决算数": "9.00"}}]
        self.data("data.ndjson", wider)
        self.write("rules/p/rules/cars.lua", rule("p.cars", 'if spent["车辆"] > amount "5000" then check:holds(false) end'))
        self.says(self.gouji("probe", "--kinds", "digit"), 0, "三公 · 决算数  1  没有规则读", "其他：9.00 写成", "没有勾稽关系", "车辆：7.00 写成", "p.cars", out=True)
        blind = {one["row"]: one for one in self.pack_of("--kinds", "digit")["blind"]}
        self.assertEqual((blind["其他"]["why"], blind["其他"]["rules"]), ("unread", []))
        self.assertEqual((blind["车辆"]["why"], blind["车辆"]["rules"]), ("unequated", ["p.cars"]))
        self.assertEqual((blind["其他"]["table"], blind["其他"]["column"], blind["其他"]["kinds"]), ("三公", "决算数", ["digit"]))

    def test_rounding_is_counted_apart(self):
        for seed in range(20):
            pack = self.pack_of("--kinds", "digit", "--seed", seed)
            if not pack["within_rounding"]:
                continue
            (one, *_) = pack["within_rounding"]
            self.assertEqual(one["allows"], "0.015 万元")
            self.assertEqual(pack["checked"]["within_rounding"], len(pack["within_rounding"]))
            self.assertEqual(pack["checked"]["rate"], 100)
            self.says(self.gouji("probe", "--kinds", "digit", "--seed", seed), 0, "尾差内", "±0.015 万元", out=True)
            return
        self.fail("no digit of twenty seeds is within rounding")

    def test_figures_that_are_wrong_already_are_left_alone(self):
        self.data("data.ndjson", disclosure("乙局", total="5.50"))
        pack = self.pack_of()
        self.assertEqual((pack["figures"], pack["accused"], pack["all"]["faults"]), (3, 3, 0))

    def test_the_year_before(self):
        two = disclosure("甲局")
        two["tables"][0]["columns"] = ["2020年数", "2019年数"]
        for row, (now, before) in zip(two["tables"][0]["rows"], [("5.25", "4.00"), ("3.00", "3.50"), ("2.25", "2.25")]):
            row["cells"] = {"2020年数": now, "2019年数": before}
        self.data("data.ndjson", two)
        self.write("rules/p/rules/sum.lua", rule("p.sum", 'check:same(t:column("2020年数")["合计"], t:column("2020年数"):rows { "出国", "接待" }:sum())').replace('t:column "决算数"', 't:column "2020年数"'))
        self.assertEqual(self.kinds("--kinds", "stale")["stale"]["noticed"], 2)

    def test_the_seed_decides(self):
        words = ("probe", "-f", "json", "--kinds", "digit")
        one = self.gouji(*words, "--seed", "3").out
        self.assertEqual(one, self.gouji(*words, "--seed", "3").out)
        self.assertEqual(one, self.gouji(*words, "--seed", "3", "-j", "2").out)
        self.assertGreater(len({self.gouji(*words, "--seed", seed).out.split('"packs"')[1] for seed in range(20)}), 1)

    def test_a_sample(self):
        self.assertEqual({one["faults"] for one in self.kinds("--sample", "1").values()}, {1})

    def test_the_threshold(self):
        self.says(self.gouji("probe", "--kinds", "sign", "--threshold", "100"), 0, "100.0%", out=True)
        self.write("rules/p/rules/sum.lua", rule("p.sum", 'check:same(spent["合计"], spent["合计"])'))
        self.says(self.gouji("probe", "--kinds", "sign", "--threshold", "100"), 3, "0.0%", out=True)

    def test_markdown_and_a_file(self):
        self.says(self.gouji("probe", "-o", "probe.md"), 0)
        self.assertIn("## p", (self.home / "probe.md").read_text(encoding="utf-8"))
        self.assertIn("| 一位数字写错 |", self.gouji("probe", "-f", "md").out)

    def test_only_some_rules(self):
        self.assertEqual(self.pack_of("-r", "sum", "--kinds", "sign")["checked"]["rate"], 100)
        self.says(self.gouji("probe", "-r", "p.smu"), 1, "run.no_rule", "p.sum")

    def test_nothing_is_changed(self):
        before = {path: path.read_bytes() for path in self.home.rglob("*") if path.is_file()}
        self.gouji("probe")
        self.assertEqual(before, {path: path.read_bytes() for path in self.home.rglob("*") if path.is_file()})

    def test_slips_of_the_caller(self):
        self.says(self.gouji("probe", "--kinds", "dgit"), 1, "probe.unknown_kind", "digit")
        self.says(self.gouji("probe", "nowhere"), 1, "dataset.missing")
        self.says(self.gouji("probe", "--sample", "0"), 1, "--sample")
        self.pack("q", '[scope]\nprovinces = ["贵州省"]')
        self.says(self.gouji("probe", "--pack", "q"), 1, "probe.no_pack")


if __name__ == "__main__":
    main()
