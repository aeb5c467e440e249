"""gouji import: --explain, --strict and --report as JSON, text and page."""

import html.parser
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, main  # noqa: E402

SOURCE = """甲局项目支出绩效自评表（2023年度）
单位名称 甲局
年度资金总额 1,234.50 48.00 77
附注：本表共填写 3 项，<b>其中</b> 1 项为重点，见第 12 页。
联系电话：085112345678
"""
LAYOUTS = """
layout {
  id = "p/form", title = "自评表", kind = "self_evaluation",
  recognise = function(source) return { score = 40, why = "第 1 行有标题" } end,
  read = function(source, out)
    out:document { unit = source:piece(2, "名称 (.+)$"), year = source:piece(1, "(20[0-9]{2})年度"), money_unit = "万元" }
    local form = out:evaluation { scope = "project", name = "项目一", total_weight = "100", from = 1, to = 3 }
    form:fund {
      source = source:piece(3, "^(年度资金总额)"), annual = source:piece(3, "1,234.50"),
      executed = source:piece(3, "48.00"):doubt "印得不清", from = 3, to = 3,
    }
    out:seen(source:piece(4, "共填写 3 项"))
  end,
}
layout {
  id = "p/other", title = "另一种表", kind = "self_evaluation",
  recognise = function(source) return { score = 0, why = "没有“另一种表”" } end,
  read = function(source, out) end,
}
"""


class Links(html.parser.HTMLParser):
    """Ids, links into the page, and whatever could run or be fetched."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.tags, self.attributes = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)


class ImportReports(Bench):
    def setUp(self):
        super().setUp()
        self.write("rules/p/layouts/forms.lua", LAYOUTS)
        self.write("a.txt", SOURCE)

    def test_explain(self):
        answer = self.gouji("import", "a.txt", "-o", "sets", "--explain")
        self.says(answer, 0)
        for part in (
            "数字 5 个：已归位 3，未归位 2，存疑 1", "归位于：自评表 2，表头和标题 1", "→  40 p/form 第 1 行有标题",
            "0 p/other 没有“另一种表”", "3 | 77（", "同一行的其他数已归位", "前面是 48.00（资金 年度资金总额 · 全年执行数）",
            "4 | 1（", "文字叙述里的数", "项目一 / 年度资金总额 / 全年执行数：“48.00” 印得不清",
            "由版式推定，原件没有印 1", "自评表 项目一 · 分值合计 100",
        ):
            self.assertIn(part, re.sub(r"\n {11}", "", answer.out))  # as it was before it was wrapped
        self.assertNotIn("085112345678", answer.out)
        named = self.gouji("import", "a.txt", "-o", "sets", "--explain", "--layout", "p/form")
        self.assertIn("没有问：另一个由 --layout 指定", named.out)
        english = self.gouji("--lang", "en", "import", "a.txt", "-o", "sets", "--explain")
        self.assertIn("5 numbers: 3 placed, 2 not placed, 1 in doubt", english.out)

    def test_strict(self):
        answer = self.gouji("import", "a.txt", "-o", "sets", "--strict", "--report", "report.json")
        self.says(answer, 1, "a.txt:3", "import.doubtful", "有 1 处识别存疑", "“48.00” 印得不清")
        self.assertFalse((self.home / "sets").exists())
        self.assertEqual(json.loads((self.home / "report.json").read_text(encoding="utf-8"))["counts"]["doubtful"], 1)
        self.write("rules/p/layouts/forms.lua", LAYOUTS.replace(':doubt "印得不清"', ""))
        self.says(self.gouji("import", "a.txt", "-o", "sets", "--strict"), 0)
        self.assertTrue((self.home / "sets").exists())

    def test_json(self):
        self.write("b.txt", SOURCE.replace("甲局", "乙局"))
        self.says(self.gouji("import", "a.txt", "b.txt", "-o", "sets", "--report", "report.json"), 0)
        reports = [json.loads(line) for line in (self.home / "report.json").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([report["source"]["file"] for report in reports], ["a.txt", "b.txt"])
        for report in reports:
            counts = report["counts"]
            self.assertEqual(counts["numbers"], counts["placed"] + counts["unplaced"])
            self.assertEqual(counts["placed"], counts["seen"] + sum(counts["by_target"].values()))
            self.assertEqual(counts["unplaced"], len(report["unplaced"]))
            self.assertEqual(counts["doubtful"], len(report["doubtful"]))
            self.assertEqual([one["chosen"] for one in report["tried"]], [True, False])
            self.assertEqual(report["unplaced"][0]["reason"], "beside_placed")
            self.assertEqual(report["doubtful"][0]["part"], "fund")
            self.assertEqual(report["worked_out"], [{"what": "自评表 项目一 · 分值合计", "text": "100"}])

    def test_text(self):
        self.says(self.gouji("import", "a.txt", "-o", "sets", "--report", "report.txt"), 0)
        text = (self.home / "report.txt").read_text(encoding="utf-8")
        self.assertIn("未归位 2", text)
        self.assertIn("p/other", text)

    def test_page(self):
        self.write("b.txt", "没有单位\n")
        self.says(self.gouji("import", "a.txt", "b.txt", "-o", "sets", "--report", "page.html"), 1)
        page = (self.home / "page.html").read_text(encoding="utf-8")
        self.assertIn("没有读成 1 份", page)
        self.assertIn("自评表 项目一 · 分值合计 100", page)
        self.assertIn('data-w="资金 年度资金总额 · 全年预算数"', page.replace("自评表 项目一 · 资金", "资金"))
        self.assertNotIn("085112345678", page)
        self.assertNotIn("<b>其中", page)
        links = Links()
        links.feed(page)
        self.assertEqual(len(links.ids), len(set(links.ids)))
        self.assertEqual([link for link in links.links if link[1:] not in links.ids], [])
        self.assertEqual(links.tags.count("script"), 1)
        self.assertEqual({name for name in links.attributes if name.startswith("on") or name == "src"}, set())


if __name__ == "__main__":
    main()
