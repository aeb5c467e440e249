#include "script/patterns.hpp"

#include <catch2/catch.hpp>

using gouji::script::Pattern;

TEST_CASE("a pattern that is kept outlasts as many others as there may be") {
  const Pattern kept("^(\\d{4})年度(.+)表$");
  for (int i = 0; i < 5000; ++i)
    REQUIRE(Pattern("第" + std::to_string(i) + "号").found_in("第" + std::to_string(i) + "号文"));
  const auto groups = kept.groups("2022年度收入决算表");
  REQUIRE(groups.size() == 3);
  CHECK(groups[1] == std::pair<std::size_t, std::size_t>(0, 4));
  CHECK(!kept.found_in("收入决算表"));
}
