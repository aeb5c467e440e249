// CSV as spreadsheets save it: what is read is written and read again as the same.
#include "formats/csv_file.hpp"

#include "fuzz/support.hpp"

namespace gouji::fuzz {

void csv(std::string_view bytes) {
  const CsvFile file = read_csv(std::string(bytes), "表.csv");
  CsvWriter writer;
  writer.row(file.head.fields);
  for (const CsvRow& row : file.rows) writer.row(row.fields);
  const CsvFile again = read_csv(writer.bytes(), "表.csv");
  need(again.head.fields == file.head.fields, "another head");
  need(again.rows.size() == file.rows.size(), "other rows");
  for (std::size_t i = 0; i < file.rows.size(); ++i) need(again.rows[i].fields == file.rows[i].fields, "another row");
}

}  // namespace gouji::fuzz
