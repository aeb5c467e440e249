"""The hostile corpus in every place where a script can stand: nothing escapes, nothing hangs, and nobody else notices."""

import json
import sys
import unittest
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from cases import cases, complaint  # noqa: E402
from families import families  # noqa: E402
from packs import BODY, BODY_LINES, LIBRARY_USER, LONG, MEGABYTES, RUN, SPARE_MEGABYTES, TOP, Hostile, Run, peak_megabytes  # noqa: E402

BATCH = 150  # scripts a run, so that one that hangs is soon found
SHARE = {"body": 10, "top": 40}  # of the generated scripts one of so many; with GOUJI_LONG=1 all of them
SECONDS_A_SCRIPT = 1.0 if not LONG else 10.0


class Scripts(Hostile):
    def healthy(self, run):
        """What the rules say that are none of the corpus, byte by byte but for the number in the list."""
        return [json.dumps({**one, "number": 0}, sort_keys=True, ensure_ascii=False) for one in run.findings() if one["rule"] in ("p.sum", "h.aa_sum", "h.zz_witness")]

    def run_all(self, chosen, file_of, first_line):
        """Runs with all of the scripts; each outcome is compared with what the corpus wants."""
        before = self.healthy(Run(self.home, *RUN))
        self.assertEqual(len(before), 3, before)
        self.wrong, self.placed, self.limits, seconds = [], 0, 0, 0.0
        for start in range(0, len(chosen), BATCH):
            batch = chosen[start : start + BATCH]
            names = [name for case in batch for name, text in file_of(case).items() if self.write(name, text) is None]
            run = Run(self.home, *RUN, "-j", 2, limit=60 + SECONDS_A_SCRIPT * len(batch))
            seconds += run.seconds
            if run.status not in (0, 1, 3):
                self.wrong.append(f"{batch[0].id} … {batch[-1].id}: status {run.status}: {run.err[-1000:]}")
            else:
                if self.healthy(run) != before:
                    self.wrong.append(f"{batch[0].id} … {batch[-1].id}: other rules notice\n{before}\n{self.healthy(run)}")
                self.compare(batch, run, first_line)
            for name in names:
                (self.home / name).unlink()
        peak = peak_megabytes()
        print(f"{self.id().split('.')[-1]}: {len(chosen)} scripts, {len(self.wrong)} wrong, {self.placed} of {self.limits} limit faults placed, {seconds:.1f} s, peak {peak:.0f} MB", file=sys.stderr)
        self.assertFalse(self.wrong, "\n" + "\n".join(self.wrong))
        self.assertGreaterEqual(self.placed, 0.95 * self.limits)
        self.assertLessEqual(peak, MEGABYTES + SPARE_MEGABYTES)

    def compare(self, batch, run, first_line):
        told = {}
        for one in run.findings():
            # Of a file that cannot be loaded the rule is called by its file.
            told.setdefault(one["rule"].removeprefix("h."), []).append(one)
        for case in batch:
            fault = next((one for one in told.get(case.id, []) if one["outcome"] == "fault"), None)
            script = fault["script"] if fault else {}
            last = first_line + case.text.count("\n") + 1
            why = complaint(case, script.get("limit") or None, script.get("line"), bool(fault), first_line, last)
            if fault and script.get("limit"):
                self.limits += 1
                self.placed += bool(script.get("file") and first_line <= (script.get("line") or 0) <= last)
            if why:
                self.wrong.append(f"{case.id}: {case.result} wanted, {why}: {fault and fault['message'][:160]}\n    {case.text.splitlines()[0][:140]}")

    def corpus(self, place):
        generated = list(families())[:: 1 if LONG else SHARE[place]]
        return [case for case in [*cases(), *generated] if case.place in ("", place)]

    def body(self, case):
        return {f"rules/h/rules/{case.id}.lua": BODY % (case.id, case.text.rstrip("\n").replace("p.list", "h.list"))}

    def test_in_rule_bodies(self):
        chosen = [case for case in self.corpus("body") if case.result != "memory"]
        self.run_all(chosen if LONG else chosen[::4], self.body, BODY_LINES + 1)

    def test_memory_in_rule_bodies(self):
        # So many steps that memory ends first.
        self.budget(steps=100_000_000, memory_mb=24)
        self.run_all([case for case in self.corpus("body") if case.result == "memory"], self.body, BODY_LINES + 1)

    def at_the_top(self):
        """A file's top level has fewer steps: which of the limits it meets first is left open."""
        chosen = [replace(case, result="limit") if case.result in ("memory", "steps") else case for case in self.corpus("top")]
        return chosen if LONG else chosen[::4]

    def test_at_the_top_of_rule_files(self):
        self.run_all(self.at_the_top(), lambda case: {f"rules/h/rules/{case.id}.lua": TOP % (case.text.rstrip("\n"), case.id)}, 2)

    @unittest.skipUnless(LONG, "as the top of rule files, at length")
    def test_at_the_top_of_libraries(self):
        def files(case):
            return {f"rules/h/lib/{case.id}.lua": "do\n" + case.text.rstrip("\n") + "\nend\n",
                    f"rules/h/rules/{case.id}.lua": LIBRARY_USER % (case.id, case.id)}  # fmt: skip

        self.run_all(self.at_the_top(), files, 2)


if __name__ == "__main__":
    unittest.main(verbosity=0)
