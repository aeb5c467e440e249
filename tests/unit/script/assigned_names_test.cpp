// Which variables of a file may be given another value: more may be named than are, never fewer.
#include <catch2/catch.hpp>

#include "script/assigned_names.hpp"

namespace gouji::test {

TEST_CASE("every variable that a statement can assign is named") {
  const std::string source =
      GENERATE("x = 1", "local x x = x + 1", "local x\n  x\n  =\n  1", "a, x = 1, 2", "x, a = 1, 2", "x,a=1,2",
               "function x() end", "function\n\tx () end", "local x\nfunction x() end", "x --[[ why ]] = 1",
               "x -- why\n = 1", "-- stays local\nx = 1", "--[[ local]] x = 1", "f'local' x = 1", "for x = 1, 3 do end",
               "local a = 1 x = 2", "local function a() x = 1 end", "local\nfunction x() end", "if a then x=1 end",
               "local a = b, x x = 1", "local a, b\nx, a = 1, 2", "local a b, x = 1, 2", "local a; x = 1");
  INFO(source);
  const auto names = script::assigned_names(source);
  REQUIRE(names);
  CHECK(names->contains("x"));
}

TEST_CASE("a variable that is declared and only read is not named") {
  const std::string source = GENERATE(
      "local x = require 'y'", "local x, a = 1, 2", "local a, x = 1, 2", "local a ,b, x",
      "local function x() return x end", "local x <const> = 1", "local x = 1 return x == 1", "local x = 1 return f(x)",
      "local x = {} x.a = 1 x[1] = 2", "local xx = 1", "local\tfunction x() end", "return x");
  INFO(source);
  const auto names = script::assigned_names(source);
  REQUIRE(names);
  CHECK_FALSE(names->contains("x"));
}

TEST_CASE("a comment between function and its name leaves it open") {
  CHECK_FALSE(script::assigned_names("function --[[ c ]] x() end"));
  CHECK_FALSE(script::assigned_names("local a = 1\nfunction -- c\nx() end"));
}

}  // namespace gouji::test
