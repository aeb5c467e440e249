"""gouji check: every bad pack ends in one clear message; what --fix mends; formats and statuses."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import SUM_RULE, Bench, main, rule  # noqa: E402

HAN = re.compile(r"[\u3400-\u9fff]")
LIMIT = '["limit"]\nunit = "%"\nbasis = "某文件第三条"\n'
OVERRIDE = '[[override]]\nrule = "{}"\naction = "{}"\nreason = "另有规定"\nbasis = "某文件第三条"\n'
READS = rule("p.limit", 'check:at_least(spent["合计"] / spent["出国"], param "limit")')
HOLDS = "check:holds(spent:values():sum():missing())"


def pack(id, more="", api=1, owns=None):
    return {f"rules/{id}/pack.toml": f'id = "{id}"\nrevision = "1"\napi = {api}\nowns = "{owns or id}"\n{more}\n'}


# name: files, code, file:line, words of the message or its hint (beside pack p with its rule p.sum)
BAD = {
    "cyclic bases": ({**pack("a", 'base = "b"'), **pack("b", 'base = "c"'), **pack("c", 'base = "a"')}, "pack.cyclic_base", "rules/a/pack.toml:5", ("a → b → c → a", "去掉其中一个 base")),
    "its own base": (pack("a", 'base = "a"'), "pack.cyclic_base", "rules/a/pack.toml:5", ("a → a",)),
    "a missing base": (pack("a", 'base = "pp"'), "pack.unknown_base", "rules/a/pack.toml:5", ("基础包“pp”不存在", "是否想写“p”？")),
    "a base that is nothing like": (pack("a", 'base = "nowhere"'), "pack.unknown_base", "rules/a/pack.toml:5", ("rules/ 里有：a、p",)),
    "one prefix, a pack and its base": (pack("a", 'base = "p"', owns="p"), "pack.shared_prefix", "rules/a/pack.toml:4", ("“a”和“p”都占用前缀“p”",)),
    "one prefix, two neighbours": (pack("a", owns="x") | pack("b", owns="x"), "pack.shared_prefix", "rules/b/pack.toml:4", ("“a”和“b”都占用前缀“x”", "各自的前缀")),
    "a prefix inside another": (pack("a", owns="p.sum"), "pack.shared_prefix", "rules/p/pack.toml:4", ("规则包“a”的前缀“p.sum”在“p”的前缀“p”之内", "或用 base 建在它上面")),
    "one rule changed twice": (pack("a", 'base = "p"\n' + OVERRIDE.format("p.sum", "off") + OVERRIDE.format("p.sum", "severity")), "pack.doubled_override", "rules/a/pack.toml:12", ("规则“p.sum”在第 6 行已经改过", "只写一个 [[override]]")),
    "a base in a folder of another name": ({**pack("a", 'base = "low"'), "rules/other/pack.toml": 'id = "low"\nrevision = "1"\napi = 1\nowns = "low"\n[scope]\nprovinces = ["某省"]\n', "rules/p/pack.toml": 'id = "p"\nrevision = "1"\napi = 1\nowns = "p"\n[scope]\nprovinces = ["甲省"]\n'}, "pack.unknown_base", "rules/a/pack.toml:5", ("“low”在文件夹 other 里：文件夹要与包的 id 同名，把 other 改名为 low",)),
    "one pack id twice": ({"rules/a/pack.toml": 'id = "p"\nrevision = "1"\napi = 1\nowns = "q"\n'}, "pack.doubled_id", "rules/p/pack.toml:1", ("编号相同：p",)),
    "a doubled rule id": ({"rules/p/rules/z/sum.lua": SUM_RULE % "p"}, "rule.doubled_id", "rules/p/rules/z/sum.lua:3", ("“p.sum”已在 rules/p/rules/sum.lua 中使用", "换一个编号")),
    "an override of nothing": (pack("a", 'base = "p"\n' + OVERRIDE.format("p.smu", "off")), "pack.override_of_nothing", "rules/a/pack.toml:6", ("“p.smu”在下层包里不存在", "是否想写“p.sum”？")),
    "an override of nothing behind one of the right name": (pack("a", 'base = "p"\n' + OVERRIDE.format("p.sum", "off") + OVERRIDE.format("p.smu", "off")), "pack.override_of_nothing", "rules/a/pack.toml:11", ("“p.smu”在下层包里不存在", "是否想写“p.sum”？")),
    "an override of a rule of its own": (pack("p", OVERRIDE.format("p.sum", "off")), "pack.override_of_nothing", "rules/p/pack.toml:5", ("“p.sum”",)),
    "a replacement that is not there": (pack("a", 'base = "p"\n' + OVERRIDE.format("p.sum", "replace")), "lint.replaced_by_nothing", "rules/a/pack.toml:6", ("它不再审核",)),
    "an unknown parameter": ({"rules/p/rules/limit.lua": READS.replace('"limit"', '"limti"'), "rules/p/parameters.toml": LIMIT + 'value = "90"\n'}, "param.unknown", "rules/p/rules/limit.lua:9", ("没有名为“limti”的参数", "是否想写“limit”？")),
    "an unknown parameter in a header": ({"rules/p/rules/limit.lua": rule("p.limit", HOLDS, header='score = { group = "甲", deduct = param "limti" },')}, "param.unknown", "rules/p/rules/limit.lua:6", ("没有名为“limti”的参数",)),
    "an override of another shape": ({**pack("a", 'base = "p"'), "rules/p/parameters.toml": LIMIT + 'value = "90"\n', "rules/p/rules/limit.lua": READS, "rules/a/parameters.toml": LIMIT + 'reason = "另有规定"\nvalue = ["80"]\n'}, "param.other_shape", "rules/a/parameters.toml:5", ("应是一个数，不是列表", "下层写的是 90")),
    "an override with a word for a number": ({**pack("a", 'base = "p"'), "rules/p/parameters.toml": LIMIT + 'value = [["优", "90"]]\n', "rules/p/rules/limit.lua": READS.replace('param "limit"', '#param "limit"'), "rules/a/parameters.toml": LIMIT + 'reason = "另有规定"\nvalue = [["优", "九十五"]]\n'}, "param.other_shape", "rules/a/parameters.toml:5", ("第 2 个应是数",)),
    "a value without basis": ({"rules/p/parameters.toml": '["limit"]\nunit = "%"\nvalue = "90"\n', "rules/p/rules/limit.lua": READS}, "param.no_basis", "rules/p/parameters.toml:1", ("缺少“basis”", "没有核实的写“待核”")),
    "a value with an empty basis": ({"rules/p/parameters.toml": LIMIT.replace("某文件第三条", " ") + 'value = "90"\n', "rules/p/rules/limit.lua": READS}, "param.no_basis", "rules/p/parameters.toml:3", ("basis 是空的",)),
    "an override of a value without reason": ({**pack("a", 'base = "p"'), "rules/p/parameters.toml": LIMIT + 'value = "90"\n', "rules/p/rules/limit.lua": READS, "rules/a/parameters.toml": LIMIT + 'value = "80"\n'}, "param.no_reason", "rules/a/parameters.toml:1", ("须写明 reason",)),
    "a rule without basis": ({"rules/p/rules/more.lua": rule("p.more", HOLDS).replace('"测试"', '""')}, "rule.no_basis", "rules/p/rules/more.lua:4", ("basis 不能为空",)),
    "a year gap": ({"rules/p/parameters.toml": LIMIT + 'values = { 2023 = "90" }\n', "rules/p/rules/limit.lua": READS}, "lint.year_gap", "rules/p/rules/limit.lua:9", ("从 2023 年才有（rules/p/parameters.toml:4）", "effective = { from = 2023 }")),
    "a year that is none": ({"rules/p/parameters.toml": LIMIT + 'values = { 23 = "90" }\n', "rules/p/rules/limit.lua": READS}, "param.bad_year", "rules/p/parameters.toml:4", ("“23”不是年度",)),
    "a province that is none": ({**pack("a", 'base = "p"\n[scope]\nprovinces = ["江西"]'), "rules/p/data/divisions.csv": "代码,名称,简称,级别,上级代码\n360000,江西省,江西,省,\n"}, "pack.unknown_province", "rules/a/pack.toml:7", ("是否想写“江西省”？",)),
    "a scope without years": (pack("a", "[scope]\nfrom = 2023\nto = 2020"), "pack.bad_scope", "rules/a/pack.toml:7", ("from 晚于 to",)),
    "an api of the future": (pack("a", api=99), "pack.bad_api", "rules/a/pack.toml:3", ("接口版本 99，本程序支持 1", "升级程序，或把 api 改为支持的版本")),
    "an api that never was": (pack("a", api=0), "pack.bad_api", "rules/a/pack.toml:3", ("接口版本 0，本程序支持 1", "写 api = 1")),
    "no api": ({"rules/a/pack.toml": 'id = "a"\nrevision = "1"\nowns = "a"\n'}, "pack.bad_api", "rules/a/pack.toml:1", ("缺少 api = 1",)),
    "a base with a broken file": ({**pack("p", "[scope"), **pack("a", 'base = "p"'), **pack("b", 'base = "a"')}, "toml.syntax", "rules/p/pack.toml:", ()),
    "points that do not add up": ({"rules/p/parameters.toml": '["whole"]\nbasis = "某文件"\nvalue = "100"\n["parts"]\nbasis = "某文件"\nadds_up = { to = "whole" }\nvalue = [["甲", "50"], ["乙", "40"]]\n', "rules/p/rules/limit.lua": READS.replace('param "limit"', 'param "whole" + #param "parts"')}, "lint.weights_contradict", "rules/p/parameters.toml:7", ("合计 90，应为 100（whole）",)),
    "a decimal without quotes": ({"rules/p/parameters.toml": LIMIT + "value = 0.9\n", "rules/p/rules/limit.lua": READS}, "param.binary_float", "rules/p/parameters.toml:4", ("带引号",)),
    "a value that is no number": ({"rules/p/parameters.toml": LIMIT + 'value = "八五"\n', "rules/p/rules/limit.lua": READS}, "param.no_number", "rules/p/parameters.toml:4", ("单位是 %，取值“八五”不是数",)),
    "a value of another unit": ({"rules/p/parameters.toml": LIMIT + 'value = "85元"\n', "rules/p/rules/limit.lua": READS}, "param.other_unit", "rules/p/parameters.toml:4", ("取值“85元”却是金额",)),
    "an override in a unit of another kind": ({**pack("a", 'base = "p"'), "rules/p/parameters.toml": LIMIT + 'value = "90"\n', "rules/p/rules/limit.lua": READS, "rules/a/parameters.toml": LIMIT.replace("%", "万元") + 'reason = "另有规定"\nvalue = "80"\n'}, "param.other_unit", "rules/a/parameters.toml:2", ("单位写的是 万元，p 里是 %，不能换算", "去掉 unit 一行")),
    "an override that may be a fraction": ({**pack("a", 'base = "p"'), "rules/p/parameters.toml": LIMIT + 'value = "90"\n', "rules/p/rules/limit.lua": READS, "rules/a/parameters.toml": LIMIT.replace('unit = "%"\n', "") + 'reason = "另有规定"\nvalue = "0.8"\n'}, "param.unclear_percent", "rules/a/parameters.toml:4", ("0.8 就是 0.8%", '写 "80%"')),
    "an override of nothing that there is": ({**pack("a", 'base = "p"'), "rules/p/parameters.toml": LIMIT + 'value = "90"\n', "rules/p/rules/limit.lua": READS, "rules/a/parameters.toml": LIMIT.replace("limit", "limti") + 'reason = "另有规定"\nvalue = "80"\n', "rules/a/rules/limit.lua": rule("a.limit", 'check:at_least(spent["合计"] / spent["出国"], param "limti")')}, "param.overrides_nothing", "rules/a/parameters.toml:1", ("是否想写“limit”？",)),
    "a script that cannot be read": ({"rules/p/rules/limit.lua": READS.replace("check:at_least(", "check:at_least（"), "rules/p/parameters.toml": LIMIT + 'value = "90"\n'}, "script.syntax", "rules/p/rules/limit.lua:9", ("全角符号“（”",)),
    "a figure compared by identity": ({"rules/p/rules/limit.lua": rule("p.limit", 'check:holds(spent["合计"] == spent["出国"])')}, "script.equality", "rules/p/rules/limit.lua:9", ("不能用 == 比较",)),
    "a library that is not there": ({"rules/p/rules/limit.lua": 'local shapes = require "shpaes"\n' + rule("p.limit", HOLDS)}, "script.unknown_library", "rules/p/rules/limit.lua:1", ("没有“shpaes”",)),
    "a key that is none": ({"rules/p/rules/limit.lua": rule("p.limit", HOLDS).replace("title", "titel")}, "rule.unknown_key", "rules/p/rules/limit.lua:3", ("是否想写“title”？",)),
    "a key of `on` that is none": ({"rules/p/rules/limit.lua": rule("p.limit", HOLDS).replace("table =", "tabel =")}, "rule.unknown_key", "rules/p/rules/limit.lua:5", ("是否想写“table”？",)),
    "a title that is no text": ({"rules/p/rules/limit.lua": re.sub('title *= *"[^"]*"', "title = 5", rule("p.limit", HOLDS))}, "rule.wrong_type", "rules/p/rules/limit.lua:3", ("“title”应为文字",)),
    "suppression of nothing": ({"rules/p/rules/limit.lua": rule("p.limit", HOLDS, header='suppresses = "p.smu",')}, "rule.suppresses_nothing", "rules/p/rules/limit.lua:1", ("“p.smu”不存在",)),
    "a rule that is never in force": ({**pack("p", "[scope]\nfrom = 2023"), "rules/p/rules/limit.lua": rule("p.limit", HOLDS, header="effective = { to = 2020 },")}, "lint.never_applies", "rules/p/rules/limit.lua:1", ("规则的年度是2020 年及以前，规则包只管2023 年起，永远用不上",)),
    "a rule on a kind that the pack is not for": ({**pack("p", '[scope]\nkinds = ["绩效自评"]'), "rules/p/rules/limit.lua": rule("p.limit", HOLDS).replace("on    = {", 'on    = { document = "部门决算",')}, "lint.never_applies", "rules/p/rules/limit.lua:1", ("规则审核部门决算，规则包只管绩效自评，永远用不上",)),
    "a name with a dot without quotes": ({"rules/p/parameters.toml": LIMIT.replace('"limit"', "p.limit2") + 'value = "90"\n'}, "toml.unquoted_name", "rules/p/parameters.toml:1", ("写成 [\"p.limit2\"]",)),
    "a rule of English messages without quotes": ({"rules/p/messages.en.toml": '[p.sum2]\ntitle = "Sum"\n'}, "toml.unquoted_name", "rules/p/messages.en.toml:1", ("写成 [\"p.sum2\"]",)),
    "full-width signs in TOML": ({"rules/p/parameters.toml": LIMIT + "value ＝ \"90\"\n"}, "toml.syntax", "rules/p/parameters.toml:4", ("全角的“＝”", "改成英文的 =")),
    "a point for a colon on a figure": ({"rules/p/rules/limit.lua": rule("p.limit", "").replace('table = "三公"', 'indicator = "*"').replace("run = function(t, check)", "run = function(i, check)").replace('local spent = t:column "决算数"', "check:holds(i.weight.missing())")}, "lint.unknown_method", "rules/p/rules/limit.lua:8", ("i.weight.missing 用了点，应是冒号", "写成 i.weight:missing(…)")),
    "a variable without local": ({"rules/p/rules/limit.lua": rule("p.limit", HOLDS + "\n    x = spent\n    check:holds(x)")}, "lint.unknown_variable", "rules/p/rules/limit.lua:10", ("变量“x”没有用 local 声明", "第一次写成 local x = …")),
    "a point for a colon": ({"rules/p/rules/limit.lua": rule("p.limit", 'check.when(spent["合计"], ">", 0):holds(true)\n    check:holds(true)')}, "lint.unknown_method", "rules/p/rules/limit.lua:9", ("check.when 用了点，应是冒号", "写成 check:when(…)")),
    "a slip in a branch that is seldom taken": ({"rules/p/rules/limit.lua": rule("p.limit", "if spent:values():sum():missing() then check:hodls(false) end\n    check:holds(true)")}, "lint.unknown_method", "rules/p/rules/limit.lua:9", ("是否想写“holds”？",)),
}


class BadPacks(Bench):
    def test_each_ends_in_one_clear_message(self):
        for name, (files, code, place, words) in BAD.items():
            with self.subTest(name):
                self.tearDown()
                self.doCleanups()
                self.setUp()
                for path, text in files.items():
                    self.write(path, text)
                answer = self.gouji("check", "-f", "json")
                self.assertEqual(answer.status, 3, answer.out + answer.err)
                problems = [one for one_pack in answer.json()["packs"] for one in one_pack["problems"]]
                self.assertEqual([one["code"] for one in problems], [code], problems)
                (problem,) = problems
                self.assertTrue(f"{problem['file']}:{problem['line']}".startswith(place), problem)
                self.assertEqual(problem["severity"], "error")
                for word in words:
                    self.assertIn(word, problem["message"] + problem["hint"])
                shown = self.gouji("check", language="en_US.UTF-8").out
                self.assertEqual(len(re.findall(r"\[[a-z]+\.[a-z_]+\]\n", shown)), 1, shown)
                self.assertIn(f"[{code}]", shown)
                self.assertIn("verdict: 1 problem in the packs", shown)

    def test_messages_are_english_when_asked(self):
        for name in ("cyclic bases", "a missing base", "a doubled rule id", "a year gap", "an api of the future", "a value without basis"):
            with self.subTest(name):
                files, code, *_ = BAD[name]
                self.doCleanups()
                self.setUp()
                for path, text in files.items():
                    self.write(path, text)
                (problem,) = [one for one_pack in self.gouji("check", "-f", "json", "--lang", "en").json()["packs"] for one in one_pack["problems"]]
                self.assertIsNone(HAN.search(problem["message"]), problem["message"])

    def test_a_run_stops_with_the_same_message(self):
        for name in ("cyclic bases", "a missing base", "one prefix, two neighbours", "an override of nothing", "a value without basis", "an api of the future"):
            with self.subTest(name):
                files, code, place, words = BAD[name]
                self.doCleanups()
                self.setUp()
                for path, text in files.items():
                    self.write(path, text)
                answer = self.gouji("run", "--pack", "a") if "rules/a/pack.toml" in files and "neighbours" not in name else self.gouji("run")
                self.says(answer, 1, f"[{code}]", *words[:1])
                self.assertEqual(answer.err.count(f"[{code}]"), 1, answer.err)


class Neighbours(Bench):
    """A pack of the rules folder is checked beside the others there; what `run` refuses or leaves out is told."""

    SCOPE = '[scope]\nprovinces = ["某省"]'

    def setUp(self):
        super().setUp()
        self.pack("p", self.SCOPE)

    def test_two_packs_for_one_province(self):
        self.pack("a", self.SCOPE)
        self.write("rules/a/rules/sum.lua", SUM_RULE % "a")
        said = "规则包“a”和“p”都适用于某省的公开文本：不写 --pack 时只用“a”（文件夹名排在前面），不用“p” [lint.shared_scope]"
        mend = "没写好的，把它的文件夹移出 rules/，用 --pack 文件夹 试用"
        for words, place in (((), "rules/p/pack.toml:6"), (("a",), "rules/a/pack.toml:6"), (("p",), "rules/p/pack.toml:6"), (("rules/a", "rules/p"), "rules/p/pack.toml:6")):
            answer = self.gouji("check", *words)
            self.says(answer, 0, f"{place}: 警告：{said}", mend, "6 | provinces", "警告 1 处", out=True)
            self.assertEqual(answer.out.count("[lint.shared_scope]"), 1, answer.out)
        answer = self.gouji("run")
        self.says(answer, 3, f"rules/p/pack.toml:6: {said}", mend)
        self.assertIn("a.sum", answer.out)
        answer = self.gouji("run", "--lang", "en")
        self.says(answer, 3, "packs a and p are both for 某省 disclosures: without --pack only a is used (its folder comes first by name), p is not", "keep a draft outside rules/ and try it by --pack FOLDER")
        self.assertNotIn("shared_scope", self.gouji("run", "--pack", "p").err)

    def test_no_rivals(self):
        for more in ('base = "p"\n' + self.SCOPE, '[scope]\nprovinces = ["甲省"]', '[scope]\nkinds = ["部门预算"]', "[scope]\nto = 2019"):
            with self.subTest(more):
                self.pack("p", self.SCOPE + '\nkinds = ["部门决算"]\nfrom = 2020')
                self.pack("a", more)
                self.says(self.gouji("check"), 0, "规则包没有问题", out=True)
                self.assertNotIn("shared_scope", self.gouji("run").err)
        self.pack("p", self.SCOPE + '\nregions = ["甲市"]')
        self.pack("a", self.SCOPE + '\nregions = ["乙市"]')
        self.says(self.gouji("check"), 0, "规则包没有问题", out=True)
        self.pack("a", self.SCOPE + '\nregions = ["甲市丙区"]')
        self.says(self.gouji("check"), 0, "都适用于甲市丙区的公开文本", out=True)

    def test_one_pack_beside_its_neighbours(self):
        self.write("rules/q/pack.toml", 'id = "q"\nrevision = "1"\napi = 1\nowns = "p"\n')
        self.says(self.gouji("check", "q"), 3, "rules/q/pack.toml:4: 规则包“p”和“q”都占用前缀“p” [pack.shared_prefix]", "4 | owns", "改用各自的前缀", out=True)
        self.says(self.gouji("check", "p"), 3, "rules/p/pack.toml:4: ", "[pack.shared_prefix]", out=True)
        self.says(self.gouji("check", "p", "--lang", "en"), 3, "packs p and q both own the prefix p", "give each its own prefix", out=True)
        self.write("rules/q/pack.toml", 'id = "p"\nrevision = "1"\napi = 1\nowns = "q"\n')
        for name in "pq":
            self.says(self.gouji("check", f"rules/{name}"), 3, f"rules/{name}/pack.toml:1: ", "编号相同：p [pack.doubled_id]", "1 | id", out=True)
        self.write("rules/q/pack.toml", 'id = "q"\nrevision = "1"\napi = 1\nowns = "p.q"\n')
        self.says(self.gouji("check", "q", "--lang", "en"), 3, "the prefix p.q of pack q lies inside the prefix p of pack p", "or build one on the other", out=True)
        self.write("rules/q/pack.toml", 'id = "q"\nrevision = "1"\napi = 1\nowns = "p.q"\nbase = "p"\n')
        self.says(self.gouji("check", "q"), 0, "规则包没有问题", out=True)

    def test_a_folder_elsewhere_has_no_neighbours(self):
        self.write("copy/pack.toml", 'id = "p"\nrevision = "2"\napi = 1\nowns = "p"\n')
        self.says(self.gouji("check", "copy"), 0, "规则包没有问题", out=True)

    def test_anothers_slip_leaves_the_sound_packs(self):
        self.pack("q", 'base = "p"')
        self.write("rules/z/pack.toml", "id = ")
        self.says(self.gouji("run"), 1, "rules/z/pack.toml:1", "改好之前，别的规则包可用 --pack 单独运行：p, q")
        self.says(self.gouji("run", "--lang", "en"), 1, "until it is mended, run other packs by --pack: p, q")
        self.says(self.gouji("run", "--pack", "p"), 3)
        self.write("rules/p/pack.toml", "id = ")
        self.assertNotIn("改好之前", self.gouji("run").err)


class Check(Bench):
    def test_a_sound_pack(self):
        self.says(self.gouji("check"), 0, "规则包没有问题", out=True)
        self.assertEqual(self.gouji("check", "-f", "json").json()["summary"], {"errors": 0, "warnings": 0, "fixable": 0})

    def test_warnings_count_when_asked(self):
        self.write("rules/p/parameters.toml", LIMIT + 'value = "90"\n')
        self.says(self.gouji("check"), 0, "rules/p/parameters.toml:4: 警告：参数“limit”没有脚本用到", "结论：规则包能用，警告 1 处", out=True)
        self.says(self.gouji("check", "--fail-level", "warning"), 2, out=True)
        self.says(self.gouji("check", "--lang", "en"), 0, "warning: nothing names the parameter limit", "1 rule, 0 scorings, 0 layouts, 1 parameter value, 0 problems, 1 warning\n", out=True)

    def test_values_far_from_the_layer_below(self):
        self.pack("q", 'base = "p"')
        self.write("rules/p/parameters.toml", LIMIT + 'value = "90"\n')
        self.write("rules/p/rules/limit.lua", READS)
        for value, said in [("-85", "写成了负数 -85"), ("0.85", "0.85 就是 0.85%"), ("0.85%", ""), ("85", ""), ("0", "")]:
            with self.subTest(value):
                self.write("rules/q/parameters.toml", LIMIT + f'reason = "另有规定"\nvalue = "{value}"\n')
                answer = self.gouji("check")
                self.says(answer, 0, said, "警告 1 处" if said else "没有问题", out=True)

    def test_a_parameter_read_by_a_pack_above_is_used(self):
        self.write("rules/p/parameters.toml", LIMIT + 'value = "90"\n')
        self.pack("q", 'base = "p"')
        self.write("rules/q/rules/limit.lua", READS.replace("p.limit", "q.limit"))
        self.says(self.gouji("check"), 0, "规则包没有问题", out=True)
        self.says(self.gouji("check", "p"), 0, "规则包没有问题", out=True)

    def test_sarif(self):
        self.write("rules/p/parameters.toml", LIMIT + 'value = "90"\n')
        (run,) = self.gouji("check", "-f", "sarif").json()["runs"]
        (result,) = run["results"]
        self.assertEqual((result["ruleId"], result["level"]), ("lint.unused_parameter", "warning"))
        self.assertEqual(result["locations"][0]["physicalLocation"]["region"]["startLine"], 4)
        self.assertEqual([one["id"] for one in run["tool"]["driver"]["rules"]], ["lint.unused_parameter"])


class Fix(Bench):
    WIDE = READS.replace("check:at_least(", "check：at_least（").replace('param "limit")', "param “limit”）").replace("规则 p.limit", "规则，（一）")

    def test_full_width_decimals_and_order(self):
        self.write("rules/p/parameters.toml", '# 0.5\n["limit"]\nunit = "%"\nbasis = "第 0.5 条"\nvalues = { 2019 = 0.90, 2020 = "0.85" }\n')
        self.write("rules/p/rules/limit.lua", self.WIDE.replace("  on ", "  effective = { from = 2019 },\n  on "))
        first = self.gouji("check")
        self.says(first, 3, "；其中 1 处 gouji check --fix 能改", out=True)
        mended = self.gouji("check", "--fix")
        self.says(mended, 0, "rules/p/parameters.toml:5: 已改：0.90 → \"0.90\"", "rules/p/rules/limit.lua:10: 已改：（ → (", "规则包没有问题", out=True)
        self.assertIn('{ 2019 = "0.90", 2020 = "0.85" }', (self.home / "rules/p/parameters.toml").read_text(encoding="utf-8"))
        self.assertIn('basis = "第 0.5 条"', (self.home / "rules/p/parameters.toml").read_text(encoding="utf-8"))
        text = (self.home / "rules/p/rules/limit.lua").read_text(encoding="utf-8")
        self.assertIn('check:at_least(spent["合计"] / spent["出国"], param "limit")', text)
        self.assertIn('"规则，（一）"', text)  # what is quoted stays
        again = self.gouji("check", "--fix")
        self.says(again, 0, "规则包没有问题", out=True)
        self.assertNotIn("已改", again.out)

    def test_what_cannot_be_mended_stays_as_it_is(self):
        for text in (self.WIDE.replace("end,", "end，").replace("function(", "functoin("), self.WIDE.replace("”", "")):
            path = self.write("rules/p/rules/limit.lua", text)
            self.says(self.gouji("check", "--fix"), 3, "[script.syntax]", out=True)
            self.assertEqual(path.read_text(encoding="utf-8"), text)

    def test_a_comment_between_keys_keeps_the_order(self):
        header = 'rule {\n  title = "合计",\n  -- 编号见目录\n  id = "p.more",\n  basis = "某文件第三条",\n  on = { evaluation = "*" },\n  run = function(e, check) check:present(e.total_score) end,\n}\n'
        path = self.write("rules/p/rules/more.lua", header)
        self.says(self.gouji("check", "--fix"), 0, "[lint.header_order]", out=True)
        self.assertEqual(path.read_text(encoding="utf-8"), header)

    def test_modes_and_links_stay(self):
        wrong = LIMIT + "value = 0.9\n"
        file = self.write("共用/parameters.toml", wrong)
        file.chmod(0o640)
        link = self.home / "rules/p/parameters.toml"
        link.symlink_to(file)
        script = self.write("rules/p/rules/limit.lua", self.WIDE)
        script.chmod(0o600)
        self.gouji("check", "--fix")
        self.assertTrue(link.is_symlink())
        self.assertIn('value = "0.9"', file.read_text(encoding="utf-8"))
        self.assertEqual(file.stat().st_mode & 0o777, 0o640)
        self.assertIn("check:at_least(", script.read_text(encoding="utf-8"))
        self.assertEqual(script.stat().st_mode & 0o777, 0o600)

    def test_calls_in_a_header_keep_their_place(self):
        header = 'local function step(word) return word end\nrule {\n  title = step "合计",\n  id = "p.more",\n  basis = "某文件第三条",\n  on = { evaluation = "*" },\n  run = function(e, check) check:present(e.total_score) end,\n}\n'
        path = self.write("rules/p/rules/more.lua", header)
        self.says(self.gouji("check", "--fix"), 0, "[lint.header_order]", "不越过取值里的函数调用", out=True)
        self.assertEqual(path.read_text(encoding="utf-8"), header)

    def test_only_the_packs_that_are_named(self):
        wrong = LIMIT + "value = 0.9\n"
        self.pack("q", 'base = "p"')
        self.write("rules/p/parameters.toml", wrong)
        self.gouji("check", "--fix", "q")
        self.assertEqual((self.home / "rules/p/parameters.toml").read_text(encoding="utf-8"), wrong)

    def test_a_folder_that_cannot_be_written_to(self):
        self.write("rules/p/parameters.toml", LIMIT + "value = 0.9\n")
        (self.home / "rules/p").chmod(0o555)
        self.addCleanup((self.home / "rules/p").chmod, 0o755)
        import os

        if os.geteuid() == 0:
            self.skipTest("root may write anywhere")
        self.says(self.gouji("check", "--fix"), 3, "[file.unwritable]", out=True)


if __name__ == "__main__":
    main()
