#include "model/document.hpp"

#include <algorithm>
#include <array>
#include <set>

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
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::uint8_t most = 0;
    for (const TableRow& row : table.rows) {
      if (column < row.cells.size() && row.cells[column].has_figure()) {
        most = std::max(most, row.cells[column].figure.decimals);
      }
    }
    for (TableRow& row : table.rows) {
      if (column < row.cells.size()) row.cells[column].precision = most;
    }
  }
}

template <class Items, class Name, class Assign>
void number_equal_names(Items& items, Name name, Assign assign) {
  std::map<std::string, int> total;
  for (const auto& item : items) ++total[name(item)];
  std::map<std::string, int> seen;
  for (auto& item : items) {
    const std::string key = name(item);
    assign(item, total[key] > 1 ? ++seen[key] : 0);
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
        evaluation.funds, [](const Record& fund) { return fund.text("source"); },
        [](Record& fund, int ordinal) { fund.ordinal = ordinal; });
    number_equal_names(
        evaluation.indicators, [](const Record& row) { return row.text("level3"); },
        [](Record& row, int ordinal) { row.ordinal = ordinal; });
  }
  number_equal_names(
      document.evaluations, [](const Evaluation& evaluation) { return evaluation.head.text("name"); },
      [](Evaluation& evaluation, int ordinal) { evaluation.head.ordinal = ordinal; });
  std::map<std::string, std::vector<Record*>> claims;  // by unit: 元 and 万元 are not printed to the same decimals
  for (Record& claim : document.claims) claims[claim.text("unit")].push_back(&claim);
  for (auto& [unit, alike] : claims) align_money(alike);
}

}  // namespace gouji
