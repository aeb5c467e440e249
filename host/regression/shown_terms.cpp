#include "regression/shown_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "regression/term_record.hpp"

namespace gouji {
namespace {

using script::Node;
using script::Op;

constexpr std::size_t kMostCellsTold = 12;

// A script's text by lines, and where its characters stand in them.
class ScriptLines {
 public:
  explicit ScriptLines(const std::string& source) : text_(text::decode(source)) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == U'\n') starts_.push_back(i + 1);
    }
  }
  // `at`: in characters from 1, as nodes have it. Lines from 1.
  int line_of(int at) const {
    return static_cast<int>(std::upper_bound(starts_.begin(), starts_.end(), static_cast<std::size_t>(at - 1)) -
                            starts_.begin());
  }
  char32_t character(int at) const { return text_.at(static_cast<std::size_t>(at - 1)); }
  std::u32string line(int number) const {
    const std::size_t begin = starts_.at(static_cast<std::size_t>(number - 1));
    const std::size_t end = std::min(text_.find(U'\n', begin), text_.size());
    std::u32string out(text_.substr(begin, end - begin));
    std::replace(out.begin(), out.end(), U'\t', U' ');
    while (!out.empty() && (out.back() == U' ' || out.back() == U'\r')) out.pop_back();
    return out;
  }
  // Terminal columns before the character.
  int column_of(int at) const {
    const std::u32string whole = line(line_of(at));
    const std::size_t begin = starts_.at(static_cast<std::size_t>(line_of(at) - 1));
    int width = 0;
    for (std::size_t i = 0; i < whole.size() && begin + i < static_cast<std::size_t>(at - 1); ++i)
      width += text::display_width(whole[i]);
    return width;
  }

 private:
  std::u32string text_;
  std::vector<std::size_t> starts_;
};

struct TermMark {
  int at = 0;  // character of the text
  std::string shown;
};

std::optional<Op> arithmetic(const Node& node) {
  static constexpr std::array<std::pair<std::string_view, Op>, 5> kOps{
      {{"add", Op::add}, {"sub", Op::subtract}, {"mul", Op::multiply}, {"div", Op::divide}, {"unm", Op::negate}}};
  if (!node.is("Op")) return std::nullopt;
  for (const auto& [name, op] : kOps) {
    if (node.text == name) return op;
  }
  return std::nullopt;
}

std::optional<Op> method(const Node& node) {
  if (!node.is("Invoke") || node.parts.size() < 2) return std::nullopt;
  const std::string& name = node.parts[1].text;
  if (name == "rounded") return Op::rounded;
  if (name == "absolute") return Op::absolute;
  if (name == "printed") return Op::printed;
  return std::nullopt;
}

// Whether the expression may have given the value: what cannot be told apart by its form may.
bool may_give(const Node& node, const ScriptTerm& term) {
  if (node.is("Paren")) return !node.parts.empty() && may_give(node.parts.front(), term);
  if (const auto op = arithmetic(node)) {
    if (term.op != *op || term.parts.size() != node.parts.size()) return false;
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
      if (!may_give(node.parts[i], term.parts[i])) return false;
    }
    return true;
  }
  if (node.is("Call") && node.parts.size() == 2 && node.parts[0].is("Id") && node.parts[0].text == "param")
    return term.op == Op::parameter && (!node.parts[1].is("String") || node.parts[1].text == term.name);
  if (node.is("Number")) return term.op == Op::constant;
  return !node.is("String") && !node.is("Table") && !node.is("Function") && !node.is("Op") && !node.is("True") &&
         !node.is("False") && !node.is("Nil");
}

void add_marks(const ScriptLines& lines, const Node& node, const ScriptTerm& term, std::vector<TermMark>& marks) {
  if (node.is("Number")) return;
  if (node.is("Paren")) return add_marks(lines, node.parts.front(), term, marks);
  if (arithmetic(node)) {
    int at = node.begin;
    if (node.parts.size() == 2) {
      at = node.parts[0].end + 1;
      while (at < node.parts[1].begin &&
             (lines.character(at) == U' ' || lines.character(at) == U')' || lines.character(at) == U'\n'))
        ++at;
    }
    marks.push_back({at, term.shown});
    for (std::size_t i = 0; i < node.parts.size(); ++i) add_marks(lines, node.parts[i], term.parts[i], marks);
    return;
  }
  if (const auto op = method(node); op && term.op == *op && term.parts.size() == 1) {
    marks.push_back({node.parts[1].begin, term.shown});
    if (may_give(node.parts[0], term.parts[0])) add_marks(lines, node.parts[0], term.parts[0], marks);
    return;
  }
  marks.push_back({node.begin, term.shown});
}

