#include "formats/json_scan.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace gouji {

// Nothing becomes longer by decoding: what holds the JSON holds all of its texts.
bool JsonScan::text_with_escapes(const char* begin, std::string_view& text) {
  if (decoded_ == nullptr) {
    decoded_ = std::make_unique_for_overwrite<char[]>(size_);  // NOLINT(modernize-avoid-c-arrays)
    forget();
  }
  const char* const decoded = free_;
  for (;;) {
    put({begin, static_cast<std::size_t>(at_ - begin)});
    if (*at_ == '"') break;
    if (!escape()) return false;
    begin = at_;
    if (!run()) return false;
  }
  ++at_;
  text = {decoded, static_cast<std::size_t>(free_ - decoded)};
  return true;
}

void JsonScan::put(std::string_view bytes) { free_ = std::copy(bytes.begin(), bytes.end(), free_); }

bool JsonScan::escape() {
  if (end_ - at_ < 2) return false;
  const char sign = at_[1];
  at_ += 2;
  switch (sign) {
    case '"':
    case '\\':
    case '/': put({&sign, 1}); return true;
    case 'n': put("\n"); return true;
    case 't': put("\t"); return true;
    case 'b':
    case 'f':
    case 'r':
      unclean_ = true;
      put(sign == 'b' ? "\b" : (sign == 'f' ? "\f" : "\r"));
      return true;
    case 'u': break;
    default: return false;
  }
  constexpr int kHexDigits = 4;
  if (end_ - at_ < kHexDigits) return false;
  char32_t code = 0;
  for (int i = 0; i < kHexDigits; ++i, ++at_) {
    const char low = static_cast<char>(*at_ | 0x20);
    if (text::is_ascii_digit(*at_))
      code = code * 16 + static_cast<char32_t>(*at_ - '0');
    else if (low >= 'a' && low <= 'f')
      code = code * 16 + static_cast<char32_t>(low - 'a') + 10;
    else
      return false;
  }
  if (code >= 0xD800 && code <= 0xDFFF) return false;
  if (is_hidden(code)) unclean_ = true;
  std::string bytes;
  text::append_utf8(bytes, code);
  put(bytes);
  return true;
}

// One character as Unicode allows them: no overlong forms, no surrogates, none above U+10FFFF.
bool JsonScan::character() {
  constexpr unsigned kDelete = 0x7F;
  const unsigned first = byte(at_);
  std::ptrdiff_t length = 0;
  unsigned least = 0x80, most = 0xBF;  // of the second byte
  if (first == kDelete) {
    length = 1;
  } else if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) least = 0xA0;
    if (first == 0xED) most = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) least = 0x90;
    if (first == 0xF4) most = 0x8F;
  } else {
    return false;
  }
  if (end_ - at_ < length || (length > 1 && (byte(at_ + 1) < least || byte(at_ + 1) > most))) return false;
  for (std::ptrdiff_t i = 2; i < length; ++i) {
    if (!continues(at_ + i)) return false;
  }
  std::size_t used = 0;
  if (is_hidden(text::decode_next({at_, static_cast<std::size_t>(length)}, used))) unclean_ = true;
  at_ += length;
  return true;
}

}  // namespace gouji
