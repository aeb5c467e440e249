// What a script can reach, and what it cannot.
#include <catch2/catch.hpp>

#include "unit/script/sandbox.hpp"

namespace gouji::test {

TEST_CASE("there is no way to files, processes, the clock, chance or bytecode") {
  const auto name = GENERATE(as<std::string>{}, "io", "os", "debug", "package", "coroutine", "load", "loadstring",
                             "loadfile", "dofile", "collectgarbage", "rawset", "rawget", "print", "xpcall",
                             "string.dump", "math.random", "math.randomseed", "getmetatable('').__index.x.y");
  Sandbox sandbox;
  CAPTURE(name);
  sandbox.run("local f = " + name + "\nif f == nil then error('nil') end\nnote('reached')");
  CHECK(notes().empty());
}

TEST_CASE("pairs goes in the order of keys") {
  for (int i = 0; i < 5; ++i) {
    Sandbox sandbox;
    REQUIRE(sandbox
                .run("for k in pairs { b = 1, a = 2, ['丙'] = 3, ['甲'] = 4, z = 5, [2] = 6, [1] = 7 } do "
                     "note(tostring(k)) end")
                .empty());
    std::string order;
    for (const std::string& note : notes()) order += note + " ";
    CHECK(order == "1 2 a b z 丙 甲 ");
  }
}

TEST_CASE("what is shared cannot be changed") {
  const auto source = GENERATE(as<std::string>{}, "x = 1", "string.rep = nil", "text.match = nil", "math.floor = nil",
                               "table.insert(string, 1)", "pairs = nil", "getmetatable('').__index = {}",
                               "setmetatable(string, {})", "table.sort(text)");
  Sandbox sandbox;
  CAPTURE(source);
  CHECK_FALSE(sandbox.run(source).empty());
}

TEST_CASE("one file's names are not seen by the next") {
  Sandbox sandbox;
  CHECK(sandbox.run("local mine = 1\nreturn { mine = mine }").empty());
  CHECK_FALSE(sandbox.run("note(tostring(mine))").empty());
}

TEST_CASE("finalizers and the like are refused") {
  const auto name =
      GENERATE(as<std::string>{}, "__gc", "__close", "__mode", "__metatable", "__pairs", "__len", "__name");
  Sandbox sandbox;
  CAPTURE(name);
  CHECK(sandbox.run("setmetatable({}, { " + name + " = function() end })").find(name) != std::string::npos);
}

TEST_CASE("what is refused in a metatable is refused there later on, too") {
  const auto source =
      GENERATE(as<std::string>{}, "local m = {} local t = setmetatable({}, m) m.__mode = 'k'",
               "local m = {} local t = setmetatable({}, m) m['__clo' .. 'se'] = error",
               "local m = {} local t = setmetatable({}, m) m.__call = t",
               "local b = {} local m = setmetatable({}, b) local t = setmetatable({}, m) m.__gc = error",
               "local m = {} local t = setmetatable({}, m) setmetatable(m, { __index = {} }) m.__mode = 'v'");
  Sandbox sandbox;
  CAPTURE(source);
  CHECK(sandbox.run(source).find("__") != std::string::npos);
}

TEST_CASE("what stands in a metatable already is looked at when it is replaced") {
  const auto source =
      GENERATE(as<std::string>{}, "local m = { __call = error } local t = setmetatable({}, m) m.__call = t t()",
               "local m = {} local t = setmetatable({}, m) m.__call = error m.__call = t t()",
               "local m = setmetatable({ __call = error }, {}) local t = setmetatable({}, m) m.__call = t t()",
               "local t = { __call = error } setmetatable(t, t) t.__call = t t()",
               "local m = { __call = error } local t = setmetatable({}, m) setmetatable(m, {}) m.__call = t t()");
  Sandbox sandbox;
  CAPTURE(source);
  CHECK_FALSE(sandbox.run(source).empty());
  CHECK(sandbox.limit == script::Limit::none);
}

TEST_CASE("metatables may be written to after they were given") {
  const auto [source, wanted] = GENERATE(table<std::string, std::string>(
      {{"local m = {} local t = setmetatable({}, m) m.__index = function() return 'a' end note(t.x)", "a"},
       {"local m = { __index = { x = 'a' } } local t = setmetatable({}, m) m.__index = { x = 'b' } note(t.x)", "b"},
       {"local m = { __index = { x = 'a' } } local t = setmetatable({}, m) note(m.__index.x .. t.x)", "aa"},
       {"local m = { __call = function() return 'a' end } local t = setmetatable({}, m) m.__call = function() return "
        "'b' end note(t())",
        "b"},
       {"local m = { __index = { x = 'a' } } local t = setmetatable({}, m) m.__index = nil note(t.x)", "nil"},
       {"local C = {} C.__index = C function C.new() return setmetatable({}, C) end function C:get() return 'c' end "
        "note(C.new():get())",
        "c"},
       {"local A = {} A.__index = A local B = setmetatable({}, A) B.__index = B A.f = function() return 'a' end "
        "note(setmetatable({}, B).f())",
        "a"},
       {"local t = { __index = function() return 'x' end } setmetatable(t, t) note(t.a)", "x"},
       {"local m = { __index = { x = 'a' } } local t = setmetatable({}, m) setmetatable(m, { __index = { y = 'b' } }) "
        "note(t.x .. m.y .. m.__index.x)",
        "aba"}}));
  Sandbox sandbox;
  CAPTURE(source);
  CHECK(sandbox.run(source) == "");
  CHECK(notes().back() == wanted);
}

TEST_CASE("sources that no honest author writes are refused before they are parsed") {
  Sandbox sandbox;
  CHECK(sandbox.run("\x1BLua").find("字节码") != std::string::npos);
  CHECK(sandbox.run("\xFF\xFE").find("UTF-16") != std::string::npos);
  CHECK(sandbox.run("local a = 1\n-- \xB9\xE6\xD4\xF2").find("GBK") != std::string::npos);
  CHECK(sandbox.line == 2);
  CHECK(sandbox.run(std::string("local a = 1\n-- \0", 16)).find("NUL") != std::string::npos);
  CHECK(sandbox.run(std::string(70000, '\n')).find("64 KB") != std::string::npos);
  CHECK(sandbox.run("local a = '" + std::string(5000, 'x') + "'").find("4 KB") != std::string::npos);
  CHECK(sandbox.run("\xEF\xBB\xBFnote('bom')").empty());
}

TEST_CASE("slips name the nearest") {
  const auto [source, part] = GENERATE(
      table<std::string, std::string>({{"nto('x')", "note"},
                                       {"local total = 1\nnote(totla)", "total"},
                                       {"local value = 1\nlocal function f() return value + vlaue end\nf()", "value"},
                                       {"text.mach('a', 'b')", "match"}}));
  Sandbox sandbox;
  CAPTURE(source);
  const std::string fault = sandbox.run(source);
  CAPTURE(fault);
  CHECK(fault.find(part) != std::string::npos);
}

TEST_CASE("replacing works as in RE2") {
  const auto [subject, pattern, by, wanted] =
      GENERATE(table<std::string, std::string, std::string, std::string>({{"aab", "a*", "x", "xbx"},
                                                                          {"预算数", "", "-", "-预-算-数-"},
                                                                          {"1,234", ",", "", "1234"},
                                                                          {"2020年", "([0-9]+)年", "\\\\1", "2020"},
                                                                          {"", "x", "y", ""}}));
  Sandbox sandbox;
  CAPTURE(subject, pattern);
  REQUIRE(sandbox.run("note(text.replace('" + subject + "', '" + pattern + "', '" + by + "'))").empty());
  CHECK(notes().back() == wanted);
}

TEST_CASE("pcall catches ordinary errors and tells them") {
  Sandbox sandbox;
  CHECK(sandbox.run("local good, why = pcall(error, '坏') note(tostring(good), why)").empty());
  CHECK(notes().back() == "false 坏");
  CHECK(sandbox.run("local good, a, b = pcall(function() return 'x', 'y' end) note(tostring(good), a, b)").empty());
  CHECK(notes().back() == "true x y");
  CHECK(sandbox.run("note(tostring(select(2, pcall(text.match, 'a', '('))))").empty());
  CHECK(notes().back().find("正则") != std::string::npos);
}

}  // namespace gouji::test
