#include "formats/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace gouji {
namespace {

// -123.45, -1,234.50, -5%: digits, commas, one point, one percent sign.
bool is_plain_negative(std::string_view text) {
  if (text.size() < 2 || text.front() != '-' || !text::is_ascii_digit(text[1])) return false;
  text.remove_prefix(1);
  if (text.ends_with('%')) text.remove_suffix(1);
  return text.find_first_not_of("0123456789,.") == std::string_view::npos &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

bool starts_formula(std::string_view text) {
  static constexpr std::string_view kSigns = "=+-@'\t\r\n";
  if (text.empty()) return false;
  // Blanks before the sign do not stop a spreadsheet; a leading tab or line end is itself a sign.
  const std::string_view trimmed = text.substr(std::min(text.find_first_not_of(' '), text.size()));
  const std::string_view bare = text::trim(text);
  for (const std::string_view seen : {trimmed, bare}) {
    if (!seen.empty() && kSigns.find(seen.front()) != std::string_view::npos) return true;
    for (const std::string_view sign : {"＝", "＋", "－", "＠"}) {
      if (seen.starts_with(sign)) return true;
    }
  }
  return false;
}

// Takes digits and the given words away; true when nothing else stood there.
bool only_digits_and(std::string_view text, std::initializer_list<std::string_view> words) {
  while (!text.empty()) {
    std::size_t length = text::is_ascii_digit(text.front()) ? 1 : 0;
    for (const std::string_view word : words) length = text.starts_with(word) ? word.size() : length;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// Codes that a spreadsheet would shorten (007, 17 digits) and words that it would take for dates (3-5, 1/2, 6月1日).
bool would_change(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0) return false;
  if (digits == text.size()) return (text.front() == '0' && digits > 1) || digits > 15;
  if (digits > 4) return false;
  if (text.find("月") != std::string_view::npos && only_digits_and(text, {"年", "月", "日"})) return true;
  return text::is_ascii_digit(text.back()) && only_digits_and(text, {"-", "/"});
}

// Cut at a character border.
std::string_view cut(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return text;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string guarded(std::string_view text) {
  const bool guard = (starts_formula(text) && !is_plain_negative(text)) || would_change(text);
  return guard ? "'" + std::string(text) : std::string(text);
}

std::string unguarded(std::string_view text) {
  if (text.starts_with('\'')) text.remove_prefix(1);
  return std::string(text);
}

std::string csv_field(std::string_view text) {
  const bool quote =
      text.find_first_of(",\"\r\n") != std::string_view::npos || text.starts_with(' ') || text.ends_with(' ');
  if (!quote) return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

std::string toml_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      result += fmt::format("\\u{:04X}", byte);
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string safe_file_name(std::string_view text, std::size_t most_bytes) {
  std::string result;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const char32_t c = text::decode_next(text, position);
    const bool unsafe = c < 0x20 || c == 0x7F || c == 0xFFFD || text::is_space(c) ||
                        std::u32string_view(U"/\\:*?\"<>|'`$;&").find(c) != std::u32string_view::npos;
    if (unsafe) {
      if (!result.ends_with('_')) result += '_';
    } else {
      result += text.substr(begin, position - begin);
    }
  }
  result.erase(0, std::min(result.find_first_not_of("._-"), result.size()));
  result = std::string(cut(result, most_bytes));
  while (result.ends_with('.') || result.ends_with('_')) result.pop_back();
  return result;
}

std::string sheet_name(std::string_view text) {
  constexpr std::size_t kLongest = 31;  // UTF-16 units: a character outside the first plane counts twice
  std::string result;
  std::size_t units = 0;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const char32_t c = text::decode_next(text, position);
    units += c > 0xFFFF ? 2 : 1;
    if (units > kLongest) break;
    const bool unsafe = c < 0x20 || std::u32string_view(U"[]:*?/\\'").find(c) != std::u32string_view::npos;
    if (unsafe) {
      result += '_';
    } else {
      result += text.substr(begin, position - begin);
    }
  }
  return result.empty() ? "_" : result;
}

}  // namespace gouji
