// The closed kinds of row in a disclosure, each described by one table of fields. The same table drives JSON, CSV, the
// Lua fields, the catalogue and the words of messages, so that a field has one name in each language and one meaning.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/cell.hpp"
#include "model/target.hpp"

namespace gouji {

enum class RecordKind : std::uint8_t { evaluation, fund, indicator, claim };

enum class Role : std::uint8_t {
  words,   // text
  money,   // in the document's money unit
  weight,  // 分值: exact
  points,  // 得分
  ratio,   // 执行率, 得分系数: percent or bare ratio
  target,  // operator, number, unit
  count,   // a bare number
};

struct Field {
  std::string_view key;      // JSON and Lua name
  std::string_view chinese;  // what people call it
  Role role;
  bool usual;  // written (as null) even when blank; other fields only when printed
};

// All fields of a kind, in the order of the JSON contract.
std::span<const Field> fields_of(RecordKind kind);
// Index of a field by key; -1 when unknown.
int field_index(RecordKind kind, std::string_view key);
// What people call the field; the key itself when it is none of the kind's.
std::string_view label_of(RecordKind kind, std::string_view key);
// 自评表, 资金, 指标, 说明.
std::string_view chinese_of(RecordKind kind);

struct Record {
  RecordKind kind = RecordKind::fund;
  std::vector<Cell> cells;                                // by field index
  std::vector<std::pair<std::string, std::string>> more;  // any other printed column
  std::map<std::string, std::string> doubtful;            // field key → why
  Place at;
  int ordinal = 0;  // from 1 where several of a form have one name, else 0

  explicit Record(RecordKind of = RecordKind::fund) : kind(of), cells(fields_of(of).size()) {}
  const Cell& cell(std::string_view key) const { return cells.at(static_cast<std::size_t>(field_index(kind, key))); }
  Cell& cell(std::string_view key) { return cells.at(static_cast<std::size_t>(field_index(kind, key))); }
  // The printed text of a field, empty when missing.
  const std::string& text(std::string_view key) const { return cell(key).printed; }
};

// What a row is called in its form: 名称, 资金来源, the lowest 指标 that is printed, 事项; empty when none is.
const std::string& row_name(const Record& record);

// Sets a field from its printed text (nullopt: a printed blank), reading it by the field's role.
void set_field(Record& record, std::string_view key, const std::optional<std::string>& printed, const Unit& money);

// The same by the index of the field; an empty text is a printed blank.
void set_field(Record& record, std::size_t field, std::string_view printed, const Unit& money);

// The target or result in a field. Where the form prints the operator (指标性质 ≥) and the unit (度量单位 人次) in
// columns of their own, they count as if they stood with the number.
Target target_in(const Record& record, std::size_t field);

}  // namespace gouji
