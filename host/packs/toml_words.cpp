#include "packs/toml_words.hpp"

#include <fmt/format.h>

namespace gouji {

std::optional<std::string> words_of(const TomlFile& file, const toml::table& table, std::string_view key) {
  constexpr std::size_t kLongest = 4096;
  auto value = file.text(table, key);
  if (value && value->size() > kLongest)
    file.fail(*table.get(key), "toml.too_long",
              fmt::format("“{}”有 {} 字节，超过 {} 字节", key, value->size(), kLongest),
              fmt::format("{} has {} bytes, more than {}", key, value->size(), kLongest), "写短一些", "shorten it");
  return value;
}

}  // namespace gouji
