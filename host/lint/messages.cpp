// Slots of messages that nothing fills: they would stand in the finding as they are, braces and all.
#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "lint/pack_view.hpp"
#include "lint/typing.hpp"

namespace gouji::lint {
namespace {

// What the verbs of check fill by themselves.
const std::vector<std::string>& filled_always() {
  static const std::vector<std::string> names{"left", "right",  "gap",     "difference",
                                              "row",  "column", "printed", "expected"};
  return names;
}

std::vector<std::string> slots_of(const std::string& message) {
  std::vector<std::string> slots;
  for (std::size_t open = message.find('{'); open != std::string::npos; open = message.find('{', open + 1)) {
    const std::size_t close = message.find('}', open);
    if (close == std::string::npos) break;
    slots.push_back(message.substr(open + 1, close - open - 1));
  }
  return slots;
}

void look_at_message(const Script& script, const Node& options, Findings& findings) {
  const Node* message = field_of(options, "message");
  if (message == nullptr) return;
  std::vector<std::string> known = filled_always();
  if (const Node* values = field_of(options, "values"); values != nullptr) {
    if (!values->is("Table")) return;  // made elsewhere
    for (const Node& pair : values->parts) {
      if (!pair.is("Pair") || !pair.parts.at(0).is("String")) return;
      known.push_back(pair.parts[0].text);
    }
  }
  each_node(*message, [&](const Node& text) {
    if (!text.is("String")) return;
    for (const std::string& slot : slots_of(text.text)) {
      if (std::find(known.begin(), known.end(), slot) != known.end()) continue;
      const std::string guess = nearest(slot, known);
      findings.add("lint.unknown_slot", script.at(text),
                   {fmt::format("消息里的 {{{}}} 没有内容，会照原样印出", slot),
                    fmt::format("nothing fills the slot {{{}}}: it is printed as it stands", slot)},
                   {guess.empty() ? fmt::format("加上 values = {{ {} = … }}，或改用 {}", slot, fmt::join(known, "、"))
                                  : fmt::format("是否想写“{}”？另外的内容写在 values = {{ … }} 里", guess),
                    guess.empty() ? fmt::format("add values = {{ {} = … }}, or use {}", slot, fmt::join(known, ", "))
                                  : fmt::format("did you mean {}? Others are given in values = {{ … }}", guess)});
    }
  });
}

}  // namespace

void lint_messages(const PackView& view, Findings& findings) {
  for (const Script& script : view.scripts) {
    if (!view.owns(script) || !script.tree) continue;
    const Typing typing(script, view.catalogue);
    each_node(*script.tree, [&](const Node& node) {
      const bool called = node.is("Invoke") && typing.type_of(node.parts.at(0)) == "check";
      const bool named = node.is("Invoke") && node.parts.at(0).is("Id") && node.parts[0].text == "check";
      if ((called || named) && node.parts.back().is("Table")) look_at_message(script, node.parts.back(), findings);
    });
  }
}

}  // namespace gouji::lint
