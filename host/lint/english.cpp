// messages.en.toml against the rules. A pack without it needs none.
#include <fmt/format.h>

#include <algorithm>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "lint/pack_view.hpp"

namespace gouji::lint {

void lint_english(const PackView& view, Findings& findings) {
  if (view.book == nullptr || view.pack.english.empty()) return;
  const std::string file = view.pack.shown + "/messages.en.toml";
  const std::string text = files::read(view.pack.folder / "messages.en.toml");
  const auto line_of = [&](const std::string& id) {
    const auto place = text.find("\"" + id + "\"");
    return place == std::string::npos ? 0
                                      : 1 + static_cast<int>(std::count(
                                                text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
  };
  std::vector<std::string> ids;
  for (const Rule& rule : view.book->rules()) ids.push_back(rule.id);
  for (const BrokenRule& broken : view.book->broken()) ids.push_back(broken.id);
  for (const auto& [id, words] : view.pack.english) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    const std::string guess = nearest(id, ids);
    findings.add("lint.english_texts", {file, &text, line_of(id), 0},
                 {fmt::format("[\"{}\"] 写给不存在的规则", id), fmt::format("[\"{}\"] is for no rule", id)},
                 {guess.empty() ? "删去这一节" : fmt::format("是否想写“{}”？", guess),
                  guess.empty() ? "remove the section" : fmt::format("did you mean {}?", guess)});
  }
  for (const Rule& rule : view.book->rules()) {
    if (rule.pack != view.pack.id || view.pack.english.contains(rule.id)) continue;
    const Script* script = view.script(rule.file);
    findings.add(
        "lint.english_texts", {rule.file, script == nullptr ? nullptr : &script->file->source, rule.line, 0},
        {fmt::format("messages.en.toml 里没有“{}”", rule.id), fmt::format("messages.en.toml lacks {}", rule.id)},
        {fmt::format("加上 [\"{}\"] 一节：title、message、remedy", rule.id),
         fmt::format("add [\"{}\"] with title, message and remedy", rule.id)});
  }
}

}  // namespace gouji::lint
