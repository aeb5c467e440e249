"""A workbench of its own for each test: a folder with a small pack and small disclosures, and the program to run in it."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BIN = os.environ.get("GOUJI_BIN") or str(Path(__file__).parents[3] / "build/dev/bin/gouji")
HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).parents[3])

if not Path(BIN).exists():
    print(f"no program at {BIN}", file=sys.stderr)
    sys.exit(77)

SUM_RULE = """
rule {
  id     = "%s.sum",
  title  = "合计应等于各分项之和",
  basis  = "测试",
  kind   = "基本平衡",
  on     = { table = "三公" },
  remedy = "请核对合计与各分项。",
  run = function(t, check)
    local spent = t:column "决算数"
    check:same(spent["合计"], spent:rows { "出国", "接待" }:sum(), { message = "合计 {left}，分项之和 {right}，相差 {gap}。" })
  end,
}
"""

# Any file with a unit on a line of its own; a blank or nothing between word and name.
LINES_LAYOUT = """
layout {
  id = "p/lines",
  title = "几行文字",
  kind = "self_evaluation",
  recognise = function(source) return { score = source:find "测试公开文本" and 10 or 0 } end,
  read = function(source, out)
    out:document { unit = source:piece(source:find "单位：", "单位：(.+)$"), year = 2020, province = "某省", money_unit = "万元" }
    local form = out:evaluation { scope = "project", name = "项目", from = 1, to = source:count() }
    for _, line in pairs(source:all "^资金 ") do
      form:fund { source = source:piece(line, "^(资金)"), annual = source:piece(line, "资金 (.+)$"), from = line }
    end
  end,
}
"""


def rule(id, body, header=""):
    """A rule on the table 三公 whose body is one line or several."""
    return f"""rule {{
  id    = "{id}",
  title = "规则 {id}",
  basis = "测试",
  on    = {{ table = "三公" }},
  {header}
  run = function(t, check)
    local spent = t:column "决算数"
    {body}
  end,
}}
"""


def disclosure(unit="甲局", total="5.25", parts=("3.00", "2.25"), year=2020, province="某省", line=10):
    rows = [("合计", total), ("出国", parts[0]), ("接待", parts[1])]
    return {
        "schema": "gouji.disclosure.v1",
        "id": f"{unit}-{year}-final_accounts",
        "province": province,
        "unit": unit,
        "year": year,
        "kind": "final_accounts",
        "money_unit": "万元",
        "source": {"file": f"{unit}.txt", "sha256": "0" * 64, "layout": "test/by_hand"},
        "tables": [
            {
                "name": "三公",
                "columns": ["决算数"],
                "rows": [{"label": label, "cells": {"决算数": text}, "at": {"line": line + i}} for i, (label, text) in enumerate(rows)],
            }
        ],
    }


class Answer:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def json(self):
        return json.loads(self.out)


class Bench(unittest.TestCase):
    """`self.home` is the workbench; `rules/p` a pack with one rule; `data.ndjson` one clean and one wrong disclosure."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gouji-bench-")
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name).resolve()
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n')
        self.pack("p")
        self.write("rules/p/rules/sum.lua", SUM_RULE % "p")
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.50"))

    def write(self, name, text):
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")
        return path

    def pack(self, id, more=""):
        self.write(f"rules/{id}/pack.toml", f'id = "{id}"\nrevision = "1"\napi = 1\nowns = "{id}"\n{more}\n')

    def data(self, name, *documents):
        return self.write(name, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents))

    def gouji(self, *words, cwd=None, language="C", typed=None, **environment):
        base = {key: value for key, value in os.environ.items() if not key.startswith(("GOUJI_", "LC_", "LANG"))}
        environment = {**base, "GOUJI_HOME": str(self.home), "LC_ALL": language, **environment}
        typed = typed.encode() if typed is not None else b""
        done = subprocess.run([BIN, *map(str, words)], cwd=cwd or self.home, env=environment, input=typed, capture_output=True, timeout=120, check=False)
        return Answer(done)

    def says(self, answer, status, *parts, out=False):
        """The status, and every part on stderr (or stdout)."""
        text = answer.out if out else answer.err
        self.assertEqual(answer.status, status, answer.err + answer.out)
        for part in parts:
            self.assertIn(part, text)

    def findings(self, *words, **environment):
        answer = self.gouji("run", "-f", "json", *words, **environment)
        return answer.json()["findings"]


def main():
    unittest.main(module="__main__", verbosity=1)
