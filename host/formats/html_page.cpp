#include "formats/html_page.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "base/digest.hpp"
#include "formats/clean_text.hpp"
#include "formats/escape.hpp"

namespace gouji {
namespace {

std::uint32_t hex_value(char c) { return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10); }

// CSP names a style sheet by its digest in base64.
std::string base64_of_hex(std::string_view hex) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits;
  for (const char c : hex) {
    for (int bit = 3; bit >= 0; --bit) bits += ((hex_value(c) >> static_cast<unsigned>(bit)) & 1U) != 0 ? '1' : '0';
  }
  std::string result;
  for (std::size_t begin = 0; begin < bits.size(); begin += 6) {
    std::size_t digit = 0;
    for (std::size_t i = begin; i < begin + 6; ++i) digit = digit * 2 + (i < bits.size() && bits[i] == '1' ? 1 : 0);
    result += kDigits[digit];
  }
  while (result.size() % 4 != 0) result += '=';
  return result;
}

}  // namespace

std::string html_page_opening(std::string_view title, std::string_view language, std::string_view style,
                              std::string_view script) {
  const auto source = [](std::string_view text) { return "'sha256-" + base64_of_hex(sha256_hex(text)) + "'"; };
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}{}; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      language, source(style), script.empty() ? "" : "; script-src " + source(script), html_text(clean_text(title)), style);
}

}  // namespace gouji
