// The words and signs of a script that Lua could not read, and which brackets and blocks they leave open.
#pragma once

#include <string_view>
#include <vector>

namespace gouji::script {

struct Token {
  enum class Kind : char { name, keyword, number, text, sign, open_text };  // open_text: a quote or [[ without its end
  Kind kind = Kind::sign;
  std::string_view words;
  int line = 0, column = 0;          // of its beginning; from 1, columns in characters
  int end_line = 0, end_column = 0;  // just behind it
  bool first = false;                // of its line
};

// Comments are left out; a long comment without its end is an open text.
std::vector<Token> tokens_of(std::string_view source);

// What closes it: "end" for function, if, do; "until" for repeat; ")" for "("; empty for what opens nothing.
std::string_view closer_of(std::string_view word);

struct Opened {
  std::vector<std::size_t> open;  // tokens that are open before the last one given, outermost first
  // The first whose end stands further left than its own line begins: more likely the one that lacks its own.
  std::size_t outdented = 0, outdented_end = 0;
  bool any_outdented = false;
};
// Before the token at `end`.
Opened opened_before(const std::vector<Token>& tokens, std::size_t end);

}  // namespace gouji::script
