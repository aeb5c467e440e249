"""gouji import over folders: what is read, what is not read again, and what a call that dies leaves behind."""

import fcntl
import hashlib
import os
import pty
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, HOME, Bench, disclosure, main, rule  # noqa: E402

TOGETHER = 64  # datasets that go into their places together

# One form a file: 单位 and 年度 on lines of their own, or not at all.
LAYOUT = """
layout {
  id = "p/lines",
  title = "几行文字",
  kind = "self_evaluation",
  recognise = function(source) return { score = source:find "测试公开文本" and 10 or 0, why = "有标题" } end,
  read = function(source, out)
    local unit, year = source:find "^单位：", source:find "^年度："
    out:document {
      unit = unit and source:piece(unit, "单位：(.+)$"),
      year = year and source:piece(year, "年度：(.+)$"),
      province = "某省", money_unit = "万元",
    }
    local form = out:evaluation { scope = "project", name = "项目", from = 1, to = source:count() }
    for _, line in pairs(source:all "^资金 ") do
      form:fund { source = source:piece(line, "^(资金)"), annual = source:piece(line, "资金 (.+)$"), from = line }
    end
  end,
}
"""

YEAR_RULE = """
rule {
  id = "p.year", title = "年度", basis = "测试", on = { document = "部门决算" },
  run = function(d, check) check:holds(d.year > 2000) end,
}
"""


def source(unit="甲局", year="2020", amount="12.50"):
    lines = ["测试公开文本"]
    lines += [f"单位：{unit}"] if unit else []
    lines += [f"年度：{year}"] if year else []
    return "\n".join([*lines, f"资金 {amount}", ""])


