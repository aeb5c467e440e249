"""What is printed as HTML, CSV or XLSX is read again to the same figures, in the layout of its province."""
import json
import pathlib
import shutil
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "support"))
from printed import BINARY, HOME, again, figures, gouji  # noqa: E402


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

    def compare(self, ending):
        wrong, count = [], 0
        for number, document in enumerate(self.documents):
            source = self.folder / f"{number}.ndjson"
            source.write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
            path = self.folder / f"{number}.{ending}"
            gouji("export", source, "-f", ending, "-o", path)
            wanted, read = figures(document), figures(again(path, document, self.folder / "again" / path.name))
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
