#include "regression/case_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/csv_file.hpp"
#include "formats/dataset_cells.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/table_units.hpp"
#include "regression/case_signs.hpp"

namespace gouji {
namespace {

// Lines of the text become lines of the case file.
CsvFile read_text(const CaseText& text) {
  try {
    CsvFile csv = read_csv(text.text, text.file);
    if (const auto wide = wide_sign_in(text, csv)) throw Fault(*wide);
    return csv;
  } catch (const Fault& fault) {
    if (fault.code().starts_with("case.")) throw;
    if (fault.code() == "csv.ragged" || fault.code() == "csv.syntax") {
      if (const auto wide = wide_sign_at(text, fault.location().line)) throw Fault(*wide);
    }
    Fault placed = fault;
    placed.at_line(text.file, text.first_line + std::max(fault.location().line - 1, 0));
    throw placed;
  }
}

int line_of(const CaseText& text, const CsvRow& row) { return text.first_line + row.line - 1; }

template <class Act>
void at_line_of(const CaseText& text, const CsvRow& row, Act act) {
  try {
    act();
  } catch (const Fault& fault) {
    Fault placed = fault;
    placed.at_line(text.file, line_of(text, row)).with_excerpt("  " + fmt::format("{}", fmt::join(row.fields, ",")));
    throw placed;
  }
}

int find_field(RecordKind kind, const std::string& name) {
  const auto fields = fields_of(kind);
  const std::string wanted = text::label_form(name);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].key == name || text::label_form(fields[i].chinese) == wanted) return static_cast<int>(i);
  }
  return -1;
}

[[noreturn]] void unknown_column(RecordKind kind, const std::string& name) {
  std::vector<std::string> known;
  for (const Field& field : fields_of(kind)) known.emplace_back(field.chinese);
  const std::string guess = nearest(name, known);
  throw std::move(
      Fault("case.unknown_column", fmt::format("没有名为“{}”的栏", name), fmt::format("no column {}", name))
          .hint(guess.empty() ? fmt::format("可用：{}；表上另有的栏写“{}栏名”", fmt::join(known, "、"), kOther)
                              : fmt::format("是否想写“{}”？", guess),
                guess.empty()
                    ? fmt::format("use one of {}; other columns are written {}NAME", fmt::join(known, ", "), kOther)
                    : fmt::format("did you mean {}?", guess)));
}

std::optional<std::string> printed(const std::string& field) {
  return field.empty() ? std::nullopt : std::optional(field);
}

std::map<std::string, std::string> names_of(RecordKind kind) {
  std::map<std::string, std::string> names;
  for (const Field& field : fields_of(kind)) names.emplace(field.key, field.chinese);
  return names;
}

}  // namespace

CsvFile case_csv(const CaseText& text) {
  CsvFile csv = read_text(text);
  csv.head.line = line_of(text, csv.head);
  for (CsvRow& row : csv.rows) row.line = line_of(text, row);
  return csv;
}

const Field& case_field(RecordKind kind, const std::string& name) {
  const int index = find_field(kind, name);
  if (index < 0) unknown_column(kind, name);
  return fields_of(kind)[static_cast<std::size_t>(index)];
}

void set_named_field(Record& record, const std::string& name, const std::optional<std::string>& value,
                     const Unit& money) {
  const Field& field = case_field(record.kind, name);
  const auto words = closed_words(record.kind, field.key);
  if (value && !words.empty()) {
    const std::string_view code = code_from(words, *value);
    if (code.empty()) {
      std::vector<std::string> known;
      for (const ClosedWord& word : words) known.emplace_back(word.code);
      throw std::move(Fault("case.bad_word", fmt::format("“{}”没有“{}”这一种", field.chinese, *value),
                            fmt::format("{} cannot be {}", field.key, *value))
                          .hint(fmt::format("可用：{}", fmt::join(known, "、")),
                                fmt::format("use one of {}", fmt::join(known, ", "))));
    }
    set_field(record, field.key, std::string(code), money);
    return;
  }
  set_field(record, field.key, value, money);
}

std::vector<Record> case_records(RecordKind kind, const CaseText& text, const Unit& money) {
  const CsvFile csv = read_text(text);
  at_line_of(text, csv.head, [&] {
    for (const std::string& head : csv.head.fields) {
      if (head != kDoubt && !head.starts_with(kOther) && find_field(kind, head) < 0) unknown_column(kind, head);
    }
  });
  std::vector<Record> records;
  for (const CsvRow& row : csv.rows) {
    Record record(kind);
    record.at.line = line_of(text, row);
    at_line_of(text, row, [&] {
      for (std::size_t i = 0; i < csv.head.fields.size(); ++i) {
        const std::string& head = csv.head.fields[i];
        const std::string& field = row.fields.at(i);
        if (field == kAbsent) continue;
        if (head == kDoubt) {
          record.doubtful = doubts_of(CsvRecord(csv, row), names_of(kind));
        } else if (head.starts_with(kOther)) {
          record.more.emplace_back(head.substr(kOther.size()), field);
        } else {
          set_named_field(record, head, printed(field), money);
        }
      }
    });
    records.push_back(std::move(record));
  }
  return records;
}

Table case_table(const CaseText& text, const Document& document, const std::string& name,
                 const std::optional<std::string>& money_unit) {
  const CsvFile csv = read_text(text);
  Table table;
  table.name = name;
  table.money_unit = money_unit;
  std::vector<std::function<void(TableRow&, const std::string&)>> readers;
  for (std::size_t i = 0; i < csv.head.fields.size(); ++i) {
    const std::string& head = csv.head.fields[i];
    if (i == 0 && head != kLineColumn) {
      readers.emplace_back([](TableRow& row, const std::string& field) { row.label = field; });
    } else if (head == kLineColumn) {
      readers.emplace_back([](TableRow& row, const std::string& field) { row.line = printed(field); });
    } else if (head == kCodeColumn) {
      readers.emplace_back([](TableRow& row, const std::string& field) { row.code = printed(field); });
    } else if (head == kSideColumn) {
      readers.emplace_back([](TableRow& row, const std::string& field) { row.side = field; });
    } else if (i == 1 && csv.head.fields.front() == kLineColumn) {
      readers.emplace_back([](TableRow& row, const std::string& field) { row.label = field; });
    } else if (head == kDoubt) {
      readers.emplace_back([](TableRow&, const std::string&) {});
    } else {
      table.columns.push_back(head.starts_with(kColumn) ? head.substr(kColumn.size()) : head);
      readers.emplace_back(nullptr);
    }
  }
  std::map<std::string, std::string> names;
  for (const std::string& column : table.columns) names.emplace(column, column);
  const TableUnits units(document, table);
  for (const CsvRow& csv_row : csv.rows) {
    TableRow row;
    row.at.line = line_of(text, csv_row);
    row.cells.resize(table.columns.size());
    at_line_of(text, csv_row, [&] {
      for (std::size_t i = 0; i < readers.size(); ++i) {
        if (readers[i] && csv_row.fields.at(i) != kAbsent) readers[i](row, csv_row.fields.at(i));
      }
      row.doubtful = doubts_of(CsvRecord(csv, csv_row), names);
      std::size_t column = 0;
      for (std::size_t i = 0; i < readers.size(); ++i) {
        if (readers[i]) continue;
        if (csv_row.fields.at(i) != kAbsent) row.cells[column] = units.cell(row.label, column, csv_row.fields.at(i));
        ++column;
      }
    });
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace gouji
