// The cases beside a layout (<layout>.cases.toml): small sources as departments print them, and what the layout must
// read out of them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "formats/csv_file.hpp"
#include "model/record.hpp"

namespace gouji {

inline constexpr std::string_view kLineHead = "行";  // the column that tells a row by its line in the source

// Rows as a small CSV; only its columns are compared, its lines are those of the case file.
using ExpectedRows = std::optional<CsvFile>;

struct ExpectedForm {
  std::map<std::string, std::string> head, texts;  // by field key; by label
  ExpectedRows funds, indicators;
  Location at;
};

struct ExpectedTable {
  std::string name;
  std::map<std::string, std::string> facts;  // number, title, money_unit, year
  CsvFile rows;
  Location at;
};

struct LayoutExpectation {
  std::map<std::string, std::string> document;  // by key
  std::optional<std::int64_t> unplaced, doubtful;
  std::optional<std::vector<ExpectedForm>> forms;
  std::vector<ExpectedTable> tables;
  bool no_tables = false;  // tables = []: none is to be read
  ExpectedRows claims;
  std::string layout;  // that must recognise the source; empty: the one that the cases are about
  std::string error;   // the code of the Fault that the import must end with
};

struct LayoutCase {
  std::string name;
  Location at;
  bool todo = false;
  std::vector<std::string> tags;
  std::string source_name;  // its ending tells the format
  std::string bytes;
  std::map<std::string, std::string> set;
  LayoutExpectation expect;
  std::shared_ptr<Fault> broken;  // this case could not be read; the others run
};

struct LayoutCaseFile {
  std::string shown;
  std::string layout;  // its id
  std::vector<LayoutCase> cases;
};

// Faults of TomlFile for the file as a whole; a single case that is wrong is kept as broken.
LayoutCaseFile read_layout_cases(const std::filesystem::path& path, const std::string& shown);

}  // namespace gouji
