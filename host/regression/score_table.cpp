#include "regression/score_table.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace gouji {
namespace {

// Document, form, and which one of that name.
using FormPlace = std::tuple<std::string, std::string, int>;
using FormScores = std::map<FormPlace, const RecordedScore*>;

FormScores places_of(const ResultRecord& record) {
  FormScores places;
  std::map<std::pair<std::string, std::string>, int> twins;
  for (const RecordedScore& score : record.scores)
    places[{score.document, score.evaluation, twins[{score.document, score.evaluation}]++}] = &score;
  return places;
}

std::map<FormPlace, int> ranks_of(const FormScores& places) {
  std::vector<std::pair<Exact, const FormPlace*>> order;
  for (const auto& [place, score] : places) {
    if (const auto points = Exact::parse(score->recomputed)) order.emplace_back(*points, &place);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
  std::map<FormPlace, int> ranks;
  int rank = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || !(order[i - 1].first == order[i].first)) rank = static_cast<int>(i) + 1;
    ranks[*order[i].second] = rank;
  }
  return ranks;
}

// How good a grade is: the average of the scores that have it.
std::map<std::string, Exact> worth_of_grades(const ResultRecord& before, const ResultRecord& after) {
  std::map<std::string, std::pair<Exact, int>> sums;
  for (const ResultRecord* record : {&before, &after}) {
    for (const RecordedScore& score : record->scores) {
      const auto points = Exact::parse(score.recomputed);
      if (!points || score.grade.empty()) continue;
      auto& [sum, count] = sums[score.grade];
      sum = sum + *points;
      ++count;
    }
  }
  std::map<std::string, Exact> worth;
  for (const auto& [grade, sum] : sums) worth.emplace(grade, sum.first / Exact(sum.second));
  return worth;
}

ScoreRow::Move move_of(const ScoreRow& row, const std::map<std::string, Exact>& worth) {
  const auto sign = [](int number) {
    return number > 0 ? ScoreRow::Move::up : (number < 0 ? ScoreRow::Move::down : ScoreRow::Move::same);
  };
  if (row.before.empty() != row.after.empty()) return ScoreRow::Move::unknown;
  if (!row.gain.is_zero() || !row.grade_moved()) return sign(row.gain.sign());
  const auto before = worth.find(row.grade_before);
  const auto after = worth.find(row.grade_after);
  if (before == worth.end() || after == worth.end()) return ScoreRow::Move::unknown;
  return sign((after->second - before->second).sign());
}

}  // namespace

int ScoreTable::count(ScoreRow::Move move) const {
  return static_cast<int>(
      std::count_if(rows.begin(), rows.end(), [&](const ScoreRow& row) { return row.move == move; }));
}

int ScoreTable::points_moved(ScoreRow::Move move) const {
  const int sign = move == ScoreRow::Move::up ? 1 : -1;
  return static_cast<int>(
      std::count_if(rows.begin(), rows.end(), [&](const ScoreRow& row) { return row.gain.sign() == sign; }));
}

int ScoreTable::grades_moved(ScoreRow::Move move) const {
  return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const ScoreRow& row) {
    return row.move == move && row.grade_moved() && !row.grade_before.empty() && !row.grade_after.empty();
  }));
}

int ScoreTable::ranks_moved() const {
  return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const ScoreRow& row) {
    return row.rank_before != row.rank_after && row.rank_before != 0 && row.rank_after != 0;
  }));
}

ScoreTable score_table(const ResultRecord& before, const ResultRecord& after) {
  const FormScores old_places = places_of(before);
  const FormScores new_places = places_of(after);
  const auto old_ranks = ranks_of(old_places);
  const auto new_ranks = ranks_of(new_places);
  const auto worth = worth_of_grades(before, after);
  std::map<std::string, std::string> units;
  for (const ResultRecord* record : {&before, &after}) {
    for (const RecordedDocument& one : record->documents) units[one.document] = one.unit;
  }
  std::map<FormPlace, ScoreRow> rows;
  for (const auto& [place, score] : old_places) {
    ScoreRow& row = rows[place];
    row.before = score->recomputed;
    row.grade_before = score->grade;
    if (const auto rank = old_ranks.find(place); rank != old_ranks.end()) row.rank_before = rank->second;
  }
  for (const auto& [place, score] : new_places) {
    ScoreRow& row = rows[place];
    row.after = score->recomputed;
    row.grade_after = score->grade;
    if (const auto rank = new_ranks.find(place); rank != new_ranks.end()) row.rank_after = rank->second;
  }
  ScoreTable table;
  for (auto& [place, row] : rows) {
    row.document = std::get<0>(place);
    row.evaluation = std::get<1>(place);
    row.unit = units[row.document];
    const auto old_points = Exact::parse(row.before);
    const auto new_points = Exact::parse(row.after);
    if (old_points && new_points) row.gain = *new_points - *old_points;
    row.move = move_of(row, worth);
    table.rows.push_back(std::move(row));
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const ScoreRow& a, const ScoreRow& b) {
    const auto order = [](ScoreRow::Move move) {  // up, down, unknown, same
      if (move == ScoreRow::Move::same) return 3;
      return move == ScoreRow::Move::unknown ? 2 : static_cast<int>(move);
    };
    if (order(a.move) != order(b.move)) return order(a.move) < order(b.move);
    return b.gain.abs() < a.gain.abs();
  });
  return table;
}

}  // namespace gouji
