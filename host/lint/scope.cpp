// A pack's provinces: one that is misspelt covers no document, and the packs below would run in silence.
#include <fmt/format.h>

#include "lint/pack_view.hpp"
#include "packs/divisions.hpp"

namespace gouji::lint {

void lint_scope(const PackView& view, Findings& findings) {
  for (const auto& layer : view.chain.layers) {
    const Divisions divisions =
        view.pack.scope.provinces.empty() ? Divisions() : Divisions::read(layer->folder / "data" / "divisions.csv");
    if (divisions.empty()) continue;
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
