// The verbs of `score`: how a scoring builds 测算得分 up, line by line, in groups with limits.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/result.hpp"
#include "script/catalogue.hpp"
#include "script/values.hpp"

namespace gouji {

// What the findings of a document cost: one entry a finding whose rule has score = { group, deduct }.
struct Deductions {
  struct Cost {
    std::string group, item, rule;
    Exact points;
  };
  std::vector<Cost> costs;
  std::map<std::string, int> waived;  // by group: findings whose explanation was accepted, which cost nothing
  std::vector<std::string> groups;    // of all rules that were run, in order of first use
};

// Where a grade's band ends: 80–89 of whole numbers, or from 80 up to, not with, 90.
enum class GradeEnds : std::uint8_t {
  half_open,  // 89.5 lies below 90
  rounded,    // the score is rounded to a whole number first
  integer,    // 89.5 lies in no band
};

struct ScoreSession {
  struct Line {
    ScoreLine shown;
    Exact value, low, high;
  };
  struct Limits {
    std::optional<Exact> cap, floor;
  };
  struct Group {
    std::string name;
    Limits limits;
  };
  struct Band {
    std::string name;
    Exact from;  // inclusive
  };
  const Deductions* deductions = nullptr;
  std::vector<Line> lines;
  std::vector<Group> groups;
  Limits limits;      // of the total
  std::string group;  // that lines go to now
  std::optional<Exact> printed;
  std::string printed_text, reviewed;
  std::vector<Band> bands;  // highest first
  GradeEnds ends = GradeEnds::half_open;
  bool incomplete = false;  // a line without any score: no total can be given
  std::string why;

  // A scoring that says nothing has nothing to say on this subject: no score is given.
  bool silent() const { return lines.empty() && printed_text.empty() && !incomplete; }
};

script::ObjectType add_score_type(script::Catalogue& catalogue);

// Adds the lines up; numbers as people print scores (two decimals, up to four where the lines have more). The lines,
// with one for each limit that bites, add up to the total exactly.
Score finished(const ScoreSession& session);

}  // namespace gouji
