// Funds, indicators, claims and heads of forms as rows of CSV, by the field tables of the model.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "formats/dataset_cells.hpp"

namespace gouji {

// Styles of a file's columns, by head.
using ColumnStyles = std::map<std::string, ColumnStyle>;

struct TiedRecord {
  std::string form;  // the 自评表 that it belongs to; empty for claims
  const Record* record;
};

// The file's bytes; the styles of its figures are left in `styles`.
std::string write_records(RecordKind kind, const std::vector<TiedRecord>& rows, ColumnStyles& styles);

struct ReadRecord {
  CsvRecord source;
  std::string form;
  Record record;
};

// `csv` must outlive the result; `money` is that of the form of this name. Faults of dataset_cells, and "csv.bad_word"
// for words outside the closed ones.
std::vector<ReadRecord> read_records(RecordKind kind, const CsvFile& csv, const ColumnStyles& styles,
                                     const std::function<Unit(const std::string& form)>& money);

}  // namespace gouji
