"""How long `gouji approve` and `gouji diff` take on many self-evaluations.

usage: diff_bench.py [DOCUMENTS]      (10,000 by default)
GOUJI_BIN=FILE    the program, built for release
GOUJI_HOME=FOLDER the project; by default the folder above this one
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
BIN = os.environ.get("GOUJI_BIN") or str(HOME / "build/release/bin/gouji")
NAME = "sichuan.execution.reason_below"


def corpus(path, count):
    """The forms of docs/examples again and again, each with a name of its own and other money spent."""
    with open(HOME / "docs/examples/梓江县自评.ndjson", encoding="utf-8") as file:
        forms = [json.loads(line) for line in file]
    chance = random.Random(1)
    with open(path, "w", encoding="utf-8") as file:
        for i in range(count):
            one = forms[i % len(forms)]
            one["unit"] = f"第{i:06}单位"
            one["id"] = f"{one['unit']}-2024-self_evaluation"
            fund = one["evaluations"][0]["funds"][0]
            spent = chance.randrange(7000, 10001)
            fund.update(initial="100", annual="100", executed=f"{spent / 100:.2f}", rate=f"{spent / 100:.2f}%", score=f"{spent / 1000:.2f}")
            one["evaluations"][0]["total_score"] = f"{90 + spent / 1000:.2f}"
            file.write(json.dumps(one, ensure_ascii=False) + "\n")


def timed(what, folder, *words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run([BIN, *words, "--home", str(folder)], cwd=folder, capture_output=True, check=False)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 2, 3):
        sys.exit(done.stderr.decode())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:<44} {wall:7.2f} s  {cpu:7.2f} s of processor  {after.ru_maxrss / 1024:7.0f} MB at most so far", flush=True)
    return wall


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(HOME / "rules", folder / "rules")
        (folder / "workbench.toml").write_text("", encoding="utf-8")
        data = folder / "data.ndjson"
        corpus(data, count)
        print(f"{count} documents, {data.stat().st_size / 1e6:.0f} MB")
        whole = timed("run", folder, "run", "data.ndjson", "-f", "ndjson", "-o", "out.ndjson")
        timed("approve", folder, "approve", "data.ndjson", "--reason", "x", "--by", "y")
        size = (folder / "rules/sichuan/baselines/data.ndjson").stat().st_size
        print(f"baseline {size / 1e6:.0f} MB")
        same = timed("diff, nothing changed", folder, "diff", "data.ndjson", "-f", "json", "-o", "diff.json")
        print(f"{'diff / run':<44} {same / whole:7.2f}")
        timed("diff --set (one threshold)", folder, "diff", "data.ndjson", "--set", f"{NAME}=85", "-f", "json", "-o", "diff.json")
        timed("diff --from current --set --set (tried)", folder, "diff", "data.ndjson", "--from", "current", "--set", f"{NAME}=85", "--set", "exec.weight=12", "-f", "json", "-o", "diff.json")
        timed("run -f json", folder, "run", "data.ndjson", "-f", "json", "-o", "a.json", "--receipt", "a.receipt.json")
        parameters = folder / "rules/sichuan/parameters.toml"
        text = parameters.read_text(encoding="utf-8")
        at = text.index(NAME)
        parameters.write_text(text[:at] + text[at:].replace('"90"', '"85"', 1), encoding="utf-8")
        timed("run -f json, another threshold", folder, "run", "data.ndjson", "-f", "json", "-o", "b.json")
        print(f"results {(folder / 'a.json').stat().st_size / 1e6:.0f} and {(folder / 'b.json').stat().st_size / 1e6:.0f} MB")
        timed("diff a.json b.json", folder, "diff", "a.json", "b.json", "-o", "diff.txt")


if __name__ == "__main__":
    main()
