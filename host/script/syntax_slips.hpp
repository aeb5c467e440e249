// Lua's words for what it could not read, said plainly: what opened where, what is missing, where to put it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji::script {

struct SyntaxSlip {
  int line = 0, column = 0;  // where to mend it, which may lie before the place that Lua names; columns in characters
  std::string chinese, english;
  std::string chinese_mend, english_mend;  // empty: the usual look around
};

// `line` and `message` as Lua gives them, the message without its place. Empty for messages that are not known.
std::optional<SyntaxSlip> slip_of(std::string_view source, int line, std::string_view message);

}  // namespace gouji::script
