"""Hostile layouts: whatever one of them does, the other sources are read as without it, and its own ones are told."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from cases import cases_in, DATA  # noqa: E402
from packs import LONG, Hostile, Run, peak_megabytes  # noqa: E402

MEGABYTES, SPARE_MEGABYTES = 256, 64  # of layouts
SLOW = {"limit", "fault"}  # cases that run until they are stopped: a few by default, all with GOUJI_LONG=1

HEALTHY = """layout {
  id = "p/lines", title = "几行文字", kind = "self_evaluation", basis = "测试",
  recognise = function(source) return { score = 10 } end,
  read = function(source, out)
    local unit, year = source:find "^单位：", source:find "^年度："
    out:document { unit = unit and source:piece(unit, "单位：(.+)$"), year = year and source:piece(year, "年度：(.+)$"),
      province = "某省", money_unit = "万元" }
    local form = out:evaluation { scope = "project", name = "项目", from = 1, to = source:count() }
    for _, line in pairs(source:all "^资金 ") do
      form:fund { source = source:piece(line, "^(资金)"), annual = source:piece(line, "资金 (.+)$"), from = line }
    end
  end,
}
"""
# `seen` and `kept` stay from one source to the next, if anything does.
HOSTILE = """local seen, kept = nil, {}
layout {
  id = "h/%s", title = "有害", kind = "self_evaluation", basis = "测试", anchors = { "有害" },
  recognise = function(source)
%s
    return { score = 100 }
  end,
  read = function(source, out)
%s
    out:document { unit = "局" .. tostring(seen) .. #kept, year = "2020", province = "某省", money_unit = "万元" }
    out:evaluation { scope = "project", name = "项目", from = 1, to = source:count() }
  end,
}
"""
FIRST_LINE = {"recognise": 5, "read": 9}


def source(unit, more=""):
    return f"测试公开文本\n单位：{unit}\n年度：2020\n资金 12.50\n{more}"


class Layouts(Hostile):
    def setUp(self):
        super().setUp()
        self.write("rules/p/layouts/lines.lua", HEALTHY)
        for name, more in [("1", ""), ("2", "有害\n"), ("3", ""), ("4", "有害\n"), ("5", "")]:
            self.write(f"in/{name}.txt", source(f"{name}局", more))

    def read(self):
        """Status, what was said, and what became of the sources."""
        run = Run(self.home, "import", "in", "-o", "sets", "--force", "-j", 2, "--no-config", limit=300) if False else Run(self.home, "import", "in", "-o", "sets", "-j", 2, limit=300)
        sets = {file.relative_to(self.home / "sets").as_posix(): file.read_bytes() for file in sorted((self.home / "sets").rglob("*")) if file.is_file() and not file.relative_to(self.home / "sets").parts[0].startswith(".")}
        return run, sets

    def forget(self):
        import shutil

        shutil.rmtree(self.home / "sets", ignore_errors=True)

    def test_layouts(self):
        _, alone = self.read()
        healthy = {name: content for name, content in alone.items() if name[:1] in "135" and "局" in name}
        self.assertTrue(alone)
        wrong, slow = [], 0
        for case in cases_in(DATA / "layouts.txt"):
            for place in ("recognise", "read"):
                if case.place not in ("", place):
                    continue
                if case.result in SLOW and not LONG:
                    slow += 1
                    if slow % 7 != 1:
                        continue
                self.forget()
                text = case.text.rstrip("\n")
                self.write("rules/h/layouts/h.lua", HOSTILE % (case.name, text if place == "recognise" else "", text if place == "read" else ""))
                run, sets = self.read()
                print(case.name, place, run.status, f"{run.seconds:.1f}", sorted(sets)[:3], run.err[:200], run.out[-150:], file=sys.stderr)
                if place == "recognise":
                    pass
        print(f"layouts: peak {peak_megabytes():.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=0)
