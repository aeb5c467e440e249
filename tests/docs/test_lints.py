"""docs/lints: each lint has a page whose wrong example brings just that lint and whose right one brings nothing.

GOUJI_BIN=FILE    the program; without it only the pages are looked at
GOUJI_HOME=FOLDER the project; by default the folder above this one
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import lints  # noqa: E402
import pages  # noqa: E402

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
BIN = os.environ.get("GOUJI_BIN")
PACK = 'id       = "demo"\nrevision = "1"\napi      = 1\nowns     = "demo"\n'
LINTS = lints.lints(HOME)


def page_of(code):
    return HOME / "docs/lints" / (code.split(".")[1] + ".md")


class Pages(unittest.TestCase):
    maxDiff = None

    def test_each_lint_has_a_page_and_each_page_a_lint(self):
        written = {path.name for path in (HOME / "docs/lints").glob("*.md")} - {"README.md"}
        self.assertEqual(written, {page_of(code).name for code, *_ in LINTS})
        self.assertGreater(len(LINTS), 20)

    def test_pages_say_it_in_both_languages(self):
        for code, level, fixable, chinese, english in LINTS:
            with self.subTest(code):
                text = page_of(code).read_text(encoding="utf-8")
                self.assertTrue(text.startswith(f"# `{code}` "))
                self.assertTrue(pages.HAN.search(chinese) and not pages.HAN.search(english))
                self.assertEqual([title for title, _ in pages.sections(text)], ["", "错 Wrong", "对 Right"])

    def test_the_index_is_what_the_host_registers(self):
        self.assertEqual((HOME / "docs/lints/README.md").read_text(encoding="utf-8"), lints.index(HOME), "run: python3 tests/docs/lints.py")

    def test_codes_are_in_order(self):
        codes = [code for code, *_ in LINTS]
        self.assertEqual(codes, sorted(codes))


class Examples(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not BIN:
            raise unittest.SkipTest("GOUJI_BIN is not set")
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.home = Path(cls.folder.name)
        shutil.copytree(HOME / "rules/national", cls.home / "rules/national")
        (cls.home / "workbench.toml").write_text("", encoding="utf-8")

    def folder_for(self, code):
        # Beside the other packs only where that is what the page is about.
        return self.home / ("rules/demo" if code == "lint.shared_scope" else "demo")

    def problems(self, code, blocks, *words):
        demo = self.folder_for(code)
        shutil.rmtree(self.home / "rules/demo", ignore_errors=True)
        shutil.rmtree(demo, ignore_errors=True)
        files = {"pack.toml": PACK, **{block.options["file"]: block.text for block in blocks}}
        for name, text in files.items():
            path = demo / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        environment = {**os.environ, "GOUJI_HOME": str(self.home)}
        done = subprocess.run([BIN, "check", str(demo), "-f", "json", *words], cwd=self.home, env=environment, capture_output=True, timeout=60, check=False)
        self.assertEqual(done.stderr, b"")
        (pack,) = json.loads(done.stdout)["packs"]
        return done.returncode, pack["problems"]

    def test_wrong_brings_the_lint_and_right_nothing(self):
        for code, level, fixable, *_ in LINTS:
            parts = dict(pages.sections(page_of(code).read_text(encoding="utf-8")))
            with self.subTest(code):
                status, problems = self.problems(code, parts["错 Wrong"])
                self.assertEqual({one["code"] for one in problems}, {code}, problems)
                self.assertEqual(status, 3 if level == "error" else 0)
                for one in problems:
                    self.assertEqual(one["severity"], level)
                    self.assertTrue(one["file"] and one["message"] and one["hint"], one)
                    self.assertTrue(one["excerpt"] and one["line"], one)
                    self.assertEqual(one["fixable"], fixable, one)
            with self.subTest(code + " right"):
                status, problems = self.problems(code, parts["对 Right"])
                self.assertEqual((status, problems), (0, []))
            if fixable:
                with self.subTest(code + " --fix"):
                    self.problems(code, parts["错 Wrong"], "--fix")
                    for block in parts["对 Right"]:
                        self.assertEqual((self.folder_for(code) / block.options["file"]).read_text(encoding="utf-8").split(), block.text.split())


if __name__ == "__main__":
    unittest.main()
