// TOML with our messages: syntax errors, wrong types and unknown keys name file, line, excerpt and the nearest key.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "base/fault.hpp"

namespace gouji {

class TomlFile {
 public:
  // Fault "toml.syntax" with line, column and excerpt.
  TomlFile(const std::filesystem::path& path, std::string shown);
  // The same for what stands in no file; `shown` is what messages call it.
  static TomlFile from_text(std::string content, std::string shown);
  const toml::table& root() const { return root_; }
  toml::table& root() { return root_; }
  const std::string& shown() const { return shown_; }

  Location where(const toml::node& node) const;
  [[noreturn]] void fail(const toml::node& node, const std::string& code, const std::string& chinese,
                         const std::string& english, const std::string& hint_chinese = {},
                         const std::string& hint_english = {}) const;
  // Only these keys may stand in the table.
  void allow(const toml::table& table, const std::vector<std::string>& keys) const;
  // A name with a dot that stands in [ ] without quotes becomes tables within each other: told with what to write.
  // `tables` are the keys of a section that are tables themselves.
  void need_quoted(const toml::table& section, const std::string& name, const std::vector<std::string>& tables) const;
  std::optional<std::string> text(const toml::table& table, std::string_view key) const;
  std::string required_text(const toml::table& table, std::string_view key) const;
  std::optional<std::int64_t> integer(const toml::table& table, std::string_view key) const;
  std::vector<std::string> texts(const toml::table& table, std::string_view key) const;

 private:
  struct Text {
    std::string content;
  };
  TomlFile(Text text, std::string shown);
  std::string content_;
  std::string shown_;
  toml::table root_;
};

}  // namespace gouji
