// Names of tables, rows and columns that no vocabulary knows. What is known is data of the packs, not of this program:
// every text in lib/ and layouts/ and in parameters, of the chain, and the lines of data/names.txt.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <sstream>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "lint/pack_view.hpp"
#include "model/labels.hpp"

namespace gouji::lint {
namespace {

constexpr std::array<std::string_view, 15> kVerbs{"table", "has_table", "row",        "has_row", "at",
                                                  "rows",  "column",    "has_column", "fund",    "has_fund",
                                                  "value", "doubtful",  "printed",    "state",   "side"};

class Vocabulary {
 public:
  explicit Vocabulary(const PackView& view) {
    for (const Script& script : view.scripts) {
      if (script.kind != ScriptKind::library && script.kind != ScriptKind::layout) continue;
      for (const std::string& one : script.texts) add(one);
      said_ = said_ || script.kind == ScriptKind::layout;
    }
    for (const auto& [name, parameter] : view.chain.parameters.all()) {
      for (const ParameterEntry& entry : parameter.entries) add_plain(entry.value.plain);
    }
    for (const RecordKind kind : {RecordKind::evaluation, RecordKind::fund, RecordKind::indicator, RecordKind::claim}) {
      for (const Field& field : fields_of(kind)) {
        add(std::string(field.key));
        add(std::string(field.chinese));
      }
    }
    for (const auto& layer : view.chain.layers) add_file(layer->folder / "data" / "names.txt");
  }

  // Without a layout, which says how forms are read, or a list, too little is known to speak of slips.
  bool says_anything() const { return said_; }

  bool knows(const std::string& name) const {
    if (!has_han(name) || keys_.contains(label_key(name)) || keys_.contains(table_key(name))) return true;
    // “本年支出/小计”: each level is a name.
    const auto slash = name.find('/');
    return slash != std::string::npos && knows(name.substr(0, slash)) && knows(name.substr(slash + 1));
  }

  std::string near(const std::string& name) const {
    const std::string key = label_key(name);
    const auto length = static_cast<int>(text::decode(key).size());
    std::string best;
    int least = std::max(1, length / 3) + 1;
    for (const auto& [other, shown] : keys_) {
      if (other.size() > key.size() + 12 || key.size() > other.size() + 12) continue;
      const int distance = edit_distance(key, other);
      if (distance < least) {
        least = distance;
        best = shown;
      }
    }
    return best;
  }

 private:
  static bool has_han(const std::string& name) {
    const std::u32string letters = text::decode(name);
    return std::any_of(letters.begin(), letters.end(), [](char32_t c) { return text::is_han(c); });
  }

  void add(const std::string& name) {
    if (!has_han(name) || name.size() > 120) return;
    keys_.emplace(label_key(name), name);
    keys_.emplace(table_key(name), name);
    if (const auto slash = name.rfind('/'); slash != std::string::npos) {
      add(name.substr(0, slash));
      add(name.substr(slash + 1));
    }
  }

  void add_plain(const script::Plain& plain) {
    if (plain.text() != nullptr) add(*plain.text());
    if (plain.list() != nullptr) {
      for (const script::Plain& item : *plain.list()) add_plain(item);
    }
  }

  void add_file(const std::filesystem::path& path) {
    if (!std::filesystem::exists(path)) return;
    std::istringstream lines(files::read(path));
    for (std::string line; std::getline(lines, line);) {
      const std::string name(text::trim(line));
      if (!name.empty() && !name.starts_with('#')) add(name);
    }
    said_ = true;
  }

  std::map<std::string, std::string> keys_;  // comparable form → as written
  bool said_ = false;
};

// A text, or a list of texts: aliases of one thing.
std::vector<const Node*> names_in(const Node& argument) {
  if (argument.is("String")) return {&argument};
  std::vector<const Node*> names;
  if (!argument.is("Table")) return names;
  for (const Node& item : argument.parts) {
    if (item.is("String")) names.push_back(&item);
  }
  return names;
}

void look_at_name(const Script& script, const Vocabulary& vocabulary, const Node& argument, Findings& findings) {
  for (const Node* name : names_in(argument)) {
    if (vocabulary.knows(name->text)) continue;
    const std::string guess = vocabulary.near(name->text);
    findings.add(
        "lint.unknown_name", script.at(*name),
        {fmt::format("词汇里没有“{}”：写错的名称永远对不上，规则悄悄不审核", name->text),
         fmt::format("no vocabulary knows “{}”: a misspelt name is never found, and the rule passes in silence",
                     name->text)},
        {guess.empty() ? "核对表样；名称没有错的，在本包的 data/names.txt 里写一行"
                       : fmt::format("是否想写“{}”？没有错的，在本包的 data/names.txt 里写一行", guess),
         guess.empty()
             ? "check the form; a name that is right gets a line in this pack's data/names.txt"
             : fmt::format("did you mean “{}”? A name that is right gets a line in this pack's data/names.txt",
                           guess)});
  }
}

}  // namespace

void lint_names(const PackView& view, Findings& findings) {
  if (view.pack.rules.empty() && view.pack.scorings.empty()) return;
  const Vocabulary vocabulary(view);
  if (!vocabulary.says_anything()) return;
  for (const Script& script : view.scripts) {
    const bool formula = script.kind == ScriptKind::rule || script.kind == ScriptKind::scoring;
    if (!view.owns(script) || !script.tree || !formula) continue;
    each_node(*script.tree, [&](const Node& node) {
      if (!node.is("Invoke") || node.parts.size() < 3) return;
      const std::string& verb = node.parts[1].text;
      if (std::find(kVerbs.begin(), kVerbs.end(), verb) != kVerbs.end())
        look_at_name(script, vocabulary, node.parts[2], findings);
    });
    const Node* header = header_of(script);
    const Node* on = header == nullptr ? nullptr : field_of(*header, "on");
    const Node* table = on == nullptr ? nullptr : field_of(*on, "table");
    if (table != nullptr) look_at_name(script, vocabulary, *table, findings);
  }
}

}  // namespace gouji::lint
