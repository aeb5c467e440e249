#include "app/signature.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace gouji::app {
namespace {

constexpr std::string_view kArrow = "->";

// Parts between `mark`, not inside brackets of any kind but [ ], which only say that something may be left out.
std::vector<std::string> parts_of(std::string_view text, std::string_view mark) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' || text[i] == '{') ++depth;
    if (text[i] == ')' || text[i] == '}') --depth;
    if (depth == 0 && text.substr(i).starts_with(mark)) {
      parts.emplace_back();
      i += mark.size() - 1;
    } else {
      parts.back() += text[i];
    }
  }
  for (std::string& part : parts) part = std::string(text::trim(part));
  return parts;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string first_word(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size() && !is_word(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && is_word(text[end])) ++end;
  const std::string word(text.substr(begin, end - begin));
  return word == "end" || word == "function" ? word + "_" : word;
}

std::vector<Signature::Parameter> read_parameters(std::string text) {
  std::vector<Signature::Parameter> list;
  text = std::string(text::trim(text));
  if (text.empty()) return list;
  if (text.starts_with('{')) return {{"list", text, false}};
  bool optional = false;
  for (std::string part : parts_of(text, ",")) {
    optional = optional || part.starts_with('[');
    const bool opens = part.ends_with('[');
    std::erase_if(part, [](char c) { return c == '[' || c == ']'; });
    part = std::string(text::trim(part));
    Signature::Parameter one{first_word(part), part, optional};
    if (part.starts_with('{')) one.name = "list";
    if (part.starts_with('"') || one.name.empty()) one.name = "sign";
    list.push_back(std::move(one));
    optional = optional || opens;
  }
  return list;
}

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A name in a script's words: of what, its owner and the function tell.
std::string type_of_name(std::string_view owner, std::string_view function) {
  if (owner == "document") return own_type("table_name");
  if (owner == "evaluation") return own_type("fund_name");
  if (owner == "column" || is_any_of(function, {"row", "has_row"})) return own_type("row_name");
  if (function == "side") return own_type("side_name");
  if (owner == "table" || owner == "row") return own_type("column_name");
  return function == "param" ? own_type("parameter_name") : std::string("string");
}

std::string type_of_word(std::string_view owner, std::string_view function, std::string_view word) {
  static const std::map<std::string, std::string, std::less<>> known{
      {"options", own_type("options")},
      {"decimals", "integer"},
      {"n", "integer"},
      {"condition", "any"},
      {"got", "any"},
      {"wanted", "any"},
      {"within", "gouji.number|string"},
      {"cell", "any"},
      {"piece", own_type("piece")},
      {"nil", "nil"},
      {"ranges", "integer[][]"},
      {"values", "gouji.values|gouji.value[]"},
      {"rows", "(gouji.fund|gouji.indicator|gouji.claim)[]"},
      {"column", own_type("column_name")},
      {"columns", "gouji.column_name[]"},
      {"words", "table"},
      {"book", "table"},
      {"spec", "table"},
      {"sign", "\"<\"|\"<=\"|\">\"|\">=\""}};
  if (word == "name") return type_of_name(owner, function);
  if (word == "names") return type_of_name(owner, function) + "[]";
  if (owner == "text" && word == "words") return "string[]";
  if (owner == "evaluation" && word == "label") return own_type("text_name");
  if (owner == "target") return "gouji.target?";
  if (owner == "score" && word == "ends") return "string";
  if (is_any_of(word, {"line", "from", "to", "end_"}) || (word == "group" && owner != "score")) return "integer";
  if (owner != "text" && is_any_of(word, {"left", "right", "limit", "printed", "formula", "other", "weight", "total",
                                          "points", "cap", "floor", "most", "value", "a", "b"}))
    return "gouji.number|string";
  const auto found = known.find(word);
  return found != known.end() ? found->second : "string";
}

}  // namespace

std::string own_type(std::string_view name) { return "gouji." + std::string(name); }

Signature read_signature(std::string_view text) {
  Signature signature;
  const std::size_t arrow = text.rfind(kArrow);
  if (arrow != std::string_view::npos) {
    signature.result = std::string(text::trim(text.substr(arrow + kArrow.size())));
    text = text.substr(0, arrow);
  }
  for (const std::string& way : parts_of(text, " / ")) {
    const std::size_t open = way.find_first_of("({");
    std::string inside;
    if (open != std::string::npos)
      inside = way[open] == '(' ? way.substr(open + 1, way.rfind(')') - open - 1) : way.substr(open);
    signature.ways.push_back(read_parameters(inside));
  }
  return signature;
}

std::string type_of_parameter(std::string_view owner, std::string_view function,
                              const Signature::Parameter& parameter) {
  if (parameter.name == "sign") return type_of_word(owner, function, "sign");
  if (parameter.written.starts_with('{')) {
    const std::string item = first_word(parameter.written);
    const bool pairs = parameter.written.find('{', 1) != std::string::npos;
    if (pairs || parameter.written.find("…") == std::string::npos || owner == "output" || owner == "form")
      return "table";
    return fmt::format("({})[]", item == "text" ? "string" : type_of_word(owner, function, item));
  }
  std::string types;
  for (const std::string& word : parts_of(parameter.written, "|")) {
    if (word == "code") continue;  // a code of the classification is a text, as names are
    types += (types.empty() ? "" : "|") + type_of_word(owner, function, first_word(word));
  }
  // Known names are offered; others may be written.
  if (types.find("_name") != std::string::npos)
    types += types.find("[]") != std::string::npos ? "|string|string[]" : "|string";
  return types;
}

std::string type_of_result(std::string_view owner, std::string_view function, std::string_view written) {
  if (function == "param") return "any";  // a figure, a text, a list or brackets: its file says which
  std::string types;
  for (const std::string& word : parts_of(written, "|")) {
    const std::string name = first_word(word);
    std::string type;
    if (word.starts_with('{')) {
      const bool plain = word.find('{', 1) == std::string::npos && !is_any_of(name, {"name", "line"});
      const std::string item = name == "table" && owner == "source" ? "flow_table" : name;
      type = name == "line" ? "integer[]" : name == "name" ? "string[]" : plain ? "gouji." + item + "[]" : "table[]";
    } else if (is_any_of(name, {"boolean", "nil", "integer"})) {
      type = name;
    } else if (name == "text") {
      type = "string";
    } else if (name == "line") {
      type = "integer";
    } else if (name == "list") {
      type = "string[]";
    } else {
      type = "gouji." + name;
    }
    types += (types.empty() ? "" : "|") + type;
  }
  return types;
}

}  // namespace gouji::app
