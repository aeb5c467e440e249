"""Made-up disclosures in the manner of many provinces (data/provinces), each with its transcription: what is imported,
figure by figure, and every error, warning and point to verify that a run then tells (findings.csv), no other.

`GOUJI_WRITE=1` writes findings.csv anew; read the difference before keeping it. reading.csv holds how much is read today:
a document may only come out better, and then its line is written anew.
"""
import csv
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support import transcription  # noqa: E402

HOME = pathlib.Path(os.environ.get("GOUJI_HOME", pathlib.Path(__file__).resolve().parents[2]))
BINARY = os.environ.get("GOUJI_BIN")
DATA = pathlib.Path(__file__).parent / "data/provinces"
WRITE = os.environ.get("GOUJI_WRITE")
TWIN = "-laid-out"  # the same document in another form: a dataset holds a document once
HEADS = ["severity", "rule", "evaluation", "table", "row", "column", "printed", "expected"]


def gouji(*words):
    done = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, check=False,
                          env={**os.environ, "GOUJI_HOME": str(HOME)})
    if done.returncode == 1:
        raise AssertionError(done.stderr)
    return done.stdout


def findings_by_document(data):
    """`document` → its lines of findings.csv, of one run over a folder of datasets."""
    lists = {}
    for finding in json.loads(gouji("run", data, "-f", "json"))["findings"]:
        if finding["outcome"] == "fault" or (finding.get("severity") in {"error", "warning", "verify"}
                                             and finding["outcome"] in {"finding", "undetermined"}):
            lists.setdefault(finding["document"], []).append([finding.get(key) or "" for key in HEADS])
    return lists


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEADS, *sorted(rows)])
    return out.getvalue()


def outcomes_of(folders):
    """Folder's name → what is imported of its document, and what a run over all of these tells of it."""
    outcomes = {}
    with tempfile.TemporaryDirectory() as home:
        sources, datasets = pathlib.Path(home, "sources"), pathlib.Path(home, "datasets")
        sources.mkdir()
        for folder in folders:
            source = next(folder.glob("input.*"))
            shutil.copyfile(source, sources / (folder.name + source.suffix))
        gouji("import", sources, "-o", datasets)
        findings = findings_by_document(datasets)
        for line in gouji("export", datasets, "-f", "ndjson").splitlines():
            got = json.loads(line)
            outcomes[pathlib.Path(got["source"]["file"]).stem] = got, as_csv(findings.get(got["id"], []))
    return outcomes


def reading_of(truth, got):
    wrong = [fact for fact in transcription.FACTS if truth.get(fact) != got.get(fact)]
    forms = transcription.compared(transcription.form_cells(truth), transcription.form_cells(got))
    tables = transcription.compared(transcription.table_cells(truth), transcription.table_cells(got))
    claims = transcription.compared_claims(truth, got)
    return {"facts wrong": " ".join(wrong), **{f"{name} {key}": str(value) for name, score in
            (("forms", forms), ("tables", tables), ("claims", claims)) for key, value in score._asdict().items()}}


@unittest.skipUnless(BINARY, "no program")
class Provinces(unittest.TestCase):
    maxDiff = None

    def test_reading_and_findings(self):
        expected, read = {}, {}
        if not WRITE:
            with open(DATA / "reading.csv", encoding="utf-8", newline="") as file:
                expected = {row.pop("document"): row for row in csv.DictReader(file)}
        folders = sorted(path for path in DATA.iterdir() if path.is_dir())
        twins = [folder for folder in folders if folder.name.endswith(TWIN)]
        outcomes = outcomes_of([folder for folder in folders if folder not in twins]) | outcomes_of(twins)
        self.assertEqual([folder.name for folder in folders], sorted(outcomes))
        for folder in folders:
            with self.subTest(folder.name):
                got, findings = outcomes[folder.name]
                truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
                read[folder.name] = reading_of(truth, got)
                if WRITE:
                    (folder / "findings.csv").write_text(findings, encoding="utf-8")
                    continue
                self.assertEqual(expected[folder.name], read[folder.name],
                                 "\n".join(transcription.differences(truth, got)))
                self.assertEqual((folder / "findings.csv").read_text(encoding="utf-8"), findings)
        if WRITE:
            with open(DATA / "reading.csv", "w", encoding="utf-8", newline="") as file:
                heads = ["document", *next(iter(read.values()))]
                csv.writer(file, lineterminator="\n").writerows(
                    [heads, *([name, *row.values()] for name, row in read.items())])


if __name__ == "__main__":
    unittest.main()