class Import(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/layouts/lines.lua", LAYOUT)

    def sets(self):
        """The datasets as others see them: what is hidden is not looked at."""
        found = []
        for folder, below, names in os.walk(self.home / "sets"):
            below[:] = [name for name in below if not name.startswith(".")]
            if "disclosure.toml" in names:
                found.append(Path(folder).relative_to(self.home / "sets").as_posix())
        return sorted(found)

    def bring(self, *words, status=0, **environment):
        answer = self.gouji("import", *(words or ["in"]), "-o", "sets", **environment)
        self.assertEqual(answer.status, status, answer.err + answer.out)
        return answer

    def test_folders_are_walked(self):
        for name in ["in/b.txt", "in/a/1.txt", "in/a/deep/2.md"]:
            self.write(name, source(Path(name).stem + "局"))
        self.write("in/.hidden.txt", source("hidden"))
        self.write("in/.git/x.txt", source("hidden"))
        self.write("in/~$b.docx", "lock")
        self.write("in/photo.jpg", "x")
        self.write("in/notes.json", "{}")
        answer = self.bring()
        self.assertEqual(len(self.sets()), 3)
        self.assertIn("共 3 个文件：读入 3，未变 0，失败 0；不读的 2（.jpg 1，.json 1）", answer.out)
        self.assertIn("归位 8 个数", answer.out)
        self.assertEqual(answer.err, "")

    def test_datasets_in_the_folder_are_no_sources(self):
        self.write("a.txt", source())
        self.write("sets/readme.txt", "文字")
        self.bring(".")
        self.assertIn("读入 0，未变 1", self.bring(".").out)
        self.assertEqual(len(self.sets()), 1)
        self.assertEqual(self.gouji("import", ".", "-o", "others").out.count(" → "), 1)

    def test_broken_among_good(self):
        self.write("in/1.txt", source("一局"))
        self.write("in/2.txt", b"")
        self.write("in/3.txt", b"\x00\x01\x02")
        self.write("in/4.txt", "没有表的文字\n")
        self.write("in/5.html", "<div>" * 2000)
        self.write("in/6.csv", 'a,"b\nc\n')
        self.write("in/7.txt", source("七局"))
        answer = self.bring(status=1)
        self.assertEqual(len(self.sets()), 2)
        self.assertIn("读入 2，未变 0，失败 5", answer.out)
        for code in ["import.empty", "import.not_text", "import.no_layout", "import.too_deep", "csv.syntax"]:
            self.assertIn(code, answer.err)

    def test_what_is_no_file(self):
        (self.home / "in/folder.txt").mkdir(parents=True)
        self.write("in/folder.txt/a.txt", source())
        self.assertEqual(self.bring("in/folder.txt", "in", "in/folder.txt/a.txt").out.count(" → "), 1)
        self.assertEqual(len(self.sets()), 1)
        os.mkfifo(self.home / "in/pipe.txt")
        self.says(self.gouji("import", "in", "-o", "sets"), 1, "file.not_regular", "pipe.txt")
        self.says(self.gouji("import", "/dev/null", "-o", "sets"), 1, "file.not_regular")
        (self.home / "none").mkdir()
        self.says(self.gouji("import", "none", "-o", "sets"), 1, "import.empty_folder")

    def test_links_are_not_followed(self):
        self.write("out/secret.txt", source("外局"))
        self.write("in/a.txt", source())
        (self.home / "in/file.txt").symlink_to(self.home / "out/secret.txt")
        (self.home / "in/folder").symlink_to(self.home / "out")
        (self.home / "in/loop").symlink_to(self.home / "in")
        answer = self.bring(status=1)
        self.assertEqual(self.sets(), ["某省/甲局-2020-绩效自评"])
        self.assertEqual(answer.err.count("import.symlink"), 3)
        self.bring("in/file.txt")  # named itself, it is wanted
        self.assertEqual(len(self.sets()), 2)

    def test_unchanged_is_not_read_again(self):
        self.write("in/a.txt", source("甲局"))
        self.write("in/b.txt", source("乙局"))
        self.bring()
        stamp = (self.home / "sets/某省/甲局-2020-绩效自评").stat().st_ino
        self.assertIn("读入 0，未变 2", self.bring().out)
        self.assertEqual(stamp, (self.home / "sets/某省/甲局-2020-绩效自评").stat().st_ino)
        self.write("in/b.txt", source("乙局", amount="9.00"))  # bytes
        self.assertIn("读入 1，未变 1", self.bring().out)
        self.assertIn("读入 2，未变 0", self.bring("in", "--set", "region=某市").out)  # options
        self.assertIn("读入 2，未变 0", self.bring().out)
        self.write("rules/p/layouts/lines.lua", LAYOUT + "-- 改\n")  # layouts
        self.assertIn("读入 2，未变 0", self.bring().out)
        self.assertIn("读入 2，未变 0", self.bring("in", "--again").out)
        self.assertIn("读入 0，未变 2", self.bring().out)
        self.bring("in", "--report", "report.json")  # a report tells of all
        self.assertEqual(len((self.home / "report.json").read_text(encoding="utf-8").splitlines()), 2)

    def test_a_dataset_that_is_gone_is_made_again(self):
        self.write("in/a.txt", source("甲局"))
        self.write("in/b.txt", source("乙局"))
        self.bring()
        for file in (self.home / "sets/某省/甲局-2020-绩效自评").iterdir():
            file.unlink()
        (self.home / "sets/某省/甲局-2020-绩效自评").rmdir()
        self.assertIn("读入 1，未变 1", self.bring().out)
        self.assertEqual(len(self.sets()), 2)
        (self.home / "sets/.gouji-import.ndjson").unlink()
        self.assertIn("读入 2，未变 0", self.bring().out)
        self.assertEqual(len(self.sets()), 2)

    def test_a_broken_memory_only_costs_time(self):
        self.write("in/a.txt", source("甲局"))
        self.write("in/b.txt", source("乙局"))
        self.bring()
        memory = self.home / "sets/.gouji-import.ndjson"
        whole = memory.read_bytes()
        memory.write_bytes(whole[:-20])
        self.assertIn("读入 1，未变 1", self.bring().out)
        memory.write_bytes(b'{"source":1}\n\xff\xff\n[]\n' + whole)
        self.assertIn("读入 0，未变 2", self.bring().out)
        memory.write_bytes(b"")
        self.assertIn("读入 2，未变 0", self.bring().out)
        self.assertEqual(len(self.sets()), 2)

    def test_a_second_source_of_the_same_dataset_is_numbered(self):
        self.write("in/a.txt", source(amount="1.00"))
        self.write("in/b.txt", source(amount="2.00"))
        self.write("in/c.txt", source(amount="3.00"))
        answer = self.bring()
        self.assertEqual(self.sets(), ["某省/甲局-2020-绩效自评", "某省/甲局-2020-绩效自评-2", "某省/甲局-2020-绩效自评-3"])
        self.assertIn("b.txt", answer.err)
        self.assertIn("甲局-2020-self_evaluation-2", answer.err)
        documents = self.gouji("export", "sets", "-f", "ndjson").out
        for amount in ["1.00", "2.00", "3.00"]:
            self.assertIn(amount, documents)
        self.assertIn("未变 3", self.bring().out)
        # Each keeps its place, whichever is read again, alone or not.
        self.write("in/b.txt", source(amount="4.00"))
        self.bring("in/b.txt")
        self.assertEqual(len(self.sets()), 3)
        self.assertIn("4.00", (self.home / "sets/某省/甲局-2020-绩效自评-2/funds.csv").read_text(encoding="utf-8"))
        # A source under another name does not take its place, unless the first is gone.
        self.write("d.txt", source(amount="5.00"))
        self.assertIn("编号改为", self.bring("d.txt").err)
        (self.home / "in/a.txt").rename(self.home / "in/a2.txt")
        self.assertNotIn("编号改为", self.bring("in/a2.txt").err)
        self.assertEqual(len(self.sets()), 4)

    def test_facts_that_are_not_printed(self):
        words = (HOME / "rules/national/data/file_words.txt").read_text(encoding="utf-8")
        self.write("rules/p/data/file_words.txt", words)
        cases = {
            "某某县财政局2023年部门决算公开.txt": ("某某县财政局", 2023),
            "2022年度乙县教育局部门决算.txt": ("乙县教育局", 2022),
            "丙县水务局2021/input.txt": ("丙县水务局", 2021),
            "2019/附件1：丁县文旅局绩效自评表.txt": ("丁县文旅局", 2019),
            "seventh-bureau-2016/index.txt": ("seventh-bureau-2016", 2016),
            "office-2015/附件1.txt": ("office-2015", 2015),
            "t20240821_77.txt": ("t20240821_77", 2018),
        }
        for name in cases:
            self.write(f"in/{name}", source(unit="", year="") + "2018年度预算，比2017年增加。\n")
        self.bring()
        found = {}
        for name in self.sets():
            text = (self.home / "sets" / name / "disclosure.toml").read_text(encoding="utf-8")
            self.assertIn("没有印出，取自文件", text)
            found[name.split("/")[1].rsplit("-", 1)[0]] = text
        self.assertEqual(sorted(found), sorted(f"{unit}-{year}" for unit, year in cases.values()))
        self.assertIn("最近的年度", found["t20240821_77-2018"])

    def test_a_year_that_nothing_tells(self):
        self.write("b/没有年度的局.txt", source(unit="", year=""))
        self.says(self.gouji("import", "b", "-o", "sets", "--strict"), 1, "import.doubtful", "--set year=")
        self.assertEqual(self.sets(), [])
        answer = self.bring("b", "--explain")
        self.assertIn("都没有年度", answer.out)
        unknown = "某省/没有年度的局-年度未知-绩效自评"
        self.assertEqual(self.sets(), [unknown])
        document = self.gouji("export", "sets", "-f", "ndjson").json()
        self.assertIsNone(document["year"])
        self.assertEqual(document["id"], "没有年度的局-unknown-self_evaluation")
        self.assertEqual(document["evaluations"][0]["funds"][0]["annual"], "12.50")
        self.assertIn("--set year=", document["doubtful"]["year"])
        manifest = (self.home / "sets" / unknown / "disclosure.toml").read_text(encoding="utf-8")
        self.assertIn('year = "未知"', manifest)
        for form, said in [("csv", "未知"), ("html", "年度未知"), ("xlsx", "")]:
            self.assertEqual(self.gouji("export", "sets", "-f", form, "-o", f"all.{form}").status, 0)
            if said:
                self.assertIn(said, (self.home / f"all.{form}").read_text(encoding="utf-8"))
        self.assertIn("年度未知", self.gouji("inspect", "sets", LC_ALL="zh_CN.UTF-8").out)
        # A second one does not take its place; with the year told it goes where it belongs, and the old one is named.
        self.write("c/没有年度的局.txt", source(unit="", year="", amount="2.00"))
        self.bring("c")
        self.assertEqual(self.sets(), [unknown, unknown + "-2"])
        self.says(self.gouji("import", "b", "-o", "sets", "--set", "year=二〇"), 1, "import.bad_setting", "--set year=")
        self.assertIn("旧的还在", self.bring("b", "--set", "year=2020").err)
        self.assertEqual(self.sets(), ["某省/没有年度的局-2020-绩效自评", unknown, unknown + "-2"])
        self.assertIn("未变 1", self.bring("b", "b", "--set", "year=2020").out + self.bring("b", "c", "--set", "year=2020").out)

    def test_a_unit_that_nothing_tells(self):
        self.write("rules/p/data/file_words.txt", (HOME / "rules/national/data/file_words.txt").read_text(encoding="utf-8"))
        self.write("附件/附件1.txt", source(unit=""))
        self.bring("附件")
        document = self.gouji("export", "sets", "-f", "ndjson").json()
        self.assertEqual(document["unit"], "附件1")
        self.assertIn("--set unit=", document["doubtful"]["unit"])
        self.says(self.gouji("import", "附件", "-o", "strict", "--strict"), 1, "import.doubtful", "--set unit=")
        self.bring("附件", "--set", "unit=某局")
        self.assertIn("某省/某局-2020-绩效自评", self.sets())

    def test_rules_without_the_year(self):
        self.write("rules/p/parameters.toml", '["limit"]\nbasis = "x"\nunit = "万元"\nvalues = { 2020 = "5", 2023 = "1" }\n')
        self.write("rules/p/rules/limit.lua", rule("p.limit", 'check:at_most(spent["合计"], param "limit")'))
        self.write("rules/p/rules/from.lua", rule("p.from", 'check:holds(true)', "effective = { from = 2021 },"))
        self.write("rules/p/rules/year.lua", YEAR_RULE)
        self.data("data.ndjson", {**disclosure("甲局", total="5.50"), "year": None, "id": None})
        answer = self.gouji("run", "-f", "json")
        self.assertEqual(answer.status, 3)
        found = {one["rule"]: one for one in answer.json()["findings"]}
        self.assertEqual(found["p.sum"]["outcome"], "finding")  # what needs no year is told
        for name in ("p.limit", "p.from", "p.year"):
            self.assertEqual(found[name]["outcome"], "cannot_evaluate")
            self.assertIn("年度未知", found[name]["message"])
            self.assertIn("--set year=", found[name]["remedy"])
        trial = {one["rule"]: one["outcome"] for one in self.gouji("run", "-f", "json", "--rules-year", "2023").json()["findings"]}
        self.assertEqual((trial["p.limit"], trial.get("p.from")), ("finding", None))

    def test_any_number_of_workers_gives_the_same(self):
        for i in range(12):
            self.write(f"in/{i:02}.txt", source(f"{i // 2}局") if i != 5 else "没有表的文字\n")
        one = self.gouji("import", "in", "-o", "one", "-j", "1")
        three = self.gouji("import", "in", "-o", "three", "-j", "3")
        self.assertEqual((one.status, three.status), (1, 1))
        self.assertEqual(self.gouji("export", "one", "-f", "ndjson").out, self.gouji("export", "three", "-f", "ndjson").out)
        self.assertEqual(one.err, three.err)
        names = [line.split("/", 1)[1] for line in one.out.splitlines() if " → " in line]
        self.assertEqual(len(names), 11)
        self.assertIn("未变 11", self.gouji("import", "in", "-o", "three", "-j", "2").out)

    def test_killed_in_the_middle(self):
        count = 300
        for i in range(count):
            self.write(f"in/{i:03}.txt", source(f"第{i}局"))
        for jobs in ["1", "2"]:
            environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
            words = [BIN, "import", "in", "-o", "sets", "-j", jobs]
            process = subprocess.Popen(words, cwd=self.home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wanted = len(self.sets()) + 40
            ends = time.monotonic() + 60
            while len(self.sets()) < wanted and process.poll() is None and time.monotonic() < ends:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.assertEqual(process.returncode, -signal.SIGKILL, "it was done before it could be killed")
            done = len(self.sets())
            self.assertLess(done, count)
            read = self.gouji("inspect", "sets", "-f", "json")
            self.assertEqual(read.status, 0, read.err)
            self.assertEqual(len(read.json()["documents"] if isinstance(read.json(), dict) else read.json()), done)
        answer = self.bring()
        unchanged = int(answer.out.rsplit("未变 ", 1)[1].split("，")[0])
        self.assertGreaterEqual(unchanged, done - TOGETHER)  # so many may be in their places and not yet remembered
        self.assertEqual(len(self.sets()), count)
        self.assertIn(f"未变 {count}", self.bring().out)
        self.assertEqual(self.left_aside(), [])

    def start(self, *words, **more):
        environment = {**os.environ, "GOUJI_HOME": str(self.home), "LC_ALL": "C"}
        return subprocess.Popen([BIN, "import", "in", "-o", "sets", *words], cwd=self.home, env=environment, bufsize=0, **more)

    def left_aside(self):
        """What should have been gone with the program that made it."""
        return [path.name for path in (self.home / "sets").rglob(".*") if path.name != ".gouji-import.ndjson"]

    def test_killed_at_any_moment(self):
        """Every dataset is that of one source as it once was, in all of its files."""
        count, moments = TOGETHER + 20, 50
        version_of = {}

        def write_all(version):
            for i in range(count):
                text = source(f"第{i}局", amount=f"{version}.50")
                version_of[hashlib.sha256(text.encode()).hexdigest()] = (f"第{i}局", version)
                self.write(f"in/{i:03}.txt", text)

        def look():
            for name in self.sets():
                folder = self.home / "sets" / name
                self.assertEqual(sorted(os.listdir(folder)), ["disclosure.toml", "evaluations.csv", "funds.csv"])
                manifest = (folder / "disclosure.toml").read_text(encoding="utf-8")
                unit, version = version_of[re.search(r'sha256 = "(\w+)"', manifest)[1]]
                self.assertIn(f'unit = "{unit}"', manifest)
                self.assertIn(f"{version}.50", (folder / "funds.csv").read_text(encoding="utf-8"))

        write_all(0)
        begun = time.monotonic()
        self.bring()
        whole = time.monotonic() - begun
        dice = random.Random(20240229)
        killed = 0
        for moment in range(1, moments + 1):
            write_all(moment)
            begun = time.monotonic()
            process = self.start("-j", str(dice.choice([1, 2])), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(dice.uniform(0.1, 1) * whole)
                whole = min(whole, time.monotonic() - begun)  # the first may have been a slow one
            except subprocess.TimeoutExpired:
                process.kill()
                killed += process.wait() == -signal.SIGKILL
            look()
        self.assertGreater(killed, moments // 3)
        self.bring()
        look()
        self.assertEqual(len(self.sets()), count)
        for name in self.sets():
            self.assertIn(f"{moments}.50", (self.home / "sets" / name / "funds.csv").read_text(encoding="utf-8"))
        self.assertEqual(self.left_aside(), [])

    def test_stopped_by_hand(self):
        count = 4 * TOGETHER
        for jobs, stop in [("1", signal.SIGINT), ("2", signal.SIGTERM)]:
            for i in range(count):
                self.write(f"in/{i:03}.txt", source(f"第{i}局", amount=jobs))
            report = ["--report", "report.json"] if jobs == "1" else []
            process = self.start("-j", jobs, *report, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdout.readline()  # the first ones are in their places
            process.send_signal(stop)
            out, err = process.communicate(timeout=60)
            self.assertEqual(process.returncode, -stop, "it was done before it could be stopped")
            self.assertIn("已停止", err.decode())
            self.assertNotIn("error", err.decode())
            read = int(re.search("读入 ([0-9]+)", out.decode())[1])
            self.assertIn("失败 0", out.decode())
            self.assertGreater(read, 0)
            self.assertLess(read, count)
            self.assertEqual(self.left_aside(), [])
            self.assertFalse((self.home / "report.json").exists())
            self.assertEqual([name for name in os.listdir(self.home) if name.startswith(".")], [])
            self.assertIn(f"读入 {count - read}，未变 {read}，失败 0", self.bring().out)

    def seen_on_a_terminal(self):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        process = self.start(stdout=subprocess.DEVNULL, stderr=theirs)
        os.close(theirs)
        seen, held = b"", False
        while True:
            try:
                seen += os.read(ours, 65536)
                if "读入".encode() in seen and not held:  # a rate is told after half a second, however fast the machine
                    held = True
                    process.send_signal(signal.SIGSTOP)
                    time.sleep(0.7)
                    process.send_signal(signal.SIGCONT)
            except OSError:  # the other end is closed
                break
        os.close(ours)
        self.assertEqual(process.wait(), 1)
        return seen

    def test_progress_on_a_terminal(self):
        for i in range(400):
            self.write(f"in/{'很长的名字' * 12}{i:03}.txt", source(f"第{i}局") if i != 7 else "没有表的文字\n")
        told = r"^读入 █+░* \d+/400 · 每秒 [\d.]+ 份 · 还需 \d+ 秒 · "
        for _ in range(4):  # on a busy machine all may be done before it is held
            seen = self.seen_on_a_terminal()
            shown = [line for line in seen.decode().split("\r\x1b[K") if line.startswith("读入")]
            self.assertTrue(shown)
            if re.search(told, shown[-1]):
                break
            shutil.rmtree(self.home / "sets")
        self.assertRegex(shown[-1], told)
        for line in shown:
            self.assertLess(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.split("\n")[0]), 80)
        self.assertIn("import.no_layout", seen.decode())

    def test_a_report_that_cannot_be_written_is_told_first(self):
        self.write("in/a.txt", source())
        self.says(self.gouji("import", "in", "-o", "sets", "--report", "no/such/report.html"), 1, "file.unwritable")
        self.assertEqual(self.sets(), [])

    def test_a_year_that_is_none(self):
        self.write("in/a.txt", source())
        for year in ["二〇二四", "2024年", "", "-1", "99999999999"]:
            self.says(self.gouji("import", "in", "-o", "sets", "--set", f"year={year}"), 1, "import.bad_setting")
        self.assertEqual(self.sets(), [])


if __name__ == "__main__":
    main()
