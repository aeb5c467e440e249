#include "formats/dataset_records.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/escape.hpp"

namespace gouji {
namespace {

std::map<std::string, std::string> heads_by_key(RecordKind kind) {
  std::map<std::string, std::string> heads;
  for (const Field& field : fields_of(kind)) heads.emplace(field.key, field.chinese);
  return heads;
}

// Only what is printed somewhere gets a column.
struct RecordColumns {
  std::vector<std::size_t> fields;
  std::vector<ColumnStyle> styles;
  std::vector<std::string> more;
  bool doubts = false;
  std::vector<bool> places;
};

RecordColumns columns_of(RecordKind kind, const std::vector<TiedRecord>& rows) {
  RecordColumns columns;
  const auto fields = fields_of(kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::vector<std::string_view> printed;
    for (const TiedRecord& row : rows) {
      if (row.record->cells[i].state != CellState::absent) printed.push_back(row.record->cells[i].printed);
    }
    if (printed.empty()) continue;
    columns.fields.push_back(i);
    columns.styles.push_back(fields[i].role == Role::words ? ColumnStyle{} : style_of(printed));
  }
  if (columns.fields.empty() && kind == RecordKind::claim) {  // claims without any field are rows all the same
    columns.fields.push_back(0);
    columns.styles.emplace_back();
  }
  columns.places.resize(place_heads().size());
  for (const TiedRecord& row : rows) {
    for (const auto& [name, text] : row.record->more) {
      if (std::find(columns.more.begin(), columns.more.end(), name) == columns.more.end()) columns.more.push_back(name);
    }
    columns.doubts = columns.doubts || !row.record->doubtful.empty();
    const auto place = spelled_place(row.record->at);
    for (std::size_t i = 0; i < place.size(); ++i) columns.places[i] = columns.places[i] || !place[i].empty();
  }
  return columns;
}

std::vector<std::string> record_head(RecordKind kind, const RecordColumns& columns) {
  std::vector<std::string> head;
  if (kind != RecordKind::claim) head.emplace_back(kForm);
  for (const std::size_t field : columns.fields) head.emplace_back(fields_of(kind)[field].chinese);
  for (const std::string& name : columns.more) head.push_back(std::string(kOther) + name);
  if (columns.doubts) head.emplace_back(kDoubt);
  for (std::size_t i = 0; i < columns.places.size(); ++i) {
    if (columns.places[i]) head.push_back(place_heads()[i]);
  }
  return head;
}

std::string spelled_more(const Record& record, const std::string& name) {
  const auto found =
      std::find_if(record.more.begin(), record.more.end(), [&](const auto& pair) { return pair.first == name; });
  if (found == record.more.end()) return std::string(kAbsent);
  return found->second.empty() ? std::string() : (found->second == kAbsent ? "'∅" : sheet_cell(found->second, {}));
}

std::vector<std::string> row_of(const TiedRecord& tied, const RecordColumns& columns) {
  const Record& record = *tied.record;
  std::vector<std::string> row;
  if (record.kind != RecordKind::claim) row.push_back(tied.form);
  for (std::size_t i = 0; i < columns.fields.size(); ++i) {
    const Cell& cell = record.cells[columns.fields[i]];
    const auto words = closed_words(record.kind, fields_of(record.kind)[columns.fields[i]].key);
    const bool closed = !words.empty() && cell.state != CellState::absent && !cell.printed.empty();
    row.push_back(closed ? chinese_from(words, cell.printed) : spelled_cell(cell, columns.styles[i]));
  }
  for (const std::string& name : columns.more) row.push_back(spelled_more(record, name));
  if (columns.doubts) row.push_back(spelled_doubts(record.doubtful, heads_by_key(record.kind)));
  const auto place = spelled_place(record.at);
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (columns.places[i]) row.push_back(place[i]);
  }
  const bool empty = std::all_of(row.begin(), row.end(), [](const std::string& field) { return field.empty(); });
  if (empty && !row.empty()) row.front().assign(1, '\'');  // a row all the same: a printed blank, spelled out
  return row;
}

std::string closed_word(const CsvRecord& source, std::span<const ClosedWord> words, std::string_view head,
                        const std::string& text) {
  const std::string_view code = code_from(words, text);
  if (!code.empty()) return std::string(code);
  std::vector<std::string> known;
  for (const ClosedWord& word : words) known.emplace_back(word.chinese);
  const std::string near = nearest(text, known);
  const std::string shown = text::visible(text::shorten(text, 40));
  throw std::move(
      source
          .fault("csv.bad_word", fmt::format("“{}”栏不能填“{}”", head, shown),
                 fmt::format("“{}” is no value of the column “{}”", shown, head))
          .hint(fmt::format("{}可用：{}", near.empty() ? "" : "是不是“" + near + "”？", fmt::join(known, "、")),
                fmt::format("{}use one of: {}", near.empty() ? "" : "did you mean “" + near + "”? ",
                            fmt::join(known, ", "))));
}

Record read_record(RecordKind kind, const CsvRecord& source, const CsvFile& csv, const ColumnStyles& styles,
                   const Unit& document_money, const std::map<std::string, std::string>& names) {
  Record record(kind);
  Unit money = document_money;
  if (kind == RecordKind::claim) {
    if (const auto unit = text_of(source.get("单位"))) money = unit_from_word(*unit).value_or(money);
  }
  for (const Field& field : fields_of(kind)) {
    const std::string head(field.chinese);
    const std::string* spelled = source.find(head);
    if (spelled == nullptr) continue;
    const auto style = styles.find(head);
    auto printed = printed_of(*spelled, style == styles.end() ? ColumnStyle{} : style->second);
    if (!printed) continue;
    const auto words = closed_words(kind, field.key);
    if (!words.empty() && *printed && !(*printed)->empty()) *printed = closed_word(source, words, head, **printed);
    set_field(record, field.key, *printed, money);
  }
  for (const std::string& head : csv.head.fields) {
    if (!head.starts_with(kOther)) continue;
    const std::string_view spelled = source.get(head);
    if (spelled != kAbsent) record.more.emplace_back(head.substr(kOther.size()), unguarded(spelled));
  }
  record.doubtful = doubts_of(source, names);
  record.at = source.place();
  return record;
}

}  // namespace

