#include "regression/whole_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/nearest.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

std::vector<std::string> ids_of_chain(const RuleBook& book) {
  std::set<std::string> ids;
  for (const Rule& rule : book.rules()) ids.insert(rule.id);
  for (const Scoring& scoring : book.scorings()) ids.insert(scoring.id);
  for (const BrokenRule& rule : book.broken()) ids.insert(rule.id);
  for (const auto& layer : book.chain().layers) {
    for (const Override& change : layer->overrides) ids.insert(change.rule);
  }
  return {ids.begin(), ids.end()};
}

// The first parts of an id, too: what `only` may say.
std::vector<std::string> with_beginnings(const std::vector<std::string>& ids) {
  std::set<std::string> all(ids.begin(), ids.end());
  for (const std::string& id : ids) {
    for (std::size_t dot = id.find('.'); dot != std::string::npos; dot = id.find('.', dot + 1))
      all.insert(id.substr(0, dot));
  }
  return {all.begin(), all.end()};
}

[[noreturn]] void no_rule(const std::string& id, std::string_view key, const std::vector<std::string>& known,
                          const Location& at) {
  const std::string guess = nearest(id, known);
  Fault fault("case.unknown_rule", fmt::format("没有编号为“{}”的规则（{}）", id, key),
              fmt::format("no rule with the id {} ({})", id, key));
  throw std::move(
      fault.at(at).hint(guess.empty() ? "编号见 gouji doc 或 .lua 文件里的 id" : fmt::format("是否想写“{}”？", guess),
                        guess.empty() ? "write the id of a .lua file" : fmt::format("did you mean {}?", guess)));
}

}  // namespace

void need_known_rules(const RuleBook& book, const WholeCase& whole, const Location& at) {
  const std::vector<std::string> ids = ids_of_chain(book);
  const auto need = [&](const std::vector<Expected>& list, std::string_view key) {
    for (const Expected& one : list) {
      const auto rule = one.values.find("rule");
      if (rule == one.values.end()) continue;
      const std::string wanted = text::label_form(rule->second);
      const bool there =
          std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return text::label_form(id) == wanted; });
      if (!there) no_rule(rule->second, key, ids, one.at);
    }
  };
  need(whole.findings, "expect");
  need(whole.absent, "absent");
  if (whole.only.empty()) return;
  const std::vector<std::string> beginnings = with_beginnings(ids);
  for (const std::string& one : whole.only) {
    if (std::find(beginnings.begin(), beginnings.end(), one) == beginnings.end()) no_rule(one, "only", beginnings, at);
  }
}

}  // namespace gouji
