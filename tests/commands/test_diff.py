"""gouji approve and gouji diff: baselines that git merges, sides of a comparison, the edit that each change comes from."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, SUM_RULE, Bench, disclosure, main, rule  # noqa: E402

PARAMETERS = """
["p.limit"]
title = "限额"
unit  = "万元"
basis = "测试"
value = "6"

["p.other"]
title = "另一个"
unit  = "万元"
basis = "测试"
value = "1"
"""
LIMIT = 'local most, extra = param "p.limit", param "p.other"\n    check:at_most(spent["合计"], most + extra - extra, { message = "超过限额" })'
SCORING = """scoring {
  id = "p.scoring.points", title = "得分", basis = "测试", on = { document = { "部门决算" } },
  run = function(d, score) score:start("满分", amount "100") end,
}
"""
BASELINE = "rules/p/baselines/data.ndjson"


class Change(Bench):
    """甲局 5.25, 乙局 5.50 where the parts make 5.25, 丙局 4.00."""

    def setUp(self):
        super().setUp()
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.50"), disclosure("丙局", total="4.00", parts=("2.00", "2.00")))
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.write("rules/p/rules/limit.lua", rule("p.limit", LIMIT))

    def approve(self, *words, reason="年度基线", **environment):
        return self.gouji("approve", "--reason", reason, "--by", "张三", "--date", "2026-01-02", *words, **environment)

    def approved(self, *words, **more):
        answer = self.approve(*words, **more)
        self.assertEqual(answer.status, 0, answer.err)
        return answer

    def diff(self, *words, **environment):
        answer = self.gouji("diff", "-f", "json", *words, **environment)
        self.assertIn(answer.status, (0, 3), answer.err)
        return answer.json()

    def set(self, name, value):
        lines, inside = [], False
        for line in (self.home / "rules/p/parameters.toml").read_text(encoding="utf-8").splitlines():
            inside = line == f'["{name}"]' if line.startswith("[") else inside
            lines.append(f'value = "{value}"' if inside and line.startswith("value") else line)
        self.write("rules/p/parameters.toml", "\n".join(lines) + "\n")

    def lines(self):
        return (self.home / BASELINE).read_text(encoding="utf-8").splitlines()

    def git(self, *words, status=0):
        base = {"PATH": os.environ["PATH"], "HOME": str(self.home), "GIT_CONFIG_NOSYSTEM": "1"}
        for who in ("AUTHOR", "COMMITTER"):
            base.update({f"GIT_{who}_NAME": "a", f"GIT_{who}_EMAIL": "a@example.org"})
        done = subprocess.run(["git", *words], cwd=self.home, env=base, capture_output=True, check=False)
        self.assertEqual(done.returncode, status, done.stderr.decode() + done.stdout.decode())
        return done.stdout.decode()

    def repository(self):
        if not shutil.which("git"):
            self.skipTest("git is not installed")
        self.write(".gitattributes", "**/baselines/**/*.ndjson -text merge=union\n")
        self.git("init", "-q", "-b", "main")
        self.commit("first")

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)


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
