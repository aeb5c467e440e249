#include "regression/instrument.hpp"

#include <fmt/format.h>

#include <map>

#include "regression/script_edit.hpp"
#include "script/marks.hpp"

namespace gouji {
namespace {

using script::Node;

class Instrumenting {
 public:
  Instrumenting(const std::string& source, std::uint32_t first) : source_(source), places_(source), next_(first) {}

  InstrumentedScript run(const Node& tree) {
    outside(tree);
    InstrumentedScript result;
    std::size_t from = 0;
    for (const auto& [at, texts] : puts_) {
      result.source += source_.substr(from, at - from) + texts.close + texts.open;
      from = at;
    }
    result.source += source_.substr(from);
    result.points = std::move(points_);
    return result;
  }

 private:
  // What is put in at one place: inner ends come before outer ones, outer beginnings before inner ones.
  struct Puts {
    std::string close, open;
  };

  // Only what stands in functions runs with a document.
  void outside(const Node& node) {
    if (node.is("Function")) return block(node.parts.back());
    for (const Node& part : node.parts) outside(part);
  }

  void block(const Node& statements) {
    for (const Node& one : statements.parts) {
      if (one.is("Label")) continue;
      const ByteSpan span = places_.span(one);
      puts_[span.begin].open += fmt::format("{}({}); ", script::kReached, next_);
      points_.push_back({false, places_.line_of(span.begin), {}, next_++});
      statement(one);
    }
  }

  void statement(const Node& node) {
    if (node.is("If")) {
      for (std::size_t i = 0; i + 1 < node.parts.size(); i += 2) {
        condition(node.parts[i]);
        block(node.parts[i + 1]);
      }
      if (node.parts.size() % 2 == 1) block(node.parts.back());
      return;
    }
    if (node.is("While")) return condition(node.parts.at(0)), block(node.parts.at(1));
    if (node.is("Repeat")) return block(node.parts.at(0)), condition(node.parts.at(1));
    if (node.is("Do")) return block(node);
    if (node.is("Fornum") || node.is("Forin")) {
      for (std::size_t i = 1; i + 1 < node.parts.size(); ++i) value(node.parts[i]);
      return block(node.parts.back());
    }
    if (node.is("Local") || node.is("Localrec")) {
      if (node.parts.size() > 1) value(node.parts.back());
      return;
    }
    for (const Node& part : node.parts) value(part);
  }

  static bool is_constant(const Node& node) {
    return node.is("String") || node.is("Number") || node.is("Nil") || node.is("True") || node.is("False") ||
           node.is("Function") || node.is("Table") || node.is("Dots");
  }

  void value(const Node& node) {
    if (node.is("Function")) return block(node.parts.back());
    if (node.is_op("and") || node.is_op("or")) {
      condition(node.parts.at(0));
      return value(node.parts.at(1));
    }
    for (const Node& part : node.parts) value(part);
  }

  // What decides, piece by piece: a and not b holds two conditions.
  void condition(const Node& node) {
    if (node.is_op("and") || node.is_op("or")) return condition(node.parts.at(0)), condition(node.parts.at(1));
    if (node.is_op("not") || node.is("Paren")) return condition(node.parts.at(0));
    if (is_constant(node)) return value(node);
    const ByteSpan span = places_.span(node);
    const std::uint32_t mark = next_;
    next_ += 2;
    puts_[span.begin].open += fmt::format("{}(", script::kDecided);
    points_.push_back({true, places_.line_of(span.begin), places_.text(span), mark});
    value(node);
    puts_[span.end].close += fmt::format(", {})", mark);
  }

  const std::string& source_;
  ScriptPlaces places_;
  std::uint32_t next_;
  std::map<std::size_t, Puts> puts_;
  std::vector<CoveragePoint> points_;
};

}  // namespace

InstrumentedScript instrumented(const std::string& source, script::Syntax& syntax, std::uint32_t first) {
  const auto tree = syntax.tree(source);
  if (!tree) return {source, {}};
  return Instrumenting(source, first).run(*tree);
}

}  // namespace gouji
