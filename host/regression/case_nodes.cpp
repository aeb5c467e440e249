#include "regression/case_nodes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gouji {

std::vector<const toml::table*> case_nodes(const TomlFile& file, const toml::node& node, std::string_view key) {
  std::vector<const toml::table*> list;
  const toml::array* array = node.as_array();
  if (array != nullptr) {
    for (const toml::node& item : *array) list.push_back(item.as_table());
  }
  if (array == nullptr || std::find(list.begin(), list.end(), nullptr) != list.end()) {
    file.fail(node, "toml.wrong_type", fmt::format("“{}”应写成 [{{ … }}, {{ … }}] 一列", key),
              fmt::format("{} must be a list of tables", key));
  }
  return list;
}

CaseText case_text(const TomlFile& file, const toml::node& node, std::string_view key) {
  const auto value = node.value_exact<std::string>();
  if (!value)
    file.fail(node, "toml.wrong_type", fmt::format("“{}”应写成 \"\"\" 之间的几行文字", key),
              fmt::format("{} must be a text of lines between \"\"\"", key));
  const auto begin = node.source().begin, end = node.source().end;
  const auto lines = static_cast<int>(std::count(value->begin(), value->end(), '\n'));
  // The quotes close on a line of their own, or behind the last line.
  const int first = static_cast<int>(end.line) - lines;
  return {*value, file.shown(), std::max(first, static_cast<int>(begin.line))};
}

std::string case_word(const TomlFile& file, const toml::node& node, std::string_view key) {
  if (const auto words = node.value_exact<std::string>()) return *words;
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  file.fail(node, "toml.wrong_type", fmt::format("“{}”应为带引号的文字", key),
            fmt::format("{} must be a quoted text", key));
}

}  // namespace gouji
