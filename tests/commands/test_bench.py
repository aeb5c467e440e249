"""gouji bench on a tiny corpus: who is installed takes part and agrees, who is not is named; reports can be compared.
Nothing is fetched."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import jsonschema
except ImportError:
    jsonschema = None  # what needs it is left out

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
BIN = Path(os.environ.get("GOUJI_BIN") or HOME / "build/release/bin/gouji").resolve()
COUNTRY = HOME / "tests/bench/country"
NAMES = ["gouji", "lua", "python"]


def built():
    """Is there what it measures with? Only `./gouji bench` and `selftest --long` build it; from then on it is kept current here."""
    there = [name for name in ("corpus", "watch", "yardstick") if (BIN.parent / f"gouji_bench_{name}").exists()]
    if {"corpus", "watch"} - set(there):
        return False
    folder = BIN.parent.parent
    subprocess.run(["cmake", "--build", str(folder), "--target", *(f"gouji_bench_{name}" for name in there)], capture_output=True, check=True)
    return True


def bench(scratch, *words, **environment):
    words = [sys.executable, str(COUNTRY / "bench.py"), "--size", "tiny", "--rounds", "1", "--offline", "--scratch", str(scratch), *words]
    environment = {**os.environ, "GOUJI_BIN": str(BIN), "GOUJI_HOME": str(HOME), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", **environment}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=environment)


class Corpus(unittest.TestCase):
    """What is made is a contract: a report can be compared with one from another machine only if both read the same bytes."""

    DIGESTS = {
        "self_evaluations": "27e54290a2c68f6375009ef1597754d8f5528d73e557180da7d7b9e190ec6aa7",
        "table_sets": "a10c62c1baf435deb38612c4c432263762079b5a070636bc400be2c15c8ad608",
    }

    def made(self, kind, *words):
        return subprocess.run([str(BIN.parent / "gouji_bench_corpus"), kind, *words], capture_output=True, check=False)

    def test_the_same_words_make_the_same_bytes(self):
        for kind, digest in self.DIGESTS.items():
            with self.subTest(kind=kind):
                self.assertEqual(hashlib.sha256(self.made(kind, "50", "--faults", "300").stdout).hexdigest(), digest)

    def test_a_smaller_corpus_is_the_head_of_a_larger_one(self):
        for kind in self.DIGESTS:
            self.assertTrue(self.made(kind, "30").stdout.startswith(self.made(kind, "20").stdout))

    def test_its_lines_keep_the_contract_and_are_read(self):
        for kind in self.DIGESTS:
            for huge in ([], ["--huge"]):
                lines = self.made(kind, "20", "--faults", "500", *huge).stdout.decode()
                with self.subTest(kind=kind, huge=huge), tempfile.TemporaryDirectory() as name:
                    file = Path(name) / "made.ndjson"
                    file.write_text(lines, encoding="utf-8")
                    done = subprocess.run([str(BIN), "inspect", str(file), "--home", str(HOME)], capture_output=True, text=True, check=False)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                    if jsonschema:
                        schema = json.loads((HOME / "docs/schema/gouji.disclosure.v1.json").read_text(encoding="utf-8"))
                        for line in lines.splitlines():
                            jsonschema.Draft202012Validator(schema).validate(json.loads(line))

    def test_huge_amounts_are_beyond_what_doubles_hold(self):
        amounts = [json.loads(line)["evaluations"][0]["funds"][0]["annual"] for line in self.made("self_evaluations", "500", "--huge").stdout.splitlines()]
        self.assertGreater(max(int(one.replace(",", "").replace(".", "")) for one in amounts), 2**53)

    def test_wrong_words_are_told(self):
        for words, told in ((["tables", "5"], "no such kind: tables"), (["table_sets", "5", "--hugo", "1"], "no such option: --hugo")):
            done = self.made(*words)
            self.assertEqual(done.returncode, 1)
            self.assertIn(told, done.stderr.decode())


class Bench(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.scratch = Path(cls.folder.name)
        cls.baseline = cls.scratch / "report.json"
        done = bench(cls.scratch, "--faults", "300", "--only", ",".join([*NAMES, "polars"]), "-f", "json", "-o", str(cls.baseline))
        assert done.returncode == 0, done.stdout + done.stderr
        cls.report = json.loads(cls.baseline.read_text(encoding="utf-8"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_who_takes_part_finds_what_was_seeded_and_nothing_else(self):
        took_part = {one["name"] for one in self.report["results"]}
        self.assertLessEqual({"gouji", "python"}, took_part)
        for one in self.report["results"]:
            with self.subTest(name=one["name"], kind=one["kind"]):
                self.assertIs(one["agrees"], True, one)
                self.assertEqual(one["checks"], 50 * (22 if one["kind"] == "self_evaluations" else 172))
                self.assertGreater(one["findings"], 10)
                self.assertEqual(len(one["rounds"]), 1)

    def test_who_is_not_installed_is_named_with_the_reason(self):
        skipped = {one["name"]: one["reason"] for one in self.report["skipped"]}
        self.assertIn("not installed", skipped["polars"])  # the scratch folder is new
        print("left out:", ", ".join(skipped))

    def test_the_report_keeps_its_schema(self):
        if not jsonschema:
            self.skipTest("python3-jsonschema is not installed")
        schema = json.loads((HOME / "docs/schema/gouji.bench.v1.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(self.report)

    def test_huge_amounts_are_as_exact(self):
        done = bench(self.scratch, "--huge", "--faults", "500", "--only", "gouji,python", "-f", "json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(all(one["agrees"] for one in json.loads(done.stdout)["results"]))

    def test_a_wrong_finding_is_told_and_ends_in_3(self):
        # gouji is given some of the bench pack's rules only
        code = ("import sys; sys.path.insert(0, sys.argv.pop(1)); import entrants, bench; "
                "gouji = next(one for one in entrants.ENTRANTS if one.name == 'gouji'); "
                "whole = gouji.command; gouji.command = lambda *words: [*whole(*words), '-r', 'rate$|row$']; sys.exit(bench.main())")
        words = [sys.executable, "-c", code, str(COUNTRY), "--size", "tiny", "--rounds", "1", "--offline", "--scratch", str(self.scratch),
                 "--faults", "300", "--only", "gouji", "--lang", "en"]
        done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "GOUJI_BIN": str(BIN), "GOUJI_HOME": str(HOME)})
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"DIFFERS: \d+ missing, 0 extra")

    def test_both_languages(self):
        done = bench(self.scratch, "--only", "python", "--kinds", "self_evaluations", "--lang", "zh", "--compare", str(self.baseline))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("与所置错误一致", done.stdout)
        done = bench(self.scratch, "--only", "python", "--kinds", "self_evaluations", "--lang", "en")
        self.assertIn("as seeded", done.stdout)

    def test_a_baseline_that_is_none_is_told(self):
        other = self.scratch / "other.json"
        other.write_text('{"schema": "gouji.result.v1"}', encoding="utf-8")
        for file, told in ((other, "is no report of gouji bench"), (self.scratch / "missing.json", "cannot read the baseline")):
            done = bench(self.scratch, "--only", "python", "--compare", str(file))
            self.assertEqual(done.returncode, 1)
            self.assertIn(told, done.stderr)

    def test_a_wrong_call_ends_in_1_and_names_what_there_is(self):
        done = bench(self.scratch, "--only", "pythn")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no such: pythn", done.stderr)
        self.assertIn("python", done.stderr)


class Compare(unittest.TestCase):
    """The verdict on two reports, by made-up ratios."""

    CASES = [  # before, now, verdict
        ([2.0, 2.1, 1.9, 2.0, 2.0], [2.5, 2.6, 2.4, 2.5, 2.5], "slower"),
        ([2.0, 2.1, 1.9, 2.0, 2.0], [1.5, 1.6, 1.4, 1.5, 1.5], "faster"),
        ([2.0, 2.1, 1.9, 2.0, 2.0], [2.0, 2.05, 1.95, 2.0, 2.1], "same"),
        ([1.0, 3.0, 2.0, 1.5, 2.5], [2.3, 1.2, 3.2, 2.9, 1.6], "same"),  # more, but within the noise
        ([2.00, 2.00, 2.00, 2.00, 2.00], [2.04, 2.04, 2.04, 2.04, 2.04], "same"),  # certain, but too little to tell of
        ([2.0, 2.0, 2.0], [9.0, 9.0, 9.0], "too_few_rounds"),
    ]

    def test_slower_and_faster_are_told_only_where_the_rounds_show_it(self):
        sys.path.insert(0, str(COUNTRY))
        from report import compare

        def report(ratios, records=1000):
            return {"results": [{"name": "gouji", "kind": "table_sets", "records": records, "ratio": sorted(ratios)[len(ratios) // 2], "ratios": ratios}]}

        for before, now, verdict in self.CASES:
            with self.subTest(before=before, now=now):
                self.assertEqual(compare(report(now), report(before))[0]["verdict"], verdict)
        self.assertEqual(compare(report([2.0] * 5), report([2.0] * 5, 50))[0]["verdict"], "other_size")
        self.assertEqual(compare(report([2.0] * 5), {"results": []}), [])


if __name__ == "__main__":
    if not BIN.exists() or not built():
        print("only the verdicts are tested: ./gouji bench was never run here, which builds gouji_bench_corpus and gouji_bench_watch")
        del Corpus, Bench
    unittest.main()
