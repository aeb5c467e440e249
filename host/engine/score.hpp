// The verbs of `score`: how a scoring builds 测算得分 up, line by line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/result.hpp"
#include "script/catalogue.hpp"
#include "script/values.hpp"

namespace gouji {

struct ScoreSession {
  struct Line {
    ScoreLine shown;
    Exact value, low, high;
  };
  std::vector<Line> lines;
  std::optional<Exact> printed;
  std::string printed_text;
  struct Band {
    std::string name;
    Exact from;  // inclusive
  };
  std::vector<Band> bands;  // highest first
  bool incomplete = false;  // a line without any score: no total can be given
  std::string incomplete_why;
};

script::ObjectType add_score_type(script::Catalogue& catalogue);

// Adds the lines up; numbers as people print scores (two decimals, more where the lines have more).
Score finished(const ScoreSession& session);

}  // namespace gouji
