#include "import/numbers.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

// Length in bytes of a digit at `pos`, ASCII or full width; 0 for anything else.
std::size_t digit_length(std::string_view line, std::size_t pos) {
  if (pos >= line.size()) return 0;
  if (text::is_ascii_digit(line[pos])) return 1;
  if (pos + 3 <= line.size() && line.substr(pos, 2) == "\xEF\xBC" && line[pos + 2] >= '\x90' && line[pos + 2] <= '\x99')
    return 3;
  return 0;
}

// A tab parts two cells: what stands beyond it says nothing about this number.
std::string_view after_spaces(std::string_view line, std::size_t pos) {
  while (pos < line.size() && line[pos] == ' ') ++pos;
  return line.substr(pos);
}

std::string_view before_spaces(std::string_view line, std::size_t pos) {
  while (pos > 0 && line[pos - 1] == ' ') --pos;
  return line.substr(0, pos);
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.ends_with(word); });
}

// "4.2020年度预算绩效情况": item 4, then a year.
bool is_item_before_year(std::string_view line, std::size_t begin, std::size_t dot) {
  if (line[dot] != '.' || dot - begin > 2) return false;
  const std::string_view behind = line.substr(dot + 1);
  return behind.size() > 4 &&
         std::all_of(behind.begin(), behind.begin() + 4, [](char c) { return text::is_ascii_digit(c); }) &&
         (behind.starts_with("19") || behind.starts_with("20")) && after_spaces(line, dot + 5).starts_with("年");
}

// Nothing but marks of lists and headings (Markdown's too) stands before it.
bool opens_line(std::string_view before) {
  while (!before.empty() && std::string_view(" \t#*->").find(before.back()) != std::string_view::npos)
    before.remove_suffix(1);
  return before.empty() || before == "•" || before == "　　" || before == "　";
}

// Without blanks and tabs: a page number may stand in a cell of its own.
std::string_view before_gap(std::string_view line, std::size_t pos) {
  while (pos > 0 && (line[pos - 1] == ' ' || line[pos - 1] == '\t')) --pos;
  return line.substr(0, pos);
}

// A unit follows, so that it is a count after all: 代表3人.
bool is_counted(std::string_view after) {
  return starts_with_any(after, {"人", "名", "个", "万", "元", "辆", "项", "%", "％", "件", "家"});
}

// “10:32” behind a day: the time of a page.
bool is_time(std::string_view line, std::size_t begin, std::size_t end) {
  const auto digits_from = [&](std::size_t pos) {
    std::size_t count = 0;
    while (pos + count < line.size() && text::is_ascii_digit(line[pos + count])) ++count;
    return count;
  };
  if (end - begin > 2) return false;
  std::size_t hour = begin;
  if (end < line.size() && line[end] == ':') {
    if (digits_from(end + 1) != 2) return false;
  } else {
    while (hour > 0 && (line[hour - 1] == ':' || text::is_ascii_digit(line[hour - 1]))) --hour;
    if (hour == begin || line[begin - 1] != ':' || begin - hour > 6) return false;
  }
  while (hour > 0 && (line[hour - 1] == ':' || text::is_ascii_digit(line[hour - 1]))) --hour;
  std::string_view day = before_spaces(line, hour);
  while (ends_with_any(day, {"　", "\xC2\xA0", " "}))
    day.remove_suffix(day.ends_with(" ") ? 1 : day.ends_with("　") ? 3 : 2);
  if (day.ends_with("日")) return true;
  const auto parted = [&](std::size_t back) { return std::string_view("-./").find(day[day.size() - back]) < 3; };
  return day.size() > 3 && day.size() < hour && text::is_ascii_digit(day.back()) && (parted(3) || parted(2));
}

// “2024-09-20”: which of its three numbers stands at [begin, end).
bool is_day(std::string_view line, std::size_t begin, std::size_t end) {
  const auto joins = [&](std::size_t pos) {
    return pos > 0 && pos + 1 < line.size() && line[pos] == '-' && text::is_ascii_digit(line[pos - 1]) &&
           text::is_ascii_digit(line[pos + 1]);
  };
  while (begin > 0 && (text::is_ascii_digit(line[begin - 1]) || joins(begin - 1))) --begin;
  while (end < line.size() && (text::is_ascii_digit(line[end]) || joins(end))) ++end;
  const std::string_view day = line.substr(begin, end - begin);
  if (day.size() < 8 || day.size() > 10 || !(day.starts_with("19") || day.starts_with("20")) || day[4] != '-')
    return false;
  const std::size_t second = day.find('-', 5);
  return second != std::string_view::npos && second <= 7 && day.find('-', second + 1) == std::string_view::npos &&
         day.size() - second <= 3;
}

// 13018423P00356210012J: long runs of digits that a letter joins.
bool is_project_code(std::string_view line, std::size_t begin, std::size_t end) {
  constexpr std::size_t kShortestRun = 6;
  if (end - begin < kShortestRun) return false;
  std::size_t run = 0;
  if (end < line.size() && text::is_ascii_letter(line[end])) {
    while (end + 1 + run < line.size() && text::is_ascii_digit(line[end + 1 + run])) ++run;
    if (run >= kShortestRun) return true;
  }
  if (begin == 0 || !text::is_ascii_letter(line[begin - 1])) return false;
  for (run = 0; begin > run + 1 && text::is_ascii_digit(line[begin - 2 - run]);) ++run;
  return run >= kShortestRun;
}

