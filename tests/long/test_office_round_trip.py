"""What is printed, taken through LibreOffice into DOCX and PDF, is read again to the same figures.

Part of `selftest --long`; skipped where LibreOffice is not installed. The repository's samples, every third
of the invented forms, and the seeds beside the checkout where they are there.
"""
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

IMPORT = pathlib.Path(__file__).resolve().parents[1] / "import"
sys.path.insert(0, str(IMPORT / "support"))
from printed import BINARY, CLAIM, HOME, SHARED, again, figures, gouji, without_blanks  # noqa: E402

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
if not OFFICE or not BINARY:
    print("LibreOffice is not installed: nothing is taken through it")
    sys.exit(77)


def claims(document):
    """How often each is told; where one stands among the others does not count. What is printed of a total and of an
    amount is the same sentence: that parts of it follow is told by the words between, which an export does not keep."""
    def kind(claim):
        return {**claim, "kind": "amount"} if claim["kind"] == "total" else claim
    return collections.Counter(tuple(kind(claim).get(key) for key in CLAIM) for claim in document["claims"])


def torn_rows(document):
    """Rows of forms with a figure that a scan tore apart (1869. 53, . 12.02 (/): on paper a line may break inside it."""
    return {place[:3] for place, text in figures(document).items() if place[0] == "funds" and re.search(r"[0-9.] [0-9(]|^[.]", text or "")}


class Office(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        forms = [path for path in sorted((IMPORT / "data" / "forms").iterdir()) if path.suffix in (".csv", ".html")][::3]
        gouji("import", *forms, "-o", cls.folder / "forms", "--set", "province=贵州省", "--set", "year=2020")
        seeds = sorted((SHARED / "seeds").glob("*.txt"))
        for number, seed in enumerate(seeds):
            gouji("import", seed, "-o", cls.folder / "seeds" / str(number))
        places = [cls.folder / "forms", HOME / "datasets"] + ([cls.folder / "seeds"] if seeds else [])
        cls.documents = []
        for number, line in enumerate(gouji("export", *places, "-f", "ndjson").splitlines()):
            cls.documents.append(json.loads(line))
            source = cls.folder / f"{number}.ndjson"
            source.write_text(line + "\n", encoding="utf-8")
            for ending in ("html", "xlsx"):
                gouji("export", source, "-f", ending, "--as", "printed", "-o", cls.folder / f"{number}.{ending}")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def convert(self, ending, target, *options):
        place = self.folder / f"{ending}-{target}"
        words = [OFFICE, f"-env:UserInstallation=file://{self.folder}/profile", "--headless", *options, "--convert-to", target]
        files = [str(self.folder / f"{number}.{ending}") for number in range(len(self.documents))]
        subprocess.run([*words, "--outdir", str(place), *files], check=True, capture_output=True, timeout=550)
        return [place / f"{number}.{target.split(':')[0]}" for number in range(len(self.documents))]

    def compare(self, name, paths, torn=False):
        wrong, count = [], 0
        for document, path in zip(self.documents, paths):
            read = again(path, document, self.folder / "again" / name / path.stem)
            found = figures(read)
            wanted = {place: text for place, text in figures(document).items() if place[0] != "claim" and not (torn and place[:3] in torn_rows(document))}
            told, told_again = claims(document), claims(read)
            count += len(wanted) + sum(told.values())
            wrong += [(document["id"], *place, text, found.get(place)) for place, text in wanted.items()
                      if without_blanks(found.get(place)) != without_blanks(text)]
            wrong += [(document["id"], "claim", *claim) for claim in (told - told_again).elements()]
        print(f"{name}: {count} figures and names printed, {len(wrong)} read otherwise", *wrong[:8])
        self.assertGreater(count, 1000)
        return wrong

    def test_docx(self):
        self.assertEqual([], self.compare("docx", self.convert("html", "docx", "--infilter=HTML (StarWriter)")))

    def test_pdf_of_text(self):
        paths = self.convert("html", "pdf:writer_pdf_Export", "--infilter=HTML (StarWriter)")
        self.assertEqual([], self.compare("pdf of text", paths, torn=True))

    def test_pdf_of_sheets(self):
        self.assertEqual([], self.compare("pdf of sheets", self.convert("xlsx", "pdf")))


if __name__ == "__main__":
    unittest.main()
