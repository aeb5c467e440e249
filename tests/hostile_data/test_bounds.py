"""Bounds of data are settings: each stops where [data] of workbench.toml says, in a message that names the setting, and is out of the way where it is raised."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "commands/support"))
sys.path.insert(0, str(Path(__file__).parents[1] / "import/support"))
import hostile_files as made  # noqa: E402
from bench import Bench, disclosure, main  # noqa: E402

LAYOUT = """
layout {
  id = "p/lines", title = "几行文字", kind = "self_evaluation",
  recognise = function(source) return { score = source:find "测试公开文本" and 10 or 0 } end,
  read = function(source, out)
    out:document { unit = "某局", year = 2020, province = "某省", money_unit = "万元" }
    out:evaluation { scope = "project", name = "项目", from = 1, to = source:count() }
  end,
}
"""
TITLE = "测试公开文本\n"

# Setting, value, file, bytes, code. Every file is read with the defaults.
SOURCES = (
    ("source_mb", 1, "a.txt", TITLE + "字" * 300_000 + "\n" + "字" * 300_000, "import.too_large"),
    ("line_kb", 2, "b.txt", TITLE + "字" * 1000, "import.long_line"),
    ("lines", 10, "c.txt", TITLE + "字\n" * 20, "import.too_large"),
    ("columns", 5, "d.csv", TITLE + ",".join("字" * 8), "import.too_wide"),
    ("cells", 20, "e.csv", TITLE + "一,二,三\n" * 10, "import.too_large"),
    ("numbers", 4, "f.txt", TITLE + "1 2 3 4 5\n", "import.too_large"),
    ("tags", 20, "g.html", "<html><body><p>测试公开文本" + "<p>字" * 30, "import.too_large"),
    ("nesting", 10, "h.html", "<html><body><p>测试公开文本</p>" + "<div>" * 20 + "字", "import.too_deep"),
    ("unpacked_mb", 1, "i.docx", made.docx(made.paragraphs(["测试公开文本", *(f"第{i}段" for i in range(40_000))])), "import.too_much_inside"),
)


class Bounds(Bench):
    def limited(self, key, value):
        self.write("workbench.toml", f'datasets = ["data.ndjson"]\n[data]\n{key} = {value}\n')

    def test_of_sources(self):
        self.write("rules/p/layouts/lines.lua", LAYOUT)
        for key, value, name, content, code in SOURCES:
            with self.subTest(key):
                self.write(f"in/{name}", content)
                self.limited("lines", 300000)
                fine = self.gouji("import", f"in/{name}", "-o", "out", "--again")
                self.assertEqual(fine.status, 0, fine.err)
                self.limited(key, value)
                for language, part in (("C", f"workbench.toml 的 [data] 里把 {key} 改大，现在是 {value}"),
                                       ("en_US.UTF-8", f"raise {key} in [data] of workbench.toml, now {value}")):
                    self.says(self.gouji("import", f"in/{name}", "-o", "out", "--again", language=language), 1, code, part)

    def test_of_datasets(self):
        wide = disclosure()
        table = wide["tables"][0]
        table["columns"] = [f"栏{i}" for i in range(20)]
        for row in table["rows"]:
            row["cells"] = {name: "1" for name in table["columns"]}
        self.data("wide.ndjson", wide)
        self.data("long.ndjson", {**disclosure(), "unit": "局" * 400_000})
        many = disclosure()
        many["tables"][0]["rows"] *= 10
        self.gouji("export", self.data("many.ndjson", many), "-o", "set", "-f", "folder")
        for key, value, path, code in (
            ("table_columns", 10, "wide.ndjson", "data.too_many_cells"),
            ("record_mb", 1, "long.ndjson", "ndjson.line_too_long"),
            ("levels", 3, "wide.ndjson", "json.too_deep"),
            ("table_rows", 10, "set", "csv.too_large"),
        ):
            with self.subTest(key):
                self.limited(key, value)
                for verb in ("run", "inspect"):
                    answer = self.gouji(verb, path)
                    self.says(answer, 1, code, f"[data] 里把 {key} 改大，现在是 {value}")
                self.limited("lines", 300000)
                self.assertNotIn(code, self.gouji("run", path).err)

    def test_settings_that_are_wrong(self):
        for text, part in (("lines = 0", "1 到 30000000"), ("nesting = 100000", "1 到 2048"), ('cells = "5"', "cells"), ("line = 5", "lines")):
            self.write("workbench.toml", f"[data]\n{text}\n")
            for verb in ("run", "inspect"):
                answer = self.gouji(verb, "data.ndjson")
                self.says(answer, 1, "workbench.toml:2", part)


if __name__ == "__main__":
    main()
