// Figures whose blank neighbours left no trace: where arithmetic leaves one column, several, or none.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "import/statement_placing.hpp"

using namespace gouji;
using namespace gouji::intake;

namespace {

using Columns = std::vector<std::size_t>;

PlacingProblem problem(std::size_t columns) {
  PlacingProblem made;
  made.columns = columns;
  PlacingSum sum;
  for (std::size_t i = 1; i < columns; ++i) sum.parts.push_back(i);
  made.sums = {sum};
  return made;
}

void add(PlacingProblem& to, int parent, const std::vector<std::string>& figures) {
  PlacingRow row;
  for (const std::string& one : figures) row.figures.push_back(*Exact::parse(one));
  row.parent = parent;
  row.columns = to.columns;
  to.rows.push_back(std::move(row));
}

bool certain(const PlacedRow& row) { return std::find(row.open.begin(), row.open.end(), true) == row.open.end(); }

}  // namespace

TEST_CASE("a second figure is found by what the parts of a total must add up to", "[statement]") {
  PlacingProblem one = problem(3);
  add(one, -1, {"100.00", "30.00", "70.00"});
  add(one, 0, {"30.00", "30.00"});
  add(one, 0, {"70.00", "70.00"});
  const auto placed = place_figures(one);
  CHECK(placed[1].columns == Columns{0, 1});
  CHECK(placed[2].columns == Columns{0, 2});
  CHECK(std::all_of(placed.begin(), placed.end(), certain));
}

TEST_CASE("two ways that both add up leave only the open figures in doubt", "[statement]") {
  PlacingProblem one = problem(3);
  add(one, -1, {"100.00", "50.00", "50.00"});
  add(one, 0, {"50.00", "50.00"});
  add(one, 0, {"50.00", "50.00"});
  const auto placed = place_figures(one);
  CHECK(placed[0].open == std::vector<bool>{false, false, false});
  CHECK(placed[1].open == std::vector<bool>{false, true});
  CHECK(placed[2].open == std::vector<bool>{false, true});
  CHECK(std::string(placed[1].reason) != "");
}

TEST_CASE("what a total's own parts say decides a row that its siblings leave open", "[statement]") {
  PlacingProblem one = problem(3);
  add(one, -1, {"100.00", "50.00", "50.00"});
  add(one, 0, {"50.00", "50.00"});
  add(one, 0, {"50.00", "20.00", "30.00"});
  const auto placed = place_figures(one);
  CHECK(placed[0].columns == Columns{0, 1, 2});
  // 50 = 20 + 30 in both columns: the first sibling cannot be whole in one of them.
  CHECK_FALSE(certain(placed[1]));
}

TEST_CASE("rounding is no mistake, a wrong figure is one and stays", "[statement]") {
  PlacingProblem rounded = problem(3);
  add(rounded, -1, {"100.01", "30.01", "70.00"});
  add(rounded, 0, {"30.00", "30.00"});
  add(rounded, 0, {"70.00", "70.00"});
  auto placed = place_figures(rounded);
  CHECK(placed[1].columns == Columns{0, 1});
  CHECK(certain(placed[1]));

  PlacingProblem wrong = problem(3);
  add(wrong, -1, {"100.00", "39.00", "61.00"});
  add(wrong, 0, {"30.00", "30.00"});
  add(wrong, 0, {"70.00", "70.00"});
  placed = place_figures(wrong);
  CHECK(placed[1].columns == Columns{0, 1});
  CHECK_FALSE(certain(placed[1]));
  CHECK_FALSE(certain(placed[2]));

  // The printed total is no sum of what stands beside it: the order is kept, all that could move is marked.
  PlacingProblem lone = problem(4);
  add(lone, -1, {"100.00", "20.00", "70.00"});
  placed = place_figures(lone);
  CHECK(placed[0].columns.size() == 3);
  CHECK_FALSE(certain(placed[0]));
}