// An expression of the script that compares, with its sides in the order in which the host saw them.
struct Comparing {
  const Node* node = nullptr;
  std::vector<const Node*> sides;
  int word = 0;  // character of the operator or the verb
};

bool is_side(const Node& node) { return !node.is("String") && !node.is("Table") && !node.is("Function"); }

std::optional<Comparing> comparing(const Node& node, const ScriptLines& lines) {
  const bool rising = node.is_op("lt") || node.is_op("le"), falling = node.is_op("gt") || node.is_op("ge");
  if ((rising || falling) && node.parts.size() == 2) {
    Comparing one{&node, {&node.parts[0], &node.parts[1]}, node.parts[0].end + 1};
    while (one.word < node.parts[1].begin && lines.character(one.word) != U'<' && lines.character(one.word) != U'>')
      ++one.word;
    if (falling) std::swap(one.sides[0], one.sides[1]);  // Lua turns a > b into b < a
    return one;
  }
  const bool verb = node.is("Invoke") && node.parts.size() > 1;    // check:same(a, b)
  const bool function = node.is("Call") && node.parts.size() > 2;  // least(a, b)
  if (!verb && !function) return std::nullopt;
  Comparing one{&node, {}, node.parts[verb ? 1 : 0].begin};
  for (std::size_t i = verb ? 2 : 1; i < node.parts.size(); ++i) {
    if (is_side(node.parts[i])) one.sides.push_back(&node.parts[i]);
  }
  if (function) return one.sides.size() < 2 ? std::nullopt : std::optional(one);
  if (one.sides.empty()) one.sides.push_back(&node.parts[0]);  // x:zero()
  return one;
}

// Comparisons that one expression made, one after another: between(x, low, high) makes two.
using Made = std::vector<const ComparedTerms*>;

std::vector<const ScriptTerm*> sides_of(const Made& made) {
  std::vector<const ScriptTerm*> sides;
  for (const ComparedTerms* one : made) {
    if (sides.empty()) sides.push_back(&one->terms.front());
    if (one->terms.size() > 1) sides.push_back(&one->terms.back());
  }
  return sides;
}

// The smallest expression on the line that may have made the comparisons.
void search(const Node& node, const ScriptLines& lines, int line, const std::vector<const ScriptTerm*>& sides,
            std::optional<Comparing>& best) {
  const bool there = node.begin > 0 && lines.line_of(node.begin) <= line && lines.line_of(node.end) >= line;
  if (auto one = there ? comparing(node, lines) : std::nullopt; one && (one->sides.size() > 1) == (sides.size() > 1)) {
    bool fits = one->sides.size() >= sides.size() || sides.size() > 2;
    for (std::size_t i = 0; fits && i < std::min(sides.size(), one->sides.size()); ++i)
      fits = may_give(*one->sides[i], *sides[i]);
    const auto length = [](const Node& of) { return of.end - of.begin; };
    if (fits && (!best || length(node) < length(*best->node))) best = one;
  }
  for (const Node& part : node.parts) search(part, lines, line, sides, best);
}

// Bars below the terms and their values, each as far to the right as the term stands; values that have room share a
// line.
std::string values_below(std::vector<std::pair<int, std::string>> marks) {
  std::stable_sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto pad = [](std::string& row, int column) {
    const int width = text::display_width(row);
    if (column > width) row.append(static_cast<std::size_t>(column - width), ' ');
  };
  std::string bars;
  for (const auto& [column, shown] : marks) {
    pad(bars, column);
    if (text::display_width(bars) == column) bars += '|';
  }
  std::string out = bars + "\n";
  std::size_t left = marks.size();
  while (left > 0) {
    std::size_t first = left - 1;  // of those that fit beside each other
    while (first > 0 && marks[first - 1].first + text::display_width(marks[first - 1].second) < marks[first].first)
      --first;
    std::string row;
    for (std::size_t i = 0; i < left; ++i) {
      pad(row, marks[i].first);
      if (i >= first)
        row += marks[i].second;
      else if (text::display_width(row) == marks[i].first)
        row += '|';
    }
    out += row + "\n";
    left = first;
  }
  return out;
}

