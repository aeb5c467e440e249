// What a rule does with figures, for those who want to know: which cells it looks at, what it compares with what.
// Recording is a slower mode: `explain` and the regression verbs use it, a run does not.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/brackets.hpp"
#include "model/cell.hpp"

namespace gouji::script {

class Values;
using ValueId = std::uint32_t;

enum class Relation : std::uint8_t { same, less, at_most, at_least, more };

// One comparison as it was made. `by_envelope`: what the printing allows decided beside the printed figures;
// `tail_noted`: and a difference that it allows is told all the same.
struct Compared {
  ValueId left = 0, right = 0;
  Relation relation = Relation::same;
  bool by_envelope = false;
  bool holds = false;
  bool tail_noted = false;
};

class Recorder {
 public:
  Recorder() = default;
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  virtual ~Recorder() = default;

  // The cell's figure, its text or its state.
  virtual void looked_at(const Cell& cell) = 0;
  virtual void compared(const Values& values, const Compared& comparison) = 0;
  // A value was asked whether it is zero or negative.
  virtual void compared_with_zero(const Values& values, ValueId value) = 0;
  // A value was put into the brackets of a parameter.
  virtual void banded(const Values& values, ValueId value, std::string_view parameter, const Brackets& brackets) = 0;
  // A text with marks (script/marks) came by one of them.
  virtual void marked(std::uint32_t) {}
};

}  // namespace gouji::script
