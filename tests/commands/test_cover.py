"""gouji cover: what of a pack its cases, or disclosures, reach."""

import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, main, rule  # noqa: E402

LIMIT = '["p.limit"]\ntitle = "最多"\nunit = "万元"\nbasis = "测试"\nvalue = "10"\n'
BODY = """if spent["合计"]:zero() then
      return
    end
    check:at_most(spent["合计"], param "p.limit")"""


def case(name, total, expect):
    return f'[[case]]\nname = "{name}"\ntable = """\n项目,决算数\n合计,{total}\n"""\nexpect = {expect}\n\n'


class Cover(Bench):
    def most(self, *cases):
        self.write("rules/p/parameters.toml", LIMIT)
        self.write("rules/p/rules/most.lua", rule("p.most", BODY))
        self.write("rules/p/rules/most.cases.toml", 'rule = "p.most"\n\n' + "".join(cases))

    def cover(self, *words):
        return self.gouji("cover", "rules/p", "-r", "p.most", *words)

    def covered(self, *words):
        answer = self.cover("-f", "json", *words)
        self.assertEqual(answer.status, 0, answer.err)
        (pack,) = answer.json()["packs"]
        return pack

    def test_lines_and_branches(self):
        self.most(case("不超", "9", '"pass"'))
        pack = self.covered()
        file = pack["files"]["rules/p/rules/most.lua"]
        self.assertEqual(file["not_covered"], [{"start": {"row": 10}, "end": {"row": 10}}])
        (condition,) = file["conditions"]
        self.assertEqual((condition["condition"], condition["held"], condition["did_not_hold"]), ('spent["合计"]:zero()', 0, 1))
        self.says(self.cover(), 0, "没有运行的行：10", "“spent[\"合计\"]:zero()”从没有成立过", out=True)

    def test_no_documents(self):
        self.most(case("不超", "9", '"pass"'))
        (self.home / "empty").mkdir()
        self.pack("q", '[scope]\nprovinces = ["别省"]')
        for words, said in [(("rules/p", "--data", "empty"), "没有读到公开文本"), (("rules/q", "--data", "data.ndjson"), "读到公开文本 2 份，没有一份归这些规则包管")]:
            with self.subTest(words):
                answer = self.gouji("cover", *words)
                self.says(answer, 1, "[cover.no_document]", said)
                self.assertEqual(answer.out, "")

    def test_boundaries(self):
        self.most(case("远", "3", '"pass"'))
        self.assertEqual([t[key] for t in self.covered()["thresholds"] for key in ("just_below", "at", "just_above")], [False] * 3)
        self.most(case("少一点", "9.5", '"pass"'), case("刚好", "10", '"pass"'), case("多一点", "10.01", '[{ row = "合计" }]'))
        self.assertEqual([t[key] for t in self.covered()["thresholds"] for key in ("just_below", "at", "just_above")], [True] * 3)

    def test_what_is_not_counted_is_said(self):
        self.most(case("不超", "9", '"pass"'))
        self.assertNotIn("没有算在内", self.cover().out)
        self.assertEqual(self.covered()["aside"], {"whole_cases": 0, "library_test_files": 0})
        self.write("rules/p/cases/whole.cases.toml", 'pack = "p"\n\n' + case("整份", '"pass"', "9").replace("[[case]]", "[[case]]\nabsent = []", 1).replace('expect = "pass"', "findings = []"))
        self.write("rules/p/lib/a.lua", "return {}\n")
        self.write("rules/p/lib/a_test.lua", "tests { test_x = function(expect) expect:same(1, 1) end }\n")
        said = "没有算在内：整份公开文本的用例 1 个、lib/ 的 Lua 测试 1 个文件（gouji test 运行它们）"
        self.says(self.cover(), 0, said, out=True)
        self.says(self.gouji("test", "--mutate", "rules/p", "-r", "p.most"), 0, said, out=True)
        self.assertEqual(self.covered()["aside"], {"whole_cases": 1, "library_test_files": 1})
        self.assertEqual(self.cover("-o", "cover.html").status, 0)
        self.assertIn(said, (self.home / "cover.html").read_text(encoding="utf-8"))

    def test_outcomes(self):
        self.most(case("不超", "9", '"pass"'), case("超", "12", '[{ row = "合计" }]'), case("空白", "", '"cannot_evaluate"'), case("零", "0", '"not_applicable"'))
        (most,) = self.covered()["rules"]
        self.assertEqual({word: n for word, n in most["outcomes"].items() if n}, {"pass": 1, "finding": 1, "cannot_evaluate": 1, "not_applicable": 1})

    def test_figures_of_disclosures(self):
        self.most()
        figures = {one["place"]: one for one in self.covered("--data", "data.ndjson")["figures"]}
        self.assertGreater(figures["三公 · 决算数"]["printed"], figures["三公 · 决算数"]["read"])
        self.says(self.cover("--data"), 0, "没有规则读过的数", "三公 · 决算数", out=True)

    def test_a_threshold_gate(self):
        self.most(case("不超", "9", '"pass"'))
        self.assertEqual(self.cover("--threshold", "90").status, 3)
        self.assertEqual(self.cover("--threshold", "10").status, 0)

    def test_lcov_is_read(self):
        self.most(case("不超", "9", '"pass"'))
        self.assertEqual(self.cover("-o", "cover.info").status, 0)
        text = (self.home / "cover.info").read_text(encoding="utf-8")
        self.assertIn("DA:10,0\n", text)
        self.assertIn("end_of_record", text)
        if shutil.which("genhtml"):
            subprocess.run(["genhtml", "--branch-coverage", "-q", "-o", "page", "cover.info"], cwd=self.home, check=True, capture_output=True)

    def test_the_page_stands_alone(self):
        self.most(case("不超", "9", '"pass"'))
        self.assertEqual(self.cover("-o", "cover.html").status, 0)
        page = (self.home / "cover.html").read_text(encoding="utf-8")
        self.assertIn("从没有成立过", page)
        self.assertNotIn("http", page.replace("http-equiv", ""))

    def test_a_pattern_that_fits_nothing(self):
        self.says(self.gouji("cover", "rules/p", "-r", "mots"), 1, "run.no_rule")


if __name__ == "__main__":
    main()
