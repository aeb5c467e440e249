// All that a document holds, as a text: two documents are the same where it is. Beyond what is written of a document
// it tells states, precision, values as fractions, units and ordinals.
#pragma once

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>

#include "model/document.hpp"

namespace gouji::test {

class AllOfDocument {
 public:
  static std::string of(const Document& document) { return AllOfDocument(document).all_; }

 private:
  explicit AllOfDocument(const Document& d) {
    add("document", d.id, maybe(d.province), maybe(d.region), d.unit, d.year, d.kind, d.money_unit, d.file);
    for (const auto* fact :
         {&d.unit_code, &d.department, &d.level, &d.predecessor, &d.published_on, &d.approved_on, &d.url})
      add("fact", maybe(*fact));
    add("source", d.source.file, d.source.sha256, d.source.layout, d.source.generic);
    add_doubtful(d.doubtful);
    for (const Table& table : d.tables) add_table(table);
    for (const Evaluation& evaluation : d.evaluations) {
      add_record(evaluation.head);
      for (const Record& fund : evaluation.funds) add_record(fund);
      for (const Record& indicator : evaluation.indicators) add_record(indicator);
      for (const TextBlock& text : evaluation.texts) {
        add("text", text.label, text.present, text.chars, maybe(text.text));
        add_place(text.at);
      }
    }
    for (const Record& claim : d.claims) add_record(claim);
    add("mentions");
    for (const Record& mention : d.mentions) add_record(mention);
  }

  template <class... Parts>
  void add(const char* what, const Parts&... parts) {
    all_ += what;
    ((all_ += fmt::format(" [{}]", parts)), ...);
    all_ += '\n';
  }
  static std::string maybe(const std::optional<std::string>& text) { return text ? "=" + *text : "none"; }

  void add_place(const Place& at) { add("at", at.line, at.to, at.page, at.sheet, at.cell); }
  void add_doubtful(const std::map<std::string, std::string>& doubtful) {
    for (const auto& [field, why] : doubtful) add("doubtful", field, why);
  }

  void add_cell(const Cell& cell) {
    add("cell", cell.printed, name_of(cell.state), cell.precision);
    const Figure& figure = cell.figure;
    const auto part = [](Int128 number) {  // fmt prints no __int128 by default everywhere
      std::string digits;
      const bool negative = number < 0;
      do digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(number % 10) * (negative ? -1 : 1)));
      while ((number /= 10) != 0);
      return (negative ? "-" : "") + digits;
    };
    add("figure", part(figure.value.numerator()), part(figure.value.denominator()), figure.decimals, figure.padded,
        name_of(figure.unit.kind), static_cast<int>(figure.unit.exponent), figure.unit.word.text());
  }

  void add_record(const Record& record) {
    add("record", static_cast<int>(record.kind), record.ordinal);
    for (const Cell& cell : record.cells) add_cell(cell);
    for (const auto& [column, text] : record.more) add("more", column, text);
    add_doubtful(record.doubtful);
    add_place(record.at);
  }

  void add_table(const Table& table) {
    add("table", table.name, maybe(table.number), maybe(table.title), maybe(table.money_unit), table.year);
    for (const std::string& column : table.columns) add("column", column);
    for (const TableRow& row : table.rows) {
      add("row", maybe(row.label), maybe(row.code), maybe(row.line), row.side);
      for (const Cell& cell : row.cells) add_cell(cell);
      add_doubtful(row.doubtful);
      add_place(row.at);
    }
    for (const std::string& note : table.notes) add("note", note);
  }

  std::string all_;
};

}  // namespace gouji::test
