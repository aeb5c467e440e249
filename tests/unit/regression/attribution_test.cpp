// Which edit a changed result comes from: candidates, trials, causes.
#include "regression/attribution.hpp"

#include <catch2/catch.hpp>

#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

using Kind = ChangeCause::Kind;

constexpr const char* kLimits = R"(
["p.low"]
title = "低"
basis = "测试"
value = "%s"
["p.high"]
title = "高"
basis = "测试"
value = "%s"
)";

std::string limits(const std::string& low, const std::string& high) {
  std::string text = kLimits;
  text.replace(text.find("%s"), 2, low);
  return text.replace(text.find("%s"), 2, high);
}

// The form's score is 9.85.
struct Packs {
  MiniPacks packs;
  explicit Packs(const std::string& low, const std::string& high, const std::string& body) {
    packs.write("p/parameters.toml", limits(low, high));
    packs.rule("p.r", body);
  }
  std::shared_ptr<const PackChain> load() const { return packs.load("p"); }
};

ResultRecord run(const std::shared_ptr<const PackChain>& chain, Dependencies* dependencies = nullptr) {
  MiniBook book(chain);
  const Document document = MiniForm{}.document();
  EvaluateOptions options;
  options.trace = true;
  DocumentResult result = book.run(document, options);
  if (dependencies != nullptr) {
    dependencies->add_book(book.book());
    dependencies->add_reads(document.id, result.traces);
  }
  RunResult all;
  all.findings = std::move(result.findings);
  return record_of(all);
}

std::vector<ChangeCause> causes(const Packs& old_packs, const Packs& new_packs, std::size_t edits_wanted,
                                const std::set<std::string>& replaced = {}) {
  const auto before = old_packs.load(), after = new_packs.load();
  Dependencies dependencies;
  const ResultRecord was = run(before, &dependencies), is = run(after, &dependencies);
  ResultChange change = compare(was, is);
  change.documents_changed.assign(replaced.begin(), replaced.end());
  const auto edits = edits_between(state_of({before}), state_of({after}));
  CHECK(edits.size() == edits_wanted);
  Attribution attribution(change, edits, dependencies, {});
  for (auto trials = attribution.next_trials(); !trials.empty(); trials = attribution.next_trials()) {
    for (const Attribution::Trial& trial : trials) {
      std::vector<const RuleEdit*> chosen;
      for (const std::size_t one : trial.edits) chosen.push_back(&edits[one]);
      attribution.tried(trial, run(with_edits(*before, *after, chosen)));
    }
  }
  return attribution.findings();
}

constexpr const char* kBetween =
    R"(check:holds(f.score > param "p.low" and f.score < param "p.high", { message = "x" }))";
constexpr const char* kSum = R"(check:holds(f.score < param "p.low" + param "p.high", { message = "x" }))";

}  // namespace

TEST_CASE("one edit that touches it is the cause") {
  const auto found = causes(Packs("9", "10", kBetween), Packs("9.9", "10", kBetween), 1);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == ChangeCause{Kind::edit, {0}, false});
}

TEST_CASE("of two edits the one that is enough alone") {
  const auto found = causes(Packs("9", "10", kBetween), Packs("9.5", "9.8", kBetween), 2);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == ChangeCause{Kind::edit, {0}, false});  // p.high stands before p.low
}

TEST_CASE("each of two is enough") {
  const auto found = causes(Packs("9", "10", kBetween), Packs("9.9", "9.8", kBetween), 2);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == ChangeCause{Kind::any_of, {0, 1}, false});
}

TEST_CASE("only together") {
  const auto found = causes(Packs("5", "6", kSum), Packs("4.5", "5.1", kSum), 2);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == ChangeCause{Kind::joint, {0, 1}, false});
}

TEST_CASE("a rule's text, and a parameter that it no longer reads") {
  const auto found = causes(Packs("9", "10", kBetween), Packs("9", "11", "check:holds(false, { message = \"x\" })"), 2);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == ChangeCause{Kind::edit, {1}, false});
}

TEST_CASE("other figures in the document") {
  const auto found =
      causes(Packs("9", "10", kBetween), Packs("9.9", "10", kBetween), 1, {"某单位-2020-self_evaluation"});
  REQUIRE(found.size() == 1);
  CHECK(found[0] == ChangeCause{Kind::one_of, {0}, true});
}

TEST_CASE("states tell edits by name") {
  const auto before = Packs("9", "10", kBetween).load(), after = Packs("9", "11", kBetween).load();
  const auto edits = edits_between(state_of({before}), state_of({after}));
  REQUIRE(edits.size() == 1);
  CHECK(edits[0].fact == RuleFact{RuleFact::Kind::parameter, "p", "p.high"});
  CHECK(edits[0].before == "10");
  CHECK(edits[0].after == "11");
  const auto back = with_edits(*before, *after, {&edits[0]});
  CHECK(edits_between(state_of({back}), state_of({after})).empty());
  CHECK(edits_between(state_of({before}), state_of({after})).size() == 1);  // what was given stays
}

}  // namespace gouji::test
