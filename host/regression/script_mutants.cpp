#include <algorithm>
#include <array>
#include <map>

#include "regression/mutant.hpp"

namespace gouji {
namespace {

using script::Node;

// What stands around an expression decides which edits say something about it.
enum class Context : std::uint8_t { value, condition };

class ScriptMutants {
 public:
  ScriptMutants(const ScriptFile& file, script::Syntax& syntax)
      : file_(file), syntax_(syntax), places_(file.source), compiled_(syntax.compiled(file.source)) {}

  std::vector<Mutant> run(const Node& tree) {
    block(tree);
    std::stable_sort(found_.begin(), found_.end(), [](const Mutant& a, const Mutant& b) {
      return a.edit.span.begin != b.edit.span.begin ? a.edit.span.begin < b.edit.span.begin
                                                    : a.edit.span.end > b.edit.span.end;
    });
    return std::move(found_);
  }

 private:
  // An edit that gives the same program is no mutant.
  void add(MutantKind kind, const ByteSpan& span, std::string by, std::string from, std::string to,
           bool always = false) {
    if (span.empty()) return;
    Mutant mutant;
    mutant.kind = kind;
    mutant.file = &file_;
    mutant.edit = {span, std::move(by)};
    mutant.from = std::move(from);
    mutant.to = std::move(to);
    mutant.always = always;
    mutant.at = {file_.shown, places_.line_of(span.begin), 0};
    const std::string compiled = syntax_.compiled(edited(file_.source, mutant.edit));
    if (compiled.empty() || compiled == compiled_) return;
    found_.push_back(std::move(mutant));
  }

  void replace(MutantKind kind, const Node& node, std::string by, bool always = false) {
    std::string from = places_.text(node);
    add(kind, places_.span(node), by, std::move(from), by, always);
  }

  void block(const Node& statements) {
    for (const Node& one : statements.parts) statement(one);
  }

  void statement(const Node& node) {
    if (node.is("If")) return if_statement(node);
    if (node.is("While")) return condition(node.parts.at(0)), block(node.parts.at(1));
    if (node.is("Repeat")) return block(node.parts.at(0)), condition(node.parts.at(1));
    if (node.is("Do")) return block(node);
    if (node.is("Call") && is_header(node)) return header(node.parts.at(1));
    if (node.is("Invoke") && is_check(node))
      add(MutantKind::call, places_.span(node), "do end", places_.text(node), "");
    if (node.is("Fornum") || node.is("Forin")) {
      for (std::size_t i = 1; i + 1 < node.parts.size(); ++i) list_or_expression(node.parts[i]);
      return block(node.parts.back());
    }
    if (node.is("Local") || node.is("Set") || node.is("Localrec")) {
      if (node.parts.size() > 1) list_or_expression(node.parts.back());
      return;
    }
    if (node.is("Return")) {
      for (const Node& part : node.parts) expression(part, Context::value);
      return;
    }
    expression(node, Context::value);
  }

  void if_statement(const Node& node) {
    for (std::size_t i = 0; i + 1 < node.parts.size(); i += 2) {
      const Node& test = node.parts[i];
      replace(MutantKind::branch, test, "true", true);
      replace(MutantKind::branch, test, "false", false);
      condition(test);
      block(node.parts[i + 1]);
    }
    if (node.parts.size() % 2 == 1) block(node.parts.back());
  }

  void condition(const Node& node) { expression(node, Context::condition); }

  void list_or_expression(const Node& node) {
    if (!node.tag.empty()) return expression(node, Context::value);
    for (const Node& part : node.parts) expression(part, Context::value);
  }

  void expression(const Node& node, Context context) {
    if (node.is("Function")) return block(node.parts.back());
    if (node.is("Op")) return op(node, context);
    if (node.is("Paren")) return expression(node.parts.at(0), context);
    if (node.is("Number")) return literal(node, node);
    if (node.is("Invoke")) return invoke(node);
    if (node.is("Table")) return table(node);
    for (const Node& part : node.parts) {
      if (part.is("Number"))
        literal(part, node);
      else
        list_or_expression(part);
    }
  }

  static bool is_plain(const Node& node) {
    return node.is("String") || node.is("Nil") || node.is("Number") || node.is("Table") || node.is("True") ||
           node.is("False");
  }

