"""gouji diff: sides of a comparison, the edit that each change comes from."""

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, SUM_RULE, disclosure, main, rule  # noqa: E402
from change import BASELINE, LIMIT, PARAMETERS, SCORING, Change  # noqa: E402


class Sides(Change):
    def test_no_baseline(self):
        self.says(self.gouji("diff"), 1, "diff.no_baseline", "gouji approve", "data.ndjson")

    def test_a_revision_without_its_kind(self):
        self.repository()
        self.approved()
        for word in ("HEAD", "main"):
            self.says(self.gouji("diff", "--from", word), 1, "diff.unknown_side", f"是否想写“git:{word}”")

    def test_slips(self):
        self.write("rules/p/parameters.toml", PARAMETERS + '\n["p.share"]\ntitle = "比例"\nunit = "%"\nbasis = "测试"\nvalue = "90"\n')
        self.approved()
        for words, code, *parts in (
            (("--from", "basline"), "diff.unknown_side", "baseline"),
            (("--from", "git"), "diff.unknown_side", "后面没有写 git 版本"),
            (("--from", "p"), "diff.unknown_side", "是否想写“pack:p”"),
            (("--from", "pack:rules/pp"), "pack.unknown", "是否想写“p”"),
            (("--set", "limit=3"), "param.unknown", "是否想写“p.limit”"),
            (("--from", "current", "--set", "p.limit=多"), "param.no_number", "写阿拉伯数字"),
            (("--from", "current", "--set", "p.share=0.88"), "param.unclear_percent", "要写 88% 的"),
            (("--from", "x.json"), "file.missing", "x.json"),
            (("--from", "current"), "diff.same_sides", "--set"),
            (("--set", "p.limit"), "usage.bad_setting", "p.limit"),
            (("--set", "p.limit=5", "--set", "p.limit = 4"), "usage.set_twice", "5、4"),
            (("--set", "p.limt=3"), "param.unknown", "p.limit"),
            (("--from", "git:HEAD"), *(("git.no_repository", "git init") if shutil.which("git") else ("git.missing", "apt install git"))),
            (("--from", "engine:没有"), "engine.missing", "找不到程序“没有”"),
            (("--from", f"engine:{BIN}i"), "engine.missing", f"是不是“{Path(BIN).name}”"),
            (("--from", "engine:rules"), "engine.missing", "不是能运行的程序文件"),
            (("--from", "engine:/bin/true"), "engine.failed", "没有任何消息，状态 0"),
            (("--from", "engine:"), "diff.unknown_side", "后面没有写程序文件"),
            (("--from", "data.ndjson"), "diff.data_as_result", "是公开文本的数据，不是审核结果", "gouji diff data.ndjson"),
            (("--from", "date.ndjson"), "file.missing", "找不到文件“date.ndjson”", "是不是“data.ndjson”"),
            (("--from", "rules"), "diff.unknown_side", "是文件夹", "pack:文件夹"),
        ):
            with self.subTest(words=words):
                self.says(self.gouji("diff", *words), 1, code, *parts)

    def test_a_part_of_the_data_is_compared_with_the_baseline_of_the_whole(self):
        self.gouji("export", "data.ndjson", "-f", "folder", "-o", "sets")
        self.approved("sets")
        one = next((self.home / "sets/某省").glob("乙局*"))
        summary = self.diff(one)["summary"]
        self.assertEqual((summary["documents_gone"], summary["findings_gone"], summary["still_violated"]), ([], 0, 1))
        self.set("p.limit", "5.3")
        self.assertEqual([f["change"] for f in self.diff(one)["findings"]], ["appeared"])

    def test_only_what_is_asked_for(self):
        self.data("data.ndjson", disclosure("甲局", total="5.35"), disclosure("乙局", total="5.50", year=2021))
        self.approved()
        self.set("p.limit", "5.3")
        for words, wanted in (((), 2), (("--year", "2021"), 1), (("-r", "p.sum"), 0), (("-r", "limit"), 2)):
            found = self.diff(*words)
            self.assertEqual((len(found["findings"]), found["summary"]["findings_gone"]), (wanted, 0), words)
            self.assertEqual(found["summary"]["documents_gone"], [])

    def test_git(self):
        self.repository()
        self.git("tag", "v2025")
        self.set("p.limit", "5.3")
        found = self.diff("--from", "git:HEAD")
        self.assertEqual([(f["change"], f["document"][:2], f["cause"]) for f in found["findings"]], [("appeared", "乙局", {"kind": "edit", "edits": [1]})])
        self.assertEqual(found["attribution"], "full")
        self.says(self.gouji("diff", "--from", "git:v2026"), 1, "git.unknown_ref", "v2025")
        self.says(self.gouji("diff", "--from", "git:--help"), 1, "git.unknown_ref")
        self.says(self.gouji("diff", "--from", "git:HEAD", PATH="/nowhere"), 1, "git.missing")
        self.assertEqual(self.git("status", "--porcelain").split(), ["M", "rules/p/parameters.toml"])

    def test_packs_and_folders(self):
        shutil.copytree(self.home / "rules", self.home / "old")
        self.set("p.limit", "5.3")
        for side in ("pack:old", "pack:old/p"):
            with self.subTest(side):
                self.assertEqual([f["change"] for f in self.diff("--from", side)["findings"]], ["appeared"])
                self.assertEqual([f["change"] for f in self.diff("--from", "current", "--to", side)["findings"]], ["gone"])

    def test_results_and_engines(self):
        self.gouji("run", "-f", "json", "-o", "old.json")
        self.set("p.limit", "5.3")
        for side in ("old.json",):
            found = self.diff("--from", side)
            self.assertEqual([(f["change"], f["cause"]["kind"]) for f in found["findings"]], [("appeared", "unknown")])
            self.assertIsNone(found["summary"]["still_satisfied"])
            self.assertEqual(found["attribution"], "none")
            self.assertIn("limited", [n["code"] for n in found["notices"]])
        self.assertEqual(self.diff("--from", f"engine:{BIN}")["findings"], [])
        self.write("bad.json", '{"schema":"gouji.result.v9"}')
        self.says(self.gouji("diff", "--from", "bad.json"), 1, "result.other_version")

    def test_two_results_are_the_two_sides(self):
        self.gouji("run", "-f", "json", "-o", "old.json")
        self.set("p.limit", "5.3")
        self.gouji("run", "-f", "json", "-o", "new.json")
        found = self.diff("old.json", "new.json")
        self.assertEqual([f["change"] for f in found["findings"]], ["appeared"])
        self.assertEqual((found["from"]["is"] if "is" in found["from"] else found["from"]["kind"]), "result")
        self.assertEqual([f["change"] for f in self.diff("new.json", "old.json")["findings"]], ["gone"])
        self.assertEqual(found["findings"], self.diff("--from", "old.json", "--to", "new.json")["findings"])

    def test_a_result_is_no_data(self):
        self.gouji("run", "-f", "json", "-o", "old.json")
        self.says(self.gouji("diff", "old.json"), 1, "diff.result_as_data", "gouji diff 甲.json 乙.json")
        self.says(self.gouji("diff", "old.json", "data.ndjson"), 1, "diff.result_as_data")
        self.says(self.gouji("diff", "old.json", "old.json"), 1, "diff.same_sides")
        self.write("cut.json", (self.home / "old.json").read_bytes()[:400])
        self.says(self.gouji("diff", "old.json", "cut.json"), 1, "json.truncated", "cut.json")

    def test_trial_of_a_value(self):
        found = self.diff("--from", "current", "--set", "p.limit=5.3")
        self.assertEqual([f["change"] for f in found["findings"]], ["appeared"])
        self.assertEqual([(e["name"], e["before"], e["after"]) for e in found["edits"]], [("p.limit", "6", "5.3")])
        self.assertFalse((self.home / "rules/p/baselines").exists())

    def test_forms(self):
        self.approved()
        self.set("p.limit", "5.3")
        text = self.gouji("diff").out
        for part in ("基线（2026-01-02） → 现在的规则", "仍然", "新增 1，消失 0，变化 0", "参数 p.limit（p，万元）：6 → 5.3", "乙局 +p.limit", "起因：改动 1", "结论：1 个结果有变化"):
            self.assertIn(part, text)
        self.assertIn("Cause: edit 1", self.gouji("diff", language="en_US.UTF-8").out)
        self.assertIn("| \\+ | 乙局", self.gouji("diff", "-f", "md").out)
        self.assertEqual(self.gouji("diff", "-o", "变化.xlsx").status, 0)
        self.assertTrue((self.home / "变化.xlsx").read_bytes().startswith(b"PK"))

    def test_statuses(self):
        self.approved()
        self.assertEqual(self.gouji("diff", "--fail-on-change").status, 0)
        self.set("p.limit", "5.3")
        self.assertEqual(self.gouji("diff").status, 0)
        self.assertEqual(self.gouji("diff", "--fail-on-change").status, 3)
        self.assertEqual(self.gouji("diff", "--budget", "1").status, 0)
        self.says(self.gouji("diff", "--budget", "0"), 3, "超过 --budget 的 0 个", out=True)

    def test_documents(self):
        self.approved()
        self.data("data.ndjson", disclosure("甲局", total="5.35"), disclosure("丙局", total="4.00", parts=("2.00", "2.00")), disclosure("丁局"))
        found = self.diff()
        summary = found["summary"]
        self.assertEqual([len(summary[f"documents_{kind}"]) for kind in ("new", "gone", "changed")], [1, 1, 1])
        self.assertEqual({f["cause"]["kind"] for f in found["findings"]}, {"data"})

    def test_documents_that_came_and_went_are_the_cause(self):
        wrong = disclosure("乙局", total="5.50")
        for before, after, data, words in (
            ([disclosure("甲局"), wrong], [disclosure("甲局")], "gone", "起因：公开文本不在了"),
            ([disclosure("甲局")], [disclosure("甲局"), wrong], "new", "起因：公开文本是新的"),
            ([disclosure("甲局"), disclosure("乙局")], [disclosure("甲局"), wrong], "changed", "起因：公开文本的数变了"),
        ):
            with self.subTest(data):
                shutil.rmtree(self.home / "rules/p/baselines", ignore_errors=True)
                self.data("data.ndjson", *before)
                self.approved()
                self.data("data.ndjson", *after)
                self.assertEqual([f["cause"] for f in self.diff()["findings"]], [{"kind": "data", "edits": [], "figures": True, "data": data}])
                self.says(self.gouji("diff"), 0, words, out=True)

    def test_what_went_has_a_column(self):
        self.approved()
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局"), disclosure("丙局", total="4.00", parts=("2.00", "2.00")))
        summary = self.diff()["summary"]
        self.assertEqual([summary[f"{kind}_{what}"] for what in ("satisfied", "violated") for kind in ("still", "new", "gone")], [5, 1, 0, 0, 0, 1])
        self.says(self.gouji("diff"), 0, "仍然      新增      消失", out=True)
        self.assertIn("| 违反 | 0 | 0 | 1 |", self.gouji("diff", "-f", "md").out)

    def test_scores_are_not_compared_under_a_rule(self):
        self.write("rules/p/scoring/points.lua", SCORING)
        self.approved()
        self.assertEqual(sum(line.startswith('{"score"') for line in self.lines()), 3)
        found = self.diff("-r", "p.sum")
        self.assertEqual(([n["code"] for n in found["notices"]], found["scores"]), (["no_scores"], []))
        self.write("rules/p/scoring/points.lua", SCORING.replace('"100"', '"90"'))
        self.assertEqual([len(self.diff(*words)["scores"]) for words in ((), ("-r", "p.sum"))], [3, 0])


