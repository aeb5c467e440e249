#include "formats/decimal_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace gouji {
namespace {

constexpr int kFarthest = 400;

}  // namespace

void DecimalText::round_digits(int count) {
  if (count >= static_cast<int>(digits.size())) return;
  if (count < 0) {
    digits.clear();
  } else {
    const bool up = digits[static_cast<std::size_t>(count)] >= '5';
    digits.resize(static_cast<std::size_t>(count));
    if (up) {
      while (!digits.empty() && digits.back() == '9') digits.pop_back();
      if (digits.empty()) {
        digits = "1";
        ++point;
      } else {
        ++digits.back();
      }
    }
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
}

void DecimalText::round_places(int places) { round_digits(point + places); }

std::string DecimalText::plain() const {
  if (is_zero()) return "0";
  std::string out = negative ? "-" : "";
  const auto size = static_cast<int>(digits.size());
  if (point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-point), '0');
    return out + digits;
  }
  if (point >= size) return out + digits + std::string(static_cast<std::size_t>(point - size), '0');
  return out + digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
}

std::optional<DecimalText> decimal_of(std::string_view text) {
  DecimalText number;
  if (text.starts_with('-') || text.starts_with('+')) {
    number.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  bool point = false;
  bool any = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.') {
      if (point) return std::nullopt;
      point = true;
    } else if (c >= '0' && c <= '9') {
      any = true;
      if (!point && !(number.digits.empty() && c == '0')) ++number.point;
      if (point && number.digits.empty() && c == '0') --number.point;
      if (!number.digits.empty() || c != '0') number.digits += c;
    } else {
      break;
    }
  }
  if (!any) return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'E' && text[at] != 'e') return std::nullopt;
    std::string_view exponent = text.substr(at + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    int value = 0;
    const auto [end, error] = std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
    if (error != std::errc() || end != exponent.data() + exponent.size() || std::abs(value) > kFarthest)
      return std::nullopt;
    number.point += value;
  }
  if (std::abs(number.point) > kFarthest) return std::nullopt;
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
  if (number.digits.empty()) {
    number.point = 0;
    number.negative = false;
  }
  return number;
}

}  // namespace gouji
