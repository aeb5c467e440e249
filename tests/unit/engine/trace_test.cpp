// What an evaluation rested on, and how far a parameter may move before anything changes.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

const std::string kParameters = R"(
["p.limit"]
unit = "%"
basis = "测试"
value = "90"

["p.cap"]
unit = "万元"
basis = "测试"
value = "40"
)";

EvaluateOptions tracing() {
  EvaluateOptions options;
  options.trace = true;
  return options;
}

struct MiniTrace {
  MiniPacks packs;
  explicit MiniTrace(const std::string& body) {
    packs.write("p/parameters.toml", kParameters);
    packs.rule("p.one", body);
  }
};

Exact number(const std::string& text) { return *Exact::parse(text); }

std::vector<std::string> ends_of(const EvaluationTrace& trace, const std::string& parameter) {
  std::vector<Exact> ends;
  for (const ThresholdUse& use : trace.thresholds) {
    if (use.parameter != parameter) continue;
    if (!use.straight) return {"not straight"};
    ends.insert(ends.end(), use.ends.begin(), use.ends.end());
  }
  std::sort(ends.begin(), ends.end());
  std::vector<std::string> texts;
  for (const Exact& end : ends) texts.push_back(end.text(8));
  return texts;
}

struct Row {
  std::string body;
  std::vector<std::string> ends;  // of p.limit; the form prints 48, 47.295, 98.53%
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kept{
      {R"(check:at_least(f.rate, param "p.limit"))", {"0.98525", "0.9853", "0.98535"}},
      {R"(if f.rate < param "p.limit" then check:holds(false) end)", {"0.9853"}},
      {R"(check:when(f.rate, ">", param "p.limit"):holds(true))", {"0.9853"}},
      {R"(if f.executed < f.annual * param "p.limit" then check:holds(false) end)", {"0.9853125"}},
      {R"(if f.annual * param "p.limit" > f.executed then check:holds(false) end)", {"0.9853125"}},
      {R"(if f.executed / f.annual < param "p.limit" then check:holds(false) end)", {"0.9853125"}},
      {R"(if param "p.limit" - f.rate < amount("1", "%") then check:holds(false) end)", {"0.9953"}},
      {R"(if (param "p.limit" - f.rate):negative() then check:holds(false) end)", {"0.9853"}},
      {R"(if least(param "p.limit", f.rate) < amount("95", "%") then check:holds(false) end)",
       {"0.95", "0.98525", "0.9853", "0.98535"}},
      {R"(if (f.annual * param "p.limit"):rounded(2) < f.executed then check:holds(false) end)", {"not straight"}},
      {R"(if f.annual * param "p.limit" * param "p.limit" < f.executed then check:holds(false) end)", {"not straight"}},
      {R"(if f.annual / param "p.limit" < f.executed then check:holds(false) end)", {"not straight"}},
      {R"(check:same(f.executed, f.annual))", {}},
  };
  return kept;
}

}  // namespace

TEST_CASE("the parameter's values at which a comparison turns over") {
  for (const Row& row : rows()) {
    INFO(row.body);
    const MiniTrace mini(row.body);
    MiniBook book(mini.packs.load("p"));
    const DocumentResult result = book.run(MiniForm().document(), tracing());
    REQUIRE(result.traces.size() == 1);
    REQUIRE(result.outcomes.at(static_cast<std::size_t>(Outcome::fault)) == 0);
    CHECK(ends_of(result.traces[0], "p.limit") == row.ends);
  }
}

TEST_CASE("between two turning points no value of the parameter changes an outcome") {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same tries every time
  for (const Row& row : rows()) {
    const MiniTrace mini(row.body);
    MiniBook book(mini.packs.load("p"));
    const Document document = MiniForm().document();
    for (int i = 0; i < 40; ++i) {
      const Exact start = Exact::fraction(static_cast<Int128>(random() % 12000), 10000);
      book.book().try_numbers({{"p.limit", start}});
      const DocumentResult result = book.run(document, tracing());
      if (ends_of(result.traces[0], "p.limit") == std::vector<std::string>{"not straight"}) break;
      std::optional<Exact> below, above;
      for (const ThresholdUse& use : result.traces[0].thresholds) {
        for (const Exact& end : use.ends) {
          if (end <= start && (!below || *below < end)) below = end;
          if (end >= start && (!above || end < *above)) above = end;
        }
      }
      if ((below && *below == start) || (above && *above == start)) continue;
      const Exact low = below.value_or(Exact(0)), high = above.value_or(Exact(2));
      const Exact other = low + (high - low) * Exact::fraction(static_cast<Int128>(random() % 998 + 1), 1000);
      book.book().try_numbers({{"p.limit", other}});
      INFO(row.body << " at " << start.text(8) << " and " << other.text(8));
      CHECK(book.run(document, tracing()).traces[0].outcomes == result.traces[0].outcomes);
    }
  }
}

TEST_CASE("a trace names the cells that were looked at and the parameters that were read") {
  const MiniTrace mini(
      "if f:state('reason') ~= 'blank' and f.rate > param 'p.limit' then check:at_least(f.executed, param 'p.cap') "
      "end");
  MiniBook book(mini.packs.load("p"));
  const Document document = MiniForm().document();
  const DocumentResult result = book.run(document, tracing());
  REQUIRE(result.traces.size() == 1);
  const EvaluationTrace& trace = result.traces[0];
  CHECK(trace.rule == "p.one");
  CHECK(trace.outcomes == std::vector<Outcome>{Outcome::pass});
  CHECK(trace.parameters == std::vector<std::string>{"p.limit", "p.cap"});
  const Record& fund = document.evaluations[0].funds[0];
  CHECK(trace.cells == std::vector<const Cell*>{&fund.cell("reason"), &fund.cell("rate"), &fund.cell("executed")});
  CHECK(book.run(document).traces.empty());
}

TEST_CASE("a number is tried for a parameter, and put back") {
  const MiniTrace mini(R"(check:at_least(f.rate, param "p.limit"))");
  MiniBook book(mini.packs.load("p"));
  const Document document = MiniForm().document();
  CHECK(book.run(document).findings.empty());
  book.book().try_numbers({{"p.limit", number("0.99")}});
  CHECK(book.run(document).findings.size() == 1);
  book.book().try_numbers({});
  CHECK(book.run(document).findings.empty());
}

TEST_CASE("a variant of a rule stands in its place until the rule is put back") {
  const MiniTrace mini(R"(check:at_least(f.rate, param "p.limit"))");
  const auto chain = mini.packs.load("p");
  MiniBook book(chain);
  const Document document = MiniForm().document();
  ScriptFile file = chain->top().rules.at(0);
  file.source.replace(file.source.find("at_least"), 8, "at_most");
  Rule kept = book.book().exchange(book.book().load_variant(file));
  CHECK(book.run(document).findings.size() == 1);
  book.book().exchange(std::move(kept));
  CHECK(book.run(document).findings.empty());
}

TEST_CASE("a variant that does not load says why, and the rule stays") {
  const MiniTrace mini(R"(check:at_least(f.rate, param "p.limit"))");
  const auto chain = mini.packs.load("p");
  MiniBook book(chain);
  ScriptFile file = chain->top().rules.at(0);
  file.source += "\nrule {";
  CHECK_THROWS_AS(book.book().load_variant(file), Fault);
  file.shown = "nowhere.lua";
  CHECK_THROWS_AS(book.book().load_variant(file), Fault);
  CHECK(book.run(MiniForm().document()).findings.empty());
}

}  // namespace gouji::test
