// What a loaded file holds can be read as ever, and changed by nobody.
#include <catch2/catch.hpp>

#include "script/contents.hpp"
#include "unit/script/sandbox.hpp"

namespace gouji::test {
namespace {

int library = 0;
std::vector<const void*> identities;
std::vector<script::Plain> plains;

int give_library(script::Call& call) { return call.give_reference(library); }

int keep_identity(script::Call& call) {
  identities.push_back(script::lasting_identity(call, 1));
  return 0;
}

int keep_plain(script::Call& call) {
  plains.push_back(call.plain(1, "表"));
  return 0;
}

std::vector<std::string> handed;  // sorted, of each table that was handed over

int keep_contents(script::Call& call) {
  std::string out;
  CHECK(script::contents_of(call, 1, script::KeyOrder::as_kept, out));
  CHECK(script::contents_of(call, 1, script::KeyOrder::sorted, out));
  handed.push_back(out);
  return 0;
}

const char* const kLibrary = R"(
local count = 0
local class = { __index = function(self, key) return key .. "!" end }
local words = { list = { "甲", "乙", "丙" }, by_name = { a = 1, b = { deep = { 1, 2 } } }, [7] = "seven" }
local object = setmetatable({ own = 1 }, class)
local walk = pairs { "x", "y" }
return {
  holes = { 1, nil, 3, nil, nil, 6 }, words = words, same = words, object = object, nan = 0 / 0,
  tick = function() count = count + 1 return count end,
  step = function() return walk() end,
  new = function() return setmetatable({}, class) end,
  put = function(key, value) words[key] = value end,
}
)";

// A state that holds the library, sealed.
struct Loaded {
  Loaded()
      : sandbox({script::host_function<give_library>("lib", "", ""),
                 script::host_function<keep_identity>("identity", "", ""),
                 script::host_function<keep_plain>("plain", "", ""),
                 script::host_function<keep_contents>("contents", "", "")}) {
    library = sandbox.state().run_file("lib.lua", kLibrary, {});
    sandbox.state().seal(library);
  }
  std::string run(const std::string& source) { return sandbox.run("local lib = lib()\n" + source); }
  Sandbox sandbox;
};

}  // namespace

TEST_CASE("a frozen table reads as it did") {
  const auto [expression, wanted] =
      GENERATE(table<std::string, std::string>({{"tostring(#lib.words.list)", "3"},
                                                {"lib.words.list[3]", "丙"},
                                                {"tostring(#lib.holes)", "6"},
                                                {"tostring(lib.holes[2] or lib.holes[6])", "6"},
                                                {"tostring(lib.words.list[4])", "nil"},
                                                {"lib.words[7]", "seven"},
                                                {"tostring(lib.words.by_name.b.deep[2])", "2"},
                                                {"table.concat(lib.words.list, '、')", "甲、乙、丙"},
                                                {"(select(2, table.unpack(lib.words.list)))", "乙"},
                                                {"tostring(next(lib.words.by_name))", "a"},
                                                {"type(lib.words)", "table"},
                                                {"lib.object.anything", "anything!"},
                                                {"lib.new().other", "other!"},
                                                {"tostring(lib.object.own)", "1"},
                                                {"({ [lib.words] = 'found' })[lib.same]", "found"}}));
  Loaded loaded;
  CAPTURE(expression);
  REQUIRE(loaded.run("note(" + expression + ")") == "");
  CHECK(notes() == std::vector<std::string>{wanted});
}

TEST_CASE("a frozen table is walked through as it was") {
  Loaded loaded;
  REQUIRE(loaded.run("for i, word in ipairs(lib.words.list) do note(word .. i) end\n"
                     "for key in pairs(lib.words) do note(tostring(key)) end\n"
                     "local f, t = ipairs(lib.words.list) note(tostring(#t))") == "");
  CHECK(notes() == std::vector<std::string>{"甲1", "乙2", "丙3", "7", "by_name", "list", "3"});
}

TEST_CASE("the host reads a frozen table as any other") {
  Loaded loaded;
  REQUIRE(loaded.run("plain(lib.words) plain { list = { '甲', '乙', '丙' }, by_name = { a = 1, b = { deep = { 1, 2 } } "
                     "}, [7] = 'seven' }") == "");
  REQUIRE(plains.size() == 2);
  CHECK(plains[0].find("list")->list()->size() == 3);
  CHECK(*plains[0].find("7")->text() == "seven");
  CHECK(*plains[0].find("by_name")->find("a")->integer() == 1);
  plains.clear();
  handed.clear();
  REQUIRE(loaded.run("contents(lib.words.by_name) contents { a = 1, b = { deep = { 1, 2 } } } "
                     "contents { a = 1, b = lib.words.by_name.b } contents { a = 1, b = { deep = { 1, 3 } } }") == "");
  REQUIRE(handed.size() == 4);
  CHECK(handed[0] == handed[1]);
  CHECK(handed[0] == handed[2]);
  CHECK(handed[0] != handed[3]);
}

