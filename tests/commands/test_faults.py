"""Scripts that are wrong or mean harm: each becomes a fault with its line, and every other rule goes on."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import SUM_RULE, Bench, disclosure, main, rule  # noqa: E402


class Faults(Bench):
    def broken(self, text, name="bad"):
        """Runs with this rule file beside the good one; gives the fault's finding."""
        self.write(f"rules/p/rules/{name}.lua", text)
        answer = self.gouji("run", "-f", "json")
        self.assertEqual(answer.status, 1, answer.err)
        result = answer.json()
        self.assertEqual([one["rule"] for one in result["findings"] if one["outcome"] == "finding"], ["p.sum"])
        faults = [one for one in result["findings"] if one["outcome"] == "fault"]
        self.assertGreaterEqual(len(faults), 1)
        self.assertEqual(result["summary"]["outcomes"]["fault"], len(faults))
        return faults[0]

    def expect(self, text, line, *parts, limit=None):
        fault = self.broken(text)
        self.assertEqual(fault["script"]["file"], "rules/p/rules/bad.lua")
        self.assertEqual(fault["script"]["line"], line, fault["message"])
        self.assertEqual(fault["script"].get("limit") or None, limit)
        for part in parts:
            self.assertIn(part, fault["message"] + (fault["remedy"] or ""))

    def test_syntax(self):
        self.expect('rule {\n  id = "p.bad"\n  title = "x",\n}\n', 2, "末尾缺逗号")

    def test_unknown_header_key(self):
        self.expect(rule("p.bad", "", header='serverity = "error",'), 6, "serverity", "severity")

    def test_missing_header_key(self):
        self.expect(rule("p.bad", "").replace('basis = "测试",', ""), 1, "basis")

    def test_foreign_id(self):
        self.expect(rule("q.bad", ""), 2, "q.bad", "p.")

    def test_two_rules_in_a_file(self):
        self.expect(rule("p.bad", "") + rule("p.bad2", ""), 12, "一个文件")

    def test_plain_function(self):
        fault = self.broken("return function(document, params, findings) end\n")
        self.assertIn("rule", fault["message"])

    def test_misspelt_field(self):
        self.expect(rule("p.bad", "check:same(t.naem, t.name)"), 9, "naem", "name")

    def test_misspelt_verb(self):
        self.expect(rule("p.bad", 'check:smae(spent["合计"], spent["合计"])'), 9, "smae", "same")

    def test_misspelt_global(self):
        self.expect(rule("p.bad", "chekc:same(1, 1)"), 9, "chekc", "check")

    def test_misspelt_row_cannot_be_evaluated(self):
        self.write("rules/p/rules/row.lua", rule("p.row", 'check:same(spent["合计计"], spent["合计"])'))
        answer = self.gouji("run", "-f", "json", "-r", "row")
        self.assertEqual(answer.status, 0)
        for one in answer.json()["findings"]:
            self.assertEqual(one["outcome"], "cannot_evaluate")
            self.assertIn("合计计", one["message"])
            self.assertIn("“合计”", one["message"])

    def test_equality_of_figures(self):
        self.expect(rule("p.bad", 'if spent["合计"] == spent["出国"] then return end'), 9, "==")

    def test_binary_floats(self):
        self.expect(rule("p.bad", 'check:same(spent["合计"] * 0.1, spent["合计"])'), 9, "二进制小数")

    def test_endless_loop(self):
        began = time.monotonic()
        self.expect(rule("p.bad", "while true do end"), 9, "步数上限", limit="steps")
        self.assertLess(time.monotonic() - began, 30)

    def test_endless_loop_inside_pcall(self):
        self.expect(rule("p.bad", "while true do pcall(function() while true do end end) end"), 9, limit="steps")

    def test_endless_loop_at_the_top_level(self):
        self.expect("while true do end\n", 1, limit="steps")

    def test_endless_recursion(self):
        self.expect(rule("p.bad", "local function f() return 1 + f() end\n    f()"), 9, limit="memory")

    def test_ten_gigabytes(self):
        self.expect(rule("p.bad", "local s = string.rep('x', 10 * 1024 * 1024 * 1024)"), 9, limit="memory")

    def test_growing_text(self):
        self.expect(rule("p.bad", "local s = 'x'\n    while true do s = s .. s end"), 10, limit="memory")

    def test_table_as_error(self):
        self.expect(rule("p.bad", "error({ 1, 2 })"), 9, "table")

    def test_nil_as_error(self):
        self.expect(rule("p.bad", "error()"), 9)

    def test_no_way_out(self):
        for what in ("io.open('/etc/passwd')", "os.time()", "os.execute('true')", "require 'os'", "load('return 1')", "dofile('x')", "debug.getinfo(1)",
                     "coroutine.create(print)", "math.random()", "string.dump(print)", "collectgarbage()"):  # fmt: skip
            with self.subTest(what):
                self.expect(rule("p.bad", what), 9)

    def test_gbk_and_bytecode(self):
        for text, part in (("rule { id = 'p.bad', title = '规则' }".encode("gbk"), "GBK"), (b"\x1bLua\x54\x00", "字节码")):
            fault = self.broken(text)
            self.assertIn(part, fault["message"])

    def test_a_rule_cannot_read_anothers_state(self):
        self.write("rules/p/rules/a.lua", rule("p.a", "leak = 1"))
        fault = self.broken(rule("p.bad", "local x = leak"))
        self.assertEqual(fault["outcome"], "fault")

    def test_a_rule_that_counts_what_it_saw(self):
        self.write("rules/p/rules/bad.lua", "local n = 0\n" + rule("p.bad", "n = n + 1\n    check:holds(n < 3)"))
        self.data("data.ndjson", *[disclosure(f"单位{i:02}") for i in range(12)])
        answers = [self.gouji("run", "-f", "json", "-j", jobs) for jobs in "123"]
        self.assertEqual({answer.out for answer in answers}, {answers[0].out})
        self.assertEqual(answers[0].json()["summary"]["outcomes"]["fault"], 12)
        self.assertIn("变量", answers[0].json()["findings"][0]["message"])

    def test_every_document_has_its_fault(self):
        self.write("rules/p/rules/bad.lua", rule("p.bad", "error('x')"))
        result = self.gouji("run", "-f", "json").json()
        self.assertEqual(sorted(one["document"] for one in result["findings"] if one["outcome"] == "fault"), ["乙局-2020-final_accounts", "甲局-2020-final_accounts"])

    def test_limits_of_the_workbench(self):
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[budget]\nsteps = 20000\n')
        self.expect(rule("p.bad", "for i = 1, 100000 do end"), 9, limit="steps")


