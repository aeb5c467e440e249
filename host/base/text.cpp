#include "base/text.hpp"

#include <utf8proc.h>

#include <cstdlib>

namespace gouji::text {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool in(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

unsigned byte_at(std::string_view s, std::size_t pos) { return static_cast<unsigned char>(s[pos]); }

// The character of three bytes there, as nearly all Chinese text is; 0 for everything else and for what is malformed.
char32_t three_bytes(std::string_view s, std::size_t pos) {
  if (pos + 2 >= s.size()) return 0;
  const unsigned lead = byte_at(s, pos), second = byte_at(s, pos + 1), third = byte_at(s, pos + 2);
  // E0 and ED have forbidden followers.
  if (lead < 0xE1U || lead > 0xEFU || lead == 0xEDU || (second & 0xC0U) != 0x80U || (third & 0xC0U) != 0x80U) return 0;
  return static_cast<char32_t>((lead & 0x0FU) << 12U | (second & 0x3FU) << 6U | (third & 0x3FU));
}

// Its compatibility form is itself, and it is composed with nothing: Han, its quotes, brackets and stops.
bool folds_to_itself(char32_t c) {
  return in(c, 0x4E00, 0x9FFF) || in(c, 0x3001, 0x3003) || in(c, 0x3008, 0x3011) || in(c, 0x3014, 0x301B) ||
         in(c, 0x2018, 0x2019) || in(c, 0x201C, 0x201D);
}

// Sure signs that there is no space: ASCII, most signs of mathematics, Han.
bool is_visible(unsigned first, unsigned second) {
  return (first > ' ' && first < 0x7FU) || (first == 0xE2U && second > 0x81U) || (first >= 0xE4U && first <= 0xEDU);
}
bool begins_visibly(std::string_view s) {
  return !s.empty() && is_visible(byte_at(s, 0), s.size() > 1 ? byte_at(s, 1) : 0);
}
bool ends_visibly(std::string_view s) {
  if (s.empty()) return false;
  if (byte_at(s, s.size() - 1) < 0x80U) return is_visible(byte_at(s, s.size() - 1), 0);
  return s.size() >= 3 && (byte_at(s, s.size() - 2) & 0xC0U) == 0x80U &&
         is_visible(byte_at(s, s.size() - 3), byte_at(s, s.size() - 2)) && byte_at(s, s.size() - 3) >= 0x80U;
}

constexpr char32_t kFullWidth = 0xFEE0;  // how far those of FF01 to FF5E lie above their plain forms

// Text of the characters that most labels and figures are made of; false leaves `out` half done.
bool fold_usual(std::string_view s, std::string& out) {
  out.reserve(s.size());
  for (std::size_t pos = 0; pos < s.size();) {
    if (byte_at(s, pos) < 0x80U) {
      out += s[pos++];
      continue;
    }
    const char32_t c = three_bytes(s, pos);
    if (folds_to_itself(c)) {
      out.append(s, pos, 3);
    } else if (in(c, 0xFF01, 0xFF5E)) {
      out += static_cast<char>(c - kFullWidth);
    } else {
      return false;
    }
    pos += 3;
  }
  return true;
}

}  // namespace

char32_t decode_next(std::string_view s, std::size_t& pos) {
  const auto lead = static_cast<unsigned char>(s[pos]);
  if (lead < 0x80) {
    ++pos;
    return lead;
  }
  if (const char32_t usual = three_bytes(s, pos); usual != 0) {
    pos += 3;
    return usual;
  }
  utf8proc_int32_t c = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(s.data() + pos);
  const auto used = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(s.size() - pos), &c);
  if (used <= 0) {
    ++pos;
    return kReplacement;
  }
  pos += static_cast<std::size_t>(used);
  return static_cast<char32_t>(c);
}

std::u32string decode(std::string_view s) {
  std::u32string out;
  out.reserve(s.size() / 2);
  for (std::size_t pos = 0; pos < s.size();) out.push_back(decode_next(s, pos));
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  utf8proc_uint8_t buffer[4];
  const auto used = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), buffer);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(used));
}

std::string encode(std::u32string_view s) {
  std::string out;
  out.reserve(s.size() * 3);
  for (const char32_t c : s) append_utf8(out, c);
  return out;
}

int display_width(char32_t c) {
  if (c < 0x7F) return c < 0x20 ? 0 : 1;
  // Typographic quotes, dashes and dots are narrow for terminals but full-width in Chinese type.
  if (in(c, 0x2010, 0x2027) || in(c, 0x2030, 0x203B) || in(c, 0x2190, 0x22FF)) return 2;
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
}

int display_width(std::string_view s) {
  int width = 0;
  for (std::size_t pos = 0; pos < s.size();) width += display_width(decode_next(s, pos));
  return width;
}

