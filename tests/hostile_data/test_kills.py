"""kill -9 at random moments and at each system call: what stands there is the old or the new as a whole, the next call
works without repair and takes away what the killed one left."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from tracked import CASES, LONG, Tracked, can_trace, disclosure  # noqa: E402

RANDOM = 100 if LONG else 2
CALLS = 400 if LONG else 5
FORMATS = {"text": "txt", "json": "json", "ndjson": "ndjson", "csv": "csv", "md": "md", "html": "html", "junit": "xml", "sarif": "sarif", "xlsx": "xlsx"}


class Kills(Tracked):
    def both(self, words, places, *statuses):
        with self.subTest(" ".join(words)):
            state = self.keep_state()
            killed = self.kill_at_random(words, places, RANDOM, *statuses)
            told = f"{killed} of {RANDOM} at random moments"
            if can_trace():
                self.put_state(state)
                at_calls, points = self.kill_at_calls(words, places, CALLS, *statuses)
                told += f", {at_calls} at system calls (of {points})"
            else:
                told += "; strace is missing or may not trace: not at each system call"
            print(f"  {' '.join(words)}: killed {told}", file=sys.stderr)

    def test_run(self):
        for format, ending in FORMATS.items():
            self.write(f"out.{ending}", "old\n")
            self.both(["run", "-f", format, "-o", f"out.{ending}"], [f"out.{ending}"])
        self.both(["run", "-f", "json", "-o", "r.json", "--receipt", "r.receipt.json"], ["r.json", "r.receipt.json"])
        self.data("data.ndjson", *[disclosure(f"单位{i}", total="5.50") for i in range(200)])
        self.both(["run", "-j", "2", "-f", "json", "-o", "many.json"], ["many.json"])

    def test_run_against_a_baseline(self):
        self.whole(["approve", "--reason", "第一次", "--by", "张三"])
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.75"))
        self.both(["diff", "-f", "json", "-o", "changes.json"], ["changes.json", "rules/p/baselines/data.ndjson"])

    def test_import(self):
        self.sources("甲", "乙", "丙")
        self.both(["import", "in/甲.txt", "-o", "sets"], ["sets/*/*"])
        self.whole(["import", "in", "-o", "sets"])
        self.write("sets/某省/甲局-2020-绩效自评/note.txt", "kept")
        self.sources("甲", "丁", amount="13.50")
        self.both(["import", "in", "-o", "sets"], ["sets/*/*"])
        self.both(["import", "in", "-o", "sets", "--again", "--report", "report.html"], ["sets/*/*", "report.html"])
        self.sources(*[f"批{i}" for i in range(20)])
        self.both(["import", "in", "-o", "sets", "-j", "2"], ["sets/*/*"])

    def test_approve(self):
        baseline = ["rules/p/baselines/data.ndjson"]
        words = ["approve", "--reason", "有依据", "--by", "张三"]
        self.both(words, baseline)
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.75"))
        self.both(words, baseline)

    def test_decide(self):
        self.whole(["export", "data.ndjson", "-f", "folder", "-o", "sets"])
        self.write("workbench.toml", 'datasets = ["sets"]\n')
        found = [one for one in self.findings("sets") if one["outcome"] == "finding"]
        words = ["decide", found[0]["fingerprint"], "sets", "--state", "确认问题", "--by", "张三", "--date", "2024-05-06"]
        self.both(words, ["sets/*/*"])

    def test_cases(self):
        self.write("rules/p/rules/sum.cases.toml", CASES)
        fingerprint = next(one["fingerprint"] for one in self.findings() if one["outcome"] == "finding")
        state = self.keep_state()
        self.both(["pin", fingerprint, "--name", "真的"], ["rules/p/rules/sum.cases.toml"], 0, 1)
        self.put_state(state)
        self.write("rules/p/rules/sum.cases.toml", 'rule = "p.sum"\n')
        self.both(["test", "--mutate", "--write-cases"], ["rules/p/rules/sum.cases.toml"], 0, 1, 2, 3)

    def test_doc(self):
        self.both(["doc", "-o", "book"], ["book"])
        self.write("rules/p/rules/more.lua", (self.home / "rules/p/rules/sum.lua").read_text().replace("p.sum", "p.more"))
        self.both(["doc", "-o", "book"], ["book"])

    def test_export(self):
        for ending in ["ndjson", "ndjson.gz", "ndjson.zst", "csv", "html", "xlsx"]:
            self.write(f"out.{ending}", "old\n")
            self.both(["export", "data.ndjson", "-o", f"out.{ending}"], [f"out.{ending}"])
        self.both(["export", "data.ndjson", "-f", "folder", "-o", "sets"], ["sets/*/*"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
