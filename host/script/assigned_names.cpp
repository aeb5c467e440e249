#include "script/assigned_names.hpp"

#include <algorithm>

namespace gouji::script {
namespace {

bool is_letter(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string_view without_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f\v"), text.size()));
  return text;
}

bool may_be_assigned(std::string_view behind) {
  if (behind.starts_with("--")) return true;  // what stands behind the comment is not looked for
  return behind.starts_with(',') || (behind.starts_with('=') && !behind.starts_with("=="));
}

}  // namespace

// Comments and texts are looked at as if they were statements: that can only add names, since `local` counts for what
// stands right behind it in its own line.
std::optional<Names> assigned_names(std::string_view source) {
  Names names;
  // `local`, `local function`, and a name of `local a, b`, with nothing but blanks behind.
  bool after_local = false, declares = false, in_list = false;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t begin = at;
    while (at < source.size() && is_letter(source[at])) ++at;
    if (at == begin) {
      if (source[at] != ' ' && source[at] != '\t') {
        after_local = in_list && source[at] == ',';
        declares = in_list = false;
      }
      ++at;
      continue;
    }
    const std::string_view word = source.substr(begin, at - begin), behind = without_blanks(source.substr(at));
    if (word == "function" && !after_local) {
      if (behind.starts_with("--")) return std::nullopt;
      const auto end = std::find_if_not(behind.begin(), behind.end(), is_letter);
      names.emplace(behind.begin(), end);
    } else if (!after_local && !declares && may_be_assigned(behind)) {
      names.emplace(word);
    }
    declares = after_local && word == "function";
    in_list = after_local && !declares;
    after_local = word == "local";
  }
  return names;
}

}  // namespace gouji::script
