"""gouji doc: the handbook of rules as a site and as Markdown; two states of packs as an amendment."""

import hashlib
import html.parser
import re
import shutil
import sys
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import HOME, SUM_RULE, Bench, disclosure, main, rule  # noqa: E402

CASES = """rule = "p.sum"

[[case]]
name = "分项加起来相等"
year = 2024
table = \"\"\"
项目,决算数
合计,5.25
出国,3.00
接待,2.25
\"\"\"
expect = "pass"

[[case]]
name = "合计多了"
table_name = "三公"
table = \"\"\"
项目,决算数
合计,5.50
出国,3.00
接待,2.25
\"\"\"
expect = [{ severity = "error", row = "合计", printed = "5.50" }]
"""
PARAMETERS = """["p.limit"]
title = "上限"
unit  = "%"
basis = "某办法第三条"
value = "90"
"""
ENGLISH = """["p.sum"]
title = "The total is the sum of its parts"
remedy = "Compare them."
"""
LIMIT = rule("p.limit", 'check:at_most(spent["出国"], param "p.limit" * spent["合计"])', 'suppresses = "p.sum",\n  note = "勾稽 A1",')


class Page(html.parser.HTMLParser):
    """Words, links and ids of a page; complains of tags that are not closed."""

    VOID = {"meta", "wbr", "input", "br"}

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.open, self.words, self.sources = [], set(), [], [], []
        self.feed(text)
        assert not self.open, self.open
        self.text = " ".join("".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in self.VOID:
            self.open.append(tag)
        if "href" in attrs:
            self.links.append(attrs["href"])
        if "id" in attrs:
            self.ids.add(attrs["id"])
        if "src" in attrs:
            self.sources.append(attrs["src"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
        if tag in ("td", "th", "dt", "dd", "div", "a"):
            self.words.append(" ")

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.words.append(data)


class Handbook(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/sangong/limit.lua", LIMIT)
        self.write("rules/p/rules/sum.cases.toml", CASES)
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.write("rules/p/messages.en.toml", ENGLISH)
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]\n\n[[override]]\nrule = "p.limit"\naction = "severity"\nseverity = "verify"\nreason = "本省从宽"\nbasis = "某省通知"')
        self.write("rules/q/parameters.toml", '["p.limit"]\nunit = "%"\nbasis = "某省通知"\nreason = "本省另定"\nvalues = { 2020 = "80", 2022 = "85" }\n')

    def page(self, name, folder="book"):
        return Page((self.home / folder / name).read_text(encoding="utf-8"))

    def make(self, *words, status=0):
        answer = self.gouji("doc", "-o", "book", *words)
        self.assertEqual(answer.status, status, answer.err)
        return answer

    def test_page_of_a_rule(self):
        answer = self.make()
        self.assertIn("index.html", answer.out)
        text = self.page("rules/p.sum.html").text
        for part in [
            "合计应等于各分项之和", "The total is the sum of its parts", "p.sum", "错误 error", "基本平衡 identity", "“三公”",
            "请核对合计与各分项。", "Compare them.", "rules/p/rules/sum.lua:2",
            "由这些规则说明", "p.limit",  # suppressed by
            'check:same(spent["合计"]',  # the body, with its line
            "决算数 ＝ 出国·决算数 + 接待·决算数", "5.50 ≠ 3.00 + 2.25（要求相等）", "合计 5.50，分项之和 5.25，相差 0.25。", "乙局-2020-部门决算",  # the example
            "分项加起来相等", "合计多了", "符合 holds", "rules/p/rules/sum.cases.toml:4", "年度 2024",  # the cases
        ]:
            self.assertIn(part, text)
        self.assertNotIn("不符合", text)

    def test_how_often_it_fires(self):
        self.make()
        text = self.page("rules/p.sum.html").text
        self.assertRegex(text, r"甲局-2020-部门决算 1 1 0")
        self.assertRegex(text, r"乙局-2020-部门决算 1 0 1")
        self.assertRegex(text, r"合计 total 2 1 1")

    def test_what_another_rule_explains_is_counted_apart(self):
        self.data("data.ndjson", disclosure("丙局", total="1.00"))  # over the limit, and the sum is wrong
        self.make()
        text = self.page("rules/p.sum.html").text
        self.assertRegex(text, r"丙局-2020-部门决算 1 0 0 1")
        self.assertIn("由别的规则的疑点说明", text)
        self.assertNotIn("gouji explain", text)

    def test_a_pass_is_worked_out_where_nothing_was_found(self):
        self.data("data.ndjson", disclosure("甲局"))
        self.make()
        text = self.page("rules/p.sum.html").text
        for part in ("通过 pass", "5.25 ＝ 3.00 + 2.25", "甲局-2020-部门决算"):
            self.assertIn(part, text)
        self.assertNotIn("gouji explain", text)

    def test_parameters_with_every_layer(self):
        self.make()
        for page in ("parameters/p.limit.html", "rules/p.limit.html"):
            text = self.page(page).text
            for part in ("p 各年度 90 %", "某办法第三条", "rules/p/parameters.toml:5", "q 2020 年度起 80 %", "q 2022 年度起 85 %", "本省另定", "rules/q/parameters.toml:5"):
                self.assertIn(part, text)
        self.assertIn("规则 p.limit", self.page("parameters/p.limit.html").text)

    def test_overrides_of_packs(self):
        self.make()
        for page in ("packs.html", "rules/p.limit.html"):
            for part in ("改为“核实”", "本省从宽", "某省通知", "rules/q/pack.toml"):
                self.assertIn(part, self.page(page).text)

    def test_indexes(self):
        self.make()
        self.assertIn("sangong", self.page("index.html").text)  # the folder
        self.assertIn("基本平衡（1） identity", self.page("kinds.html").text)
        self.assertIn("错误（2） error", self.page("severities.html").text)
        self.assertIn("上限", self.page("parameters.html").text)

    def test_a_case_that_fails_says_so(self):
        self.write("rules/p/rules/sum.cases.toml", CASES.replace('expect = "pass"', 'expect = "not_applicable"'))
        self.make()
        self.assertIn("不符合 fails", self.page("rules/p.sum.html").text)

    def test_a_broken_rule_is_told_and_the_others_are_written(self):
        self.write("rules/p/rules/broken.lua", "rule { id = ")
        answer = self.make(status=1)
        self.assertIn("broken.lua", answer.err)
        self.assertIn("rules/p/rules/broken.lua", self.page("index.html").text)
        self.assertTrue((self.home / "book/rules/p.sum.html").is_file())

    def test_links_lead_somewhere_and_nothing_comes_from_elsewhere(self):
        self.make()
        folder = self.home / "book"
        pages = {path: self.page(path.relative_to(folder)) for path in folder.rglob("*.html")}
        self.assertGreater(len(pages), 6)
        for path, page in pages.items():
            self.assertEqual(page.sources, [])
            for link in page.links:
                name, _, place = urllib.parse.unquote(link).partition("#")
                target = (path.parent / name).resolve() if name else path
                self.assertIn(target, pages, f"{path}: {link}")
                if place:
                    self.assertIn(place, pages[target].ids, f"{path}: {link}")
            text = path.read_text(encoding="utf-8")
            self.assertIn("default-src 'none'", text)
            self.assertNotIn("http:", text)
            self.assertNotIn(str(self.home), text)

    def test_texts_of_packs_are_no_markup(self):
        self.write("rules/p/rules/sum.lua", (SUM_RULE % "p").replace("合计应等于", "<script>alert(1)</script>|合计应等于"))
        self.make()
        text = (self.home / "book/rules/p.sum.html").read_text(encoding="utf-8")
        self.assertNotIn("<script>alert", text)
        self.gouji("doc", "-o", "md", "-f", "md")
        text = (self.home / "md/rules/p.sum.md").read_text(encoding="utf-8")
        self.assertIn("\\<script\\>", text)

    def test_markdown(self):
        self.assertIn("README.md", self.make("-f", "md").out)
        text = (self.home / "book/rules/p.sum.md").read_text(encoding="utf-8")
        for part in ("# 合计应等于各分项之和 The total is the sum of its parts", "| 决算数 | 5.50 | 5.5 | 第10行 |", "```text", "[p](../packs.md#p)", '\\| 乙局'[2:]):
            self.assertIn(part, text)
        for path in (self.home / "book").rglob("*.md"):
            for link in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
                self.assertTrue((path.parent / urllib.parse.unquote(link.partition("#")[0])).is_file(), f"{path}: {link}")

    def test_the_same_bytes_again_and_from_another_folder(self):
        def digest(folder):
            return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}

        self.make()
        first = digest(self.home / "book")
        away = self.home / "a/b"
        away.mkdir(parents=True)
        self.gouji("doc", "-o", "book", cwd=away, language="en_US.UTF-8", TZ="Asia/Shanghai")
        self.assertEqual(digest(away / "book"), first)

    def test_chosen_packs_and_samples(self):
        self.data("other.ndjson", disclosure("丁局"))
        self.make("p", "--data", "other.ndjson")
        self.assertIn("丁局", self.page("rules/p.sum.html").text)
        self.assertNotIn("本省另定", self.page("parameters/p.limit.html").text)
        self.make("q")
        self.assertTrue((self.home / "book/rules/p.sum.html").is_file())  # what it builds on


class Folder(Bench):
    def test_the_folder_is_replaced_as_a_whole(self):
        self.write("rules/p/rules/old.lua", rule("p.old", "check:holds(true)"))
        self.gouji("doc", "-o", "book")
        self.assertTrue((self.home / "book/rules/p.old.html").is_file())
        (self.home / "rules/p/rules/old.lua").unlink()
        self.assertEqual(self.gouji("doc", "-o", "book/").status, 0)
        self.assertFalse((self.home / "book/rules/p.old.html").exists())
        self.assertEqual([path.name for path in self.home.iterdir() if path.name.startswith(".")], [])

    def test_other_things_are_not_replaced(self):
        for name, there in [("book/mine.txt", "mine.txt"), ("book/rules/notes.html", "rules/notes.html"), ("book/empty/x", "empty")]:
            with self.subTest(name):
                shutil.rmtree(self.home / "book", ignore_errors=True)
                self.gouji("doc", "-o", "book")
                self.write(name, "x")
                before = sorted((self.home / "book").rglob("*"))
                self.says(self.gouji("doc", "-o", "book"), 1, "doc.other_files", there)
                self.assertEqual(sorted((self.home / "book").rglob("*")), before)

    def test_a_list_is_no_leave_to_delete(self):
        self.assertEqual(self.gouji("doc", "-o", "book").status, 0)
        page = self.home / "book/index.html"
        page.write_text("我的笔记", encoding="utf-8")
        self.says(self.gouji("doc", "-o", "book"), 1, "doc.other_files", "index.html")
        self.assertEqual(page.read_text(encoding="utf-8"), "我的笔记")
        # Somebody else's files, named in a list that was put beside them.
        for line in ("账.xlsx", "0" * 64 + "  账.xlsx"):
            self.write("mine/账.xlsx", "1")
            self.write("mine/gouji-doc.txt", f"# gouji doc\n{line}\n")
            self.says(self.gouji("doc", "-o", "mine"), 1, "doc.other_files")
            self.assertTrue((self.home / "mine/账.xlsx").exists())

    def test_a_folder_or_file_that_is_no_handbook(self):
        self.write("book/index.html", "x")
        self.says(self.gouji("doc", "-o", "book"), 1, "doc.other_files")
        self.write("file", "x")
        self.says(self.gouji("doc", "-o", "file"), 1, "doc.other_files")
        self.says(self.gouji("doc", "-o", "/"), 1, "doc.other_files", "根目录")
        self.says(self.gouji("doc", "-o", "book/../../../../../../../.."), 1, "doc.other_files")
        (self.home / "empty").mkdir()
        self.assertEqual(self.gouji("doc", "-o", "empty").status, 0)

    def test_usage(self):
        for words, code in [
            (["doc"], "usage.no_output"),
            (["doc", "-o", "-"], "usage.no_output"),
            (["doc", "-o", "b", "-f", "text"], "usage.unknown_choice"),
            (["doc", "-o", "b", "nix"], "pack.unknown"),
            (["doc", "--diff", "p"], "usage.missing_word"),
            (["doc", "--diff", "p", "nix"], "pack.unknown"),
        ]:
            self.says(self.gouji(*words), 1, code)


class Amendment(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/rules/limit.lua", LIMIT)
        self.write("rules/p/rules/sum.cases.toml", CASES)
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.write("rules/p/messages.en.toml", ENGLISH)
        shutil.copytree(self.home / "rules", self.home / "old")

    def change(self, name, *pairs):
        path = self.home / "rules/p" / name
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            self.assertIn(old, text)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def diff(self, *words, status=0):
        answer = self.gouji("doc", "--diff", "old", "rules", *words)
        self.assertEqual(answer.status, status, answer.err)
        return answer.out

    def test_nothing_changed(self):
        self.assertIn("没有改动", self.diff())
        self.assertIn("Nothing changed", self.diff("--lang", "en"))

    # name → (file, changes, Chinese, English); each reads like an article of an amendment
    ARTICLES = {
        "value": ("parameters.toml", [('"90"', '"95"')], "将“90 %”改为“95 %”。", "“90 %” is replaced by “95 %”."),
        "value from a year": ("parameters.toml", [('value = "90"', 'values = { 1990 = "90", 2024 = "95" }')], "将“90 %”改为“95 %”，自 2024 年度起", "“90 %” is replaced by “95 %”, from 2024"),
        "no value before": ("parameters.toml", [('value = "90"', 'values = { 2024 = "90" }')], "2024 年度以前不再有取值（原为“90 %”）", "There is no value before 2024 any more"),
        "basis": ("parameters.toml", [("第三条", "第四条")], "将依据“某办法第三条”改为“某办法第四条”。", "The basis “某办法第三条” is replaced"),
        "new parameter": ("parameters.toml", [('["p.limit"]', '["p.more"]\nbasis = "甲"\nvalue = "3"\n\n["p.limit"]')], "第一条　新增参数“p.more”", "Article 1: the parameter p.more is added"),
        "title": ("rules/sum.lua", [("合计应等于", "总计应等于")], "将名称“合计应等于各分项之和”改为“总计应等于各分项之和”。", "The title “合计应等于各分项之和” is replaced"),
        "kind": ("rules/sum.lua", [("基本平衡", "核实性")], "将严重程度“错误”改为“核实”", "The severity “error” is replaced by “verify”"),
        "years": ("rules/sum.lua", [("kind ", "effective = { from = 2021 },\n  kind ")], "增加适用年度“2021–”。", "The years “2021–” is added."),
        "note gone": ("rules/limit.lua", [('note = "勾稽 A1",', "")], "删去说明“勾稽 A1”。", "The note “勾稽 A1” is deleted."),
        "suppresses": ("rules/limit.lua", [('suppresses = "p.sum",', "")], "删去它说明的规则“p.sum”。", "The rules it explains “p.sum” is deleted."),
        "English": ("messages.en.toml", [("The total is", "A total is")], "将英文名称“The total is", "The English title “The total is"),
        "code": ("rules/limit.lua", [("at_most", "at_least")], "+     check:at_least(spent", "-     check:at_most(spent"),
        "comment": ("rules/limit.lua", [("  run =", "  -- 说明\n  run =")], "没有改动", "Nothing changed"),
        "comment in the body": ("rules/limit.lua", [("    check:", "    -- 说明\n    check:")], "脚本只改了注释或空白，审核不变。", "Only comments or blanks"),
        "case": ("rules/sum.cases.toml", [("接待,2.25", "接待,2.2500")], "修改用例“分项加起来相等”", "A case is changed: “分项加起来相等”"),
        "case renamed": ("rules/sum.cases.toml", [("合计多了", "合计大了")], "删去用例“合计多了”", "A case is added: “合计大了”"),
        "revision": ("pack.toml", [('revision = "1"', 'revision = "2"')], "将版本“1”改为“2”。", "The revision “1” is replaced by “2”."),
        "broken": ("rules/limit.lua", [("run =", "run = =")], "新的文件不能装载", "The new file cannot be loaded"),
    }  # fmt: skip

    def test_articles(self):
        for name, (file, changes, chinese, english) in self.ARTICLES.items():
            with self.subTest(name):
                original = (self.home / "rules/p" / file).read_text(encoding="utf-8")
                self.change(file, *changes)
                said, told = self.diff(), self.diff("--lang", "en")
                (self.home / "rules/p" / file).write_text(original, encoding="utf-8")
                self.assertIn(chinese, said)
                self.assertIn(english, told)

    def test_rules_that_come_and_go(self):
        (self.home / "rules/p/rules/sum.lua").unlink()
        (self.home / "rules/p/rules/sum.cases.toml").unlink()
        self.write("rules/p/rules/fresh.lua", rule("p.fresh", "check:holds(true)"))
        self.change("rules/limit.lua", ('suppresses = "p.sum",', ""))
        text = self.diff()
        for part in ("删去规则“合计应等于各分项之和”（p.sum）", "同时删去用例 2 个", "新增规则“规则 p.fresh”（p.fresh）", "依据：测试", "新增规则 1", "删去规则 1", "修改规则 1"):
            self.assertIn(part, text)
        numbers = re.findall(r"^第(.)条", text, re.MULTILINE)
        self.assertEqual(numbers, ["一", "二", "三"])

    def test_layers(self):
        self.pack("q", 'base = "p"\n\n[[override]]\nrule = "p.sum"\naction = "off"\nreason = "本省没有"\nbasis = "某省通知"')
        shutil.copytree(self.home / "rules/q", self.home / "old/q")
        self.write("old/q/pack.toml", 'id = "q"\nrevision = "1"\napi = 1\nowns = "q"\nbase = "p"\n')
        self.write("rules/q/parameters.toml", '["p.limit"]\nunit = "%"\nbasis = "某省通知"\nreason = "本省另定"\nvalue = "80"\n')
        text = self.diff()
        for part in ("将下层的“90 %”改为“80 %”。理由：本省另定；依据：某省通知", "修改规则“合计应等于各分项之和”（p.sum）", "在本包停用。理由：本省没有；依据：某省通知"):
            self.assertIn(part, text)
        back = self.gouji("doc", "--diff", "rules", "old").out
        for part in ("不再用“80 %”，恢复下层的“90 %”", "撤销本包的改动：停用"):
            self.assertIn(part, back)

    def test_libraries_name_the_rules_that_use_them(self):
        for folder, text in (("old", "return {}"), ("rules", "return { one = 1 }")):
            self.write(f"{folder}/p/lib/words.lua", text + "\n")
            self.write(f"{folder}/p/rules/user.lua", 'local words = require "words"\n' + rule("p.user", "check:holds(words)"))
        text = self.diff()
        self.assertIn("修改公用读法“words”", text)
        self.assertIn("用到它的规则（1）：p.user", text)

    def test_forms(self):
        self.change("parameters.toml", ('"90"', '"95"'))
        page = Page(self.diff("-f", "html"))
        self.assertIn("第一条 修改参数“上限”（p.limit） Article 1: the parameter p.limit is changed", page.text)
        self.assertIn("### 第一条　修改参数“上限”（p.limit）", self.diff("-f", "md"))
        self.assertEqual(self.diff("-o", "a.md"), "")
        self.assertTrue((self.home / "a.md").read_text(encoding="utf-8").startswith("# 规则修改"))
        self.assertEqual(self.diff("-f", "html"), self.diff("-f", "html"))
        one = self.gouji("doc", "--diff", "old/p", "rules/p")
        self.assertIn("将“90 %”改为“95 %”", one.out)


class Product(Bench):
    """The packs of the project and their samples."""

    def test_the_handbook_of_the_project(self):
        answer = self.gouji("doc", "-o", self.home / "book", cwd=HOME, GOUJI_HOME=str(HOME))
        self.assertEqual(answer.status, 0, answer.err)
        rules = list((self.home / "book/rules").glob("*.html"))
        self.assertGreater(len(rules), 100)
        page = Page((self.home / "book/rules/national.fund.rate.html").read_text(encoding="utf-8"))
        for part in ("执行率 ＝ 全年执行数 ÷ 全年预算数", "通过 pass", "exec.denominators", "execution.rate_of", "guizhou 各年度"):
            self.assertIn(part, page.text)
        for path in rules:
            text = path.read_text(encoding="utf-8")
            self.assertNotIn("不符合 fails", text, path)
            self.assertIn('id="formula"', text)
            self.assertNotIn(f"{HOME}/", text)
        score = Page((self.home / "book/rules/national.scoring.self_evaluation.html").read_text(encoding="utf-8"))
        self.assertIn("测算得分", score.text)


if __name__ == "__main__":
    main()
