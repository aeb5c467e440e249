// Numbers in the code of rules: policy staff look for them in parameters.toml.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "lint/pack_view.hpp"

namespace gouji::lint {
namespace {

constexpr std::array<std::string_view, 6> kPlain{"0", "1", "2", "-1", "100%", "0%"};  // signs, halves, wholes
constexpr std::array<std::string_view, 5> kPositions{"text", "string", "table", "utf8", "math"};
constexpr std::array<std::string_view, 2> kCounts{"rounded", "select"};  // decimals, positions

bool is_plain(const std::string& text) { return std::find(kPlain.begin(), kPlain.end(), text) != kPlain.end(); }

// Calls whose numbers are positions and counts.
bool takes_positions(const Node& call) {
  if (call.is("Invoke")) return std::find(kCounts.begin(), kCounts.end(), call.parts.at(1).text) != kCounts.end();
  if (!call.is("Call")) return false;
  const Node& callee = call.parts.at(0);
  const Node& name = callee.is("Index") ? callee.parts.at(0) : callee;
  const auto among = [&](const auto& list) { return std::find(list.begin(), list.end(), name.text) != list.end(); };
  return name.is("Id") && (among(kPositions) || among(kCounts));
}

// `#parts < 3` counts; `printed / 100` brings one unit to another.
bool is_count_or_conversion(const Node& node) {
  if (!node.is("Op") || node.parts.size() != 2) return false;
  const auto counts = [](const Node& one) { return one.is_op("len"); };
  if ((counts(node.parts[0]) && node.parts[1].is("Number")) || (node.parts[0].is("Number") && counts(node.parts[1])))
    return true;
  const Node& by = node.parts[1];
  const bool scales = node.is_op("div") || node.is_op("mul");
  return scales && by.is("Number") && (by.text == "100" || by.text == "1000" || by.text == "10000");
}

class Numbers {
 public:
  Numbers(const Script& script, Findings& findings) : script_(script), findings_(findings) {}

  void look(const Node& node) {
    if (takes_positions(node)) return;
    if (node.is("Number") && !is_plain(node.text)) tell(node);
    if (const Node* text = text_argument(node, "amount");
        text != nullptr && text::is_plain_number(text->text) && !is_plain(text->text))
      tell(*text);
    if (is_count_or_conversion(node)) return;
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
      const bool position = node.is("Index") && i == 1 && node.parts[i].is("Number");
      if (!position) look(node.parts[i]);
    }
  }

 private:
  void tell(const Node& node) {
    findings_.add(
        "lint.number_in_code", script_.at(node),
        {fmt::format("公式里写了数 {}", node.text), fmt::format("the number {} stands in the code", node.text)},
        {"放进 parameters.toml，写明单位和依据，用 param \"…\" 读",
         "put it into parameters.toml with its unit and basis, and read it by param \"…\""});
  }

  const Script& script_;
  Findings& findings_;
};

}  // namespace

void lint_numbers(const PackView& view, Findings& findings) {
  for (const Script& script : view.scripts) {
    const bool formula = script.kind == ScriptKind::rule || script.kind == ScriptKind::scoring;
    if (!view.owns(script) || !script.tree || !formula) continue;
    const Node* header = header_of(script);
    each_node(*script.tree, [&](const Node& node) {
      // Functions of the file and `run`; the outermost function sees to those inside.
      const bool run = header != nullptr && &node == field_of(*header, "run");
      const bool own = node.is("Local") || node.is("Localrec");
      if (run || own) Numbers(script, findings).look(node);
    });
  }
}

}  // namespace gouji::lint
