"""Disks that are full or fail, folders that are shut or vanish, outputs onto inputs, many at once: one clear message in
both languages, a status, and old files whole."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tomllib
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from tracked import BIN, LONG, Tracked, can_trace, disclosure  # noqa: E402

NOBODY = 65534
ERRORS = {"write": ["EIO", "ENOSPC", "EDQUOT"], "fsync": ["EIO", "ENOSPC"], "rename": ["EIO", "EACCES", "EROFS"], "renameat2": ["EIO"], "mkdir": ["ENOSPC", "EROFS"], "fchmod": ["EIO"], "syncfs": ["EIO"], "flock": ["ENOLCK"], "unlink": ["EIO"], "unlinkat": ["EIO"]}
SAID = re.compile(r"\[(file\.unwritable|output\.broken|file\.unreadable|import\.tool_failed|export\.failed|report\.xlsx|file\.locked)\]")


class FailingWrites(Tracked):
    def calls(self):
        """Words, what they write, and how the workbench is made ready for them."""
        self.write("out.json", "old\n")
        self.sources("甲", "乙")
        yield ["run", "-f", "json", "-o", "out.json"], ["out.json"]
        yield ["run", "-f", "xlsx", "-o", "out.xlsx"], ["out.xlsx"]
        yield ["run", "-f", "json", "-o", "r.json", "--receipt", "r.receipt.json"], ["r.json", "r.receipt.json"]
        yield ["export", "data.ndjson", "-o", "out.ndjson.gz"], ["out.ndjson.gz"]
        yield ["export", "data.ndjson", "-o", "out.xlsx"], ["out.xlsx"]
        yield ["export", "data.ndjson", "-f", "folder", "-o", "sets"], ["sets/*/*"]
        yield ["approve", "--reason", "有依据", "--by", "张三"], ["rules/p/baselines/data.ndjson"]
        yield ["doc", "-o", "book"], ["book"]
        yield ["import", "in", "-o", "read", "--report", "report.html"], ["read/*/*"]
        fingerprint = next(one["fingerprint"] for one in self.findings() if one["outcome"] == "finding")
        yield ["pin", fingerprint, "--name", "真的"], ["rules/p/rules/sum.cases.toml"]
        yield ["decide", fingerprint, "--state", "确认问题", "--by", "张三", "--date", "2024-05-06"], ["乙局-审核处理.toml"]

    def one(self, words, before=(), language="zh", **options):
        done = subprocess.run([*before, BIN, *words, "--lang", language], cwd=self.home, env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False, **options)
        return done.returncode, done.stderr.decode("utf-8", "replace")

    def judge(self, words, places, old, new, status, said, point):
        now = self.units(places)
        for name in {*old, *new, *now}:
            if now.get(name) not in (old.get(name), new.get(name)):
                self.fail(f"{words} at {point}: {name} is neither old nor new")
        self.assertIn(status, (0, 1, 2, 3), f"{words} at {point}: {said}")
        self.assertNotIn("tool.failed]", said, f"{words} at {point}")
        if now != new:
            self.assertEqual(status, 1, f"{words} at {point}: {said}")
            self.assertRegex(said, SAID, f"{words} at {point}")
            self.assertRegex(said, r"\n +(办法：|mend: )", f"{words} at {point}")
        elif status == 1:
            self.assertRegex(said, r"\[[a-z_]+\.[a-z_]+\]", f"{words} at {point}")

    def each(self, act):
        for words, places in self.calls():
            with self.subTest(" ".join(words)):
                state = self.keep_state()
                old = self.units(places)
                self.whole(words, 0, 2, 3)
                new = self.units(places)
                act(words, places, old, new, state)
                self.put_state(state)

    def test_a_full_disk(self):
        """A limit on the size of files ends a write in the middle, as a full disk does."""

        def act(words, places, old, new, state):
            for number, most in enumerate([0, 1, 100, 400]):
                self.put_state(state)
                limit = lambda most=most: (signal.signal(signal.SIGXFSZ, signal.SIG_DFL), resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))  # noqa: E731
                status, said = self.one(words, language=("zh", "en")[number % 2], preexec_fn=limit)
                self.judge(words, places, old, new, status, said, f"{most} bytes")
                self.assertEqual(self.leftovers(), [], words)
                self.check_cut(words, places, old, new, f"{most} bytes", 0, 2, 3) if self.units(places) == old else None

        self.each(act)

    def test_a_small_file_system(self):
        folder = self.home / "disk"
        folder.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "gouji-test", str(folder)], capture_output=True, check=False).returncode != 0:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(lambda: subprocess.run(["umount", str(folder)], check=False))
        (folder / "fill").write_bytes(b"x" * (40 << 10))
        (folder / "r.json").write_text("old\n")
        self.data("data.ndjson", *[disclosure(f"单位{i}", total="5.50") for i in range(100)])
        for words in [["run", "-f", "json", "-o", "disk/r.json"], ["export", "data.ndjson", "-f", "folder", "-o", "disk/sets"], ["export", "data.ndjson", "-o", "disk/r.ndjson"]]:
            for language in ["zh", "en"]:
                status, said = self.one(words, language=language)
                self.assertEqual(status, 1, said)
                self.assertRegex(said, r"\[file\.unwritable\]")
                self.assertIn("No space left", said)
                self.assertEqual((folder / "r.json").read_text(), "old\n")
        self.assertEqual(self.leftovers(), [])
        shutil.rmtree(folder / "sets", ignore_errors=True)
        (folder / "fill").unlink()
        self.data("data.ndjson", disclosure("甲局"))
        self.assertEqual(self.one(["run", "-f", "json", "-o", "disk/r.json"])[0], 0)

    def test_calls_that_fail(self):
        if not can_trace():
            self.skipTest("strace is missing or may not trace")

        def act(words, places, old, new, state):
            self.put_state(state)
            counts = self.calls_of(words)
            points = [(call, error, n) for call, errors in ERRORS.items() for error in errors for n in range(1, counts.get(call, 0) + 1)]
            if not LONG and len(points) > 7:
                points = self.chance.sample(points, 7)
            for call, error, n in points:
                self.put_state(state)
                # In one language: a call that succeeds all the same writes what it wrote before.
                status, said = self.one(words, ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={n}"])
                self.judge(words, places, old, new, status, said, f"{call} {n} {error}")
                if self.units(places) == old:
                    self.whole(words, 0, 2, 3)
                    self.assertEqual(self.units(places), new)

        self.each(act)

    def test_shut_folders(self):
        if os.geteuid() != 0:
            self.skipTest("only root can become nobody")
        for path in [self.home, *self.home.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)

        def act(words, places, old, new, state):
            self.put_state(state)
            for path in [self.home, *self.home.rglob("*")]:
                path.chmod(0o755 if path.is_dir() else 0o644)
            for language in ["zh", "en"]:
                status, said = self.one(words, language=language, user=NOBODY)
                self.assertEqual(status, 1, said)
                self.assertRegex(said, SAID)
                self.assertIn("Permission denied", said)
                self.assertEqual(self.units(places), old)

        self.each(act)

    def test_folders_that_vanish(self):
        self.data("data.ndjson", *[disclosure(f"单位{i}", total="5.50") for i in range(400)])
        self.sources(*[f"单{i}" for i in range(30)])
        for words in [["run", "-f", "json", "-o", "gone/x.json"], ["export", "data.ndjson", "-o", "gone/x.ndjson"], ["doc", "-o", "gone/book/deep"], ["import", "in", "-o", "gone/sets"]]:
            for wait in (0.005, 0.02, 0.05, 0.1):
                (self.home / "gone").mkdir(exist_ok=True)
                with self.start(words) as one:
                    try:
                        one.wait(wait)
                    except subprocess.TimeoutExpired:
                        shutil.rmtree(self.home / "gone", ignore_errors=True)
                    said = one.communicate(timeout=60)[1].decode()
                self.assertIn(one.returncode, (0, 1, 2, 3), said)
                self.assertNotIn("tool.failed", said)
                if one.returncode == 1:
                    self.assertRegex(said, r"\[[a-z]+\.[a-z_]+\]")
                shutil.rmtree(self.home / "gone", ignore_errors=True)

    def test_outputs_onto_inputs(self):
        whole = (self.home / "data.ndjson").read_bytes()
        (self.home / "link.ndjson").symlink_to("data.ndjson")
        os.link(self.home / "data.ndjson", self.home / "hard.ndjson")
        rule = (self.home / "rules/p/rules/sum.lua").read_bytes()
        self.whole(["export", "data.ndjson", "-f", "folder", "-o", "sets"])
        set_file = str(next((self.home / "sets").rglob("disclosure.toml")).relative_to(self.home))
        manifest = (self.home / set_file).read_bytes()
        for output in ["data.ndjson", "./data.ndjson", "link.ndjson", "hard.ndjson", str(self.home / "data.ndjson")]:
            for words in [["run", "-f", "json"], ["run", "data.ndjson", "-f", "json"], ["export", "data.ndjson", "-f", "csv"], ["export", "data.ndjson", "-f", "ndjson"], ["diff", "-f", "json"], ["probe", "data.ndjson", "-f", "json", "--kinds", "digit"], ["run", "-f", "json", "-o", "x.json", "--receipt"], ["import", "data.ndjson", "-o", "s", "--report"]]:
                for language in ["zh", "en"]:
                    option = [] if words[-1].startswith("--re") else ["-o"]
                    status, said = self.one([*words, *option, output], language=language)
                    self.assertEqual((self.home / "data.ndjson").read_bytes(), whole, (words, output))
                    self.assertEqual(status, 1, (words, output, said))
        for output in [set_file, "rules/p/rules/sum.lua", "rules/p/pack.toml", "workbench.toml"]:
            for words in [["run", "sets", "-f", "json"], ["export", "sets", "-f", "ndjson"]]:
                status, said = self.one([*words, "-o", output])
                self.assertEqual(status, 1, (words, output, said))
        self.assertEqual((self.home / set_file).read_bytes(), manifest)
        self.assertEqual((self.home / "rules/p/rules/sum.lua").read_bytes(), rule)

    # ── many at once ──

    def at_once(self, *calls):
        """All started together; status and messages of each."""
        running = [self.start(words) for words in calls]
        ended = [(one, one.communicate(timeout=120)[1].decode()) for one in running]
        for one, said in ended:
            self.assertIn(one.returncode, (0, 1, 2, 3), said)
            self.assertNotIn("tool.failed", said)
        return [(one.returncode, said) for one, said in ended]

    def test_one_output(self):
        for count in (2, 8):
            for name, words in {"r.json": ["run", "-f", "json", "-o"], "r.ndjson": ["export", "data.ndjson", "-o"]}.items():
                self.at_once(*[[*words, name]] * count)
                text = (self.home / name).read_text(encoding="utf-8")
                self.assertTrue([json.loads(line) for line in ([text] if name == "r.json" else text.splitlines())])
            for status, said in self.at_once(*[["doc", "-o", "book"]] * count):
                self.assertEqual(status, 0, said)
            self.assertEqual(self.leftovers(), [])

    def test_one_baseline(self):
        words = lambda i: ["approve", "--reason", f"第{i}人", "--by", f"人{i}"]  # noqa: E731
        for count in (2, 8):
            for turn in range(3):
                self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total=f"5.{count}{turn}"))
                ended = self.at_once(*[words(i) for i in range(count)])
                won = [i for i, (status, said) in enumerate(ended) if status == 0]
                self.assertTrue(won)
                text = (self.home / "rules/p/baselines/data.ndjson").read_text(encoding="utf-8")
                for line in text.splitlines():
                    json.loads(line)
                self.assertTrue(any(f"第{i}人" in text for i in won))
                for status, said in ended:
                    if status == 1:
                        self.assertRegex(said, r"\[(approve\.stale|file\.locked|approve\.[a-z_]+)\]")
        self.assertEqual(self.gouji("diff").status, 0)
        self.assertEqual(self.leftovers(), [])

    def test_one_decision_file(self):
        rows = disclosure("乙局", total="5.50")
        rows["tables"] = [{**rows["tables"][0], "name": "三公", "number": f"表{i}"} for i in range(1)]
        for i in range(8):
            self.write(f"rules/p/rules/more{i}.lua", (self.home / "rules/p/rules/sum.lua").read_text(encoding="utf-8").replace("p.sum", f"p.more{i}"))
        self.data("data.ndjson", rows)
        found = [one["fingerprint"] for one in self.findings() if one["outcome"] == "finding"]
        self.assertGreaterEqual(len(found), 8)
        for count in (2, 8):
            for path in self.home.glob("*审核处理.toml"):
                path.unlink()
            ended = self.at_once(*[["decide", found[i], "--state", "确认问题", "--by", f"人{i}", "--date", "2024-05-06"] for i in range(count)])
            kept = tomllib.loads(next(self.home.glob("*审核处理.toml")).read_text(encoding="utf-8"))["decisions"]
            won = [i for i, (status, _) in enumerate(ended) if status == 0]
            self.assertEqual(len(won), count, ended)
            self.assertEqual(set(re.findall("人[0-9]", str(kept))), {f"人{i}" for i in won})
        # The same one: whoever comes second is told, or took note of the first.
        ended = self.at_once(*[["decide", found[0], "--state", "已说明", "--explanation", f"说明{i}", "--by", f"甲{i}", "--date", "2024-05-06"] for i in range(8)])
        kept = tomllib.loads(next(self.home.glob("*审核处理.toml")).read_text(encoding="utf-8"))["decisions"]
        self.assertEqual(len(kept), 8)
        for status, said in ended:
            if status == 1:
                self.assertRegex(said, r"\[(decide\.stale|decide\.transition|file\.locked)\]")

    def test_one_datasets_folder(self):
        """Eight publications of one unit: none takes the place of another."""
        for count in (2, 8):
            for i in range(count):
                self.write(f"in{i}/s{i}.txt", f"测试公开文本\n单位：同一局\n资金 {i}.50\n")
            ended = self.at_once(*[["import", f"in{i}", "-o", f"sets{count}"] for i in range(count)])
            self.assertEqual([status for status, _ in ended], [0] * count, ended)
            made = [one for one in (self.home / f"sets{count}").rglob("disclosure.toml")]
            self.assertEqual(len(made), count)
            self.assertEqual(self.leftovers(), [])
            again = self.at_once(*[["import", f"in{i}", "-o", f"sets{count}"] for i in range(count)])
            self.assertEqual([status for status, _ in again], [0] * count)
            self.assertEqual(len(list((self.home / f"sets{count}").rglob("disclosure.toml"))), count)
        for count in (2, 8):
            ended = self.at_once(*[["export", "data.ndjson", "-f", "folder", "-o", f"made{count}"]] * count)
            self.assertEqual([status for status, _ in ended], [0] * count, ended)
            self.assertEqual(len(list((self.home / f"made{count}").rglob("disclosure.toml"))), 2)
            self.assertEqual(self.leftovers(), [])

    def test_one_case_file(self):
        found = []
        self.data("data.ndjson", *[disclosure(f"单位{i}", total=f"5.{i + 30}") for i in range(8)])
        found = [one["fingerprint"] for one in self.findings() if one["outcome"] == "finding"]
        ended = self.at_once(*[["pin", found[i], "--name", f"名{i}"] for i in range(8)])
        text = (self.home / "rules/p/rules/sum.cases.toml").read_text(encoding="utf-8")
        names = {one["name"] for one in tomllib.loads(text)["case"]}
        self.assertEqual(names, {f"名{i}" for i, (status, _) in enumerate(ended) if status == 0}, ended)


if __name__ == "__main__":
    unittest.main(verbosity=1)
