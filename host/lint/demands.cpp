// Values that contradict each other: points that do not add up, lists out of order, brackets that rise and fall.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lint/pack_view.hpp"
#include "model/years.hpp"
#include "packs/bracket_table.hpp"

namespace gouji::lint {
namespace {

using script::Plain;

// The number of an item: of a pair the last, of a text itself.
std::optional<Exact> number_of(const Plain& item, const Unit& unit) {
  if (item.list() != nullptr && !item.list()->empty()) return number_of(item.list()->back(), unit);
  std::string digits;
  if (item.text() != nullptr) digits = *item.text();
  if (item.integer() != nullptr) digits = std::to_string(*item.integer());
  const auto figure = parameter_figure(digits, unit);
  return figure ? std::optional(figure->value) : std::nullopt;
}

// [["优", "90"], …] is one list of points, [[["产出", "50"], …], …] several.
std::vector<const Plain*> lists_in(const Plain& value) {
  std::vector<const Plain*> lists;
  if (value.list() == nullptr || value.list()->empty()) return lists;
  const Plain& first = value.list()->front();
  const bool several = first.list() != nullptr && !first.list()->empty() && first.list()->front().list() != nullptr;
  if (!several) return {&value};
  for (const Plain& one : *value.list()) lists.push_back(&one);
  return lists;
}

std::set<int> years_set_for(const PackChain& chain, const std::vector<std::string>& names) {
  std::set<int> years{kOpenYear};
  for (const std::string& name : names) {
    if (const Parameter* parameter = chain.parameters.find(name); parameter != nullptr) {
      for (const ParameterEntry& entry : parameter->entries) years.insert(entry.from_year);
    }
  }
  return years;
}

void adds_up(const PackView& view, const Parameter& parameter, Findings& findings) {
  const Parameters& all = view.chain.parameters;
  const ParameterDemand& demand = parameter.demand;
  std::vector<std::string> names{parameter.name, demand.total};
  names.insert(names.end(), demand.beside.begin(), demand.beside.end());
  for (const int year : years_set_for(view.chain, names)) {
    const ParameterEntry* own = nullptr;  // what this pack says about it: a contradiction below is told there
    Exact beside(0);
    bool complete = true;
    for (const std::string& name : names) {
      const ParameterEntry* entry = all.in_force(name, year);
      if (entry == nullptr)
        complete = false;
      else if (entry->pack == view.pack.id && own == nullptr)
        own = entry;
      const bool counts = entry != nullptr && name != parameter.name && name != demand.total;
      if (counts && entry->value.number) beside = beside + *entry->value.number;
    }
    if (!complete || own == nullptr) continue;
    const ParameterEntry& entry = *all.in_force(parameter.name, year);
    const ParameterEntry& total = *all.in_force(demand.total, year);
    if (!total.value.number) continue;
    std::size_t position = 0;
    for (const Plain* list : lists_in(entry.value.plain)) {
      ++position;
      Exact sum(0);
      for (const Plain& item : *list->list()) sum = sum + number_of(item, entry.value.unit).value_or(Exact(0));
      if (sum == *total.value.number || (!demand.beside.empty() && sum + beside == *total.value.number)) continue;
      const std::string more = demand.beside.empty() ? std::string()
                                                     : fmt::format("，加上 {} {} 为 {}", fmt::join(demand.beside, "、"),
                                                                   beside.text(), (sum + beside).text());
      const std::string more_english = demand.beside.empty()
                                           ? std::string()
                                           : fmt::format(", with {} {} it is {}", fmt::join(demand.beside, ", "),
                                                         beside.text(), (sum + beside).text());
      findings.add("lint.weights_contradict", {own->at.file, nullptr, own->at.line, 0},
                   {fmt::format("“{}”的第 {} 组合计 {}{}，应为 {}（{}）", parameter.name, position, sum.text(), more,
                                total.value.number->text(), demand.total),
                    fmt::format("list {} of {} adds up to {}{}; it should be {} ({})", position, parameter.name,
                                sum.text(), more_english, total.value.number->text(), demand.total)},
                   entry.at.line == own->at.line && entry.at.file == own->at.file
                       ? Words{"核对各项分值", "check the points"}
                       : Words{fmt::format("各项的分值在 {}；本包改了其中一个的，另一个也要写", to_text(entry.at)),
                               fmt::format("the points stand in {}; a pack that changes one must state the other",
                                           to_text(entry.at))});
    }
    return;  // once is enough
  }
}

void in_order(const ParameterEntry& entry, const std::string& name, const std::string& order, Findings& findings) {
  std::optional<Exact> before;
  for (const Plain* list : lists_in(entry.value.plain)) {
    before.reset();
    for (const Plain& item : *list->list()) {
      const auto number = number_of(item, entry.value.unit);
      if (!number) continue;
      if (before && !(order == "falling" ? *number < *before : *number > *before)) {
        findings.add("lint.out_of_order", {entry.at.file, nullptr, entry.at.line, 0},
                     {fmt::format("“{}”应从{}，{} 之后却是 {}：后面的一项永远轮不到", name,
                                  order == "falling" ? "大到小" : "小到大", before->text(), number->text()),
                      fmt::format("{} should be {}, but {} follows {}: that item is never reached", name, order,
                                  number->text(), before->text())},
                     {"调整次序，去掉重复的", "put the items in order, remove what is there twice"});
        return;
      }
      before = number;
    }
  }
}

void even(const ParameterEntry& entry, const std::string& name, Findings& findings) {
  const auto& brackets = entry.value.brackets;
  if (!brackets || brackets->mode != BracketMode::whole) return;
  bool rises = false, falls = false;
  for (std::size_t i = 1; i < brackets->rows.size(); ++i) {
    rises = rises || brackets->rows[i].points > brackets->rows[i - 1].points;
    falls = falls || brackets->rows[i].points < brackets->rows[i - 1].points;
  }
  if (!rises || !falls) return;
  findings.add("lint.uneven_brackets", {entry.at.file, nullptr, entry.at.line, 0},
               {fmt::format("“{}”的得分忽高忽低：{}", name, entry.text),
                fmt::format("the points of {} go up and down: {}", name, entry.text)},
               {"核对各档的端点和 points", "check the ends and the points of the rows"});
}

}  // namespace

void lint_demands(const PackView& view, Findings& findings) {
  for (const auto& [name, parameter] : view.chain.parameters.all()) {
    if (!parameter.demand.total.empty()) adds_up(view, parameter, findings);
    for (const ParameterEntry& entry : parameter.entries) {
      if (entry.pack != view.pack.id) continue;
      if (!parameter.demand.order.empty()) in_order(entry, name, parameter.demand.order, findings);
      even(entry, name, findings);
    }
  }
}

}  // namespace gouji::lint
