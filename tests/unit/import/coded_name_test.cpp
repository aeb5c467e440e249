// A unit's name and the code printed beside it.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "import/coded_name.hpp"

using gouji::intake::coded_name;

TEST_CASE("the code beside a unit's name") {
  struct Case {
    const char *printed, *code, *name;
  };
  const Case cases[] = {
      {"219001-某镇人民政府", "219001", "某镇人民政府"},
      {"219001某镇人民政府", "219001", "某镇人民政府"},
      {"（101）某局", "101", "某局"},
      {"【101001】 某局", "101001", "某局"},
      {"某区教育体育局（105）", "105", "某区教育体育局"},
      {"某局[101001]", "101001", "某局"},
      // no codes
      {"某局（2021）", "", "某局（2021）"},
      {"某局（本级）", "", "某局（本级）"},
      {"12345热线中心", "", "12345热线中心"},
      {"第12中学", "", "第12中学"},
      {"66中学", "", "66中学"},
      {"某局", "", "某局"},
      {"（101）", "", "（101）"},
      {"", "", ""},
  };
  for (const Case& one : cases) {
    INFO(one.printed);
    CHECK(coded_name(one.printed).code == one.code);
    CHECK(coded_name(one.printed).name == one.name);
  }
}
