#include "formats/csv_file.hpp"
#include "formats/document_grids.hpp"
#include "formats/escape.hpp"
#include "formats/exports.hpp"

namespace gouji {
namespace {

std::vector<std::string> guarded_row(const std::vector<std::string>& texts) {
  std::vector<std::string> fields;
  for (const std::string& text : texts) fields.push_back(guarded(text));
  return fields;
}

void append_csv_grid(CsvWriter& csv, const Grid& grid) {
  csv.row(guarded_row({"【" + grid.name + "】", grid.caption}));
  csv.row(guarded_row(grid.head));
  for (const auto& row : grid.rows) csv.row(guarded_row(row));
  for (const std::string& note : grid.notes) csv.row(guarded_row({"注：" + note}));
  csv.row({""});
}

}  // namespace

std::string export_csv(std::span<const Document> documents) {
  CsvWriter csv;
  for (const Document& document : documents) {
    csv.row(guarded_row({shown_title(document)}));
    for (const Grid& grid : grids_of(document)) append_csv_grid(csv, grid);
  }
  return csv.bytes();
}

}  // namespace gouji
