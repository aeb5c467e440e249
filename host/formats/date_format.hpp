// Days counted by a spreadsheet, as dates and times.
#pragma once

#include <optional>
#include <string>

#include "formats/number_format.hpp"

namespace gouji {

// Nothing for what is no day of a spreadsheet (negative, beyond the year 9999).
std::optional<std::string> show_date(const NumberFormat::Section& section, const DecimalText& days, bool since_1904);

}  // namespace gouji
