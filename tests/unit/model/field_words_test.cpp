#include "model/field_words.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "model/record.hpp"

namespace gouji::test {

TEST_CASE("every field of a record has an English name") {
  for (const RecordKind kind : {RecordKind::evaluation, RecordKind::fund, RecordKind::indicator, RecordKind::claim}) {
    for (const Field& field : fields_of(kind)) {
      const std::string_view english = english_of_field(field.chinese);
      INFO(field.key);
      CHECK(std::all_of(english.begin(), english.end(), [](unsigned char c) { return c < 0x80; }));
      CHECK_FALSE(english.empty());
    }
  }
  CHECK(english_of_field("年初预算数") == "initial budget");
  CHECK(english_of_field("决算数") == "决算数");  // the column of a table: as printed
}

}  // namespace gouji::test
