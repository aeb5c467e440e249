"""gouji run: what it finds, what it writes, how it ends."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, SUM_RULE, Bench, disclosure, main, rule  # noqa: E402


class Results(Bench):
    def test_finding(self):
        answer = self.gouji("run", "-f", "json")
        self.assertEqual(answer.status, 3)
        result = answer.json()
        self.assertEqual(result["schema"], "gouji.result.v1")
        self.assertEqual([pack["id"] for pack in result["packs"]], ["p"])
        self.assertEqual(result["summary"]["documents"], 2)
        self.assertEqual(result["summary"]["rules"], 1)
        self.assertEqual(result["summary"]["checks"], 2)
        self.assertEqual(result["summary"]["outcomes"]["pass"], 1)
        self.assertEqual(result["summary"]["severities"], {"error": 1, "warning": 0, "verify": 0, "note": 0})
        (finding,) = result["findings"]
        self.assertEqual(finding["rule"], "p.sum")
        self.assertEqual(finding["document"], "乙局-2020-final_accounts")
        self.assertEqual(finding["table"], "三公")
        self.assertEqual((finding["row"], finding["column"]), ("合计", "决算数"))
        self.assertEqual((finding["printed"], finding["expected"], finding["difference"]), ("5.50", "5.25", "0.25"))
        self.assertEqual(finding["message"], "合计 5.50，分项之和 5.25，相差 0.25。")
        self.assertEqual(finding["at"]["line"], 10)
        self.assertEqual(finding["at"]["file"], "乙局.txt")

    def test_verdict_is_the_last_line(self):
        answer = self.gouji("run")
        self.assertTrue(answer.out.splitlines()[-1].startswith("结论："))
        self.assertTrue(self.gouji("run", "--lang", "en").out.splitlines()[-1].lower().startswith("verdict"))

    def test_every_format(self):
        for name in "text json ndjson csv xlsx md html junit sarif".split():
            file = self.home / f"out.{name}"
            answer = self.gouji("run", "-f", name, "-o", file)
            self.assertEqual((answer.status, answer.out, answer.err), (3, "", ""), name)
            self.assertGreater(file.stat().st_size, 100, name)

    def test_format_by_the_ending(self):
        self.gouji("run", "-o", "r.json")
        self.assertEqual(json.loads((self.home / "r.json").read_text())["schema"], "gouji.result.v1")

    def test_endings(self):
        cases = [
            (("run", "-o", "r.xls"), "usage.unknown_ending"),
            (("run", "-o", "r.pdf"), "usage.unknown_ending"),
            (("run", "-o", "r.DOCX"), "usage.unknown_ending"),
            (("run", "-o", "r.et"), "usage.unknown_ending"),
            (("run", "-f", "text", "-o", "r.xls"), "usage.unknown_ending"),
            (("run", "-f", "json", "-o", "r.xlsx"), "usage.other_ending"),
            (("run", "-f", "xlsx", "-o", "r.csv"), "usage.other_ending"),
            (("run", "-f", "markdown", "-o", "r.txt"), "usage.other_ending"),
            (("test", "-o", "r.html"), "usage.unknown_ending"),
            (("test", "-f", "junit", "-o", "r.json"), "usage.other_ending"),
            (("export", "data.ndjson", "-o", "r.xls"), "usage.unknown_ending"),
            (("export", "data.ndjson", "-f", "csv", "-o", "r.html"), "usage.other_ending"),
            (("decide", "--list", "-o", "r.xlsx"), "usage.unknown_ending"),
            (("doc", "--diff", "p", "p", "-o", "r.docx"), "usage.unknown_ending"),
        ]
        for words, code in cases:
            with self.subTest(words=words):
                self.says(self.gouji(*words), 1, f"[{code}]", "" if code == "usage.other_ending" else "可用的结尾：")
                self.assertFalse((self.home / words[-1]).exists())
        self.says(self.gouji("run", "-o", "r.xls", language="en_US.UTF-8"), 1, ".xlsx")
        begins = {"R.XLSX": b"PK", "r.htm": b"<!DOCTYPE", "r.xml": b"<?xml", "r.txt": b"--", "r.v2": b"--", "r": b"--", "r.jsonl": b'{"record"'}
        for name, opening in begins.items():
            with self.subTest(name=name):
                self.assertEqual(self.gouji("run", "-o", name).status, 3)
                self.assertTrue((self.home / name).read_bytes().startswith(opening), (self.home / name).read_bytes()[:40])
        for words in (("-f", "sarif", "-o", "r.json"), ("-f", "junit", "-o", "r.xml"), ("-f", "jsonl", "-o", "r.ndjson"), ("-f", "json", "-o", "r.out")):
            self.assertEqual(self.gouji("run", *words).status, 3, words)
        self.assertEqual(self.gouji("export", "data.ndjson", "-o", "d.csv").status, 0)
        self.assertEqual(self.gouji("export", "data.ndjson", "-o", "d.ndjson.gz").status, 0)

    def test_two_runs_give_the_same_bytes(self):
        self.data("data.ndjson", *[disclosure(f"单位{i:03}", total=f"5.{i % 50 + 10}") for i in range(60)])
        seen = set()
        for words, environment in [
            ([], {}),
            (["-j", "2"], {}),
            (["-j", "7"], {}),
            ([], {"LANG": "en_US.UTF-8", "language": "en_US.UTF-8", "TZ": "Asia/Shanghai", "COLUMNS": "40"}),
        ]:
            answer = self.gouji("run", "-f", "json", *words, **environment)
            self.assertEqual(answer.status, 3)
            seen.add(hashlib.sha256(answer.out.encode()).hexdigest())
        self.assertEqual(len(seen), 1)

    def test_the_same_from_another_folder(self):
        here = self.gouji("run", "-f", "json")
        elsewhere = self.home / "a/b"
        elsewhere.mkdir(parents=True)
        self.assertEqual(self.gouji("run", "-f", "json", cwd=elsewhere).out, here.out)
        self.assertNotIn(str(self.home), here.out)

    def test_the_workbench_is_found_upwards(self):
        deep = self.home / "a/b"
        deep.mkdir(parents=True)
        self.assertEqual(self.gouji("run", "-f", "json", cwd=deep, GOUJI_HOME="").json()["summary"]["documents"], 2)

    def test_home_option_goes_before_the_environment(self):
        self.assertEqual(self.gouji("run", "-f", "json", "--home", self.home, cwd="/", GOUJI_HOME="/nowhere").json()["summary"]["documents"], 2)
        self.assertEqual(self.gouji("--home", self.home, "run", "-f", "json", cwd="/", GOUJI_HOME="/nowhere").json()["summary"]["documents"], 2)
        self.says(self.gouji("run", GOUJI_HOME="/nowhere"), 1, "workbench.no_home", "/nowhere")


class Workers(Bench):
    def test_a_killed_worker_is_replaced(self):
        self.data("data.ndjson", *[disclosure(f"单位{i:04}", total=f"5.{i % 50 + 10}") for i in range(800)])
        wanted = self.gouji("run", "-f", "json", "-j", "1").out
        environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
        # Into a file: a pipe that nobody reads meanwhile would hold the run up for ever.
        with open(self.home / "out.json", "wb") as out:
            run = subprocess.Popen([BIN, "run", "-f", "json", "-j", "3"], cwd=self.home, env=environment, stdout=out, stderr=subprocess.PIPE)
        killed = 0
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        while run.poll() is None and killed < 2:
            for child in children.read_text().split() if children.exists() else []:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGKILL)
                    killed += 1
                    time.sleep(0.05)
                break
        err = run.communicate(timeout=120)[1]
        self.assertEqual((run.returncode, err.decode()), (3, ""))
        self.assertEqual((self.home / "out.json").read_text(encoding="utf-8") == wanted, True)

    def test_problems_reach_the_parent(self):
        self.data("data.ndjson", *[disclosure(f"单位{i:04}") for i in range(30)])
        with open(self.home / "data.ndjson", "a", encoding="utf-8") as file:
            file.write("{\n")
        for jobs in ("1", "2"):
            answer = self.gouji("run", "-f", "json", "-j", jobs)
            self.says(answer, 1, "data.ndjson:31")
            self.assertEqual(answer.json()["summary"]["documents"], 30)


class Choosing(Bench):
    def test_pattern(self):
        self.write("rules/p/rules/other.lua", rule("p.other", 'check:same(spent["合计"], spent["合计"])'))
        self.assertEqual(self.gouji("run", "-f", "json", "-r", "sum").json()["summary"]["rules"], 1)
        self.assertEqual(self.gouji("run", "-f", "json", "-r", "^p\\.(sum|other)$").json()["summary"]["rules"], 2)
        self.assertEqual(self.gouji("run", "-f", "json", "-r", "other").status, 0)

    def test_pattern_that_fits_nothing(self):
        self.says(self.gouji("run", "-r", "p.smu"), 1, "p.smu", "是否想写“p.sum”？")
        self.says(self.gouji("run", "-r", "("), 1, "text.bad_pattern")

    def test_year(self):
        self.data("data.ndjson", disclosure(year=2019), disclosure(year=2020))
        self.assertEqual(self.gouji("run", "-f", "json", "--year", "2019").json()["summary"]["documents"], 1)

    def test_rules_year_is_marked(self):
        self.write("rules/p/rules/sum.lua", SUM_RULE.replace('on     =', 'effective = { from = 2023 },\n  on     =') % "p")
        self.assertEqual(self.gouji("run").status, 0)
        answer = self.gouji("run", "--rules-year", "2023")
        self.assertEqual(answer.status, 3)
        self.assertIn("试算", answer.out)

    def test_each_document_once_by_the_narrowest_pack(self):
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]')
        self.data("data.ndjson", disclosure("乙局", total="5.50"), disclosure("丙局", total="5.50", province="他省"))
        found = {one["document"]: one["pack"] for one in self.findings()}
        self.assertEqual(found, {"乙局-2020-final_accounts": "q", "丙局-2020-final_accounts": "p"})
        self.assertEqual([one["rule"] for one in self.findings()], ["p.sum", "p.sum"])

    def test_named_packs_by_their_scope(self):
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]')
        self.data("data.ndjson", disclosure("乙局", total="5.50"), disclosure("丙局", total="5.50", province="他省"))
        self.assertEqual([one["pack"] for one in self.findings("--pack", "p")], ["p", "p"])
        self.assertEqual([one["pack"] for one in self.findings("--pack", "q")], ["q"])
        self.assertEqual([one["pack"] for one in self.findings("--pack", "q", "--pack", "p")], ["q", "p"])
        self.assertEqual([one["pack"] for one in self.findings("--pack", "q", "p")], ["q", "p"])
        self.assertEqual([one["pack"] for one in self.findings("--pack", "q", "data.ndjson")], ["q"])
        self.assertEqual([one["pack"] for one in self.findings("--pack", "q", "--", "data.ndjson")], ["q"])
        self.assertEqual([one["pack"] for one in self.findings(GOUJI_RUN_PACK="p,q")], ["q", "p"])

    def test_documents_without_a_pack_are_said(self):
        self.pack("p", '[scope]\nprovinces = ["他省"]')
        answer = self.gouji("run", "-f", "json")
        self.says(answer, 0, "没有规则包适用于：甲局-2020-部门决算")
        self.assertEqual(answer.json()["summary"]["documents"], 0)

    def test_a_named_pack_that_is_for_none_is_no_clean_result(self):
        for scope, why in [
            ('provinces = ["他省"]', "适用的省是他省，这份是某省"),
            ('regions = ["某市"]', "适用的市县是某市，这份是空的"),
            ('kinds = ["部门预算", "绩效自评"]', "适用的种类是部门预算、绩效自评，这份是部门决算"),
            ("from = 2021", "适用的年度是2021 起，这份是2020"),
            ("from = 2010\nto = 2019", "适用的年度是2010–2019，这份是2020"),
        ]:
            with self.subTest(scope=scope):
                self.pack("q", f'base = "p"\n[scope]\n{scope}')
                for jobs in ("1", "2"):
                    answer = self.gouji("run", "--pack", "q", "-f", "json", "-j", jobs)
                    self.says(answer, 1, "run.out_of_scope", f"规则包“q”不适用于所给的 2 份公开文本：{why}（甲局-2020-部门决算）", "rules/q/pack.toml 的 [scope]")
                    self.assertEqual(answer.err.count("规则包"), 2, answer.err)  # one message and its hint
                    self.assertEqual(answer.json()["summary"]["documents"], 0)
                self.says(self.gouji("run", "--pack", "q", "--lang", "en"), 1, "pack q is for none of the 2 disclosures")
        # Beside one that is for them it is told, and that is all.
        self.pack("r")
        answer = self.gouji("run", "--pack", "q", "--pack", "p", "--fail-level", "never")
        self.says(answer, 0, "规则包“q”不适用于所给的 2 份公开文本")
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]')
        self.assertNotIn("不适用于", self.gouji("run", "--pack", "q").err)

    def test_pack_from_anywhere(self):
        shutil.move(self.home / "rules/p", self.home / "mine")
        (self.home / "rules").mkdir(exist_ok=True)
        self.assertEqual(len(self.findings("--pack", "mine")), 1)
        self.assertEqual(len(self.findings("--pack", self.home / "mine")), 1)
        self.assertEqual(len(self.findings("data.ndjson", "--pack", "./mine")), 1)

    def test_minimal_pack(self):
        """pack.toml with id, revision, api, owns, and one rule file beside it."""
        self.write("tiny/pack.toml", 'id = "tiny"\nrevision = "1"\napi = 1\nowns = "tiny"\n')
        self.write("tiny/sum.lua", SUM_RULE % "tiny")
        self.assertEqual([one["rule"] for one in self.findings("--pack", "tiny")], ["tiny.sum"])

    def test_unknown_pack(self):
        self.says(self.gouji("run", "--pack", "pp"), 1, "pack.unknown", "是否想写“p”？")
        self.says(self.gouji("run", "--pack", "no/such"), 1, "pack.unknown", "no/such")


class Ends(Bench):
    def severity(self, severity):
        self.write("rules/p/rules/sum.lua", SUM_RULE.replace('basis  =', f'severity = "{severity}",\n  basis  =') % "p")

    def test_clean(self):
        self.data("data.ndjson", disclosure())
        self.assertEqual(self.gouji("run").status, 0)

    def test_levels(self):
        for severity, level, status in [
            ("error", "error", 3), ("error", "warning", 3), ("error", "never", 0),
            ("warning", "error", 0), ("warning", "warning", 2), ("warning", "never", 0),
            ("verify", "warning", 0), ("note", "warning", 0),
        ]:  # fmt: skip
            self.severity(severity)
            self.assertEqual(self.gouji("run", "--fail-level", level).status, status, (severity, level))

    def test_level_of_the_workbench(self):
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[output]\nfail_level = "never"\nformat = "json"\n')
        answer = self.gouji("run")
        self.assertEqual(answer.status, 0)
        self.assertEqual(answer.json()["summary"]["documents"], 2)

    def test_a_fault_goes_before_errors(self):
        self.write("rules/p/rules/bad.lua", rule("p.bad", "error('no')"))
        answer = self.gouji("run", "-f", "json")
        self.assertEqual(answer.status, 1)
        self.assertEqual(answer.json()["summary"]["severities"]["error"], 1)

    def test_missing_input(self):
        answer = self.gouji("run", "no-such", "data.ndjson", "-f", "json")
        self.says(answer, 1, "dataset.missing", "no-such")
        self.assertEqual(answer.json()["summary"]["documents"], 2)
        self.says(self.gouji("run", "data.njson"), 1, "data.ndjson")

    def test_broken_lines(self):
        with open(self.home / "data.ndjson", "a", encoding="utf-8") as file:
            file.write('{"schema": "gouji.disclosure.v1", "id": \n')
            file.write(json.dumps(disclosure("丙局", total="9"), ensure_ascii=False) + "\n")
        answer = self.gouji("run", "-f", "json")
        self.says(answer, 1, "data.ndjson:3")
        self.assertEqual(answer.json()["summary"]["documents"], 3)

    def test_misspelt_key_in_data(self):
        bad = disclosure("丙局")
        bad["tabels"] = bad.pop("tables")
        self.data("data.ndjson", bad)
        self.says(self.gouji("run"), 1, "tabels", "tables")

    def test_nothing_to_read(self):
        (self.home / "empty").mkdir()
        self.says(self.gouji("run", "empty"), 1, "dataset.none_found")


class Output(Bench):
    def test_replaced_as_a_whole(self):
        out = self.write("out.json", "old " * 100000)
        self.gouji("run", "-f", "json", "-o", out)
        json.loads(out.read_text(encoding="utf-8"))
        self.assertEqual([p.name for p in self.home.iterdir() if p.name.startswith(".")], [])

    def test_left_alone_where_it_cannot_be_written(self):
        answer = self.gouji("run", "-o", "no/such/out.json")
        self.says(answer, 1, "file.unwritable", "no/such/out.json")
        if os.geteuid() != 0:
            folder = self.home / "locked"
            folder.mkdir()
            out = self.write("locked/out.json", "old")
            folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
            self.addCleanup(folder.chmod, 0o700)
            self.says(self.gouji("run", "-o", out), 1, "file.unwritable")
            self.assertEqual(out.read_text(), "old")

    def test_a_failed_call_writes_nothing(self):
        self.write("rules/p/parameters.toml", "broken = [")
        out = self.write("out.json", "old")
        self.assertEqual(self.gouji("run", "-o", out).status, 1)
        self.assertEqual(out.read_text(), "old")

    def test_full_disk(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([BIN, "run"], cwd=self.home, stdout=full, stderr=subprocess.PIPE, check=False, env={**os.environ, "GOUJI_HOME": str(self.home)})
        self.assertEqual(done.returncode, 1)
        self.assertIn("output.broken", done.stderr.decode())


if __name__ == "__main__":
    main()
