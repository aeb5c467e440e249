// What the loader refuses before a rule ever runs.
#include <catch2/catch.hpp>

#include "packs/rule_book.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::test {
namespace {

std::string refusal(const std::string& source) {
  script::Syntax syntax;
  return fault_of([&] { refuse_traps(syntax, "x.lua", source); });
}

}  // namespace

TEST_CASE("figures cannot be compared by identity") {
  const auto source = GENERATE(as<std::string>{}, "if a == b then end", "return x ~= y", "local z = f(a) == f(b)",
                               "while t.x == t.y do end", "return (a) == (1)");
  CAPTURE(source);
  CHECK(refusal(source).find("script.equality") != std::string::npos);
}

TEST_CASE("literals of text, boolean and nil and lengths can be compared") {
  const auto source = GENERATE(as<std::string>{}, "return a == 'x'", "return a ~= nil", "return true == f()",
                               "return #t == 0", "return #t == #u", "return nil == a", "return 1 <= 2");
  CAPTURE(source);
  CHECK(refusal(source).empty());
}

TEST_CASE("bitwise operators are refused") {
  const auto source =
      GENERATE(as<std::string>{}, "return a & b", "return a | b", "return ~a", "return a << 1", "return a ~ b");
  CAPTURE(source);
  CHECK(refusal(source).find("script.bitwise") != std::string::npos);
}

TEST_CASE("the place of a refusal is told") {
  const std::string fault = refusal("local a, b = 1, 2\nif a == b then end\n");
  CHECK(fault.find("x.lua:2") != std::string::npos);
  CHECK(fault.find("if a == b then end") != std::string::npos);
}

}  // namespace gouji::test
