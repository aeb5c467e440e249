"""Self-evaluation forms in files with borders (HTML, CSV, Markdown, tabs), imported by the program: figure by figure.

The invented files of data/forms have what they say written out beside them. Forms of other provinces with their
transcriptions stand beside the checkout (../shared); without them there is nothing more to compare.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

HOME = pathlib.Path(os.environ.get("GOUJI_HOME", pathlib.Path(__file__).resolve().parents[2]))
SHARED = pathlib.Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared"))
DATA = pathlib.Path(__file__).parent / "data" / "forms"
BINARY = os.environ.get("GOUJI_BIN")

# transcription → what its file does not say
FORMS = {"chongqing-media-2021": ["unit=（融媒体中心）", "year=2021"], "hebei-langfang-2019": [],
         "hubei-xiangyang-2021": [], "sichuan-qingshen-2023": [], "yunnan-yongde-2022": []}
FACTS = ["province", "region", "unit", "year", "kind", "money_unit"]
HEAD = ["scope", "name", "number", "stated_score", "total_weight", "total_score", "grade"]
FUND = ["initial", "annual", "executed", "weight", "rate", "score"]
INDICATOR = ["level1", "level1_weight", "level2", "level3", "target", "actual", "weight", "score", "reason"]
# a region that only a person knows: the file names no place
UNKNOWABLE = {("chongqing-media-2021", "region")}
NOTHING = {"", "-", "—", "－", "/"}


def gouji(*words):
    return subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True,
                          env={**os.environ, "GOUJI_HOME": str(HOME)})


def imported(source, settings=()):
    """The disclosure, as text and parsed, and the import report of a published file."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        command = ["import", source, "-o", folder + "/out", "--report", report]
        for setting in settings:
            command += ["--set", setting]
        run = gouji(*command)
        if run.returncode != 0:
            raise AssertionError(run.stderr)
        out = gouji("export", folder + "/out", "-f", "ndjson")
        if out.returncode != 0:
            raise AssertionError(out.stderr)
        line = out.stdout.splitlines()[0]
        return json.loads(line), line + run.stdout + report.read_text(encoding="utf-8"), json.loads(
            report.read_text(encoding="utf-8"))


def printed(record):
    """A record without its place and without blanks."""
    return {key: value for key, value in record.items() if key != "at" and value is not None}


def form_of(evaluation):
    head = printed({key: value for key, value in evaluation.items() if key not in ("funds", "indicators", "texts")})
    return {**head, "funds": [printed(row) for row in evaluation["funds"]],
            "indicators": [printed(row) for row in evaluation["indicators"]],
            "texts": {text["label"]: text.get("text") for text in evaluation["texts"]}}


def plain(text):
    return None if text is None or str(text).strip() in NOTHING else str(text).strip()


def named(source):
    return (source or "").replace("：", ":").replace(" ", "")


class Score:
    """Figures of the transcription that were read right, and figures read that are in it."""

    def __init__(self):
        self.wanted = self.found = self.read = 0
        self.wrong = []

    def compare(self, what, wanted, got):
        wanted, got = plain(wanted), plain(got)
        self.wanted += wanted is not None
        self.read += got is not None
        self.found += wanted is not None and wanted == got
        if wanted != got:
            self.wrong.append(f"{what}: {wanted!r}, imported {got!r}")

    @property
    def recall(self):
        return self.found / max(1, self.wanted)

    @property
    def precision(self):
        return self.found / max(1, self.read)


def compare(name, truth, got, score):
    for key in FACTS:
        if (name, key) not in UNKNOWABLE:
            score.compare(f"{name} {key}", truth[key], got.get(key))
    for number, wanted in enumerate(truth["evaluations"]):
        form = got["evaluations"][number] if number < len(got["evaluations"]) else {"funds": [], "indicators": []}
        for key in HEAD:
            score.compare(f"{name} {key}", wanted[key], form.get(key))
        funds = {named(fund["source"]): fund for fund in form["funds"]}
        for fund in wanted["funds"]:
            for key in FUND:
                score.compare(f"{name} {fund['source']} {key}", fund[key], funds.get(named(fund["source"]), {}).get(key))
        rows = form["indicators"]
        score.compare(f"{name} indicators", len(wanted["indicators"]), len(rows))
        for index, row in enumerate(wanted["indicators"]):
            have = rows[index] if index < len(rows) else {}
            for key in INDICATOR:
                got_cell = have.get(key)
                if key == "target" and "|" in (row[key] or ""):  # nature, value and unit have columns of their own
                    got_cell = "|".join(have.get(part) or "" for part in ("nature", "target", "unit"))
                score.compare(f"{name} {row['level3']} {key}", row[key], got_cell)


