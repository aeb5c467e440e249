// A conformance kit: cases of whole documents that belong to no pack, each tied to the clauses it is about. A bureau
// hands the folder to whoever writes rules for the same regulation; it tells clause by clause what holds.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "regression/case_runner.hpp"

namespace gouji {

inline constexpr std::string_view kKitManifest = "kit.toml";

struct KitClause {
  std::string id, text;
};

struct Kit {
  std::string id, title, basis, revision;
  std::filesystem::path folder;
  std::string shown;
  std::vector<KitClause> clauses;  // in the order of the regulation
};

// Faults: "kit.missing" and those of TomlFile.
Kit read_kit(const std::filesystem::path& folder, const std::string& shown);

// The kit's cases under the rules of the book's pack. A case about a clause that the kit does not list is an error,
// "case.unknown_clause"; a file of another kit "case.unknown_kit".
PackCases run_kit(RuleBook& book, const CaseTools& tools, const Kit& kit, const CaseChoice& choice);

struct ClauseResult {
  std::string pack;
  KitClause clause;
  int passed = 0, failed = 0, errors = 0, skipped = 0;
  bool covered() const { return passed + failed + errors > 0; }
  bool holds() const { return covered() && failed + errors == 0; }
};

// Clauses in the kit's order.
std::vector<ClauseResult> by_clause(const Kit& kit, const std::string& pack, const std::vector<CaseResult>& results);

}  // namespace gouji
