// Calls that are not counted come out as counted ones do, or ask to be counted.
#include <catch2/catch.hpp>

#include "base/fault.hpp"
#include "script/missing.hpp"
#include "script/state.hpp"

namespace gouji::test {
namespace {

script::FunctionRef held;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

int keep_function(script::Call& call) {
  held = *call.plain(1, "function").function();
  return 0;
}

int miss(script::Call&) { throw script::MissingPart("某一行", ""); }

class Free {
 public:
  explicit Free(const std::string& body, const script::Limits& limits = {}) : state_(catalogue_, limits) {
    script::Environment environment;
    environment.functions = {script::host_function<keep_function>("keep", "", ""),
                             script::host_function<miss>("miss", "", "")};
    state_.run_file("test.lua", "keep(function()\n" + body + "\nend)\n", environment);
    state_.run_freely(true);
  }

  // "recount", "missing", "line 3 steps", "done"
  std::string call() {
    try {
      state_.call(held, {});
    } catch (const script::Recount&) {
      return "recount";
    } catch (const script::MissingPart&) {
      return "missing";
    } catch (const script::ScriptFault& fault) {
      return "line " + std::to_string(fault.location().line) + " " + std::string(code_of(fault.limit()));
    }
    return "done";
  }

  // After what has to be done again was done again.
  std::string ends() {
    std::string end = call();
    return end == "recount" ? call() : end;
  }

  std::uint64_t steps() const { return state_.steps(); }

 private:
  script::Catalogue catalogue_ = script::base_catalogue();
  script::State state_;
};

}  // namespace

TEST_CASE("what ends soon is not counted") {
  Free free("local sum = 0\nfor i = 1, 1000 do sum = sum + i end");
  CHECK(free.call() == "done");
#if !defined(__SANITIZE_THREAD__)  // there is no free run under it
  CHECK(free.steps() == 0);
#endif
  CHECK(Free("miss()").call() == "missing");
}

TEST_CASE("what does not end soon, or fails, is counted and ends where it always does") {
  const auto [body, ends] = GENERATE(
      table<std::string, std::string>({{"\nwhile true do end", "line 3 steps"},
                                       {"\nwhile true do pcall(function() while true do end end) end", "line 3 steps"},
                                       {"local t = {}\nfor i = 1, 1e9 do t[i] = { i } end", "line 3 memory"},
                                       {"\nerror('x')", "line 3 "},
                                       {"\nlocal s = string.rep('x', 10 * 1024 * 1024 * 1024)", "line 3 memory"},
                                       {"for i = 1, 15000000 do end\nmiss()", "missing"}}));
  CAPTURE(body);
  for (int again = 0; again < 2; ++again) {
    Free free(body);
    CHECK(free.ends() == ends);
    CHECK(free.ends() == ends);
  }
}

TEST_CASE("a call that is just within its budget ends well, one just beyond it never does") {
  for (int again = 0; again < 3; ++again) {
    CHECK(Free("for i = 1, 19900000 do end").ends() == "done");
    CHECK(Free("for i = 1, 20100000 do end").ends() == "line 2 steps");
  }
}

TEST_CASE("a small budget is counted from the start") {
  script::Limits limits;
  limits.steps = 100'000;
  CHECK(Free("\nfor i = 1, 200000 do end", limits).call() == "line 3 steps");
}

}  // namespace gouji::test
