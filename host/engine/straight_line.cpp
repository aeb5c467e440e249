#include "engine/straight_line.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace gouji {
namespace {

using script::Node;

// All of them give something on every document, or end the rule; none answers a question.
constexpr std::array<std::string_view, 13> kMethods{"fund",   "indicators", "table",    "row",  "column",
                                                    "coded",  "at",         "value",    "same", "computed",
                                                    "across", "completion", "hierarchy"};
// Fields that are neither figures nor words: what they say of one document they do not say of another.
constexpr std::array<std::string_view, 13> kFacts{"ordinal", "year",     "unit",   "comparison", "text",
                                                  "high",    "columns",  "notes",  "numeric",    "worded",
                                                  "is_rate", "is_money", "reverse"};
constexpr std::array<std::string_view, 5> kFunctions{"sum", "least", "most", "amount", "param"};
constexpr std::array<std::string_view, 5> kArithmetic{"add", "sub", "mul", "div", "unm"};

template <class List>
bool is_among(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

class Body {
 public:
  explicit Body(std::set<std::string> constants) : constants_(std::move(constants)) {}

  bool statements(const std::vector<Node>& list) {
    return std::all_of(list.begin(), list.end(), [&](const Node& one) { return statement(one); });
  }

 private:
  bool expressions(const Node& list) {
    return std::all_of(list.parts.begin(), list.parts.end(), [&](const Node& one) { return expression(one); });
  }

  bool statement(const Node& node) {
    if (node.is("Local")) {
      if (node.parts.size() != 2 || !expressions(node.parts[1])) return false;
      for (const Node& name : node.parts[0].parts) constants_.erase(name.text);
      return true;
    }
    if (node.is("Call") || node.is("Invoke")) return expression(node);
    if (!node.is("Forin")) return false;
    // for … in ipairs(param "…") or pairs(list of the file)
    const Node& names = node.parts.at(0);
    const Node& values = node.parts.at(1);
    if (values.parts.size() != 1 || !values.parts[0].is("Call")) return false;
    const Node& call = values.parts[0];
    if (call.parts.size() != 2 || !call.parts[0].is("Id")) return false;
    if (call.parts[0].text != "ipairs" && call.parts[0].text != "pairs") return false;
    if (!is_constant(call.parts[1])) return false;
    for (const Node& name : names.parts) constants_.insert(name.text);
    return statements(node.parts.at(2).parts);
  }

  // What is the same on every document: texts and numbers, parameters, lists of the file and what stands in them.
  bool is_constant(const Node& node) const {
    if (node.is("String") || node.is("Number")) return true;
    if (node.is("Id")) return constants_.contains(node.text);
    if (node.is("Paren")) return is_constant(node.parts.at(0));
    if (node.is("Index")) return is_constant(node.parts.at(0)) && is_constant(node.parts.at(1));
    if (node.is("Table"))
      return std::all_of(node.parts.begin(), node.parts.end(), [&](const Node& one) {
        return one.is("Pair") ? is_constant(one.parts.at(0)) && is_constant(one.parts.at(1)) : is_constant(one);
      });
    return node.is("Call") && node.parts.size() == 2 && node.parts[0].is("Id") && node.parts[0].text == "param" &&
           is_constant(node.parts[1]);
  }

  bool expression(const Node& node) {
    if (is_constant(node) || node.is("Id") || node.is("True") || node.is("False")) return true;
    if (node.is("Paren")) return expression(node.parts.at(0));
    if (node.is("Op")) return is_among(kArithmetic, node.text) && expressions(node);
    if (node.is("Index")) {
      const Node& key = node.parts.at(1);
      return expression(node.parts.at(0)) && is_constant(key) && !(key.is("String") && is_among(kFacts, key.text));
    }
    if (node.is("Table")) {
      return std::all_of(node.parts.begin(), node.parts.end(), [&](const Node& one) {
        return one.is("Pair") ? is_constant(one.parts.at(0)) && expression(one.parts.at(1)) : expression(one);
      });
    }
    if (node.is("Call")) {
      return node.parts.at(0).is("Id") && is_among(kFunctions, node.parts[0].text) &&
             std::all_of(node.parts.begin() + 1, node.parts.end(), [&](const Node& one) { return expression(one); });
    }
    if (!node.is("Invoke")) return false;
    const std::string& method = node.parts.at(1).text;
    return is_among(kMethods, method) && expression(node.parts[0]) &&
           std::all_of(node.parts.begin() + 2, node.parts.end(), [&](const Node& one) { return expression(one); });
  }

  std::set<std::string> constants_;
};

bool is_plain(const Node& node) {
  if (node.is("Table")) {
    return std::all_of(node.parts.begin(), node.parts.end(), [](const Node& one) {
      return one.is("Pair") ? is_plain(one.parts.at(0)) && is_plain(one.parts.at(1)) : is_plain(one);
    });
  }
  return node.is("String") || node.is("Number") || node.is("True") || node.is("False");
}

}  // namespace

bool only_computes(const Node& file) {
  std::set<std::string> lists;
  for (const Node& statement : file.parts) {
    if (statement.is("Local")) {
      if (statement.parts.size() != 2 || statement.parts[0].parts.size() != statement.parts[1].parts.size())
        return false;
      for (std::size_t i = 0; i < statement.parts[1].parts.size(); ++i) {
        if (!is_plain(statement.parts[1].parts[i])) return false;
        lists.insert(statement.parts[0].parts[i].text);
      }
      continue;
    }
    const bool declares = statement.is("Call") && statement.parts.size() == 2 && statement.parts[0].is("Id") &&
                          statement.parts[0].text == "rule" && statement.parts[1].is("Table");
    if (!declares) return false;
    for (const Node& pair : statement.parts[1].parts) {
      if (!pair.is("Pair") || pair.parts.at(0).text != "run") continue;
      const Node& run = pair.parts.at(1);
      return run.is("Function") && Body(std::move(lists)).statements(run.parts.at(1).parts);
    }
  }
  return false;
}

}  // namespace gouji