bool is_space(char32_t c) {
  return c == ' ' || in(c, 0x09, 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 || in(c, 0x2000, 0x200B) ||
         in(c, 0x2028, 0x2029) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool is_digit(char32_t c) { return in(c, '0', '9') || in(c, 0xFF10, 0xFF19); }

bool is_han(char32_t c) {
  return in(c, 0x4E00, 0x9FFF) || in(c, 0x3400, 0x4DBF) || in(c, 0xF900, 0xFAFF) || in(c, 0x20000, 0x3134F) ||
         in(c, 0x3005, 0x3007);
}

bool has_han(std::string_view s) {
  for (std::size_t pos = 0; pos < s.size();) {
    if (is_han(decode_next(s, pos))) return true;
  }
  return false;
}

bool is_latin(char32_t c) {
  return in(c, 'A', 'Z') || in(c, 'a', 'z') || in(c, 0xFF21, 0xFF3A) || in(c, 0xFF41, 0xFF5A);
}

std::string fold(std::string_view s) {
  if (std::string usual; fold_usual(s, usual)) return usual;
  utf8proc_uint8_t* result = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(s.data()),
                                 static_cast<utf8proc_ssize_t>(s.size()), &result, options);
  if (size < 0) return std::string(s);  // malformed input compares as it is
  std::string folded(reinterpret_cast<const char*>(result), static_cast<std::size_t>(size));
  std::free(result);
  return folded;
}

char32_t fold(char32_t c) {
  if (c < 0x80 || in(c, 0x4E00, 0x9FFF)) return c;
  if (in(c, 0xFF01, 0xFF5E)) return c - kFullWidth;
  utf8proc_int32_t parts[4];
  int boundary = 0;
  const auto count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 4,
                              static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT), &boundary);
  return count == 1 ? static_cast<char32_t>(parts[0]) : c;
}

std::u32string fold_each(std::u32string_view s) {
  std::u32string out(s);
  for (char32_t& c : out) c = fold(c);
  return out;
}

std::string_view trim(std::string_view s) {
  if (begins_visibly(s) && ends_visibly(s)) return s;
  std::size_t first = 0;
  while (first < s.size()) {
    std::size_t next = first;
    if (!is_space(decode_next(s, next))) break;
    first = next;
  }
  std::size_t last = s.size();
  while (last > first) {
    std::size_t start = last - 1;
    while (start > first && (static_cast<unsigned char>(s[start]) & 0xC0U) == 0x80) --start;
    std::size_t pos = start;
    if (!is_space(decode_next(s, pos))) break;
    last = start;
  }
  return s.substr(first, last - first);
}

std::string strip_spaces(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t pos = 0; pos < s.size();) {
    const std::size_t begin = pos;
    if (!is_space(decode_next(s, pos))) out.append(s.substr(begin, pos - begin));
  }
  return out;
}

std::string label_form(std::string_view s) { return fold(strip_spaces(s)); }

bool starts_with(std::string_view s, std::string_view prefix) {
  return s.size() >= prefix.size() && s.compare(0, prefix.size(), prefix) == 0;
}

bool ends_with(std::string_view s, std::string_view suffix) {
  return s.size() >= suffix.size() && s.compare(s.size() - suffix.size(), suffix.size(), suffix) == 0;
}

std::string_view prefix(std::string_view s, std::size_t count) {
  std::size_t pos = 0;
  for (; count > 0 && pos < s.size(); --count) decode_next(s, pos);
  return s.substr(0, pos);
}

std::string shorten(std::string_view s, std::size_t count) {
  if (count == 0 || prefix(s, count).size() == s.size()) return std::string(count == 0 ? std::string_view() : s);
  return std::string(prefix(s, count - 1)) + "…";
}

std::string excerpt(std::string_view s) { return visible(shorten(s, 60)); }

std::string quoted(std::string_view s) {
  std::string out = "\"";
  for (const char c : s) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string visible(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t pos = 0; pos < s.size();) {
    const char32_t c = decode_next(s, pos);
    if (c < 0x20) {
      append_utf8(out, 0x2400 + c);
    } else if (c == 0x7F) {
      append_utf8(out, 0x2421);
    } else if (in(c, 0x80, 0x9F) || in(c, 0x200B, 0x200F) || in(c, 0x202A, 0x202E) || in(c, 0x2060, 0x206F) ||
               c == 0x061C || c == 0x2028 || c == 0x2029 || c == 0xFEFF || in(c, 0xE0000, 0xE007F)) {
      append_utf8(out, kReplacement);
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

std::string visible_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out += visible(text.substr(0, end));
    out += '\n';
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

bool is_plain_number(std::string_view s) {
  bool digits_before = false;
  bool digits_after = false;
  bool point = false;
  for (std::size_t pos = 0; pos < s.size();) {
    const char32_t c = fold(decode_next(s, pos));
    if (c >= '0' && c <= '9') {
      (point ? digits_after : digits_before) = true;
    } else if (c == '.' && digits_before && !point) {
      point = true;
    } else {
      return false;
    }
  }
  return digits_before && (!point || digits_after);
}

bool is_valid(std::string_view s) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(s.data());
  auto left = static_cast<utf8proc_ssize_t>(s.size());
  while (left > 0) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(bytes, left, &code);
    if (used <= 0) return false;
    bytes += used;
    left -= used;
  }
  return true;
}

}  // namespace gouji::text
