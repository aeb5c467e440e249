// What an object of the types table, row or column stands for, for those who show it or compute with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/document.hpp"
#include "script/call.hpp"
#include "script/label_keys.hpp"

namespace gouji::script {

struct TablePart {
  const Table* table = nullptr;
  std::string side;  // of a table or column of which one side is looked at; else empty
  std::optional<std::uint32_t> column;
  const TableRow* row = nullptr;
};
TablePart table_part(const Object& object);

// The rows that a table object stands for: of one side only, of those with a code only.
struct TableRows {
  const Table* table = nullptr;
  std::string side;
  bool coded = false;

  bool holds(const TableRow& row) const { return (side.empty() || row.side == side) && (!coded || row.code); }
};
TableRows table_rows(const Object& table);

// By the first of the names that there is. MissingPart names the nearest.
std::uint32_t column_named(LabelKeys& labels, const Table& table, const std::vector<std::string_view>& names);
const TableRow* row_named(LabelKeys& labels, const Table& table, const std::vector<std::string_view>& names);
Leaf leaf_of(const Table& table, const TableRow& row, std::uint32_t column);

}  // namespace gouji::script
