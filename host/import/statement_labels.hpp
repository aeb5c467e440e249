// Names of rows that a scan damaged, and the fixed names of a known table that they may be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/statement.hpp"

namespace gouji::intake {

class KnownLabels {
 public:
  explicit KnownLabels(const StatementSpec* spec);  // nullptr: no known table

  // Whether it is one of the fixed names.
  bool names(std::string_view label) const;
  // Signs, letters or figures among the words that no name of the table has.
  bool looks_damaged(std::string_view label) const;
  // The one fixed name that differs in few characters, behind the list number as printed.
  std::optional<std::string> mend(std::string_view label) const;

 private:
  bool knows(const std::string& key) const;
  std::vector<std::string> labels_, keys_;
};

}  // namespace gouji::intake
