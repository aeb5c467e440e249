#include "packs/toml_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "formats/toml_spot.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20U;

}  // namespace

TomlFile::TomlFile(const std::filesystem::path& path, std::string shown)
    : TomlFile(Text{files::read(path, kMostBytes)}, std::move(shown)) {}

TomlFile TomlFile::from_text(std::string content, std::string shown) {
  return {Text{std::move(content)}, std::move(shown)};
}

TomlFile::TomlFile(Text text, std::string shown) : content_(std::move(text.content)), shown_(std::move(shown)) {
  if (content_.starts_with("\xEF\xBB\xBF")) content_.erase(0, 3);
  root_ = parse_toml(content_, shown_);
}

Location TomlFile::where(const toml::node& node) const {
  return {shown_, static_cast<int>(node.source().begin.line), 0};
}

void TomlFile::fail(const toml::node& node, const std::string& code, const std::string& chinese,
                    const std::string& english, const std::string& hint_chinese,
                    const std::string& hint_english) const {
  const int line = static_cast<int>(node.source().begin.line);
  Fault fault(code, chinese, english);
  fault.at(where(node)).with_excerpt(excerpt(content_, line, 0));
  if (!hint_chinese.empty()) fault.hint(hint_chinese, hint_english);
  throw fault;
}

void TomlFile::allow(const toml::table& table, const std::vector<std::string>& keys) const {
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(keys.begin(), keys.end(), name) != keys.end()) continue;
    const auto [chinese, english] = known_names(name, keys);
    fail(node, "toml.unknown_key", fmt::format("不认识的键“{}”", name), fmt::format("unknown key {}", name), chinese,
         english);
  }
}

void TomlFile::need_quoted(const toml::table& section, const std::string& name,
                           const std::vector<std::string>& tables) const {
  for (const auto& [key, node] : section) {
    const std::string part(key.str());
    if (!node.is_table() || std::find(tables.begin(), tables.end(), part) != tables.end()) continue;
    const std::string whole = name + "." + part;
    need_quoted(*node.as_table(), whole, tables);
    fail(node, "toml.unquoted_name", fmt::format("名称“{}”里有点，方括号里要加英文引号", whole),
         fmt::format("the name {} holds a dot and needs quotes", whole), fmt::format("写成 [\"{}\"]", whole),
         fmt::format("write [\"{}\"]", whole));
  }
}

std::optional<std::string> TomlFile::text(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->value_exact<std::string>();
  if (!value)
    fail(*node, "toml.wrong_type", fmt::format("“{}”应为带引号的文字", key),
         fmt::format("{} must be a quoted text", key));
  return value;
}

std::string TomlFile::required_text(const toml::table& table, std::string_view key) const {
  if (auto value = text(table, key)) return *value;
  fail(table, "toml.missing_key", fmt::format("缺少“{}”", key), fmt::format("{} is missing", key),
       fmt::format("加上 {} = \"…\"", key), fmt::format("add {} = \"…\"", key));
}

std::optional<std::int64_t> TomlFile::integer(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->value_exact<std::int64_t>();
  if (!value)
    fail(*node, "toml.wrong_type", fmt::format("“{}”应为整数", key), fmt::format("{} must be a whole number", key));
  return value;
}

std::vector<std::string> TomlFile::texts(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) return {};
  if (const auto one = node->value_exact<std::string>()) return {*one};
  std::vector<std::string> list;
  const toml::array* array = node->as_array();
  if (array == nullptr)
    fail(*node, "toml.wrong_type", fmt::format("“{}”应为文字列表", key),
         fmt::format("{} must be a list of texts", key));
  for (const toml::node& item : *array) {
    const auto value = item.value_exact<std::string>();
    if (!value)
      fail(item, "toml.wrong_type", fmt::format("“{}”里应为带引号的文字", key),
           fmt::format("{} must hold quoted texts", key));
    list.push_back(*value);
  }
  return list;
}

}  // namespace gouji
