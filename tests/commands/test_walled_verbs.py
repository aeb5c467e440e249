"""Every verb that loads scripts, with a file that the first wall cannot stop: one message with the file, nothing half-written."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, LINES_LAYOUT, Bench, disclosure, main  # noqa: E402

# Few steps that take long: the process is ended from outside while it does them.
LOADING = 'local a, b = string.rep("x", 900000) .. "a", string.rep("x", 900000) .. "b"\nwhile true do local less = a < b end\n'
CASE = 'rule = "p.%s"\n\n[[case]]\nname = "平"\ntable_name = "三公"\ntable = """\n项目,决算数\n合计,3\n出国,1\n接待,2\n"""\nexpect = "pass"\n'
FILES = {
    "rule": {"rules/p/rules/bad.lua": LOADING, "rules/p/rules/bad.cases.toml": CASE % "bad"},
    "library": {"rules/p/lib/bad.lua": LOADING, "rules/p/rules/user.lua": 'local l = require "bad"\n', "rules/p/rules/user.cases.toml": CASE % "user"},
    "layout": {"rules/p/layouts/bad.lua": LOADING},
}
NAMES = {"rule": "rules/p/rules/bad.lua", "library": "rules/p/lib/bad.lua", "layout": "rules/p/layouts/bad.lua"}
SEEDED = ("rule", "library")
ALL = ("rule", "library", "layout")

# The words; the files that end it; the status. What is told of `run` and `test` is told in their results.
VERBS = (
    (("run", "-f", "json"), SEEDED, 1),
    (("test",), SEEDED, 3),
    (("test", "--mutate", "-j", "1"), SEEDED, 1),
    (("test", "--watch"), SEEDED, 1),
    (("check",), ALL, 1),
    (("cover",), SEEDED, 1),
    (("explain", "FINGERPRINT"), SEEDED, 0),  # of another rule, which is heard all the same
    (("probe", "-j", "1", "data.ndjson"), SEEDED, 1),
    (("whatif", "--set", "p.x=1"), SEEDED, 1),
    (("doc", "-o", "out"), SEEDED, 1),
    (("diff",), SEEDED, 1),
    (("verify", "r.receipt.json"), SEEDED, 3),
    (("pin", "FINGERPRINT"), SEEDED, 1),
    (("approve", "--reason", "测试"), SEEDED, 1),
    (("repl", "one.json"), SEEDED, 1),
    (("new", "types"), ALL, 1),
    (("new", "rule", "p.sum", "--pack", "q"), SEEDED, 1),
    (("import", "in", "-o", "out"), ("layout",), 1),
    (("import", "in", "-o", "out", "--report", "out.json"), ("layout",), 1),
    (("export", "one.json", "-f", "html", "-o", "out.html"), ("layout",), 1),
)


class Walled(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/sum.cases.toml", CASE % "sum")
        self.write("rules/p/parameters.toml", '["p.x"]\ntitle = "数"\nbasis = "测试"\nvalue = 2\n')
        self.write("rules/p/layouts/lines.lua", LINES_LAYOUT)
        self.write("in/1.txt", "测试公开文本\n单位：甲局\n资金 12.50\n")
        self.pack("q", 'base = "p"')
        self.data("one.json", disclosure("甲局"))
        (finding,) = self.findings()
        self.fingerprint = finding["fingerprint"]
        self.gouji("run", "-f", "json", "-o", "r.json", "--receipt", "r.receipt.json")
        self.assertEqual(self.gouji("approve", "--reason", "以前").status, 0)

    def files(self):
        return {str(path.relative_to(self.home)): path.read_bytes() for path in sorted(self.home.rglob("*")) if path.is_file()}

    def at_work(self, process):
        """Processes below this one that have had processor time and wait for no other."""
        found, looked = [], [process]
        for one in looked:
            with contextlib.suppress(OSError):
                below = [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
                used = sum(int(x) for x in Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()[11:13])
                looked += below
                if one != process and not below and used > 20:
                    found.append(one)
        return found

    def ended(self, *words, by=signal.SIGSEGV):
        """The verb, each process of it that is at work ended until it gives up."""
        run = subprocess.Popen([BIN, *words], cwd=self.home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env={"PATH": os.environ["PATH"], "GOUJI_HOME": str(self.home), "LC_ALL": "C"})
        self.addCleanup(run.kill)
        told = []
        reader = threading.Thread(target=lambda: told.append(run.communicate()))
        reader.start()
        until, deaths = time.monotonic() + 90, 0
        while reader.is_alive():
            self.assertLess(time.monotonic(), until, words)
            for process in self.at_work(run.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, by)
                    deaths += 1
            time.sleep(0.02)
        reader.join()
        return run.returncode, told[0][0].decode(), told[0][1].decode(), deaths

    def test_what_ends_the_process_is_one_message_with_the_file(self):
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[budget]\nseconds = 3600\nsteps = 100000000000\n')
        for words, kinds, wanted in VERBS:
            for kind in kinds:
                with self.subTest(" ".join(words), kind=kind):
                    for name, text in FILES[kind].items():
                        self.write(name, text)
                    before = self.files()
                    status, out, err, deaths = self.ended(*(word.replace("FINGERPRINT", self.fingerprint) for word in words))
                    left = self.files()
                    for name in FILES[kind]:
                        (self.home / name).unlink()
                    self.assertEqual(status, wanted, out + err)
                    self.assertGreater(deaths, 0, "no script was at work: " + out + err)
                    if words[0] != "explain":
                        self.assertIn(NAMES[kind], out + err)
                    if words[0] not in ("explain", "verify"):  # which compares what came out
                        self.assertIn("SIGSEGV", out + err)
                    self.assertLessEqual(err.count("worker."), 1, err)
                    self.assertEqual(left, before)


if __name__ == "__main__":
    main()
