// Which row lines of wrapped cells and names of merged levels are of, where no border says it.
#include "import/form_wrapped.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "import/form_level_weights.hpp"
#include "import/form_levels.hpp"

namespace gouji::intake {
namespace {

using RowIndexes = std::vector<std::size_t>;

const auto kAnyEnd = [](std::size_t, std::size_t) { return true; };

TEST_CASE("wrapped cells go to the row that they are centred on") {
  // A name of two lines around the figures of rows 1 and 4, and one of three lines around row 8.
  const std::vector<WrappedText> texts{{0, 16}, {2, 2}, {3, 16}, {5, 4}, {7, 16}, {8, 16}, {9, 6}};
  const WrappedCells cells = give_to_rows(texts, {1, 4, 8}, CellsPrinted::centred, 3, kAnyEnd);
  CHECK(cells.rows == RowIndexes{0, 0, 1, 1, 2, 2, 2});
  CHECK(cells.doubtful == std::vector<bool>(texts.size(), false));
}

TEST_CASE("wrapped cells go to the row that they begin on") {
  const std::vector<WrappedText> texts{{0, 16}, {1, 4}, {2, 16}, {3, 16}, {4, 2}, {5, 10}};
  const WrappedCells cells = give_to_rows(texts, {0, 2, 5}, CellsPrinted::from_the_top, 3, kAnyEnd);
  CHECK(cells.rows == RowIndexes{0, 0, 1, 1, 1, 2});
  CHECK(cells.cost < give_to_rows(texts, {0, 2, 5}, CellsPrinted::centred, 3, kAnyEnd).cost);
}

TEST_CASE("a line that leaves room does not go on") {
  // The text midway would be as near to either row: the first row's own line is short.
  const WrappedCells cells = give_to_rows({{0, 6}, {1, 16}, {2, 8}}, {0, 2}, CellsPrinted::centred, 0, kAnyEnd);
  CHECK(cells.rows == RowIndexes{0, 1, 1});
}

TEST_CASE("what is as near to either row is doubtful") {
  const WrappedCells cells = give_to_rows({{0, 16}, {1, 16}, {2, 16}}, {0, 2}, CellsPrinted::centred, 0, kAnyEnd);
  CHECK(cells.doubtful == std::vector<bool>{false, true, false});
  // How such cells end tells it.
  const auto second = [](std::size_t first, std::size_t last) { return first != 1 || last != 3; };
  const WrappedCells told = give_to_rows({{0, 16}, {1, 16}, {2, 16}}, {0, 2}, CellsPrinted::centred, 0, second);
  CHECK(told.rows == RowIndexes{0, 0, 1});
  CHECK(told.doubtful == std::vector<bool>(3, false));
}

std::vector<std::string> names_of(const std::vector<LevelText>& texts, const std::set<std::string>& known,
                                  const std::set<std::size_t>& rows = {}) {
  std::vector<std::string> names;
  for (const LevelName& name : join_level_names(
           texts,
           [&](std::string_view text) {
             const std::size_t bracket = text.find("（");
             const bool last = text.find("）") + 3 == text.size() || bracket == std::string_view::npos;
             return last && known.contains(std::string(text.substr(0, bracket)));
           },
           [&](std::size_t line) { return rows.contains(line); })) {
    std::string whole;
    for (std::size_t i = name.first; i < name.last; ++i) whole += texts[i].text;
    names.push_back(whole);
  }
  return names;
}

TEST_CASE("lines of a level make the names that forms print") {
  using Names = std::vector<std::string>;
  CHECK(
      names_of({{1, 4, "甲类"}, {2, 8, "指标（20"}, {3, 4, "分）"}, {5, 4, "乙类"}, {6, 8, "指标（40"}, {7, 4, "分）"}},
               {"甲类指标", "乙类指标"}) == Names{"甲类指标（20分）", "乙类指标（40分）"});
  CHECK(names_of({{1, 8, "甲类指标"}, {2, 8, "乙类指标"}}, {"甲类指标", "乙类指标"}) == Names{"甲类指标", "乙类指标"});
  // Unknown names: a full line goes on, a bracket is closed in its own name, names beside rows of their own are two.
  CHECK(names_of({{1, 8, "农田水利"}, {2, 4, "建设"}}, {}) == Names{"农田水利建设"});
  CHECK(names_of({{1, 4, "投入"}, {3, 8, "（36分）"}}, {}) == Names{"投入（36分）"});
  CHECK(names_of({{1, 8, "资金管理"}, {2, 8, "组织实施"}}, {}, {1, 2}) == Names{"资金管理", "组织实施"});
}

LevelReaches reach(const std::vector<LevelLabel>& labels, const std::vector<LevelRow>& rows, LevelsPrinted printed) {
  return reach_of_levels(
      labels, rows, printed, [](std::size_t, std::size_t) { return 0.0; },
      [](std::size_t, std::size_t) { return false; });
}

TEST_CASE("levels reach over the rows that they are in the middle of") {
  const std::vector<LevelRow> rows{{1, 0, 2}, {4, 3, 5}, {7, 6, 8}, {10, 9, 11}, {13, 12, 14}};
  const LevelReaches found = reach({{4, 4}, {11, 12}}, rows, LevelsPrinted::centred);
  REQUIRE(found.labels.size() == 2);
  CHECK(found.labels[0].to == 3);
  CHECK(found.labels[1].from == 3);
  CHECK(found.doubtful == std::vector<bool>(5, false));
}

TEST_CASE("levels at the top reach to the next, one between two rows has none") {
  const std::vector<LevelRow> rows{{0, 0, 0}, {1, 1, 1}, {4, 4, 4}, {5, 5, 5}};
  const LevelReaches found = reach({{0, 0}, {2, 3}, {4, 4}}, rows, LevelsPrinted::at_the_top);
  REQUIRE(found.labels.size() == 3);
  CHECK(found.labels[0].to == 2);
  CHECK(found.labels[1].from == found.labels[1].to);
  CHECK(found.labels[2].from == 2);
  CHECK(found.labels[2].to == 4);
}

TEST_CASE("a row that might as well have the next label is doubtful, the others are not") {
  // Rows of one line; the names stand where two and one, or one and two, would have them.
  const std::vector<LevelRow> rows{{0, 0, 0}, {1, 1, 1}, {2, 2, 2}};
  const LevelReaches found = reach({{0, 0}, {2, 2}}, rows, LevelsPrinted::centred);
  REQUIRE(found.labels.size() == 2);
  CHECK(found.doubtful == std::vector<bool>{false, true, false});
  CHECK(found.rival[1] != (found.labels[0].to > 1 ? 0U : 1U));
}

TEST_CASE("figures of rows of two lines tell where a middle between two lines is printed") {
  // Every row's figures are in its middle, those of two lines on the first: so is what stands between two of four.
  const std::vector<LevelRow> rows{{0, 0, 1}, {2, 2, 3}, {4, 4, 5}, {6, 6, 7}, {9, 8, 10}};
  const LevelReaches found = reach({{1, 1}, {5, 5}, {9, 9}}, rows, LevelsPrinted::centred);
  REQUIRE(found.labels.size() == 3);
  CHECK(found.labels[0].to == 2);
  CHECK(found.labels[1].to == 4);
  CHECK(found.cost == 0);
  CHECK(found.doubtful == std::vector<bool>(5, false));
  // Where no taller row shows it, cells may be printed from the top: nothing is told of labels.
  const std::vector<LevelRow> flat{{0, 0, 1}, {2, 2, 3}, {4, 4, 5}, {6, 6, 7}};
  CHECK(reach({{1, 1}, {5, 5}}, flat, LevelsPrinted::centred).cost > 0);
}

TEST_CASE("no label reaches over two outer levels") {
  // By its place alone the second label would have two rows; the outer level ends between them.
  std::vector<LevelRow> rows{{0, 0, 0}, {1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
  const LevelReaches free = reach({{0, 0}, {3, 3}}, rows, LevelsPrinted::centred);
  REQUIRE(free.labels.size() == 2);
  rows[3].opens_outer = true;
  const LevelReaches bound = reach({{0, 0}, {3, 3}}, rows, LevelsPrinted::centred);
  REQUIRE(bound.labels.size() == 2);
  CHECK(free.labels[0].to != 3);
  CHECK(bound.labels[0].to == 3);
  CHECK(bound.doubtful == std::vector<bool>(4, false));
}

TEST_CASE("weights of levels and of their indicators part the rows") {
  using Owners = std::vector<std::size_t>;
  const auto exact = [](std::initializer_list<const char*> texts) {
    std::vector<std::optional<Exact>> values;
    for (const char* text : texts) values.push_back(Exact::parse(text));
    return values;
  };
  CHECK(owners_by_weight(exact({"12", "28"}), exact({"4", "8", "20", "7.5", "0.5"})) == Owners{0, 0, 1, 1, 1});
  CHECK_FALSE(owners_by_weight(exact({"12", "28"}), exact({"4", "9", "20", "7"})));  // 13 for 12
  CHECK_FALSE(owners_by_weight(exact({"12", "28"}), exact({"12", "20"})));           // 8 are missing
  CHECK_FALSE(owners_by_weight(exact({"12", "28"}), exact({"12", "28", "5"})));      // one too many
  CHECK_FALSE(owners_by_weight(exact({"12", ""}), exact({"12", "28"})));             // a level without weight
  CHECK_FALSE(owners_by_weight(exact({"12", "28"}), exact({"12", "", "28"})));       // a row without weight
  CHECK_FALSE(owners_by_weight(exact({"12", "28"}), exact({"12", "0", "28"})));      // of either level
  CHECK_FALSE(owners_by_weight(exact({"40"}), exact({"12", "28"})));                 // nothing to part
}

}  // namespace
}  // namespace gouji::intake