class Packs(Bench):
    def test_toml_syntax(self):
        self.write("rules/p/parameters.toml", '["a.b"]\nbasis = "x\nvalue = 1\n')
        self.says(self.gouji("run"), 1, "rules/p/parameters.toml:2", "toml.syntax", 'basis = "x', "办法：")

    def test_unknown_manifest_key(self):
        self.pack("p", 'onws = "p"')
        self.says(self.gouji("run"), 1, "rules/p/pack.toml:5", "onws", "是否想写“owns”？")

    def test_other_api(self):
        self.write("rules/p/pack.toml", 'id = "p"\nrevision = "1"\napi = 99\nowns = "p"\n')
        self.says(self.gouji("run"), 1, "pack.bad_api", "99")

    def test_unknown_base(self):
        self.pack("q", 'base = "pp"')
        self.says(self.gouji("run"), 1, "pack.unknown_base", "pp")

    def test_binary_float_parameter(self):
        self.write("rules/p/parameters.toml", '["a.b"]\nbasis = "x"\nvalue = 0.1\n')
        self.says(self.gouji("run"), 1, "rules/p/parameters.toml:3", "param.binary_float")

    def test_override_needs_a_reason(self):
        self.write("rules/p/parameters.toml", '["a.b"]\nbasis = "x"\nvalue = 1\n')
        self.pack("q", 'base = "p"')
        self.write("rules/q/parameters.toml", '["a.b"]\nbasis = "x"\nvalue = 2\n')
        self.says(self.gouji("run"), 1, "rules/q/parameters.toml:1", "param.no_reason")

    def test_rule_switched_off(self):
        self.pack("q", 'base = "p"\n[[override]]\nrule = "p.sum"\naction = "off"\nreason = "本地不用"\nbasis = "测试"')
        self.assertEqual(self.findings("--pack", "q"), [])
        self.assertEqual(len(self.findings("--pack", "p")), 1)

    def test_rule_replaced(self):
        self.pack("q", 'base = "p"\n[[override]]\nrule = "p.sum"\naction = "replace"\nreason = "本地口径"\nbasis = "测试"')
        self.write("rules/q/rules/sum.lua", (SUM_RULE % "p").replace("合计 {left}", "本地：合计 {left}"))
        (finding,) = self.findings("--pack", "q")
        self.assertTrue(finding["message"].startswith("本地："))

    def test_override_of_nothing(self):
        self.pack("q", 'base = "p"\n[[override]]\nrule = "p.smu"\naction = "off"\nreason = "x"\nbasis = "y"')
        self.says(self.gouji("run"), 1, "p.smu", "rules/q/pack.toml")


if __name__ == "__main__":
    main()
