"""gouji run --receipt and gouji verify: a result that can be made again, and what is told where it cannot."""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import SUM_RULE, Bench, disclosure, main, rule  # noqa: E402

PARAMETERS = """
["p.limit"]
title = "限额"
unit  = "万元"
basis = "测试"
value = "{limit}"
"""
LIMIT = 'check:at_most(spent["合计"], param "p.limit", { message = "超过限额" })'
RECEIPT = "r.receipt.json"


class Verify(Bench):
    def setUp(self):
        super().setUp()
        self.limit("6")
        self.write("rules/p/rules/limit.lua", rule("p.limit", LIMIT))

    def limit(self, value):
        self.write("rules/p/parameters.toml", PARAMETERS.format(limit=value))

    def receipt(self, *words, status=3):
        answer = self.gouji("run", "-f", "json", "-o", "r.json", "--receipt", RECEIPT, *words)
        self.assertEqual(answer.status, status, answer.err)
        return json.loads((self.home / RECEIPT).read_text(encoding="utf-8"))

    def verify(self, *words, **more):
        return self.gouji("verify", RECEIPT, *words, **more)

    def reproduced(self, *words, **more):
        answer = self.verify(*words, **more)
        self.says(answer, 0, "结论：已重现", out=True)
        return answer.out

    def not_reproduced(self, *parts, words=(), **more):
        answer = self.verify(*words, **more)
        self.says(answer, 3, "结论：没有重现", *parts, out=True)
        self.assertTrue(answer.out.splitlines()[-1].startswith("结论："), answer.out)
        return answer.out


