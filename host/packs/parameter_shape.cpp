#include "packs/parameter_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace gouji {
namespace {

bool is_number_item(const script::Plain& item) {
  return item.integer() != nullptr || (item.text() != nullptr && Exact::parse(*item.text()).has_value());
}

// What stands in one place of all rows; a plain list has one column.
std::vector<const script::Plain*> column(const script::PlainList& rows, std::size_t at) {
  std::vector<const script::Plain*> cells;
  for (const script::Plain& row : rows) {
    const script::PlainList* list = row.list();
    if (list == nullptr && at == 0) cells.push_back(&row);
    if (list != nullptr && at < list->size()) cells.push_back(&(*list)[at]);
  }
  return cells;
}

// Items of every row; nullopt where rows differ, 0 where there are no rows.
std::optional<std::size_t> width(const script::PlainList& list) {
  std::optional<std::size_t> all;
  for (const script::Plain& item : list) {
    const std::size_t own = item.list() == nullptr ? 0 : item.list()->size();
    if (all && *all != own) return std::nullopt;
    all = own;
  }
  return all.value_or(0);
}

ShapeGap list_gap(const script::PlainList& below, const script::PlainList& own) {
  const auto wanted = width(below);
  if (below.empty() || own.empty() || !wanted) return {};
  for (std::size_t row = 0; row < own.size(); ++row) {
    const script::PlainList* items = own[row].list();
    if ((items == nullptr ? 0 : items->size()) == *wanted) continue;
    if (*wanted == 0)
      return {fmt::format("第 {} 项应是一个值，不是列表", row + 1), fmt::format("item {} must be one value", row + 1)};
    return {fmt::format("第 {} 项应是 {} 个值的列表", row + 1, *wanted),
            fmt::format("item {} must be a list of {} values", row + 1, *wanted)};
  }
  const auto numbers = [](const std::vector<const script::Plain*>& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const script::Plain* cell) { return is_number_item(*cell); });
  };
  for (std::size_t at = 0; at < std::max<std::size_t>(*wanted, 1); ++at) {
    if (!numbers(column(below, at)) || numbers(column(own, at))) continue;
    if (*wanted == 0) return {"各项都应是数", "all items must be numbers"};
    return {fmt::format("各项的第 {} 个应是数", at + 1), fmt::format("value {} of each item must be a number", at + 1)};
  }
  return {};
}

}  // namespace

ShapeGap shape_gap(const script::ParameterValue& below, const script::ParameterValue& own) {
  if (below.brackets || own.brackets || below.plain.map() != nullptr) return {};
  const script::PlainList* list = below.plain.list();
  const script::PlainList* own_list = own.plain.list();
  if ((list == nullptr) != (own_list == nullptr)) {
    if (list != nullptr) return {"应是列表", "must be a list"};
    return below.number ? ShapeGap{"应是一个数，不是列表", "must be one number"}
                        : ShapeGap{"应是一段文字，不是列表", "must be one text"};
  }
  if (list != nullptr) return list_gap(*list, *own_list);
  if (below.number && !own.number) return {"应是数", "must be a number"};
  return {};
}

}  // namespace gouji
