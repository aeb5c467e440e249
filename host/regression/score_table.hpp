// The scores of two records side by side, with grade and rank: who wins, who loses.
#pragma once

#include <string>
#include <vector>

#include "base/exact.hpp"
#include "regression/result_record.hpp"

namespace gouji {

struct ScoreRow {
  enum class Move : std::uint8_t { up, down, same, unknown };  // unknown: no score can be given before or after
  std::string document, unit, evaluation;
  std::string before, after, grade_before, grade_after;  // 测算得分; empty where there is none
  int rank_before = 0, rank_after = 0;                   // 1 is the highest, equal scores share it; 0: no score
  Exact gain;                                            // after − before
  Move move = Move::same;                                // by the score, and by the grade where that stays
  bool grade_moved() const { return grade_before != grade_after; }
};

struct ScoreTable {
  std::vector<ScoreRow> rows;                   // winners, losers, then the others; the largest gain or loss first
  int count(ScoreRow::Move move) const;         // by score or grade
  int points_moved(ScoreRow::Move move) const;  // scores that are higher (up) or lower (down)
  int grades_moved(ScoreRow::Move move) const;
  int ranks_moved() const;
};

// Forms are matched by document and name, so that packs with scorings of their own can be compared.
ScoreTable score_table(const ResultRecord& before, const ResultRecord& after);

}  // namespace gouji
