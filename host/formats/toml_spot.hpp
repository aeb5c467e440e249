// A TOML table with its file, for messages that name the line and show it.
#pragma once

#include <toml++/toml.h>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace gouji {

class TomlSpot {
 public:
  TomlSpot(const toml::table& table, const std::string& file, const std::string& text)
      : table_(&table), file_(&file), text_(&text) {}

  int line() const { return static_cast<int>(table_->source().begin.line); }
  Fault fault(std::string_view key, std::string code, const std::string& chinese, const std::string& english) const;
  Fault wrong_type(std::string_view key, std::string_view chinese_wanted, std::string_view english_wanted) const;
  void expect_keys(const std::vector<std::string_view>& known) const;

  std::optional<std::string> text(std::string_view key) const;
  std::string required_text(std::string_view key) const;
  bool holds_text(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  std::optional<bool> boolean(std::string_view key) const;
  std::optional<TomlSpot> table(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  void each_table(std::string_view key, const std::function<void(const TomlSpot&)>& act) const;
  std::vector<std::string> keys() const;

 private:
  const toml::table* table_;
  const std::string* file_;
  const std::string* text_;
};

// Parses `text`; Fault "toml.syntax". The file name is for messages.
toml::table parse_toml(const std::string& text, const std::string& file);

}  // namespace gouji
