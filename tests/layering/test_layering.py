"""The layers of host/ are what host/CMakeLists.txt draws, and what belongs to the packs stays out of C++ (checks.py).
The second half plants each fault into a small tree and sees that it is found."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import checks  # noqa: E402

ROOT = Path(os.environ.get("GOUJI_HOME") or Path(__file__).parents[2])


class TheProject(unittest.TestCase):
    maxDiff = None

    def assert_clean(self, check):
        complaints = checks.CHECKS[check](ROOT)
        if complaints:
            self.fail(f"{len(complaints)} found:\n  " + "\n  ".join(complaints))

    def test_includes_follow_the_arrows(self):
        self.assert_clean("back_arrows")

    def test_only_script_reads_the_headers_of_lua(self):
        self.assert_clean("lua_headers")

    def test_includes_do_not_go_in_circles(self):
        self.assert_clean("include_cycles")

    def test_names_of_provinces_tables_and_columns_stay_in_the_packs(self):
        self.assert_clean("pack_names_in_host")

    def test_thresholds_and_weights_stay_in_the_packs(self):
        self.assert_clean("decimals")

    def test_files_are_short(self):
        self.assert_clean("long_files")

    def test_files_of_a_layer_can_be_compiled_as_one(self):
        self.assert_clean("private_names")

    def test_names_of_unit_tests_fit_ctest(self):
        self.assert_clean("unit_test_names")


DIAGRAM = """
gouji_layer(base                 PUBLIC ${numbers}  PRIVATE ${text})
gouji_layer(model      PUBLIC base)
gouji_layer(formats    PUBLIC model ${json})
gouji_layer(script     PUBLIC model  PRIVATE ${lua})
gouji_layer(packs      PUBLIC formats script)
gouji_layer(import     PUBLIC packs)
gouji_layer(engine     PUBLIC packs)
gouji_layer(report     PUBLIC import engine)
"""


class PlantedFaults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.plant("host/CMakeLists.txt", DIAGRAM)

    def plant(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def assert_found(self, check, *words):
        complaints = checks.CHECKS[check](self.root)
        self.assertEqual(len(complaints), 1, complaints)
        for word in words:
            self.assertIn(word, complaints[0])

    def assert_nothing(self, check):
        self.assertEqual(checks.CHECKS[check](self.root), [])

    # arrows

    def test_the_diagram_is_read_with_all_that_lies_below(self):
        reach = checks.arrows(self.root)
        self.assertEqual(reach["base"], {"base"})
        self.assertEqual(reach["packs"], {"base", "model", "formats", "script", "packs"})
        self.assertNotIn("engine", reach["import"])
        self.assertIn("report", reach["app"])

    def test_an_arrow_upwards_is_found(self):
        self.plant("host/model/a.cpp", '#include "base/x.hpp"\n#include "engine/run.hpp"\n')
        self.assert_found("back_arrows", "host/model/a.cpp:2", "engine/run.hpp", "against the arrows", "Move what both")

    def test_an_arrow_between_neighbours_is_found(self):
        self.plant("host/import/a.cpp", '#  include "engine/run.hpp"\n')
        self.assert_found("back_arrows", "import includes")

    def test_an_arrow_hidden_in_a_relative_path_is_found(self):
        self.plant("host/engine/run.hpp", "")
        self.plant("host/formats/a.cpp", '#include "../engine/run.hpp"\n')
        self.assert_found("back_arrows", "formats includes")

    def test_a_folder_that_is_no_layer_is_found(self):
        self.plant("host/helpers/a.cpp", "")
        self.assert_found("back_arrows", "host/helpers is no layer")

    def test_arrows_downwards_are_no_fault(self):
        self.plant("host/engine/run.hpp", "")
        self.plant("host/engine/a.cpp", '#include "engine/run.hpp"\n#include "base/b.hpp"\n#include <vector>\n')
        self.plant("host/app/main.cpp", '#include "report/r.hpp"\n#include "base/b.hpp"\n')
        self.assert_nothing("back_arrows")

    # Lua

    def test_headers_of_lua_are_found_outside_script(self):
        for header in ("<lua.h>", "<lua.hpp>", '"lauxlib.h"', "<lua5.4/lualib.h>"):
            self.plant("host/engine/a.cpp", f"#include {header}\n")
            self.assert_found("lua_headers", "host/engine/a.cpp:1", "outside host/script")
        self.plant("host/engine/a.cpp", "#include <luxury.h>\n")
        self.plant("host/script/a.cpp", "#include <lua.hpp>\n")
        self.assert_nothing("lua_headers")

    # circles

    def test_a_circle_of_includes_is_found_once(self):
        self.plant("host/base/a.hpp", '#include "base/b.hpp"\n')
        self.plant("host/base/b.hpp", '#include "base/c.hpp"\n')
        self.plant("host/base/c.hpp", '#include "a.hpp"\n')
        self.assert_found("include_cycles", "host/base/a.hpp → host/base/b.hpp → host/base/c.hpp → host/base/a.hpp")

    def test_a_diamond_is_no_circle(self):
        self.plant("host/base/a.hpp", '#include "base/b.hpp"\n#include "base/c.hpp"\n')
        self.plant("host/base/b.hpp", '#include "base/d.hpp"\n')
        self.plant("host/base/c.hpp", '#include "base/d.hpp"\n')
        self.plant("host/base/d.hpp", "")
        self.assert_nothing("include_cycles")

    # names

    def test_a_province_in_a_string_is_found(self):
        self.plant("host/app/a.cpp", 'auto x = "a";\nauto s = "读取贵州省的报表";\n')
        self.assert_found("pack_names_in_host", "host/app/a.cpp:2", "“贵州省”", "allowed_names.txt")

    def test_a_province_in_a_raw_string_is_found(self):
        self.plant("host/app/a.cpp", 'auto s = R"(one\n四川\n)";\n')
        self.assert_found("pack_names_in_host", "“四川”")

    def test_comments_may_give_examples(self):
        self.plant("host/app/a.cpp", '// as 贵州省 prints it\n/* "四川省" */ auto s = "值"; // "云南"\n')
        self.assert_nothing("pack_names_in_host")

    def test_a_unit_of_the_division_table_is_found(self):
        self.plant("rules/national/data/divisions.csv", "\ufeff代码,名称\n522701,都匀市\n522702,市辖区\n")
        self.plant("host/import/a.cpp", 'auto s = "都匀市政务中心", t = "市辖区";\n')
        self.assert_found("pack_names_in_host", "“都匀市”", "divisions.csv")

    def test_names_of_tables_are_found_inside_strings_and_columns_as_strings(self):
        tables = '["收入支出决算总表"]\naliases = ["收支总表"]\ncolumns = ["金额"]\nreason = "合计"\n'
        self.plant("rules/national/tables.toml", tables)
        self.plant("host/engine/a.cpp", 'f("见收支总表一栏");\n')
        self.assert_found("pack_names_in_host", "收支总表", "rules/national/tables.toml")
        self.plant("host/engine/a.cpp", 'f("金额");\ng("金额不符");\nh("合计");\n')
        self.assert_found("pack_names_in_host", "host/engine/a.cpp:1", "“金额”")

    def test_tables_that_a_script_of_a_pack_names_are_found(self):
        self.plant("rules/guizhou/layouts/a.lua", 'layout { form = "自评表", table = "“三公”经费支出决算表" }\n')
        self.plant("host/import/a.cpp", 'f("自评表");\ng("见“三公”经费支出决算表");\n')
        self.assert_found("pack_names_in_host", "host/import/a.cpp:2", "rules/guizhou/layouts/a.lua")

    def test_an_allowance_with_a_reason_is_taken(self):
        self.plant("host/app/a.cpp", 'auto s = "例如 datasets/贵州省/";\n')
        self.plant("tests/layering/allowed_names.txt", "# names\nhost/app/a.cpp: 贵州省: an example in --help\n")
        self.assert_nothing("pack_names_in_host")
        self.plant("tests/layering/allowed_names.txt", "*: 贵州省: everywhere\n")
        self.assert_nothing("pack_names_in_host")

    def test_an_allowance_without_a_reason_is_none(self):
        self.plant("tests/layering/allowed_names.txt", "host/app/a.cpp: 贵州省\n")
        self.assert_found("pack_names_in_host", "allowed_names.txt:1", "not of the form")

    def test_an_allowance_that_nothing_needs_is_found(self):
        self.plant("tests/layering/allowed_names.txt", "host/app/a.cpp: 贵州省: an example\n")
        self.assert_found("pack_names_in_host", "nothing needs this allowance")

    # numbers

    def test_floating_literals_are_found(self):
        for literal in ("0.9", "2.", ".5", "1e-6", "90.0f", "1'000.5", "2E3"):
            self.plant("host/engine/a.cpp", f"bool b = rate < {literal};\n")
            self.assert_found("decimals", "host/engine/a.cpp:1", literal, "parameters.toml")

    def test_a_threshold_written_as_text_is_found(self):
        for text in ("0.01", "90%", "98.5 %"):
            self.plant("host/import/a.cpp", f'auto limit = exact("{text}");\n')
            self.assert_found("decimals", text)

    def test_other_numbers_are_no_fault(self):
        code = "int a = 10, b = 0x1F, c = 1'000'000; double n = 0.0 + 1.0, d = 0xE4; // 0.5\nf(v[0].x, 'e', x1.y, \"rounds 7.565 to 7.57\", 8ULL, L'.');\n"
        self.plant("host/engine/a.cpp", code)
        self.plant("host/report/a.cpp", "double width = 1.5;\n")
        self.assert_nothing("decimals")

    def test_a_number_with_a_reason_is_taken(self):
        self.plant("host/import/a.cpp", "double cost = 0.25;\n")
        self.plant("tests/layering/allowed_decimals.txt", "host/import/a.cpp: 0.25: weight of the aligner, no rule\n")
        self.assert_nothing("decimals")
        self.plant("tests/layering/allowed_decimals.txt", "host/import/a.cpp: *: weights of the aligner, no rule\n")
        self.assert_nothing("decimals")

    # length

    def test_a_long_file_is_found(self):
        self.plant("host/base/a.cpp", "int x;\n" * 701)
        self.assert_found("long_files", "host/base/a.cpp", "701 lines", "Split it")
        self.plant("tests/layering/long_files.txt", "host/base/a.cpp: one table that nobody edits\n")
        self.assert_nothing("long_files")
        self.plant("host/base/a.cpp", "int x;\n" * 700)
        self.plant("tests/layering/long_files.txt", "")
        self.assert_nothing("long_files")

    # unity builds

    def test_a_name_that_two_files_of_a_layer_have_is_found(self):
        for code in (
            "bool is_open(char c) {{ return c == {}; }}",
            "constexpr int kMost = {};",
            "struct Row {{ int a{}; }};",
            "constexpr std::array<int, {}> kList{{}};",
        ):
            self.plant("host/model/a.cpp", "namespace gouji {\nnamespace {\n\n%s\n\n}  // namespace\n}\n" % code.format(1))
            self.plant("host/model/sub/b.cpp", "namespace gouji {\nnamespace {\n\n%s\n\n}  // namespace\n}\n" % code.format(2))
            self.assert_found("private_names", "host/model/sub/b.cpp:4", "host/model/a.cpp:4", "make it one")

    def test_names_of_other_layers_of_headers_above_and_equal_aliases_are_no_fault(self):
        alias = "namespace {\nnamespace fs = std::filesystem;\nusing Row = std::vector<int>;\n}  // namespace\n"
        self.plant("host/model/a.cpp", alias + "namespace {\nconstexpr int kMost = 1;\nint f(int a);\nint f(char a);\n}  // namespace\n")
        self.plant("host/model/b.cpp", alias + "int kNever() {\n  constexpr int kMost = 1;\n}\n")
        self.plant("host/engine/a.cpp", "namespace {\nconstexpr int kMost = 2;\n}  // namespace\n")
        self.plant("host/engine/a.hpp", "namespace gouji {\ninline constexpr int kMost = 2;\n}  // namespace gouji\n")
        self.assert_nothing("private_names")

    def test_a_constant_that_hides_one_of_a_header_is_found(self):
        self.plant("host/base/a.hpp", "namespace gouji {\ninline constexpr int kMost = 2;\n}  // namespace gouji\n")
        self.plant("host/model/a.cpp", "namespace gouji::in {\nnamespace {\nconstexpr int kMost = 1;\n}  // namespace\n")
        self.assert_found("private_names", "host/model/a.cpp:3", "host/base/a.hpp", "Rename")

    # unit tests

    def test_a_test_name_that_ctest_cannot_take_is_found(self):
        for name in ("a; b", "open [", "tail "):
            self.plant("tests/unit/base/a_test.cpp", f'TEST_CASE("{name}", "[tag]") {{}}\n')
            self.assert_found("unit_test_names", "tests/unit/base/a_test.cpp:1")
        self.plant("tests/unit/base/a_test.cpp", 'TEST_CASE("一、[x]，好", "[tag]") {}\n')
        self.assert_nothing("unit_test_names")


if __name__ == "__main__":
    unittest.main()
