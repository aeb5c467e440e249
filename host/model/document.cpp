#include "model/document.hpp"

#include <algorithm>
#include <array>

namespace gouji {
namespace {

constexpr std::array<DocumentKind, 3> kKinds{
    {{"final_accounts", "部门决算"}, {"budget", "部门预算"}, {"self_evaluation", "绩效自评"}}};

// Money has the precision of its form: the most decimals printed there.
void align_money(std::vector<Record*>& rows) {
  std::uint8_t most = 0;
  const auto each = [&](auto&& act) {
    for (Record* row : rows) {
      const auto fields = fields_of(row->kind);
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].role == Role::money && row->cells[i].has_figure()) act(row->cells[i]);
      }
    }
  };
  each([&](const Cell& cell) { most = std::max(most, cell.figure.decimals); });
  each([&](Cell& cell) { cell.precision = most; });
}

void align_table(Table& table) {
  std::vector<std::uint8_t> most(table.columns.size());
  const auto each = [&](auto&& act) {
    for (TableRow& row : table.rows) {
      for (std::size_t i = 0; i < std::min(row.cells.size(), most.size()); ++i) act(row.cells[i], most[i]);
    }
  };
  each([](const Cell& cell, std::uint8_t& decimals) {
    if (cell.has_figure()) decimals = std::max(decimals, cell.figure.decimals);
  });
  each([](Cell& cell, std::uint8_t decimals) { cell.precision = decimals; });
}

template <class Items, class Name, class Assign>
void number_equal_names(Items& items, Name name, Assign assign) {
  std::vector<std::pair<std::string_view, std::size_t>> sorted;
  sorted.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) sorted.emplace_back(name(items[i]), i);
  std::sort(sorted.begin(), sorted.end());
  int number = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const bool as_before = i > 0 && sorted[i - 1].first == sorted[i].first;
    const bool as_behind = i + 1 < sorted.size() && sorted[i + 1].first == sorted[i].first;
    number = as_before ? number + 1 : 1;
    assign(items[sorted[i].second], as_before || as_behind ? number : 0);
  }
}

}  // namespace

Unit Evaluation::money(const Unit& document_money) const {
  return gouji::money_unit(head.text("money_unit")).value_or(document_money);
}

Unit Document::money() const { return money_unit.empty() ? Unit{} : gouji::money_unit(money_unit).value_or(Unit{}); }

const DocumentKind* find_kind(std::string_view code_or_chinese) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const DocumentKind& kind) {
    return kind.code == code_or_chinese || kind.chinese == code_or_chinese;
  });
  return found == kKinds.end() ? nullptr : &*found;
}

void finish(Document& document) {
  for (Table& table : document.tables) align_table(table);
  for (Evaluation& evaluation : document.evaluations) {
    std::vector<Record*> funds;
    for (Record& fund : evaluation.funds) funds.push_back(&fund);
    align_money(funds);
    number_equal_names(
        evaluation.funds, [](const Record& fund) -> std::string_view { return fund.text("source"); },
        [](Record& fund, int ordinal) { fund.ordinal = ordinal; });
    number_equal_names(
        evaluation.indicators, [](const Record& row) -> std::string_view { return row.text("level3"); },
        [](Record& row, int ordinal) { row.ordinal = ordinal; });
  }
  number_equal_names(
      document.evaluations,
      [](const Evaluation& evaluation) -> std::string_view { return evaluation.head.text("name"); },
      [](Evaluation& evaluation, int ordinal) { evaluation.head.ordinal = ordinal; });
  std::map<std::string_view, std::vector<Record*>> claims;  // by unit: 元 and 万元 are not printed to the same decimals
  for (Record& claim : document.claims) claims[claim.text("unit")].push_back(&claim);
  for (auto& [unit, alike] : claims) align_money(alike);
}

}  // namespace gouji
