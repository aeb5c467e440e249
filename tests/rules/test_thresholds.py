"""A threshold of a province that is moved a little must break a case: else nothing tells that it was moved.

For each number that a province's parameters.toml sets, a copy of the packs with that number 0.01 higher, and one with
it 0.01 lower, must fail `gouji test`. National parameters are not asked: many of them only say how causes are told."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
BIN = os.environ.get("GOUJI_BIN") or str(HOME / "build/dev/bin/gouji")
SECTION = re.compile(r'^\["?([^"\]]+)"?\]\n(.*?)(?=^\[|\Z)', re.M | re.S)
VALUE = re.compile(r"^values?\s*=.*", re.M)
NUMBER = re.compile(r'"(-?\d+(?:\.\d+)?)"')

if not Path(BIN).exists():
    print(f"no program at {BIN}", file=sys.stderr)
    sys.exit(77)


def moved(text, by):
    """name → the file with all numbers of that parameter's value moved by so many hundredths."""
    for section in SECTION.finditer(text):
        value = VALUE.search(section[2])
        if not value or not NUMBER.search(value[0]):
            continue
        new = NUMBER.sub(lambda one: '"%s"' % (round(float(one[1]) * 100 + by) / 100), value[0])
        start = section.start(2) + value.start()
        yield section[1], text[:start] + new + text[start + len(value[0]) :]


class Thresholds(unittest.TestCase):
    def test_each_of_a_province(self):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            shutil.copytree(HOME / "rules", home / "rules")
            (home / "workbench.toml").write_text("datasets = []\n", encoding="utf-8")
            environment = {**os.environ, "GOUJI_HOME": folder}
            asked = 0
            for file in sorted(home.glob("rules/*/parameters.toml")):
                if file.parent.name == "national":
                    continue
                text = file.read_text(encoding="utf-8")
                for by in (1, -1):
                    for name, changed in moved(text, by):
                        with self.subTest(f"{file.parent.name}: {name} {by:+}/100"):
                            file.write_text(changed, encoding="utf-8")
                            done = subprocess.run([BIN, "test", str(file.parent)], cwd=home, env=environment, capture_output=True, timeout=300, check=False)
                            self.assertNotEqual(done.returncode, 0, "no case stands at this threshold")
                            asked += 1
                file.write_text(text, encoding="utf-8")
            self.assertGreater(asked, 5)


if __name__ == "__main__":
    unittest.main()
