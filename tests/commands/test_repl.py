"""gouji repl: lines on one disclosure, from a pipe; figures as printed with their place; an error ends nothing; the
confinement and limits of rules hold."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, disclosure, main  # noqa: E402


class Repl(Bench):
    def setUp(self):
        super().setUp()
        self.write("workbench.toml", 'datasets = ["data.ndjson"]\n[budget]\nsteps = 500000\nmemory_mb = 16\n')
        self.data("one.ndjson", disclosure("甲局", parts=("3.00", "2.00")))
        self.write("rules/p/parameters.toml", '["p.limit"]\nbasis = "测试"\nvalues = { 2019 = "3", 2021 = "4" }\n')
        self.write("rules/p/lib/words.lua", 'return { twice = function(v) return v + v end, name = "甲" }\n')

    def type(self, *lines, words=("one.ndjson",), **more):
        return self.gouji("repl", *words, typed="".join(line + "\n" for line in lines), **more)

    def test_lines_and_what_they_give(self):
        setup = ["t = document:table \"三公\"", 'c = t:column "决算数"']
        for line, out, err in [
            ("document.unit", "“甲局”\n", ""),
            ('c["合计"]', "5.25    三公 · 合计 · 决算数  第10行\n", ""),
            ('= c["合计"]', "", "script.syntax"),
            ('c["出国"] + c["接待"]', "5 万元    = 3.00 + 2.00\n", ""),
            ('c:rows { "出国", "接待" }', "  3.00    三公 · 出国 · 决算数  第11行\n  2.00    三公 · 接待 · 决算数  第12行\n", ""),
            ("#tables, #evaluations", "1\n0\n", ""),
            ('param "p.limit"', "3    参数 p.limit\n", ""),
            ('param "p.limt"', "", "是否想写“p.limit”？"),
            ('require("words").twice(c["出国"])', "6 万元    = 3.00 + 3.00\n", ""),
            ('require "wrods"', "", "是否想写“words”？"),
            ('c["合记"]', "缺数无法审核：表“三公”没有名为“合记”的行\n  最接近的名称：“合计”\n", ""),
            ('document:table "三工"', "最接近的名称：“三公”", ""),
            ("documnet.unit", "", "是否想写“document”？"),
            ('check:same(c["合计"], c["合计"])', "成立\n", ""),
            ('check:same(c["合计"], c:rows { "出国", "接待" }:sum(), { message = "差 {gap}" })', "疑点  差 0.25\n  位置 合计 · 决算数  第10行\n  填报 5.25  应为 5  差额 0.25\n", ""),
            ('c["合计"] == c["出国"]', "", "script.equality"),
            ("1 / 3", "二进制小数", ""),
            ("nil", "nil\n", ""),
            ("{ 1, { a = 2 } }", "  [1]   1\n  [2]   { a = 2 }\n", ""),
            ("t.x = 1", "", "script.read_only"),
            ("error \"不好\"", "", "不好"),
            ('c["合计"] -', "", "“-”后面缺一个值"),
            ("document.unit document.year", "", "只是一个值，不能单独成一句"),
            ("check:smae(1, 1)", "", "是否想写“same”？"),
        ]:
            with self.subTest(line=line):
                answer = self.type(*setup, line)
                self.assertEqual(answer.status, 0, answer.err)
                self.assertIn(out, answer.out)
                self.assertIn(err, answer.err)
                if not err:
                    self.assertEqual(answer.err, "")

    def test_tables_are_shown_as_printed(self):
        self.says(self.type("tables[1]"), 0, "三公\n  行    决算数\n  合计    5.25  第10行\n", out=True)

    def test_an_error_ends_nothing(self):
        answer = self.type("x = ", "", "1 +* 2", "nothing", "while true do end", "text.length('ab')")
        self.assertEqual((answer.status, answer.out), (0, "2\n"))
        for code in ("repl.unfinished", "script.syntax", "script.unknown_name", "limit.steps"):
            self.assertIn(code, answer.err)

    def test_statements_go_on_in_the_next_line(self):
        answer = self.type("total = 0", "for i = 1, 3 do", "  total = total + i", "end", "total", "function double(x)", "  return x * 2", "end", "double(21)")
        self.assertEqual((answer.out, answer.err), ("6\n42\n", ""))
        self.says(self.type("for i = 1, 3 do"), 0, "repl.unfinished")

    def test_confinement(self):
        for line in ("io", "os", "load", "debug", "coroutine", "getmetatable(\"\")", "dofile 'x'", "string.find('a', 'a')", "rawset(_G, 'x', 1)", "_G"):
            with self.subTest(line=line):
                answer = self.type(line, '"还在"')
                self.assertEqual((answer.status, answer.out), (0, "“还在”\n"))
                self.assertIn("[script.", answer.err)
        for line, code in [
            ("s = 'x' while true do s = s .. s end", "limit."),  # long texts cost steps too
            ("while true do pcall(error) end", "limit.steps"),
            ("string.rep('x', 1000000000)", "limit.memory"),
        ]:
            with self.subTest(line=line):
                answer = self.type(line, '"还在"')
                self.assertEqual(answer.status, 0)
                self.assertIn("“还在”", answer.out)
                self.assertIn(code, answer.err)
        for line, told in [("s = string.rep('x', 3000000) t = {} for i = 1, 9 do t[i] = s .. i end", "memory_mb 改大，现在是 16"), ("while true do end", "steps 改大，现在是 500000")]:
            self.assertIn(f"在 workbench.toml 的 [budget] 里把 {told}", self.type(line).err)
        self.assertIn("raise steps in [budget] of workbench.toml, now 500000", self.type("while true do end", language="en_US.UTF-8").err)
        answer = self.type("function f() return 1 + f() end", "f()", "x = {} x.x = x", "x", '"还在"')
        self.assertEqual(answer.status, 0)
        self.assertIn("“还在”", answer.out)
        self.assertRegex(answer.err, r"\[(limit|script)\.")
        self.says(self.type("\x1bLua"), 0, "script.refused")

    def test_commands(self):
        self.says(self.type(":help"), 0, ":run", ":quit", out=True)
        self.says(self.type("：help"), 0, ":quit", out=True)
        self.says(self.type(":hlep"), 0, "repl.unknown_command", "是否想写“:help”？")
        self.assertEqual(self.type(":quit", "1").out, "")
        self.assertEqual(self.type("退出", "1").out, "")
        self.says(self.type(":document"), 0, 'document:table "三公"', out=True)
        self.says(self.type(":params lim"), 0, "p.limit = 3", out=True)
        self.says(self.type(":params xyz"), 0, "没有这样的参数", out=True)
        self.says(self.type(":run"), 0, "合计 5.25，分项之和 5，相差 0.25。", out=True)
        self.says(self.type(":run summ"), 0, "run.no_rule")

    def test_run_takes_the_pack_anew(self):
        rule = (self.home / "rules/p/rules/sum.lua").read_text(encoding="utf-8")
        self.write("rules/p/rules/sum.lua", "rule {")
        self.says(self.type(":run"), 0, "公式出错", out=True)
        self.write("rules/p/rules/sum.lua", rule)
        self.says(self.type(":run sum"), 0, "相差 0.25", out=True)

    def test_one_document(self):
        self.says(self.type("1", words=("data.ndjson",)), 1, "repl.many_documents", "--id", "甲局-2020-部门决算")
        self.says(self.type("document.unit", words=("data.ndjson", "--id", "乙局-2020-部门决算")), 0, "“乙局”", out=True)
        self.says(self.type("document.unit", words=("data.ndjson", "--id", "乙局-2020-final_accounts")), 0, "“乙局”", out=True)
        self.says(self.type("1", words=("data.ndjson", "--id", "乙局-2021-final_accounts")), 1, "repl.unknown_document", "是否想写“乙局-2020-final_accounts”？")
        self.says(self.type("1", words=("oen.ndjson",)), 1, "dataset.missing", "one.ndjson")
        self.write("表.txt", "项目支出绩效自评表\n")
        self.says(self.type("1", words=("表.txt",)), 1, "dataset.unknown_form", "gouji import")
        self.says(self.type("1", words=()), 1, "usage.missing_word", "DOCUMENT")

    def test_the_pack(self):
        self.pack("q", '[scope]\nprovinces = ["别省"]\n')
        (self.home / "rules/p/pack.toml").unlink()
        self.says(self.type("1"), 1, "repl.no_pack", "--pack")
        self.says(self.type("document.unit", words=("one.ndjson", "--pack", "q")), 0, "甲局", out=True)
        self.says(self.type("1", words=("one.ndjson", "--pack", "qq")), 1, "pack.unknown")

    def test_english(self):
        answer = self.type('document:table("三公"):column("决算数")["x"]', "check:holds(true)", "docment", words=("one.ndjson", "--lang", "en"))
        for part in ("cannot be evaluated", "holds"):
            self.assertIn(part, answer.out)
        self.assertIn("did you mean document?", answer.err)


if __name__ == "__main__":
    main()
