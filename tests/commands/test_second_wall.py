"""Processes of scripts: confined, watched; what ends one is a fault of one rule on one document and changes nothing else."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, SUM_RULE, Bench, disclosure, main, rule  # noqa: E402

ENDLESS = rule("p.bad", "while true do end")
BUDGET = "3600s,100000000000steps"

# One call into C that takes minutes: every comparison reads two texts of 4 MB to their ends.
SORT = rule("p.bad", """local x = ("x"):rep(4000000)
    local a, b, t = x .. "a", x .. "b", {}
    for i = 1, 20000 do t[i] = (i % 2 < 1) and a or b end
    table.sort(t)
    check:same(1, 1)""")


class Wall(Bench):
    def findings_in(self, result, *documents):
        """But for their numbers, which count faults too."""
        return [{**one, "number": 0} for one in result["findings"] if one["outcome"] == "finding" and one["document"].startswith(documents or ("",))]

    def start(self, *words):
        base = {key: value for key, value in os.environ.items() if not key.startswith(("GOUJI_", "LC_", "LANG"))}
        return subprocess.Popen([BIN, *words], cwd=self.home, env={**base, "GOUJI_HOME": str(self.home), "LC_ALL": "C"},
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def workers(self, run):
        with contextlib.suppress(OSError):
            return [int(one) for one in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()]
        return []

    def worker(self, run, besides=()):
        """One that is at work: it has had processor time."""
        until = time.monotonic() + 60
        while time.monotonic() < until and run.poll() is None:
            for one in self.workers(run):
                with contextlib.suppress(OSError):
                    used = sum(int(x) for x in Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()[11:13])
                    if one not in besides and used > 30:
                        return one
            time.sleep(0.02)
        self.fail("no worker is at work")

    def ended(self, *words, deaths, by=signal.SIGSEGV):
        run = self.start(*words)
        told = []
        reader = threading.Thread(target=lambda: told.append(run.communicate()))
        reader.start()
        killed = []
        for _ in range(deaths):
            killed.append(self.worker(run, killed))
            os.kill(killed[-1], by)
        reader.join(120)
        out, err = told[0]
        return run.returncode, out.decode(), err.decode()


class Crashes(Wall):
    def setUp(self):
        super().setUp()
        self.wanted = self.gouji("run", "-f", "json").json()
        self.write("rules/p/rules/bad.lua", ENDLESS)
        self.data("data.ndjson", disclosure("乙局", total="5.50"))

    def check(self, status, out, err, **expected):
        self.assertEqual((status, err), (1, ""))
        result = json.loads(out)
        self.assertEqual(self.findings_in(result), self.findings_in(self.wanted, "乙局"))
        faults = [one for one in result["findings"] if one["outcome"] == "fault"]
        self.assertEqual([one["rule"] for one in faults], ["p.bad"])
        self.assertEqual({key: faults[0]["script"][key] for key in ("file", "line", "limit")},
                         {"file": "rules/p/rules/bad.lua", "line": 9, **expected})
        return faults[0]

    def test_a_crash_is_a_fault_of_one_rule(self):
        for jobs in ("1", "2"):
            fault = self.check(*self.ended("run", "-f", "json", "-j", jobs, "--rule-budget", BUDGET, deaths=2), limit="crash")
            self.assertIn("SIGSEGV", fault["message"])

    def test_a_crash_that_is_not_met_again_is_told(self):
        status, out, err = self.ended("run", "-f", "json", "--rule-budget", "60s,500000000steps", deaths=1)
        result = json.loads(out)
        self.assertEqual(self.findings_in(result), self.findings_in(self.wanted, "乙局"))
        self.assertEqual([one["script"]["limit"] for one in result["findings"] if one["outcome"] == "fault"], ["steps"])
        self.assertEqual(status, 1)
        self.assertEqual(err, "一个工作进程意外结束（SIGSEGV），它的工作已由另一个进程重做。请把这一行告诉维护人员\n")

    def test_killed_from_outside_counts_when_it_happens_again_and_again(self):
        fault = self.check(*self.ended("run", "-f", "json", "--rule-budget", BUDGET, deaths=3, by=signal.SIGKILL), limit="crash")
        self.assertIn("SIGKILL", fault["message"])

    def test_only_on_the_document_where_it_happened(self):
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.50"))
        self.write("rules/p/rules/bad.lua", rule("p.bad", 'local more = spent["合计"] > spent["出国"] + spent["接待"]\n    check:same(1, 1)\n    while more do end'))
        status, out, err = self.ended("run", "-f", "json", "--rule-budget", BUDGET, deaths=2)
        faults = [one for one in json.loads(out)["findings"] if one["outcome"] == "fault"]
        self.assertEqual([one["document"] for one in faults], ["乙局-2020-final_accounts"], err)

    def test_a_script_over_several_documents(self):
        self.write("rules/p/rules/bad.lua", """rule {
  id = "p.bad", title = "年初等于上年年末", basis = "表注", kind = "核实性",
  on = { document = "部门决算", documents = "上年" },
  collect = { { table = "三公", rows = { "合计" }, columns = "决算数" } },
  run = function(document, check, other)
    while true do end
  end,
}
""")
        self.data("data.ndjson", disclosure("乙局", total="5.50"), disclosure("乙局", year=2019))
        status, out, err = self.ended("run", "-f", "json", "--rule-budget", BUDGET, deaths=2)
        faults = [one for one in json.loads(out)["findings"] if one["outcome"] == "fault"]
        self.assertEqual([(one["rule"], one["script"]["limit"], one["script"]["line"]) for one in faults], [("p.bad", "crash", 6)])

    def test_while_a_file_is_loaded(self):
        # Few steps that take long: a file's top level has only so many.
        self.write("rules/p/rules/bad.lua", 'local a, b = string.rep("x", 900000) .. "a", string.rep("x", 900000) .. "b"\nwhile true do local less = a < b end\n')
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[budget]\nseconds = 3600\nsteps = 100000000000\n')
        status, out, err = self.ended("run", "-f", "json", deaths=2)
        result = json.loads(out)
        self.assertEqual([one["rule"] for one in result["findings"]], ["bad", "p.sum"])
        self.assertEqual(result["findings"][0]["script"]["file"], "rules/p/rules/bad.lua")
        self.assertIn("SIGSEGV", result["findings"][0]["message"])

    def test_cases(self):
        case = 'rule = "p.%s"\n\n[[case]]\nname = "平"\ntable_name = "三公"\ntable = """\n项目,决算数\n合计,3\n出国,1\n接待,2\n"""\nexpect = "pass"\n'
        self.write("rules/p/rules/sum.cases.toml", case % "sum")
        self.says(self.gouji("test", "-r", "sum"), 0, "PASS 1", out=True)
        self.write("rules/p/rules/bad.cases.toml", case % "bad")
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[budget]\nseconds = 3600\nsteps = 100000000000\n')
        status, out, err = self.ended("test", "-v", deaths=2)
        self.assertEqual(status, 3, out + err)
        for part in ("SIGSEGV", "rules/p/rules/bad.lua:9", "PASS    p.sum · 平", "PASS 1 · FAIL 0 · ERROR 1"):
            self.assertIn(part, out)


class Watchdog(Wall):
    def test_a_single_call_that_does_not_come_back(self):
        wanted = self.findings_in(self.gouji("run", "-f", "json").json())
        self.write("rules/p/rules/bad.lua", SORT)
        began = time.monotonic()
        answer = self.gouji("run", "-f", "json", "--rule-budget", "0.3s")
        self.assertLess(time.monotonic() - began, 40)
        self.assertEqual((answer.status, answer.err), (1, ""))
        self.assertEqual(self.findings_in(answer.json()), wanted)
        faults = [one for one in answer.json()["findings"] if one["outcome"] == "fault"]
        self.assertEqual([one["document"] for one in faults], ["甲局-2020-final_accounts", "乙局-2020-final_accounts"])
        for fault in faults:
            self.assertEqual((fault["script"]["file"], fault["script"]["limit"] in ("time", "steps")), ("rules/p/rules/bad.lua", True))
            self.assertIn(fault["script"]["line"], range(9, 14))
            self.assertIn("--rule-budget" if fault["script"]["limit"] == "time" else "workbench.toml", fault["remedy"])


class Confined(Wall):
    def status_of_worker(self):
        self.write("rules/p/rules/bad.lua", ENDLESS)
        run = self.start("run", "--rule-budget", BUDGET)
        self.addCleanup(run.communicate)
        self.addCleanup(run.kill)
        return self.worker(run)

    def test_what_a_worker_is(self):
        worker = self.status_of_worker()
        status = dict(line.split(":", 1) for line in Path(f"/proc/{worker}/status").read_text().splitlines())
        self.assertEqual(status["NoNewPrivs"].strip(), "1")
        doctor = self.gouji("doctor", "-f", "json").json()["confinement"]
        if "没有 seccomp" not in doctor:
            self.assertEqual(status["Seccomp"].strip(), "2")
        limits = {line[:26].strip(): line[26:].split() for line in Path(f"/proc/{worker}/limits").read_text().splitlines()[1:]}
        self.assertEqual(limits["Max core file size"][:2], ["0", "0"])
        self.assertEqual(limits["Max file size"][:2], ["0", "0"])
        self.assertLessEqual(int(limits["Max open files"][1]), 64)
        self.assertNotEqual(limits["Max address space"][1], "unlimited")

    def test_a_worker_goes_with_its_parent(self):
        self.write("rules/p/rules/bad.lua", ENDLESS)
        run = self.start("run", "--rule-budget", BUDGET)
        worker = self.worker(run)
        run.kill()
        run.communicate()
        until = time.monotonic() + 10
        while Path(f"/proc/{worker}").exists() and "Z" not in Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1][:3]:
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def test_files_beside_what_was_given_stay_shut(self):
        if "没有 Landlock" in self.gouji("doctor", "-f", "json").json()["confinement"]:
            self.skipTest("the kernel has no Landlock")
        self.write("secret/table.csv", "label,决算数\n合计,5.25\n")
        self.write("given/one.json", json.dumps(disclosure("丙局"), ensure_ascii=False))
        self.assertEqual(self.gouji("run", "given", "-f", "json").json()["summary"]["documents"], 1)
        self.gouji("export", "given/one.json", "-o", self.home / "sets", "-f", "dataset")


    # What the program itself needs of the system: its libraries, its locale, its memory, the time, the processors.
    SYSTEM = ("/lib", "/lib64", "/usr", "/etc", "/proc", "/sys", "/dev/null")

    def opened_by_workers(self, *words):
        """Paths that processes other than the first one open, whether they get them or not."""
        if shutil.which("strace") is None:
            self.skipTest("strace is not installed")
        log = self.home / "trace"
        base = {key: value for key, value in os.environ.items() if not key.startswith(("GOUJI_", "LC_", "LANG"))}
        done = subprocess.run(["strace", "-f", "-e", "trace=open,openat,openat2,creat,execve", "-o", log, BIN, *map(str, words)],
                              cwd=self.home, env={**base, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}, capture_output=True, timeout=120, check=False)
        lines = log.read_text(encoding="utf-8").splitlines()
        if not lines or "ptrace" in done.stderr.decode():
            self.skipTest("strace is not allowed here")
        log.unlink()
        first = lines[0].split()[0]
        opened, whole = [], False
        for line in lines:
            process, call = line.split(None, 1)
            path = re.search(r'^(?:open|openat|openat2|creat|execve)\((?:AT_FDCWD, |\d+, )?"((?:[^"\\\\]|\\\\.)*)"', call)
            if process != first and path and "O_PATH" not in call:  # a place that the wall itself is made of
                opened.append((str(Path(self.home, path[1].encode().decode("unicode_escape").encode("latin-1").decode("utf-8")).resolve()), call))
            whole = whole or process != first
        self.assertTrue(whole, "no worker was started")
        return done, opened

    def test_a_worker_opens_what_was_given_and_nothing_else(self):
        self.write("secret.csv", "x")
        self.write("other/secret.json", json.dumps(disclosure("丙局"), ensure_ascii=False))
        self.write("given/one.json", json.dumps(disclosure("丁局"), ensure_ascii=False))
        for words in (("run", "-f", "json"), ("run", "given", "-f", "json"), ("run", "-j", "2", "data.ndjson", "-f", "json"), ("test",)):
            with self.subTest(words):
                done, opened = self.opened_by_workers(*words)
                self.assertIn(done.returncode, (0, 1, 3), done.stderr)
                mine = [(path, call) for path, call in opened if not path.startswith(self.SYSTEM)]
                allowed = (str(self.home / "data.ndjson"), str(self.home / "given"), str(self.home / "rules"), str(self.home / "workbench.toml"))
                for path, call in mine:
                    self.assertTrue(path.startswith(allowed), call)
                    self.assertNotRegex(call, r"O_WRONLY|O_RDWR|O_CREAT|^creat|^execve")


# Verbs that run scripts in their own process: the words, the file that ends it.
class Verbs(Wall):
    CASE = 'rule = "p.%s"\n\n[[case]]\nname = "平"\ntable_name = "三公"\ntable = """\n项目,决算数\n合计,3\n出国,1\n接待,2\n"""\nexpect = "pass"\n'
    # While a file is loaded: few steps that take long.
    LOADING = 'local a, b = string.rep("x", 900000) .. "a", string.rep("x", 900000) .. "b"\nwhile true do local less = a < b end\n'
    WORKBENCH = 'datasets = ["data.ndjson"]\n[budget]\nseconds = 3600\nsteps = 100000000000\n'

    AT_LOADING = (
        ("check",),
        ("cover",),
        ("doc", "-o", "handbook"),
        ("probe", "-j", "1", "data.ndjson"),
        ("test", "--mutate", "-j", "1"),
        ("test", "--watch"),
    )
    READ_ONLY = (("check",), ("cover",), ("params",), ("explain", "1"), ("probe", "-j", "1", "data.ndjson"), ("whatif", "--set", "p.x=1"), ("repl",))

    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/sum.cases.toml", self.CASE % "sum")
        self.write("rules/p/parameters.toml", '["p.x"]\ntitle = "数"\nbasis = "测试"\nvalue = 2\n')

    def guarded(self, run):
        """The process in which the verb runs."""
        until = time.monotonic() + 60
        while time.monotonic() < until and run.poll() is None:
            if found := self.workers(run):
                return found[0]
            time.sleep(0.01)
        self.fail(f"nothing runs apart: {run.communicate()}")

    def test_a_crash_is_one_message_with_the_file(self):
        self.write("rules/p/rules/bad.lua", self.LOADING)
        self.write("workbench.toml", self.WORKBENCH)
        for words in self.AT_LOADING:
            with self.subTest(words):
                run = subprocess.Popen([BIN, *words], cwd=self.home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       env={"PATH": os.environ["PATH"], "GOUJI_HOME": str(self.home), "LC_ALL": "C"})
                child = self.worker(run)
                os.kill(child, signal.SIGSEGV)
                out, err = run.communicate(timeout=60)
                self.assertEqual(run.returncode, 1, err)
                for part in ("SIGSEGV", "rules/p/rules/bad.lua", "worker.crashed"):
                    self.assertIn(part, err.decode(), words)
                self.assertEqual(err.decode().count("worker."), 1)

    def test_a_hang_is_one_message_with_the_file(self):
        long = "x" * 30
        # One call that the step counter does not see: it is ended from outside.
        self.write("rules/p/rules/bad.lua", 'local x = string.rep("x", 900000)\nlocal a, b, t = x .. "a", x .. "b", {}\n'
                   f'for i = 1, 20000 do t[i] = (i % 2 < 1) and a or b end\ntable.sort(t)\nlocal unused = "{long}"\n')
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[budget]\nseconds = 1\n')
        for words in (("check",), ("cover",)):
            with self.subTest(words):
                began = time.monotonic()
                answer = self.gouji(*words)
                self.assertLess(time.monotonic() - began, 60)
                self.assertNotEqual(answer.status, 0)
                self.assertIn("rules/p/rules/bad.lua", answer.out + answer.err)

    def test_every_verb_runs_behind_the_wall(self):
        self.write("rules/p/rules/slow.lua", ENDLESS.replace("p.bad", "p.slow"))
        if "没有 seccomp" in self.gouji("doctor", "-f", "json").json()["confinement"]:
            self.skipTest("the kernel has no seccomp")
        self.write("workbench.toml", self.WORKBENCH)
        self.write("rules/p/rules/bad.lua", self.LOADING)
        for words in self.AT_LOADING:
            with self.subTest(words):
                run = subprocess.Popen([BIN, *words], cwd=self.home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       env={"PATH": os.environ["PATH"], "GOUJI_HOME": str(self.home), "LC_ALL": "C"})
                child = self.worker(run)
                status = dict(line.split(":", 1) for line in Path(f"/proc/{child}/status").read_text().splitlines())
                limits = {line[:26].strip(): line[26:].split() for line in Path(f"/proc/{child}/limits").read_text().splitlines()[1:]}
                run.terminate()
                run.communicate(timeout=60)
                self.assertEqual(run.returncode, -signal.SIGTERM if words[-1] != "--watch" else run.returncode)
                self.assertEqual((status["NoNewPrivs"].strip(), status["Seccomp"].strip()), ("1", "2"))
                self.assertNotEqual(limits["Max address space"][0], "unlimited")

    def test_nothing_is_written_beside_the_outputs(self):
        """Under strace, where it is: files are created only in the temporary folder and beside -o."""
        if shutil.which("strace") is None:
            self.skipTest("strace is not installed")
        before = {path: path.read_bytes() for path in sorted(self.home.rglob("*")) if path.is_file()}
        for words in self.READ_ONLY:
            with self.subTest(words):
                self.assertIn(self.gouji(*words).status, (0, 1, 3))
        self.assertEqual({path: path.read_bytes() for path in sorted(self.home.rglob("*")) if path.is_file()}, before)


class Budgets(Bench):
    def fault(self, *words, status=1):
        answer = self.gouji("run", "-f", "json", *words)
        self.assertEqual(answer.status, status, answer.err)
        return next(one for one in answer.json()["findings"] if one["outcome"] == "fault")

    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/bad.lua", ENDLESS)

    def test_on_the_command_line(self):
        for words, limit, part in (
            ("100000步", "steps", "100000"),
            ("10万步，64兆", "steps", "100000"),
            ("5s,64MB,200000steps", "steps", "200000"),
            ("0.2s,100000000000steps", "time", "0.2"),
        ):
            fault = self.fault("--rule-budget", words)
            self.assertEqual(fault["script"]["limit"], limit, words)
            self.assertIn("--rule-budget", fault["remedy"])
            self.assertIn(part, fault["remedy"])

    def test_budgets_that_cannot_be_read(self):
        for words in ("5", "5x", ",", "s", "5s,5s", "-1s", "0s", "2h", "1e9s", "nan s", "5s,", "9999999GB"):
            self.says(self.gouji("run", "--rule-budget=" + words), 1, "usage.bad_budget", "--rule-budget 5s,64MB")

    def test_of_a_pack(self):
        self.pack("p", "[budget]\nsteps = 50000")
        fault = self.fault()
        self.assertIn("rules/p/pack.toml", fault["remedy"])
        self.assertIn("50000", fault["remedy"])

    def test_a_pack_gets_no_more_than_the_workbench_lets_it(self):
        self.pack("p", "[budget]\nsteps = 90000000")
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[budget]\nsteps = 10000\n')
        self.assertIn("10000", self.fault()["remedy"])
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[budget]\nsteps = 10000\nmost_steps = 40000\n')
        fault = self.fault()
        self.assertIn("40000", fault["remedy"])
        self.assertIn("workbench.toml", fault["remedy"])

    def test_the_command_line_goes_before_a_pack(self):
        self.pack("p", "[budget]\nsteps = 50000\nseconds = 1")
        self.assertIn("70000", self.fault("--rule-budget", "70000步")["remedy"])

    def test_a_pack_that_is_wrong(self):
        for text in ("steps = 0", 'steps = "5"', "step = 5", "seconds = 100000"):
            self.pack("p", "[budget]\n" + text)
            answer = self.gouji("run")
            self.assertEqual(answer.status, 1)
            self.assertIn("rules/p/pack.toml", answer.err)


if __name__ == "__main__":
    main()
