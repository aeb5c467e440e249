// What a rule is given for a parameter: the value in force, and a list of its own.
#include <catch2/catch.hpp>

#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

// Tells what the list holds.
const std::string kTell =
    "local t = {} for _, one in ipairs(param 'p.words') do t[#t + 1] = table.concat(one, '+') end "
    "check:holds(false, { at = f.rate, message = table.concat(t, '、') })";

struct Lists {
  Lists() {
    packs.write("p/parameters.toml",
                "[\"p.words\"]\nbasis = \"测试\"\nvalues = { 2020 = [[\"甲\"], [\"乙\"]], "
                "2023 = [[\"丙\"], [\"丁\", \"戊\"]] }\n");
  }
  MiniPacks packs;
};

std::string told(MiniBook& book, int year) {
  EvaluateOptions options;
  options.rules_year = year;
  const DocumentResult result = book.run(MiniForm().document(), options);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].parameters == std::vector<std::string>{"p.words"});
  return result.findings[0].message;
}

}  // namespace

TEST_CASE("a list is the year's, and the tried one while it is tried") {
  Lists lists;
  lists.packs.rule("p.one", kTell);
  MiniBook book(lists.packs.load("p"));
  for (int i = 0; i < 3; ++i) {
    CHECK(told(book, 2020) == "甲、乙");
    CHECK(told(book, 2023) == "丙、丁+戊");
    for (const char* word : {"己", "庚"}) {
      script::ParameterValue value;
      value.plain = script::Plain{script::PlainList{{script::PlainList{{std::string(word)}}}}};
      book.book().try_values({{"p.words", value}});
      CHECK(told(book, 2020) == word);
      CHECK(told(book, 2020) == word);
    }
    book.book().try_values({});
    CHECK(told(book, 2020) == "甲、乙");
  }
}

TEST_CASE("what a rule does to its list, nobody else sees") {
  Lists lists;
  lists.packs
      .rule("p.a_changes", "local own = param 'p.words' table.insert(own, { 'x' }) own[1] = { 'y' } own[2][1] = 'z'")
      .rule("p.b_tells", "local own = param 'p.words' table.remove(own) " + kTell);
  MiniBook book(lists.packs.load("p"));
  CHECK(told(book, 2020) == "甲、乙");
  CHECK(told(book, 2023) == "丙、丁+戊");
  CHECK(told(book, 2023) == "丙、丁+戊");
}

}  // namespace gouji::test
