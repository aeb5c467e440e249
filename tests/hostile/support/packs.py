"""Workbenches with a hostile pack beside a healthy one, and runs of them under a watch."""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "commands/support"))
from bench import BIN, SUM_RULE, disclosure  # noqa: E402

LONG = os.environ.get("GOUJI_LONG") == "1"
STEPS, SECONDS, MEGABYTES = (20_000_000, 10, 64) if LONG else (2_000_000, 3, 64)
SPARE_MEGABYTES = 64  # beside what a script may hold: the program itself and what it works with

RUN = ("run", "-f", "json", "--pack", "p", "--pack", "h")

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

    def __init__(self, home, *words, limit=300):
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("GOUJI_", "LC_", "LANG"))}
        begun = time.monotonic()
        process = subprocess.Popen([BIN, *map(str, words)], cwd=home, env={**environment, "GOUJI_HOME": str(home), "LC_ALL": "C"},
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip
        try:
            out, err = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its workers too
            out, err = process.communicate()
            err += f"\nno end after {limit:.0f} s".encode()
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        self.status, self.seconds = process.returncode, time.monotonic() - begun

    def findings(self):
        return json.loads(self.out)["findings"]


def peak_megabytes():
    """Of all runs so far, each process by itself."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


class Hostile(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gouji-hostile-")
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name).resolve()
        self.budget(STEPS, MEGABYTES)
        for pack in "ph":
            self.write(f"rules/{pack}/pack.toml", f'id = "{pack}"\nrevision = "1"\napi = 1\nowns = "{pack}"\n')
            self.write(f"rules/{pack}/parameters.toml", PARAMETERS.replace("p.list", f"{pack}.list").replace('"p.', '"p.'))
        self.write("rules/p/rules/sum.lua", SUM_RULE % "p")
        self.write("rules/h/rules/a_sum.lua", (SUM_RULE % "h").replace("h.sum", "h.aa_sum"))
        self.write("rules/h/rules/witness.lua", WITNESS.replace("p.list", "h.list"))
        self.write("data.ndjson", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in [disclosure("乙局", total="5.50")]))

    def budget(self, steps, memory_mb):
        self.write("workbench.toml", f'datasets = ["data.ndjson"]\n[budget]\nsteps = {steps}\nseconds = {SECONDS}\nmemory_mb = {memory_mb}\n')

    def write(self, name, text):
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))
