"""Packs that are hostile as a whole: told with their file, and other packs' results stay as they are, byte by byte."""

import json
import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from packs import PARAMETERS, RUN, Hostile, Run  # noqa: E402

RULE = 'rule { id = "h.%s", title = "规则", basis = "测试", on = { table = "三公" }, run = function(t, check) check:holds(true) end }\n'
FLOOD = """rule { id = "h.%s", title = "规则", basis = "测试", on = { table = "三公" }, %srun = function(t, check)
  for i = 1, 1000 do check:holds(false, { message = %s }) end
end }
"""
PACK = 'id = "h"\nrevision = "1"\napi = 1\nowns = "h"\n'
R, L, T = "rules/h/rules/", "rules/h/lib/", "rules/h/pack.toml"
GIANT = '("题"):rep(300000)'
SECONDS = 60

# The files; what is said on stderr or by the fault of the rule, nothing where it is taken; whether results can be had.
FILES = {
    "library_requires_itself": ({L + "a.lua": 'return require "a"\n', R + "u.lua": 'local a = require "a"\n' + RULE % "u"}, "绕了一圈", True),
    "libraries_in_a_circle": ({L + "a.lua": 'local b = require "b" return {}\n', L + "b.lua": 'local a = require "a" return {}\n',
                               R + "u.lua": 'local a = require "a"\n' + RULE % "u"}, "绕了一圈", True),
    "chain_of_libraries": ({**{f"{L}a{i}.lua": f'return require "a{i + 1}"\n' for i in range(300)}, L + "a300.lua": "return {}\n",
                            R + "u.lua": 'local a = require "a0"\n' + RULE % "u"}, "overflow", True),
    "library_above_the_pack": ({R + "u.lua": 'local a = require "../../p/rules/sum"\n' + RULE % "u"}, "lib/ 下没有", True),
    "owns_what_is_another's": ({T: PACK.replace('owns = "h"', 'owns = "p"'), R + "u.lua": (RULE % "u").replace("h.u", "p.sum")}, "前缀", True),
    "base_of_itself": ({T: PACK + 'base = "h"\n'}, "绕成了圈", False),
    "switches_another_pack_off": ({T: PACK + '[[override]]\nrule = "p.sum"\naction = "off"\nreason = "x"\nbasis = "y"\n'}, "pack.override_of_nothing", False),
    "revision_of_a_megabyte": ({T: PACK.replace('"1"', '"' + "x" * 1_000_000 + '"')}, None, True),
    "provinces_by_the_hundred_thousand": ({T: PACK + "[scope]\nprovinces = [" + ",".join(f'"省{i}"' for i in range(100_000)) + "]\n"}, "适用的省是", True),
    "title_of_a_megabyte": ({R + "u.lua": FLOOD % ("u", f"remedy = {GIANT}, ", '"x"')}, "rule.too_long", True),
    "id_of_a_megabyte": ({R + "u.lua": (RULE % "u").replace('"h.u"', '"h." .. ("u"):rep(1000000)')}, "rule.too_long", True),
    "id_of_a_thousand": ({R + "u.lua": (RULE % "u").replace('"h.u"', '"h." .. ("u"):rep(1000)')}, "超过 200 字节", True),
    "english_of_megabytes": ({"rules/h/messages.en.toml": '["h.u"]\ntitle = "' + "x" * 3_000_000 + '"\n'}, "toml.too_long", False),
    "basis_of_a_parameter": ({"rules/h/parameters.toml": PARAMETERS.replace("p.list", "h.list") + '["h.big"]\nbasis = "' + "x" * 1_000_000 + '"\nvalue = 2\n'},
                             "toml.too_long", False),
    "names_of_parameters": ({f"{R}n{i}.lua": f'for i = 1, 1900 do param("{i}_" .. i) end\n' + RULE % f"n{i}" for i in range(7)}, "参数名超过 10000 个", True),
    "two_hundred_floods": ({f"{R}f{i}.lua": FLOOD % (f"f{i}", "", '("长"):rep(4000)') for i in range(200)}, None, True),
    "two_rules_in_a_file": ({R + "u.lua": RULE % "u" + RULE % "v"}, "有且只有一个", True),
    "header_in_a_circle": ({R + "u.lua": 'local h = { id = "h.u", title = "规则", basis = "测试", on = {}, run = function() end } h.on.table = h rule(h)\n'}, "层次", True),
    "suppresses_another_pack": ({R + "u.lua": (RULE % "u").replace("run =", 'suppresses = { "p.sum" }, run =').replace("true", 'false, { row = "合计", message = "x" }')}, None, True),
    "years_the_wrong_way": ({R + "u.lua": (RULE % "u").replace("run =", "effective = { from = 2030, to = 1990 }, run =")}, "晚于", True),
    "file_name_with_a_line_end": ({R + "a\n::error::b.lua": "rule {{{\n"}, "脚本语法有误", True),
    "file_name_that_clears_the_screen": ({R + "a\x1b[2J.lua": "rule {{{\n"}, "脚本语法有误", True),
    "ten_thousand_rules": ({f"{R}d{i % 100}/r{i}.lua": RULE % f"d{i % 100}.r{i}" for i in range(10_000)}, None, True),
}  # fmt: skip