class Faults(Change):
    """A rule that breaks off says nothing: it is no change, and nothing is accepted."""

    def setUp(self):
        super().setUp()
        self.approved()
        self.before = (self.home / BASELINE).read_bytes()
        self.write("rules/p/rules/limit.lua", rule("p.limit", LIMIT.replace("most + extra", 'most + amount "5%" + extra')))
        self.assertEqual(self.gouji("run").status, 1)

    def test_nothing_is_accepted(self):
        for words in ((), ("-r", "p.limit"), ("--year", "2020")):
            with self.subTest(words=words):
                self.says(self.approve(*words), 1, "approve.unread", "公式出错 3 处", "p.limit", "什么也没有接受")
                self.assertEqual((self.home / BASELINE).read_bytes(), self.before)
        self.approved("-r", "p.sum", reason="别的规则不受影响")

    def test_diff_counts_them(self):
        for words in ((), ("--fail-on-change",), ("--from", "current", "--set", "p.limit=7")):
            with self.subTest(words=words):
                self.assertEqual(self.gouji("diff", *words).status, 1)
        self.says(self.gouji("diff"), 1, "公式出错：以前 0 处，现在 3 处", "现在有 3 处公式出错", out=True)
        found = self.gouji("diff", "-f", "json").json()
        self.assertEqual((found["from"]["faults"], found["to"]["faults"], found["summary"]["new_faults"], found["summary"]["new_unverifiable"]), (0, 3, 3, 0))
        back = self.gouji("diff", "--from", "current", "--to", "baseline")
        self.says(back, 0, "公式出错：以前 3 处，现在 0 处", out=True)

    def test_whatif_counts_them(self):
        answer = self.gouji("whatif", "--set", "p.other=2")
        self.says(answer, 1, "没有任何结果改变", "其中 3 处公式出错", out=True)
        found = self.gouji("whatif", "--set", "p.other=2", "-f", "json").json()
        self.assertEqual((found["summary"]["faults_before"], found["summary"]["faults_after"]), (3, 3))


