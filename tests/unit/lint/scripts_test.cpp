// Scopes, the order of headers, and what --fix would change.
#include "lint/scripts.hpp"

#include <catch2/catch.hpp>

#include "base/files.hpp"
#include "lint/header_order.hpp"
#include "lint/repairs.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::lint::test {
namespace {

std::set<std::string> globals_of(const std::string& source) {
  script::Syntax syntax;
  const auto tree = syntax.tree(source);
  REQUIRE(tree);
  std::set<std::string> names;
  for (const auto& [use, declaration] : resolve(*tree)) {
    if (declaration == nullptr) names.insert(use->text);
  }
  return names;
}

std::optional<std::string> in_order(const std::string& source) {
  script::Syntax syntax;
  const auto tree = syntax.tree(source);
  REQUIRE(tree);
  return header_in_order(source, tree->parts.at(0).parts.at(1));
}

}  // namespace

TEST_CASE("names are resolved by Lua's scopes") {
  CHECK(globals_of("local a = b; do local c = a end; return c") == std::set<std::string>{"b", "c"});
  CHECK(globals_of("local function f(x, ...) return f(x, y) end") == std::set<std::string>{"y"});
  CHECK(globals_of("for i, v in pairs(t) do u = v end return i") == std::set<std::string>{"pairs", "t", "u", "i"});
  CHECK(globals_of("for i = 1, n do local m = i end") == std::set<std::string>{"n"});
  CHECK(globals_of("repeat local done = f() until done") == std::set<std::string>{"f"});
  CHECK(globals_of("local x = x") == std::set<std::string>{"x"});
  CHECK(globals_of("if a then local b = 1 elseif b then c() else d() end") ==
        std::set<std::string>{"a", "b", "c", "d"});
  CHECK(globals_of("function m.go(self) return self, go end") == std::set<std::string>{"m", "go"});
  CHECK(globals_of("local t = { k = k, [j] = 1 }; t.field = t:method()") == std::set<std::string>{"k", "j"});
}

TEST_CASE("places count characters") {
  script::Syntax syntax;
  const auto tree = syntax.tree("local x = \"合计\"\nlocal 甲 = 1");
  CHECK_FALSE(tree);  // Chinese names need brackets and quotes
  const auto good = syntax.tree("local x = \"合计\" .. y\n");
  REQUIRE(good);
  const Node& concat = good->parts.at(0).parts.at(1).parts.at(0);
  REQUIRE(concat.is_op("concat"));
  CHECK(concat.parts.at(1).column == 19);
  CHECK(concat.parts.at(0).text == "合计");
}

TEST_CASE("nothing of a header is moved across a call") {
  // What f and g do may be seen by what stands behind them.
  CHECK(in_order("rule { title = f(), id = g(), run = h }") == std::nullopt);
  CHECK(in_order("rule { on = f(), id = \"a\", run = h }") == std::nullopt);
  CHECK(in_order("rule { on = { t:f() }, id = \"a\", run = h }") == std::nullopt);
  CHECK(in_order("rule { run = shapes.sum { 1 }, id = \"a\" }") == std::nullopt);
  CHECK(in_order("rule { run = h, id = \"a\", score = { deduct = param \"x\" } }") == std::nullopt);
  CHECK(in_order("rule { title = 1, id = 2, on = f(), run = h }") == "rule { id = 2, title = 1, on = f(), run = h }");
  CHECK(in_order("rule { run = function() f() end, id = 2 }") == "rule { id = 2, run = function() f() end }");
}

TEST_CASE("a header is put in order and nothing else is touched") {
  CHECK(in_order("rule { title = \"甲\", id = \"a\",\n  run = f, on = { x = 1 } }") ==
        "rule { id = \"a\", title = \"甲\",\n  on = { x = 1 }, run = f }");
  CHECK_FALSE(in_order("rule { id = 1, title = 2, kind = 3, on = 4, run = 5 }"));
  CHECK_FALSE(in_order("rule { title = 2, -- why\n id = 1 }"));
  CHECK_FALSE(in_order("rule { title = 2, id = 1, 7 }"));
}

TEST_CASE("repairs keep what is quoted and what they cannot make sense of") {
  const gouji::test::TempFolder folder;
  const auto repaired = [&](const std::string& name, const std::string& text) {
    files::write(folder.path() / name, text);
    script::Syntax syntax;
    const auto repairs = repairs_of(folder.path(), "p", syntax);
    return repairs.empty() ? std::string() : repairs.front().text;
  };
  CHECK(repaired("a.lua", "return f（“甲，乙”， '（'） -- ，\n") == "return f(\"甲，乙\", '（') -- ，\n");
  CHECK(repaired("a.lua", "return f（“甲\"”）\n").empty());
  CHECK(repaired("a.lua", "return [[，]]，1\n") == "return [[，]],1\n");
  CHECK(repaired("a.lua", "return [==[，]]，]==]，1 --[=[，]=]\n") == "return [==[，]]，]==],1 --[=[，]=]\n");
  CHECK(repaired("a.lua", "return '，'\n").empty());
  CHECK(repaired("a.lua", "local most = 1，000\n").empty());  // one number or two
  CHECK(repaired("parameters.toml", "[x]\nvalue = [0.5, -1.25, 3, \"0.5\"] # 0.5\n") ==
        "[x]\nvalue = [\"0.5\", \"-1.25\", 3, \"0.5\"] # 0.5\n");
  CHECK(repaired("parameters.toml", "[\"甲\"]\nvalue = [[\"乙（丙）\", 0.5]]\n") ==
        "[\"甲\"]\nvalue = [[\"乙（丙）\", \"0.5\"]]\n");
  CHECK(repaired("parameters.toml", "[x]\nvalue = 1e3\n").empty());
}

}  // namespace gouji::lint::test
