"""Bad data of every kind the program reads beside published files (those: tests/import/test_bad_input.py): no crash, no
hang, little memory, and a refusal names the file with its line or offset and says how to mend it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bad_data import REFUSED, TAKEN, all_cases  # noqa: E402
from tracked import BIN, Tracked  # noqa: E402

SECONDS = 10
MOST_MEMORY = 512 << 10  # kB
SANITIZED = b"__asan_init" in Path(BIN).read_bytes()
ONLY = os.environ.get("GOUJI_CASES", "")


class BadData(Tracked):
    def measured(self, words, language):
        """Status (below zero: a signal; None: it hangs), what it says, seconds, kB at its peak."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            began = time.monotonic()
            one = subprocess.Popen([BIN, *words, "--lang", language], cwd=self.home, env=self.environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            pid, state, used = 0, 0, None
            while time.monotonic() - began < 2 * SECONDS and not pid:
                pid, state, used = os.wait4(one.pid, os.WNOHANG)
                time.sleep(0.002)
            if not pid:
                one.kill()
                one.wait()
                return None, "", "", time.monotonic() - began, 0
            one.returncode = os.waitstatus_to_exitcode(state)
            out.seek(0), err.seek(0)
            return one.returncode, out.read().decode("utf-8"), err.read().decode("utf-8"), time.monotonic() - began, used.ru_maxrss

    def judge(self, case, language):
        status, out, err, seconds, memory = self.measured(case.words, language)
        wrong = []
        if status is None:
            return ["hangs"]
        if status not in (0, 1, 2, 3):
            wrong.append(f"ends by {status}")
        for text, name in ((out, "stdout"), (err, "stderr")):
            if re.search("[\0-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]", text):
                wrong.append(f"a raw control character on {name}")
        if seconds > SECONDS and not SANITIZED:
            wrong.append(f"{seconds:.1f} s")
        if memory > MOST_MEMORY and not SANITIZED:
            wrong.append(f"{memory >> 10} MB")
        refused = status == 1 or (case.end is None and "[" in err)
        if case.end == TAKEN and status == 1:
            wrong.append("is refused: " + err[:300])
        if case.end == REFUSED and status != 1:
            wrong.append(f"is taken ({status})")
        for word in ["tool.failed", "worker.died", "tool.no_memory", "std::", "terminate"]:
            if word in err + out[:2000]:
                wrong.append(f"{word}: {err[:300]}")
        if refused and case.end != TAKEN:
            said = err + out
            if case.place and case.place not in said:
                wrong.append(f"{case.place} is not named: {said[:300]}")
            if case.place and case.line and not re.search(re.escape(case.place) + r":\d+|第 \d+ (字节|行)|byte \d+|line \d+", said):
                wrong.append(f"no line or offset: {said[:300]}")
            if not re.search(r"\[[a-z_]+\.[a-z_0-9]+\]|\"outcome\": ?\"fault\"", said):
                wrong.append(f"no code: {said[:300]}")
            if status == 1 and not re.search(r"\n +(办法：|mend: |是不是|是否|did you)|remedy", said):
                wrong.append(f"no way to mend: {said[:300]}")
            longest = max(map(len, re.split(r"\n(?! )", err)))
            if longest > 1200:
                wrong.append(f"a message of {longest} characters")
        self.slowest = max(self.slowest, (round(seconds, 1), case.name))
        self.largest = max(self.largest, (memory >> 10, case.name))
        self.refused += refused
        return wrong

    def test_all(self):
        self.slowest, self.largest, self.refused = (0, ""), (0, ""), 0
        state = self.keep_state()
        cases = [case for case in all_cases() if re.search(ONLY, case.name)]
        wrong = 0
        for number, case in enumerate(cases):
            self.put_state(state)
            case.lay(self.home)
            with self.subTest(case.name):
                found = self.judge(case, ("zh", "en")[number % 2])
                wrong += bool(found)
                self.assertEqual(found, [], case.name)
        print(f"  {len(cases)} inputs, {self.refused} refused, {wrong} not as they should be; slowest {self.slowest}, largest {self.largest} MB", file=sys.stderr)
        shutil.rmtree(state, ignore_errors=True)


if __name__ == "__main__":
    unittest.main(verbosity=1)
