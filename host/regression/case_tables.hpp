// The CSV texts inside case files as records, tables and claims. Heads are the Chinese names of fields or their keys;
// an empty field is a printed blank, ∅ an absent cell.
#pragma once

#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "formats/csv_file.hpp"
#include "model/document.hpp"

namespace gouji {

inline constexpr std::string_view kLineColumn = "行次", kCodeColumn = "编码", kSideColumn = "方向";

// A CSV text of a case file and where its first line stands.
struct CaseText {
  std::string text;
  std::string file;
  int first_line = 0;
};

// The CSV itself, its rows at their lines of the case file. Faults of read_csv.
CsvFile case_csv(const CaseText& text);
// The field that a column of a case is about; Fault "case.unknown_column" with the nearest name.
const Field& case_field(RecordKind kind, const std::string& name);

// Faults of read_csv, "case.unknown_column" with the nearest name.
std::vector<Record> case_records(RecordKind kind, const CaseText& text, const Unit& money);
// The first column is the row's name; 行次, 编码 and 方向 are what they are in datasets.
Table case_table(const CaseText& text, const Document& document, const std::string& name,
                 const std::optional<std::string>& money_unit);

// Sets a field by its key or Chinese name; Fault "case.unknown_column".
void set_named_field(Record& record, const std::string& name, const std::optional<std::string>& printed,
                     const Unit& money);

}  // namespace gouji
