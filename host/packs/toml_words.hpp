// Texts of a pack that results repeat: titles, bases, remedies.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "packs/toml_file.hpp"

namespace gouji {

// As TomlFile::text; Fault "toml.too_long" above 4 KB.
std::optional<std::string> words_of(const TomlFile& file, const toml::table& table, std::string_view key);

}  // namespace gouji
