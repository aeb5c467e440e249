#include "regression/rule_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

using Kind = RuleFact::Kind;

struct KindWords {
  Kind kind;
  std::string_view code, chinese;
};
constexpr std::array<KindWords, 8> kKinds{{{Kind::year, "year", "规则年度"},
                                           {Kind::pack, "pack", "规则包"},
                                           {Kind::rule_override, "override", "停用或代替"},
                                           {Kind::parameter, "parameter", "参数"},
                                           {Kind::rule, "rule", "规则"},
                                           {Kind::scoring, "scoring", "测算得分"},
                                           {Kind::library, "library", "公用函数"},
                                           {Kind::layout, "layout", "版式"}}};

constexpr std::size_t kLongValue = 120;  // characters of a value that is kept as written
constexpr std::size_t kDigestDigits = 16;

std::string short_digest(const std::string& bytes) { return sha256_hex(bytes).substr(0, kDigestDigits); }

// A long list is known by its beginning and its digest.
std::string fact_value(const std::string& written) {
  const std::string beginning(text::prefix(written, kLongValue));
  return beginning.size() == written.size() ? written : fmt::format("{}… #{}", beginning, short_digest(written));
}

std::string words_joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, "、")); }

std::string scope_text(const Pack& pack) {
  const Scope& scope = pack.scope;
  return fmt::format("base={} provinces={} regions={} kinds={} years={}-{}", pack.base, words_joined(scope.provinces),
                     words_joined(scope.regions), words_joined(scope.kinds), scope.from_year, scope.to_year);
}

std::string file_below(const Pack& pack, const ScriptFile& file) { return files::shown(file.path, pack.folder); }

void add_scripts(RuleState& state, const Pack& pack, Kind kind, const std::vector<ScriptFile>& scripts) {
  for (const ScriptFile& file : scripts)
    state[{kind, pack.id, file_below(pack, file)}] = {short_digest(file.source), "", {file.shown, 0, 0}};
}

void add_layer(RuleState& state, const Pack& pack) {
  state[{Kind::pack, pack.id, "pack.toml"}] = {scope_text(pack), "", {pack.shown + "/pack.toml", pack.scope.line, 0}};
  for (const Override& one : pack.overrides)
    state[{Kind::rule_override, pack.id, one.rule}] = {one.action + (one.severity.empty() ? "" : " " + one.severity),
                                                       "", one.at};
  add_scripts(state, pack, Kind::rule, pack.rules);
  add_scripts(state, pack, Kind::scoring, pack.scorings);
  add_scripts(state, pack, Kind::layout, pack.layouts);
  for (const auto& [name, file] : pack.libraries) add_scripts(state, pack, Kind::library, {file});
}

void add_parameters(RuleState& state, const Parameters& parameters) {
  for (const auto& [name, parameter] : parameters.all()) {
    std::map<std::string, FactText> by_pack;
    for (const ParameterEntry& entry : parameter.entries) {
      FactText& fact = by_pack[entry.pack];
      if (!fact.text.empty()) fact.text += "；";
      if (entry.from_year != 0) fact.text += fmt::format("{}: ", entry.from_year);
      fact.text += fact_value(entry.text);
      if (!entry.value.brackets) fact.unit = entry.unit;
      if (fact.at.empty()) fact.at = entry.at;
    }
    for (auto& [pack, fact] : by_pack) state[{Kind::parameter, pack, name}] = std::move(fact);
  }
}

// The text of one script as the other layer has it; what it does not have goes.
void exchange_script(std::vector<ScriptFile>& scripts, const Pack& own, const std::vector<ScriptFile>& theirs,
                     const Pack& other, const std::string& name) {
  const auto of = [&](const Pack& pack) {
    return [&](const ScriptFile& file) { return file_below(pack, file) == name; };
  };
  const auto now = std::find_if(scripts.begin(), scripts.end(), of(own));
  const auto then = std::find_if(theirs.begin(), theirs.end(), of(other));
  if (then == theirs.end()) {
    if (now != scripts.end()) scripts.erase(now);
  } else if (now != scripts.end()) {
    now->source = then->source;
  } else {
    scripts.push_back(*then);
  }
}

void exchange_library(Pack& pack, const Pack& other, const std::string& name) {
  std::erase_if(pack.libraries, [&](const auto& one) { return file_below(pack, one.second) == name; });
  for (const auto& [library, file] : other.libraries) {
    if (file_below(other, file) == name) pack.libraries.insert_or_assign(library, file);
  }
}

void make_edit(Pack& pack, const Pack& other, const RuleFact& fact) {
  switch (fact.kind) {
    case Kind::pack: pack.scope = other.scope; break;
    case Kind::rule_override:
      std::erase_if(pack.overrides, [&](const Override& one) { return one.rule == fact.name; });
      for (const Override& one : other.overrides) {
        if (one.rule == fact.name) pack.overrides.push_back(one);
      }
      break;
    case Kind::rule: exchange_script(pack.rules, pack, other.rules, other, fact.name); break;
    case Kind::scoring: exchange_script(pack.scorings, pack, other.scorings, other, fact.name); break;
    case Kind::library: exchange_library(pack, other, fact.name); break;
    case Kind::layout:     // is not run
    case Kind::year:       // is no part of a pack
    case Kind::parameter:  // stands in the chain
      break;
  }
}

}  // namespace

std::string_view code_of(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)).code; }
std::string_view chinese_of(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)).chinese; }

std::optional<Kind> fact_kind_from(std::string_view code) {
  for (const KindWords& one : kKinds) {
    if (one.code == code) return one.kind;
  }
  return std::nullopt;
}

RuleState state_of(const std::vector<std::shared_ptr<const PackChain>>& packs) {
  RuleState state;
  for (const auto& chain : packs) {
    for (const auto& layer : chain->layers) add_layer(state, *layer);
    add_parameters(state, chain->parameters);
  }
  return state;
}

std::vector<RuleEdit> edits_between(const RuleState& before, const RuleState& after) {
  std::vector<RuleEdit> edits;
  for (const auto& [fact, was] : before) {
    const auto now = after.find(fact);
    if (now == after.end())
      edits.push_back({fact, was.text, "", was.unit, was.at});
    else if (now->second.text != was.text)
      edits.push_back({fact, was.text, now->second.text, now->second.unit, now->second.at});
  }
  for (const auto& [fact, now] : after) {
    if (!before.contains(fact)) edits.push_back({fact, "", now.text, now.unit, now.at});
  }
  std::sort(edits.begin(), edits.end(), [](const RuleEdit& a, const RuleEdit& b) { return a.fact < b.fact; });
  return edits;
}

std::shared_ptr<const PackChain> with_edits(const PackChain& before, const PackChain& after,
                                            const std::vector<const RuleEdit*>& edits) {
  auto chain = std::make_shared<PackChain>(before);
  for (const RuleEdit* edit : edits) {
    if (edit->fact.kind == Kind::parameter) {
      chain->parameters.take_from(after.parameters, edit->fact.name);
      continue;
    }
    const auto same = [&](const auto& layer) { return layer->id == edit->fact.pack; };
    const auto own = std::find_if(chain->layers.begin(), chain->layers.end(), same);
    const auto theirs = std::find_if(after.layers.begin(), after.layers.end(), same);
    if (own == chain->layers.end() || theirs == after.layers.end()) continue;
    auto changed = std::make_shared<Pack>(**own);
    make_edit(*changed, **theirs, edit->fact);
    *own = std::move(changed);
  }
  return chain;
}

}  // namespace gouji
