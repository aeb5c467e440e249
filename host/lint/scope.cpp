// A pack's provinces and those of its layouts: one that is misspelt covers no document, and what is below would be used
// in silence.
#include <fmt/format.h>

#include "lint/pack_view.hpp"
#include "packs/divisions.hpp"

namespace gouji::lint {
namespace {

// Of a layout: documents are asked by the full name.
void layout_provinces(const PackView& view, const Divisions& divisions, Findings& findings) {
  for (const Script& script : view.scripts) {
    if (script.kind != ScriptKind::layout || !view.owns(script) || !script.tree) continue;
    each_node(*script.tree, [&](const Node& node) {
      const Node* province = node.is("Table") ? field_of(node, "province") : nullptr;
      if (province == nullptr || !province->is("String")) return;
      const auto found = divisions.find(province->text);
      if (found && found->province == province->text) return;
      findings.add("pack.unknown_province", script.at(*province),
                   {fmt::format("版式里的“{}”不是省级区划的全称，没有公开文本会用这个版式", province->text),
                    fmt::format("{} is no province's full name: the layout fits no document", province->text)},
                   {found ? fmt::format("是否想写“{}”？", found->province) : "写省级区划的全称",
                    found ? fmt::format("did you mean {}?", found->province) : "write the province's full name"});
    });
  }
}

}  // namespace

void lint_scope(const PackView& view, Findings& findings) {
  for (const auto& layer : view.chain.layers) {
    const bool wanted = !view.pack.scope.provinces.empty() || !view.pack.layouts.empty();
    const Divisions divisions = wanted ? Divisions::read(layer->folder / "data" / "divisions.csv") : Divisions();
    if (divisions.empty()) continue;
    layout_provinces(view, divisions, findings);
    for (const std::string& name : view.pack.scope.provinces) {
      const auto found = divisions.find(name);
      if (!found || found->province == name) continue;  // what the table does not hold may be right
      findings.add("pack.unknown_province", {view.pack.shown + "/pack.toml", nullptr, view.pack.scope.line, 0},
                   {fmt::format("scope 里的“{}”不是省级区划的全称，没有公开文本会归到这个包", name),
                    fmt::format("{} in the scope is no province's full name: no document falls to this pack", name)},
                   {fmt::format("是否想写“{}”？", found->province), fmt::format("did you mean {}?", found->province)});
    }
    return;
  }
}

}  // namespace gouji::lint
