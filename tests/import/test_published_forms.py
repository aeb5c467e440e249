"""Forms in published disclosures of other kinds than Guizhou's, imported by the program, against their transcriptions,
figure by figure: how many of the transcribed cells were read (recall), how many of the read ones are right (precision).

The sources and transcriptions stand beside the checkout (../shared); without them there is nothing to compare.
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata
import unittest

HOME = pathlib.Path(os.environ.get("GOUJI_HOME", pathlib.Path(__file__).resolve().parents[2]))
SHARED = pathlib.Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared"))
BINARY = os.environ.get("GOUJI_BIN")

# transcription → source; a transcription of a part is compared with the first forms of the source
SEEDS = {"luzhou-office-2020": "004", "guiyang-service-2021": "003"}
LEAST = 0.95

HEAD = ["scope", "stated_score", "total_weight", "total_score", "grade"]
FUND = ["initial", "annual", "executed", "weight", "rate", "score"]
INDICATOR = ["level1", "level1_weight", "level2", "level3", "target", "actual", "weight", "score", "reason"]


def plain(text):
    """As compared: no blanks, one width, nothing for a dash."""
    text = "".join(unicodedata.normalize("NFKC", text or "").split())
    return "" if text in {"-", "—", "--", "——", "/"} else text


def source_name(text):
    return re.sub(r"^其中[-:]?", "", plain(text)).replace("其它", "其他").rstrip(":").split("(")[0]


def cells(form, levels):
    """Every printed cell of a form. Headings that are merged over rows count where the transcription repeats them."""
    found = [("form", key, plain(form.get(key))) for key in HEAD if plain(form.get(key))]
    for fund in form["funds"]:
        found += [(source_name(fund["source"]), key, plain(fund.get(key))) for key in FUND if plain(fund.get(key))]
    for number, row in enumerate(form["indicators"]):
        row = {**row, "target": whole_target(row)}
        for key in INDICATOR:
            if plain(row.get(key)) and (not key.startswith(("level1", "level2")) or levels[number].get(key)):
                found.append((number, key, plain(row[key])))
    return found


def whole_target(row):
    """Transcriptions join 指标性质|指标值|度量单位; the program keeps the three columns apart."""
    parts = [row.get("nature"), row.get("target"), row.get("unit")]
    return "".join(part or "" for part in parts).replace("|", "") or None


def compared(truth, got):
    wanted, read = collections.Counter(), collections.Counter()
    for number, form in enumerate(truth["evaluations"]):
        wanted.update((number, *cell) for cell in cells(form, form["indicators"]))
        if number >= len(got["evaluations"]):
            continue
        own = got["evaluations"][number]
        rows = form["indicators"] + [{}] * len(own["indicators"])
        read.update((number, *cell) for cell in cells(own, rows))
    return wanted, read


def imported(source):
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([BINARY, "import", str(source), "-o", folder], capture_output=True, text=True,
                             env={**os.environ, "GOUJI_HOME": str(HOME)})
        if run.returncode:
            raise AssertionError(run.stderr)
        out = subprocess.run([BINARY, "export", folder, "-f", "ndjson"], capture_output=True, text=True, check=True)
        return json.loads(out.stdout.splitlines()[0])


@unittest.skipUnless(BINARY and SHARED.is_dir(), "no program or no published sources beside the checkout")
class PublishedForms(unittest.TestCase):
    def compare(self, name, truth, got):
        wanted, read = compared(truth, got)
        hits = sum((wanted & read).values())
        recall, precision = hits / sum(wanted.values()), hits / max(1, sum(read.values()))
        print(f"{name}: recall {hits}/{sum(wanted.values())} = {recall:.3f}, precision {hits}/{sum(read.values())} = {precision:.3f}")
        told = "\n".join([f"missing {cell}" for cell in wanted - read] + [f"wrong {cell}" for cell in read - wanted])
        self.assertGreaterEqual(recall, LEAST, told)
        self.assertGreaterEqual(precision, LEAST, told)

    def test_seeds(self):
        for name, seed in SEEDS.items():
            with self.subTest(name):
                truth = json.loads((SHARED / "truth" / (name + ".json")).read_text())
                self.compare(name, truth, imported(next((SHARED / "seeds").glob(seed + "*.txt"))))

    def test_damaged_signs_are_doubtful(self):
        for form in imported(next((SHARED / "seeds").glob("003*.txt")))["evaluations"]:
            for row in form["indicators"]:
                if re.match(r"[《》«»]\s*[0-9]", row.get("target") or ""):
                    self.assertIn("应为", row["doubtful"]["target"])

    def test_forms_of_other_provinces_as_text(self):
        for folder in sorted((SHARED / "forms").iterdir()):
            source = folder / "input.txt"
            truth = json.loads((folder / "truth.json").read_text())
            if not source.exists() or not truth["evaluations"]:
                continue
            with self.subTest(folder.name):
                self.compare(folder.name, truth, imported(source))


if __name__ == "__main__":
    unittest.main()