  void op(const Node& node, Context context) {
    static const std::map<std::string_view, std::string_view> kComparisons{
        {"lt", "<="}, {"le", "<"}, {"gt", ">="}, {"ge", ">"}};
    if (node.parts.size() == 1) {
      if (node.is_op("not")) replace(MutantKind::negation, node, "(" + places_.text(node.parts[0]) + ")");
      return expression(node.parts[0], node.is_op("not") ? Context::condition : Context::value);
    }
    if (node.is_op("and") || node.is_op("or")) return chain(node, context);
    const ByteSpan sign = places_.sign(node);
    const std::string whole = places_.text(node);
    const auto with_sign = [&](MutantKind kind, std::string_view by) {
      if (sign.empty()) return;
      const std::size_t at = sign.begin - places_.span(node).begin;
      std::string to = whole;
      to.replace(at, sign.end - sign.begin, by);
      add(kind, sign, std::string(by), whole, std::move(to));
    };
    if (const auto other = kComparisons.find(node.text); other != kComparisons.end())
      with_sign(MutantKind::comparison, other->second);
    if (node.is_op("add")) with_sign(MutantKind::sign, "-");
    if (node.is_op("sub")) with_sign(MutantKind::sign, "+");
    const Node &left = node.parts.at(0), &right = node.parts.at(1);
    if (node.is_op("div")) {
      const auto side = [&](const Node& one) {
        return one.is("Op") ? "(" + places_.text(one) + ")" : places_.text(one);
      };
      replace(MutantKind::quotient, node, side(right) + " / " + side(left));
    }
    // x < 1 and x <= 0 are one to whole numbers: what the other sign does already is not done again.
    const bool lower = node.is_op("le") || node.is_op("gt"), upper = node.is_op("lt") || node.is_op("ge");
    for (const Node* side : {&left, &right}) {
      const bool mirrored = side == &left;
      if (side->is("Number"))
        literal(*side, node, !(mirrored ? lower : upper), !(mirrored ? upper : lower));
      else
        expression(*side, Context::value);
    }
  }

  static void flatten(const Node& node, const std::string& op, std::vector<const Node*>& operands) {
    if (!node.is_op(op)) return operands.push_back(&node);
    flatten(node.parts.at(0), op, operands);
    flatten(node.parts.at(1), op, operands);
  }

  // a and b and c: each of them left out. What stands last gives the value where one is wanted; `x or "…"` gives one
  // where there is none, and is no choice between two conditions, but `x and a or b` is.
  void chain(const Node& node, Context context) {
    std::vector<const Node*> operands;
    flatten(node, node.text, operands);
    const bool conjunction = node.is_op("and"), asked = context == Context::condition;
    const std::string whole = places_.text(node);
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const bool last = i + 1 == operands.size();
      const bool choice = !conjunction && i == 0 && operands[0]->is_op("and");
      if (is_plain(*operands[i]) || !(asked || (conjunction && !last) || choice)) continue;
      const ByteSpan own = places_.span(*operands[i]);
      const ByteSpan gone = i == 0 ? ByteSpan{own.begin, places_.span(*operands[1]).begin}
                                   : ByteSpan{places_.span(*operands[i - 1]).end, own.end};
      add(MutantKind::condition, gone, "", places_.text(own), "");
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const bool last = i + 1 == operands.size();
      expression(*operands[i], asked || (conjunction && !last) ? Context::condition : Context::value);
    }
  }

  // `around`: what is shown of its neighbourhood.
  void literal(const Node& node, const Node& around, bool up = true, bool down = true) {
    if (node.text.empty() || node.text.find_first_not_of("0123456789") != std::string::npos || node.text.size() > 9)
      return;
    const int value = std::stoi(node.text);
    const ByteSpan own = places_.span(node), shown = places_.span(around);
    const auto with = [&](int other) {
      std::string to = places_.text(shown);
      to.replace(own.begin - shown.begin, own.end - own.begin, std::to_string(other));
      add(MutantKind::literal, own, std::to_string(other), places_.text(shown), std::move(to));
    };
    if (up) with(value + 1);
    if (down && value > 0) with(value - 1);
  }

  // check:same(…), check:when(…):holds(…)
  static bool is_check(const Node& node) {
    const Node& object = node.parts.at(0);
    return (object.is("Id") && object.text == "check") || (object.is("Invoke") && is_check(object));
  }

