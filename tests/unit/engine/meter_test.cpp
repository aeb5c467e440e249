// What an evaluation costs: it is the same evaluation, what rules do is counted once, and no time is told twice.
#include "engine/meter.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

const RuleCost& cost_in(const Profile& profile, const std::string& rule) {
  static const RuleCost none;
  for (const RuleCost& one : profile.rules) {
    if (one.rule == rule) return one;
  }
  return none;
}

std::uint64_t time_in(const Profile& profile, Phase phase) {
  return profile.phases.at(static_cast<std::size_t>(phase));
}

std::uint64_t all_time_in(const Profile& profile) {
  std::uint64_t sum = std::accumulate(profile.phases.begin(), profile.phases.end(), std::uint64_t{0});
  for (const KindCost& kind : profile.kinds) sum += kind.evaluating + kind.causes + kind.collecting;
  for (const RuleCost& rule : profile.rules) sum += rule.cost.nanoseconds;
  return sum;
}

}  // namespace

TEST_CASE("an evaluation with a meter is the same one") {
  MiniPacks packs;
  packs.rule("p.rate", "check:same(f.rate, f.executed / f.annual)")
      .rule("p.wrong", "check:same(f.rate, f.weight)")
      .rule("p.missing", "check:same(f.initial, f.annual)")
      .rule("p.broken", "error(\"so\")");
  MiniBook book(packs.load("p"));
  const Document document = MiniForm().document();
  const DocumentResult plain = book.run(document);
  Meter meter;
  EvaluateOptions options;
  options.meter = &meter;
  const DocumentResult metered = book.run(document, options);
  CHECK(metered.outcomes == plain.outcomes);
  CHECK(metered.checks == plain.checks);
  REQUIRE(metered.findings.size() == plain.findings.size());
  for (std::size_t i = 0; i < plain.findings.size(); ++i)
    CHECK(metered.findings[i].message == plain.findings[i].message);

  const Profile profile = meter.take();
  REQUIRE(profile.kinds.size() == 1);
  CHECK(profile.kinds[0].kind == "self_evaluation");
  CHECK(profile.kinds[0].documents == 1);
  const Cost rate = cost_in(profile, "p.rate").cost;
  CHECK(rate.calls == 1);
  CHECK(rate.checks == 1);
  CHECK(rate.reads == 3);
  CHECK(rate.counted == 1);
  CHECK(rate.bytes > 0);
  CHECK(cost_in(profile, "p.rate").subject == SubjectKind::fund);
  // The rule that fails was tried without counting, and all was done again: each call counts once.
  CHECK(cost_in(profile, "p.broken").cost.calls == 1);
  CHECK(cost_in(profile, "p.missing").cost.calls == 1);
  CHECK(meter.take().rules.empty());
}

TEST_CASE("instructions are counted of the first call and then of few") {
  MiniPacks packs;
  packs.rule("p.loop", "local n = 0 for i = 1, 1000 do n = n + 1 end check:holds(true)");
  MiniBook book(packs.load("p"));
  const Document document = MiniForm().document();
  Meter meter;
  EvaluateOptions options;
  options.meter = &meter;
  for (int i = 0; i < 257; ++i) book.run(document, options);
  const Cost cost = cost_in(meter.take(), "p.loop").cost;
  CHECK(cost.calls == 257);
  CHECK(cost.counted == 2);
  CHECK(cost.steps >= 2 * 2000);
  CHECK(cost.steps < 2 * 3200);
}

TEST_CASE("time goes to one account at a time") {
  const auto begun = std::chrono::steady_clock::now();
  MiniPacks packs;
  packs.rule("p.one", "check:holds(true)");
  MiniBook book(packs.load("p"));
  const Document document = MiniForm().document();
  Meter meter;
  EvaluateOptions options;
  options.meter = &meter;
  Profile profile;
  {
    const Meter::Span span(&meter, Phase::reading);
    book.run(document, options);
  }
  profile = meter.take();
  const auto taken = std::chrono::nanoseconds(std::chrono::steady_clock::now() - begun).count();
  CHECK(all_time_in(profile) > 0);
  CHECK(all_time_in(profile) <= static_cast<std::uint64_t>(taken));
  CHECK(time_in(profile, Phase::reading) > 0);
  CHECK(time_in(profile, Phase::evaluating) == 0);  // that is the kind's
  CHECK(profile.kinds.at(0).evaluating > 0);
}

TEST_CASE("profiles of several processes are added up") {
  const auto one = [](const std::string& kind, std::uint64_t calls) {
    Profile profile;
    profile.kinds.push_back({"p", kind, calls, 10, 0, 0});
    profile.cost_of("p", kind, "p.one").cost.calls = calls;
    profile.phases.fill(1);
    profile.processes = 1;
    return profile;
  };
  Profile sum = one("budget", 3);
  sum.add(one("final_accounts", 4));
  sum.add(one("budget", 5));
  REQUIRE(sum.kinds.size() == 2);
  CHECK(sum.kinds[0].documents == 8);
  CHECK(sum.kinds[0].evaluating == 20);
  CHECK(sum.cost_of("p", "budget", "p.one").cost.calls == 8);
  CHECK(sum.cost_of("p", "final_accounts", "p.one").cost.calls == 4);
  CHECK(sum.phases.front() == 3);
  CHECK(sum.processes == 3);
}

}  // namespace gouji::test
