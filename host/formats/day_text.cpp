#include "formats/day_text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <vector>

#include "base/text.hpp"
#include "model/years.hpp"

namespace gouji {
namespace {

using namespace std::chrono;

constexpr sys_days kSheetStart = sys_days{year{1899} / December / 30};  // day 0 of spreadsheets after February 1900

std::optional<std::string> iso_day(year_month_day day) {
  const int in = static_cast<int>(day.year());
  if (!day.ok() || in < kEarliestYear || in > kLatestYear) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", in, static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<std::string> iso_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  return iso_day(std::chrono::year{year} / month / day);
}

}  // namespace

std::optional<std::string> day_from(std::string_view text) {
  std::string folded = text::fold(text::trim(text));
  // A time behind the day (2024/5/1 0:00, 45413.5) says nothing here.
  if (const std::size_t colon = folded.find(':'); colon != std::string::npos) {
    const std::size_t blank = folded.find_first_of(" T");
    if (blank == std::string::npos || blank > colon) return std::nullopt;
    folded.resize(blank);
  }
  std::vector<int> numbers;
  std::vector<std::size_t> widths;
  bool inside = false;
  for (std::size_t i = 0; i < folded.size();) {
    const char32_t c = text::decode_next(folded, i);
    if (c >= U'0' && c <= U'9') {
      if (!inside) numbers.push_back(0), widths.push_back(0);
      inside = true;
      if (++widths.back() > 8) return std::nullopt;
      numbers.back() = numbers.back() * 10 + static_cast<int>(c - U'0');
    } else {
      inside = false;
      if (std::u32string_view(U"-/. 年月日").find(c) == std::u32string_view::npos) return std::nullopt;
    }
  }
  if (numbers.size() == 3 && widths[0] == 4) return iso_day(numbers[0], numbers[1], numbers[2]);
  if (numbers.empty() || numbers.size() > 2) return std::nullopt;
  if (numbers.size() == 1 && widths[0] == 8) {
    return iso_day(numbers[0] / 10'000, numbers[0] / 100 % 100, numbers[0] % 100);
  }
  const bool fraction = numbers.size() == 2 && folded.find('.') == widths[0];
  if (widths[0] == 5 && (numbers.size() == 1 || fraction)) return iso_day(kSheetStart + days{numbers[0]});
  return std::nullopt;
}

}  // namespace gouji
