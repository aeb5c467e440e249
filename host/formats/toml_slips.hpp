// What people type into TOML files by mistake, in their words: full-width signs, text without quotes, a quote that is
// not closed, two sections of one name. The parser's own reasons are for programmers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji {

struct TomlSlip {
  std::string chinese, english;            // what is wrong there
  std::string chinese_hint, english_hint;  // what to type
  int column = 0;                          // where the sign stands, from 1; 0: where the parser stopped
};

// `line` and `column` from 1, in characters, with the parser's reason for stopping there.
TomlSlip toml_slip(const std::string& text, int line, int column, std::string_view reason);

// The first line, from 1, with a mark that git leaves where two versions did not go together; and what to say of it.
std::optional<int> conflict_line(const std::string& text);
TomlSlip conflict_slip();

}  // namespace gouji