@unittest.skipUnless(BINARY, "no program")
class InventedForms(unittest.TestCase):
    maxDiff = None

    def test_each_file_says_what_is_written_beside_it(self):
        files = sorted(DATA.glob("*.json"))
        self.assertGreater(len(files), 12)
        for expected in files:
            source = next(file for file in DATA.glob(expected.stem + ".*") if file.suffix != ".json")
            with self.subTest(source.name):
                wanted = json.loads(expected.read_text(encoding="utf-8"))
                got, _, _ = imported(source)
                for key in ("unit", "year", "money_unit"):
                    self.assertEqual(got[key], wanted[key], key)
                self.assertEqual(got["source"].get("generic", False), wanted["generic"])
                self.assertEqual([form_of(one) for one in got["evaluations"]], wanted["evaluations"])
                if "province" in wanted:  # told by the number under which the page is registered, in doubt
                    self.assertEqual(got["province"], wanted["province"])
                    self.assertIn("province", got["doubtful"])
                if "tables" in wanted:  # beside the forms: a table of projects is none of them
                    self.assertEqual([{"name": one["name"], "rows": [[row["label"], *row["cells"].values()] for row in one["rows"]]}
                                      for one in got["tables"]], wanted["tables"])

    def test_no_number_is_lost(self):
        for expected in sorted(DATA.glob("*.json")):
            source = next(file for file in DATA.glob(expected.stem + ".*") if file.suffix != ".json")
            with self.subTest(source.name):
                _, _, report = imported(source)
                # what stands outside the form: the number of an appendix
                lost = [one for one in report["unplaced"] if "附件" not in one["near"]]
                self.assertEqual(lost, [])

    def test_contact_persons_are_never_imported(self):
        for name, secrets in {"01_scores_reviewed.html": ["张三", "13800000000"], "04_coefficient_flat.csv": ["李四"],
                              "05_scoring_method.html": ["王五", "88888888"]}.items():
            _, everything, _ = imported(DATA / name)
            for secret in secrets:
                self.assertNotIn(secret, everything, name)

    def test_what_slipped_is_doubted_and_accuses_nobody(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(gouji("import", DATA / "11_ragged.csv", "-o", folder).returncode, 0)
            run = gouji("run", folder, "-f", "json", "--fail-level", "never")
            findings = json.loads(run.stdout)["findings"]
            errors = [one for one in findings if one["outcome"] == "finding" and one["severity"] == "error"]
            self.assertEqual(errors, [])

    def test_the_generic_layout_is_marked_and_accuses_nobody(self):
        source = DATA / "12_level_weights.html"
        got, _, report = imported(source)
        self.assertTrue(got["source"]["generic"])
        self.assertTrue(report["layouts"][0]["generic"])
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(gouji("import", source, "-o", folder).returncode, 0)
            manifest = next(pathlib.Path(folder).rglob("disclosure.toml")).read_text(encoding="utf-8")
            self.assertIn("generic = true", manifest)
            # a total that is plainly wrong
            for name in ("evaluations.csv",):
                file = next(pathlib.Path(folder).rglob(name))
                file.write_text(file.read_text(encoding="utf-8-sig").replace("96.6", "99.6"), encoding="utf-8-sig")
            run = gouji("run", folder, "-f", "json", "--fail-level", "never")
            findings = [one for one in json.loads(run.stdout)["findings"] if one["outcome"] == "finding"]
            self.assertTrue(findings)
            for finding in findings:
                self.assertIn(finding["severity"], ("verify", "note"))
                self.assertIn("识别存疑，请核对原件", finding["message"])

    def test_a_pack_without_rules_runs_the_rules_of_its_base(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(gouji("import", DATA / "04_coefficient_flat.csv", "-o", folder).returncode, 0)
            result = json.loads(gouji("run", folder, "-f", "json", "--fail-level", "never").stdout)
            self.assertGreater(result["summary"]["outcomes"]["pass"], 10)


@unittest.skipUnless(BINARY and (SHARED / "forms").is_dir(), "no program or no transcriptions beside the checkout")
class PublishedForms(unittest.TestCase):
    def test_every_figure(self):
        score = Score()
        for name, settings in FORMS.items():
            folder = SHARED / "forms" / name
            got, _, report = imported(next(folder.glob("input.*")), settings)
            compare(name, json.loads((folder / "truth.json").read_text(encoding="utf-8")), got, score)
            self.assertEqual(report["unplaced"], [], name)
            self.assertNotIn("generic", got["source"], name)
        print(f"\nforms: {score.wanted} figures and words, recall {score.recall:.4f}, precision {score.precision:.4f}")
        for one in score.wrong:
            print("  " + one)
        self.assertEqual(score.recall, 1)
        self.assertEqual(score.precision, 1)


if __name__ == "__main__":
    unittest.main()
