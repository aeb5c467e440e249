"""Files that no honest author writes: refused before anything of them runs, with their name and line; honest oddities are read."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from packs import MEGABYTES, SPARE_MEGABYTES, Hostile, Run, peak_megabytes  # noqa: E402

RULE = 'rule { id = "h.case", title = "规则", basis = "测试", on = { table = "三公" }, run = function(t, check)%s check:holds(true) end }\n'
PLAIN = RULE % ""
MANY_CONSTANTS = "local t = { " + ", ".join(str(i) + ".5" for i in range(300)) + " }\n"

# name: (the file, what the message says or None where it must be accepted, the line or None)
FILES = {
    "bytecode": (b"\x1bLuaT\x00\x19\x93\r\n\x1a\n", "字节码", 1),
    "bytecode_after_bom": (b"\xef\xbb\xbf\x1bLuaT\x00", None, None),
    "utf16": ("\ufeff" + PLAIN).encode("utf-16-le"),
    "utf16_big": ("\ufeff" + PLAIN).encode("utf-16-be"),
    "gbk": (PLAIN.encode("gbk"), "GBK", 1),
    "gbk_in_a_comment": (PLAIN.encode() + "-- 规则".encode("gbk") + b"\n", "GBK", 2),
    "surrogates": (PLAIN.encode() + b"-- \xed\xa0\x80\n", "UTF-8", 2),
    "overlong": (PLAIN.encode() + b"-- \xc0\xaf\n", "UTF-8", 2),
    "nul": (PLAIN.encode() + b"-- \x00\n", "NUL", 2),
    "large": (PLAIN.encode() + b"-- x\n" * 20000, "64 KB", None),
    "ten_megabytes": (PLAIN.encode() + b"-- x\n" * 2000000, "64 KB", None),
    "long_line": (PLAIN.encode() + b"-- " + b"x" * 5000 + b"\n", "4 KB", 2),
    "long_line_200_kb": (b"local b = {} b" + b".x" * 100000 + b"()\n" + PLAIN.encode(), "64 KB", None),
    "chained_fields": (b"local b = {} b" + b".x" * 2000 + b"()\n" + PLAIN.encode(), "", 1),
    "chained_fields_over_lines": (b"local b = {} b" + (b".x" * 1000 + b"\n") * 25 + b"()\n" + PLAIN.encode(), "", None),
    "nested_parentheses": (b"local x = " + b"(\n" * 20000 + b"1" + b")" * 3000 + b"\n" + PLAIN.encode(), "", None),
    "nested_tables": (b"local x = " + b"{\n" * 15000 + b"}\n" * 15000 + PLAIN.encode(), "", None),
    "nested_functions": (b"local x = " + b"function()\n" * 4000 + b"end\n" * 4000 + PLAIN.encode(), "", None),
    "nested_blocks": (b"do\n" * 9000 + b"end\n" * 9000 + PLAIN.encode(), "", None),
    "nested_minus": (b"local x = " + b"- \n" * 20000 + b"1\n" + PLAIN.encode(), "", None),
    "nested_concat": (b"local x = " + b"'a' .. \n" * 7000 + b"'a'\n" + PLAIN.encode(), "", None),
    "nested_not": (b"local x = " + b"not\n" * 15000 + b"1\n" + PLAIN.encode(), "", None),
    "many_locals": (b"".join(b"local a%d = 1\n" % i for i in range(300)) + PLAIN.encode(), "", None),
    "many_labels": (b"".join(b"::a%d::\n" % i for i in range(5000)) + PLAIN.encode(), "", None),
    "many_gotos": (b"do\n" + b"goto a\n" * 6000 + b"end ::a::\n" + PLAIN.encode(), None, None),
    "bitwise_among_constants": ((MANY_CONSTANTS + RULE % " local x = (1 ~ (2 or 3))").encode(), "位运算", 2),
    "bitwise_behind_deep_nesting": (("local y = " + "(" * 150 + "1" + ")" * 150 + "\nlocal x = (1 ~ (2 or 3))\n" + PLAIN).encode(), "位运算", 2),
    "many_constants": ((MANY_CONSTANTS + PLAIN).encode(), None, None),
    "bom": (b"\xef\xbb\xbf" + PLAIN.encode(), None, None),
    "carriage_returns": (PLAIN.replace(" check:", "\r\n  check:").encode(), None, None),
    "shebang": (b"#!/usr/bin/lua\n" + PLAIN.encode(), "", 1),
    "empty": (b"", "", None),
    "only_a_comment": (b"-- x", "", None),
    "unfinished": (b"rule {", "语法", 1),
    "two_rules": ((PLAIN + PLAIN).encode(), "一个文件", None),
    "header_of_functions": (b'rule { id = function() end, title = {}, basis = 1, on = true, run = "x" }\n', "", 1),
    "header_cyclic": (b'local h = { id = "h.case" } h.h = h rule(h)\n', "", 1),
    "header_deep": (b'local d = {} for i = 1, 5000 do d = { d } end rule { id = "h.case", title = d }\n', "", 1),
    "header_large_text": (b'local s = string.rep("x", 15000000) rule { id = "h.case", title = s, basis = s, kind = s, remedy = s, on = { table = s }, run = function() end }\n', "", 1),
    "header_many_large_texts": (b'local s, l = string.rep("x", 15000000), {} for i = 1, 10000 do l[i] = s end rule { id = "h.case", title = l }\n', "", 1),
    "header_with_metatable": (b'rule(setmetatable({ id = "h.case" }, { __index = function() while true do end end }))\n', "", 1),
    "header_many_parameters": (b'for i = 1, 100000 do param("x" .. i) end\n' + PLAIN.encode(), "", 1),
    "rule_called_by_pcall_forever": (b'while true do pcall(rule, { id = "h.case" }) end\n', "", 1),
    "rule_in_run": ((RULE % ' rule { id = "h.b" }').encode(), "", 1),
    "require_in_run": ((RULE % ' require "x"').encode(), "", 1),
    "require_itself": (b'require "case"\n' + PLAIN.encode(), "", 1),
    "keeps_sixty_megabytes": (b'local kept = {} for i = 1, 60 do kept[i] = string.rep("x", 1000000) .. i end\n' + (RULE % " local n = #kept").encode(), "", None),
}  # fmt: skip


class Sources(Hostile):
    def test_each(self):
        for name, wanted in FILES.items():
            content, part, line = wanted if isinstance(wanted, tuple) else (wanted, "UTF-16", 1)
            with self.subTest(name):
                self.write("rules/h/rules/case.lua", content)
                run = Run(self.home, "run", "-f", "json", "-j", 2, limit=30)
                self.assertIn(run.status, (0, 1, 3), run.err[-500:])
                faults = [one for one in run.findings() if one["outcome"] == "fault"]
                if part is None and name != "bytecode_after_bom":
                    self.assertEqual(faults, [])
                elif part is not None:
                    self.assertEqual(len(faults), 1)
                    self.assertIn(part, faults[0]["message"])
                    self.assertEqual(faults[0]["script"]["file"], "rules/h/rules/case.lua")
                    if line is not None:
                        self.assertEqual(faults[0]["script"]["line"], line, faults[0]["message"])
        self.assertLessEqual(peak_megabytes(), MEGABYTES + SPARE_MEGABYTES)


if __name__ == "__main__":
    unittest.main(verbosity=0)
