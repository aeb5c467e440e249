#include <catch2/catch.hpp>

#include "model/brackets.hpp"

namespace gouji::test {
namespace {

Exact number(const char* text) { return *Exact::parse(text); }

Bracket row(const char* end, const char* points, bool included = true, const char* each = nullptr) {
  Bracket bracket;
  if (end != nullptr) bracket.end = number(end);
  bracket.points = number(points);
  bracket.included = included;
  if (each != nullptr) bracket.each = number(each);
  return bracket;
}

Brackets upper() {
  Brackets brackets;
  brackets.rows = {row("0", "3"), row("0.1", "2"), row("0.2", "1"), row(nullptr, "0")};
  return brackets;
}

std::string at(const Brackets& brackets, const char* value) {
  const auto points = brackets.at(number(value));
  return points ? points->text() : "none";
}

}  // namespace

TEST_CASE("whole: an end belongs to the row that states it") {
  Brackets brackets = upper();
  CHECK(at(brackets, "-0.5") == "3");
  CHECK(at(brackets, "0") == "3");
  CHECK(at(brackets, "0.0001") == "2");
  CHECK(at(brackets, "0.1") == "2");
  CHECK(at(brackets, "9") == "0");
  brackets.rows[1].included = false;  // below
  CHECK(at(brackets, "0.1") == "1");
  brackets.rows.pop_back();
  CHECK(at(brackets, "9") == "none");
  CHECK(brackets.best() == number("3"));
}

TEST_CASE("whole by lower ends") {
  Brackets brackets;
  brackets.by_lower_ends = true;
  brackets.rows = {row("0.9", "5"), row("0.8", "4", false), row(nullptr, "0")};
  CHECK(at(brackets, "1.2") == "5");
  CHECK(at(brackets, "0.9") == "5");
  CHECK(at(brackets, "0.81") == "4");
  CHECK(at(brackets, "0.8") == "0");
}

TEST_CASE("marginal upwards: in proportion, each full step, each step begun, with a floor") {
  Brackets brackets;
  brackets.mode = BracketMode::marginal;
  brackets.base = number("5");
  brackets.floor = number("0");
  brackets.rows = {row("1", "0"), row(nullptr, "-0.5", true, "0.01")};
  CHECK(at(brackets, "0.98") == "5");
  CHECK(at(brackets, "1") == "5");
  CHECK(at(brackets, "1.025") == "3.75");
  brackets.steps = BracketSteps::full;
  CHECK(at(brackets, "1.025") == "4");
  brackets.steps = BracketSteps::started;
  CHECK(at(brackets, "1.025") == "3.5");
  CHECK(at(brackets, "2") == "0");
  CHECK(brackets.best() == number("5"));
}

TEST_CASE("marginal over several rows, and downwards") {
  Brackets brackets;
  brackets.mode = BracketMode::marginal;
  brackets.rows = {row("10", "1", true, "1"), row("20", "2", true, "1"), row(nullptr, "3", true, "1")};
  CHECK(at(brackets, "-1") == "0");
  CHECK(at(brackets, "5") == "5");
  CHECK(at(brackets, "25") == "45");
  Brackets down;
  down.mode = BracketMode::marginal;
  down.by_lower_ends = true;
  down.base = number("5");
  down.floor = number("0");
  down.steps = BracketSteps::full;
  down.rows = {row("1", "0"), row(nullptr, "-2", true, "0.05")};
  CHECK(at(down, "1.1") == "5");
  CHECK(at(down, "0.95") == "3");
  CHECK(at(down, "0.93") == "3");
  CHECK(at(down, "0.5") == "0");
}

TEST_CASE("the range that rounding allows") {
  const Brackets brackets = upper();
  const auto inside = brackets.between(number("0.05"), number("0.045"), number("0.055"));
  REQUIRE(inside);
  CHECK(inside->low == inside->high);
  const auto across = brackets.between(number("0.1"), number("0.095"), number("0.105"));
  REQUIRE(across);
  CHECK(across->value == number("2"));
  CHECK(across->low == number("1"));
  CHECK(across->high == number("2"));
  const auto touching = brackets.between(number("0.11"), number("0.1"), number("0.12"));
  REQUIRE(touching);
  CHECK(touching->high == number("2"));
}

}  // namespace gouji::test
