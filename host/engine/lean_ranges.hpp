// A lean as programs ask for it: parts by the numbers of their names, figures as exact ranges.
#pragma once

#include <array>

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
template <class Int>
struct Range {
  BasicFraction<Int> value, low, high;
  bool missing = false;
  bool wide = false;

  const BasicFraction<Int>& least() const { return wide ? low : value; }
  const BasicFraction<Int>& most() const { return wide ? high : value; }
};

// 10^exponent for 0..18.
inline std::int64_t quick_power(int exponent) {
  static constexpr std::array<std::int64_t, 19> kPowers = [] {
    std::array<std::int64_t, 19> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
  }();
  return kPowers[static_cast<std::size_t>(exponent)];
}

// A cell without a figure is missing; one that is no plain figure is not for us.
inline bool is_missing(const LeanCell& cell) {
  if (cell.state == LeanState::figure) [[likely]]
    return false;
  if (cell.state == LeanState::absent || cell.state == LeanState::nothing) return true;
  throw NotPlain{};
}

inline std::int64_t scale_of(const LeanCell& cell) {
  constexpr std::int64_t kPercent = 100;
  return quick_power(cell.decimals) * (cell.mark == LeanMark::percent ? kPercent : 1);
}

template <class Int>
inline Range<Int> exact_range(const LeanCell& cell) {
  Range<Int> range;
  range.missing = is_missing(cell);
  if (!range.missing) range.value = {cell.number, scale_of(cell)};
  return range;
}

// Half a unit of the last of `precision` decimals on both sides.
template <class Int>
inline Range<Int> wide_range(const LeanCell& cell, int precision) {
  constexpr int kMostShift = 15;
  Range<Int> range;
  range.missing = is_missing(cell);
  if (range.missing) return range;
  const int shift = precision - cell.decimals;
  need_plain(shift >= -kMostShift && shift <= kMostShift);
  range.wide = true;
  // In halves of the finer of the two: the printed unit, or that of the envelope.
  const std::int64_t finer = shift > 0 ? quick_power(shift) : 1;
  const std::int64_t half = shift < 0 ? quick_power(-shift) : 1;
  const Int128 bottom = static_cast<Int128>(2 * scale_of(cell)) * finer;
  const Int128 top = static_cast<Int128>(cell.number) * (2 * finer);
  range.value = BasicFraction<Int>::of(top, bottom);
  range.low = BasicFraction<Int>::of(top - half, bottom);
  range.high = BasicFraction<Int>::of(top + half, bottom);
  return range;
}

// A rate carries what its printed digits leave open, padding zeros left out.
template <class Int>
inline Range<Int> rate_range(const LeanCell& cell) {
  return wide_range<Int>(cell, cell.decimals - cell.padded);
}

// With the envelope of its own digits, whatever it is.
template <class Int>
inline Range<Int> printed_range(const LeanCell& cell) {
  return wide_range<Int>(cell, cell.decimals);
}

// Of a record's field, with the envelope that its role has; money goes by the decimals of its form.
template <class Int>
inline Range<Int> range_of(const LeanCell& cell, Role role, int money_decimals) {
  switch (role) {
    case Role::money: return wide_range<Int>(cell, money_decimals);
    case Role::ratio: return rate_range<Int>(cell);
    case Role::weight:
    case Role::points: return exact_range<Int>(cell);
    case Role::words:
    case Role::target:
    case Role::count: break;
  }
  throw NotPlain{};
}

// Where indicators print what belongs to their numbers.
struct IndicatorFields {
  std::size_t nature, unit, actual;
  static const IndicatorFields& get();
};

// The number in a target or result. A target is exact; a result that is a rate is as wide as its digits.
template <class Int>
inline Range<Int> target_range(const LeanRecord& record, std::size_t field) {
  const IndicatorFields& fields = IndicatorFields::get();
  // A sign or a unit in a column of its own counts as if it stood with the number.
  need_plain(record.cell(fields.nature).state != LeanState::words &&
             record.cell(fields.unit).state != LeanState::words);
  const LeanCell& cell = record.cell(field);
  need_plain(cell.state == LeanState::figure);
  return field == fields.actual && cell.mark == LeanMark::percent ? rate_range<Int>(cell) : exact_range<Int>(cell);
}

}  // namespace gouji
