// Values and texts tried on top of a pack, whose files stay as they are.
#include <catch2/catch.hpp>

#include "packs/trial.hpp"
#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

const std::string kParameters = R"(
["p.limit"]
unit = "%"
basis = "测试"
values = { 2020 = "90", 2023 = "95" }

["p.words"]
basis = "测试"
value = ["甲", "乙"]
)";

std::shared_ptr<const PackChain> mini() {
  MiniPacks packs;
  packs.write("p/parameters.toml", kParameters);
  packs.rule("p.one", R"(check:at_least(f.rate, param "p.limit"))");
  return packs.load("p");
}

std::string fault_of(const Trial& trial) {
  try {
    tried(*mini(), trial);
  } catch (const Fault& fault) {
    return fault.code();
  }
  return "";
}

}  // namespace

TEST_CASE("a tried value holds for every year and is named as tried") {
  const auto chain = mini();
  const auto changed = tried(*chain, {{{"p.limit", "85"}}, {}});
  for (const int year : {2020, 2023, 2030}) {
    const ParameterEntry* entry = changed->parameters.in_force("p.limit", year);
    REQUIRE(entry != nullptr);
    CHECK(*entry->value.number == *Exact::parse("0.85"));
    CHECK(entry->pack == kTrialPack);
  }
  CHECK(*chain->parameters.in_force("p.limit", 2020)->value.number == *Exact::parse("0.9"));
}

TEST_CASE("tried values are written as in parameters.toml") {
  CHECK(fault_of({{{"p.limit", "\"85\""}}, {}}).empty());
  CHECK(fault_of({{{"p.words", "[\"丙\"]"}}, {}}).empty());
  CHECK(fault_of({{{"p.limit", "[\"丙\"]"}}, {}}) == "param.other_shape");
  CHECK(fault_of({{{"p.limt", "85"}}, {}}) == "param.unknown");
  CHECK(fault_of({{{"p.words", "[\"丙\""}}, {}}) == "toml.syntax");
}

TEST_CASE("a tried text takes the place of a file's") {
  const auto chain = mini();
  const std::string shown = chain->top().rules.at(0).shown;
  const auto changed = tried(*chain, {{}, {{shown, "-- nothing"}}});
  CHECK(changed->top().rules.at(0).source == "-- nothing");
  CHECK(chain->top().rules.at(0).source != "-- nothing");
}

}  // namespace gouji::test
