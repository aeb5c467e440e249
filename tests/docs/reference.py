"""docs/reference/lua.md, made from what the host registers: `python3 tests/docs/reference.py` writes it anew."""

import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402

HEAD = """# Lua 接口参考

由程序里登记的函数生成（`python3 tests/docs/reference.py`），不手工改。怎样用见 [写规则](../writing-rules/rules.md)、[写版式](../writing-rules/layouts.md)。
Generated from the functions that the program registers; do not edit.

`[…]` 可省略；`|` 或；`-> x` 得到 x。数之间可用 `+ - * / < <= > >=`；数不能用 `==`、`~=` 比较，也不能用 `..` 拼进文字。

## Lua 本身

有：`pairs`（按键的顺序）、`ipairs`、`next`、`type`、`tostring`、`tonumber`、`select`、`error`、`assert`、`pcall`、`setmetatable`；
`math`：{math}；`utf8`：{utf8}；`table`：{table}；`string`：{string}。
没有：`io`、`os`、`debug`、`coroutine`、`load`、`string.find` 等匹配函数（用 `text.*`）、`math.random`。
"""

TITLES = {
    "": "全局函数",
    "value": "value 数",
    "document": "document 公开文本",
    "evaluation": "evaluation 自评表",
    "row": "fund、indicator、claim、row 行",
    "table": "table 报表",
    "column": "column 栏",
    "values": "values 数的列表",
    "target": "target 指标值、完成值",
    "text": "text 文字",
    "check": "check 规则的第二个参数",
    "score": "score 计分公式的第二个参数",
    "expect": "expect 公用函数的测试的第一个参数",
    "source": "source 来源文件（版式）",
    "piece": "piece 片段（版式）",
    "flow_table": "flow_table 重建的表（版式）",
    "flow_row": "flow_row 重建的行（版式）",
    "output": "output 读入结果（版式）",
    "form": "form 读入的自评表（版式）",
}


def owner_of(signature):
    match = re.match(r"(\w+)[:.]\w", signature)
    return match[1] if match else ""


def allowed_names(home):
    """What keep_only and set_functions of lib_base.cpp leave of Lua's own libraries."""
    text = (home / "host/script/lib_base.cpp").read_text(encoding="utf-8")
    names = {}
    for library in ("math", "utf8", "table", "string"):
        end = text.find(f'lua_setfield(state, base, "{library}")')
        begin = max(text.rfind(mark, 0, end) for mark in ("lua_setfield(state, base,", "void access::install_base"))
        part = text[begin:end] if library in ("math", "utf8", "table") else text[text.find('luaL_requiref(state, "string"'):end]
        kept = re.search(r"keep_only\(state,\s*\{([^}]*)\}", part)
        found = re.findall(r'"(\w+)"', kept[1]) if kept else []
        # What is Lua's own and does not read its arguments is put back as it is.
        if library == "string":
            found += [name for name in ("char", "len") if f'lua_setfield(state, -3, "{name}")' in part or f'lua_setfield(state, -2, "{name}")' in part]
        found += re.findall(r'host_function<\w+>\("(\w+)"', part)
        if library == "string":
            found.append("format")
        names[library] = " ".join(f"`{name}`" for name in found)
    return names


def reference(home):
    groups = {}
    for signature, about in pages.registrations(home):
        groups.setdefault(owner_of(signature), {})[signature] = about
    page = HEAD.format(**allowed_names(home))
    order = [*TITLES, *sorted(set(groups) - set(TITLES))]
    for owner in order:
        if owner not in groups:
            continue
        page += f"\n## {TITLES.get(owner, owner)}\n\n| 写法 | 作用 |\n|---|---|\n"
        for signature, about in groups[owner].items():
            shown = signature.replace("|", "\\|")
            page += f"| `{shown}` | {about} |\n"
    return page


if __name__ == "__main__":
    root = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
    target = root / "docs/reference/lua.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(reference(root), encoding="utf-8")
