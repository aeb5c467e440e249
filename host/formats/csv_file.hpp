// CSV in and out, for spreadsheets: UTF-8 with byte order mark, \r\n, a head line; every row knows its line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace gouji {

struct CsvRow {
  int line = 0;  // where it begins
  std::vector<std::string> fields;
};

struct CsvFile {
  std::string file;
  CsvRow head;
  std::vector<CsvRow> rows;

  // A Fault at a row, with the row as excerpt.
  Fault fault(const CsvRow& row, std::string code, const std::string& chinese, const std::string& english) const;
};

// Reads UTF-8 or GB18030; texts are cleaned, rows of empty fields that a spreadsheet left behind are dropped.
// Faults: "data.encoding", "csv.syntax", "csv.no_head", "csv.duplicate_head", "csv.ragged".
CsvFile read_csv(std::string bytes, const std::string& file);

// Appends rows as they come; the first one is the head. Fields are taken as they are (guard them before). A row whose
// fields are all empty would be dropped by the reader.
class CsvWriter {
 public:
  CsvWriter() : out_("\xEF\xBB\xBF") {}
  void row(const std::vector<std::string>& fields);
  const std::string& bytes() const { return out_; }

 private:
  std::string out_;
};

}  // namespace gouji
