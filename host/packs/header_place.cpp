#include "packs/header_place.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gouji {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kAbout{{{"rule.bad_id", "id"},
                                                                               {"rule.foreign_id", "id"},
                                                                               {"rule.doubled_id", "id"},
                                                                               {"layout.foreign_id", "id"},
                                                                               {"rule.no_basis", "basis"},
                                                                               {"rule.unknown_kind", "kind"},
                                                                               {"rule.unknown_severity", "severity"},
                                                                               {"rule.unknown_subject", "on"},
                                                                               {"rule.bad_years", "effective"}}};

bool is_name_byte(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool equals_sign_behind(std::string_view source, std::size_t at) {
  while (at < source.size() && (source[at] == ' ' || source[at] == '\t')) ++at;
  return at < source.size() && source[at] == '=' && (at + 1 == source.size() || source[at + 1] != '=');
}

}  // namespace

int line_of_word(std::string_view source, std::string_view word, int from, bool as_key) {
  if (word.empty()) return from;
  int line = 1;
  for (std::size_t i = 0; i + word.size() <= source.size(); ++i) {
    if (line >= from && source.compare(i, word.size(), word) == 0) {
      const std::size_t end = i + word.size();
      const bool before = i > 0 && is_name_byte(source[i - 1]);
      const bool behind = end < source.size() && is_name_byte(source[end]);
      if (!before && !behind && (!as_key || equals_sign_behind(source, end))) return line;
    }
    if (source[i] == '\n') ++line;
  }
  return from;
}

void point_at_key(Fault& fault, const Location& header, std::string_view source) {
  if (fault.location().file != header.file || fault.location().line != header.line) return;
  std::string_view key = fault.about();
  for (const auto& [code, about] : kAbout) {
    if (key.empty() && code == fault.code()) key = about;
  }
  if (key.empty()) return;
  Location place = header;
  place.line = line_of_word(source, key, header.line, true);
  fault.at(place);
}

}  // namespace gouji
