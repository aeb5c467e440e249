"""Disclosures in which things are left out at random: rules may say that they cannot tell, but none may break.

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


class Holes(unittest.TestCase):
    def test_no_rule_breaks(self):
        documents = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(HOME.glob("tests/import/data/provinces/*/truth.json"))]
        self.assertGreater(len(documents), 40)
        chance = random.Random(1)
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "holes.ndjson"
            lines = []
            for rate in (0.05, 0.3, 0.8):
                for document in documents:
                    one = {**with_holes(document, chance, rate), "id": str(len(lines))}
                    lines.append(json.dumps(one, ensure_ascii=False))
            data.write_text("\n".join(lines) + "\n", encoding="utf-8")
            done = subprocess.run([BIN, "run", data, "-f", "json", "--fresh", "--home", HOME], capture_output=True, text=True, check=False)
        result = json.loads(done.stdout)
        self.assertEqual(result["summary"]["documents"], len(lines), done.stderr)
        broken = {f"{one['rule']} {one['script']}: {one['message']}" for one in result["findings"] if one["outcome"] == "fault"}
        self.assertEqual(broken, set())
        self.assertGreater(result["summary"]["outcomes"]["cannot_evaluate"], 100)  # it did look


if __name__ == "__main__":
    unittest.main()
