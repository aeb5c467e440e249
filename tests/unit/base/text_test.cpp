// UTF-8 taken apart and folded: the short ways for usual characters end where the long one does.
#include "base/text.hpp"

#include <catch2/catch.hpp>

namespace gouji::test {

TEST_CASE("every character of the basic plane is read as it was written") {
  for (char32_t c = 1; c <= 0xFFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string written;
    text::append_utf8(written, c);
    std::size_t pos = 0;
    const char32_t read = text::decode_next(written, pos);
    if (read != c || pos != written.size()) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
  }
}

TEST_CASE("what is no UTF-8 is replaced byte by byte") {
  const auto bytes = GENERATE(as<std::string>{}, "\xE4\xB8", "\xE4", "\xE0\x80\x80", "\xED\xA0\x80", "\xE4\x41\x80",
                              "\xE4\xB8\x41", "\xFF\xBF\xBF", "\xC0\x80", "\x80");
  std::size_t pos = 0;
  CHECK(text::decode_next(bytes, pos) == 0xFFFD);
  CHECK(pos == 1);
}

TEST_CASE("spaces of every kind are trimmed, and nothing else") {
  for (char32_t c = 1; c <= 0xFFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string one;
    text::append_utf8(one, c);
    const bool space = text::is_space(c);
    const bool good = text::trim(one) == (space ? "" : one) && text::trim(one + "甲") == (space ? "甲" : one + "甲") &&
                      text::trim("甲" + one) == (space ? "甲" : "甲" + one) &&
                      text::trim("1" + one + "1") == "1" + one + "1";
    if (!good) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
  }
  for (const std::string bytes : {"\xE5", "\xE5\x41", "\xE4\xB8", "\x80", "\xE2\x82", "\xE4\xB8\xE5", "\xED\xA0\x80"})
    CHECK(text::trim(" " + bytes + "\t") == bytes);
}

// A character that the short way leaves alone makes the whole text go the long way.
TEST_CASE("folding usual characters gives what folding among others gives") {
  const std::string unusual = "㎡";  // becomes m2
  for (char32_t c = 0x20; c <= 0xFFFF; ++c) {
    const bool usual = c < 0x7F || (c >= 0x3000 && c <= 0x303F) || (c >= 0x4E00 && c <= 0x9FFF) ||
                       (c >= 0x2010 && c <= 0x2030) || (c >= 0xFF00 && c <= 0xFF65);
    if (!usual) continue;
    std::string one;
    text::append_utf8(one, c);
    const std::string both = "甲" + one + "1", folded = text::fold(both);
    if (folded + "m2" != text::fold(both + unusual)) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
  }
}

TEST_CASE("folded texts") {
  const auto [printed, folded] = GENERATE(table<std::string, std::string>({{"", ""},
                                                                           {"一般公共预算", "一般公共预算"},
                                                                           {"（Ａ）１，２３４．５％", "(A)1,234.5%"},
                                                                           {"①“三公”", "1“三公”"},
                                                                           {"甲\xE4\xB8", "甲\xE4\xB8"},
                                                                           {"≥９０％", "≥90%"}}));
  CHECK(text::fold(printed) == folded);
}

}  // namespace gouji::test
