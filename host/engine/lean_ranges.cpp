#include "engine/lean_ranges.hpp"

#include <array>

namespace gouji {
namespace {

constexpr int kPercent = 100;
constexpr int kMostShift = 17;

Range missing_range() {
  Range range;
  range.missing = true;
  return range;
}

Int128 scale_of(const LeanCell& cell) {
  return static_cast<Int128>(quick_power(cell.decimals)) * (cell.mark == LeanMark::percent ? kPercent : 1);
}

Range exact_range(const LeanCell& cell) {
  Range range;
  range.value = {cell.number, scale_of(cell)};
  return range;
}

// Half a unit of the last of `precision` decimals on both sides.
Range wide_range(const LeanCell& cell, int precision) {
  const int shift = precision - cell.decimals;
  need_plain(shift >= -kMostShift && shift <= kMostShift);
  Range range;
  range.wide = true;
  // In halves of the finer of the two: the printed unit, or that of the envelope.
  const Int128 finer = shift > 0 ? quick_power(shift) : 1;
  const Int128 half = shift < 0 ? quick_power(-shift) : 1;
  const Int128 bottom = 2 * scale_of(cell) * finer;
  const Int128 top = 2 * finer * cell.number;
  range.value = {top, bottom};
  range.low = {top - half, bottom};
  range.high = {top + half, bottom};
  return range;
}

}  // namespace

std::int64_t quick_power(int exponent) {
  static constexpr std::array<std::int64_t, 19> kPowers{1,
                                                        10,
                                                        100,
                                                        1'000,
                                                        10'000,
                                                        100'000,
                                                        1'000'000,
                                                        10'000'000,
                                                        100'000'000,
                                                        1'000'000'000,
                                                        10'000'000'000,
                                                        100'000'000'000,
                                                        1'000'000'000'000,
                                                        10'000'000'000'000,
                                                        100'000'000'000'000,
                                                        1'000'000'000'000'000,
                                                        10'000'000'000'000'000,
                                                        100'000'000'000'000'000,
                                                        1'000'000'000'000'000'000};
  return kPowers.at(static_cast<std::size_t>(exponent));
}

Range range_of(const LeanCell& cell, std::optional<int> precision) {
  if (cell.state == LeanState::absent || cell.state == LeanState::nothing) return missing_range();
  need_plain(cell.state == LeanState::figure);
  return precision ? wide_range(cell, *precision) : exact_range(cell);
}

Range range_of(const LeanRecord& record, RecordKind kind, std::size_t field, int money_decimals) {
  const LeanCell& cell = record.cell(field);
  switch (fields_of(kind)[field].role) {
    case Role::money: return range_of(cell, money_decimals);
    case Role::ratio: return range_of(cell, cell.decimals - cell.padded);
    case Role::weight:
    case Role::points: return range_of(cell, std::nullopt);
    case Role::words:
    case Role::target:
    case Role::count: break;
  }
  throw NotPlain{};
}

Range printed_range(const LeanCell& cell) { return range_of(cell, cell.decimals); }

Range target_range(const LeanRecord& record, std::size_t field) {
  static const auto index = [](std::string_view key) {
    return static_cast<std::size_t>(field_index(RecordKind::indicator, key));
  };
  static const std::size_t nature = index("nature"), unit = index("unit"), actual = index("actual");
  // A sign or a unit in a column of its own counts as if it stood with the number.
  need_plain(record.cell(nature).state != LeanState::words && record.cell(unit).state != LeanState::words);
  const LeanCell& cell = record.cell(field);
  need_plain(cell.state == LeanState::figure);
  // A target is exact; a result that is a rate carries what its printed digits leave open.
  const bool measured = field == actual && cell.mark == LeanMark::percent;
  return measured ? range_of(cell, cell.decimals - cell.padded) : range_of(cell, std::nullopt);
}

}  // namespace gouji
