// Programs over whole tables: sums over columns and over levels of codes, in whole units of the last printed decimal.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/program_run.hpp"

namespace gouji {
namespace {

constexpr std::int64_t kMostNumber = 40'000'000'000'000'000;  // 200 of them still fit into 63 bits
constexpr std::size_t kMostSummedRows = 200;
constexpr int kMostDigits = 15;  // of a code; of a difference in decimals

inline std::int64_t scaled(const LeanCell& cell, int decimals) {
  if (decimals == cell.decimals && std::abs(cell.number) <= kMostNumber) [[likely]]
    return cell.number;
  need_plain(decimals - cell.decimals <= kMostDigits && std::abs(cell.number) <= kMostNumber);
  const std::int64_t factor = quick_power(decimals - cell.decimals);
  std::int64_t number = 0;
  need_plain(!__builtin_mul_overflow(cell.number, factor, &number) && std::abs(number) <= kMostNumber);
  return number;
}

// Whether the row's figures are in the unit of the table.
void need_plain_row(NameNumbers& labels, const LeanRow& row) {
  if (row.labelled) need_plain(!labels.of(row.label).holds_unit);
}

// Codes of digits as numbers, with a leading 1 so that their length counts.
std::int64_t number_of(std::string_view code) {
  need_plain(code.size() <= std::size_t{kMostDigits});
  std::int64_t number = 1;
  for (const char digit : code) {
    need_plain(digit >= '0' && digit <= '9');
    number = number * 10 + (digit - '0');
  }
  return number;
}

// Finds rows by the number of their code; room for kMostSummedRows.
class CodeIndex {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  CodeIndex() { slots_.fill({0, kNone}); }

  // False where the code is there already.
  bool add(std::int64_t code, std::uint32_t row) {
    Slot& slot = slots_[place_of(code)];
    if (slot.row != kNone) return false;
    slot = {code, row};
    return true;
  }
  std::uint32_t find(std::int64_t code) const { return slots_[place_of(code)].row; }

 private:
  struct Slot {
    std::int64_t code;
    std::uint32_t row;
  };
  static constexpr std::size_t kSlots = 512;

  std::size_t place_of(std::int64_t code) const {
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;
    std::size_t at = static_cast<std::uint64_t>(code) * kSpread >> 55U;
    while (slots_[at].row != kNone && slots_[at].code != code) at = (at + 1) % kSlots;
    return at;
  }

  std::array<Slot, kSlots> slots_;
};

}  // namespace

bool ProgramRun::across(const AcrossRows& wanted, int& made) {
  const LeanTable& own = table(wanted.table);
  need_plain(!wanted.tail_noted && !own.columns.empty());
  const std::size_t whole = column(own, wanted.whole);
  std::array<std::size_t, 64> parts;
  need_plain(wanted.parts.size() <= parts.size());
  int decimals = own.decimals[whole];
  for (std::size_t i = 0; i < wanted.parts.size(); ++i) {
    parts[i] = column(own, wanted.parts[i]);
    decimals = std::max<int>(decimals, own.decimals[parts[i]]);
  }
  const auto half = [&](std::size_t at) { return quick_power(decimals - own.decimals[at]); };
  for (std::size_t row = 0; row < own.rows.size(); ++row) {
    if (wanted.coded && !own.rows[row].coded) continue;
    need_plain_row(labels_, own.rows[row]);
    const LeanCell& total = own.cell(row, whole);
    std::int64_t sum = 0, halves = half(whole);
    bool any = false;
    for (std::size_t i = 0; i < wanted.parts.size(); ++i) {
      const LeanCell& part = own.cell(row, parts[i]);
      if (part.state != LeanState::figure) continue;
      any = true;
      sum += scaled(part, decimals);
      halves += half(parts[i]);
    }
    if (total.state != LeanState::figure && !any) continue;
    need_plain(total.state == LeanState::figure && any);
    if (2 * std::abs(scaled(total, decimals) - sum) > halves) return false;
    ++made;
  }
  return true;
}

bool ProgramRun::hierarchy(const CodeHierarchy& wanted, int& made) {
  const LeanTable& own = table(wanted.table);
  const std::size_t width = own.columns.size();
  need_plain(!wanted.tail_noted && width > 0 && own.rows.size() <= kMostSummedRows);
  for (const std::string_view name : own.columns) need_plain(!labels_.of(name).holds_unit);
  const std::size_t top = wanted.top ? row(own, *wanted.top) : own.rows.size();
  CodeIndex index;
  std::array<std::int64_t, kMostSummedRows> codes;
  for (std::size_t row = 0; row < own.rows.size(); ++row) {
    const LeanRow& one = own.rows[row];
    need_plain_row(labels_, one);
    codes[row] = 0;
    if (!one.coded) continue;
    need_plain(!one.code.empty());
    if (std::find(wanted.lengths.begin(), wanted.lengths.end(), one.code.size()) == wanted.lengths.end()) continue;
    codes[row] = number_of(one.code);
    need_plain(row != top && index.add(codes[row], static_cast<std::uint32_t>(row)));
  }
  below_.assign((own.rows.size() + 1) * width, {});
  has_below_.assign(own.rows.size() + 1, false);
  for (std::size_t row = 0; row < own.rows.size(); ++row) {
    if (codes[row] == 0) continue;
    const auto length = std::find(wanted.lengths.begin(), wanted.lengths.end(), own.rows[row].code.size());
    std::size_t above = top;
    if (length != wanted.lengths.begin()) {
      const std::size_t dropped = *length - *(length - 1);
      const std::uint32_t found = index.find(codes[row] / quick_power(static_cast<int>(dropped)));
      if (found == CodeIndex::kNone) continue;
      above = found;
    }
    has_below_[above] = true;
    for (std::size_t at = 0; at < width; ++at) {
      const LeanCell& cell = own.cell(row, at);
      if (cell.state != LeanState::figure) continue;
      SumBelow& sum = below_[above * width + at];
      sum.sum += scaled(cell, own.decimals[at]);
      ++sum.count;
    }
  }
  for (std::size_t row = 0; row < own.rows.size(); ++row) {
    if (!has_below_[row]) continue;
    for (std::size_t at = 0; at < width; ++at) {
      const LeanCell& cell = own.cell(row, at);
      const SumBelow& sum = below_[row * width + at];
      if (cell.state != LeanState::figure && sum.count == 0) continue;
      need_plain(cell.state == LeanState::figure && sum.count > 0);
      if (2 * std::abs(scaled(cell, own.decimals[at]) - sum.sum) > sum.count + 1) return false;
      ++made;
    }
  }
  return true;
}

}  // namespace gouji
