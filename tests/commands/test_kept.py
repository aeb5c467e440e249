"""A long run keeps what it has found: the next one goes on, with the same bytes, and takes nothing that has changed."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, SUM_RULE, Bench, disclosure, main, rule  # noqa: E402

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
SEEDS = Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared")) / "seeds"
LONG = os.environ.get("GOUJI_LONG") == "1"
TAKEN = re.compile(r"没有变、直接取用以前结果的公开文本：(\d+)")
UNITS = 40


class Long(Bench):
    def setUp(self):
        super().setUp()
        self.workbench()
        self.documents = [disclosure(f"{i}局", total="5.25" if i % 3 else "5.50") for i in range(UNITS)]
        self.data("data.ndjson", *self.documents)

    def workbench(self, more="", from_documents=1):
        self.write("workbench.toml", f'datasets = ["data.ndjson"]\n[kept]\nfolder = "kept"\nfrom_documents = {from_documents}\n{more}\n')


class Kept(Long):
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


PARAMETERS = """
["p.limit"]
title = "限额"
unit  = "万元"
basis = "测试"
value = "6"

["p.share"]
title = "占比"
unit  = "%"
basis = "测试"
value = "150"

["p.steps"]
title = "取整"
basis = "测试"
value = "2"

["p.cost"]
title = "扣分"
unit  = "分"
basis = "测试"
value = "1"

