#include "lint/lint_pack.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "lint/pack_view.hpp"

namespace gouji::lint {
const Rule* PackView::rule(const std::string& id) const {
  if (book == nullptr) return nullptr;
  const auto found =
      std::find_if(book->rules().begin(), book->rules().end(), [&](const Rule& one) { return one.id == id; });
  return found == book->rules().end() ? nullptr : &*found;
}

const Script* PackView::script(const std::string& shown) const {
  const auto found =
      std::find_if(scripts.begin(), scripts.end(), [&](const Script& one) { return one.file->shown == shown; });
  return found == scripts.end() ? nullptr : &*found;
}

void add_excerpts(const Pack& pack, std::vector<Fault>& faults) {
  std::map<std::string, std::string> texts;
  for (Fault& fault : faults) {
    const Location& at = fault.location();
    if (!fault.excerpt().empty() || at.line < 1 || !at.file.starts_with(pack.shown + "/")) continue;
    const auto [text, fresh] = texts.try_emplace(at.file);
    if (fresh) {
      const std::filesystem::path path = pack.folder / at.file.substr(pack.shown.size() + 1);
      if (std::filesystem::exists(path)) text->second = files::read(path);
    }
    fault.with_excerpt(excerpt(text->second, at.line, at.column));
  }
}

std::vector<Fault> lint_pack(const PackChain& chain, const RuleBook* book, const script::Catalogue& catalogue,
                             script::Syntax& syntax, const std::vector<std::shared_ptr<const PackChain>>& others) {
  PackView view{chain, chain.top(), book, catalogue, scripts_of(chain, syntax), {}, {}};
  for (const auto& other : others) {
    const bool built_on = std::any_of(other->layers.begin(), other->layers.end() - 1,
                                      [&](const auto& layer) { return layer->folder == chain.top().folder; });
    if (!built_on) continue;
    view.above.push_back(scripts_of(*other, syntax));
    view.above_chains.push_back(other.get());
  }
  Findings findings;
  for (const auto lint :
       {lint_parameters, lint_demands, lint_values, lint_years, lint_scope, lint_headers, lint_overrides, lint_english,
        lint_comparisons, lint_types, lint_names, lint_numbers, lint_messages})
    lint(view, findings);
  return findings.take();
}

}  // namespace gouji::lint