class Receipts(Verify):
    def test_what_it_holds(self):
        receipt = self.receipt()
        result = json.loads((self.home / "r.json").read_text(encoding="utf-8"))
        self.assertEqual(receipt["result"]["digest"], hashlib.sha256((self.home / "r.json").read_bytes()).hexdigest())
        self.assertEqual([(p["id"], p["digest"]) for p in receipt["packs"]], [(p["id"], p["digest"]) for p in result["packs"]])
        self.assertEqual(receipt["data_digest"], result["data_digest"])
        self.assertEqual([d["document"] for d in receipt["documents"]], ["甲局-2020-final_accounts", "乙局-2020-final_accounts"])
        self.assertEqual(sorted(receipt["packs"][0]["files"]), ["pack.toml", "parameters.toml", "rules/limit.lua", "rules/sum.lua"])
        rule_file = (self.home / "rules/p/rules/sum.lua").read_bytes()
        self.assertEqual(receipt["packs"][0]["files"]["rules/sum.lua"], hashlib.sha256(rule_file).hexdigest())
        self.assertEqual([(p["name"], p["value"], p["unit"]) for p in receipt["parameters"]], [("p.limit", "6", "万元")])
        self.assertEqual(receipt["data"], [{"in": "workbench", "path": "data.ndjson"}])
        self.assertRegex(receipt["engine"]["lua"], r"^Lua 5\.4")

    def test_the_same_run_gives_the_same_receipt(self):
        self.receipt()
        first = (self.home / RECEIPT).read_bytes()
        self.receipt("-j", "2")
        self.assertEqual((self.home / RECEIPT).read_bytes(), first)

    def test_as_json(self):
        self.receipt()
        found = self.verify("-f", "json").json()
        self.assertEqual((found["schema"], found["reproduced"], found["read"], found["documents"], found["differences"]), ("gouji.verify.v1", True, True, 2, []))
        self.limit("5")
        answer = self.verify("-f", "json")
        found = answer.json()
        self.assertEqual((answer.status, found["reproduced"], found["same_but_for_digests"]), (3, False, False))
        self.assertIn({"kind": "parameter", "what": "p.limit", "owner": "p", "before": "6 万元", "after": "5 万元"}, found["differences"])

    def test_results_are_the_same_with_and_without(self):
        for form in ("json", "ndjson", "csv", "text", "md", "html", "junit"):
            with self.subTest(form):
                plain = self.gouji("run", "-f", form)
                self.assertEqual(self.gouji("run", "-f", form, "--receipt", RECEIPT).out, plain.out)
                self.reproduced()

    def test_refused(self):
        cases = {
            "on the screen": (("--receipt", "-"), "receipt.no_file"),
            "the file of the result": (("-o", "a.json", "--receipt", "a.json"), "receipt.no_file"),
            "a folder": (("--receipt", "rules"), "file.unwritable"),
            "a folder that is not there": (("--receipt", "no/such/r.json"), "file.unwritable"),
        }
        for what, (words, code) in cases.items():
            with self.subTest(what):
                self.says(self.gouji("run", *words), 1, code)

    def test_nothing_else_is_replaced(self):
        self.write("d/disclosure.toml", "")
        for file, words, code in [
            ("funds.csv", ("--receipt", "funds.csv"), "receipt.not_json"), ("r.json", ("--receipt", "r.json"), "receipt.other_file"),
            ("d/funds.csv", ("-f", "csv", "-o", "d/funds.csv"), "output.in_dataset"), ("d/a.json", ("--receipt", "d/a.json"), "output.in_dataset"),
        ]:
            with self.subTest(file):
                self.write(file, '{"old": 1}')
                self.says(self.gouji("run", *words), 1, f"[{code}]")
                self.assertEqual((self.home / file).read_text(), '{"old": 1}')

    def test_another_workbench(self):
        self.receipt()
        shutil.copytree(self.home, self.home.parent / (self.home.name + "-2"))
        other = self.home.parent / (self.home.name + "-2")
        self.addCleanup(shutil.rmtree, other)
        self.reproduced(other)
        (other / "data.ndjson").write_text((other / "data.ndjson").read_text(encoding="utf-8").replace("5.50", "5.60"), encoding="utf-8")
        self.not_reproduced(words=[other])
        (other / "data.ndjson").unlink()
        self.says(self.verify(other), 1, "receipt.no_data")

    def test_no_verdict_after_an_error(self):
        self.receipt()
        with open(self.home / "data.ndjson", "a") as file:
            file.write("{\n")
        answer = self.verify()
        self.assertEqual(answer.status, 1, answer.out + answer.err)
        self.assertNotIn("结论：已重现", answer.out)

    def test_an_old_receipt_is_replaced_as_a_whole(self):
        self.receipt("-j", "2")
        self.receipt()
        self.reproduced()
        self.assertEqual([p.name for p in self.home.iterdir() if p.name.startswith(".")], [])