["p.words"]
title = "词"
basis = "测试"
value = ["合计"]
"""
RULES = {
    "limit": ('check:at_most(spent["合计"], param "p.limit", { message = "超过 {right}" })', ""),
    "share": ('check:at_most(spent["出国"] / spent["接待"], param "p.share", { message = "占比高了" })', ""),
    "steps": ('check:at_most(spent["合计"] * param "p.steps", amount "11.5", { message = "倍数" })', ""),
    "cost": ('check:at_most(spent["合计"], amount "5.8", { message = "扣分" })', 'score = { group = "甲", deduct = param "p.cost" },'),
    "words": ('check:at_most(spent[(param "p.words")[1]], amount "5.9", { message = "词" })', ""),
}


class Moved(Long):
    """gouji diff takes what gouji approve has kept, as long as the numbers that a document's results rest on stay where
    nothing changes; it says what it says with --fresh."""

    def setUp(self):
        super().setUp()
        self.write("rules/p/parameters.toml", PARAMETERS)
        for name, (body, header) in RULES.items():
            self.write(f"rules/p/rules/{name}.lua", rule(f"p.{name}", body, header))
        self.documents = [disclosure(f"{i:02}局", total=f"5.{2 * i:02}", parts=(f"{3 + i / 50:.2f}", "2.25")) for i in range(UNITS)]
        self.data("data.ndjson", *self.documents)
        answer = self.gouji("approve", "--reason", "基线", "--by", "甲", "--date", "2026-01-02")
        self.assertEqual(answer.status, 0, answer.err)

    def diff(self, *words):
        """How many were taken; the words are those of a diff that has taken none."""
        answer = self.gouji("diff", "-f", "json", *words)
        self.assertIn(answer.status, (0, 1), answer.err)
        fresh = self.gouji("diff", "-f", "json", "--fresh", *words)
        self.assertNotIn("直接取用", fresh.err)
        self.assertEqual((answer.out, answer.status), (fresh.out, fresh.status))
        taken = TAKEN.search(answer.err)
        return int(taken.group(1)) if taken else 0

    def put(self, old, new):
        self.assertIn(old, PARAMETERS)
        self.write("rules/p/parameters.toml", PARAMETERS.replace(old, new, 1))

    def test_all_where_nothing_changed(self):
        self.assertEqual(self.diff(), UNITS)
        self.assertEqual(self.diff("-j", 1), UNITS)
        self.write("rules/p/rules/limit.cases.toml", "")
        self.assertEqual(self.diff(), UNITS)

    def test_a_moved_threshold_runs_those_that_it_passes(self):
        # 5.00 to 5.78: a limit of 5.395 lies between the 19th and the 20th
        self.put('value = "6"', 'value = "5.6"')
        taken = self.diff()
        self.assertLess(taken, UNITS)
        self.assertGreaterEqual(taken, UNITS // 2)
        self.put('value = "6"', 'value = "6.5"')
        self.assertEqual(self.diff(), UNITS)

    def test_what_the_ends_do_not_tell_runs_anew(self):
        for name, old, new in (
            ("a score rests on it", 'value = "1"', 'value = "2"'),
            ("a word", 'value = ["合计"]', 'value = ["出国"]'),
            ("a value for some years only", 'value = "6"', 'values = { 2021 = "6" }'),
            ("another unit", 'unit  = "万元"', 'unit  = "元"'),
            ("one more parameter", '["p.cost"]', '["p.new"]\ntitle = "新"\nbasis = "测试"\nvalue = "1"\n\n["p.cost"]'),
        ):
            with self.subTest(name):
                self.put(old, new)
                self.assertEqual(self.diff(), 0)
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.write("rules/p/rules/limit.lua", rule("p.limit", RULES["limit"][0].replace("超过", "大于")))
        self.assertEqual(self.diff(), 0)

    def test_values_of_years(self):
        self.put('value = "6"', 'values = { 1990 = "6", 2024 = "5.1" }')
        self.assertEqual(self.diff(), 0)  # once: before, it was for every year
        self.write("rules/p/parameters.toml", PARAMETERS.replace('value = "6"', 'values = { 1990 = "6" }'))
        self.assertEqual(self.gouji("approve", "--reason", "逐年").status, 0)
        self.put('value = "6"', 'values = { 1990 = "6", 2024 = "5.1" }')
        self.assertEqual(self.diff(), UNITS)
        self.put('value = "6"', 'values = { 1990 = "6", 2020 = "5.1" }')
        self.assertLess(self.diff(), UNITS)

    def test_a_document_without_a_year(self):
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]\n')
        self.data("data.ndjson", *({**one, "year": None, "id": one["id"].replace("2020", "未知")} for one in self.documents))
        for file in self.home.rglob("baselines/*.ndjson"):
            file.unlink()
        answer = self.gouji("approve", "--reason", "年度未知")
        self.assertEqual(answer.status, 0, answer.err)
        self.assertEqual(self.diff(), UNITS)
        self.write("rules/q/parameters.toml", '["p.limit"]\nbasis = "测试"\nreason = "逐年"\nvalues = { 2024 = "5.9" }\n')
        self.assertEqual(self.diff(), 0)

    def test_values_at_random(self):
        chance = random.Random(18)
        near = {"p.limit": (4900, 6100), "p.share": (120, 175), "p.steps": (1900, 2400), "p.cost": (1, 9)}
        some = 0
        for _ in range(24):
            name = chance.choice(list(near))
            number = chance.randint(*near[name])
            value = f"{number / 1000:.3f}" if name in ("p.limit", "p.steps") else str(number)
            with self.subTest(name=name, value=value):
                taken = self.diff("--set", f"{name}={value}")
                some += 0 < taken < UNITS
        self.assertGreater(some, 3)

    def test_approve_writes_what_it_writes_without(self):
        self.put('value = "6"', 'value = "5.6"')
        baseline = self.home / "rules/p/baselines/data.ndjson"
        before, written = baseline.read_bytes(), []
        for words in ((), ("--fresh",)):
            baseline.write_bytes(before)
            answer = self.gouji("approve", "--reason", "改", "--by", "甲", "--date", "2026-01-03", *words)
            self.assertEqual((answer.status, "直接取用" in answer.err), (0, not words), answer.err)
            written.append(baseline.read_bytes())
        self.assertEqual(*written)

    def test_diff_writes_nothing_there(self):
        store = self.home / "kept/results.sqlite"
        before = store.read_bytes()
        self.put('value = "6"', 'value = "5.6"')
        self.diff()
        self.assertEqual(store.read_bytes(), before)
        self.assertEqual([one.name for one in store.parent.iterdir()], [store.name])
        store.write_bytes(before[:5000] + bytes(255 - byte for byte in before[5000:9000]) + before[9000:])
        self.diff()
        store.unlink()
        self.assertEqual(self.diff(), 0)


class PublishedPacks(Bench):
    """The packs of the product over published disclosures: any number moved says what a full run says."""

    def test_numbers_at_random(self):
        self.write("workbench.toml", '[kept]\nfolder = "kept"\nfrom_documents = 1\n')
        shutil.rmtree(self.home / "rules")
        shutil.copytree(HOME / "rules", self.home / "rules", ignore=shutil.ignore_patterns("baselines"))
        shutil.copytree(HOME / "datasets", self.home / "sets")
        if SEEDS.is_dir():
            self.assertIn(self.gouji("import", *sorted(SEEDS.iterdir()), "-o", "sets/seeds").status, (0, 1, 2, 3))
        self.assertEqual(self.gouji("approve", "sets", "--reason", "基线", "--no-decisions").status, 0)
        numbers = {}
        for pack in sorted(one.name for one in (self.home / "rules").iterdir() if (one / "pack.toml").is_file()):
            for one in self.gouji("params", pack, "-f", "json").json()["parameters"]:
                value = one["entries"][-1]["value"]
                if re.fullmatch(r"\d+(\.\d+)?", value):
                    numbers[one["name"]] = value
        self.assertGreater(len(numbers), 15)
        chance = random.Random(2026)
        names = sorted(numbers)
        taken = 0
        for _ in range(80 if LONG else 10):
            name = chance.choice(names)
            value = f"{float(numbers[name]) * chance.choice((0.5, 0.9, 0.95, 1.05, 1.1, 2)):.2f}%".removesuffix("%")
            words = ("diff", "sets", "-f", "json", "--no-decisions", "--set", f"{name}={value}")
            with self.subTest(name=name, value=value):
                answer, fresh = self.gouji(*words), self.gouji(*words, "--fresh")
                self.assertEqual((answer.status, answer.out), (fresh.status, fresh.out), answer.err)
                taken += "直接取用" in answer.err
        self.assertGreater(taken, 3)


if __name__ == "__main__":
    main()
