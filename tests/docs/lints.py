"""docs/lints/README.md, made from the lints of host/lint/lints.cpp: `python3 tests/docs/lints.py` writes it anew."""

import os
import re
from pathlib import Path

LINT = re.compile(r'\{"(lint\.\w+)",\s*k(Error|Warning),\s*(true|false),\s*"([^"]*)",\s*"([^"]*)"\}')
HEAD = """# 规则包的检查项 Lints

由 `python3 tests/docs/lints.py` 从程序里登记的检查项生成，不手工改。Generated; do not edit.

`gouji check` 装载规则包之后逐条检查写法。错误（error）时数或疑点会错、会缺，退出状态是 3；警告（warning）是能用、但多半不是本意的写法，`--fail-level warning` 时退出 2。
装载时就出错的编码见[错误编码](../errors.md)。`--fix` 只改意思不变的写法：下面标“能改”的，以及全角的标点（改后能读懂才改）、`parameters.toml` 里没有引号的小数；逐条列出，文件整个替换，不会只写一半。
`-f json`、`-f sarif` 给程序用。每页的错例、对例都由测试运行。

`gouji check` loads the packs, then looks for slips. Errors end in 3; warnings end in 2 with `--fail-level warning`. `--fix` mends what keeps its meaning, lists it and replaces whole files.
Every example on these pages is run by the tests.

| 编码 code | | `--fix` | 说明 | what |
|---|---|---|---|---|
"""


def lints(home):
    text = (home / "host/lint/lints.cpp").read_text(encoding="utf-8")
    return [(code, level.lower(), fixable == "true", chinese, english) for code, level, fixable, chinese, english in LINT.findall(re.sub(r'"\s*\n\s*"', "", text))]


def index(home):
    rows = ""
    for code, level, fixable, chinese, english in lints(home):
        name = code.split(".")[1]
        cell = chinese.replace("|", "\\|")
        rows += f"| [`{code}`]({name}.md) | {level} | {'能改 yes' if fixable else ''} | {cell} | {english} |\n"
    return HEAD + rows


if __name__ == "__main__":
    root = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
    (root / "docs/lints/README.md").write_text(index(root), encoding="utf-8")
