// Experiments A to E of the design notes, on our own boundary: whatever a host function throws, whenever memory ends,
// every destructor runs, the message arrives whole, and the state works on.
#include <catch2/catch.hpp>

#include "base/fault.hpp"
#include "script/boundary.hpp"
#include "unit/script/sandbox.hpp"

namespace gouji::test {
namespace {

// Objects that must all be gone.
int living = 0;
struct Counted {
  Counted() { ++living; }
  Counted(const Counted&) { ++living; }
  ~Counted() { --living; }
};

struct CountedError : std::runtime_error {
  using std::runtime_error::runtime_error;
  Counted counted;
};

int throws_a_fault(script::Call& call) {
  const Counted counted;
  const std::string text(call.text(1, "文字"));
  throw Fault("test.refused", "不行：" + text, "no: " + text);
}

// A: the error is raised where another one is being handled.
int throws_inside_a_handler(script::Call&) {
  const Counted counted;
  try {
    throw CountedError("inner");
  } catch (const CountedError&) {
    throw CountedError("outer");
  }
}

// B: an argument reader throws while texts are alive.
int reads_its_arguments(script::Call& call) {
  const Counted counted;
  const std::string first(call.text(1, "第一"));
  const std::string second(call.text(2, "第二"));
  return call.give(first + second);
}

// E: memory ends inside Lua while the body owns something.
int gives_a_long_text(script::Call& call) {
  const Counted counted;
  const std::string long_text(static_cast<std::size_t>(call.integer(1, "长度")), 'x');
  return call.give(long_text);
}

int calls_back(script::Call& call) {
  const Counted counted;
  call.call_with(1, {});
  return 0;
}

std::vector<script::Function> bodies() {
  return {script::host_function<throws_a_fault>("refuse", "", ""),
          script::host_function<throws_inside_a_handler>("nested", "", ""),
          script::host_function<reads_its_arguments>("join", "", ""),
          script::host_function<gives_a_long_text>("long", "", "")};
}

constexpr int kTimes = 1000;

}  // namespace

TEST_CASE("A: an error thrown inside a handler leaves nothing behind") {
  Sandbox sandbox(bodies());
  living = 0;
  for (int i = 0; i < kTimes; ++i) {
    REQUIRE(sandbox.run("nested()").find("outer") != std::string::npos);
  }
  CHECK(living == 0);
  CHECK(sandbox.run("for i = 1, 1000 do pcall(nested) end note(tostring(select(2, pcall(nested))))").empty());
  CHECK(notes().back() == "outer");
  CHECK(living == 0);
}

TEST_CASE("B: an argument that is wrong ends the body after its destructors") {
  Sandbox sandbox(bodies());
  living = 0;
  for (int i = 0; i < kTimes; ++i) {
    const std::string fault = sandbox.run("local a = 1\njoin('a', {})");
    REQUIRE(fault.find("第二") != std::string::npos);
    REQUIRE(sandbox.line == 2);
  }
  CHECK(living == 0);
  CHECK(sandbox.run("note(join('a', 'b'))").empty());
  CHECK(notes().back() == "ab");
}

TEST_CASE("C: the whole message arrives, with the script's line") {
  Sandbox sandbox(bodies());
  const std::string long_text(3000, 'y');
  const std::string fault = sandbox.run("\n\nrefuse('" + long_text + "')");
  CHECK(fault.find("test.lua:3") != std::string::npos);
  CHECK(fault.find("不行：" + long_text) != std::string::npos);
  CHECK(fault.find("[test.refused]") != std::string::npos);
}

TEST_CASE("D: a thousand errors do not wear the state out") {
  Sandbox sandbox(bodies());
  living = 0;
  for (int i = 0; i < kTimes; ++i) REQUIRE_FALSE(sandbox.run("refuse('x')").empty());
  CHECK(
      sandbox
          .run("local n = 0\nfor i = 1, 10000 do if not pcall(refuse, 'x') then n = n + 1 end end\nnote(tostring(n))")
          .empty());
  CHECK(notes().back() == "10000");
  CHECK(living == 0);
}

TEST_CASE("D: deep recursion through protected calls is an error, not a crash") {
  Sandbox sandbox(bodies());
  CHECK(sandbox.run("local function f() return pcall(f) end\nf()\nnote('alive')").empty());
  CHECK(notes().back() == "alive");
  CHECK_FALSE(sandbox.run("local function f() return f() + 1 end\nf()").empty());
  CHECK(sandbox.run("note('alive still')").empty());
}

TEST_CASE("E: when memory ends inside Lua the body's destructors run") {
  script::Limits limits;
  limits.memory = std::size_t{4} << 20U;
  Sandbox sandbox(bodies(), limits);
  living = 0;
  for (int i = 0; i < 500; ++i) {
    REQUIRE_FALSE(sandbox.run("local kept = {}\nfor i = 1, 100 do kept[i] = long(1000000) end").empty());
    REQUIRE(sandbox.limit == script::Limit::memory);
    REQUIRE(sandbox.line == 2);
  }
  CHECK(living == 0);
  CHECK(sandbox.run("note('alive')").empty());
  CHECK(sandbox.state().memory() < limits.memory);
}

TEST_CASE("a callback's error passes through the body that called it") {
  Sandbox sandbox({script::host_function<calls_back>("each", "", "")});
  living = 0;
  for (int i = 0; i < kTimes; ++i) {
    const std::string fault = sandbox.run("each(function()\n  error('坏了')\nend)");
    REQUIRE(fault.find("坏了") != std::string::npos);
    REQUIRE(sandbox.line == 2);
  }
  CHECK(living == 0);
}

}  // namespace gouji::test
