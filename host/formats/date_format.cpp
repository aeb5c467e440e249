#include "formats/date_format.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace gouji {
namespace {

using Kind = NumberFormat::Kind;

constexpr std::int64_t kDay = 86'400'000;         // milliseconds
constexpr std::int64_t kLastDay = 2'958'465;      // 9999-12-31
constexpr std::int64_t kFrom1904To1900 = 1462;    // days
constexpr std::int64_t kDaysBefore1970 = 25'569;  // of day 0, for days after the 29 February 1900 that never was

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 7> kChineseWeekdays{"日", "一", "二", "三", "四", "五", "六"};

struct Moment {
  std::int64_t year = 0, month = 0, day = 0, weekday = 0;
  std::int64_t hour = 0, minute = 0, second = 0, millisecond = 0;
  std::int64_t elapsed = 0;  // milliseconds since day 0
};

// Civil date of a count of days since 1970-01-01 (eras of 400 years).
void set_date(Moment& moment, std::int64_t days) {
  days += 719'468;
  const std::int64_t era = days / 146'097;
  const std::int64_t of_era = days - era * 146'097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153;
  moment.day = of_year - (153 * month + 2) / 5 + 1;
  moment.month = month < 10 ? month + 3 : month - 9;
  moment.year = year + era * 400 + (moment.month <= 2 ? 1 : 0);
}

std::optional<Moment> moment_of(const DecimalText& days, bool since_1904, int fraction_digits) {
  if (days.negative) return std::nullopt;
  const std::string plain = days.plain();
  double count = 0;
  std::from_chars(plain.data(), plain.data() + plain.size(), count);
  if (count >= static_cast<double>(kLastDay + 1)) return std::nullopt;
  // To the second, or to what the format shows below it.
  const std::int64_t step = fraction_digits == 0 ? 1000 : fraction_digits == 1 ? 100 : fraction_digits == 2 ? 10 : 1;
  Moment moment;
  moment.elapsed = std::llround(count * static_cast<double>(kDay) / static_cast<double>(step)) * step;
  std::int64_t day = moment.elapsed / kDay + (since_1904 ? kFrom1904To1900 : 0);
  if (day > kLastDay) return std::nullopt;
  const std::int64_t rest = moment.elapsed % kDay;
  moment.hour = rest / 3'600'000;
  moment.minute = rest / 60'000 % 60;
  moment.second = rest / 1000 % 60;
  moment.millisecond = rest % 1000;
  moment.weekday = (day + 6) % 7;
  if (day == 60 && !since_1904) {  // the day that spreadsheets believe in
    moment.year = 1900;
    moment.month = 2;
    moment.day = 29;
  } else if (day == 0) {
    moment.year = 1900;
    moment.month = 1;
  } else {
    set_date(moment, day - kDaysBefore1970 + (day < 60 ? 1 : 0));
  }
  return moment;
}

std::string padded(std::int64_t value, std::size_t width) { return fmt::format("{:0{}}", value, width); }

std::string word(const std::string& code, const Moment& moment, bool minutes, bool half_days) {
  const std::size_t size = code.size();
  if (code == "[h]") return fmt::format("{}", moment.elapsed / 3'600'000);
  if (code == "[m]") return fmt::format("{}", moment.elapsed / 60'000);
  if (code == "[s]") return fmt::format("{}", moment.elapsed / 1000);
  if (code == "am/pm") return moment.hour < 12 ? "AM" : "PM";
  if (code == "a/p") return moment.hour < 12 ? "A" : "P";
  if (code.starts_with("上")) return moment.hour < 12 ? "上午" : "下午";
  switch (code[0]) {
    case 'y': return size <= 2 ? padded(moment.year % 100, 2) : padded(moment.year, 4);
    case 'e': return padded(moment.year, 4);
    case 'd':
      if (size <= 2) return padded(moment.day, size);
      return std::string(kWeekdays[static_cast<std::size_t>(moment.weekday)].substr(0, size == 3 ? 3 : 20));
    case 'a':
      return size < 3
                 ? code
                 : (size == 3 ? "" : "星期") + std::string(kChineseWeekdays[static_cast<std::size_t>(moment.weekday)]);
    case 'h': {
      const std::int64_t hour = half_days ? (moment.hour + 11) % 12 + 1 : moment.hour;
      return padded(hour, std::min<std::size_t>(size, 2));
    }
    case 's': return padded(moment.second, std::min<std::size_t>(size, 2));
    default: break;
  }
  if (minutes) return padded(moment.minute, std::min<std::size_t>(size, 2));
  if (size <= 2) return padded(moment.month, size);
  const std::string_view name = kMonths[static_cast<std::size_t>(moment.month - 1)];
  return std::string(name.substr(0, size == 3 ? 3 : size == 5 ? 1 : 20));
}

}  // namespace

std::optional<std::string> show_date(const NumberFormat::Section& section, const DecimalText& days, bool since_1904) {
  const auto& tokens = section.tokens;
  int fraction = 0;
  bool half_days = false;
  std::vector<bool> minutes(tokens.size(), false);
  char before = 0;
  std::size_t month = tokens.size();  // the last m that may turn out to be minutes
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Kind::digit && before == 's') ++fraction;
    if (tokens[i].kind != Kind::date) continue;
    const char c = tokens[i].text[0] == '[' ? tokens[i].text[1] : tokens[i].text[0];
    if (tokens[i].text == "am/pm" || tokens[i].text == "a/p" || tokens[i].text.starts_with("上")) {
      half_days = true;
      continue;
    }
    if (c == 'm' && before == 'h') minutes[i] = true;
    if (c == 's' && month < tokens.size()) minutes[month] = true;
    month = c == 'm' ? i : tokens.size();
    before = c;
  }
  const auto moment = moment_of(days, since_1904, fraction);
  if (!moment) return std::nullopt;
  const std::string thousandths = padded(moment->millisecond, 3);
  std::string out;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    switch (tokens[i].kind) {
      case Kind::date: out += word(tokens[i].text, *moment, minutes[i], half_days); break;
      case Kind::digit: out += shown < thousandths.size() ? thousandths[shown++] : '0'; break;
      default: out += tokens[i].text; break;
    }
  }
  return out;
}

}  // namespace gouji
