// Every number of a source line, told apart by what it is: figures, and the dates, document numbers, list numbers, page
// numbers and telephone numbers among which they stand.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gouji::intake {

enum class NumberKind : std::uint8_t { figure, date, document_number, list_number, page_number, phone };

std::string_view name_of(NumberKind kind);

struct SourceNumber {
  int line = 0;
  std::size_t begin = 0, end = 0;  // bytes of the line
  NumberKind kind = NumberKind::figure;
};

// `alone`: nothing else stands on the line and blank lines surround it, as page numbers do.
std::vector<SourceNumber> scan_numbers(std::string_view line, int number, bool alone);

}  // namespace gouji::intake
