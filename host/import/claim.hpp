// A figure of the narrative with its subject and its kind, before it becomes a record of the document.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "import/flow_table.hpp"
#include "model/record.hpp"

namespace gouji::intake {

struct Claim {
  std::string section;
  std::string subject;
  std::string kind;                   // total, amount, share, change, completion, count
  std::optional<std::string> amount;  // nullopt: not printed
  std::optional<std::string> change, direction, percent, of, budget, unit;
  std::optional<std::string> percent_direction;  // of the percentage, where it is not that of the change
  std::optional<std::string> base_amount;        // what a change is measured from, as printed, in `unit`
  std::optional<std::string> against_budget;     // 大于, 小于, 等于: how the text says that the outcome compares
  std::optional<int> base_year;
  std::optional<std::string> reason;                       // of a change, as printed; "": looked for, none is told
  std::map<std::string, std::string> doubtful;             // field → why
  std::vector<SourceSpan> spans;                           // its words and figures
  std::map<std::string, std::vector<SourceSpan>> figures;  // field → where it is printed
};

// The claim as a record; figures without a unit of their own are in `money`.
Record to_record(const Claim& claim, const Unit& money);

}  // namespace gouji::intake