TEST_CASE("something printed elsewhere decides for a row that nothing adds up", "[statement]") {
  PlacingProblem one = problem(4);
  add(one, -1, {"100.00", "60.00", "40.00"});
  add(one, 0, {"60.00", "60.00"});
  add(one, 0, {"40.00", "40.00"});
  auto placed = place_figures(one);
  CHECK_FALSE(certain(placed[0]));
  CHECK_FALSE(certain(placed[1]));
  one.named = [](std::size_t row, std::size_t figure, std::size_t column) {
    return row == 0 && figure == 2 && column == 3;
  };
  one.denied = [](std::size_t row, std::size_t column) { return row == 0 && column == 2; };
  placed = place_figures(one);
  CHECK(placed[0].columns == Columns{0, 1, 3});
  CHECK(certain(placed[0]));
  CHECK(placed[2].columns == Columns{0, 3});
  CHECK(certain(placed[2]));
}

TEST_CASE("parts may be taken off", "[statement]") {
  // opening, income, spending, closing
  PlacingProblem one;
  one.columns = 4;
  one.sums = {{3, {0, 1}, {2}}};
  add(one, -1, {"10.00", "90.00", "85.00", "15.00"});
  add(one, 0, {"50.00", "50.00"});
  add(one, 0, {"10.00", "40.00", "35.00", "15.00"});
  const auto placed = place_figures(one);
  CHECK(placed[1].columns == Columns{1, 2});
  CHECK(certain(placed[1]));
}

namespace {

// Every way to place all rows that adds up, by trying all of them.
struct Trial {
  const PlacingProblem& problem;
  std::vector<Columns> now;
  std::vector<std::vector<Columns>> ways;

  Exact cell(std::size_t row, std::size_t column) const {
    for (std::size_t i = 0; i < now[row].size(); ++i) {
      if (now[row][i] == column) return problem.rows[row].figures[i];
    }
    return 0;
  }
  bool has(std::size_t row, std::size_t column) const {
    return std::find(now[row].begin(), now[row].end(), column) != now[row].end();
  }
  bool adds_up() const {
    for (std::size_t row = 0; row < now.size(); ++row) {
      for (const PlacingSum& sum : problem.sums) {
        Exact parts;
        for (const std::size_t part : sum.parts) parts = parts + cell(row, part);
        if (!(parts == cell(row, sum.total))) return false;
      }
      bool total = false;
      std::vector<Exact> below(problem.columns);
      for (std::size_t child = 0; child < now.size(); ++child) {
        if (problem.rows[child].parent != static_cast<int>(row)) continue;
        total = true;
        for (std::size_t c = 0; c < problem.columns; ++c) {
          if (has(child, c) && !has(row, c)) return false;
          below[c] = below[c] + cell(child, c);
        }
      }
      for (std::size_t c = 0; total && c < problem.columns; ++c) {
        if (!(below[c] == cell(row, c))) return false;
      }
    }
    return true;
  }
  void try_all(std::size_t row) {
    if (row == problem.rows.size()) {
      if (adds_up()) ways.push_back(now);
      return;
    }
    const std::size_t figures = problem.rows[row].figures.size();
    for (unsigned mask = 0; mask < (1U << problem.columns); ++mask) {
      Columns columns;
      for (std::size_t c = 0; c < problem.columns; ++c) {
        if ((mask >> c & 1U) != 0) columns.push_back(c);
      }
      if (columns.size() != figures) continue;
      now.push_back(columns);
      try_all(row + 1);
      now.pop_back();
    }
  }
};

}  // namespace

