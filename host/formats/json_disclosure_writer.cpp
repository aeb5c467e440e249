#include <fmt/format.h>

#include <set>

#include "base/fault.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/escape.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/json_writer.hpp"

namespace gouji {
namespace {

Fault same_name(const std::string& where) {
  return std::move(
      Fault("data.duplicate_column", fmt::format("“{}”中有两栏同名", where),
            fmt::format("two columns of “{}” have one name", where))
          .hint("请用“/”连上一级表头来区分", "tell them apart by the upper level of the head, joined by /"));
}

class Writer {
 public:
  explicit Writer(bool pretty) : json_(pretty) {}

  std::string write(const Document& document) {
    json_.begin_object();
    json_.member("schema", kDisclosureSchema);
    json_.member("id", document.id);
    for (const DocumentField& field : region_fields()) json_.member(field.key, document.*field.member);
    json_.member("unit", document.unit);
    json_.key("year");
    if (document.year_known())
      json_.integer(document.year);
    else
      json_.null();
    json_.member("kind", document.kind);
    for (const DocumentField& field : other_fields()) json_.member(field.key, document.*field.member);
    json_.member("money_unit", known(document.money_unit));
    write_source(document.source);
    write_doubtful(document.doubtful);
    list("tables", document.tables, [&](const Table& table) { write_table(table); });
    list("evaluations", document.evaluations, [&](const Evaluation& evaluation) { write_evaluation(evaluation); });
    list("claims", document.claims, [&](const Record& claim) { write_record(claim); });
    if (!document.mentions.empty())
      list("mentions", document.mentions, [&](const Record& mention) { write_record(mention); });
    json_.end_object();
    return json_.take();
  }

 private:
  static std::optional<std::string> known(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
  }

  template <class Items, class Each>
  void list(std::string_view key, const Items& items, Each each) {
    json_.key(key);
    json_.begin_list();
    for (const auto& item : items) each(item);
    json_.end_list();
  }

  void write_source(const Source& source) {
    if (source.file.empty() && source.sha256.empty() && source.layout.empty() && !source.generic) return;
    json_.key("source");
    json_.begin_object();
    json_.member("file", known(source.file));
    json_.member("sha256", known(source.sha256));
    json_.member("layout", known(source.layout));
    if (source.generic) json_.member("generic", true);
    json_.end_object();
  }

  void write_doubtful(const std::map<std::string, std::string>& doubtful) {
    if (doubtful.empty()) return;
    json_.key("doubtful");
    json_.begin_object();
    for (const auto& [field, reason] : doubtful) json_.member(field, reason);
    json_.end_object();
  }

  void write_place(const Place& at) {
    if (at.line == 0 && at.to == 0 && at.page == 0 && at.sheet.empty() && at.cell.empty()) return;
    json_.key("at");
    json_.begin_object();
    if (at.line != 0) json_.member("line", at.line);
    if (at.to != 0) json_.member("to", at.to);
    if (at.page != 0) json_.member("page", at.page);
    if (!at.sheet.empty()) json_.member("sheet", at.sheet);
    if (!at.cell.empty()) json_.member("cell", at.cell);
    json_.end_object();
  }

  // null for a printed blank; nothing at all for an absent cell.
  void write_cell(std::string_view key, const Cell& cell) {
    if (cell.state == CellState::absent) return;
    json_.key(key);
    if (cell.printed.empty()) {
      json_.null();
    } else {
      json_.text(cell.printed);
    }
  }

  void write_table(const Table& table) {
    const std::set<std::string> names(table.columns.begin(), table.columns.end());
    if (names.size() != table.columns.size()) throw same_name(table.name);
    json_.begin_object();
    json_.member("name", table.name);
    json_.member("number", table.number);
    json_.member("title", table.title);
    json_.member("money_unit", table.money_unit);
    if (table.year > 0) {
      json_.key("year");
      json_.integer(table.year);
    }
    list("columns", table.columns, [&](const std::string& column) { json_.text(column); });
    list("rows", table.rows, [&](const TableRow& row) { write_row(table, row); });
    list("notes", table.notes, [&](const std::string& note) { json_.text(note); });
    json_.end_object();
  }

