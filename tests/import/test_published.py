"""Published disclosures, imported by the program, against their transcriptions: every figure, word and place.

The sources and transcriptions stand beside the checkout (../shared); without them there is nothing to compare.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

HOME = pathlib.Path(os.environ.get("GOUJI_HOME", pathlib.Path(__file__).resolve().parents[2]))
SHARED = pathlib.Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared"))
BINARY = os.environ.get("GOUJI_BIN")

# transcription → source; a transcription of a part is compared with the same forms of the source
PAIRS = {"qiannan-service-2023": "001", "guizhou-office-2020": "000"}

HEAD = ["scope", "name", "number", "stated_score", "total_weight", "total_score", "grade"]
FUND = ["initial", "annual", "executed", "weight", "rate", "score"]
INDICATOR = ["level1", "level1_weight", "level2", "level3", "target", "actual", "weight", "score", "reason"]
DASHES = {"", "-", "—", "－"}


def plain(text):
    """A blank and a dash hold no figure; transcriptions do not tell them apart."""
    return None if text is None or text.strip() in DASHES else text.strip()


def differences(truth, got):
    for key in ["province", "region", "unit", "year", "kind", "money_unit"]:
        if truth[key] != got[key]:
            yield f"{key}: {truth[key]!r}, imported {got[key]!r}"
    for number, (wanted, form) in enumerate(zip(truth["evaluations"], got["evaluations"]), 1):
        for key in HEAD:
            if plain(wanted[key]) != plain(form.get(key)):
                yield f"form {number} {key}: {wanted[key]!r}, imported {form.get(key)!r}"
        funds = {fund["source"]: fund for fund in form["funds"]}
        for fund in wanted["funds"]:
            for key in FUND:
                have = funds.get(fund["source"], {}).get(key)
                if plain(fund[key]) != plain(have):
                    yield f"form {number} {fund['source']} {key}: {fund[key]!r}, imported {have!r}"
        if len(wanted["indicators"]) != len(form["indicators"]):
            yield f"form {number}: {len(wanted['indicators'])} indicators, imported {len(form['indicators'])}"
        for row, have in zip(wanted["indicators"], form["indicators"]):
            for key in INDICATOR:
                if plain(row[key]) != plain(have.get(key)):
                    yield f"form {number} {row['level3']} {key}: {row[key]!r}, imported {have.get(key)!r}"


@unittest.skipUnless(BINARY and SHARED.is_dir(), "no program or no published sources beside the checkout")
class Published(unittest.TestCase):
    def imported(self, seed, folder):
        source = next((SHARED / "seeds").glob(seed + "*.txt"))
        run = subprocess.run([BINARY, "import", str(source), "-o", folder], capture_output=True, text=True,
                             env={**os.environ, "GOUJI_HOME": str(HOME)})
        self.assertEqual(run.returncode, 0, run.stderr)
        out = subprocess.run([BINARY, "export", folder, "-f", "ndjson"], capture_output=True, text=True)
        self.assertEqual(out.returncode, 0, out.stderr)
        lines = out.stdout.splitlines()
        self.assertEqual(len(lines), 1)
        return json.loads(lines[0])

    def test_every_cell(self):
        for truth, seed in PAIRS.items():
            with self.subTest(truth), tempfile.TemporaryDirectory() as folder:
                wanted = json.loads((SHARED / "truth" / (truth + ".json")).read_text())
                self.assertEqual([], list(differences(wanted, self.imported(seed, folder))))

    def test_no_number_is_lost(self):
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder) / "report.json"
            source = next((SHARED / "seeds").glob("000*.txt"))
            subprocess.run([BINARY, "import", str(source), "-o", folder, "--report", str(report)], check=True,
                           capture_output=True, env={**os.environ, "GOUJI_HOME": str(HOME)})
            told = json.loads(report.read_text())
            counts = told["counts"]
            self.assertEqual(counts["numbers"], counts["placed"] + counts["unplaced"])
            self.assertEqual(counts["unplaced"], len(told["unplaced"]))
            text = source.read_text().splitlines()
            first = next(n for n, line in enumerate(text, 1) if "支出绩效自评表" in line)
            last = next(n for n, line in enumerate(text, 1) if line.startswith("四、名词解释"))
            self.assertEqual([], [lost for lost in told["unplaced"] if first <= lost["line"] < last])

    def test_every_form(self):
        with tempfile.TemporaryDirectory() as folder:
            forms = self.imported("000", folder)["evaluations"]
            self.assertEqual([str(n) for n in range(1, 40)], [form["number"] for form in forms])
            for form in forms:
                self.assertTrue(form["total_score"], form["name"])
                self.assertEqual(form["funds"][0]["source"], "年度资金总额")


if __name__ == "__main__":
    unittest.main()
