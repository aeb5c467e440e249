// Figures of a paragraph: amounts, percentages and counts with their units. Dates, ordinals, durations and numbers
// inside names are none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "import/claim_spec.hpp"
#include "import/claim_text.hpp"

namespace gouji::intake {

enum class ClaimNumberKind : std::uint8_t { money, count, points, percent, percent_points, times, bare };

struct ClaimNumber {
  ClaimRange digits;    // as printed: 28,507.51; a range is one number: 10～20
  std::size_t end = 0;  // behind the unit
  ClaimNumberKind kind = ClaimNumberKind::bare;
  ClaimRange unit;        // 万元, 批次, 余件
  bool interval = false;  // a range of numbers, not one
};

// In the order of the text. `names`: numbers seen that belong to a name, a time or an ordinal.
struct ClaimNumbers {
  std::vector<ClaimNumber> figures;
  std::vector<ClaimRange> names;
};
ClaimNumbers scan_claim_numbers(const ClaimParagraph& paragraph, const ClaimSpec& spec);

// Length of a printed number at the start of the text (28,907.51; "369. 42", whose blank a scanner put there).
std::size_t number_length(std::u32string_view text);
// Length of a date at the start of the text (2020年12月31日, 2020年度), 0 for none; its year.
std::size_t date_length(std::u32string_view text, int* year = nullptr);

}  // namespace gouji::intake
