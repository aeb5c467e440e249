"""What tests of printing and reading again share: the program, and every figure of a disclosure by its place."""
import json
import os
import pathlib
import re
import subprocess

TESTS = pathlib.Path(__file__).resolve().parents[1]
HOME = pathlib.Path(os.environ.get("GOUJI_HOME", TESTS.parents[1]))
BINARY = os.environ.get("GOUJI_BIN")
SHARED = pathlib.Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared"))
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


def again(path, document, place):
    """The printed file, imported as what it is."""
    told = ["--set", f"unit={document['unit']}"] + (["--set", f"year={document['year']}"] if document["year"] else [])
    gouji("import", path, "-o", place, *told)
    return json.loads(gouji("export", place, "-f", "ndjson").splitlines()[0])


def without_blanks(text):
    return re.sub(r"\s", "", text or "")
