// Plain data that crosses the boundary as a whole: what a header table, a parameter list or a layout's spec holds.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gouji::script {

// A function kept by its state; released with the state.
struct FunctionRef {
  int reference = 0;
  int line = 0;
};

// `param "name"` met where no value is known yet (in a header).
struct ParameterRef {
  std::string name;
};

struct Plain;
using PlainList = std::vector<Plain>;
struct PlainEntry;
using PlainMap = std::vector<PlainEntry>;  // by key bytes

struct Plain {
  std::variant<std::monostate, bool, std::int64_t, std::string, FunctionRef, ParameterRef, PlainList, PlainMap> data;

  bool is_nil() const { return std::holds_alternative<std::monostate>(data); }
  const std::string* text() const { return std::get_if<std::string>(&data); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data); }
  const bool* flag() const { return std::get_if<bool>(&data); }
  const PlainList* list() const { return std::get_if<PlainList>(&data); }
  const PlainMap* map() const { return std::get_if<PlainMap>(&data); }
  const FunctionRef* function() const { return std::get_if<FunctionRef>(&data); }
  const ParameterRef* parameter() const { return std::get_if<ParameterRef>(&data); }
  // The entry of a map; nullptr when this is no map or has no such key.
  const Plain* find(std::string_view key) const;
};

struct PlainEntry {
  std::string first;  // the key
  Plain second;
};

inline const Plain* Plain::find(std::string_view key) const {
  if (const PlainMap* entries = map()) {
    for (const auto& [name, value] : *entries) {
      if (name == key) return &value;
    }
  }
  return nullptr;
}

}  // namespace gouji::script
