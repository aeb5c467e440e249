#include "engine/cause_lines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji {
namespace {

Exact power(int exponent) {
  return exponent >= 0 ? Exact::fraction(power_of_ten(exponent), 1) : Exact::fraction(1, power_of_ten(-exponent));
}

std::size_t index_of(const Table& table, const TableRow* row) {
  return static_cast<std::size_t>(row - table.rows.data());
}

}  // namespace

std::optional<Exact> figure_in(const Cell& cell, const Unit& unit) {
  if (!cell.has_figure() || cell.figure.unit.kind != unit.kind) return std::nullopt;
  if (unit.kind == UnitKind::ratio || cell.figure.unit.exponent == unit.exponent) return cell.figure.value;
  return cell.figure.value * power(cell.figure.unit.exponent - unit.exponent);
}

Exact slack_of(const Cell& cell, const Unit& unit) {
  if (!cell.has_figure() || unit.kind != UnitKind::money) return 0;
  return half_unit(cell.figure, cell.precision) * power(cell.figure.unit.exponent - unit.exponent);
}

std::string name_of(const script::Leaf& leaf, bool by_rows) {
  std::string name(text::trim(by_rows ? leaf.row_name() : leaf.column_name()));
  if (name.empty()) name = by_rows ? leaf.column_name() : leaf.row_name();
  return text::shorten(name, kLongestCauseName);
}

std::optional<CauseLines> CauseLines::around(const script::Leaf& total, const std::vector<script::Leaf>& parts) {
  CauseLines lines;
  lines.table_ = total.table;
  if (total.table == nullptr || total.row == nullptr || parts.empty()) return std::nullopt;
  const auto all = [&](auto same) { return std::all_of(parts.begin(), parts.end(), same); };
  if (!all([&](const script::Leaf& part) { return part.table == total.table && part.row != nullptr; })) return {};
  const bool one_column = all([&](const script::Leaf& part) { return part.column == total.column; });
  const bool one_row = all([&](const script::Leaf& part) { return part.row == total.row; });
  if (one_column == one_row) return std::nullopt;
  lines.by_rows_ = one_column;
  const std::size_t row = index_of(*total.table, total.row);
  lines.total_ = one_column ? row : total.column;
  lines.lane_ = one_column ? total.column : row;
  for (const script::Leaf& part : parts)
    lines.parts_.push_back(one_column ? index_of(*total.table, part.row) : part.column);
  return lines;
}

bool CauseLines::is_part(std::size_t line) const {
  return std::find(parts_.begin(), parts_.end(), line) != parts_.end();
}

bool CauseLines::counts(std::size_t line) const {
  return line != total_ && (!by_rows_ || table_->rows[line].side == table_->rows[total_].side);
}

script::Leaf CauseLines::leaf(std::size_t line, std::size_t lane) const {
  const std::size_t row = by_rows_ ? line : lane;
  const std::size_t column = by_rows_ ? lane : line;
  static const Cell absent;
  script::Leaf leaf;
  leaf.table = table_;
  leaf.row = &table_->rows[row];
  leaf.column = static_cast<std::uint32_t>(column);
  leaf.cell = column < leaf.row->cells.size() ? &leaf.row->cells[column] : &absent;
  return leaf;
}

std::optional<Exact> CauseLines::figure(std::size_t line, std::size_t lane, const Unit& unit) const {
  return figure_in(*leaf(line, lane).cell, unit);
}

std::string CauseLines::line_name(std::size_t line) const { return name_of(leaf(line, lane_), by_rows_); }
std::string CauseLines::lane_name(std::size_t lane) const { return name_of(leaf(total_, lane), !by_rows_); }

}  // namespace gouji