class Reproduced(Verify):
    def test_options(self):
        self.pack("q")
        self.write("rules/q/rules/sum.lua", SUM_RULE % "q")
        self.data("more.ndjson", disclosure("丙局", total="9", year=2021))
        for words in ((), ("-r", "sum"), ("--year", "2020"), ("--rules-year", "2021"), ("--pack", "p"), ("--pack", "p", "--pack", "q"), ("--no-decisions",), ("data.ndjson", "more.ndjson")):
            with self.subTest(words):
                given = words if "--pack" in words else ("--pack", "p", *words)
                self.receipt(*given)
                self.assertNotIn("与回执不同", self.reproduced())

    def test_from_another_folder(self):
        self.receipt()
        (self.home / "elsewhere").mkdir()
        answer = self.gouji("verify", f"../{RECEIPT}", cwd=self.home / "elsewhere")
        self.says(answer, 0, "已重现", out=True)

    def test_a_pack_and_data_outside_of_the_workbench(self):
        inner = self.home / "inner"
        shutil.copytree(self.home / "rules", inner / "rules")
        (inner / "workbench.toml").write_text("", encoding="utf-8")
        self.gouji("run", "--home", inner, "--pack", "rules/p", "data.ndjson", "--receipt", RECEIPT)
        places = json.loads((self.home / RECEIPT).read_text(encoding="utf-8"))
        self.assertEqual(places["packs"][0]["in"], "receipt")
        self.assertEqual(places["data"][0], {"in": "receipt", "path": "data.ndjson"})
        (self.home / "elsewhere").mkdir()
        answer = self.gouji("verify", "--home", inner, f"../{RECEIPT}", cwd=self.home / "elsewhere")
        self.says(answer, 0, "已重现", out=True)

    def test_data_and_packs_that_moved(self):
        self.receipt("--pack", "p")
        (self.home / "old").mkdir()
        (self.home / "data.ndjson").rename(self.home / "old/data.ndjson")
        self.says(self.verify(), 1, "receipt.no_data", "data.ndjson", f"gouji verify {RECEIPT}")
        self.reproduced("old/data.ndjson")
        (self.home / "rules/p").rename(self.home / "old/p")
        self.says(self.verify("old/data.ndjson"), 1, "receipt.no_pack")
        self.reproduced("old/data.ndjson", "old/p")
        self.reproduced("old/data.ndjson", "old")  # a folder of packs

    def test_the_form_of_the_data_does_not_matter(self):
        self.receipt()
        self.gouji("export", "data.ndjson", "-f", "folder", "-o", "sets")
        out = self.verify("sets").out
        self.assertIn("公开文本的次序", out)  # folders come in the order of their names
        self.assertIn("只是先后不同", out)

    def test_decisions(self):
        finding = self.findings("-r", "sum")[0]["fingerprint"]
        words = ("--state", "采纳", "--explanation", "合并计列", "--by", "张三", "--date", "2024-05-01")
        self.says(self.gouji("decide", finding, *words), 0)
        receipt = self.receipt(status=0)
        self.assertEqual([one["unit"] for one in receipt["decisions"]], ["乙局"])
        self.reproduced()
        (file,) = self.home.glob("*审核处理.toml")
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        self.assertIn("审核处理文件", self.reproduced())
        file.unlink()
        self.not_reproduced("“乙局”的审核处理文件")


class Changed(Verify):
    def setUp(self):
        super().setUp()
        self.receipt()

    def test_a_parameter(self):
        self.limit("5.3")
        self.not_reproduced("参数 p.limit（p）：6 万元 → 5.3 万元", "rules/p/parameters.toml", "疑点：1 → 2", "git worktree", "规则包与当时不同")

    def test_a_rule(self):
        self.write("rules/p/rules/limit.lua", rule("p.limit", LIMIT.replace("超过限额", "多了")))
        out = self.not_reproduced("rules/p/rules/limit.lua")
        self.assertNotIn("sum.lua", out)
        self.assertNotIn("参数", out)

    def test_a_file_without_effect(self):
        self.write("rules/p/rules/sum.cases.toml", 'rule = "p.sum"\n')
        self.not_reproduced("rules/p/rules/sum.cases.toml：没有 → ", "除摘要以外，审核结果逐字节相同")

    def test_a_document(self):
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.60"))
        out = self.not_reproduced("乙局-2020-部门决算", "数据与当时不同", "取回当时的数据")
        self.assertNotIn("甲局", out)

    def test_documents_that_came_and_went(self):
        self.data("data.ndjson", disclosure("甲局"), disclosure("丙局"))
        self.not_reproduced("丙局-2020-部门决算：没有 → ", "→ 没有")

    def test_another_pack_is_narrower_now(self):
        self.pack("q", 'base = "p"\n[scope]\nprovinces = ["某省"]')
        self.not_reproduced("规则包 q：没有 → 1", "用的规则包：p → q")

    def test_many_changes_are_not_all_told(self):
        self.data("data.ndjson", *[disclosure(f"单位{i}") for i in range(50)])
        self.receipt(status=0)
        self.data("data.ndjson", *[disclosure(f"单位{i}", line=11) for i in range(50)])
        out = self.not_reproduced("同类的还有 30 项")
        self.assertLess(len(out.splitlines()), 40)

    def test_english(self):
        self.limit("5.3")
        answer = self.verify("--lang", "en")
        self.says(answer, 3, "parameter p.limit (p): 6 万元 → 5.3 万元", "Result: not reproduced: the packs not as then", out=True)

    def test_packs_of_another_place(self):
        shutil.copytree(self.home / "rules", self.home / "then/rules")
        self.limit("5.3")
        self.not_reproduced()
        self.reproduced("then/rules")
        self.pack("z")
        self.says(self.verify("rules/z"), 1, "receipt.other_pack", "p")


