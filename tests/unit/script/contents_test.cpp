// Tables that hold the same are known as the same, whatever order their keys came in.
#include "script/contents.hpp"

#include <catch2/catch.hpp>
#include <optional>

#include "unit/script/sandbox.hpp"

namespace gouji::test {
namespace {

std::vector<std::optional<std::string>>& kept() {
  static std::vector<std::optional<std::string>> list;
  return list;
}

int keep(script::Call& call) {
  for (const auto order : {script::KeyOrder::as_kept, script::KeyOrder::sorted}) {
    std::string out = "what was there before";
    const bool told = script::contents_of(call, 1, order, out);
    kept().push_back(told ? std::optional(out) : std::nullopt);
  }
  return 0;
}

// As kept, then sorted.
std::pair<std::optional<std::string>, std::optional<std::string>> contents(const std::string& table) {
  Sandbox sandbox({script::host_function<keep>("keep", "", "")});
  kept().clear();
  sandbox.run(table);
  REQUIRE(kept().size() == 2);
  return {kept()[0], kept()[1]};
}

}  // namespace

TEST_CASE("equal contents give equal bytes") {
  const auto first = contents("keep { a = 1, b = { \"x\", \"y\", true }, c = { d = \"e\" } }");
  REQUIRE(first.second);
  std::string other = "local t = {} ";
  for (const char* part : {"t.c = { d = 'e' }", "t.b = { 'x', 'y', true }", "t.a = 1"})
    other += std::string(part) + " ";
  CHECK(contents(other + "keep(t)").second == first.second);
  for (const char* different :
       {"keep { a = 2, b = { 'x', 'y', true }, c = { d = 'e' } }",
        "keep { a = '1', b = { 'x', 'y', true }, c = { d = 'e' } }",
        "keep { a = 1, b = { 'y', 'x', true }, c = { d = 'e' } }", "keep { a = 1, b = { 'x', 'y' }, c = { d = 'e' } }",
        "keep { a = 1, b = { 'x', 'y', true }, c = { d = 'e', f = false } }"}) {
    const auto changed = contents(different);
    CHECK(changed.first != first.first);
    CHECK(changed.second != first.second);
  }
}

TEST_CASE("what has no contents of its own is told") {
  for (const char* table : {"keep { run = function() end }", "keep(function() end)"}) {
    CHECK_FALSE(contents(table).first);
    CHECK_FALSE(contents(table).second);
  }
  std::string deep = "{}";
  for (int i = 0; i < 40; ++i) deep = "{ " + deep + " }";
  CHECK_FALSE(contents("keep(" + deep + ")").second);
}

}  // namespace gouji::test