TEST_CASE("every way to change a frozen table is an error at its line") {
  const auto source = GENERATE(
      as<std::string>{}, "lib.words.new = 1", "lib.words.list[1] = 'x'", "lib.words.list[#lib.words.list + 1] = 'x'",
      "lib.words.by_name.b.deep[1] = nil", "lib.tick = nil", "table.insert(lib.words.list, 'x')",
      "table.remove(lib.words.list)", "table.sort(lib.words.list)", "setmetatable(lib.words, { __index = { x = 1 } })",
      "lib.put('x', 1)", "local f, t = ipairs(lib.words.list) t[1] = 'x'",
      "local f, t = ipairs(lib.words.list) t[4] = 'x'", "local t = lib.words t = t.by_name t.a = 2");
  Loaded loaded;
  CAPTURE(source);
  const std::string told = loaded.run("\n" + source);
  CHECK(told.find("script.read_only") != std::string::npos);
  CHECK(loaded.sandbox.line != 0);
  notes().clear();
  REQUIRE(loaded.run("note(table.concat(lib.words.list)) note(tostring(lib.words.new or lib.words.x)) "
                     "note(tostring(lib.words.by_name.a))") == "");
  CHECK(notes() == std::vector<std::string>{"甲乙丙", "nil", "1"});
}

TEST_CASE("an error that a script catches has changed nothing either") {
  Loaded loaded;
  REQUIRE(loaded.run("note(tostring(pcall(function() lib.words.list[1] = 'x' end))) note(lib.words.list[1])") == "");
  CHECK(notes() == std::vector<std::string>{"false", "甲"});
  CHECK_FALSE(loaded.sandbox.state().restore());
}

TEST_CASE("variables, iterators and objects are put back") {
  const auto [source, look, wanted] = GENERATE(
      table<std::string, std::string, std::string>({{"lib.tick() lib.tick()", "tostring(lib.tick())", "1"},
                                                    {"lib.step()", "tostring(lib.step())", "1"},
                                                    {"lib.object.own = 2", "tostring(lib.object.own)", "1"},
                                                    {"lib.object.more = 2", "lib.object.more", "more!"},
                                                    {"lib.object.own = nil", "tostring(lib.object.own)", "1"}}));
  Loaded loaded;
  script::State& state = loaded.sandbox.state();
  CAPTURE(source);
  CHECK_FALSE(state.restore());
  REQUIRE(loaded.run(source) == "");
  CHECK(state.restore());
  CHECK_FALSE(state.restore());
  notes().clear();
  REQUIRE(loaded.run("note(" + look + ")") == "");
  CHECK(notes() == std::vector<std::string>{wanted});
}

TEST_CASE("what a call makes and forgets is not looked for") {
  Loaded loaded;
  REQUIRE(loaded.run("local t = {} for _, word in ipairs(lib.words.list) do t[word] = lib.new() end t['甲'].x = 1") ==
          "");
  CHECK_FALSE(loaded.sandbox.state().restore());
}

TEST_CASE("a frozen table has an identity that lasts, a fresh one has none") {
  Loaded loaded;
  identities.clear();
  REQUIRE(loaded.run("identity(lib.words) identity(lib.same) identity(lib.words.list) identity {} identity(1) "
                     "identity(lib.object)") == "");
  REQUIRE(identities.size() == 6);
  CHECK(identities[0] != nullptr);
  CHECK(identities[0] == identities[1]);
  CHECK(identities[2] != nullptr);
  CHECK(identities[2] != identities[0]);
  CHECK(std::vector<const void*>(identities.begin() + 3, identities.end()) == std::vector<const void*>(3, nullptr));
}

TEST_CASE("sealing again leaves what is sealed") {
  Loaded loaded;
  REQUIRE(loaded.run("lib.tick()") == "");
  loaded.sandbox.state().seal();
  CHECK(loaded.sandbox.state().restore());
  REQUIRE(loaded.run("note(tostring(lib.tick())) note(lib.object.x) note(lib.words.list[2])") == "");
  CHECK(notes() == std::vector<std::string>{"1", "x!", "乙"});
}

}  // namespace gouji::test
