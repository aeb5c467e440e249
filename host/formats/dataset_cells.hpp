// How the cells of a dataset folder are spelled, so that absent, blank, dash and words come back as they were.
//
//   ∅        absent: the form has no such cell        (an empty field)  a printed blank
//   '…       the text behind the ', whatever it is     12.5              12.50 where the column has two decimals
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/column_style.hpp"
#include "formats/csv_file.hpp"
#include "model/document.hpp"

namespace gouji {

inline constexpr std::string_view kAbsent = "∅";
// Columns that a form prints beyond the usual ones, and table columns that have a name of ours.
inline constexpr std::string_view kOther = "其他/";
inline constexpr std::string_view kColumn = "栏/";
inline constexpr std::string_view kDoubt = "存疑";
inline constexpr std::string_view kForm = "自评表";

std::string spelled_cell(const Cell& cell, const ColumnStyle& style);
// Absent is nullopt outside, a printed blank nullopt inside.
std::optional<std::optional<std::string>> printed_of(std::string_view field, const ColumnStyle& style);

// For texts that are known or not: an empty field is unknown, ' alone the empty text.
std::string spelled_text(const std::optional<std::string>& text);
std::optional<std::string> text_of(std::string_view field);

// Where a row stands in its source: the columns 行 至行 页 表 格.
const std::vector<std::string>& place_heads();
std::vector<std::string> spelled_place(const Place& place);

// A row of a CSV file, by head.
class CsvRecord {
 public:
  CsvRecord(const CsvFile& csv, const CsvRow& row) : csv_(&csv), row_(&row) {}
  const std::string* find(std::string_view head) const;
  std::string_view get(std::string_view head) const;
  // A whole number, 0 when the field is empty; Fault "csv.bad_number".
  int number(std::string_view head) const;
  Place place() const;
  int line() const { return row_->line; }
  Fault fault(std::string code, const std::string& chinese, const std::string& english) const;

 private:
  const CsvFile* csv_;
  const CsvRow* row_;
};

// Refuses heads that are not among `known` (Fault "csv.unknown_column", with the nearest) and the lack of `required`
// (Fault "csv.missing_column"). Heads that start with `kOther` are free where `others` says so.
void check_heads(const CsvFile& csv, const std::vector<std::string>& known, const std::vector<std::string>& required,
                 bool others);

// Doubts of a row as one cell, a line each: "年度指标值：边框不清". `names` gives the head of a key where it has one.
std::string spelled_doubts(const std::map<std::string, std::string>& doubts,
                           const std::map<std::string, std::string>& names);
// Fault "csv.bad_doubt".
std::map<std::string, std::string> doubts_of(const CsvRecord& record, const std::map<std::string, std::string>& names);

}  // namespace gouji
