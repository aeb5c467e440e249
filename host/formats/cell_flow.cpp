#include "formats/cell_flow.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace gouji {
namespace {

// Ideographs and the punctuation that is set among them.
bool is_set_solid(char32_t c) {
  return text::is_han(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x2018 && c <= 0x201D);
}

char32_t last_of(std::string_view s) {
  std::size_t at = s.size();
  while (at > 0 && (static_cast<unsigned char>(s[at - 1]) & 0xC0U) == 0x80U) --at;
  if (at == 0) return 0;
  return text::decode_next(s, --at);
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

void CellFlow::add(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto here = text.begin() + static_cast<std::ptrdiff_t>(at);
    if (is_blank(*here)) {
      const auto behind = std::find_if_not(here, text.end(), is_blank);
      const bool wrapped = std::any_of(here, behind, [](char c) { return c == '\n' || c == '\r'; });
      if (gap_ == Gap::none) gap_ = wrapped ? Gap::wrapped : Gap::spaced;
      at = static_cast<std::size_t>(behind - text.begin());
      continue;
    }
    const auto end = static_cast<std::size_t>(std::find_if(here, text.end(), is_blank) - text.begin());
    const std::string_view word = text.substr(at, end - at);
    if (gap_ != Gap::none && !text_.empty()) {
      std::size_t first = 0;
      const bool solid = is_set_solid(last_of(text_)) && is_set_solid(text::decode_next(word, first));
      if (gap_ == Gap::spaced || !solid) text_ += ' ';
    }
    gap_ = Gap::none;
    text_ += word;
    at = end;
  }
}

void CellFlow::part() { gap_ = Gap::spaced; }

std::string CellFlow::take() {
  gap_ = Gap::none;
  return std::exchange(text_, {});
}

std::string flowed(std::string_view text) {
  CellFlow flow;
  flow.add(text);
  return flow.take();
}

std::string superscript(std::string_view text) {
  static constexpr std::string_view kPlain = "0123456789+-()";
  static constexpr const char* kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "⁽", "⁾"};
  std::string out;
  for (const char c : text) {
    const std::size_t which = kPlain.find(c);
    if (which == std::string_view::npos) return std::string(text);
    out += kRaised[which];  // NOLINT(cppcoreguidelines-pro-bounds-constant-array-index): found in kPlain
  }
  return out;
}

}  // namespace gouji