  void write_row(const Table& table, const TableRow& row) {
    json_.begin_object();
    json_.member("label", row.label);
    json_.member("code", row.code);
    if (row.line) json_.member("line", row.line);
    if (!row.side.empty()) json_.member("side", row.side);
    json_.key("cells");
    json_.begin_object();
    for (std::size_t i = 0; i < table.columns.size() && i < row.cells.size(); ++i) {
      write_cell(table.columns[i], row.cells[i]);
    }
    json_.end_object();
    write_doubtful(row.doubtful);
    write_place(row.at);
    json_.end_object();
  }

  void write_fields(const Record& record) {
    const auto fields = fields_of(record.kind);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string_view key = fields[i].key;
      if (key.starts_with("reviewed_")) continue;
      if (key == "base_year" && is_year(record.cells[i].printed)) {
        json_.member(key, std::stoi(record.cells[i].printed));
      } else {
        write_cell(key, record.cells[i]);
      }
    }
    if (record.kind == RecordKind::indicator) write_reviewed(record);
    write_more(record);
    write_doubtful(record.doubtful);
    write_place(record.at);
  }

  void write_more(const Record& record) {
    if (record.more.empty()) return;
    std::set<std::string_view> names;
    json_.key("more");
    json_.begin_object();
    for (const auto& [column, text] : record.more) {
      if (!names.insert(column).second) throw same_name(column);
      json_.member(column, text);
    }
    json_.end_object();
  }

  static bool is_year(const std::string& printed) {
    return printed.size() == 4 && printed.front() != '0' &&
           printed.find_first_not_of("0123456789") == std::string::npos;
  }

  void write_reviewed(const Record& indicator) {
    const Cell& score = indicator.cell("reviewed_score");
    const Cell& reason = indicator.cell("reviewed_reason");
    if (score.state == CellState::absent && reason.state == CellState::absent) return;
    json_.key("reviewed");
    json_.begin_object();
    write_cell("score", score);
    write_cell("reason", reason);
    json_.end_object();
  }

  void write_record(const Record& record) {
    json_.begin_object();
    write_fields(record);
    json_.end_object();
  }

  // The contract puts the head's totals after the parts; key by key in its order.
  void write_evaluation(const Evaluation& evaluation) {
    const Record& head = evaluation.head;
    json_.begin_object();
    for (const std::string_view key :
         {"scope", "name", "number", "money_unit", "title_year", "stated_score", "stated_grade"})
      write_cell(key, head.cell(key));
    list("funds", evaluation.funds, [&](const Record& fund) { write_record(fund); });
    list("indicators", evaluation.indicators, [&](const Record& indicator) { write_record(indicator); });
    list("texts", evaluation.texts, [&](const TextBlock& block) { write_text(block); });
    for (const std::string_view key : {"total_weight", "total_score", "grade"}) write_cell(key, head.cell(key));
    write_more(head);
    write_doubtful(head.doubtful);
    write_place(head.at);
    json_.end_object();
  }

  void write_text(const TextBlock& block) {
    json_.begin_object();
    json_.member("label", block.label);
    json_.member("present", block.present);
    json_.member("chars", block.chars);
    if (block.text) json_.member("text", block.text);
    write_place(block.at);
    json_.end_object();
  }

  JsonWriter json_;
};

}  // namespace

std::string write_disclosure(const Document& document, bool pretty) { return Writer(pretty).write(document); }

std::string default_id(const Document& document) {
  const std::string unit = safe_file_name(document.unit, 150);
  return fmt::format("{}-{}-{}", unit.empty() ? "_" : unit, year_in_id(document), document.kind);
}

std::string dataset_name(const Document& document) {
  // "…-2": the number of a second one of the same unit, year and kind stays with the name in Chinese.
  std::string number;
  if (const std::string usual = default_id(document); !document.id.empty() && document.id != usual) {
    if (document.id.starts_with(usual + "-")) number = document.id.substr(usual.size());
    const bool numbered = number.size() > 1 && number.find_first_not_of("0123456789", 1) == std::string::npos;
    if (!numbered) {
      if (std::string name = safe_file_name(document.id, 200); !name.empty()) return name;
      number.clear();
    }
  }
  const DocumentKind* kind = find_kind(document.kind);
  const std::string unit = safe_file_name(document.unit, 150);
  return fmt::format("{}-{}-{}{}", unit.empty() ? "_" : unit,
                     (document.year_known() ? "" : "年度") + shown_year(document),
                     kind == nullptr ? safe_file_name(document.kind, 40) : std::string(kind->chinese), number);
}

}  // namespace gouji
