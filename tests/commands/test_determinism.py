"""The same documents and packs give the same bytes: whatever the processes, the order of files, the locale, the time zone,
the place in memory (Lua seeds its hashes by addresses and the time)."""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import BIN, HOME, Bench, disclosure, main, rule  # noqa: E402

FORMATS = ("json", "ndjson", "text", "csv")
# Names as keys in their hundreds: whatever goes by the order of a hash shows.
KEYS = rule("p.keys", """local seen, all = {}, {}
    for i = 1, 300 do seen["键" .. (i * 7919) % 1000] = i end
    for name, i in pairs(seen) do all[#all + 1] = name end
    check:same(spent["合计"], spent:rows { "出国", "接待" }:sum(), { message = table.concat(all, " ") .. "：{gap}" })""")
FAULT = rule("p.fault", "while true do end")
SETTINGS = (
    {},
    {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
    {"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "TZ": "America/New_York"},
    {"LC_ALL": "de_DE.UTF-8", "GOUJI_LANG": "zh", "LC_NUMERIC": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"LC_ALL": "tr_TR.UTF-8", "GOUJI_LANG": "zh", "TZ": "UTC-14"},
)


def fixed_place():
    """Without random places in memory, where the system lets us."""
    if shutil.which("setarch") is None:
        return []
    done = subprocess.run(["setarch", "-R", "true"], capture_output=True)
    return ["setarch", "-R"] if done.returncode == 0 else []


class Same(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/keys.lua", KEYS)
        self.write("rules/p/rules/fault.lua", FAULT)
        self.write("workbench.toml", 'datasets = ["data"]\n[budget]\nsteps = 100000\n')

    def bytes_of(self, *words, environment, before=(), cwd=None):
        base = {key: value for key, value in os.environ.items() if not key.startswith(("GOUJI_", "LC_", "LANG", "TZ"))}
        done = subprocess.run([*before, BIN, *words], cwd=cwd or self.home, capture_output=True,
                              env={**base, "GOUJI_HOME": str(self.home), "LC_ALL": "C", **environment})
        self.assertIn(done.returncode, (0, 1, 3), done.stderr.decode())
        return done.stdout + b"\n" + done.stderr

    def one(self, name, turns):
        first = None
        for turn in turns:
            now = turn()
            if first is None:
                first = now
                self.assertGreater(len(first), 100)
            self.assertEqual(hashlib.sha256(now).hexdigest() == hashlib.sha256(first).hexdigest(), True, name)

    def test_results(self):
        many = [disclosure(f"单位{i:03}", total=f"5.{i % 50 + 10}") for i in range(60)]
        for i in range(0, 20):
            self.write(f"data/{i:02}.json", json.dumps(many[i], ensure_ascii=False))
        self.data("data/more.ndjson", *many[20:])
        files = sorted(str(one.relative_to(self.home)) for one in (self.home / "data").iterdir())
        place = fixed_place()
        for format in FORMATS:
            turns = []
            for number, (jobs, setting) in enumerate((jobs, setting) for jobs in ("1", "2", "8") for setting in SETTINGS):
                def turn(number=number, jobs=jobs, setting=setting):
                    order = files[:]
                    random.Random(number).shuffle(order)
                    words = order if number % 2 else ["data"]
                    return self.bytes_of("run", *words, "-f", format, "-j", jobs, environment=setting, before=place if number % 3 == 0 else ())
                turns += [turn, turn] if number % 5 == 0 else [turn]
            self.one(format, turns)

    def test_results_of_the_packs_that_come_along(self):
        turns = []
        for jobs in ("1", "2", "8"):
            for setting in SETTINGS[:3]:
                turns.append(lambda jobs=jobs, setting=setting: self.bytes_of(
                    "run", "-f", "json", "-j", jobs, environment={**setting, "GOUJI_HOME": str(HOME)}, cwd=HOME))
        self.one("run", turns)

    def test_imports(self):
        sources = [one for one in (HOME / "docs/examples").glob("*.txt")]
        if not sources:
            self.skipTest("no sources beside the program")
        folder = self.home / "sources"
        folder.mkdir()
        for i in range(6):
            for one in sources:
                text = one.read_text(encoding="utf-8")
                (folder / f"{i}-{one.name}").write_text(text.replace("2023", f"202{i}"), encoding="utf-8")
        names = sorted(one.name for one in folder.iterdir())
        place = fixed_place()
        number = 0

        def turn(jobs, setting):
            nonlocal number
            number += 1
            out = self.home / "read"
            shutil.rmtree(out, ignore_errors=True)
            order = names[:]
            random.Random(number).shuffle(order)
            words = [f"sources/{one}" for one in order] if number % 2 else ["sources"]
            told = self.bytes_of("import", *words, "-o", out, "-j", jobs, before=place if number % 2 else (),
                                 environment={**setting, "GOUJI_HOME": str(HOME)})
            digest = hashlib.sha256()
            for path in sorted(out.rglob("*")):
                if path.is_file() and not path.relative_to(out).parts[0].startswith("."):
                    digest.update(str(path.relative_to(out)).encode() + b"\0" + path.read_bytes())
            told = re.sub("用时 [0-9.]+ 秒|in [0-9.]+ s\\b", "", told.decode())
            return "\n".join(sorted(told.splitlines())).encode() + digest.hexdigest().encode()

        self.one("import", [lambda jobs=jobs, setting=setting: turn(jobs, setting)
                            for jobs in ("1", "2", "8") for setting in SETTINGS[:3] for _ in range(2)])


if __name__ == "__main__":
    main()