TEST_CASE("a figure is open exactly where two ways that add up differ", "[statement]") {
  std::mt19937 random(20201121);
  const auto upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  int open = 0;
  int closed = 0;
  for (int round = 0; round < 60; ++round) {
    const std::size_t columns = 3;
    PlacingProblem one = problem(columns);
    // A total, two parts of it, leaves below the first.
    std::vector<std::vector<int>> cells(2 + 1 + static_cast<std::size_t>(1 + upto(3)), std::vector<int>(columns, 0));
    for (std::size_t leaf = 2; leaf < cells.size(); ++leaf) {
      for (std::size_t c = 1; c < columns; ++c) cells[leaf][c] = upto(2) == 0 ? 0 : 1 + upto(3);
      if (cells[leaf][1] + cells[leaf][2] == 0) cells[leaf][1] = 2;
      cells[leaf][0] = cells[leaf][1] + cells[leaf][2];
    }
    for (std::size_t c = 0; c < columns; ++c) {
      for (std::size_t leaf = 3; leaf < cells.size(); ++leaf) cells[1][c] += cells[leaf][c];
      cells[0][c] = cells[1][c] + cells[2][c];
    }
    for (std::size_t row = 0; row < cells.size(); ++row) {
      std::vector<std::string> figures;
      for (const int cell : cells[row]) {
        if (cell > 0) figures.push_back(std::to_string(cell) + ".00");
      }
      add(one, row == 0 ? -1 : row < 3 ? 0 : 1, figures);
    }
    Trial trial{one, {}, {}};
    trial.try_all(0);
    REQUIRE_FALSE(trial.ways.empty());
    // The total decides what is possible below: only where it is certain does the comparison hold to the figure.
    const auto placed = place_figures(one);
    for (std::size_t row = 0; row < one.rows.size(); ++row) {
      for (std::size_t i = 0; i < placed[row].columns.size(); ++i) {
        const bool differs = std::any_of(trial.ways.begin(), trial.ways.end(),
                                         [&](const auto& way) { return way[row][i] != trial.ways[0][row][i]; });
        INFO("round " << round << " row " << row << " figure " << i);
        if (differs) CHECK(placed[row].open[i]);
        if (!placed[row].open[i]) CHECK(placed[row].columns[i] == trial.ways[0][row][i]);
        ++(placed[row].open[i] ? open : closed);
      }
    }
  }
  CHECK(open > 50);
  CHECK(closed > 300);
}

TEST_CASE("many open rows are bounded work", "[statement]") {
  PlacingProblem one = problem(3);
  std::mt19937 random(7);
  long basic = 0;
  long project = 0;
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 60; ++i) {
    const long value = 100 + static_cast<long>(random() % 100'000'000U);
    (i % 3 == 0 ? project : basic) += value;
    const std::string text = Exact::decimal(value, 2).fixed(2);
    rows.push_back({text, text});
  }
  add(one, -1,
      {Exact::decimal(basic + project, 2).fixed(2), Exact::decimal(basic, 2).fixed(2),
       Exact::decimal(project, 2).fixed(2)});
  for (const auto& row : rows) add(one, 0, row);
  const auto placed = place_figures(one);
  CHECK(placed[0].columns == Columns{0, 1, 2});
  CHECK(std::count_if(placed.begin() + 1, placed.end(), certain) == 0);
}

TEST_CASE("where nothing adds up or tells, columns that mostly have figures are taken, in doubt", "[statement]") {
  PlacingProblem one = problem(5);
  one.ranks = {0, 1, 4, 5, 2};
  add(one, -1, {"100.00", "60.00", "40.00"});
  const auto placed = place_figures(one);
  CHECK(placed[0].columns == Columns{0, 1, 4});
  CHECK(placed[0].open == std::vector<bool>{false, true, true});
}

TEST_CASE("where a figure is printed rules out the columns further away, on pages where that is known", "[statement]") {
  PlacingProblem one = problem(4);
  const std::vector<double> places{10, 20, 30, 40};
  const std::vector<std::vector<double>> printed{{10, 21, 39}, {10, 41}};
  one.apart = [&](std::size_t row, std::size_t figure, std::size_t column) {
    return std::abs(printed[row][figure] - places[column]);
  };
  add(one, -1, {"100.00", "60.00", "40.00"});
  add(one, -1, {"40.00", "40.00"});
  one.reach = [](std::size_t row) { return row == 0 ? 5.0 : 0.0; };
  const auto placed = place_figures(one);
  CHECK(placed[0].columns == Columns{0, 1, 3});
  CHECK(certain(placed[0]));
  CHECK(placed[1].columns == Columns{0, 1});  // its page tells nothing: the first column that may be, in doubt
  CHECK_FALSE(certain(placed[1]));
}
