// Days as clerks and spreadsheets write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji {

// "2024-05-01" from 2024-5-1, 2024/5/1, 2024.5.1, 2024年5月1日, 20240501, with a time behind it, in full-width digits,
// or the number of days that a spreadsheet keeps (45413). Nothing for what is no day of the years 1990 to 2200.
std::optional<std::string> day_from(std::string_view text);

}  // namespace gouji