// How often a page was looked at, on the line that says when it was put there.
bool is_visits(std::string_view line, std::size_t begin) {
  std::string_view before = before_spaces(line, begin);
  if (!ends_with_any(before, {"：", ":"})) return false;
  before.remove_suffix(before.ends_with(":") ? 1 : 3);
  return ends_with_any(before,
                       {"浏览次数", "点击次数", "阅读次数", "访问次数", "点击数", "浏览量", "阅读量", "点击量"}) &&
         (line.find("发布") < begin || line.find("来源") < begin || line.find("日期") < begin ||
          line.find("时间") < begin);
}

// The numbers by which a page is registered: in an index, as a site.
bool is_registered(std::string_view line, std::size_t begin) {
  std::string_view before = line.substr(0, begin);
  const auto trim = [&] {
    while (!before.empty()) {
      if (text::is_ascii_digit(before.back()) || text::is_ascii_letter(before.back()) ||
          std::string_view(" \t-/:").find(before.back()) != std::string_view::npos)
        before.remove_suffix(1);
      else if (ends_with_any(before, {"：", "　"}))
        before.remove_suffix(3);
      else
        return;
    }
  };
  trim();
  // ICP备11020304号-1
  if (before.size() > 3 && before.ends_with("号") && text::is_ascii_digit(before[before.size() - 4])) {
    before.remove_suffix(3);
    trim();
  }
  return ends_with_any(before, {"索引号", "索 引 号", "标识码", "ICP备", "ICP证", "公网安备"});
}

NumberKind kind_of(std::string_view line, std::size_t begin, std::size_t end, bool alone) {
  const std::string_view digits = line.substr(begin, end - begin);
  const std::string_view before = before_spaces(line, begin);
  const std::string_view after = after_spaces(line, end);
  const bool plain = digits.find_first_of(".,") == std::string_view::npos;
  if (plain && digits.size() >= 7 &&
      ends_with_any(before, {"电话", "电话：", "电话:", "手机", "手机：", "传真：", "-", "—"}))
    return NumberKind::phone;
  if (plain && ends_with_any(before, {"〔", "["}) && starts_with_any(after, {"〕", "]"}))
    return NumberKind::document_number;
  if (plain && ends_with_any(before, {"〕", "]", "〕第"}) && after.starts_with("号"))
    return NumberKind::document_number;
  if (plain && digits.size() == 4 && starts_with_any(after, {"年"}) &&
      (digits.starts_with("19") || digits.starts_with("20")))
    return NumberKind::date;
  if (plain && digits.size() <= 2 && ends_with_any(before, {"年", "月", "年度"}) &&
      starts_with_any(after, {"月", "日", "号"}))
    return NumberKind::date;
  if (plain && digits.size() <= 2 && starts_with_any(after, {"月"}) && !starts_with_any(after, {"月份数"}))
    return NumberKind::date;
  if (plain && is_time(line, begin, end)) return NumberKind::date;
  if (plain && is_day(line, begin, end)) return NumberKind::date;
  if (plain && (is_registered(line, begin) || is_visits(line, begin))) return NumberKind::document_number;
  if (plain && is_project_code(line, begin, end)) return NumberKind::document_number;
  // 2024.2.16, 2023-07-10
  const auto dots = std::count(digits.begin(), digits.end(), '.');
  if (dots == 2) return NumberKind::date;
  if (opens_line(before) && starts_with_any(line.substr(end), {"、", "．", ".", "）", ")"}) && plain &&
      digits.size() <= 3)
    return NumberKind::list_number;
  // 第3次, 附件2, 表6、7: which one of several, not how many
  const bool ordinal = ends_with_any(before, {"第", "附件", "附表", "见表", "见图"}) ||
                       ends_with_any(line.substr(0, begin), {"表", "图"});
  if (plain && digits.size() <= 3 && ordinal && !is_counted(after)) return NumberKind::list_number;
  if (plain && digits.size() <= 3 && ends_with_any(before, {"、"}) && starts_with_any(after, {"）", ")"}) &&
      before.find("表") != std::string_view::npos)
    return NumberKind::list_number;
  // 一、收支总表 ........ 37
  if (plain && digits.size() <= 4 && after.empty() &&
      ends_with_any(before_gap(line, begin), {"...", "…", "·····", "．．．"}))
    return NumberKind::page_number;
  // DB42/T 1601, A4, OA2.0: part of a name
  if (plain && digits.size() <= 6 && begin > 0 && text::is_ascii_letter(line[begin - 1]))
    return NumberKind::document_number;
  if (plain && digits.size() <= 3 && ends_with_any(before, {"（", "("}) && starts_with_any(after, {"）", ")"}))
    return NumberKind::list_number;
  if (alone && plain && digits.size() <= 4) return NumberKind::page_number;
  return NumberKind::figure;
}

}  // namespace

std::string_view name_of(NumberKind kind) {
  switch (kind) {
    case NumberKind::figure: return "number";
    case NumberKind::date: return "date";
    case NumberKind::document_number: return "document_number";
    case NumberKind::list_number: return "list_number";
    case NumberKind::page_number: return "page_number";
    case NumberKind::phone: return "phone";
  }
  return "";
}

std::vector<SourceNumber> scan_numbers(std::string_view line, int number, bool alone) {
  std::vector<SourceNumber> found;
  std::size_t pos = 0;
  while (pos < line.size()) {
    if (digit_length(line, pos) == 0) {
      ++pos;
      continue;
    }
    const std::size_t begin = pos;
    while (pos < line.size()) {
      const std::size_t digit = digit_length(line, pos);
      if (digit > 0) {
        pos += digit;
      } else if ((line[pos] == '.' || line[pos] == ',') && digit_length(line, pos + 1) > 0 &&
                 !is_item_before_year(line, begin, pos)) {
        ++pos;
      } else {
        break;
      }
    }
    found.push_back({number, begin, pos, kind_of(line, begin, pos, alone)});
  }
  return found;
}

}  // namespace gouji::intake
