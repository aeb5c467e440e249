"""Rules over several documents: collected while documents pass, run after them."""

import html
import json
import shutil
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, main  # noqa: E402

RULE = """rule {
  id = "p.opening", title = "年初等于上年年末", basis = "表注", kind = "核实性",
  on = { document = "部门决算", documents = "%s" },
  collect = { { table = "总表", rows = { "年初", "年末" }, columns = "金额" } },
  run = function(document, check, other)
    local before = other.table and other or other[1]
    check:same(document:table("总表"):column("金额")["年初"], before:table("总表"):column("金额")["年末"], { message = "{left} {right}" })
  end,
}
"""


def accounts(unit, year, opening, closing, **more):
    rows = [{"label": name, "code": None, "line": None, "cells": {"金额": value}, "at": {"line": line}} for name, value, line in (("年初", opening, 3), ("年末", closing, 4), ("别的", "1.000", 5))]
    head = {"schema": "gouji.disclosure.v1", "id": f"{unit}-{year}", "province": "某省", "unit": unit, "year": year, "kind": "final_accounts", "money_unit": "万元", "source": {"file": f"{unit}{year}.txt", "sha256": "0" * 64, "layout": "x"}}
    return {**head, **more, "tables": [{"name": "总表", "columns": ["金额"], "rows": rows}]}


