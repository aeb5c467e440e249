#include "report/markup.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/escape.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kMostCharacters =
    8'000;  // a cell holds 32,767 UTF-16 units; escapes and characters beyond the first plane take more

// _xHHHH_
bool is_escape(std::string_view text) {
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         text.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  static constexpr std::string_view kMarkup = "\\`*_{}[]()#+-.!|<>&~:@$";
  std::string result;
  for (const char c : clean_text(text)) {
    if (c == '\n' || c == '\t') {
      result += ' ';
      continue;
    }
    if (kMarkup.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string markup_text(std::string_view text) { return html_text(clean_text(text)); }

std::string sheet_text(std::string_view text) {
  std::string clean = clean_text(text);
  if (clean.size() > kMostCharacters) {
    const std::string_view kept = text::prefix(clean, kMostCharacters);
    if (kept.size() < clean.size()) clean = std::string(kept) + fmt::format("… ({} bytes)", clean.size());
  }
  std::string result;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    if (is_escape(std::string_view(clean).substr(i))) result += "_x005F";
    result += clean[i];
  }
  return result;
}

std::string uri_path(std::string_view path) {
  std::string result;
  for (const char c : clean_text(path)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    result += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return result;
}

}  // namespace gouji::report
