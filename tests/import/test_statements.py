"""Statement tables in text whose column borders are lost: published ones against their transcriptions, invented ones
against what was printed. Whatever the reader does not give back as printed must be marked doubtful.

The published source and its transcription stand beside the checkout (../shared).
"""
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "support"))
import borderless  # noqa: E402

HOME = pathlib.Path(os.environ.get("GOUJI_HOME", HERE.parents[1]))
SHARED = pathlib.Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared"))
BINARY = os.environ.get("GOUJI_BIN")


def imported(source):
    """The disclosure and the import report of one file."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        run = subprocess.run([BINARY, "import", str(source), "-o", folder + "/out", "--report", str(report)],
                             capture_output=True, text=True, env={**os.environ, "GOUJI_HOME": str(HOME)})
        if run.returncode != 0:
            raise AssertionError(run.stderr)
        out = subprocess.run([BINARY, "export", folder + "/out", "-f", "ndjson"], capture_output=True, text=True)
        if out.returncode != 0:
            raise AssertionError(out.stderr)
        return json.loads(out.stdout.splitlines()[0]), json.loads(report.read_text(encoding="utf-8"))


def key_of(row):
    return (row.get("side"), row.get("code"), row.get("line"), row.get("label"))


class Score:
    """Cells of the wanted tables: right, wrong but marked, wrong."""

    def __init__(self):
        self.cells = self.right = self.marked = self.doubtful = self.read = 0
        self.wrong = []

    def compare(self, name, wanted, read):
        if wanted["columns"] != read["columns"]:
            self.wrong.append((name, wanted["name"], "columns", read["columns"]))
            return
        rows, have = wanted["rows"], read["rows"]
        match = difflib.SequenceMatcher(None, list(map(key_of, rows)), list(map(key_of, have)), autojunk=False)
        pairs = {a + i: b + i for a, b, size in match.get_matching_blocks() for i in range(size)}
        if len(rows) != len(have):
            self.wrong.append((name, wanted["name"], "rows", len(rows), len(have)))
        for index, row in enumerate(rows):
            other = have[pairs[index]] if index in pairs else {"cells": {}, "doubtful": {}}
            if index not in pairs and not any("label" in (one.get("doubtful") or {}) for one in have):
                self.wrong.append((name, wanted["name"], "row", key_of(row)))
            self.row(name, wanted, row, other)

    def row(self, name, wanted, row, other):
        doubtful = other.get("doubtful") or {}
        for column, text in row["cells"].items():
            got = other["cells"].get(column)
            self.read += got is not None
            if text is None and got is None:
                continue
            self.cells += text is not None
            if got == text:
                self.right += 1
                self.doubtful += column in doubtful
            elif doubtful:
                self.marked += text is not None
            else:
                self.wrong.append((name, wanted["name"], key_of(row), column, text, got))

    def told(self, what):
        return (f"{what}: {self.cells} figures, recall {self.right / max(1, self.cells):.4f}, precision "
                f"{self.right / max(1, self.read):.4f}, wrong and marked {self.marked}, right and marked {self.doubtful}, "
                f"wrong and not marked {len(self.wrong)}")


@unittest.skipUnless(BINARY, "no program")
class Invented(unittest.TestCase):
    """Random accounts that add up, printed without borders: wrapped names, glued figures, page numbers, lost blanks."""

    def measure(self, seeds, mistakes=0):
        score, unplaced = Score(), []
        with tempfile.TemporaryDirectory() as folder:
            for seed in seeds:
                text, tables = borderless.make(seed, mistakes=mistakes)
                source = pathlib.Path(folder) / f"{seed}.txt"
                source.write_text(text, encoding="utf-8")
                got, report = imported(source)
                read = {table["name"]: table for table in got["tables"]}
                for table in tables:
                    if table["name"] not in read:
                        score.wrong.append((seed, table["name"], "not read"))
                        continue
                    score.compare(seed, table, read[table["name"]])
                prose = next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith("三、"))
                unplaced += [(seed, lost["line"], lost["text"]) for lost in report["unplaced"] if lost["line"] < prose]
        return score, unplaced

    def test_figures_come_back_in_their_columns_or_are_marked(self):
        score, unplaced = self.measure(range(16))
        print("\n" + score.told("invented accounts"))
        self.assertEqual([], score.wrong)
        self.assertEqual([], unplaced)
        self.assertGreater(score.right / score.cells, 0.95)
        self.assertLess(score.doubtful / score.cells, 0.08)

    def test_mistakes_of_the_document_stay_as_printed(self):
        score, unplaced = self.measure(range(200, 210), mistakes=2)
        print("\n" + score.told("accounts that do not add up"))
        self.assertEqual([], score.wrong)
        self.assertEqual([], unplaced)

    def test_forms_of_other_places(self):
        report = self.compare("borderless/forms")
        self.assertEqual([], [lost["text"] for lost in report["unplaced"] if lost["line"] > 6])  # behind the contents

    def test_columns_kept_by_blanks_over_pages(self):
        """Heads printed again or wrapped, a name cut by the page, three levels, page numbers at form feeds."""
        report = self.compare("aligned/pages")
        self.assertEqual([], report["unplaced"])

    def test_columns_kept_by_blanks_on_two_sides(self):
        """The year among the facts above a table, sides with names and numbers of rows, a title printed aside."""
        report = self.compare("aligned/sides")
        self.assertEqual([], report["unplaced"])

    def test_the_same_without_numbers_of_pages(self):
        """Nothing but a blank line and the next title parts two tables."""
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "sides.txt"
            printed = (HERE / "data" / "aligned" / "sides.txt").read_text(encoding="utf-8")
            source.write_text(re.sub(r"(?m)^ *- [0-9]+ - *$", "", printed), encoding="utf-8")
            report = self.compare("aligned/sides", source)
        self.assertEqual([], report["unplaced"])

    def test_a_cell_a_line(self):
        report = self.compare("borderless/cells")
        self.assertEqual([], report["unplaced"])

    def compare(self, name, source=None):
        got, report = imported(source or HERE / "data" / f"{name}.txt")
        wanted = json.loads((HERE / "data" / f"{name}.json").read_text(encoding="utf-8"))
        self.assertEqual([table["name"] for table in wanted["tables"]], [table["name"] for table in got["tables"]])
        for table, read in zip(wanted["tables"], got["tables"]):
            with self.subTest(table["name"]):
                for key in ("number", "money_unit", "columns", "notes"):
                    self.assertEqual(table.get(key) or [], read.get(key) or [], key)
                for row in table["rows"]:
                    if isinstance(row["cells"], list):
                        row["cells"] = dict(zip(table["columns"], row["cells"]))
                plain = [(key_of(row), row["cells"], row.get("doubtful", [])) for row in table["rows"]]
                have = [(key_of(row), row["cells"], sorted(row.get("doubtful") or {})) for row in read["rows"]]
                self.assertEqual(plain, have)
        return report


@unittest.skipUnless(BINARY and SHARED.is_dir(), "no program or no published sources beside the checkout")
class Published(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.source = next((SHARED / "seeds").glob("000*.txt"))
        cls.got, cls.report = imported(cls.source)

    def test_transcribed_tables(self):
        truth = json.loads((SHARED / "truth" / "guizhou-office-2020.json").read_text(encoding="utf-8"))
        read = {table["name"]: table for table in self.got["tables"]}
        score = Score()
        for table in truth["tables"]:
            self.assertEqual(table["number"], read[table["name"]]["number"])
            self.assertEqual(table["money_unit"], read[table["name"]]["money_unit"])
            self.assertEqual([key_of(row) for row in table["rows"]],
                             [key_of(row) for row in read[table["name"]]["rows"]])
            score.compare("guizhou", table, read[table["name"]])
        print("\n" + score.told("published tables"))
        self.assertEqual([], score.wrong)
        self.assertEqual(score.right, score.cells)

    def test_all_tables_and_all_their_numbers(self):
        tables = self.got["tables"]
        self.assertEqual([f"公开{n:02d}表" for n in range(1, 10)], [table["number"] for table in tables])
        self.assertTrue(all(table["notes"] for table in tables))
        lines = self.source.read_text(encoding="utf-8").splitlines()
        first = next(n for n, line in enumerate(lines, 1) if "收入支出决算总表" in line)
        last = next(n for n, line in enumerate(lines, 1) if "部门决算情况说明" in line)
        self.assertEqual([], [lost for lost in self.report["unplaced"] if first <= lost["line"] < last])
        self.assertEqual([], self.report["twice"])


if __name__ == "__main__":
    unittest.main()
