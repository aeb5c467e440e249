"""A long run keeps what it has found: the next one goes on, with the same bytes, and takes nothing that has changed."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, SUM_RULE, Bench, disclosure, main, rule  # noqa: E402

TAKEN = re.compile(r"没有变、直接取用以前结果的公开文本：(\d+)")
UNITS = 40


class Kept(Bench):
    def setUp(self):
        super().setUp()
        self.workbench()
        self.documents = [disclosure(f"{i}局", total="5.25" if i % 3 else "5.50") for i in range(UNITS)]
        self.data("data.ndjson", *self.documents)

    def workbench(self, more="", from_documents=1):
        self.write("workbench.toml", f'datasets = ["data.ndjson"]\n[kept]\nfolder = "kept"\nfrom_documents = {from_documents}\n{more}\n')

    def run_json(self, *words):
        """Bytes of the result, and how many disclosures were taken from before."""
        answer = self.gouji("run", "-f", "json", *words)
        self.assertIn(answer.status, (0, 1, 3), answer.err)
        taken = TAKEN.search(answer.err)
        return answer.out, int(taken.group(1)) if taken else 0

    def test_the_same_bytes_and_nothing_evaluated_again(self):
        first, taken = self.run_json()
        self.assertEqual(taken, 0)
        for words in ((), ("-j", 2), ("-j", 1)):
            self.assertEqual(self.run_json(*words), (first, UNITS), words)
        self.assertEqual(self.run_json("--fresh"), (first, 0))
        self.assertEqual(self.gouji("run", "-f", "json", "-o", "a.json").err, f"没有变、直接取用以前结果的公开文本：{UNITS}\n")

    def test_what_has_changed_is_evaluated_again(self):
        changes = {
            "a document": (lambda: self.data("data.ndjson", *self.documents[:5], disclosure("5局", total="9.00"), *self.documents[6:]), UNITS - 1),
            "a rule": (lambda: self.write("rules/p/rules/sum.lua", (SUM_RULE % "p").replace("分项之和", "各项之和")), 0),
            "a parameter": (lambda: self.write("rules/p/parameters.toml", '["p.most"]\ntitle = "最多"\nbasis = "测试"\nvalue = "3"\n'), 0),
            "a budget": (lambda: self.workbench("[budget]\nsteps = 3000000\n"), 0),
            "a bound of data": (lambda: self.workbench("[data]\nrecord_mb = 2\n"), 0),
        }
        for name, (change, wanted) in changes.items():
            with self.subTest(name):
                self.run_json()
                self.assertEqual(self.run_json()[1], UNITS)
                change()
                result, taken = self.run_json()
                self.assertEqual(taken, wanted)
                self.assertEqual(result, self.run_json("--fresh")[0])

    def test_options_are_part_of_it(self):
        self.run_json()
        for words in (("-r", "sum"), ("--rules-year", 2021), ("--rule-budget", "3s"), ("--no-decisions",), ("--year", 2020)):
            with self.subTest(words):
                self.assertEqual(self.run_json(*words), (self.run_json("--fresh", *words)[0], 0))

    def test_what_was_decided_since_counts(self):
        before, _ = self.run_json()
        finding = json.loads(before)["findings"][0]
        self.assertEqual(self.gouji("decide", finding["fingerprint"], "--state", "采纳", "--by", "甲", "--explanation", "另有列支，已核对").status, 0)
        after, taken = self.run_json()
        self.assertEqual(taken, 0)
        self.assertNotEqual(before, after)
        self.assertEqual(after, self.run_json("--fresh")[0])

    def test_folders(self):
        self.assertEqual(self.gouji("export", "data.ndjson", "-f", "folder", "-o", "sets").status, 0)
        first, _ = self.run_json("sets")
        self.assertEqual(self.run_json("sets"), (first, UNITS))
        table = next((self.home / "sets").rglob("三公.csv"), None) or next(one for one in (self.home / "sets").rglob("*.csv"))
        table.write_text(table.read_text(encoding="utf-8-sig").replace("2.25", "2.26"), encoding="utf-8-sig")
        changed, taken = self.run_json("sets")
        self.assertEqual(taken, UNITS - 1)
        self.assertEqual(changed, self.run_json("sets", "--fresh")[0])

    def test_faults_are_not_kept(self):
        self.write("rules/p/rules/bad.lua", rule("p.bad", 'error "坏"'))
        first, _ = self.run_json()
        self.assertEqual(self.run_json(), (first, 0))

    def test_few_documents_keep_nothing(self):
        self.workbench(from_documents=1000)
        self.run_json()
        self.assertFalse((self.home / "kept").exists())

    def test_a_killed_run_goes_on(self):
        self.write("rules/p/rules/slow.lua", rule("p.slow", "local n = 0\nfor i = 1, 600000 do n = n + i end\ncheck:same(1, 1)"))
        documents = [disclosure(f"{i}局") for i in range(1200)]
        self.data("data.ndjson", *documents)
        environment = {**{key: value for key, value in os.environ.items() if not key.startswith("GOUJI_")}, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
        run = subprocess.Popen([BIN, "run", "-f", "json", "-o", "a.json"], cwd=self.home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        store = self.home / "kept/results.sqlite"
        while time.monotonic() < until and run.poll() is None and self.rows(store) < 256:
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
        self.assertLess(run.wait(), 0, "it had ended already")
        self.assertFalse((self.home / "a.json").exists())
        result, taken = self.run_json()
        self.assertGreaterEqual(taken, 256)
        self.assertEqual(result, self.run_json("--fresh")[0])

    def rows(self, store):
        try:
            with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
                return database.execute("SELECT count(*) FROM kept").fetchone()[0]
        except sqlite3.Error:
            return 0

    def test_a_damaged_store_is_begun_anew(self):
        first, _ = self.run_json()
        store = self.home / "kept/results.sqlite"
        sound = store.read_bytes()
        damages = {
            "no database": b"\x00" * 100,
            "cut": sound[: len(sound) // 2],
            "empty": b"",
            "in the middle": sound[:5000] + bytes(255 - byte for byte in sound[5000:9000]) + sound[9000:],
        }
        for name, bytes_of in damages.items():
            with self.subTest(name):
                for tail in ("-wal", "-shm"):
                    (self.home / f"kept/results.sqlite{tail}").unlink(missing_ok=True)
                store.write_bytes(bytes_of)
                self.assertEqual(self.run_json()[0], first)
                self.assertEqual(self.run_json()[0], first)

    def test_rows_under_another_key_are_not_taken(self):
        first, _ = self.run_json()
        with sqlite3.connect(self.home / "kept/results.sqlite") as database:
            rows = database.execute("SELECT key, reply FROM kept ORDER BY key").fetchall()
            database.executemany("UPDATE kept SET reply = ? WHERE key = ?", [(rows[i - 1][1], rows[i][0]) for i in range(len(rows))])
        database.close()
        self.assertEqual(self.run_json(), (first, 0))

    def test_where_nothing_can_be_kept_the_run_is_the_same(self):
        first, _ = self.run_json("--fresh")
        self.write("kept", "not a folder")
        self.assertEqual(self.run_json(), (first, 0))

    def test_two_at_once(self):
        environment = {**{key: value for key, value in os.environ.items() if not key.startswith("GOUJI_")}, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
        runs = [subprocess.Popen([BIN, "run", "-f", "json"], cwd=self.home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
        outs = {run.communicate()[0] for run in runs}
        self.assertEqual(len(outs), 1)
        self.assertEqual(self.run_json()[1], UNITS)


if __name__ == "__main__":
    main()
