"""Disclosures in which things are left out at random, or rates stand among amounts: rules may say that they
cannot tell, but none may break.

The documents are the transcriptions in tests/import/data/provinces; the same at every run.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
BIN = os.environ.get("GOUJI_BIN") or str(HOME / "build/dev/bin/gouji")
if not Path(BIN).exists():
    print(f"no program at {BIN}", file=sys.stderr)
    sys.exit(77)

# What a disclosure cannot do without, and lists of cells, whose order counts.
KEPT = {"schema", "unit", "year", "kind", "columns", "id", "file", "line"}


def with_holes(node, chance, rate):
    if isinstance(node, dict):
        return {
            key: with_holes(value, chance, rate)
            for key, value in node.items()
            if key in KEPT or isinstance(value, (dict, list)) or chance.random() >= rate
        }
    if isinstance(node, list) and any(isinstance(one, (dict, list)) for one in node):
        return [with_holes(one, chance, rate) for one in node]
    return node


def with_rates(document, chance, rate):
    """Below the figures of some tables a row of rates, as a rise in percent is printed below two years' amounts."""
    tables = []
    for table in document.get("tables", []):
        rows = list(table["rows"])
        if rows and chance.random() < rate:
            cells = {column: f"{chance.randint(-9999, 9999) / 100:.2f}%" for column in table["columns"]}
            row = {**rows[-1], "label": chance.choice(("增减率", "占比", "比上年增长")), "code": None, "cells": cells}
            rows.insert(chance.randint(0, len(rows)), row)
        tables.append({**table, "rows": rows})
    return {**document, "tables": tables}


def broken_by(change, rates):
    """What breaks in documents changed at these rates; the outcomes of all of them."""
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(HOME.glob("tests/import/data/provinces/*/truth.json"))]
    assert len(documents) > 40
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "changed.ndjson"
        lines = []
        for at, rate in enumerate(rates):
            # Each document at one of the rates; at all of them where time is no matter.
            for document in documents if os.environ.get("GOUJI_LONG") else documents[at :: len(rates)]:
                one = {**change(document, chance, rate), "unit": document["unit"], "id": str(len(lines))}
                lines.append(json.dumps(one, ensure_ascii=False))
        data.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = subprocess.run([BIN, "run", data, "-f", "json", "--fresh", "--home", HOME], capture_output=True, text=True, check=False)
    result = json.loads(done.stdout)
    assert result["summary"]["documents"] == len(lines), done.stderr
    broken = {f"{one['rule']} {one['script']}: {one['message']}" for one in result["findings"] if one["outcome"] == "fault"}
    return broken, result["summary"]["outcomes"]


class Holes(unittest.TestCase):
    def test_no_rule_breaks(self):
        broken, outcomes = broken_by(with_holes, (0.05, 0.3, 0.8))
        self.assertEqual(broken, set())
        self.assertGreater(outcomes["cannot_evaluate"], 100)  # it did look

    def test_no_row_of_rates_breaks_a_rule(self):
        broken, outcomes = broken_by(with_rates, (1,))
        self.assertEqual(broken, set())
        self.assertGreater(outcomes["pass"], 1000)  # it did look


if __name__ == "__main__":
    unittest.main()
