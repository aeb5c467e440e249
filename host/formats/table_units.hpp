// The unit of a table's figures: what the row's label or the column's head prints, else the table's money.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace gouji {

// "公务用车保有量（辆）" → 辆, "占比（%）" and "增减%" → %, "金额(万元)" → 万元; empty for any other head, such as
// "因公出国（境）费".
std::optional<Unit> unit_in_head(std::string_view head);

class TableUnits {
 public:
  TableUnits(const Document& document, const Table& table);
  Unit of(const std::optional<std::string>& label, std::size_t column) const;
  // The same, where the label's own unit is known.
  const Unit& of(const std::optional<Unit>& in_label, std::size_t column) const;
  // Reads a cell of the table: readers of tables make their cells here, or with `of`, many of a row at once.
  Cell cell(const std::optional<std::string>& label, std::size_t column, std::string_view printed) const;

 private:
  Unit money_;
  std::vector<std::optional<Unit>> columns_;
};

}  // namespace gouji
