#include "regression/term_record.hpp"

#include <fmt/format.h>

#include "script/call.hpp"

namespace gouji {
namespace {

using script::Op;
using script::Value;
using script::ValueId;
using script::Values;

constexpr int kDeepest = 8;
constexpr std::size_t kMostKept = 4000;

std::string shown_value(const Values& values, ValueId id) {
  const Value& value = values.at(id);
  if (!value.missing) return values.shown(id);
  if (value.op == Op::cell && !values.leaf(value).cell->printed.empty()) return values.leaf(value).cell->printed;
  return "空白";
}

ScriptTerm term_of(const Values& values, ValueId id, int depth) {
  const Value& value = values.at(id);
  ScriptTerm term{value.op, shown_value(values, id), {}, {}};
  const auto add = [&](ValueId part) {
    if (depth < kDeepest) term.parts.push_back(term_of(values, part, depth + 1));
  };
  switch (value.op) {
    case Op::parameter: term.name = std::string(values.leaf(value).name); break;
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
      add(value.left);
      add(value.right);
      break;
    case Op::negate:
    case Op::absolute:
    case Op::rounded:
    case Op::printed: add(value.left); break;
    default: break;
  }
  return term;
}

template <class Kept>
void keep_last(std::vector<Kept>& list, Kept one) {
  if (list.size() >= kMostKept) list.erase(list.begin(), list.begin() + kMostKept / 2);
  list.push_back(std::move(one));
}

}  // namespace

Location TermRecord::here() const { return script::Call(context_.state).caller(); }

void TermRecord::looked_at(const Cell& cell) { keep_last(cells_, LookedAt{here(), &cell}); }

void TermRecord::compared(const Values& values, const script::Compared& comparison) {
  keep_last(comparisons_,
            ComparedTerms{
                here(), {term_of(values, comparison.left, 0), term_of(values, comparison.right, 0)}, comparison.holds});
}

void TermRecord::compared_with_zero(const Values& values, ValueId value) {
  keep_last(comparisons_, ComparedTerms{here(), {term_of(values, value, 0)}, false});
}

}  // namespace gouji