std::string write_records(RecordKind kind, const std::vector<TiedRecord>& rows, ColumnStyles& styles) {
  const RecordColumns columns = columns_of(kind, rows);
  for (std::size_t i = 0; i < columns.fields.size(); ++i) {
    if (!columns.styles[i].plain()) styles[std::string(fields_of(kind)[columns.fields[i]].chinese)] = columns.styles[i];
  }
  CsvWriter csv;
  csv.row(record_head(kind, columns));
  for (const TiedRecord& row : rows) csv.row(row_of(row, columns));
  return csv.bytes();
}

std::vector<ReadRecord> read_records(RecordKind kind, const CsvFile& csv, const ColumnStyles& styles,
                                     const std::function<Unit(const std::string& form)>& money) {
  std::vector<std::string> known;
  if (kind != RecordKind::claim) known.emplace_back(kForm);
  for (const Field& field : fields_of(kind)) known.emplace_back(field.chinese);
  known.emplace_back(kDoubt);
  known.insert(known.end(), place_heads().begin(), place_heads().end());
  check_heads(csv, known,
              kind == RecordKind::claim ? std::vector<std::string>{} : std::vector<std::string>{std::string(kForm)},
              true);

  const auto names = heads_by_key(kind);
  std::vector<ReadRecord> records;
  for (const CsvRow& row : csv.rows) {
    const CsvRecord source(csv, row);
    std::string form = unguarded(source.get(kForm));
    Record record = read_record(kind, source, csv, styles, money(form), names);
    records.push_back({source, std::move(form), std::move(record)});
  }
  return records;
}

}  // namespace gouji