  void invoke(const Node& node) {
    if (is_check(node)) {
      const Node& verb = node.parts.at(1);
      if (verb.text == "at_most" || verb.text == "at_least") {
        const std::string other = verb.text == "at_most" ? "at_least" : "at_most";
        add(MutantKind::bound, places_.span(verb), other, "check:" + verb.text, "check:" + other);
      }
      if (verb.text == "when" && node.parts.size() == 5) when_sign(node.parts[3]);
    }
    expression(node.parts.at(0), Context::value);
    for (std::size_t i = 2; i < node.parts.size(); ++i) {
      const bool asked = is_check(node) && i == 2 && (node.parts[1].text == "holds" || node.parts[1].text == "when");
      if (is_check(node) && node.parts[i].is("Table"))
        options(node.parts[i]);
      else
        expression(node.parts[i], asked ? Context::condition : Context::value);
    }
  }

  void when_sign(const Node& node) {
    static const std::map<std::string_view, std::string_view> kSigns{
        {"<", "<="}, {"<=", "<"}, {">", ">="}, {">=", ">"}};
    if (const auto other = kSigns.find(node.text); node.is("String") && other != kSigns.end())
      replace(MutantKind::comparison, node, "\"" + std::string(other->second) + "\"");
  }

  void table(const Node& node) {
    for (const Node& part : node.parts) {
      if (!part.is("Pair")) {
        expression(part, Context::value);
        continue;
      }
      if (!part.parts.at(0).is("String")) expression(part.parts[0], Context::value);
      expression(part.parts.at(1), Context::value);
    }
  }

  void options(const Node& node) {
    for (const Node& part : node.parts) {
      if (!part.is("Pair") || !part.parts.at(0).is("String")) continue;
      const std::string& key = part.parts[0].text;
      const Node& value = part.parts.at(1);
      const std::string whole = places_.text(part);
      if (key == "severity" && !value.is("Nil")) add(MutantKind::severity, places_.span(value), "nil", whole, "");
      if (key == "tail" && !value.is("Nil")) add(MutantKind::tail, places_.span(value), "nil", whole, "");
    }
    table(node);
  }

  static bool is_header(const Node& call) {
    return call.parts.size() == 2 && call.parts[0].is("Id") && call.parts[1].is("Table") &&
           (call.parts[0].text == "rule" || call.parts[0].text == "scoring");
  }

  void header(const Node& table) {
    for (const Node& part : table.parts) {
      if (!part.is("Pair") || !part.parts.at(0).is("String")) continue;
      const std::string& key = part.parts[0].text;
      const Node& value = part.parts.at(1);
      if (key == "run") expression(value, Context::value);
      if (key == "severity" && value.is("String")) header_severity(value);
      if (key == "effective" && value.is("Table")) effective(value);
    }
  }

  void header_severity(const Node& value) {
    static constexpr std::array<std::string_view, 4> kOrder{"error", "warning", "verify", "note"};
    const auto* own = std::find(kOrder.begin(), kOrder.end(), value.text);
    if (own == kOrder.end()) return;
    const auto* other = own + 1 == kOrder.end() ? own - 1 : own + 1;
    add(MutantKind::severity, places_.span(value), "\"" + std::string(*other) + "\"", value.text, std::string(*other));
  }

  void effective(const Node& table) {
    for (const Node& part : table.parts) {
      if (!part.is("Pair") || !part.parts.at(1).is("Number")) continue;
      const Node& year = part.parts[1];
      if (year.text.size() != 4 || year.text.find_first_not_of("0123456789") != std::string::npos) continue;
      const int value = std::stoi(year.text);
      replace(MutantKind::date, year, std::to_string(value - 1));
      replace(MutantKind::date, year, std::to_string(value + 1));
    }
  }

  const ScriptFile& file_;
  script::Syntax& syntax_;
  ScriptPlaces places_;
  std::string compiled_;
  std::vector<Mutant> found_;
};

}  // namespace

std::string_view code_of(MutantKind kind) {
  static constexpr std::array<std::string_view, kMutantKinds> kCodes{
      "threshold", "item", "choice",  "comparison", "bound",    "condition", "negation", "branch",
      "quotient",  "sign", "literal", "date",       "severity", "call",      "tail"};
  return kCodes.at(static_cast<std::size_t>(kind));
}

std::vector<Mutant> script_mutants(const ScriptFile& file, script::Syntax& syntax) {
  const auto tree = syntax.tree(file.source);
  return tree ? ScriptMutants(file, syntax).run(*tree) : std::vector<Mutant>();
}

}  // namespace gouji
