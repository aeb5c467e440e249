"""What is printed as HTML, CSV or XLSX is read again to the same figures, in the layout of its province."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
HOME = pathlib.Path(os.environ.get("GOUJI_HOME", HERE.parents[1]))
BINARY = os.environ.get("GOUJI_BIN")
FUND = ["source", "initial", "annual", "executed", "weight", "rate", "score"]
INDICATOR = ["level1", "level1_weight", "level2", "level3", "nature", "target", "unit", "actual", "weight", "score",
             "coefficient", "core", "reason"]
CLAIM = ["kind", "amount", "change", "percent", "budget"]


def gouji(*words):
    run = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, env={**os.environ, "GOUJI_HOME": str(HOME)})
    if run.returncode not in (0, 3):
        raise AssertionError(run.stderr)
    return run.stdout


def figures(document):
    """Every figure and name by its place in the document."""
    found = {}
    for t, table in enumerate(document["tables"]):
        for r, row in enumerate(table["rows"]):
            cells = row["cells"]
            for c, text in enumerate(cells.values() if isinstance(cells, dict) else cells):
                found["table", t, r, c] = text
    for e, form in enumerate(document["evaluations"]):
        for key in ["total_weight", "total_score", "grade"]:
            found["form", e, key] = form.get(key)
        for kind, keys in [("funds", FUND), ("indicators", INDICATOR)]:
            for r, row in enumerate(form[kind]):
                for key in keys:
                    found[kind, e, r, key] = row.get(key)
    for c, claim in enumerate(document["claims"]):
        for key in CLAIM:
            found["claim", c, key] = claim.get(key)
    return {place: text for place, text in found.items() if text}


@unittest.skipUnless(BINARY, "no program")
class RoundTrip(unittest.TestCase):
    """The repository's samples and every third of the invented forms."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        sources = [path for path in sorted((HERE / "data" / "forms").iterdir()) if path.suffix in (".csv", ".html")][::3]
        gouji("import", *sources, "-o", cls.folder / "imported", "--set", "province=贵州省", "--set", "year=2020")
        lines = gouji("export", cls.folder / "imported", HOME / "datasets", "-f", "ndjson").splitlines()
        cls.documents = [json.loads(line) for line in lines]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def again(self, path, document):
        place = self.folder / "again" / path.name
        gouji("import", path, "-o", place, "--set", f"unit={document['unit']}", "--set", f"year={document['year']}")
        return json.loads(gouji("export", place, "-f", "ndjson").splitlines()[0])

    def compare(self, ending):
        wrong, count = [], 0
        for number, document in enumerate(self.documents):
            source = self.folder / f"{number}.ndjson"
            source.write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
            path = self.folder / f"{number}.{ending}"
            gouji("export", source, "-f", ending, "-o", path)
            wanted, read = figures(document), figures(self.again(path, document))
            count += len(wanted)
            wrong += [(document["id"], *place, text, read.get(place)) for place, text in wanted.items() if read.get(place) != text]
        print(f"{ending}: {count} figures and names printed, {len(wrong)} read otherwise", *wrong[:5])
        self.assertGreater(count, 1000)
        self.assertEqual([], wrong)

    def test_html(self):
        self.compare("html")

    def test_csv(self):
        self.compare("csv")

    def test_xlsx(self):
        self.compare("xlsx")


if __name__ == "__main__":
    unittest.main()
