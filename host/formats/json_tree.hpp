// A JSON text as a tree that remembers lines: what readers of contracts walk over.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

struct JsonMember;

struct JsonValue {
  enum class Type : std::uint8_t { null, boolean, integer, decimal, text, list, object };

  Type type = Type::null;
  bool truth = false;
  std::int64_t integer = 0;
  std::string text;  // of a text; of a decimal or an integer too large: as written
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;  // in the order of the text, keys unique
  int line = 0;

  bool is(Type wanted) const { return type == wanted; }
  const JsonValue* find(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

// "null", "a number", … in both languages, for messages.
std::string_view chinese_of(JsonValue::Type type);
std::string_view english_of(JsonValue::Type type);

// Lines count from `first_line`. All texts are cleaned. Faults: "json.syntax", "json.truncated",
// "json.duplicate_key", "json.too_deep" (more than 64 levels), each with file and line.
JsonValue parse_json(std::string_view json, const std::string& file, int first_line = 1);

// For texts with very many records: objects in a list that is a member of the root go to `take` one by one, with the
// name of the list, and are no part of the tree; of their members only those are built that `wanted` names.
struct JsonRecords {
  std::function<bool(std::string_view list, std::string_view key)> wanted;
  std::function<void(std::string_view list, JsonValue&& record)> take;
};
JsonValue parse_json(std::string_view json, const std::string& file, const JsonRecords& records);

}  // namespace gouji
