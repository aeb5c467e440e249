"""The hostile corpus in every place where a script can stand: nothing escapes, nothing hangs, and nobody else notices."""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
sys.path.insert(0, str(Path(__file__).parents[1] / "commands/support"))
from bench import BIN, SUM_RULE, disclosure  # noqa: E402
from cases import Case, cases, complaint  # noqa: E402
from families import families  # noqa: E402

LONG = os.environ.get("GOUJI_LONG") == "1"
STEPS, SECONDS, MEGABYTES = (20_000_000, 10, 64) if LONG else (2_000_000, 5, 64)
SPARE_MEGABYTES = 64  # beside what a script may hold: the program itself and what it works with

BODY = """rule {
  id = "h.%s", title = "规则", basis = "测试", on = { table = "三公" },
  run = function(t, check)
%s
  end,
}
"""
BODY_LINES = 3  # above the script
TOP = """do
%s
end
rule { id = "h.%s", title = "规则", basis = "测试", on = { table = "三公" }, run = function(t, check) check:holds(true) end }
"""
LIBRARY_USER = """local l = require "%s"
rule { id = "h.%s", title = "规则", basis = "测试", on = { table = "三公" }, run = function(t, check) check:holds(true) end }
"""
# What other rules do with everything that scripts share; what it finds tells whether anything was left behind.
WITNESS = """local seen = {}
rule {
  id = "h.zz_witness", title = "旁证", basis = "测试", on = { table = "三公" },
  run = function(t, check)
    local names = {}
    for name in pairs { string = string, table = table, text = text, math = math } do names[#names + 1] = name end
    local found = { table.concat(names), ("x"):rep(3), string.format("%d", 7), tostring(math.floor(1.5)), tostring(pcall(error)),
      text.match("abc", "b"), tostring(#param "p.list"), param("p.list")[1], t.name, tostring(t:column "决算数" ["合计"]) }
    check:holds(false, { message = table.concat(found, " ") })
  end,
}
"""
PARAMETERS = """["p.list"]
basis = "测试"
values = { 2000 = ["甲", "乙"] }
"""


class Run:
    """One run of the program: what it said, how long it took and how much memory it or a worker of it held at most."""

    def __init__(self, home, *words, limit=600):
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("GOUJI_", "LC_", "LANG"))}
        begun = time.monotonic()
        process = subprocess.Popen([BIN, *map(str, words)], cwd=home, env={**environment, "GOUJI_HOME": str(home), "LC_ALL": "C"},
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
        self.out, self.err = (text.decode("utf-8", "replace") for text in process.communicate(timeout=limit))
        self.status, self.seconds = process.returncode, time.monotonic() - begun

    def findings(self):
        return json.loads(self.out)["findings"]


class Hostile(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gouji-hostile-")
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name).resolve()
        self.write("workbench.toml", f'datasets = ["data.ndjson"]\n[budget]\nsteps = {STEPS}\nseconds = {SECONDS}\nmemory_mb = {MEGABYTES}\n')
        for pack in "ph":
            self.write(f"rules/{pack}/pack.toml", f'id = "{pack}"\nrevision = "1"\napi = 1\nowns = "{pack}"\n')
            self.write(f"rules/{pack}/parameters.toml", PARAMETERS.replace("p.list", f"{pack}.list").replace('"p.', '"p.'))
        self.write("rules/p/rules/sum.lua", SUM_RULE % "p")
        self.write("rules/h/rules/a_sum.lua", (SUM_RULE % "h").replace("h.sum", "h.aa_sum"))
        self.write("rules/h/rules/witness.lua", WITNESS.replace("p.list", "h.list"))
        self.write("data.ndjson", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (disclosure("甲局"), disclosure("乙局", total="5.50"))))

    def write(self, name, text):
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))

    def healthy(self, run):
        """What the rules say that are none of the corpus, byte by byte."""
        return [json.dumps(one, sort_keys=True) for one in run.findings() if one["rule"] in ("p.sum", "h.aa_sum", "h.zz_witness")]

    def run_all(self, chosen, file_of, first_line):
        """Runs with all of the scripts; each outcome is compared with what the corpus wants."""
        before = self.healthy(Run(self.home, "run", "-f", "json", "-j", 2))
        self.assertEqual(len([one for one in before if "zz_witness" in one]), 2, before)
        for case in chosen:
            for name, text in file_of(case).items():
                self.write(name, text)
        run = Run(self.home, "run", "-f", "json", "-j", 2)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        self.assertIn(run.status, (0, 1), run.err[-2000:])
        self.assertEqual(self.healthy(run), before, "other rules notice")
        told = {}
        for one in run.findings():
            # Of a file that cannot be loaded the rule is called by its file.
            told.setdefault(one["rule"].removeprefix("h."), []).append(one)
        wrong, placed, limits = [], 0, 0
        for case in chosen:
            fault = next((one for one in told.get(case.id, []) if one["outcome"] == "fault"), None)
            script = fault["script"] if fault else {}
            last = first_line + case.text.count("\n") + 1
            why = complaint(case, script.get("limit") or None, script.get("line"), bool(fault), first_line, last)
            if fault and script.get("limit"):
                limits += 1
                placed += bool(script.get("file") and first_line <= (script.get("line") or 0) <= last)
            if why:
                wrong.append(f"{case.id}: {case.result} wanted, {why}: {fault and fault['message'][:160]}\n    {case.text.splitlines()[0][:140] if case.text else ''}")
        print(f"{self.id().split('.')[-1]}: {len(chosen)} scripts, {len(wrong)} wrong, {placed} of {limits} limit faults placed, {run.seconds:.1f} s, peak {peak:.0f} MB", file=sys.stderr)
        self.assertGreaterEqual(placed, 0.95 * limits)
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))
        self.assertLessEqual(peak, MEGABYTES + SPARE_MEGABYTES)
        return run

    def corpus(self, place):
        return [case for case in [*cases(), *families()] if case.place in ("", place)]

    def test_in_rule_bodies(self):
        self.run_all(self.corpus("body"), lambda case: {f"rules/h/rules/{case.id}.lua": BODY % (case.id, case.text.rstrip("\n").replace("p.list", "h.list"))}, BODY_LINES + 1)

    def test_at_the_top_of_rule_files(self):
        self.run_all(self.corpus("top"), lambda case: {f"rules/h/rules/{case.id}.lua": TOP % (case.text.rstrip("\n"), case.id)}, 2)

    def test_at_the_top_of_libraries(self):
        def files(case):
            return {f"rules/h/lib/{case.id}.lua": "do\n" + case.text.rstrip("\n") + "\nend\n",
                    f"rules/h/rules/{case.id}.lua": LIBRARY_USER % (case.id, case.id)}  # fmt: skip

        self.run_all(self.corpus("top"), files, 2)


if __name__ == "__main__":
    unittest.main(verbosity=0)
