// The few names that rules ask for, as numbers: a spelling that means one of them (model/labels) gives its number, any
// other 0. Each spelling is looked at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gouji {

class NameNumbers {
 public:
  using KeyOf = std::string (*)(std::string_view name);  // label_key, table_key
  explicit NameNumbers(KeyOf key_of) : key_of_(key_of) {}

  struct Name {
    std::uint32_t number = 0;
    bool holds_unit = false;  // "保有量（辆）", "占比%": figures beside it are in a unit of their own
  };
  // To be asked for before spellings are looked at.
  std::uint32_t want(std::string_view name);
  Name of(std::string_view spelling);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  KeyOf key_of_;
  Map<std::uint32_t> wanted_;  // by key
  Map<Name> known_;            // by spelling
};

}  // namespace gouji
