// The two ways to read a disclosure, which give the same document or the same refusal; only their tests tell them
// apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/document.hpp"

namespace gouji {

// Straight from the text, for what is sound and ordinary. Empty for everything else, which is left to the other way:
// every error, keys of one's own (x_), texts that clean_text changes, rows before the columns or the money unit that
// they rest on.
std::optional<Document> read_disclosure_quickly(std::string_view json, const std::string& file);

// Over a tree of all that is written, which can tell what is wrong and where.
Document read_disclosure_from_tree(std::string_view json, const std::string& file, int line);

}  // namespace gouji
