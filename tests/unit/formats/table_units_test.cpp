#include "formats/table_units.hpp"

#include <catch2/catch.hpp>

namespace gouji::test {

TEST_CASE("a head or a label tells the unit of its figures") {
  struct Case {
    const char* head;
    std::optional<Unit> unit;
  };
  const Case cases[] = {
      {"公务用车保有量（辆）", Unit::quantity("辆")},
      {"接待批次(批)", Unit::quantity("批")},
      {"占比（%）", Unit::percent()},
      {"增减/增减%", Unit::percent()},
      {"增长率％ ", Unit::percent()},
      {"金额(万元)", money_unit("万元")},
      {"金额（单位：元）", money_unit("元")},
      {"%", Unit::percent()},
      {"因公出国（境）费", std::nullopt},
      {"%以上的部分", std::nullopt},
      {"合计", std::nullopt},
      {"", std::nullopt},
  };
  for (const Case& one : cases) {
    INFO(one.head);
    const std::optional<Unit> unit = unit_in_head(one.head);
    REQUIRE(unit.has_value() == one.unit.has_value());
    if (unit) CHECK((unit->kind == one.unit->kind && unit->word == one.unit->word));
  }
}

}  // namespace gouji::test
