"""Hostile layouts: whatever one of them does, other sources are read as without it, and its own are told with its line."""

import re
import shutil
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from cases import DATA, cases_in  # noqa: E402
from packs import LONG, Hostile, Run, peak_megabytes  # noqa: E402

MEGABYTES, SPARE_MEGABYTES = 256 + 128, 64  # of scripts, of what they take and hand over; the program itself
SLOW = ("steps", "limit", "fault", "memory")  # these run until they are stopped
SHARE = 30  # of the slow ones one of so many; with GOUJI_LONG=1 all of them
SECONDS = 40

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
# `seen` and `kept` would go from one source to the next.
HOSTILE = """local seen, kept = nil, {}
layout {
  id = "h/case", title = "有害", kind = "self_evaluation", basis = "测试", anchors = { "有害" },
  recognise = function(source)
%s
    return { score = 100 }
  end,
  read = function(source, out)
%s
    out:document { unit = "局" .. tostring(seen), year = "2020", province = "某省", money_unit = "万元" }
    out:evaluation { scope = "project", name = "项目" .. #kept, from = 1, to = source:count() }
  end,
}
"""
FIRST_LINE = {"recognise": 5, "read": 9}


class Layouts(Hostile):
    def setUp(self):
        super().setUp()
        self.write("rules/p/layouts/lines.lua", HEALTHY)
        for i in range(1, 6):
            self.write(f"in/{i}.txt", f"测试公开文本\n单位：{'甲乙丙丁戊'[i - 1]}局\n年度：2020\n资金 12.50\n" + ("" if i % 2 else "有害\n"))

    def read(self):
        """How it went, and the datasets: files by unit."""
        shutil.rmtree(self.home / "sets", ignore_errors=True)
        run = Run(self.home, "import", "in", "-o", "sets", "-j", 2, limit=4 * SECONDS)
        sets = {}
        for file in sorted((self.home / "sets").rglob("*")):
            place = file.relative_to(self.home / "sets")
            if file.is_file() and len(place.parts) > 2:
                sets.setdefault(place.parts[1], {})[place.parts[2]] = file.read_bytes()
        return run, sets

    def chosen(self):
        slow = 0
        for case in cases_in(DATA / "layouts.txt"):
            for place in ("recognise", "read"):
                slow += case.result in SLOW
                if case.place in ("", place) and (LONG or case.result not in SLOW or slow % SHARE == 1):
                    yield case, place

    def test_layouts(self):
        _, alone = self.read()
        healthy = {name: files for name, files in alone.items() if name[0] in "甲丙戊"}
        self.assertEqual(len(healthy), 3, list(alone))
        wrong, count = [], 0
        for case, place in self.chosen():
            count += 1
            text = case.text.rstrip("\n")
            self.write("rules/h/layouts/h.lua", HOSTILE % (text if place == "recognise" else "", text if place == "read" else ""))
            run, sets = self.read()
            why = self.complaint(case, FIRST_LINE[place], run, sets, healthy)
            if why:
                wrong.append(f"{case.name} in {place}: {why}: {run.err[:300]}")
        print(f"layouts: {count} scripts, {len(wrong)} wrong, peak {peak_megabytes():.0f} MB", file=sys.stderr)
        self.assertFalse(wrong, "\n" + "\n".join(wrong))
        self.assertLessEqual(peak_megabytes(), MEGABYTES + SPARE_MEGABYTES)

    def complaint(self, case, line, run, sets, healthy):
        if {name: files for name, files in sets.items() if name in healthy} != healthy:
            return "others are read otherwise"
        if run.seconds > SECONDS:
            return f"{run.seconds:.0f} s"
        if any("局2" in name or b"\xe5\xb1\x802" in b"".join(files.values()) for name, files in sets.items()):
            return "something is left from one source to the next"
        if re.search("[\0-\x08\x0b-\x1f\x7f]", run.out + run.err) or "host_error" in run.err:
            return "said raw"
        # What is wrong with an answer is told at the function that gave it, the line above.
        faults = run.err.count(f"rules/h/layouts/h.lua:{line - (case.result == 'answer')}:")
        if case.result == "any":
            return None if run.status in (0, 1) else f"status {run.status}"
        if case.result == "ok":
            return None if run.status == 0 and len(sets) == 5 else f"status {run.status}"
        if run.status != 1 or faults != 2:
            return f"status {run.status}, {faults} of 2 sources told with their line"
        limited = "[limit." in run.err
        if (case.result in ("error", "answer") and limited) or (case.result in SLOW[:2] and not limited):
            return "told as another fault"
        return None


if __name__ == "__main__":
    unittest.main(verbosity=0)
