"""How long `gouji test` takes: a made-up pack of 50 rules with 20 cases each, written once as cases and once as rows of
`each`, beside the same number of cases that fail (which are run a second time to show their terms).

GOUJI_BIN=build/release/bin/gouji python3 tests/bench/cases_bench.py [--rules 50] [--cases 20] [--pack FOLDER]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
BIN = os.environ.get("GOUJI_BIN") or str(HOME / "build/release/bin/gouji")

RULE = """rule {{
  id = "bench.sum_{n}", title = "合计应等于各分项之和", basis = "测试", on = {{ table = "三公" }},
  run = function(t, check)
    local spent = t:column "决算数"
    check:same(spent["合计"], spent:rows {{ "出国", "接待" }}:sum(), {{ message = "合计 {{left}}。" }})
  end,
}}
"""
TABLE = 'table = """\n项目,决算数\n合计,{total}\n出国,3.00\n接待,{part}\n"""\n'


def cases(number, kind):
    head = f'rule = "bench.sum_{{n}}"\n'
    if kind == "rows":
        rows = "".join(f"第{i}行,{3 + i}.00,{i}.00\n" for i in range(number))
        return head + f'[[case]]\nname = "甲"\neach = """\n行,合计数,分项数\n{rows}"""\n' + TABLE.format(total="{合计数}", part="{分项数}") + 'expect = "pass"\n'
    more = 1 if kind == "failing" else 0
    return head + "".join(f'[[case]]\nname = "第{i}个"\n' + TABLE.format(total=f"{3 + i + more}.00", part=f"{i}.00") + 'expect = "pass"\n' for i in range(number))


def measured(folder, home):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run([BIN, "test", str(folder), "-f", "json"], env={**os.environ, "GOUJI_HOME": str(home)}, capture_output=True, check=False)
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    summary = json.loads(done.stdout)["summary"]
    return summary, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rules", type=int, default=50)
    options.add_argument("--cases", type=int, default=20)
    options.add_argument("--pack", help="also this pack of the project")
    given = options.parse_args()
    wanted = given.rules * given.cases
    print(f"| {'what':<24} | cases | CPU s | seconds | CPU µs a case |\n|---|---|---|---|---|")
    for kind in ("plain", "rows", "failing"):
        with tempfile.TemporaryDirectory() as folder:
            pack = Path(folder) / "rules/bench"
            (pack / "rules").mkdir(parents=True)
            (Path(folder) / "workbench.toml").write_text("")
            (pack / "pack.toml").write_text('id = "bench"\nrevision = "1"\napi = 1\nowns = "bench"\n')
            for n in range(given.rules):
                (pack / f"rules/sum_{n}.lua").write_text(RULE.format(n=n))
                (pack / f"rules/sum_{n}.cases.toml").write_text(cases(given.cases, kind).replace("{n}", str(n)))
            summary, seconds, cpu = measured(pack, folder)
            if summary["fail" if kind == "failing" else "pass"] != wanted:
                sys.exit(f"the result is wrong: {kind}: {summary}")
            print(f"| {kind:<24} | {wanted} | {cpu:.2f} | {seconds:.2f} | {cpu / wanted * 1e6:.0f} |")
    if given.pack:
        summary, seconds, cpu = measured(given.pack, HOME)
        count = sum(summary.values())
        print(f"| {given.pack:<24} | {count} | {cpu:.2f} | {seconds:.2f} | {cpu / count * 1e6:.0f} |")


if __name__ == "__main__":
    main()
