"""gouji export, inspect and import: datasets in and out."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, disclosure, main  # noqa: E402

SOURCE = "某局绩效自评表\n资金来源 1,234.50\n联系电话 0851-12345678\n"
LAYOUT = """
layout {
  id = "p/lines", title = "测试版式", kind = "self_evaluation",
  recognise = function(source) return { score = 1, why = "测试" } end,
  read = function(source, out) error("坏版式") end,
}
"""


class Export(Bench):
    def test_there_and_back(self):
        self.says(self.gouji("export", "data.ndjson", "-f", "folder", "-o", "sets"), 0)
        folders = sorted(path.parent.relative_to(self.home).as_posix() for path in (self.home / "sets").rglob("disclosure.toml"))
        self.assertEqual(folders, ["sets/某省/乙局-2020-部门决算", "sets/某省/甲局-2020-部门决算"])
        for name in ("all.ndjson", "all.ndjson.gz", "all.ndjson.zst"):
            self.says(self.gouji("export", "sets", "-f", "ndjson", "-o", name), 0)
            self.says(self.gouji("export", name, "-f", "folder", "-o", "again"), 0)
            for file in (self.home / "sets").rglob("*.csv"):
                self.assertEqual(file.read_bytes(), (self.home / "again" / file.relative_to(self.home / "sets")).read_bytes())
        self.assertEqual(self.gouji("export", "sets").out, (self.home / "all.ndjson").read_text(encoding="utf-8"))

    def test_results_do_not_depend_on_the_form(self):
        self.gouji("export", "data.ndjson", "-f", "folder", "-o", "sets")
        self.gouji("export", "sets", "-o", "all.ndjson.zst")
        self.assertEqual(self.gouji("run", "sets", "-f", "json").out, self.gouji("run", "all.ndjson.zst", "-f", "json").out)

    def test_other_forms(self):
        for name in ("csv", "html", "xlsx"):
            self.says(self.gouji("export", "data.ndjson", "-f", name, "-o", f"out.{name}"), 0)
            self.assertGreater((self.home / f"out.{name}").stat().st_size, 200)
        self.assertIn("甲局", self.gouji("export", "data.ndjson", "-f", "csv").out)

    def test_one_as_json(self):
        self.data("one.ndjson", disclosure())
        self.assertEqual(self.gouji("export", "one.ndjson", "-f", "json").json()["unit"], "甲局")
        self.says(self.gouji("export", "data.ndjson", "-f", "json"), 1, "export.one_only")

    def test_problems(self):
        self.says(self.gouji("export", "nothing"), 1, "dataset.missing", "nothing")
        self.says(self.gouji("export", "data.ndjson", "-f", "folder"), 1, "usage.no_folder")
        answer = self.gouji("export", "nothing", "data.ndjson")
        self.assertEqual((answer.status, len(answer.out.splitlines())), (1, 2))


class Folders(Bench):
    def setUp(self):
        super().setUp()
        self.gouji("export", "data.ndjson", "-f", "folder", "-o", "sets")
        (self.table,) = (self.home / "sets/某省/甲局-2020-部门决算").glob("*三公*.csv")

    def test_ragged_csv(self):
        text = self.table.read_bytes() + "多,出,来,的,一,行\r\n".encode()
        self.table.write_bytes(text)
        line = text.count(b"\n")
        answer = self.gouji("run", "sets", "-f", "json")
        self.says(answer, 1, f"{self.table.name}:{line}", "csv.ragged", "多,出,来,的,一,行")
        self.assertEqual(answer.json()["summary"]["documents"], 1)

    def test_misspelt_column(self):
        self.table.write_bytes(self.table.read_bytes().replace("决算数".encode(), "决算树".encode()))
        self.says(self.gouji("run", "sets"), 1, f"{self.table.name}:1", "决算树", "决算数")

    def test_missing_table(self):
        self.table.unlink()
        self.says(self.gouji("run", "sets"), 1, self.table.name)

    def test_manifest_slip(self):
        manifest = self.table.parent / "disclosure.toml"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace("year", "yaer"), encoding="utf-8")
        self.says(self.gouji("run", "sets"), 1, "disclosure.toml:", "yaer", "year")


class Inspect(Bench):
    def test_text(self):
        self.says(self.gouji("inspect", "data.ndjson"), 0, "甲局-2020-部门决算", "某省 甲局  2020  部门决算  万元", "三公  3 行 × 1 栏", out=True)
        self.says(self.gouji("inspect", "data.ndjson", "--lang", "en"), 0, "3 rows × 1 columns", out=True)

    def test_json(self):
        documents = self.gouji("inspect", "data.ndjson", "-f", "json").json()["documents"]
        self.assertEqual([one["unit"] for one in documents], ["甲局", "乙局"])
        self.assertEqual(documents[0]["tables"], [{"name": "三公", "number": None, "rows": 3, "columns": ["决算数"]}])

    def test_missing(self):
        self.says(self.gouji("inspect", "data.njson"), 1, "data.ndjson")


class Import(Bench):
    def test_wrong_use(self):
        self.write("a.txt", SOURCE)
        self.says(self.gouji("import", "a.txt", "-o", "sets", "--set", "unit"), 1, "usage.bad_setting")
        self.says(self.gouji("import", "missing.txt", "-o", "sets"), 1, "missing.txt", "file.missing")
        self.assertFalse((self.home / "sets").exists())

    def test_nothing_recognises_it(self):
        self.write("a.txt", SOURCE)
        self.says(self.gouji("import", "a.txt", "-o", "sets"), 1, "a.txt", "import.no_layout")

    def test_a_broken_layout(self):
        self.write("rules/p/layouts/lines.lua", LAYOUT)
        self.write("a.txt", SOURCE)
        answer = self.gouji("import", "a.txt", "-o", "sets")
        self.says(answer, 1, "rules/p/layouts/lines.lua:5", "坏版式")
        self.assertFalse((self.home / "sets").exists())

    def test_the_repositorys_own(self):
        """The form of the documentation, by the repository's own packs."""
        from bench import HOME

        first = next(iter(sorted((HOME / "docs/examples").glob("*.txt"))))
        self.write("in/broken.txt", "没有表的文字\n")
        (self.home / "in/real.txt").write_bytes(first.read_bytes())
        answer = self.gouji("import", "in", "-o", "sets", "--report", "report.json", GOUJI_HOME=str(HOME))
        self.says(answer, 1, "in/broken.txt", "import.no_layout")
        (manifest,) = (self.home / "sets").rglob("disclosure.toml")
        self.assertIn(manifest.parent.relative_to(self.home).as_posix(), answer.out)
        report = json.loads((self.home / "report.json").read_text(encoding="utf-8"))
        self.assertEqual(report["schema"], "gouji.import.v1")
        self.says(self.gouji("run", "sets", "--fail-level", "never", GOUJI_HOME=str(HOME)), 0, "结论：", out=True)


if __name__ == "__main__":
    main()