# What stands where a file is wanted.
OTHERS = {
    "pack_behind_a_link": (lambda home: (os.rename(home / "rules/h", home / "elsewhere"), os.symlink(home / "elsewhere", home / "rules/h")), None, True),
    "links_in_a_circle": (lambda home: os.symlink("../..", home / "rules/h/rules/up"), "pack.link", False),
    "device_as_a_rule": (lambda home: os.symlink("/dev/zero", home / "rules/h/rules/x.lua"), "pack.not_a_file", False),
    "text_from_outside": (lambda home: os.symlink("/etc/passwd", home / "rules/h/rules/x.lua"), "pack.link", False),
    "folder_as_a_rule": (lambda home: os.mkdir(home / "rules/h/rules/x.lua"), "pack.not_a_file", False),
    "pipe_as_a_rule": (lambda home: os.mkfifo(home / "rules/h/rules/x.lua"), "pack.not_a_file", False),
    "pipe_as_english_texts": (lambda home: os.mkfifo(home / "rules/h/messages.en.toml"), "pack.not_a_file", False),
    "device_as_parameters": (lambda home: (os.unlink(home / "rules/h/parameters.toml"), os.symlink("/dev/zero", home / "rules/h/parameters.toml")),
                             "pack.not_a_file", False),
}  # fmt: skip


class Packs(Hostile):
    def of_others(self, run):
        return [json.dumps({**one, "number": 0}, sort_keys=True) for one in run.findings() if one["rule"] == "p.sum"]

    def look(self, name, wanted, results, before):
        run = Run(self.home, *RUN, limit=SECONDS)
        self.assertIn(run.status, (1, 3), f"{name}: {run.err[:500]}")
        faults = []
        if results:
            self.assertEqual(self.of_others(run), before, name)
            faults = [f"{one['message']} {one['rule']}" for one in run.findings() if one["outcome"] == "fault"]
        else:
            self.assertEqual(run.out, "", name)
        self.assertLess(len(run.err), 4000, name)
        said = run.err + " ".join(faults)
        if wanted and not wanted.startswith("rule."):
            self.assertIn(wanted, said, name)
        elif wanted:
            self.assertIn("超过", said, name)  # results tell no codes
        else:
            self.assertEqual(faults, [], name)
        shown = Run(self.home, "run", "--pack", "p", "--pack", "h", limit=SECONDS)
        self.assertNotIn("\x1b", shown.out + shown.err, name)
        self.assertFalse([line for line in (shown.out + shown.err).splitlines() if line.startswith("::")], name)

    def test_each(self):
        before = self.of_others(Run(self.home, *RUN))
        self.assertEqual(len(before), 1)
        for name, (files, wanted, results) in FILES.items():
            with self.subTest(name):
                kept = {path: (self.home / path).read_bytes() for path in files if (self.home / path).exists()}
                for path, text in files.items():
                    self.write(path, text)
                self.look(name, wanted, results, before)
                for path in files:
                    (self.home / path).unlink()
                for path, text in kept.items():
                    self.write(path, text)

    def test_what_is_no_file(self):
        before = self.of_others(Run(self.home, *RUN))
        for name, (make, wanted, results) in OTHERS.items():
            with self.subTest(name):
                make(self.home)
                self.look(name, wanted, results, before)
            self.doCleanups()
            self.setUp()


if __name__ == "__main__":
    unittest.main(verbosity=0)
