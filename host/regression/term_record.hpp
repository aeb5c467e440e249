// The comparisons that a rule makes, with the line of its script and the value of each part of each side.
#pragma once

#include <string>
#include <vector>

#include "base/location.hpp"
#include "script/context.hpp"
#include "script/recorder.hpp"

namespace gouji {

// A value and what it was worked out from.
struct ScriptTerm {
  script::Op op = script::Op::constant;
  std::string shown;  // as printed, or worked out, with its unit; "空白" for a missing one
  std::string name;   // of a parameter
  std::vector<ScriptTerm> parts;
};

struct ComparedTerms {
  Location at;
  std::vector<ScriptTerm> terms;  // the two sides; one where a value was asked whether it is zero or negative
  bool holds = false;
};

// A cell that was looked at: its figure, its words or its state.
struct LookedAt {
  Location at;
  const Cell* cell = nullptr;
};

// Keeps what came last.
class TermRecord final : public script::Recorder {
 public:
  // `context` is that of the state which runs the rule.
  explicit TermRecord(const script::Context& context) : context_(context) {}
  void looked_at(const Cell& cell) override;
  void compared(const script::Values& values, const script::Compared& comparison) override;
  void compared_with_zero(const script::Values& values, script::ValueId value) override;
  void banded(const script::Values&, script::ValueId, std::string_view, const Brackets&) override {}

  const std::vector<ComparedTerms>& comparisons() const { return comparisons_; }
  const std::vector<LookedAt>& cells() const { return cells_; }

 private:
  Location here() const;
  const script::Context& context_;
  std::vector<ComparedTerms> comparisons_;
  std::vector<LookedAt> cells_;
};

}  // namespace gouji
