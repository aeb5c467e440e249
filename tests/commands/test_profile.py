"""gouji run --profile and --stats, and the line of progress: what they tell adds up, and results know nothing of it."""

import json
import os
import pty
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, Bench, disclosure, main, rule  # noqa: E402

CLEAN, WRONG = {"total": "5.25"}, {"total": "5.50"}
FOLDED = re.compile(r"^gouji(;[^;\n]+)+ \d+$")
# What a clock has no part in.
COUNTS = ("calls", "checks", "findings", "reads")
SLOW = 'local n = 0 for i = 1, 1500000 do n = n + 1 end check:same(spent["合计"], spent["合计"])'


# A rule that only computes: documents that it finds nothing in pass in blocks.
SUM = 'check:same(t:row("合计")["决算数"], t:row("出国")["决算数"] + t:row("接待")["决算数"])'


class Profiles(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/sum.lua", rule("p.sum", SUM).replace('local spent = t:column "决算数"', ""))

    def many(self, name, clean, wrong):
        units = [(f"甲{i}", CLEAN) for i in range(clean)] + [(f"乙{i}", WRONG) for i in range(wrong)]
        documents = [disclosure(unit, **figures) for unit, figures in units]
        for row in (row for one in documents for row in one["tables"][0]["rows"]):
            row["cells"] = list(row["cells"].values())  # as blocks read them
        self.data(name, *documents)

    def profile(self, *words, status=(0, 3), **environment):
        answer = self.gouji("run", "-f", "json", "--profile=p.json", *words, **environment)
        self.assertIn(answer.status, status, answer.err)
        return json.loads((self.home / "p.json").read_text(encoding="utf-8")), answer.json()

    def rules(self, *words, **environment):
        return {one["rule"]: one for one in self.profile(*words, **environment)[0]["rules"]}


class WhatIsMeasured(Profiles):
    def test_counts_are_those_of_the_result(self):
        self.many("many.ndjson", 40, 25)
        self.write("rules/p/rules/more.lua", rule("p.more", 'check:at_most(spent["出国"], spent["合计"])'))
        for words in (("-j", "1"), ("-j", "3"), ("-j", "2", "-r", "p.sum")):
            with self.subTest(words):
                profile, result = self.profile("many.ndjson", *words)
                run, summary = profile["run"], result["summary"]
                self.assertEqual(run["documents"], 65)
                self.assertEqual((run["checks"], run["findings"]), (summary["checks"], len(result["findings"])))
                self.assertEqual(sum(one["findings"] for one in profile["rules"]), len(result["findings"]))
                self.assertEqual(sum(one["findings"] for one in profile["kinds"]), len(result["findings"]))
                self.assertEqual(run["passed_in_blocks"] + sum(one["documents"] for one in profile["kinds"]), 65)
                self.assertEqual(run["bytes"], (self.home / "many.ndjson").stat().st_size)

    def test_what_a_rule_does(self):
        rules = self.rules("-r", "p.")  # a choice of rules: no blocks
        self.assertEqual(list(rules), ["p.sum"])
        found = rules["p.sum"]
        self.assertEqual((found["pack"], found["kind"], found["subject"], found["scoring"]), ("p", "final_accounts", "table", False))
        self.assertEqual([found[name] for name in COUNTS], [2, 2, 1, 6])
        self.assertEqual(found["counted_calls"], 1)
        self.assertTrue(10 < found["counted_steps"] < 100 and found["counted_steps"] % 10, found)  # one by one
        for name in ("nanoseconds", "bytes"):
            self.assertGreater(found[name], 0, name)

    def test_they_do_not_depend_on_the_number_of_workers(self):
        self.many("many.ndjson", 5, 60)

        def counts(jobs):
            profile, _ = self.profile("many.ndjson", "-r", "p.", "-j", jobs)
            return [[one[name] for name in COUNTS] for one in profile["rules"]], [one["documents"] for one in profile["kinds"]]

        self.assertEqual(counts("1"), ([[65, 65, 60, 195]], [65]))
        self.assertEqual(counts("3"), counts("1"))

    def test_documents_that_pass_in_blocks_are_a_phase(self):
        self.many("many.ndjson", 2500, 3)
        profile, _ = self.profile("many.ndjson")
        self.assertEqual(profile["run"]["passed_in_blocks"], 2500)
        self.assertIn("blocks", [one["phase"] for one in profile["phases"]])
        self.assertEqual([(one["rule"], one["calls"], one["findings"]) for one in profile["rules"]], [("p.sum", 3, 3)])

    def test_what_is_done_again_counts_once(self):
        self.write("rules/p/rules/broken.lua", rule("p.broken", 'error("so nicht")'))
        profile, result = self.profile("-r", "p.", status=(1,))
        rules = {one["rule"]: one for one in profile["rules"]}
        self.assertEqual(result["summary"]["outcomes"]["fault"], 2)
        self.assertEqual([rules["p.broken"][name] for name in COUNTS[:3]], [2, 0, 0])
        self.assertEqual([rules["p.sum"][name] for name in COUNTS[:3]], [2, 2, 1])

    def test_the_longest_first_and_the_parts_add_up(self):
        self.write("rules/p/rules/slow.lua", rule("p.slow", SLOW))
        profile, _ = self.profile("-r", "p.")
        self.assertEqual([one["rule"] for one in profile["rules"]], ["p.slow", "p.sum"])
        for part in ("phases", "kinds", "subjects", "rules"):
            times = [one["nanoseconds"] for one in profile[part]]
            self.assertEqual(times, sorted(times, reverse=True), part)
        of_rules = next(one["nanoseconds"] for one in profile["phases"] if one["phase"] == "rules")
        self.assertEqual(of_rules, sum(one["nanoseconds"] for one in profile["rules"]))
        self.assertEqual(of_rules, sum(one["nanoseconds"] for one in profile["subjects"]))
        workers = sum(one["nanoseconds"] for one in profile["phases"] if one["process"] == "worker")
        self.assertLessEqual(workers, profile["run"]["nanoseconds"])  # one worker
        # A loop of 1.5 million rounds: how many instructions that are does not depend on the machine.
        slow = profile["rules"][0]
        self.assertEqual(slow["counted_calls"], 1)
        self.assertTrue(4_000_000 > slow["counted_steps"] > 3_000_000, slow)

    def test_accepted_explanations_are_no_findings(self):
        self.assertEqual(self.rules("-r", "p.")["p.sum"]["findings"], 1)
        fingerprint = self.findings()[0]["fingerprint"]
        answer = self.gouji("decide", fingerprint, "--state", "采纳", "--explanation", "四舍五入", "--by", "王")
        self.assertEqual(answer.status, 0, answer.err)
        self.assertEqual(self.rules("-r", "p.")["p.sum"]["findings"], 0)

    def test_what_was_kept_from_earlier_runs_is_done_again(self):
        self.many("many.ndjson", 0, 1200)
        self.gouji("run", "many.ndjson", "-f", "json")
        self.assertEqual(self.rules("many.ndjson")["p.sum"]["calls"], 1200)


class WhatIsWritten(Profiles):
    def test_results_are_the_same(self):
        self.many("many.ndjson", 30, 30)
        for words in ((), ("-f", "json"), ("-f", "csv", "-j", "3"), ("-f", "ndjson", "-r", "p.")):
            plain = self.gouji("run", "many.ndjson", *words)
            self.assertEqual(plain.err, "")
            for more in (("--profile",), ("--profile=p.json",), ("--profile=p.folded",), ("--profile=p.svg",), ("--stats",)):
                with self.subTest((words, more)):
                    with_it = self.gouji("run", "many.ndjson", *words, *more)
                    self.assertEqual((with_it.status, with_it.out), (plain.status, plain.out))
                    self.assertEqual(with_it.err == "", "=" in more[0], with_it.err)

    def test_limits_are_crossed_where_they_were(self):
        # Calls whose instructions are counted for the profile: around the limit, each ends as it would without.
        for i, rounds in enumerate(range(49_600, 51_400, 40)):
            body = f'local n = 0 for i = 1, {rounds} do n = n + 1 end check:same(spent["合计"], spent["合计"])'
            self.write(f"rules/p/rules/near{i}.lua", rule(f"p.near{i:02}", body))
        words = ("run", "-f", "json", "-r", "p.", "--rule-budget")
        for budget in ("100000步", "5s,64MB"):
            with self.subTest(budget):
                plain, with_it = self.gouji(*words, budget), self.gouji(*words, budget, "--profile=p.json")
                self.assertEqual(with_it.out, plain.out)
                crossed = sum(one["outcome"] == "fault" for one in plain.json()["findings"])
                self.assertEqual(20 < crossed < 80, "步" in budget, crossed)

    def test_for_people(self):
        for words, language, said in (
            (("-r", "p."), "C", ("各阶段（1 个工作进程", "部门决算", "报表", "各条规则", "p.sum", "步数/次")),
            (("-r", "p."), "en_US.UTF-8", ("Phases (1 workers", "final_accounts", "table", "Rules", "p.sum", "steps a call")),
        ):
            with self.subTest(language):
                answer = self.gouji("run", "--profile", *words, language=language)
                self.says(answer, 3, *said)
        self.many("many.ndjson", 2500, 0)
        self.says(self.gouji("run", "many.ndjson", "--profile"), 0, "成批通过的 2500 份只在")
        self.says(self.gouji("run", "many.ndjson", "--profile", language="en_US.UTF-8"), 0, "2500 disclosures passed in blocks")

    def test_many_rules_are_cut_in_the_list_only(self):
        for i in range(30):
            self.write(f"rules/p/rules/more{i}.lua", rule(f"p.more{i}", 'check:at_most(spent["出国"], spent["合计"])'))
        answer = self.gouji("run", "-r", "p.", "--profile")
        self.assertEqual(len(re.findall(r"^  p\.", answer.err, re.MULTILINE)), 20)
        self.assertIn("另有 11 条", answer.err)
        self.assertIn("11 more", self.gouji("run", "-r", "p.", "--profile", language="en_US.UTF-8").err)
        self.assertEqual(len(self.rules("-r", "p.")), 31)

    def test_stacks(self):
        self.write("rules/p/rules/slow.lua", rule("p.slow", SLOW))
        self.gouji("run", "-r", "p.", "--profile=p.folded")
        lines = (self.home / "p.folded").read_text(encoding="utf-8").splitlines()
        for line in lines:
            self.assertRegex(line, FOLDED)
        self.assertEqual(len([line for line in lines if line.startswith("gouji;逐份审核;p;部门决算;报表;p.slow ")]), 1, lines)
        self.gouji("run", "-r", "p.", "--profile=p.folded", language="en_US.UTF-8")
        self.assertIn("gouji;one by one;p;final_accounts;table;p.slow ", (self.home / "p.folded").read_text(encoding="utf-8"))

    def test_a_drawing(self):
        self.write("rules/p/rules/slow.lua", rule("p.slow", SLOW))
        self.gouji("run", "-r", "p.", "--profile=p.svg")
        svg = ET.parse(self.home / "p.svg").getroot()
        titles = [one.text for one in svg.iter("{http://www.w3.org/2000/svg}title")]
        self.assertRegex(titles[0], r"^gouji：\d+\.\d{3} 秒，100\.0%$")
        self.assertTrue(any(title.startswith("p.slow：") for title in titles), titles)
        self.gouji("run", "-r", "p.", "--profile=p.svg", language="en_US.UTF-8")
        self.assertIn(" s, 100.0%", (self.home / "p.svg").read_text(encoding="utf-8"))

    def test_the_option(self):
        self.says(self.gouji("run", "--profile", "data.ndjson", "-r", "p."), 3, "p.sum")  # the path is no value of it
        self.says(self.gouji("run", "-r", "p.", GOUJI_RUN_PROFILE="1"), 3, "各条规则")
        self.assertEqual(self.gouji("run", GOUJI_RUN_PROFILE="0").err, "")
        self.assertEqual(self.gouji("run", GOUJI_RUN_PROFILE="there.json").err, "")
        self.assertTrue((self.home / "there.json").exists())
        self.says(self.gouji("run", "--help"), 0, "--profile[=FILE]", "--stats", out=True)

    def test_faults(self):
        before = (self.home / "data.ndjson").read_bytes()
        (self.home / "folder.json").mkdir()
        for name, (words, code, chinese, english) in {
            "no form": (("--profile=p.txt",), "profile.unknown_form", "看不出要哪一种", "its ending tells no form"),
            "the file of the result": (("-o", "a.json", "--profile=a.json"), "profile.no_file", "同一个文件", "the same file"),
            "the file of the receipt": (("--receipt", "a.json", "--profile=a.json"), "profile.no_file", "--receipt", "--receipt"),
            "a file that is read": (("data.json", "--profile=data.json"), "output.is_input", "要读的文件", "a file that is read"),
            "a folder": (("--profile=folder.json",), "file.unwritable", "folder.json", "folder.json"),
            "no folder": (("--profile=nowhere/p.json",), "file.unwritable", "nowhere", "nowhere"),
        }.items():
            self.write("data.json", json.dumps(disclosure(), ensure_ascii=False))
            for language, said in (("C", chinese), ("en_US.UTF-8", english)):
                with self.subTest(name, language=language):
                    answer = self.gouji("run", *words, language=language)
                    self.says(answer, 1, code, said)
                    self.assertEqual(answer.out, "")
        self.assertEqual((self.home / "data.ndjson").read_bytes(), before)


class Stats(Profiles):
    def test_they_tell_the_run(self):
        self.many("many.ndjson", 2500, 3)
        said = self.gouji("run", "many.ndjson", "-j", "2", "--stats").err.splitlines()
        self.assertEqual(len(said), 3, said)
        self.assertRegex(said[0], r"^公开文本 2503 份（成批通过 2500 份）· 比较 2503 次 · 疑点 3$")
        self.assertRegex(said[1], r"^用时 [\d.]+ 秒 · 每秒 \d+ 份 · 数据 [\d.]+ MB，每秒 [\d.]+ MB$")
        self.assertRegex(said[2], r"^工作进程 2 个 · 内存最多：主进程 [\d.]+ MB，一个工作进程 [\d.]+ MB$")
        self.assertNotIn(" 0.0 MB", said[2])

    def test_in_english(self):
        self.many("many.ndjson", 2500, 3)
        said = self.gouji("run", "many.ndjson", "-j", "2", "--stats", language="en_US.UTF-8").err.splitlines()
        self.assertEqual(said[0], "2503 disclosures (2500 of them passed in blocks) · 2503 comparisons · 3 findings")
        self.assertRegex(said[1], r"^[\d.]+ seconds · \d+ disclosures a second · [\d.]+ MB of data, [\d.]+ MB a second$")
        self.assertRegex(said[2], r"^2 workers · memory at most: [\d.]+ MB the main process, [\d.]+ MB a worker$")


class Progress(Profiles):
    def on_terminal(self, *words, language="C"):
        """What the run writes to a terminal that is its stderr; its result goes elsewhere."""
        master, slave = pty.openpty()
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("GOUJI_", "LC_", "LANG"))}
        environment |= {"GOUJI_HOME": str(self.home), "LC_ALL": language, "TERM": "xterm"}
        with subprocess.Popen([BIN, "run", *words], cwd=self.home, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=slave) as process:
            os.close(slave)
            said = b""
            while True:
                try:
                    part = os.read(master, 65536)
                except OSError:  # the other end is closed
                    break
                if not part:
                    break
                said += part
            out = process.stdout.read()
        os.close(master)
        return said.decode("utf-8"), out

    def lines(self, *words, **more):
        said, _ = self.on_terminal(*words, **more)
        self.assertTrue(said.endswith("\r\033[K"), said)  # nothing of it stays
        return [line for line in said.split("\r\033[K") if line]

    def test_a_short_run(self):
        lines = self.lines("-r", "p.", "-j", "1")
        self.assertRegex(lines[0], r"^审核 █{8,10}░{10,12} \d\d% · 已审核 1 份 · 疑点 0$")

    def test_a_long_run(self):
        self.write("rules/p/rules/slow.lua", rule("p.slow", SLOW))
        self.many("many.ndjson", 0, 100)
        last = self.lines("many.ndjson", "-r", "p.", "-j", "1")[-1]
        self.assertRegex(last, r"^审核 █+░* \d+% · 已审核 \d+ 份 · 每秒 [\d.]+ 份 · 疑点 \d+( · 还需 \d+ 秒)?$")
        lines = self.lines("many.ndjson", "-r", "p.", "-j", "1", language="en_US.UTF-8")
        self.assertRegex(lines[-1], r"^checking █+░* \d+% · \d+ checked · [\d.]+ a second · findings \d+( · \d+ s left)?$")
        self.assertGreater(len(lines), 2)
        checked = [int(re.search(r"(\d+) checked", line)[1]) for line in lines]
        self.assertEqual(checked, sorted(checked))

    def test_results_are_the_same(self):
        _, out = self.on_terminal("-f", "json")
        self.assertEqual(out.decode("utf-8"), self.gouji("run", "-f", "json").out)

    def test_elsewhere_nothing_of_it(self):
        self.assertEqual(self.gouji("run").err, "")


if __name__ == "__main__":
    main()
