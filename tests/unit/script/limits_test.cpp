// A script cannot hang, cannot exhaust memory and cannot talk its way out of a limit.
#include <catch2/catch.hpp>
#include <chrono>

#include "unit/script/sandbox.hpp"

namespace gouji::test {
namespace {

script::Limits small() {
  script::Limits limits;
  limits.steps = 200'000;
  limits.memory = std::size_t{8} << 20U;
  limits.seconds = 60;  // only the net: a sanitizer is slow
  return limits;
}

}  // namespace

TEST_CASE("endless scripts cross the step limit, at their line") {
  const auto source =
      GENERATE(as<std::string>{}, "\nwhile true do end", "\nrepeat until false", "\n::top:: goto top",
               "\nfor i = 1, math.maxinteger do end", "\nwhile true do pcall(function() while true do end end) end",
               "\nwhile pcall(error) == false do end", "\nlocal function f() return f() end f()",
               "\nlocal t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) while true do "
               "pcall(function() return t[1] end) end");
  Sandbox sandbox({}, small());
  CAPTURE(source);
  const std::string fault = sandbox.run(source);
  CAPTURE(fault);
  CHECK(sandbox.limit == script::Limit::steps);
  CHECK(sandbox.line == 2);
  CHECK(sandbox.run("note('alive')").empty());
}

TEST_CASE("work that one call of the host does is charged as steps") {
  const auto source = GENERATE(as<std::string>{}, "while true do local s = string.rep('x', 1000000) end",
                               "local t = {} for i = 1, 100 do t[i] = 100 - i end while true do table.sort(t) end",
                               "local s = string.rep('a', 100000) while true do local x = text.match(s, '(a*)*b') end");
  Sandbox sandbox({}, small());
  CAPTURE(source);
  CHECK_FALSE(sandbox.run(source).empty());
  CHECK(sandbox.limit == script::Limit::steps);
}

TEST_CASE("growing scripts cross the memory limit, at their line") {
  const auto source = GENERATE(
      as<std::string>{}, "local s = 'x'\nwhile true do s = s .. s end",
      "local t = {}\nfor i = 1, 1e9 do t[i] = { i } end",
      "local t = {}\nwhile true do pcall(function() while true do t[#t + 1] = string.rep('x', 1000) end end) end",
      "local s = string.rep('x', 1000)\nlocal t = {} for i = 1, 1e6 do t[i] = s .. i end",
      "\nlocal s = string.rep('x', 10 * 1024 * 1024 * 1024)",
      "local s = string.rep('a', 1000000)\nlocal t = text.replace(s, 'a', s)",
      "local s = string.rep('a', 1000000)\nlocal t = text.replace(s, '', s)",
      "local t, s = {}, string.rep('a', 10000) for i = 1, 100000 do t[i] = s end\nlocal u = table.concat(t)",
      "local s = string.rep('a,', 2000000)\nlocal t = text.split(s, ',')",
      "local s = string.rep('a,', 2000000)\nlocal t = text.all(s, 'a')");
  Sandbox sandbox({}, [] {
    script::Limits limits = small();
    limits.steps = 20'000'000;
    return limits;
  }());
  CAPTURE(source);
  const std::string fault = sandbox.run(source);
  CAPTURE(fault);
  CHECK(sandbox.limit == script::Limit::memory);
  CHECK(sandbox.line == 2);
  CHECK(sandbox.run("note('alive')").empty());
  CHECK(sandbox.state().memory() < (std::size_t{8} << 20U));
}

TEST_CASE("the time limit is the net below the steps") {
  script::Limits limits;
  limits.steps = 1'000'000'000'000;
  limits.seconds = 1e-6;  // a file's top level has few steps
  Sandbox sandbox({}, limits);
  CHECK_FALSE(sandbox.run("while true do end").empty());
  CHECK(sandbox.limit == script::Limit::time);
}

TEST_CASE("the same script takes the same steps every time") {
  const std::string source =
      "local t = {} for i = 1, 5000 do t['k' .. i % 97] = i end for k, v in pairs(t) do note(k) end";
  std::uint64_t steps = 0;
  for (int i = 0; i < 3; ++i) {
    Sandbox sandbox;
    REQUIRE(sandbox.run(source).empty());
    if (i > 0) CHECK(sandbox.state().steps() == steps);
    steps = sandbox.state().steps();
  }
  CHECK(steps > 0);
}

TEST_CASE("pathological patterns take linear time") {
  Sandbox sandbox;
  const auto began = std::chrono::steady_clock::now();
  CHECK(sandbox.run("note(tostring(text.match(string.rep('a', 30000), '^(a+)+$') ~= nil))").empty());
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(3));
  CHECK(notes().back() == "true");
}

TEST_CASE("one comparison of very long texts is looked at soon") {
  // Texts of zeros are compared zero by zero: a thousand of them would take minutes.
  script::Limits limits;
  limits.steps = 1'000'000'000'000;
  limits.seconds = 0.2;
  Sandbox sandbox({}, limits);
  const auto began = std::chrono::steady_clock::now();
  CHECK_FALSE(sandbox
                  .run("local z = string.rep('\\0', 4000000)\nlocal a, b = z .. 'a', z .. 'b'\n"
                       "while true do local less = a < b end")
                  .empty());
  CHECK(sandbox.limit == script::Limit::time);
  CHECK(sandbox.line == 3);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(60));
}

TEST_CASE("table.sort and < agree on texts that hold zeros") {
  Sandbox sandbox;
  CHECK(sandbox
            .run("local l = { 'b', 'a\\0b', 'a', '\\xff', 'a\\0', '', 'a\\0\\0', '预', '一' } table.sort(l) "
                 "for i = 2, #l do if l[i] < l[i - 1] then note('wrong at ' .. i) end end note('looked')")
            .empty());
  CHECK(notes().back() == "looked");
}

TEST_CASE("sorting long texts costs what comparing them costs") {
  script::Limits limits;
  limits.steps = 300'000;
  Sandbox sandbox({}, limits);
  const std::string list = "local s, l = string.rep('x', 400000), {} for i = 1, 40 do l[i] = s end ";
  CHECK(!sandbox.run(list + "table.sort(l)").empty());
  CHECK(sandbox.limit == script::Limit::steps);
  CHECK(sandbox.run("local l = {} for i = 1, 1000 do l[i] = 'name ' .. (7919 * i % 1000) end table.sort(l)").empty());
}

}  // namespace gouji::test
