// Reading the plain tables in which layouts write their specs.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "script/plain.hpp"

namespace gouji::intake {

// Fault layout.bad_spec (with the nearest key) for anything but a table with these keys; `where` names it in messages.
void allow_keys(const script::Plain& table, const std::vector<std::string>& keys, std::string_view where);

// A text; empty when absent.
std::string text_in(const script::Plain& table, std::string_view key);
// A list of texts, or one text; empty when absent.
std::vector<std::string> texts_in(const script::Plain& table, std::string_view key);
// A map from text to text, and a list of pairs of texts; empty when absent.
std::map<std::string, std::string> text_map_in(const script::Plain& table, std::string_view key);
std::vector<std::pair<std::string, std::string>> text_pairs_in(const script::Plain& table, std::string_view key);

}  // namespace gouji::intake
