"""A province's layout on the vocabulary of the forms: slips are told at the author's line, its own heads make its tables
forms, and what keeps a form from it is said."""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import HOME, Bench, main  # noqa: E402

LAYOUT = """local grid = require "evaluation_grid"
layout(grid.layout {
  id = "jx/form", title = "项目支出绩效自评表",
  basis = "（样表的文号）", province = "江西省",
  heads = { "批复预算", "实付资金", "应做到", "已做到" },
  words = {
    funds = { initial = { "批复预算" }, annual = { "调整预算" }, executed = { "实付资金" }, rate = { "支付比例" } },
    indicators = { level1 = { "指标分类" }, level3 = { "指标明细" }, target = { "应做到" }, actual = { "已做到" } },
  },
})
"""
# None of the words that the national forms have.
FORM = """2023年度项目支出绩效自评表
实施单位\t南昌市某某局\t项目名称\t设备更新
资金来源\t批复预算\t调整预算\t实付资金\t支付比例\t应得分\t实得分
资金合计\t20\t20\t19\t95%\t10\t9.5
指标分类\t指标明细\t应做到\t已做到\t应得分\t实得分
产出\t更新台数\t≥4台\t5台\t50\t48.5
效益\t服务人次\t≥900人次\t950人次\t40\t40
"""

# a slip: its line and what is said
SLIPS = [
    ("indicators = {", "indicator = {", 8, "layout.unknown_key", ("words 里没有“indicator”这一块", "是否想写“indicators”？", "funds")),
    ("indicators = {", "facts = {", 8, "layout.unknown_key", ("可用：", "indicators")),
    ("target = {", "targets = {", 8, "layout.unknown_column", ("words.indicators 里没有“targets”这一栏", "是否想写“target”？", "level3")),
    ("annual = {", "budget = {", 7, "layout.unknown_column", ("words.funds 里没有“budget”这一栏", "annual、executed")),
    ('actual = { "已做到" }', 'actual = "已做到"', 8, "layout.bad_spec", ("words.indicators.actual 应是栏名的列表",)),
    ("heads =", "head =", 5, "layout.unknown_key", ("版式里不认识的键“head”", "是否想写“heads”？")),
    ('province = "江西省"', 'province = "江西"', 4, "pack.unknown_province", ("不是省级区划的全称", "是否想写“江西省”？")),
    ('province = "江西省"', 'province = "江西自治区"', 4, "pack.unknown_province", ("江西省",)),
    ('basis = "（样表的文号）", ', "", 2, "lint.missing_basis", ("版式没有写 basis",)),
]


class LayoutWords(Bench):
    def setUp(self):
        super().setUp()
        shutil.rmtree(self.home / "rules")
        shutil.copytree(HOME / "rules/national", self.home / "rules/national")
        self.pack("jx", 'base = "national"\n[scope]\nprovinces = ["江西省"]')
        self.write("form.txt", FORM)

    def explained(self):
        return self.gouji("import", "form.txt", "-o", "out", "--explain").out

    def test_slips_are_told_at_their_line(self):
        for old, new, line, code, words in SLIPS:
            with self.subTest(new):
                self.write("rules/jx/layouts/form.lua", LAYOUT.replace(old, new))
                answer = self.gouji("check", "jx", "-f", "json")
                problems = answer.json()["packs"][0]["problems"]
                self.assertEqual([(one["code"], one["file"], one["line"]) for one in problems], [(code, "rules/jx/layouts/form.lua", line)])
                for word in words:
                    self.assertIn(word, problems[0]["message"] + problems[0]["hint"])
        self.write("rules/jx/layouts/form.lua", LAYOUT.replace("indicators = {", "indicator = {"))
        self.says(self.gouji("import", "form.txt", "-o", "out"), 1, "rules/jx/layouts/form.lua:8", "words 里没有“indicator”这一块")

    def test_a_form_of_none_of_the_national_heads(self):
        self.write("rules/jx/layouts/form.lua", LAYOUT)
        self.says(self.gouji("check", "jx"), 0, out=True)
        answer = self.gouji("import", "form.txt", "-o", "out")
        self.says(answer, 0, "jx/form", "未归位 0，存疑 0", out=True)
        self.assertNotIn("报表", answer.out)

    def test_why_a_layout_does_not_take_a_form(self):
        for old, new, why in [
            ('"应做到", "已做到" },\n  words', '"应做情况", "已做到" },\n  words', "没有“应做情况”；有“批复预算”“实付资金”“已做到”"),
            ('province = "江西省"', 'province = "湖南省"', "是江西省的表，不是湖南省的"),
        ]:
            with self.subTest(why):
                self.write("rules/jx/layouts/form.lua", LAYOUT.replace(old, new))
                self.assertIn(why, self.explained().replace("\n", "").replace(" ", ""))
                self.write("rules/jx/layouts/form.cases.toml", f"layout = \"jx/form\"\n[[case]]\nname = \"一\"\ntext = '''\n{FORM}'''\nexpect = {{ unplaced = 0 }}\n")
                self.says(self.gouji("test", "jx"), 3, "应为", why, out=True)


main()
