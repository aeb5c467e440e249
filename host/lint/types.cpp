// Variables, methods and fields that do not exist: else they are found only when a document leads there.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/nearest.hpp"
#include "lint/pack_view.hpp"
#include "lint/typing.hpp"

namespace gouji::lint {
namespace {

// What the base environment of scripts has beside the functions that the catalogue names.
constexpr std::array<std::string_view, 20> kBase{
    "assert", "error", "getmetatable", "ipairs",   "math", "next", "pairs", "pcall",        "rawequal", "select",
    "string", "table", "tonumber",     "tostring", "type", "utf8", "_G",    "setmetatable", "require",  "_VERSION"};
constexpr std::array<std::string_view, 3> kHeaders{"rule", "scoring", "layout"};

std::vector<std::string> globals_of(const script::Catalogue& catalogue) {
  std::vector<std::string> names(kBase.begin(), kBase.end());
  names.insert(names.end(), kHeaders.begin(), kHeaders.end());
  for (const script::Library& library : catalogue.libraries()) {
    if (!library.name.empty()) {
      names.emplace_back(library.name);
      continue;
    }
    for (const script::Function& one : library.functions) names.emplace_back(one.name);
  }
  return names;
}

void variables(const Script& script, const Typing& typing, const std::vector<std::string>& globals,
               Findings& findings) {
  std::vector<std::string> known = globals;
  each_node(*script.tree, [&](const Node& node) {
    if (node.is("Id") && !typing.declared().contains(&node)) known.push_back(node.text);
  });
  std::set<std::string> told;
  const auto unknown = [&](const Node& node) {
    const auto use = typing.declared().find(&node);
    return use != typing.declared().end() && use->second == nullptr &&
           std::find(globals.begin(), globals.end(), node.text) == globals.end();
  };
  // What is first given a value is meant to be new.
  each_node(*script.tree, [&](const Node& node) {
    if (!node.is("Set")) return;
    for (const Node& name : node.parts.at(0).parts) {
      if (!name.is("Id") || !unknown(name) || !told.insert(name.text).second) continue;
      findings.add("lint.unknown_variable", script.at(name),
                   {fmt::format("变量“{}”没有用 local 声明", name.text),
                    fmt::format("the variable {} is not declared by local", name.text)},
                   {fmt::format("第一次写成 local {} = …", name.text),
                    fmt::format("write local {} = … the first time", name.text)});
    }
  });
  each_node(*script.tree, [&](const Node& node) {
    if (!unknown(node) || !told.insert(node.text).second) return;
    const std::string guess = nearest(node.text, known);
    findings.add("lint.unknown_variable", script.at(node),
                 {fmt::format("没有名为“{}”的变量或函数", node.text),
                  fmt::format("no variable or function named {}", node.text)},
                 {guess.empty() ? "先写 local，或者核对名称" : fmt::format("是否想写“{}”？", guess),
                  guess.empty() ? "declare it by local, or check the name" : fmt::format("did you mean {}?", guess)});
  });
}

// check, i.weight; empty for what is no plain name.
std::string name_of(const Node& node) {
  if (node.is("Id")) return node.text;
  if (!node.is("Index") || !node.parts.at(1).is("String")) return {};
  const std::string object = name_of(node.parts.at(0));
  return object.empty() ? object : object + "." + node.parts[1].text;
}

// check.when(…) for check:when(…), i.weight.missing(): the method would not know what it is called on.
void dots(const Script& script, const Typing& typing, Findings& findings) {
  each_node(*script.tree, [&](const Node& node) {
    if (!node.is("Call") || !node.parts.at(0).is("Index")) return;
    const Node& object = node.parts[0].parts.at(0);
    const Node& name = node.parts[0].parts.at(1);
    const std::string called = name_of(object);
    if (called.empty() || !name.is("String") || !typing.has_method(typing.type_of(object), name.text)) return;
    if (node.parts.size() > 1 && name_of(node.parts[1]) == called) return;
    findings.add("lint.unknown_method", script.at(name),
                 {fmt::format("{}.{} 用了点，应是冒号", called, name.text),
                  fmt::format("{}.{} has a point for a colon", called, name.text)},
                 {fmt::format("写成 {}:{}(…)", called, name.text), fmt::format("write {}:{}(…)", called, name.text)});
  });
}

void members(const Script& script, const Typing& typing, Findings& findings) {
  each_node(*script.tree, [&](const Node& node) {
    const bool method = node.is("Invoke");
    if (!method && !(node.is("Index") && node.parts.at(1).is("String"))) return;
    const std::string type = typing.type_of(node.parts.at(0));
    const script::TypeInfo* info = typing.info(type);
    if (info == nullptr || info->methods.empty()) return;
    const std::string& name = node.parts.at(1).text;
    if (typing.has_method(type, name)) return;
    std::vector<std::string> known;
    if (method) {
      for (const script::Function& one : info->methods) known.emplace_back(one.name);
    } else {
      known = typing.names_of(type);
      if (known.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
    }
    const auto [chinese, english] = known_names(name, known);
    findings.add("lint.unknown_method", script.at(node.parts[1]),
                 {fmt::format("{} 没有“{}”这个{}", info->chinese, name, method ? "用法" : "字段"),
                  fmt::format("{} has no {} {}", info->name, method ? "method" : "field", name)},
                 {chinese, english});
  });
}

}  // namespace

void lint_types(const PackView& view, Findings& findings) {
  const std::vector<std::string> globals = globals_of(view.catalogue);
  for (const Script& script : view.scripts) {
    if (!view.owns(script) || !script.tree) continue;
    const Typing typing(script, view.catalogue);
    variables(script, typing, globals, findings);
    dots(script, typing, findings);
    members(script, typing, findings);
  }
}

}  // namespace gouji::lint
