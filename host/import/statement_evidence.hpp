// What a document says elsewhere about a figure: 其他收入 65.29 as a row of another table or in a sentence tells that
// 65.29 stands in the column of that name.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/exact.hpp"
#include "import/statement_text_regions.hpp"

namespace gouji::intake {

// The key of a name: of a column its last level, without list numbers.
std::string evidence_key(const std::string& name);

class StatementEvidence {
 public:
  // Prose: the lines that no region holds. A name counts where its figure follows at once, or behind a few letters.
  StatementEvidence(const SourceText& source, int from, int to, const std::vector<LineRange>& tables,
                    const std::vector<std::string>& names);

  void add(const std::string& name, const Exact& value);
  // A row of that name is printed without a figure.
  void add_blank(const std::string& name) { blanks_.insert(evidence_key(name)); }
  // A row of that name is printed, and none of that name has a figure.
  bool denies(const std::string& name) const;
  bool says(const std::string& name, const Exact& value) const;

 private:
  std::unordered_map<std::string, std::vector<Exact>> values_;  // by the name's key
  std::unordered_set<std::string> blanks_;
};

}  // namespace gouji::intake
