// A case as people read it: what it says about the document, its small tables as written, and what must be found.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/fault.hpp"

namespace gouji {

struct CaseGrid {
  std::string title;                           // 资金, 指标, the name of a table
  std::vector<std::vector<std::string>> rows;  // the first one is the head
};

struct CaseSheet {
  std::string name;
  Location at;
  std::vector<std::pair<std::string, std::string>> facts;  // name in Chinese → value, in the order of the file
  std::vector<CaseGrid> grids;
  std::string word;   // "pass", "not_applicable", …; empty where findings are listed
  CaseGrid expected;  // a row a finding or score; heads are the keys of `expect`
};

// In the order of the file, one for each [[case]], readable or not. Faults of TomlFile for the file as a whole.
std::vector<CaseSheet> read_case_sheets(const std::filesystem::path& path, const std::string& shown);

}  // namespace gouji