class OverDocuments(Bench):
    def setUp(self):
        super().setUp()
        (self.home / "rules/p/rules/opening.lua").write_text(RULE % "上年", encoding="utf-8")

    def documents(self, *all_of_them, file="two.ndjson"):
        (self.home / file).write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in all_of_them), encoding="utf-8")
        return file

    def run_on(self, file, *more):
        return self.gouji("run", file, "--pack", "p", "-r", "opening", "-f", "json", *more).json()

    def test_finding_with_related_place(self):
        file = self.documents(accounts("甲局", 2021, "5.00", "1.00"), accounts("甲局", 2020, "9.00", "3.00"))
        result = self.run_on(file)
        (finding,) = result["findings"]
        self.assertEqual((finding["document"], finding["row"], finding["at"]["line"], finding["difference"]), ("甲局-2021", "年初", 3, "2"))
        self.assertEqual(finding["related"], [{"document": "甲局-2020", "at": {"file": "甲局2020.txt", "line": 4}, "name": "2020年·年末·金额", "printed": "3.00"}])
        self.assertEqual(result["summary"]["outcomes"]["not_applicable"], 1)

    def test_cannot_be_pinned(self):
        file = self.documents(accounts("甲局", 2021, "5.00", "1.00"), accounts("甲局", 2020, "9.00", "3.00"))
        answer = self.gouji("pin", "1", file, "--pack", "p", "-r", "opening")
        self.says(answer, 1, "[pin.several_documents]", "由几份公开文本得出", "others")
        self.assertFalse((self.home / "rules/p/rules/opening.cases.toml").exists())

    def test_same_bytes_for_any_jobs_and_order(self):
        many = [accounts(f"局{i}", year, f"{i % 3}.00", "1.00") for i in range(20) for year in (2019, 2020, 2021)]
        one = self.documents(*many)
        self.assertEqual(self.gouji("run", one, "--pack", "p", "-r", "opening", "-f", "json", "-j", "1").out, self.gouji("run", one, "--pack", "p", "-r", "opening", "-f", "json", "-j", "3").out)
        forward = [(f["fingerprint"], f["message"]) for f in self.run_on(one)["findings"]]
        backward = [(f["fingerprint"], f["message"]) for f in self.run_on(self.documents(*many[::-1], file="back.ndjson"))["findings"]]
        self.assertEqual(sorted(forward), sorted(backward))
        self.assertGreater(len(forward), 20)

    def test_one_year_accuses_nobody_two_of_a_year_are_ambiguous(self):
        self.assertEqual(self.run_on(self.documents(accounts("甲局", 2021, "5.00", "1.00")))["findings"], [])
        twins = self.documents(accounts("甲局", 2021, "5.00", "1.00"), accounts("甲局", 2020, "9.00", "3.00"), accounts("甲局", 2020, "9.00", "5.00", id="甲局-2020-更正"))
        (finding,) = self.run_on(twins)["findings"]
        self.assertEqual((finding["outcome"], len(finding["related"])), ("cannot_evaluate", 2))

    def test_year_before_serves_under_year(self):
        file = self.documents(accounts("甲局", 2021, "5.00", "1.00"), accounts("甲局", 2020, "9.00", "3.00"))
        result = self.run_on(file, "--year", "2021")
        self.assertEqual((len(result["findings"]), result["summary"]["documents"]), (1, 1))

    def test_precision_of_the_whole_column(self):
        """5.00 stands in a column that prints three decimals: 0.004 is no tail."""
        file = self.documents(accounts("甲局", 2021, "5.00", "1.00"), accounts("甲局", 2020, "9.00", "5.004"))
        self.assertEqual(len(self.run_on(file)["findings"]), 1)

    def test_units_of_a_department(self):
        (self.home / "rules/p/rules/opening.lua").write_text(RULE % "所属单位", encoding="utf-8")
        file = self.documents(accounts("甲厅", 2021, "5.00", "1.00"), accounts("乙站", 2021, "9.00", "3.00", department="甲厅"))
        (finding,) = self.run_on(file)["findings"]
        self.assertEqual((finding["document"], finding["related"][0]["name"]), ("甲厅-2021", "乙站·年末·金额"))

    def test_diff_names_the_document_that_changed(self):
        own = accounts("甲局", 2021, "5.00", "1.00")
        good, wrong = accounts("甲局", 2020, "9.00", "5.00"), accounts("甲局", 2020, "9.00", "3.00")
        for before, after, data, words in (
            ([own, good], [own, wrong], "changed", "对照的公开文本（甲局-2020）的数变了"),
            ([own, wrong], [own, good], "changed", "对照的公开文本（甲局-2020）的数变了"),
            ([own], [own, wrong], "new", "对照的公开文本（甲局-2020）是新的"),
            ([own, wrong], [own], "gone", "对照的公开文本（甲局-2020）不在了"),
        ):
            with self.subTest(words=words, after=len(after)):
                shutil.rmtree(self.home / "rules/p/baselines", ignore_errors=True)
                file = self.documents(*before)
                self.assertEqual(self.gouji("approve", file, "--reason", "x").status, 0)
                self.documents(*after)
                (found,) = self.gouji("diff", file, "-f", "json").json()["findings"]
                self.assertEqual(found["cause"], {"kind": "data", "edits": [], "figures": True, "data": data, "document": "甲局-2020"})
                self.assertIn(words, self.gouji("diff", file).out)

    def test_decision_and_explain(self):
        file = self.documents(accounts("甲局", 2021, "5.00", "1.00"), accounts("甲局", 2020, "9.00", "3.00"))
        (finding,) = self.run_on(file)["findings"]
        self.says(self.gouji("explain", finding["fingerprint"], file, "--pack", "p"), 0, "2020年·年末·金额", "甲局-2020", out=True)

    def test_related_place_in_reports_for_people(self):
        file = self.documents(accounts("甲局", 2021, "5.00", "1.00"), accounts("甲局", 2020, "9.00", "3.00"))
        chinese, english = "2020年·年末·金额 3.00，见甲局-2020  甲局2020.txt 第4行", "2020年·年末·金额 3.00, in 甲局-2020  甲局2020.txt line 4"
        for form in ("html", "md", "xlsx"):
            for language, head, told in (("zh", "对照", chinese), ("en", "Beside", english)):
                with self.subTest(f"{form} {language}"):
                    out = self.home / f"report.{form}"
                    self.gouji("run", file, "--pack", "p", "-r", "opening", "-f", form, "--lang", language, "-o", str(out))
                    text = self.strings(out) if form == "xlsx" else out.read_text(encoding="utf-8").replace("\\", "")
                    self.assertIn(head, text)
                    self.assertIn(told, text)

    @staticmethod
    def strings(book):
        with zipfile.ZipFile(book) as parts:
            return html.unescape(parts.read("xl/sharedStrings.xml").decode("utf-8"))

    def test_bad_headers(self):
        for text, code in (
            (RULE.replace("collect", "--collect") % "上年", "rule.bad_collect"),
            (RULE % "去年", "rule.unknown_subject"),
            (RULE.replace('kind = "核实性",', 'kind = "核实性", suppresses = { "p.sum" },') % "上年", "rule.bad_collect"),
            (RULE.replace("rows =", "row =") % "上年", "rule.unknown_key"),
        ):
            (self.home / "rules/p/rules/opening.lua").write_text(text, encoding="utf-8")
            self.says(self.gouji("check", "rules/p"), 3, code, out=True)


if __name__ == "__main__":
    main()
