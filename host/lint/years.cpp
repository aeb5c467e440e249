// Rules that are never in force, and parameters whose values begin after a rule that reads them does.
#include <fmt/format.h>

#include <algorithm>

#include "lint/pack_view.hpp"
#include "model/years.hpp"

namespace gouji::lint {
namespace {

struct Reach {
  int from = 0, to = kOpenYear;
  std::set<std::string> kinds;  // empty: all
  bool any_kind = true;
};

Reach reach_of(const PackChain& chain) {
  Reach reach;
  for (const auto& layer : chain.layers) {
    reach.from = std::max(reach.from, layer->scope.from_year);
    reach.to = std::min(reach.to, layer->scope.to_year);
    if (layer->scope.kinds.empty()) continue;
    const std::set<std::string> own(layer->scope.kinds.begin(), layer->scope.kinds.end());
    std::set<std::string> both;
    for (const std::string& kind : own) {
      if (reach.any_kind || reach.kinds.contains(kind)) both.insert(kind);
    }
    reach.kinds = both;
    reach.any_kind = false;
  }
  return reach;
}

// 部门决算、绩效自评; in English the codes that a rule may be written with.
template <class Kinds>
Words words_of(const Kinds& kinds) {
  Words words;
  for (const std::string& code : kinds) {
    const DocumentKind* kind = find_kind(code);
    words.chinese += (words.chinese.empty() ? "" : "、") + (kind == nullptr ? code : std::string(kind->chinese));
    words.english += (words.english.empty() ? "" : ", ") + code;
  }
  return words;
}

Words years_of(int from, int to) {
  if (from == 0 && to == kOpenYear) return {"各年度", "every year"};
  if (to == kOpenYear) return {fmt::format("{} 年起", from), fmt::format("{} and later", from)};
  if (from == 0) return {fmt::format("{} 年及以前", to), fmt::format("{} and before", to)};
  return {fmt::format("{}–{} 年", from, to), fmt::format("{}–{}", from, to)};
}

void never(const PackView& view, const Rule& rule, const Reach& reach, Findings& findings) {
  const Script* script = view.script(rule.file);
  const Spot spot{rule.file, script == nullptr ? nullptr : &script->file->source, rule.line, 0};
  if (rule.from_year > reach.to || rule.to_year < reach.from) {
    const Words own = years_of(rule.from_year, rule.to_year), pack = years_of(reach.from, reach.to);
    findings.add("lint.never_applies", spot,
                 {fmt::format("规则的年度是{}，规则包只管{}，永远用不上", own.chinese, pack.chinese),
                  fmt::format("the rule is for {}, the pack for {}: it can never apply", own.english, pack.english)},
                 {"核对 effective 和 pack.toml 的 [scope]", "compare effective with [scope] in pack.toml"});
  }
  const auto& documents = rule.on.documents;
  if (!reach.any_kind && !documents.empty() &&
      std::none_of(documents.begin(), documents.end(), [&](const auto& one) { return reach.kinds.contains(one); })) {
    findings.add("lint.never_applies", spot,
                 {fmt::format("规则审核{}，规则包只管{}，永远用不上", words_of(documents).chinese,
                              words_of(reach.kinds).chinese),
                  fmt::format("the rule is on {}, the pack covers {}: it can never apply", words_of(documents).english,
                              words_of(reach.kinds).english)},
                 {"核对 on.document 和 pack.toml 的 [scope] kinds", "compare on.document with kinds in pack.toml"});
  }
}

void gap(const PackView& view, const Rule& rule, const Reach& reach, Findings& findings) {
  const Script* script = view.script(rule.file);
  if (script == nullptr || !script->tree) return;
  const int from = std::max(rule.from_year, reach.from);
  each_node(*script->tree, [&](const Node& node) {
    const Node* name = text_argument(node, "param");
    const Parameter* parameter = name == nullptr ? nullptr : view.chain.parameters.find(name->text);
    if (parameter == nullptr) return;
    const auto first = std::min_element(parameter->entries.begin(), parameter->entries.end(),
                                        [](const auto& a, const auto& b) { return a.from_year < b.from_year; });
    // Told by the pack that owns the rule or the value.
    const bool mine = rule.pack == view.pack.id || first->pack == view.pack.id;
    if (!mine || first->from_year <= from) return;
    findings.add(
        "lint.year_gap", script->at(*name),
        {fmt::format("参数“{}”的取值从 {} 年才有（{}），这条规则{}，更早的年度审核时会出错", name->text,
                     first->from_year, to_text(first->at),
                     from == 0 ? std::string("不限年度") : fmt::format("从 {} 年起有效", from)),
         fmt::format("the values of {} begin in {} ({}), the rule applies {}: earlier years end in a fault", name->text,
                     first->from_year, to_text(first->at),
                     from == 0 ? std::string("to every year") : fmt::format("from {}", from))},
        {fmt::format("在规则里写 effective = {{ from = {} }}，或在 values 里补上更早的取值", first->from_year),
         fmt::format("write effective = {{ from = {} }} in the rule, or add earlier values", first->from_year)});
  });
}

}  // namespace

void lint_years(const PackView& view, Findings& findings) {
  if (view.book == nullptr) return;
  const Reach reach = reach_of(view.chain);
  for (const Rule& rule : view.book->rules()) {
    if (rule.pack == view.pack.id) never(view, rule, reach, findings);
    gap(view, rule, reach, findings);
  }
}

}  // namespace gouji::lint
