// What `gouji check` found in rule packs, as text, JSON and SARIF.
#pragma once

#include <string>
#include <vector>

#include "base/fault.hpp"
#include "lint/repairs.hpp"

namespace gouji::report {

struct CheckedPack {
  std::string id, shown;
  bool loaded = false;
  std::size_t rules = 0, scorings = 0, layouts = 0, parameters = 0;
  std::vector<Fault> faults;          // errors and warnings, by file and line
  std::vector<lint::Repair> repairs;  // that --fix would make
  std::vector<lint::Repair> made;     // that it has made
};

struct CheckCount {
  std::size_t errors = 0, warnings = 0, fixable = 0;
};
CheckCount count_of(const CheckedPack& pack);
CheckCount count_of(const std::vector<CheckedPack>& packs);

std::string check_as_text(const std::vector<CheckedPack>& packs, Language language);
std::string check_as_json(const std::vector<CheckedPack>& packs, Language language);  // gouji.check.v1
std::string check_as_sarif(const std::vector<CheckedPack>& packs, Language language);

}  // namespace gouji::report
