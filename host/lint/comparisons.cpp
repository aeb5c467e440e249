// Conditions and comparisons that Lua lets pass without a word, and that always or never hold.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lint/pack_view.hpp"
#include "lint/typing.hpp"

namespace gouji::lint {
namespace {

constexpr std::array<std::string_view, 6> kComparisons{"eq", "ne", "lt", "le", "gt", "ge"};
constexpr std::array<std::string_view, 4> kAskers{"missing", "zero", "negative", "is_rate"};  // of figures

const Node& bare(const Node& node) { return node.is("Paren") ? bare(node.parts.at(0)) : node; }

bool is_comparison(const Node& node) {
  return node.is("Op") && std::find(kComparisons.begin(), kComparisons.end(), node.text) != kComparisons.end();
}

// As a person would recognise it: f.rate, e.total_score.
std::string shown(const Node& node) {
  if (node.is("Id") || node.is("String") || node.is("Number")) return node.text;
  if (node.is("Index") && node.parts.at(1).is("String")) return shown(node.parts[0]) + "." + node.parts[1].text;
  if (node.is("Invoke")) {
    const bool bare_call = node.parts.size() == 2;
    return shown(node.parts.at(0)) + ":" + node.parts.at(1).text + (bare_call ? "()" : "(…)");
  }
  return "…";
}

class Comparisons {
 public:
  Comparisons(const Script& script, const Typing& typing, Findings& findings)
      : script_(script), typing_(typing), findings_(findings) {}

  void look() {
    each_node(*script_.tree, [&](const Node& node) {
      if (is_comparison(node)) compare(node);
      if (node.is_op("and") || node.is_op("or")) figure(node.parts.at(0));
      if (node.is_op("not")) {
        figure(node.parts.at(0));
        uncalled(node.parts.at(0));
      }
      if (node.is("If")) {
        for (std::size_t i = 0; i + 1 < node.parts.size(); i += 2) condition(node.parts[i]);
      }
      if (node.is("While")) condition(node.parts.at(0));
      if (node.is("Repeat")) condition(node.parts.at(1));
    });
  }

 private:
  void condition(const Node& whole) {
    const Node& node = bare(whole);
    if (node.is_op("and") || node.is_op("or")) {
      for (const Node& part : node.parts) {
        const Node& one = bare(part);
        const bool constant = one.is("String") || one.is("Number") || one.is("True");
        if (constant && node.is_op("or")) {
          findings_.add("lint.always_true", script_.at(one),
                        {fmt::format("or 的一边只有“{}”，条件总是成立", one.is("True") ? "true" : one.text),
                         fmt::format("one side of this or is just {}: the condition always holds",
                                     one.is("True") ? "true" : one.text)},
                        {"每一边都写全：x == \"甲\" or x == \"乙\"；几个名称用 text.contains 或循环",
                         "write both sides in full: x == \"a\" or x == \"b\""});
        }
        condition(one);
      }
      return;
    }
    if (node.is_op("not")) return;  // seen by itself
    figure(node);
    uncalled(node);
  }

  void figure(const Node& whole) {
    const Node& node = bare(whole);
    if (typing_.type_of(node) != kFigure) return;
    findings_.add(
        "lint.figure_as_condition", script_.at(node),
        {fmt::format("“{}”是数，不是真假：空白的数也不是 nil，条件永远是同一个结果", shown(node)),
         fmt::format("{} is a figure, no yes or no: a blank one is not nil, so the condition is always the same",
                     shown(node))},
        {fmt::format("有没有填用 not {0}:missing()，是不是零用 {0}:zero()", shown(node)),
         fmt::format("ask not {0}:missing(), or {0}:zero()", shown(node))});
  }

  void uncalled(const Node& whole) {
    const Node& node = bare(whole);
    if (!node.is("Index") || !node.parts.at(1).is("String")) return;
    const std::string& name = node.parts[1].text;
    const std::string type = typing_.type_of(node.parts[0]);
    const bool asks = type == kFigure && std::find(kAskers.begin(), kAskers.end(), name) != kAskers.end();
    if (!asks && (type.empty() || !typing_.has_method(type, name))) return;
    findings_.add("lint.not_called", script_.at(node),
                  {fmt::format("“{}”没有调用，当作条件总是成立", shown(node)),
                   fmt::format("{} is not called: as a condition it always holds", shown(node))},
                  {fmt::format("写成 {}:{}(…)", shown(node.parts[0]), name),
                   fmt::format("write {}:{}(…)", shown(node.parts[0]), name)});
  }

  void compare(const Node& node) {
    const Node& left = node.parts.at(0);
    const Node& right = node.parts.at(1);
    if (left.is_op("not")) {
      findings_.add("lint.not_before_comparison", script_.at(left),
                    {"not 只管紧跟的一个：not a == b 是 (not a) == b", "not a == b means (not a) == b"},
                    {"写成 not (a == b)，或 a ~= b", "write not (a == b), or a ~= b"});
      return;
    }
    const bool equality = node.is_op("eq") || node.is_op("ne");
    for (const auto& [one, other] : {std::pair(&bare(left), &bare(right)), std::pair(&bare(right), &bare(left))}) {
      if (!equality && one->is("String")) {
        findings_.add("lint.text_order", script_.at(*one),
                      {fmt::format("与文字“{}”比较大小：比的是字的编码，不是数", one->text),
                       fmt::format("an order against the text “{}”: characters are compared, not figures", one->text)},
                      {fmt::format("写成 amount \"{}\"，或用 param", one->text),
                       fmt::format("write amount \"{}\", or use param", one->text)});
      }
      if (!equality || typing_.type_of(*one) != kFigure) continue;
      if (other->is("Nil") || other->is("True") || other->is("False")) figure(*one);
      if (other->is("String")) {
        findings_.add("lint.figure_against_text", script_.at(*one),
                      {fmt::format("“{}”是数，与文字“{}”永远不相等", shown(*one), other->text),
                       fmt::format("{} is a figure and never equals the text “{}”", shown(*one), other->text)},
                      {"数用 check:same 或 < >；表上的原文用 row:printed(\"栏\")",
                       "use check:same or < > for figures; row:printed(\"column\") for what is printed"});
      }
    }
  }

  const Script& script_;
  const Typing& typing_;
  Findings& findings_;
};

}  // namespace

void lint_comparisons(const PackView& view, Findings& findings) {
  for (const Script& script : view.scripts) {
    if (!view.owns(script) || !script.tree) continue;
    const Typing typing(script, view.catalogue);
    Comparisons(script, typing, findings).look();
  }
}

}  // namespace gouji::lint
