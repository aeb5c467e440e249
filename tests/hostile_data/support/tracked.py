"""A workbench whose outputs are known before and after a call, and calls that are cut short in many ways."""

import difflib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "commands/support"))
from bench import BIN, LINES_LAYOUT, Bench, disclosure, rule  # noqa: E402

LONG = os.environ.get("GOUJI_LONG") == "1"

# What changes something on the disk, or could leave something behind.
CHANGING = ["openat", "write", "pwrite64", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "fsync", "fdatasync", "syncfs", "fchmod", "flock", "ftruncate", "link", "symlink", "copy_file_range", "sendfile"]

CASES = """rule = "p.sum"

[[case]]
name = "平"
table = '''
项目,决算数
合计,5.25
出国,3.00
接待,2.25
'''
expect = "pass"
"""


def difference(now, new):
    """What tells the one from the other, short enough for a message."""
    parts = [repr(one)[:2000] if not isinstance(one, bytes) else one.decode("utf-8", "replace") for one in (now, new)]
    return "\n".join(list(difflib.unified_diff(parts[0].splitlines(), parts[1].splitlines(), lineterm=""))[:40])


def can_trace():
    """Whether strace is there and may do its work."""
    if not shutil.which("strace"):
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "-e", "inject=getuid:signal=KILL", "true"], capture_output=True, check=False)
    return done.returncode == 0


class Tracked(Bench):
    """`places`: what a call writes, each a file or a folder that is replaced as a whole."""

    def setUp(self):
        super().setUp()
        self.write("rules/p/layouts/lines.lua", LINES_LAYOUT)
        self.write("tmp/keep", "")
        self.chance = random.Random(6)

    def sources(self, *names, amount="12.50"):
        for name in names:
            self.write(f"in/{name}.txt", f"测试公开文本\n单位：{name}局\n资金 {amount}\n")

    def environment(self, **more):
        base = {key: value for key, value in os.environ.items() if not key.startswith(("GOUJI_", "LC_", "LANG"))}
        return {**base, "GOUJI_HOME": str(self.home), "LC_ALL": "C", "TMPDIR": str(self.home / "tmp"), **more}

    def start(self, words, before=(), **options):
        return subprocess.Popen([*before, BIN, *words], cwd=self.home, env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)

    def whole(self, words, *statuses):
        """The call, uncut; its seconds."""
        began = time.monotonic()
        with self.start(words) as one:
            said = one.communicate(timeout=120)[1].decode()
            self.assertIn(one.returncode, statuses or (0, 2, 3), f"{words}: {said}")
        return time.monotonic() - began

    # ── what stands in the places ──

    def units(self, places):
        """Place → bytes of a file, or of all files of a folder; nothing for what is not there. `*`: each folder so deep."""
        found = {}
        for place in places:
            for path in [self.home / place] if "*" not in place else sorted(one for one in self.home.glob(place) if not one.name.startswith(".")):
                name = str(path.relative_to(self.home))
                if path.is_dir():
                    found[name] = {str(one.relative_to(path)): one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file() and not one.name.startswith(".gouji-")}
                elif path.is_file():
                    found[name] = re.sub(rb"\d+\.\d+ \xe7\xa7\x92", b"", path.read_bytes())  # how long it took
        return found

    def leftovers(self):
        return [str(path.relative_to(self.home)) for path in self.home.rglob("*") if re.match(r"\.?gouji-.*\d|.*\.(tmp|old)$", path.name) and path.name != ".gouji-import.ndjson"]

    def keep_state(self):
        state = Path(tempfile.mkdtemp(prefix="gouji-state-"))
        self.addCleanup(shutil.rmtree, state, ignore_errors=True)
        shutil.rmtree(state)
        shutil.copytree(self.home, state, symlinks=True)
        return state

    def put_state(self, state):
        for one in self.home.iterdir():
            shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
        shutil.copytree(state, self.home, symlinks=True, dirs_exist_ok=True)

    def measure(self, words, places, *statuses):
        """State before, units before, units after, seconds."""
        state = self.keep_state()
        old = self.units(places)
        seconds = self.whole(words, *statuses)
        new = self.units(places)
        self.assertNotEqual(old, new, words)
        self.assertEqual(self.leftovers(), [], words)
        self.whole(words, 1, *(statuses or (0, 2, 3)))
        self.twice = self.units(places)
        return state, old, new, seconds

    def check_cut(self, words, places, old, new, point, *statuses):
        """After a cut: everything old or new, as a whole; the next call works and cleans up."""
        now = self.units(places)
        for name in {*old, *new, *now}:
            if now.get(name) not in (old.get(name), new.get(name)):
                self.fail(f"{words} at {point}: {name} is neither old nor new: {difference(now.get(name), new.get(name))}")
        self.whole(words, *([1] if now == new else []), *(statuses or (0, 2, 3)))
        self.assertIn(self.units(places), (new, self.twice) if now == new else (new,), f"{words} after {point}")
        self.assertEqual(self.leftovers(), [], f"{words} after {point}")

    # ── cuts ──

    def kill_at_random(self, words, places, times, *statuses):
        state, old, new, seconds = self.measure(words, places, *statuses)
        killed = 0
        for turn in range(times):
            self.put_state(state)
            with self.start(words) as one:
                time.sleep(self.chance.uniform(0, 1.1) * seconds)
                one.send_signal(signal.SIGKILL)
                one.stderr.read()
                killed += one.wait() < 0
            self.check_cut(words, places, old, new, f"random {turn}", *statuses)
        return killed

    def calls_of(self, words):
        """System call → how often it is made."""
        log = self.home.parent / f"{self.home.name}.strace"
        with self.start(words, ["strace", "-f", "-c", "-o", str(log), "-e", "trace=" + ",".join(CHANGING)]) as one:
            one.communicate(timeout=120)
        counts = {}
        for line in log.read_text().splitlines():
            match = re.match(r"\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$", line)
            if match and match[2] in CHANGING:
                counts[match[2]] = int(match[1])
        log.unlink()
        return counts

    def kill_at_calls(self, words, places, most, *statuses):
        state, old, new, _ = self.measure(words, places, *statuses)
        self.put_state(state)
        points = [(call, n) for call, count in self.calls_of(words).items() for n in range(1, count + 1)]
        # What is opened at the start is read; what changes something comes first.
        chosen = points if len(points) <= most else [p for p in points if p[0] != "openat"][:most]
        if len(chosen) < most:
            rest = [p for p in points if p not in chosen]
            chosen += self.chance.sample(rest, min(len(rest), most - len(chosen)))
        killed = 0
        for call, n in chosen:
            self.put_state(state)
            with self.start(words, ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}"]) as one:
                one.communicate(timeout=120)
                killed += one.returncode < 0
            self.check_cut(words, places, old, new, f"{call} {n}", *statuses)
        return killed, len(points)


__all__ = ["BIN", "CASES", "LINES_LAYOUT", "LONG", "Tracked", "can_trace", "disclosure", "rule"]