std::string with_values(const ScriptLines& lines, const std::vector<TermMark>& marks, int line) {
  std::map<int, std::vector<std::pair<int, std::string>>> by_line{{line, {}}};
  for (const TermMark& mark : marks) by_line[lines.line_of(mark.at)].emplace_back(lines.column_of(mark.at), mark.shown);
  std::size_t indent = std::u32string::npos;
  for (const auto& [number, list] : by_line)
    indent = std::min(indent, std::min(lines.line(number).find_first_not_of(U' '), lines.line(number).size()));
  std::string out;
  for (auto& [number, list] : by_line) {
    out += text::encode(lines.line(number).substr(indent)) + "\n";
    for (auto& mark : list) mark.first -= static_cast<int>(indent);
    if (!list.empty()) out += values_below(list);
  }
  return out;
}

std::string name_of(const Document& document, const Cell* cell) {
  const auto in = [&](const Record& record) -> std::string {
    const auto fields = fields_of(record.kind);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (&record.cells[i] == cell) return std::string(fields[i].chinese);
    }
    return {};
  };
  for (const Evaluation& form : document.evaluations) {
    if (std::string name = in(form.head); !name.empty()) return name;
    for (const auto* records : {&form.funds, &form.indicators}) {
      for (const Record& record : *records) {
        if (const std::string name = in(record); !name.empty()) return row_name(record) + "·" + name;
      }
    }
  }
  return {};
}

const ComparedTerms* deciding(const std::vector<ComparedTerms>& all, const DocumentResult& got) {
  const auto failed = [](const ComparedTerms& one) { return one.terms.size() == 2 && !one.holds; };
  for (const Finding& finding : got.findings) {
    for (const ComparedTerms& one : all) {
      if (failed(one) && !finding.printed.empty() && one.terms.front().shown == finding.printed) return &one;
    }
  }
  if (!got.findings.empty()) {
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
      if (failed(*one)) return &*one;
    }
  }
  return all.empty() ? nullptr : &all.back();
}

}  // namespace

std::string shown_terms(const Document& document, RuleBook& book, const Verbs& verbs, script::Syntax& syntax,
                        EvaluateOptions options) {
  TermRecord record(book.state().context());
  options.recorder = &record;
  const DocumentResult got = evaluate(document, book, verbs, options);
  const ComparedTerms* one = deciding(record.comparisons(), got);
  const Location at = one != nullptr ? one->at : record.cells().empty() ? Location{} : record.cells().back().at;
  const std::string& source = book.source_of(at.file);
  if (source.empty() || at.line == 0) return {};
  const ScriptLines lines(source);
  std::string out = to_text({at.file, at.line, 0}) + "\n";
  if (one == nullptr) {
    out += with_values(lines, {}, at.line);
    std::set<const Cell*> told;
    for (const LookedAt& looked : record.cells()) {
      if (looked.at.line != at.line || looked.at.file != at.file || told.size() >= kMostCellsTold) continue;
      if (!told.insert(looked.cell).second) continue;
      const std::string name = name_of(document, looked.cell);
      out += fmt::format("  {}{}\n", name.empty() ? "" : name + " = ",
                         looked.cell->printed.empty() ? "空白" : looked.cell->printed);
    }
    return out;
  }
  Made made;
  const ComparedTerms* const first = record.comparisons().data();
  const ComparedTerms* const end = first + record.comparisons().size();
  const auto beside = [&](const ComparedTerms& other) {
    return other.at.line == at.line && other.at.file == at.file &&
           other.terms.front().shown == one->terms.front().shown;
  };
  const ComparedTerms* begin = one;
  while (begin != first && beside(*(begin - 1))) --begin;
  for (const ComparedTerms* next = begin; next != end && beside(*next); ++next) made.push_back(next);
  const auto tree = syntax.tree(source);
  std::optional<Comparing> found;
  std::vector<const ScriptTerm*> sides = sides_of(made);
  if (tree) search(*tree, lines, at.line, sides, found);
  if (!found && made.size() > 1) {
    sides = sides_of({one});
    if (tree) search(*tree, lines, at.line, sides, found);
  }
  std::vector<TermMark> marks;
  if (found) {
    for (std::size_t i = 0; i < std::min(sides.size(), found->sides.size()); ++i)
      add_marks(lines, *found->sides[i], *sides[i], marks);
    if (one->terms.size() == 2) marks.push_back({found->word, one->holds ? "true" : "false"});
    return out + with_values(lines, marks, at.line);
  }
  out += with_values(lines, {}, at.line);
  for (const ScriptTerm* side : sides) out += fmt::format("  {}\n", side->shown);
  return out;
}

}  // namespace gouji
