"""Statement tables of published files, imported by the program, against what is printed: cell by cell.

The invented files of data/statements have their tables written out by hand beside them. Transcriptions of real
disclosures stand beside the checkout (../shared); without them there is nothing more to compare.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

HOME = pathlib.Path(os.environ.get("GOUJI_HOME", pathlib.Path(__file__).resolve().parents[2]))
SHARED = pathlib.Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared"))
DATA = pathlib.Path(__file__).parent / "data" / "statements"
BINARY = os.environ.get("GOUJI_BIN")

# what the file itself does not say
SETTINGS = {"sheets.csv": ["year=2021"]}
# transcription → source; tables that are read from borderless text have tests of their own
PAIRS = {"truth/guiyang-service-2021.json": "seeds/003*.txt",
         "forms/guangxi-guilin-2015/truth.json": "forms/guangxi-guilin-2015/input.html",
         "forms/yunnan-shidian-2016/truth.json": "forms/yunnan-shidian-2016/input.html"}


def imported(source, settings=()):
    """The disclosure and the import report of a published file."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        command = [BINARY, "import", str(source), "-o", folder + "/out", "--report", str(report)]
        for setting in settings:
            command += ["--set", setting]
        run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "GOUJI_HOME": str(HOME)})
        if run.returncode != 0:
            raise AssertionError(run.stderr)
        out = subprocess.run([BINARY, "export", folder + "/out", "-f", "ndjson"], capture_output=True, text=True)
        if out.returncode != 0:
            raise AssertionError(out.stderr)
        return json.loads(out.stdout.splitlines()[0]), json.loads(report.read_text(encoding="utf-8"))


def cells_of(table, row):
    """Only the cells that are there; a list is in the order of the columns."""
    cells = row["cells"]
    if isinstance(cells, list):
        return dict(zip(table["columns"], cells))
    return dict(cells)


def keyed(rows):
    """Rows by side, code and label; equal ones in their order."""
    known, found = {}, {}
    for row in rows:
        key = (row.get("side"), row.get("code"), "".join((row.get("label") or "").split()))
        known[key] = known.get(key, 0) + 1
        found[key + (known[key],)] = row
    return found


# A form of a whole department whose funds are a grid of tasks, without a name of their own.
TASKS = """\
                                              部门整体支出绩效自评表
                                                 （2021年度）
部门名称  某某县水务局                                                                      金额单位：元

一、部门年度重点工作任务
任务名称              主要内容                批复金额（元）    实际支出金额（元）  预算执行率    预算执行偏低原因及改进措施
河道清淤              清淤疏浚                1,250,000.00            1,180,000.00      94.40%
农村供水管网改造      管网更新                2,400,000.00            2,160,000.00      90.00%
水土流失治理          坡耕地治理                860,000.00              860,000.00     100.00%

二、部门整体支出绩效指标
一级指标        二级指标            三级指标            指标性质    指标值      度量单位    实际完成值      偏差原因分析及改进措施
产出指标        数量指标            清淤河道长度        >=          12.50       公里        12.80
                                    改造管网长度        >=          36          公里        36
                质量指标            工程验收合格率      =           100         %           100%
效益指标        社会效益指标        受益人口            >=          5200        人          5340
满意度指标      服务对象满意度指标  群众满意度          >=          90          %           94%
"""


class Score:
    def __init__(self):
        self.right = self.wanted = self.read = 0
        self.wrong = []

    def compare(self, truth, table):
        """Columns by their place: a transcription may shorten a head that a scan damaged."""
        names = dict(zip(truth["columns"], table["columns"]))
        for printed, name in names.items():
            if not name.replace(" ", "").startswith(printed.replace(" ", "").split("/")[-1]) and printed != name:
                self.wrong.append(f"{truth['name']}: column {printed!r}, imported {name!r}")
        rows = keyed(table["rows"])
        for key, row in keyed(truth["rows"]).items():
            have = rows.get(key)
            if have is None:  # a name that a scan damaged: by its line
                line = row.get("at", {}).get("line")
                have = next((one for one in table["rows"] if line and one["at"]["line"] == line
                             and one.get("side") == row.get("side")), {"cells": {}})
            printed = cells_of(table, have)
            for column, text in cells_of(truth, row).items():
                if text is None:
                    continue
                self.wanted += 1
                if printed.get(names.get(column)) == text:
                    self.right += 1
                else:
                    self.wrong.append(f"{truth['name']} {row.get('label')} {column}: {text!r}, "
                                      f"imported {printed.get(names.get(column))!r}")
        self.read += sum(1 for row in table["rows"] for text in cells_of(table, row).values() if text is not None)


@unittest.skipUnless(BINARY, "no program")
class Invented(unittest.TestCase):
    maxDiff = None

    def test_every_table_is_read_as_it_is_printed(self):
        for source in sorted(DATA.glob("*.html")) + sorted(DATA.glob("*.csv")):
            with self.subTest(source.name):
                wanted = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
                got, report = imported(source, SETTINGS.get(source.name, ()))
                for key in ["unit", "year", "kind", "money_unit"]:
                    self.assertEqual(got[key], wanted[key], key)
                self.assertEqual([table["name"] for table in got["tables"]],
                                 [table["name"] for table in wanted["tables"]])
                for table, read in zip(wanted["tables"], got["tables"]):
                    for key in ["number", "money_unit", "columns", "notes"]:
                        self.assertEqual(read.get(key), table[key], f"{table['name']} {key}")
                    plain = [(row.get("side"), row.get("line"), row.get("code"), row["label"], cells_of(table, row))
                             for row in table["rows"]]
                    have = [(row.get("side"), row.get("line"), row.get("code"), row["label"], cells_of(read, row))
                            for row in read["rows"]]
                    self.assertEqual(have, plain, table["name"])
                self.assertEqual([one["text"] for one in report["unplaced"]], [])


@unittest.skipUnless(BINARY and SHARED.is_dir(), "no program or no published sources beside the checkout")
class Published(unittest.TestCase):
    def test_the_funds_of_a_form_are_no_table_too(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "自评.txt"
            source.write_text(TASKS, encoding="utf-8")
            read, _ = imported(source, ["province=云南省"])
        self.assertEqual([], [table["name"] for table in read["tables"]])
        self.assertEqual(["河道清淤", "农村供水管网改造", "水土流失治理"],
                         [fund["source"] for fund in read["evaluations"][0]["funds"]])

    def test_tables_in_grids(self):
        for path, pattern in PAIRS.items():
            with self.subTest(path):
                source = next(SHARED.glob(pattern))
                truth = json.loads((SHARED / path).read_text(encoding="utf-8"))
                got, report = imported(source)
                tables = {table["name"]: table for table in got["tables"]}
                score = Score()
                for table in truth["tables"]:
                    self.assertIn(table["name"], tables)
                    score.compare(table, tables[table["name"]])
                print(f"\n{path}: {score.right} of {score.wanted} printed cells right "
                      f"({score.read} read in these tables), {len(score.wrong)} differences")
                self.assertEqual(score.wrong, [])
                for table in got["tables"]:
                    places = [row["at"]["line"] for row in table["rows"] if row["at"].get("line")]
                    inside = [one for one in report["unplaced"]
                              if places and min(places) <= one["line"] <= max(places)]
                    self.assertEqual(inside, [], table["name"])


if __name__ == "__main__":
    unittest.main()
