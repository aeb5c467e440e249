// The keys of gouji.disclosure.v1 outside the fields of records, in the order in which unknown ones are compared with
// them. The enumerators are their indexes.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "model/record.hpp"

namespace gouji {

namespace place_keys {
enum Key : std::size_t { line, to, page, sheet, cell };
inline constexpr std::array<std::string_view, 5> kAll{"line", "to", "page", "sheet", "cell"};
}  // namespace place_keys

namespace source_keys {
enum Key : std::size_t { file, sha256, layout, generic };
inline constexpr std::array<std::string_view, 4> kAll{"file", "sha256", "layout", "generic"};
}  // namespace source_keys

namespace reviewed_keys {
enum Key : std::size_t { score, reason };
inline constexpr std::array<std::string_view, 2> kAll{"score", "reason"};
}  // namespace reviewed_keys

namespace text_keys {
enum Key : std::size_t { label, present, chars, text, at };
inline constexpr std::array<std::string_view, 5> kAll{"label", "present", "chars", "text", "at"};
}  // namespace text_keys

namespace table_keys {
enum Key : std::size_t { name, number, title, money_unit, year, columns, rows, notes };
inline constexpr std::array<std::string_view, 8> kAll{"name", "number",  "title", "money_unit",
                                                      "year", "columns", "rows",  "notes"};
}  // namespace table_keys

namespace row_keys {
enum Key : std::size_t { label, code, line, side, cells, doubtful, at };
inline constexpr std::array<std::string_view, 7> kAll{"label", "code", "line", "side", "cells", "doubtful", "at"};
}  // namespace row_keys

// Of the document; behind them stand those of region_fields() and other_fields().
namespace root_keys {
enum Key : std::size_t {
  schema,
  id,
  unit,
  year,
  kind,
  money_unit,
  source,
  doubtful,
  tables,
  evaluations,
  claims,
  mentions,
  first_field
};
}  // namespace root_keys
std::span<const std::string_view> disclosure_keys();

// Of a record; behind its own keys stand those of its fields, in the order of fields_of, but for reviewed_score and
// reviewed_reason, which stand in `reviewed` and are the last fields of their kind.
namespace record_keys {
enum Key : std::size_t { more, doubtful, at, funds, indicators, texts, reviewed = funds };
}  // namespace record_keys
std::span<const std::string_view> disclosure_keys(RecordKind kind);
// How many keys stand before those of the fields.
std::size_t keys_before_fields(RecordKind kind);

}  // namespace gouji
