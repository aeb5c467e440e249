// Overrides that change nothing or leave a hole, and rules that suppress each other.
#include <fmt/format.h>

#include <algorithm>

#include "lint/pack_view.hpp"

namespace gouji::lint {
namespace {

void replaced(const PackView& view, Findings& findings) {
  for (const Override& change : view.pack.overrides) {
    if (change.action != "replace") continue;
    const bool broken = std::any_of(view.book->broken().begin(), view.book->broken().end(),
                                    [&](const BrokenRule& one) { return one.id == change.rule; });
    const Rule* rule = view.rule(change.rule);
    if (broken || (rule != nullptr && rule->pack == view.pack.id)) continue;
    findings.add("lint.replaced_by_nothing", {change.at.file, nullptr, change.at.line, 0},
                 {fmt::format("“{}”声明由本包代替，本包却没有这个编号的规则：它不再审核", change.rule),
                  fmt::format("{} is to be replaced, but this pack has no rule of that id: it is gone", change.rule)},
                 {fmt::format("在 rules/ 里写 id = \"{}\" 的规则；要停用的写 action = \"off\"", change.rule),
                  fmt::format("add a rule with id = \"{}\", or say action = \"off\"", change.rule)});
  }
}

bool has_text(const Script& script, const Rule& rule) { return script.file->shown == rule.file; }

// What the rule's own file says, before any override.
std::string own_severity(const PackView& view, const Rule& rule) {
  for (const Script& script : view.scripts) {
    if (!has_text(script, rule)) continue;
    const Node* header = header_of(script);
    if (header == nullptr) return {};
    if (const Node* severity = field_of(*header, "severity"); severity != nullptr) return severity->text;
    if (rule.kind == "核实性") return "verify";
    return rule.kind == "规范性" ? "note" : "error";
  }
  return {};
}

void unchanged(const PackView& view, Findings& findings) {
  for (const Override& change : view.pack.overrides) {
    const Rule* rule = change.action == "severity" ? view.rule(change.rule) : nullptr;
    if (rule == nullptr) continue;
    std::string below = own_severity(view, *rule);
    for (const auto& layer : view.chain.layers) {
      if (layer.get() == &view.pack) break;
      for (const Override& lower : layer->overrides) {
        if (lower.rule == change.rule && lower.action == "severity") below = lower.severity;
      }
    }
    if (below != change.severity) continue;
    findings.add("lint.changes_nothing", {change.at.file, nullptr, change.at.line, 0},
                 {fmt::format("“{}”的严重程度本来就是 {}", change.rule, below),
                  fmt::format("the severity of {} is {} already", change.rule, below)},
                 {"删去这一节，或改成要的严重程度", "remove the section, or state the severity that is meant"});
  }
  for (const auto& [name, parameter] : view.chain.parameters.all()) {
    const ParameterEntry* below = nullptr;
    std::size_t own = 0, lower_by_year = 0;
    const ParameterEntry* mine = nullptr;
    for (const ParameterEntry& entry : parameter.entries) {
      if (entry.pack == view.pack.id) {
        ++own;
        mine = &entry;
      } else {
        below = &entry;
        lower_by_year += entry.from_year != 0 ? 1U : 0U;
      }
    }
    const bool comparable = own == 1 && below != nullptr && lower_by_year == 0 && mine->from_year == 0;
    if (!comparable || mine->text != below->text || mine->unit != below->unit) continue;
    findings.add("lint.changes_nothing", {mine->at.file, nullptr, mine->at.line, 0},
                 {fmt::format("“{}”与下层的取值相同（{}）", name, to_text(below->at)),
                  fmt::format("{} has the value of the layer below ({})", name, to_text(below->at))},
                 {"删去这一节，或写上要的取值", "remove the section, or write the value that is meant"});
  }
}

// From the rule along `suppresses`, back to itself.
bool comes_back(const PackView& view, const Rule& start, const std::string& id, std::set<std::string>& seen,
                std::vector<std::string>& way) {
  const Rule* rule = view.rule(id);
  if (rule == nullptr) return false;
  way.push_back(id);
  for (const std::string& next : rule->suppresses) {
    if (next == start.id) return true;
    if (seen.insert(next).second && comes_back(view, start, next, seen, way)) return true;
  }
  way.pop_back();
  return false;
}

void circles(const PackView& view, Findings& findings) {
  std::set<std::string> told;
  for (const Rule& rule : view.book->rules()) {
    std::set<std::string> seen;
    std::vector<std::string> way;
    if (rule.pack != view.pack.id || told.contains(rule.id) || !comes_back(view, rule, rule.id, seen, way)) continue;
    told.insert(way.begin(), way.end());
    const Script* script = view.script(rule.file);
    findings.add("lint.suppression_circle",
                 {rule.file, script == nullptr ? nullptr : &script->file->source, rule.line, 0},
                 {fmt::format("suppresses 绕成了圈：{} → {}，两边都有疑点时会一起消失", fmt::join(way, " → "), rule.id),
                  fmt::format("suppresses goes in a circle: {} → {}; findings of all of them would vanish",
                              fmt::join(way, " → "), rule.id)},
                 {"留下说明原因的一个方向", "keep the direction from cause to effect"});
  }
}

}  // namespace

void lint_overrides(const PackView& view, Findings& findings) {
  if (view.book == nullptr) return;
  replaced(view, findings);
  unchanged(view, findings);
  circles(view, findings);
}

}  // namespace gouji::lint
