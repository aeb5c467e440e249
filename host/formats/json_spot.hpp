// A value inside a JSON tree that knows the way to itself, so that every refusal can name it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "formats/json_tree.hpp"

namespace gouji {

class JsonSpot {
 public:
  // The root; `file` must outlive every spot below it.
  JsonSpot(const JsonValue& value, const std::string& file) : value_(&value), file_(&file) {}

  const JsonValue& value() const { return *value_; }
  bool is_null() const { return value_->is(JsonValue::Type::null); }
  // tables[0].rows[3].cells.金额
  std::string path() const;

  // A Fault at this spot, with file, line and path.
  Fault fault(std::string code, const std::string& chinese, const std::string& english) const;
  Fault wrong_type(std::string_view chinese_wanted, std::string_view english_wanted) const;

  // Refuses keys that are not among `known`; those that start with x_ are anybody's.
  void expect_object(std::span<const std::string_view> known) const;

  // Members; empty when absent or null.
  std::optional<JsonSpot> member(std::string_view key) const;
  std::optional<std::string> text(std::string_view key) const;
  std::string text_or(std::string_view key, std::string fallback) const {
    return text(key).value_or(std::move(fallback));
  }
  std::string required_text(std::string_view key) const;
  std::optional<int> integer(std::string_view key) const;
  std::optional<bool> boolean(std::string_view key) const;

  // The items of a list member; none when it is absent or null.
  void each(std::string_view key, const std::function<void(const JsonSpot&)>& act) const;
  std::vector<std::string> texts(std::string_view key) const;
  // The items of this list.
  void each_item(const std::function<void(const JsonSpot&)>& act) const;
  // The members of this object.
  void each_member(const std::function<void(const std::string& key, const JsonSpot&)>& act) const;

  // This value itself as a text or a whole number.
  std::string as_text() const;
  int as_integer() const;

 private:
  JsonSpot(const JsonValue& value, const JsonSpot& parent, std::string_view key, std::size_t index)
      : value_(&value), file_(parent.file_), parent_(&parent), key_(key), index_(index) {}

  const JsonValue* value_;
  const std::string* file_;
  const JsonSpot* parent_ = nullptr;  // lives on the stack of the reader above
  std::string_view key_;
  std::size_t index_ = 0;
};

}  // namespace gouji
