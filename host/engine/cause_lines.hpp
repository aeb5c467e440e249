// The table around a broken sum. Its lines run along the sum: the rows of a column that is added up, or the columns of
// a row; the lanes beside it are the other columns, or the other rows, in which the same formula usually stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/identity.hpp"

namespace gouji {

inline constexpr std::size_t kLongestCauseName = 24;  // characters of a row, a column or a table in a cause

class CauseLines {
 public:
  // Empty unless the total and all parts stand in one column, or in one row, of one table.
  static std::optional<CauseLines> around(const script::Leaf& total, const std::vector<script::Leaf>& parts);

  std::size_t lines() const { return by_rows_ ? table_->rows.size() : table_->columns.size(); }
  std::size_t lanes() const { return by_rows_ ? table_->columns.size() : table_->rows.size(); }
  std::size_t total() const { return total_; }
  std::size_t lane() const { return lane_; }
  const std::vector<std::size_t>& parts() const { return parts_; }
  bool is_part(std::size_t line) const;
  // Stands on the total's side of the table (收入 | 支出) and may be added up.
  bool counts(std::size_t line) const;

  script::Leaf leaf(std::size_t line, std::size_t lane) const;
  // In `unit`; nothing where there is no figure of its kind.
  std::optional<Exact> figure(std::size_t line, std::size_t lane, const Unit& unit) const;
  std::string line_name(std::size_t line) const;
  std::string lane_name(std::size_t lane) const;
  bool by_rows() const { return by_rows_; }

 private:
  const Table* table_ = nullptr;
  bool by_rows_ = true;
  std::size_t total_ = 0, lane_ = 0;
  std::vector<std::size_t> parts_;
};

// What a cell is called beside others of its table: its row, or its column where `by_rows` is false.
std::string name_of(const script::Leaf& leaf, bool by_rows);

// The figure of a cell in `unit`; nothing where it holds none of that kind.
std::optional<Exact> figure_in(const Cell& cell, const Unit& unit);

// How far the figure may be from what is meant, in `unit`: half a unit of the last digit for money.
Exact slack_of(const Cell& cell, const Unit& unit);

}  // namespace gouji
