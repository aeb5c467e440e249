#include "base/whole_number.hpp"

#include <catch2/catch.hpp>

namespace gouji::test {

TEST_CASE("whole numbers at the front of a text, and alone") {
  struct Case {
    const char* text;
    std::optional<int> leading, whole;
  };
  for (const Case& one : std::initializer_list<Case>{{"2024", 2024, 2024},
                                                     {" 7", 7, 7},
                                                     {"+7", 7, 7},
                                                     {"-3", -3, -3},
                                                     {"2024年", 2024, std::nullopt},
                                                     {"0", 0, 0},
                                                     {"", std::nullopt, std::nullopt},
                                                     {"年", std::nullopt, std::nullopt},
                                                     {"+-3", std::nullopt, std::nullopt},
                                                     {"99999999999", std::nullopt, std::nullopt}}) {
    INFO(one.text);
    CHECK(leading_number(one.text) == one.leading);
    CHECK(whole_number(one.text) == one.whole);
  }
}

}  // namespace gouji::test
