#include "formats/dataset_table.hpp"

#include <algorithm>
#include <array>

#include "formats/escape.hpp"
#include "formats/table_units.hpp"

namespace gouji {
namespace {

constexpr std::string_view kLine = "行次";
constexpr std::string_view kLabel = "项目";
constexpr std::string_view kCode = "编码";
constexpr std::string_view kSide = "方向";

bool is_ours(const std::string& name) {
  static const std::array<std::string_view, 5> heads{kLine, kLabel, kCode, kSide, kDoubt};
  return name.empty() || name.starts_with(kColumn) || std::find(heads.begin(), heads.end(), name) != heads.end() ||
         std::find(place_heads().begin(), place_heads().end(), name) != place_heads().end();
}

// Which key of `doubtful` is about which column.
std::map<std::string, std::string> doubt_names(const Table& table) {
  std::map<std::string, std::string> names{{"line", std::string(kLine)},
                                           {"label", std::string(kLabel)},
                                           {"code", std::string(kCode)},
                                           {"side", std::string(kSide)}};
  for (const std::string& column : table.columns) names[column] = column_head(column);
  return names;
}

struct Present {
  bool line = false, code = false, side = false, doubts = false;
  std::vector<bool> columns, places;
};

Present present_in(const Table& table) {
  Present present;
  present.columns.resize(table.columns.size());
  present.places.resize(place_heads().size());
  for (const TableRow& row : table.rows) {
    present.line = present.line || row.line;
    present.code = present.code || row.code;
    present.side = present.side || !row.side.empty();
    present.doubts = present.doubts || !row.doubtful.empty();
    for (std::size_t i = 0; i < row.cells.size() && i < present.columns.size(); ++i) {
      present.columns[i] = present.columns[i] || row.cells[i].state != CellState::absent;
    }
    const auto place = spelled_place(row.at);
    for (std::size_t i = 0; i < place.size(); ++i) present.places[i] = present.places[i] || !place[i].empty();
  }
  return present;
}

std::vector<std::string> table_head(const Table& table, const Present& present) {
  std::vector<std::string> head;
  if (present.line) head.emplace_back(kLine);
  head.emplace_back(kLabel);
  if (present.code) head.emplace_back(kCode);
  if (present.side) head.emplace_back(kSide);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (present.columns[i]) head.push_back(guarded(column_head(table.columns[i])));
  }
  if (present.doubts) head.emplace_back(kDoubt);
  for (std::size_t i = 0; i < present.places.size(); ++i) {
    if (present.places[i]) head.push_back(place_heads()[i]);
  }
  return head;
}

}  // namespace

std::string column_head(const std::string& name) { return is_ours(name) ? std::string(kColumn) + name : name; }

std::vector<ColumnStyle> column_styles(const Table& table) {
  std::vector<ColumnStyle> styles;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::vector<std::string_view> printed;
    for (const TableRow& row : table.rows) {
      if (i < row.cells.size()) printed.push_back(row.cells[i].printed);
    }
    styles.push_back(style_of(printed));
  }
  return styles;
}

std::string write_table(const Table& table, const std::vector<ColumnStyle>& styles) {
  const Present present = present_in(table);
  const auto names = doubt_names(table);
  CsvWriter csv;
  csv.row(table_head(table, present));
  for (const TableRow& row : table.rows) {
    std::vector<std::string> fields;
    if (present.line) fields.push_back(spelled_text(row.line));
    fields.push_back(spelled_text(row.label));
    if (present.code) fields.push_back(spelled_text(row.code));
    if (present.side) fields.push_back(guarded(row.side));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (present.columns[i])
        fields.push_back(spelled_cell(i < row.cells.size() ? row.cells[i] : Cell{}, styles.at(i)));
    }
    if (present.doubts) fields.push_back(spelled_doubts(row.doubtful, names));
    const auto place = spelled_place(row.at);
    for (std::size_t i = 0; i < place.size(); ++i) {
      if (present.places[i]) fields.push_back(place[i]);
    }
    // A printed row without a word stays a row: its first text (行次 or 项目) is spelled as unknown.
    if (std::all_of(fields.begin(), fields.end(), [](const std::string& field) { return field.empty(); })) {
      fields.front() = std::string(kAbsent);
    }
    csv.row(fields);
  }
  return csv.bytes();
}

void read_table(const CsvFile& csv, const std::vector<ColumnStyle>& styles, const Document& document, Table& table) {
  std::vector<std::string> known{std::string(kLine), std::string(kLabel), std::string(kCode), std::string(kSide)};
  std::vector<std::string> heads;
  for (const std::string& column : table.columns) heads.push_back(guarded(column_head(column)));
  known.insert(known.end(), heads.begin(), heads.end());
  known.emplace_back(kDoubt);
  known.insert(known.end(), place_heads().begin(), place_heads().end());
  check_heads(csv, known, {std::string(kLabel)}, false);

  const TableUnits units(document, table);
  const auto names = doubt_names(table);
  for (const CsvRow& csv_row : csv.rows) {
    const CsvRecord source(csv, csv_row);
    TableRow row;
    row.line = text_of(source.get(kLine));
    row.label = text_of(source.get(kLabel));
    row.code = text_of(source.get(kCode));
    row.side = unguarded(source.get(kSide));
    row.cells.resize(table.columns.size());
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const std::string* field = source.find(heads[i]);
      if (field == nullptr) continue;
      if (const auto printed = printed_of(*field, styles.at(i)))
        row.cells[i] = units.cell(row.label, i, printed->value_or(""));
    }
    row.doubtful = doubts_of(source, names);
    row.at = source.place();
    table.rows.push_back(std::move(row));
  }
}

}  // namespace gouji
