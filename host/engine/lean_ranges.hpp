// A lean as programs ask for it: parts by the numbers of their names, figures as exact ranges.
#pragma once

#include <optional>
#include <vector>

#include "base/quick_fraction.hpp"
#include "engine/column_program.hpp"
#include "engine/name_numbers.hpp"
#include "model/lean_document.hpp"
#include "model/record.hpp"

namespace gouji {

// Something in the document is not plain enough: evaluate() has to look.
struct NotPlain {};

inline void need_plain(bool plain) {
  if (!plain) throw NotPlain{};
}

// A figure and what its printing leaves open; `wide`: low and high are others than the value.
struct Range {
  QuickFraction value, low, high;
  bool missing = false;
  bool wide = false;

  const QuickFraction& least() const { return wide ? low : value; }
  const QuickFraction& most() const { return wide ? high : value; }
};

// 10^exponent for 0..18.
std::int64_t quick_power(int exponent);

// `precision`: decimals that the envelope goes by; none: exact.
Range range_of(const LeanCell& cell, std::optional<int> precision);
// Of a record's field, with the envelope that its role has; money goes by the decimals of its form.
Range range_of(const LeanRecord& record, RecordKind kind, std::size_t field, int money_decimals);
// The same with the envelope of its own digits.
Range printed_range(const LeanCell& cell);
// The number in a target or result.
Range target_range(const LeanRecord& record, std::size_t field);

}  // namespace gouji