class Damaged(Verify):
    def setUp(self):
        super().setUp()
        self.receipt()
        self.text = (self.home / RECEIPT).read_text(encoding="utf-8")

    def test_what_is_no_receipt(self):
        lines = self.text.splitlines(keepends=True)
        cases = {
            "empty": ("", "receipt.damaged"),
            "cut off": (self.text[: len(self.text) // 2], "receipt.damaged"),
            "no JSON": ("回执", "receipt.damaged"),
            "a list": ("[]", "receipt.other_version"),
            "a result": ((self.home / "r.json").read_text(encoding="utf-8"), "receipt.other_version"),
            "of another version": (self.text.replace("gouji.receipt.v1", "gouji.receipt.v2"), "receipt.other_version"),
            "another value": (self.text.replace('"value":"6"', '"value":"5"'), "receipt.altered"),
            "a digest": (self.text.replace('"receipt_digest":"', '"receipt_digest":"0'), "receipt.altered"),
            "a line less": ("".join(line for line in lines if "甲局" not in line), "receipt.altered"),
            "other line ends": (self.text.replace("\n", "\r\n"), "receipt.altered"),
            "laid out anew": (json.dumps(json.loads(self.text), indent=1, ensure_ascii=False), "receipt.altered"),
            "without its digest": (self.text[: self.text.rindex(",")] + "\n}\n", "receipt.altered"),
        }
        for what, (text, code) in cases.items():
            with self.subTest(what):
                self.assertNotEqual(text, self.text)
                (self.home / RECEIPT).write_bytes(text.encode())
                answer = self.verify()
                self.says(answer, 1, code, RECEIPT)
                self.assertEqual(answer.out, "")
                self.assertEqual(len(re.findall(r"\[[a-z]+\.[a-z_]+\]", answer.err)), 1, answer.err)

    def sealed(self, change):
        """As an author of another program would: with a digest that fits."""
        body = change(self.text[: self.text.rindex(",\n\"receipt_digest\"")])
        (self.home / RECEIPT).write_text(f'{body},\n"receipt_digest":"{hashlib.sha256(body.encode()).hexdigest()}"\n}}\n', encoding="utf-8")

    def test_parts_that_cannot_be_read(self):
        for old, new in (('"steps":"', '"steps":"x'), ('"in":"workbench"', '"in":"moon"'), ('"lua":', '"x_lua":'), ('"decisions":"beside"', '"decisions":"folder"')):
            with self.subTest(new):
                self.sealed(lambda text: text.replace(old, new))
                self.says(self.verify(), 1, "receipt.damaged")

    def test_another_program(self):
        engine = json.loads(self.text)["engine"]
        self.sealed(lambda text: text.replace(engine["digest"], "0" * 64).replace('"lua":"' + engine["lua"], '"lua":"Lua 5.4.0'))
        out = self.reproduced()
        self.assertIn("程序 gouji：", out)
        self.assertIn("Lua：Lua 5.4.0 → ", out)
        self.assertIn("程序与当时不同", out)

    def test_a_result_that_does_not_follow(self):
        result = json.loads(self.text)["result"]
        self.sealed(lambda text: text.replace(result["digest"], "0" * 64))
        self.not_reproduced("程序、规则包和数据都与当时相同")

    def test_there_is_none(self):
        self.says(self.gouji("verify", "no.json"), 1, "file.missing", "no.json")
        self.says(self.gouji("verify"), 1, "usage.missing_word")


if __name__ == "__main__":
    main()
