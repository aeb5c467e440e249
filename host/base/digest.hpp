// SHA-256 of contents: what receipts, baselines and sources are known by.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

std::string sha256_hex(std::string_view bytes);

// Short stable id (16 hex digits) of a list of texts, unambiguous whatever they contain.
std::string fingerprint_of(std::initializer_list<std::string_view> parts);

}  // namespace gouji
