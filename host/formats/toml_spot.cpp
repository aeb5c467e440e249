#include "formats/toml_spot.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/toml_slips.hpp"

namespace gouji {
namespace {}  // namespace

Fault TomlSpot::fault(std::string_view key, std::string code, const std::string& chinese,
                      const std::string& english) const {
  const toml::node* node = key.empty() ? nullptr : table_->get(key);
  const toml::source_position at = node == nullptr ? table_->source().begin : node->source().begin;
  const int line = std::max(1, static_cast<int>(at.line));
  const int column = node == nullptr ? 0 : static_cast<int>(at.column);
  Fault fault(std::move(code), chinese, english);
  fault.at_line(*file_, line, column).with_excerpt(excerpt(*text_, line, column));
  return fault;
}

Fault TomlSpot::wrong_type(std::string_view key, std::string_view chinese_wanted,
                           std::string_view english_wanted) const {
  return std::move(fault(key, "data.wrong_type", fmt::format("“{}”应为{}", key, chinese_wanted),
                         fmt::format("“{}” should be {}", key, english_wanted))
                       .hint(fmt::format("改成{}", chinese_wanted), fmt::format("make it {}", english_wanted)));
}

void TomlSpot::expect_keys(const std::vector<std::string_view>& known) const {
  for (const std::string& key : keys()) {
    if (key.starts_with("x_") || std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto [chinese, english] = known_names(key, {known.begin(), known.end()});
    throw std::move(fault(key, "data.unknown_key", fmt::format("不认识的键“{}”", text::excerpt(key)),
                          fmt::format("unknown key “{}”", text::excerpt(key)))
                        .hint(chinese, english));
  }
}

std::optional<std::string> TomlSpot::text(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return std::nullopt;
  // A date without quotes is what people write; it is taken as it was written.
  if (const auto* date = node->as_date()) {
    const toml::date& day = date->get();
    return fmt::format("{:04}-{:02}-{:02}", day.year, static_cast<int>(day.month), static_cast<int>(day.day));
  }
  if (!node->is_string())
    throw std::move(wrong_type(key, "带引号的文字", "a text in quotes").hint("请加上引号", "put it in quotes"));
  return clean_text(node->as_string()->get());
}

std::string TomlSpot::required_text(std::string_view key) const {
  auto found = text(key);
  if (found && !text::trim(*found).empty()) return *found;
  throw std::move(fault({}, "data.missing_key", fmt::format("缺少“{}”", key), fmt::format("“{}” is missing", key))
                      .hint(fmt::format("请补上：{} = \"…\"", key), fmt::format("add: {} = \"…\"", key)));
}

bool TomlSpot::holds_text(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node != nullptr && node->is_string();
}

std::optional<std::int64_t> TomlSpot::integer(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_integer()) throw wrong_type(key, "整数，不加引号", "a whole number, without quotes");
  return node->as_integer()->get();
}

std::optional<bool> TomlSpot::boolean(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_boolean()) throw wrong_type(key, "true 或 false", "true or false");
  return node->as_boolean()->get();
}

std::optional<TomlSpot> TomlSpot::table(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_table())
    throw wrong_type(key, "一节 [" + std::string(key) + "]", "a section [" + std::string(key) + "]");
  return TomlSpot(*node->as_table(), *file_, *text_);
}

std::vector<std::string> TomlSpot::texts(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return {};
  const toml::array* list = node->as_array();
  if (list == nullptr) throw wrong_type(key, "列表 [\"…\", …]", "a list [\"…\", …]");
  std::vector<std::string> result;
  for (const toml::node& item : *list) {
    if (!item.is_string()) throw wrong_type(key, "文字的列表", "a list of texts");
    result.push_back(clean_text(item.as_string()->get()));
  }
  return result;
}

void TomlSpot::each_table(std::string_view key, const std::function<void(const TomlSpot&)>& act) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr)
    throw wrong_type(key, "若干节 [[" + std::string(key) + "]]", "sections [[" + std::string(key) + "]]");
  for (const toml::node& item : *list) {
    if (!item.is_table())
      throw wrong_type(key, "若干节 [[" + std::string(key) + "]]", "sections [[" + std::string(key) + "]]");
    act(TomlSpot(*item.as_table(), *file_, *text_));
  }
}

std::vector<std::string> TomlSpot::keys() const {
  std::vector<std::string> result;
  for (const auto& [key, node] : *table_) result.emplace_back(key.str());
  return result;
}

namespace {

constexpr int kMostTomlLevels = 64;  // of parts of a key, and of brackets in each other

// Trees are taken down as deep as they were built: what is nested by the thousand must never become one.
void check_depth(std::string_view text, const std::string& file) {
  int line = 1, parts = 0, open = 0;
  char quote = 0;
  bool long_quote = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      ++line;
      parts = 0;
      if (!long_quote) quote = 0;
    } else if (quote != 0) {
      if (c == '\\' && quote == '"') {
        if (at + 1 < text.size() && text[at + 1] != '\n') ++at;
      } else if (c == quote && !long_quote) {
        quote = 0;
      } else if (c == quote && text.substr(at, 3) == std::string(3, quote)) {
        quote = 0;
        long_quote = false;
        at += 2;
      }
    } else if (c == '#') {
      at = std::min(text.find('\n', at), text.size()) - 1;
    } else if (c == '"' || c == '\'') {
      quote = c;
      long_quote = text.substr(at, 3) == std::string(3, c);
      if (long_quote) at += 2;
    } else if (c == '.') {
      ++parts;
    } else if (c == '[' || c == '{') {
      ++open;
      parts = 0;
    } else if (c == ']' || c == '}') {
      --open;
      parts = 0;
    } else if (c == '=' || c == ',') {
      parts = 0;
    }
    if (parts < kMostTomlLevels && open <= kMostTomlLevels) continue;
    throw std::move(Fault("toml.too_deep", fmt::format("嵌套超过 {} 层", kMostTomlLevels),
                          fmt::format("nested more than {} deep", kMostTomlLevels))
                        .at_line(file, line, 1)
                        .hint("请核对括号和点；写成几节", "check brackets and dots; write several sections"));
  }
}

}  // namespace

toml::table parse_toml(const std::string& text, const std::string& file) {
  check_depth(text, file);
  // Before all else: in a text of several lines the marks would pass as its words.
  if (const auto line = conflict_line(text)) {
    const TomlSlip slip = conflict_slip();
    throw std::move(Fault("toml.conflict", slip.chinese, slip.english)
                        .at_line(file, *line, 1)
                        .with_excerpt(excerpt(text, *line, 1))
                        .hint(slip.chinese_hint, slip.english_hint));
  }
  try {
    return toml::parse(std::string_view(text), std::string_view(file));
  } catch (const toml::parse_error& error) {
    const int line = std::max(1, static_cast<int>(error.source().begin.line));
    const int stopped = static_cast<int>(error.source().begin.column);
    const TomlSlip slip = toml_slip(text, line, stopped, error.description());
    const int column = slip.column == 0 ? stopped : slip.column;
    throw std::move(Fault("toml.syntax", slip.chinese, slip.english)
                        .at_line(file, line, column)
                        .with_excerpt(excerpt(text, line, column))
                        .hint(slip.chinese_hint, slip.english_hint));
  }
}

}  // namespace gouji
