// Parameters that nothing reads, names of parameters that do not exist, libraries that nothing requires.
#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "lint/pack_view.hpp"

namespace gouji::lint {
namespace {

void texts_of(const script::Plain& plain, std::set<std::string>& texts) {
  if (plain.text() != nullptr) texts.insert(*plain.text());
  if (plain.list() != nullptr) {
    for (const script::Plain& item : *plain.list()) texts_of(item, texts);
  }
  if (plain.map() != nullptr) {
    for (const auto& [key, item] : *plain.map()) texts_of(item, texts);
  }
}

// "exec." .. name: every parameter that begins so may be meant.
bool named_in(const std::set<std::string>& texts, const std::string& name) {
  if (texts.contains(name)) return true;
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& one) {
    return one.size() > 1 && one.ends_with('.') && name.starts_with(one);
  });
}

struct Readers {
  std::set<std::string> anywhere, running;
};

Readers readers_in(const PackChain& chain, const std::vector<Script>& scripts) {
  Readers readers;
  const auto turned_off = [&](const Script& one) {
    return one.kind == ScriptKind::rule &&
           std::any_of(chain.layers.begin(), chain.layers.end(), [&](const auto& layer) {
             return layer.get() != one.pack &&
                    std::any_of(layer->overrides.begin(), layer->overrides.end(), [&](const Override& change) {
                      return change.action != "severity" && one.texts.contains(change.rule);
                    });
           });
  };
  const auto running = reached(scripts, [&](const Script& one) { return !turned_off(one); });
  for (const Script& one : scripts) {
    readers.anywhere.insert(one.texts.begin(), one.texts.end());
    if (running.contains(one.file)) readers.running.insert(one.texts.begin(), one.texts.end());
  }
  // A parameter may name another: brackets by indicator. What a file that does not parse reads is not known.
  for (const auto& [name, parameter] : chain.parameters.all()) {
    for (const ParameterEntry& entry : parameter.entries) {
      texts_of(entry.value.plain, readers.anywhere);
      texts_of(entry.value.plain, readers.running);
    }
    readers.anywhere.insert(parameter.demand.beside.begin(), parameter.demand.beside.end());
    readers.running.insert(parameter.demand.beside.begin(), parameter.demand.beside.end());
  }
  return readers;
}

bool all_parse(const std::vector<Script>& scripts) {
  return std::all_of(scripts.begin(), scripts.end(), [](const Script& one) { return one.tree != nullptr; });
}

// The parameters that misspelt names were meant for.
std::set<std::string> likely_meant(const PackView& view) {
  const std::vector<std::string> known = view.chain.parameters.names();
  std::set<std::string> meant;
  for (const Script& one : view.scripts) {
    if (!one.tree) continue;
    each_node(*one.tree, [&](const Node& node) {
      const Node* name = text_argument(node, "param");
      if (name != nullptr && view.chain.parameters.find(name->text) == nullptr)
        meant.insert(nearest(name->text, known));
    });
  }
  return meant;
}

void unread(const PackView& view, Findings& findings) {
  std::vector<Readers> readers{readers_in(view.chain, view.scripts)};
  if (!all_parse(view.scripts)) return;
  for (std::size_t i = 0; i < view.above.size(); ++i) {
    if (!all_parse(view.above[i])) return;
    readers.push_back(readers_in(*view.above_chains[i], view.above[i]));
  }
  const std::set<std::string> misspelt = likely_meant(view);
  std::set<std::string> all;
  for (const Readers& one : readers) all.insert(one.anywhere.begin(), one.anywhere.end());
  for (const auto& [name, parameter] : view.chain.parameters.all()) {
    const auto own = std::find_if(parameter.entries.begin(), parameter.entries.end(),
                                  [&](const ParameterEntry& entry) { return entry.pack == view.pack.id; });
    if (own == parameter.entries.end()) continue;
    const bool is_first = parameter.entries.front().pack == view.pack.id;
    const Spot spot{own->at.file, nullptr, own->at.line, 0};
    if (is_first && !named_in(all, name)) {
      if (misspelt.contains(name)) continue;  // told where it is misspelt
      findings.add("lint.unused_parameter", spot,
                   {fmt::format("参数“{}”没有脚本用到，改它不会有任何变化", name),
                    fmt::format("nothing names the parameter {}: changing it changes nothing", name)},
                   {"核对名称，在规则里用 param \"…\" 读它，或者删去这一节",
                    "check the name, read it by param \"…\" in a rule, or remove the section"});
    } else if (std::none_of(readers.begin(), readers.end(),
                            [&](const Readers& one) { return named_in(one.running, name); }) &&
               named_in(all, name)) {
      findings.add(
          "lint.unread_parameter", spot,
          {fmt::format("参数“{}”只在不运行的脚本里用到（停用的规则、没有规则 require 的 lib），改它不会有任何变化",
                       name),
           fmt::format("only scripts that never run name the parameter {}: changing it changes nothing", name)},
          {"核对 [[override]] 和 require，或者删去这一节", "check [[override]] and require, or remove the section"});
    }
  }
}

void unknown(const PackView& view, Findings& findings) {
  const std::vector<std::string> known = view.chain.parameters.names();
  for (const Script& one : view.scripts) {
    if (!view.owns(one) || !one.tree) continue;
    each_node(*one.tree, [&](const Node& node) {
      const Node* name = text_argument(node, "param");
      if (name == nullptr || view.chain.parameters.find(name->text) != nullptr) return;
      const auto [chinese, english] = known_names(name->text, known);
      const bool near = !nearest(name->text, known).empty();
      findings.add("param.unknown", one.at(*name),
                   {fmt::format("没有名为“{}”的参数", name->text), fmt::format("no parameter named {}", name->text)},
                   {near ? chinese : "写进 parameters.toml，连同 unit、basis、value",
                    near ? english : "add it to parameters.toml with unit, basis and value"});
    });
  }
}

void unused_libraries(const PackView& view, Findings& findings) {
  std::set<std::string> required;
  const auto add = [&](const std::vector<Script>& scripts) {
    for (const Script& one : scripts) required.insert(one.libraries.begin(), one.libraries.end());
  };
  add(view.scripts);
  for (const auto& scripts : view.above) add(scripts);
  for (const auto& [name, file] : view.pack.libraries) {
    if (required.contains(name)) continue;
    findings.add("lint.unused_library", {file.shown, &file.source, 1, 0},
                 {fmt::format("没有脚本 require \"{}\"", name), fmt::format("no script says require \"{}\"", name)},
                 {"核对 require 里的名称，或者删去这个文件", "check the names that are required, or remove the file"});
  }
}

}  // namespace

void lint_parameters(const PackView& view, Findings& findings) {
  unread(view, findings);
  unknown(view, findings);
  unused_libraries(view, findings);
}

}  // namespace gouji::lint
