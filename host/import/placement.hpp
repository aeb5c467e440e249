// What a stretch of the source became, as readers hand it to the account of numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "import/flow_table.hpp"
#include "model/record.hpp"

namespace gouji::intake {

// The part of the dataset that it went to; prose is a form's text kept as a whole, whose figures may well have been
// read elsewhere, too.
enum class Target : std::uint8_t { other, facts, form, table, claim, prose };

struct Placement {
  std::vector<SourceSpan> spans;
  std::string what;  // where it went, for people: "资金 年度资金总额 · 全年预算数"; empty: seen, nothing to keep
  std::string doubtful;  // why it is not certain, or empty
  Target target = Target::other;
  std::string home;  // the form or table that it stands in, or empty
};

// "part row · field"; what is empty is left out.
std::string placed_as(std::string_view part, std::string_view row, std::string_view field);
// The same for a field of a record: "指标 培训人次 · 分值".
std::string placed_as(const Record& record, std::string_view key);
// The field of a "part row · field".
std::string_view field_of(std::string_view what);

}  // namespace gouji::intake
