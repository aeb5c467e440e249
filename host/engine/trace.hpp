// What one evaluation (a rule on a subject) rested on: the figures it looked at, the parameters it read, and how far
// each parameter may move before a comparison turns over. Tests, what-if and incremental runs work from this.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/exact.hpp"
#include "model/cell.hpp"
#include "model/result.hpp"
#include "script/recorder.hpp"

namespace gouji {

// A comparison in which a parameter took part. Numbers are in the parameter's own unit (a percentage as a ratio).
struct ThresholdUse {
  std::string parameter;
  Exact value;              // of the parameter, then
  std::vector<Exact> ends;  // values at which the comparison can turn over; empty: at none
  bool straight = true;     // false: the parameter enters in a way that `ends` does not follow
  bool alone = true;        // false: another parameter takes part, and `ends` holds for its present value only
  bool holds = false;
};

// A value that was put into the brackets of a parameter; in the base unit.
struct BandUse {
  std::string parameter;
  Exact value;
};

// Figures that had to be the same, as they were compared; numbers are in the base unit of their kind.
struct EquationUse {
  std::vector<const Cell*> cells;
  UnitKind kind = UnitKind::plain;
  Exact gap;    // left − right as printed
  Exact slack;  // how far apart they may be within the printed digits
  bool holds = false;
  bool within_rounding() const { return holds && !gap.is_zero(); }
};

struct EvaluationTrace {
  std::string rule, subject;            // id of a rule or scoring; SubjectView::identity
  std::vector<Outcome> outcomes;        // one a result; pass or not_applicable where there was none; none of a score
  std::vector<std::string> parameters;  // read, in order of first use
  std::vector<const Cell*> cells;       // looked at, each once; of the document that was given
  std::vector<ThresholdUse> thresholds;
  std::vector<BandUse> bands;
  std::vector<EquationUse> equations;  // where asked for
  std::vector<std::uint32_t> marks;    // come by, each once; of scripts with marks only (script/marks)
};

// Fills a trace while a rule runs.
class Tracer final : public script::Recorder {
 public:
  explicit Tracer(EvaluationTrace& trace, bool equations = false) : trace_(trace), equations_(equations) {}
  void looked_at(const Cell& cell) override;
  void compared(const script::Values& values, const script::Compared& comparison) override;
  void compared_with_zero(const script::Values& values, script::ValueId value) override;
  void banded(const script::Values& values, script::ValueId value, std::string_view parameter,
              const Brackets& brackets) override;
  void marked(std::uint32_t mark) override;

 private:
  void note_equation(const script::Values& values, const script::Compared& comparison);
  EvaluationTrace& trace_;
  bool equations_;
  std::unordered_set<const Cell*> seen_;
  std::unordered_set<std::uint32_t> marks_;
};

}  // namespace gouji
