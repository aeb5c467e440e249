// Cells of a lean: what several bytes at once are read as is what a reading digit by digit gives.
#include "formats/lean_cells.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <regex>

namespace gouji::test {
namespace {

LeanCell read(const std::string& text, Role role) {
  static LeanCells cells;
  const std::string line = R"({"cells of a line":")" + text + "\"," + std::string(LeanCells::kAround, ',');
  LeanCell cell;
  cells.read(std::string_view(line).substr(line.find(":\"") + 2, text.size()), role, cell);
  return cell;
}

// One after another, and by the book.
void check_figure(const std::string& text) {
  CAPTURE(text);
  static const std::regex number("-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]+)?");
  const LeanCell cell = read(text, Role::money);
  std::string digits = text;
  digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return c < '0' || c > '9'; }), digits.end());
  if (!std::regex_match(text, number) || digits.size() > 17) {
    CHECK(cell.state == (text.empty() || text == "-" ? LeanState::nothing : LeanState::odd));
    return;
  }
  const std::size_t point = text.find('.');
  const std::string decimals = point == std::string::npos ? "" : text.substr(point + 1);
  REQUIRE(cell.state == LeanState::figure);
  CHECK(cell.number == (text.front() == '-' ? -1 : 1) * std::stoll(digits));
  CHECK(static_cast<std::size_t>(cell.decimals) == decimals.size());
  CHECK(static_cast<std::size_t>(cell.padded) == decimals.size() - (decimals.find_last_not_of('0') + 1));
}

}  // namespace

TEST_CASE("figures of every length are read as digit by digit") {
  for (const std::string text : {"",
                                 "-",
                                 "0",
                                 "7",
                                 "10",
                                 "0.5",
                                 ".5",
                                 "5.",
                                 "1.20",
                                 "12345678",
                                 "1234567.8",
                                 "-3.25",
                                 "--1",
                                 "1,234",
                                 "1,234.50",
                                 "12,34",
                                 "1234,567",
                                 "1,234,567",
                                 "1,234,567.89",
                                 "123,456,789.01",
                                 "1,234,567,890.1",
                                 "0.00000000",
                                 "0.000000001",
                                 "12345678901234567",
                                 "123456789012345678",
                                 "1234567890.123456",
                                 "1.2.3",
                                 "1,2.3",
                                 "1.234,5",
                                 "十",
                                 "1e3",
                                 "99%"})
    check_figure(text);
  std::mt19937 chance(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    const std::size_t length = chance() % 21;
    while (text.size() < length)
      text += chance() % 6 == 0 ? ",.-%\xE4"[chance() % 5] : static_cast<char>('0' + chance() % 10);
    check_figure(text);
  }
  // As departments print them, and with one byte changed.
  for (int i = 0; i < 20'000; ++i) {
    std::string text = std::to_string(chance() % (std::uint64_t{1} << chance() % 32));
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; chance() % 4 != 0 && at > 0; at -= 3)
      text.insert(static_cast<std::size_t>(at), ",");
    text += "." + std::to_string(100 + chance() % 900).substr(1);
    check_figure(text);
    text[chance() % text.size()] = ",.0-"[chance() % 4];
    check_figure(text);
  }
}

TEST_CASE("targets and results with what stands around their number") {
  struct Case {
    std::string text;
    LeanState state;
    std::int64_t number;
    int decimals, padded;
    Comparison comparison;
    LeanMark mark;
  };
  const std::vector<Case> cases{
      {"≥85人次", LeanState::figure, 85, 0, 0, Comparison::at_least, LeanMark::counted},
      {"≤7.50%", LeanState::figure, 750, 2, 1, Comparison::at_most, LeanMark::percent},
      {"162台", LeanState::figure, 162, 0, 0, Comparison::none, LeanMark::counted},
      {"100", LeanState::figure, 100, 0, 0, Comparison::none, LeanMark::bare},
      {"12,345平方米", LeanState::figure, 12345, 0, 0, Comparison::none, LeanMark::counted},
      {"123456789户", LeanState::figure, 123456789, 0, 0, Comparison::none, LeanMark::counted},
      {"", LeanState::nothing, 0, 0, 0, Comparison::none, LeanMark::bare},
      {"无", LeanState::nothing, 0, 0, 0, Comparison::none, LeanMark::bare},
      {"1.5.2人", LeanState::odd, 0, 0, 0, Comparison::none, LeanMark::bare},
      {"5.人", LeanState::odd, 0, 0, 0, Comparison::none, LeanMark::bare},
      {"3至5次", LeanState::odd, 0, 0, 0, Comparison::none, LeanMark::bare},
      {"明显改善", LeanState::odd, 0, 0, 0, Comparison::none, LeanMark::bare},
      {"≥5万元", LeanState::odd, 0, 0, 0, Comparison::none, LeanMark::bare},
  };
  for (int round = 0; round < 2; ++round) {  // looked up, then remembered
    for (const Case& one : cases) {
      CAPTURE(one.text);
      const LeanCell cell = read(one.text, Role::target);
      REQUIRE(cell.state == one.state);
      if (one.state != LeanState::figure) continue;
      CHECK(cell.number == one.number);
      CHECK(static_cast<int>(cell.decimals) == one.decimals);
      CHECK(static_cast<int>(cell.padded) == one.padded);
      CHECK(cell.comparison == one.comparison);
      CHECK(cell.mark == one.mark);
    }
  }
}

}  // namespace gouji::test
