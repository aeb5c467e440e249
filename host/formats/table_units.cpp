#include "formats/table_units.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gouji {
namespace {

// Words in brackets are rarely units; counted ones are taken only from this list.
constexpr std::array<std::string_view, 20> kCounted{"个", "人", "人次",   "次", "批",   "批次", "辆",
                                                    "台", "套", "件",     "户", "家",   "项",   "天",
                                                    "份", "张", "平方米", "㎡", "公里", "亩"};

// Those of ）, ), % and ％: most heads have no unit and end otherwise.
constexpr std::string_view kLastBytes = "\x89)%\x85";

}  // namespace

std::optional<Unit> unit_in_head(std::string_view head) {
  const std::string_view trimmed = text::trim(head);
  if (trimmed.empty() || kLastBytes.find(trimmed.back()) == std::string_view::npos) return std::nullopt;
  using Brackets = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Brackets, 2> kBrackets{Brackets{"（", "）"}, Brackets{"(", ")"}};
  for (const auto& [open, close] : kBrackets) {
    if (!trimmed.ends_with(close)) continue;
    const auto begin = trimmed.rfind(open);
    if (begin == std::string_view::npos) continue;
    const std::string_view inside = trimmed.substr(begin + open.size());
    std::string word = text::strip_spaces(inside.substr(0, inside.size() - close.size()));
    if (word.starts_with("单位：")) word.erase(0, std::string_view("单位：").size());
    if (auto money = money_unit(word)) return money;
    if (word == "%" || word == "％") return Unit::percent();
    if (std::find(kCounted.begin(), kCounted.end(), word) != kCounted.end()) return Unit::quantity(word);
  }
  // "增减%", "占比%": only this sign stands for itself.
  if (trimmed.ends_with("%") || trimmed.ends_with("％")) return Unit::percent();
  return std::nullopt;
}

TableUnits::TableUnits(const Document& document, const Table& table) : money_(document.money()) {
  if (table.money_unit) money_ = money_unit(*table.money_unit).value_or(money_);
  for (const std::string& column : table.columns) columns_.push_back(unit_in_head(column));
}

Unit TableUnits::of(const std::optional<std::string>& label, std::size_t column) const {
  return of(label ? unit_in_head(*label) : std::nullopt, column);
}

const Unit& TableUnits::of(const std::optional<Unit>& in_label, std::size_t column) const {
  if (in_label) return *in_label;
  return column < columns_.size() && columns_[column] ? *columns_[column] : money_;
}

Cell TableUnits::cell(const std::optional<std::string>& label, std::size_t column, std::string_view printed) const {
  return make_cell(printed, of(label, column));
}

}  // namespace gouji
