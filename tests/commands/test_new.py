"""gouji new: a pack, a rule or a layout to begin with, which passes check and test as it is written; nothing that is
there is overwritten, nothing is left half-written."""

import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import HOME, Bench, main  # noqa: E402


class New(Bench):
    """A workbench with the national pack of the product."""

    def setUp(self):
        super().setUp()
        shutil.rmtree(self.home / "rules")
        shutil.copytree(HOME / "rules/national", self.home / "rules/national")

    def files(self, folder):
        return sorted(p.relative_to(self.home / folder).as_posix() for p in (self.home / folder).rglob("*") if p.is_file())

    def sound(self, pack, cases=None):
        self.says(self.gouji("check", pack), 0, "规则包没有问题", out=True)
        if cases:
            self.says(self.gouji("test", pack), 0, f"PASS {cases} · FAIL 0 · ERROR 0", out=True)

    def test_a_pack(self):
        answer = self.gouji("new", "pack", "jiangxi", "--province", "江西省")
        self.says(answer, 0, "rules/jiangxi", "下一步", "gouji check jiangxi", out=True)
        self.assertEqual(self.files("rules/jiangxi"), [".luarc.json", "pack.toml", "parameters.toml"])
        self.sound("jiangxi")
        text = (self.home / "rules/jiangxi/pack.toml").read_text(encoding="utf-8")
        for part in ('base     = "national"', 'provinces = ["江西省"]', "api      = 1"):
            self.assertIn(part, text)
        settings = json.loads((self.home / "rules/jiangxi/.luarc.json").read_text(encoding="utf-8"))
        self.assertEqual(settings["Lua.workspace.library"], ["../types", "../national/lib"])
        self.assertFalse(list((self.home / "rules").glob(".*")), "what was written aside is gone")

    def test_a_pack_elsewhere(self):
        self.says(self.gouji("new", "pack", "jx", "我的/jx", "--province", "江西省", "--base", "national", "--title", '江"西'), 0, "gouji check 我的/jx", out=True)
        self.sound("我的/jx")
        self.says(self.gouji("new", "rule", "jx.fund.a", "--pack", "我的/jx"), 0, "我的/jx/rules/fund/a.lua", out=True)
        self.sound("我的/jx", 3)

    def test_names_bring_the_nearest(self):
        for words, code, hint in [
            (("pack", "江西", "--province", "江西省"), "new.bad_name", "拼音"),
            (("pack", "Jiang-Xi", "--province", "江西省"), "new.bad_name", "是否想写“jiang_xi”？"),
            (("pack", "../x", "--province", "江西省"), "new.bad_name", ""),
            (("pack", "jx", "--province", "江西"), "new.unknown_province", "是否想写“江西省”？"),
            (("pack", "jx", "--province", "江西省南昌市"), "new.unknown_province", "是否想写“江西省”？"),
            (("pack", "jx", "--province", "某省"), "new.unknown_province", "写全称"),
            (("pack", "jx"), "usage.missing_word", "--province"),
            (("pack",), "usage.missing_word", "编号"),
            (("pack", "jx", "--province", "江西省", "--base", "natoinal"), "pack.unknown", "是否想写“national”？"),
            (("pack", "national", "--province", "江西省"), "new.exists", "换一个编号"),
            (("pakc", "jx"), "new.unknown_kind", "是否想写“pack”？"),
            (("rule", "natoinal.fund.x"), "new.which_pack", "是否想写“national”？"),
            (("rule", "national.fund.x", "--from", "fnud"), "new.unknown_starter", "是否想写“fund”？"),
            (("rule", "national.fund..x"), "new.bad_name", ""),
            (("rule", "national.fund.x", "--province", "江西省"), "usage.bad", "--province"),
            (("rule", "national.fund.x", "y"), "usage.extra_word", "y"),
            (("layout", "自评表", "--pack", "national"), "new.bad_name", ""),
            (("layout", "self_evaluation", "--pack", "national"), "new.exists", "移开"),
        ]:
            with self.subTest(words=words):
                before = self.files("rules")
                self.says(self.gouji("new", *words), 1, code, hint)
                self.assertEqual(self.files("rules"), before)

    def test_every_starter_passes_as_it_is_written(self):
        self.gouji("new", "pack", "jiangxi", "--province", "江西省")
        starters = sorted({p.name.split(".")[1] for p in (HOME / "rules/national/starters").glob("rule.*")})
        self.assertGreaterEqual(len(starters), 5)
        for name in starters:
            self.says(self.gouji("new", "rule", f"jiangxi.demo.{name}", "--from", name), 0, f"rules/jiangxi/rules/demo/{name}.lua", out=True)
        for path in (HOME / "rules/national/starters").glob("layout.*.lua.txt"):
            name = path.name.split(".")[1]
            self.says(self.gouji("new", "layout", name, "--pack", "jiangxi", "--from", name), 0, f"rules/jiangxi/layouts/{name}.lua", out=True)
        self.sound("jiangxi")
        self.says(self.gouji("test", "jiangxi"), 0, "FAIL 0 · ERROR 0 · SKIPPED 0", out=True)

    def test_a_rule_of_the_base_is_replaced(self):
        self.gouji("new", "pack", "jiangxi", "--province", "江西省")
        self.says(self.gouji("new", "rule", "national.fund.over_budget", "--pack", "jiangxi"), 0, "[[override]]", "over_budget.cases.toml", out=True)
        copied = (self.home / "rules/national/rules/fund/over_budget.cases.toml").read_text(encoding="utf-8").count("[[case]]")
        self.assertGreater(copied, 3)
        # What is left for the author to write is told until it is written.
        self.says(self.gouji("check", "jiangxi"), 0, "lint.missing_basis", "还是 gouji new 写好的", out=True)
        manifest = self.home / "rules/jiangxi/pack.toml"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace("（写明为什么与基础包不同）", "另有规定"), encoding="utf-8")
        self.sound("jiangxi", copied)
        self.says(self.gouji("new", "rule", "national.fund.over_budget", "--pack", "jiangxi"), 1, "new.exists", "[[override]]")
        self.says(self.gouji("new", "rule", "national.fund.over_budgt", "--pack", "jiangxi"), 1, "new.unknown_rule", "是否想写“national.fund.over_budget”？")
        pack = (self.home / "rules/jiangxi/pack.toml").read_text(encoding="utf-8")
        self.assertEqual(pack.count("[[override]]"), 1)

    def test_nothing_is_overwritten(self):
        self.gouji("new", "pack", "jiangxi", "--province", "江西省")
        self.gouji("new", "rule", "jiangxi.fund.a")
        cases = self.write("rules/jiangxi/rules/fund/b.cases.toml", "我的")
        for words in (("rule", "jiangxi.fund.a"), ("rule", "jiangxi.fund.b"), ("pack", "x", "rules/jiangxi", "--province", "江西省")):
            before = self.files("rules/jiangxi")
            self.says(self.gouji("new", *words), 1, "new.exists")
            self.assertEqual(self.files("rules/jiangxi"), before)
        self.assertEqual(cases.read_text(encoding="utf-8"), "我的")

    def test_titles_are_one_line(self):
        for title in ("江\n西", "江\x1b[31m西", "江\t\x07", " ", "江\u202e西"):
            self.says(self.gouji("new", "pack", "jx", "--province", "江西省", "--title", title), 1, "new.bad_title", "一行")
            self.assertFalse((self.home / "rules/jx").exists())

    def test_links_are_left_alone(self):
        self.gouji("new", "pack", "jx", "--province", "江西省")
        elsewhere = self.home / "别处"
        elsewhere.mkdir()
        (self.home / "rules/jx/rules").mkdir()
        (self.home / "rules/jx/rules/fund").symlink_to(elsewhere)
        link = self.home / "rules/jx/rules/fund"
        self.says(self.gouji("new", "rule", "jx.fund.a"), 1, "pack.link", "rules/jx/rules/fund”是链接")
        self.assertEqual(list(elsewhere.iterdir()), [])
        link.unlink()
        dangling = self.home / "rules/jx/rules/b.lua"
        dangling.symlink_to(self.home / "没有")
        self.says(self.gouji("new", "rule", "jx.b"), 1, "pack.not_a_file", "失效的链接")
        self.assertTrue(dangling.is_symlink())
        self.assertFalse((self.home / "没有").exists())
        self.assertFalse((self.home / "rules/jx/rules/b.cases.toml").exists())
        dangling.unlink()
        link.symlink_to(self.home / "没有")
        self.says(self.gouji("new", "rule", "jx.fund.a"), 1, "new.link", "失效的链接", "没有写")
        self.assertFalse((self.home / "没有").exists())
        link.unlink()
        # The pack itself may stand behind a link.
        (self.home / "rules/jx").rename(self.home / "jx")
        (self.home / "rules/jx").symlink_to(self.home / "jx")
        self.says(self.gouji("new", "rule", "jx.topic.c"), 0, "c.lua", out=True)

    def test_a_misspelt_parameter_is_told_by_check(self):
        self.gouji("new", "pack", "jiangxi", "--province", "江西省")
        own = '["{}"]\nreason = "本省"\nbasis = "测试"\nvalue = "10"\n'
        for name, code in (("exec.weigth", "是否想写“exec.weight”？"), ("jiangxi.own", "param.overrides_nothing")):
            self.write("rules/jiangxi/parameters.toml", own.format(name))
            self.says(self.gouji("check", "jiangxi"), 3, code, "rules/jiangxi/parameters.toml:1", out=True)
        self.write("rules/jiangxi/parameters.toml", own.format("exec.zero_below"))
        self.sound("jiangxi")

    def test_a_second_pack_for_a_province_is_told(self):
        self.gouji("new", "pack", "jiangxi", "--province", "江西省")
        self.says(self.gouji("new", "pack", "other", "--province", "江西省"), 0, "规则包“jiangxi”也适用于这个省")

    def test_a_pack_without_starters(self):
        self.pack("p")
        self.says(self.gouji("new", "rule", "p.a"), 1, "new.no_starter")

    def test_types(self):
        self.says(self.gouji("new", "types"), 0, "rules/types/gouji.lua", "rules/types/names.lua", ".luarc.json", out=True)
        names = (self.home / "rules/types/names.lua").read_text(encoding="utf-8")
        for part in ('---| "收入支出决算总表"', '---| "年度资金总额"', '---| "weights.total"', '---| "national.fund.rate"', '---@field ["合计"] gouji.value'):
            self.assertIn(part, names)
        self.write(".luarc.json", "{}")
        self.assertNotIn(".luarc.json", self.gouji("new", "types").out)
        self.assertEqual((self.home / ".luarc.json").read_text(encoding="utf-8"), "{}")

    def test_english(self):
        answer = self.gouji("new", "pack", "jiangxi", "--province", "江西省", "--lang", "en")
        self.says(answer, 0, "next:", "gouji check jiangxi", out=True)


if __name__ == "__main__":
    main()