class Elsewhere(Change):
    """Data outside the workbench have their baseline by name only."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory(prefix="gouji-elsewhere-")
        self.addCleanup(folder.cleanup)
        self.places = [Path(folder.name) / name / "自评.ndjson" for name in ("一", "二")]
        for place, units in zip(self.places, (("甲局", "乙局"), ("丙局", "丁局"))):
            place.parent.mkdir()
            place.write_text("".join(json.dumps(disclosure(unit), ensure_ascii=False) + "\n" for unit in units), encoding="utf-8")

    def test_one_does_not_replace_the_other(self):
        first, second = self.places
        self.approved(first)
        file = self.home / "rules/p/baselines/自评.ndjson"
        before = file.read_bytes()
        for words in ((), ("-r", "p.sum"), ("--year", "2020")):
            with self.subTest(words=words):
                self.says(self.approve(second, *words), 1, "approve.other_data", "自评.ndjson", "换一个名字")
                self.assertEqual(file.read_bytes(), before)
        self.says(self.gouji("diff", second), 1, "diff.no_baseline", "还没有这些数据的基线", "记的是别的数据")
        self.assertEqual(self.diff(first)["summary"]["documents_gone"], [])
        second.write_text(first.read_text(encoding="utf-8") + second.read_text(encoding="utf-8"), encoding="utf-8")
        self.assertEqual(len(self.diff(second)["summary"]["documents_new"]), 2)


class Nothing(Change):
    def test_nothing_to_compare(self):
        self.approved()
        (self.home / "空").mkdir()
        self.pack("q", '[scope]\nprovinces = ["外省"]\n')
        for words, code in (
            (("--year", "2031"), "run.nothing_compared"),
            (("空",), ""),
            (("没有.ndjson",), "dataset.missing"),
            (("--pack", "q"), "run.out_of_scope"),
        ):
            for verb in (("diff",), ("diff", "--from", "current", "--set", "p.limit=5"), ("approve", "--reason", "x"), ("whatif", "--set", "p.limit=5")):
                if "q" in words and "--set" in verb:
                    continue  # the pack has no such parameter
                with self.subTest(words=words, verb=verb):
                    answer = self.gouji(*verb, *words)
                    self.says(answer, 1, code)
                    self.assertEqual(answer.out, "")
                    if verb[0] != "approve":
                        self.assertEqual(len(re.findall(r"\[[a-z]+\.", answer.err)), 1, answer.err)
                    self.assertNotIn("no_baseline", answer.err)
        self.says(self.gouji("whatif", "--curve", "p.limit", "--year", "2031"), 1, "run.nothing_compared")


class Attribution(Change):
    """What each changed result comes from, where both sides can be run."""

    def before(self):
        shutil.copytree(self.home / "rules", self.home / "old")

    def causes(self, *words):
        found = self.diff("--from", "pack:old", *words)
        names = {edit["number"]: edit["name"] for edit in found["edits"]}
        told = {}
        for one in found["findings"]:
            told[(one["document"][:2], one["rule"])] = (one["cause"]["kind"], sorted(names[e] for e in one["cause"]["edits"]))
        return told, found

    def test_each_has_its_own(self):
        self.before()
        self.set("p.limit", "5.3")
        self.write("rules/p/rules/sum.lua", SUM_RULE.replace("基本平衡", "核实性").replace("remedy =", 'severity = "verify",\n  remedy =') % "p")
        told, found = self.causes()
        self.assertEqual(told[("乙局", "p.limit")], ("edit", ["p.limit"]))
        self.assertEqual(told[("乙局", "p.sum")], ("edit", ["rules/sum.lua"]))

    def test_alone_enough(self):
        self.before()
        self.set("p.limit", "5.3")
        self.set("p.other", "2")  # read, and of no effect
        told, found = self.causes()
        self.assertEqual(told, {("乙局", "p.limit"): ("edit", ["p.limit"])})
        self.assertEqual([(n["code"], n["edit"]) for n in found["notices"]], [("no_effect", 2)])

    def test_joint(self):
        self.write("rules/p/rules/limit.lua", rule("p.limit", 'check:at_most(spent["合计"], param "p.limit" + param "p.other", { message = "超过" })'))
        self.before()
        self.set("p.limit", "5")
        self.set("p.other", "0.2")
        told, _ = self.causes()
        self.assertEqual(told[("乙局", "p.limit")], ("joint", ["p.limit", "p.other"]))
        self.assertIn("共同造成", self.gouji("diff", "--from", "pack:old").out)
        back = self.gouji("diff", "--from", "current", "--to", "pack:old", "-r", "p.limit")
        self.says(back, 0, "任一项都会这样", out=True)

    def test_library(self):
        self.write("rules/p/lib/most.lua", "return { times = 1 }\n")
        self.write("rules/p/rules/limit.lua", 'local most = require "most"\n' + rule("p.limit", 'check:at_most(spent["合计"], param "p.limit" / most.times, { message = "超过" })'))
        self.before()
        self.write("rules/p/lib/most.lua", "return { times = 2 }\n")
        told, _ = self.causes()
        self.assertEqual(list(told.values()), [("edit", ["lib/most.lua"])] * 3)

    def test_overrides(self):
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]\n')
        self.before()
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]\n[[override]]\nrule = "p.sum"\naction = "off"\nreason = "试"\nbasis = "试"\n')
        told, _ = self.causes()
        self.assertEqual(told, {("乙局", "p.sum"): ("edit", ["p.sum"])})

    def test_idle_edits_are_told(self):
        self.before()
        self.write("rules/p/parameters.toml", PARAMETERS + '\n["p.idle"]\ntitle = "没人读"\nbasis = "测试"\nvalue = "1"\n')
        self.write("rules/p/rules/late.lua", rule("p.late", 'check:at_most(spent["合计"], 1, { message = "x" })', "effective = { from = 2030 },"))
        self.write("rules/p/layouts/x.lua", 'layout { id = "p/x" }\n')
        _, found = self.causes()
        self.assertEqual({(n["code"], found["edits"][n["edit"] - 1]["name"]) for n in found["notices"]},
                         {("unread", "p.idle"), ("never_applies", "rules/late.lua"), ("layout_only", "layouts/x.lua")})

    def test_baselines_name_the_edit_too(self):
        self.approved()
        self.set("p.limit", "5.3")
        found = self.diff()
        self.assertEqual([f["cause"] for f in found["findings"]], [{"kind": "edit", "edits": [1]}])
        self.set("p.other", "2")
        found = self.diff()
        self.assertEqual([f["cause"]["kind"] for f in found["findings"]], ["one_of"])
        self.assertIn("limited", [n["code"] for n in found["notices"]])

    def test_a_year_of_the_rules(self):
        text = PARAMETERS.replace('value = "6"', 'values = { 2020 = "6", 2024 = "5.3" }')
        self.write("rules/p/parameters.toml", text)
        self.approved()
        found = self.diff("--rules-year", "2024")
        self.assertEqual([(f["change"], f["cause"]["kind"]) for f in found["findings"]], [("appeared", "edit")])
        self.assertEqual(found["trial_year"], 2024)
        self.assertIn("试算（2024 年规则）", self.gouji("diff", "--rules-year", "2024").out)


if __name__ == "__main__":
    main()
