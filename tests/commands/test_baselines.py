"""gouji approve: baselines that git merges, what is told of bad and lost ones, two at once."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, SUM_RULE, disclosure, main  # noqa: E402
from change import BASELINE, Change  # noqa: E402


class Approve(Change):
    def test_lines(self):
        answer = self.approved()
        self.says(answer, 0, "rules/p/baselines/data.ndjson", "公开文本 3 份", "新增 1", "已接受", out=True)
        records = [json.loads(line) for line in self.lines()]
        self.assertEqual(records[0], {"schema": "gouji.baseline.v1", "closed": True})
        self.assertEqual(records.pop(), {"end": True})
        kinds = [next(iter(record)) for record in records[1:]]
        self.assertEqual(kinds, ["approval"] + ["fact"] * 5 + ["listed"] * 3 + ["document", "document", "finding", "document"])  # 丙 乙 甲
        self.assertEqual(records[1]["reason"], "年度基线")
        self.assertEqual([r["document"] for r in records if "rules" in r], sorted(r["document"] for r in records if "rules" in r))
        self.assertTrue((self.home / BASELINE).read_bytes().endswith(b"}\n"))

    def test_nothing_new_leaves_the_file(self):
        self.approved()
        before = (self.home / BASELINE).stat().st_mtime_ns
        self.says(self.approved(reason="再来"), 0, "没有要接受的变化", out=True)
        self.assertEqual((self.home / BASELINE).stat().st_mtime_ns, before)
        self.assertEqual(sum("approval" in line for line in self.lines()), 1)

    def test_only_one_rule(self):
        self.approved()
        self.set("p.limit", "5.3")
        self.write("rules/p/rules/sum.lua", SUM_RULE.replace("合计 {left}", "总计 {left}").replace("基本平衡", "逻辑性") % "p")
        self.approved("-r", "p.limit")
        self.assertEqual(self.diff()["findings"], [])
        self.assertEqual(len([line for line in self.lines() if line.startswith('{"finding"')]), 2)

    def test_folders_and_names(self):
        self.gouji("export", "data.ndjson", "-f", "folder", "-o", "sets")
        self.approved("sets")
        self.approved("sets/某省")
        self.assertTrue((self.home / "rules/p/baselines/sets.ndjson").is_file())
        self.assertTrue((self.home / "rules/p/baselines/sets/某省.ndjson").is_file())
        self.assertEqual(self.diff("sets")["summary"]["documents_changed"], [])

    def test_refused(self):
        for words, code in (
            ((), "approve.no_reason"),
            (("--reason", " "), "approve.no_reason"),
            (("--reason", "x", "--date", "昨天"), "approve.bad_date"),
            (("--reason", "x", "--rules-year", "2030"), "usage.extra_option"),
            (("--reason", "x", "没有.ndjson"), "approve.unread"),
        ):
            with self.subTest(words=words):
                self.says(self.gouji("approve", *words), 1, code)
                self.assertFalse((self.home / BASELINE).exists())

    def test_two_people_merge(self):
        self.repository()
        self.approved()
        self.commit("baseline")
        self.git("checkout", "-q", "-b", "one")
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.60"), disclosure("丙局", total="4.00", parts=("2.00", "2.00")))
        self.approved(reason="乙局更正")
        self.commit("one")
        self.git("checkout", "-q", "main")
        self.data("data.ndjson", disclosure("甲局", total="5.35"), disclosure("乙局", total="5.50"), disclosure("丙局", total="4.00", parts=("2.00", "2.00")))
        self.approved(reason="甲局更正")
        self.commit("two")
        self.git("checkout", "-q", "one", "--", "data.ndjson")
        self.data("data.ndjson", disclosure("甲局", total="5.35"), disclosure("乙局", total="5.60"), disclosure("丙局", total="4.00", parts=("2.00", "2.00")))
        self.commit("data of both")
        self.git("merge", "-q", "-X", "ours", "one")
        self.assertEqual({json.loads(line)["reason"] for line in self.lines() if line.startswith('{"approval"')}, {"年度基线", "乙局更正", "甲局更正"})
        self.assertNotIn("<<<<", "".join(self.lines()))


class TwoBranches(Change):
    """Each approves documents of its own; git puts the lines together, and a document that is lost then is missed."""

    def setUp(self):
        super().setUp()
        self.units = [f"{i:02}局" for i in range(12)]
        self.bring()
        self.repository()
        self.approved()
        self.commit("baseline")

    def bring(self, more=(), without=(), totals=()):
        units = [unit for unit in sorted({*self.units, *more}) if unit not in without]
        self.data("data.ndjson", *(disclosure(unit, total=dict(totals).get(unit, "5.25")) for unit in units))

    def branches(self, one, other, both):
        """What is in the data of either branch, and of both; the attribute decides whether git knows `union`."""
        self.git("checkout", "-q", "-b", "one")
        self.bring(**one)
        self.approved(reason="第一个人")
        self.git("add", "rules")
        self.commit("one")
        self.git("checkout", "-q", "main")
        self.bring(**other)
        self.approved(reason="第二个人")
        self.commit("two")
        self.bring(**both)
        self.commit("data of both")
        self.git("checkout", "-q", "one")
        self.bring(**both)
        self.commit("data of both")
        self.git("merge", "-q", "main")

    def good(self, reasons=3):
        found = self.diff()
        self.assertEqual((found["findings"], found["summary"]["documents_new"], found["summary"]["documents_gone"]), ([], [], []))
        self.assertEqual(sum(line.startswith('{"approval"') for line in self.lines()), reasons)

    def missed(self, unit):
        whole = self.lines()
        rest = [line for line in whole if f'"{unit}-' not in line or line.startswith('{"approval"')]
        self.assertLess(len(rest), len(whole))
        self.write(BASELINE, "\n".join(rest) + "\n")
        self.says(self.gouji("diff"), 1, "baseline.lost", "公开文本少了 1 份")
        self.write(BASELINE, "\n".join(whole) + "\n")

    def test_each_brings_one(self):
        self.branches({"more": ["03甲"]}, {"more": ["08乙"]}, {"more": ["03甲", "08乙"]})
        self.good()
        for unit in ("00局", "03甲", "08乙"):
            self.missed(unit)

    def test_each_brings_one_at_the_same_place(self):
        self.branches({"more": ["03甲"]}, {"more": ["03乙"]}, {"more": ["03甲", "03乙"]})
        self.good()
        for unit in ("03甲", "03乙"):
            self.missed(unit)

    def test_each_takes_one_out(self):
        self.branches({"without": ["03局"]}, {"without": ["08局"]}, {"without": ["03局", "08局"]})
        self.good()
        self.missed("05局")

    def test_one_brings_one_the_other_takes_one_out(self):
        self.branches({"more": ["08乙"]}, {"without": ["03局"]}, {"more": ["08乙"], "without": ["03局"]})
        self.good()
        self.missed("08乙")
        self.missed("05局")

    def test_both_bring_the_same(self):
        self.branches({"more": ["03甲"]}, {"more": ["03甲"]}, {"more": ["03甲"]})
        self.good()
        self.missed("05局")
        whole = self.lines()
        self.bring(more=["03甲"], totals=[("07局", "5.50")])
        self.approved(reason="合并以后")
        self.assertEqual(len(self.lines()), len(whole) + 2)  # the approval and a finding
        self.missed("05局")

    def test_both_take_out_the_same(self):
        self.branches({"without": ["03局"]}, {"without": ["03局"]}, {"without": ["03局"]})
        self.good()
        self.missed("05局")

    def test_without_the_union_of_git_as_before(self):
        """Lines that stand apart do not meet, but for the approvals, which stand together as they always did."""
        self.write(".gitattributes", "")
        self.commit("no attributes")
        self.git("checkout", "-q", "-b", "one")
        self.bring(more=["03甲"])
        self.approved(reason="第一个人")
        self.commit("one")
        self.git("checkout", "-q", "main")
        self.bring(more=["08乙"])
        self.approved(reason="第二个人")
        self.commit("two")
        self.git("merge", "-q", "one", "-X", "ours", status=0)
        text = "\n".join(self.lines())
        self.assertIn("03甲", text)
        self.assertIn("08乙", text)

    def test_a_commit_taken_back(self):
        self.bring(more=["03甲"], without=["08局"])
        self.approved(reason="第二次")
        self.commit("two")
        self.git("revert", "--no-edit", "HEAD")
        self.good(1)


class BadBaselines(Change):
    """Each ends in one clear message and leaves the baseline as it was."""

    def setUp(self):
        super().setUp()
        self.approved()

    def refused(self, text, code, *parts):
        self.write(BASELINE, text)
        self.set("p.limit", "5.3")
        for words in (("diff",), ("approve", "--reason", "x")):
            with self.subTest(words=words):
                answer = self.gouji(*words)
                self.says(answer, 1, code, *parts)
                self.assertEqual(answer.err.count("[baseline."), 1, answer.err)
                self.assertEqual((self.home / BASELINE).read_text(encoding="utf-8"), text)

    def test_bad(self):
        good = self.lines()
        text = "\n".join(good) + "\n"
        finding = next(i for i, line in enumerate(good) if line.startswith('{"finding"'))
        other = good[finding].replace('"severity":"error"', '"severity":"note"')
        self.assertNotEqual(other, good[finding])
        cases = {
            "version": (text.replace("baseline.v1", "baseline.v9"), "baseline.other_version", "gouji.baseline.v9", "gouji.baseline.v1"),
            "no head": ("\n".join(good[1:]) + "\n", "baseline.no_head"),
            "empty": ("", "baseline.no_head"),
            "corrupt": (text.replace(good[finding], good[finding][:-9]), "baseline.bad_line", f"data.ndjson:{finding + 1}"),
            "cut": (text[:-5], "baseline.bad_line", f"data.ndjson:{len(good)}", "没有写完"),
            "cut at a line's end": ("\n".join(good[:-1]) + "\n", "baseline.cut", f"data.ndjson:{len(good) - 1}", "git checkout"),
            "cut in the middle": ("\n".join(good[:4]) + "\n", "baseline.cut"),
            "unknown line": (text + '{"what":"x"}\n', "baseline.bad_line", f"data.ndjson:{len(good) + 1}"),
            "unknown outcome": (text.replace('"outcome":"finding"', '"outcome":"funding"'), "baseline.bad_line"),
            "marks": (text + "<<<<<<< HEAD\n", "baseline.conflict", f"data.ndjson:{len(good) + 1}"),
            "twice": (text + other + "\n", "baseline.twice", f"第 {finding + 1} 行和第 {len(good) + 1} 行"),
        }
        for name, (bad, code, *parts) in cases.items():
            with self.subTest(name):
                self.refused(bad, code, *parts)

    def test_lost_and_edited_lines(self):
        good = self.lines()
        at = {kind: [i for i, line in enumerate(good) if line.startswith('{"%s"' % kind)] for kind in ("listed", "document", "finding")}
        finding, document = at["finding"][0], at["document"][0]

        def without(*lines):
            return "\n".join(line for i, line in enumerate(good) if i not in lines) + "\n"

        edited = good[:]
        edited[finding] = good[finding].replace('"severity":"error"', '"severity":"note"')
        edited[document] = good[document].replace('"year":2020', '"year":2019')
        whole = document, at["listed"][0]
        cases = {
            "a finding": (without(finding), "baseline.lost", "的 1 条（第", "git checkout"),
            "a document and its entry in the list": (without(*whole), "baseline.lost", "2026-01-02 接受的 3 份公开文本少了 1 份（第 2 行，年度基线 张三）", "data.ndjson:2", "git checkout"),
            "all documents": (without(*at["listed"], *at["document"], finding), "baseline.lost", "3 份公开文本少了 3 份"),
            "the list": (without(*at["listed"]), "baseline.lost", "3 份公开文本少了 3 份"),
            "who approved": (without(1), "baseline.lost", "的那次接受（第", "等 3 份"),
            "a document": (without(document), "baseline.lost", "整份（第", f"data.ndjson:{at['listed'][0] + 1}"),
            "all from one place to another": (without(*range(at["listed"][1], finding + 1)), "baseline.lost", "整份"),
            "edited": ("\n".join(edited) + "\n", "baseline.edited", "有 2 行", f"第 {document + 1}、{finding + 1} 行"),
            "contradictions": (
                "\n".join(good + [edited[finding], edited[document]]) + "\n",
                "baseline.twice", "有 2 条", f"第 {finding + 1} 行和第 {len(good) + 1} 行", f"第 {document + 1} 行和第 {len(good) + 2} 行",
            ),
        }
        for name, (bad, code, *parts) in cases.items():
            with self.subTest(name):
                self.refused(bad, code, *parts)

    def test_more_lines_than_counted_come_of_merges(self):
        good = self.lines()
        other = json.loads(next(line for line in good if line.startswith('{"finding"')))
        del other["sum"]
        more = json.dumps({**other, "finding": "0" * 16}, ensure_ascii=False, separators=(",", ":"))
        self.write(BASELINE, "\n".join(good[:-1] + [more, good[-1]]) + "\n")
        self.assertEqual([one["fingerprint"] for one in self.diff()["findings"]], ["0" * 16])

    def test_those_of_before_are_read(self):
        import re

        sums = r',"sum":"[0-9a-f]{8}"'
        counts = r',"documents":\d+(?=,"sum")|,"in":"[0-9a-f]{16}"'
        older = r'|,"findings":\d+,"scores":\d+(?=,"rules")'
        good = self.lines()
        # before lists counted, and before there were sums and lists
        for before in (
            [re.sub(sums, "", re.sub(counts, "", line)) for line in good],
            [re.sub(sums, "", re.sub(counts + older, "", line)) for line in good if not line.startswith('{"listed"')],
        ):
            self.assertNotIn("documents", before[1])
            self.write(BASELINE, "\n".join(before) + "\n")
            self.assertEqual(self.diff()["findings"], [])
            self.says(self.approved(reason="再写一次"), 0, "已接受", out=True)
            listed = [json.loads(line) for line in self.lines() if line.startswith('{"listed"')]
            renewed = [json.loads(line) for line in self.lines() if line.startswith('{"approval"') and "再写" in line]
            self.assertEqual([(one["in"], len(listed)) for one in listed], [(renewed[0]["approval"], renewed[0]["documents"])] * 3)
            self.says(self.approved(reason="又一次"), 0, "没有要接受的变化", out=True)

    def test_those_without_a_last_line_are_old(self):
        self.write(BASELINE, "\n".join(self.lines()[:-1]).replace(',"closed":true', "") + "\n")
        self.assertEqual(self.diff()["findings"], [])
        self.says(self.approved(reason="再写一次"), 0, "已接受", out=True)
        self.assertEqual(self.lines()[-1], '{"end":true}')

    def test_documents_that_go_are_written_down(self):
        before = [json.loads(line) for line in self.lines()]
        self.data("data.ndjson", disclosure("甲局"), disclosure("丙局", total="4.00", parts=("2.00", "2.00")))
        self.approved(reason="乙局撤回")
        first = next(one["approval"] for one in before if "approval" in one)
        removed = [json.loads(line).get("removed") for line in self.lines() if line.startswith('{"approval"')]
        gone = [one["listed"] for one in before if "listed" in one and one["listed"].startswith("乙局")]
        self.assertCountEqual(removed, [None, {first: gone}])
        self.assertEqual(self.diff()["findings"], [])
        text = "\n".join(line for line in self.lines() if not ("丙局" in line and line.startswith(('{"listed"', '{"document"')))) + "\n"
        self.refused(text, "baseline.lost", "3 份公开文本少了 1 份")

    def test_any_order_and_equal_lines_are_good(self):
        good = self.lines()
        mixed = good[1:] + good[2:4]
        random.Random(7).shuffle(mixed)
        self.write(BASELINE, "\n".join(good[:1] + mixed) + "\n")
        self.assertEqual(self.diff()["findings"], [])


class TwoAtOnce(Change):
    def test_who_comes_second_is_told(self):
        self.approved()
        self.set("p.limit", "5.3")
        environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
        calls = [
            subprocess.Popen([BIN, "approve", "--reason", f"第 {i} 个"], cwd=self.home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for i in range(4)
        ]
        answers = [(call.communicate(timeout=120), call.returncode) for call in calls]
        won = [out for (out, err), status in answers if status == 0]
        self.assertGreaterEqual(len(won), 1)
        for (out, err), status in answers:
            if status:
                self.assertIn("approve.stale", err.decode())
        self.assertEqual(self.diff()["findings"], [])
        self.assertEqual(sum(line.startswith('{"approval"') for line in self.lines()), 2)

    def test_waits_for_the_one_that_writes(self):
        import fcntl

        self.approved()
        self.set("p.limit", "5.3")
        folder = os.open(self.home / "rules/p/baselines", os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
        environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
        call = subprocess.Popen([BIN, "approve", "--reason", "x"], cwd=self.home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(1)
        self.assertIsNone(call.poll())
        os.close(folder)
        call.communicate(timeout=60)
        self.assertEqual(call.returncode, 0)

    def test_killed_at_any_moment(self):
        self.approved()
        old = (self.home / BASELINE).read_bytes()
        self.set("p.limit", "5.3")
        environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}

        def call():
            words = [BIN, "approve", "--reason", "第二次", "--by", "张三", "--date", "2026-01-03"]
            return subprocess.Popen(words, cwd=self.home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        began = time.monotonic()
        call().wait(timeout=60)
        whole = time.monotonic() - began
        new = (self.home / BASELINE).read_bytes()
        self.assertNotEqual(old, new)
        chance = random.Random(3)
        killed = 0
        for _ in range(40):
            (self.home / BASELINE).write_bytes(old)
            one = call()
            time.sleep(chance.uniform(0.1, 1) * whole)
            one.send_signal(signal.SIGKILL)
            killed += one.wait() < 0
            self.assertIn((self.home / BASELINE).read_bytes(), (old, new))
        self.assertGreater(killed, 5)
        self.write("rules/p/baselines/.gouji-4194305-1.tmp", "half")
        (self.home / BASELINE).write_bytes(old)
        self.assertEqual(call().wait(timeout=60), 0)
        self.assertEqual([one.name for one in (self.home / "rules/p/baselines").iterdir()], ["data.ndjson"])
        self.assertEqual(self.gouji("diff").status, 0)


if __name__ == "__main__":
    main()
