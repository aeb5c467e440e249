// The types and functions that scripts can see. Other layers add theirs before a state is made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/record.hpp"
#include "script/boundary.hpp"

namespace gouji::script {

struct TypeInfo {
  std::string_view name;     // indicator, fund, check, …
  std::string_view chinese;  // for messages
  std::vector<Function> methods;
  // Where the fields are a record's cells: that record, and its fields' keys, which are looked up by number.
  const Record& (*record)(const Object&) = nullptr;
  std::span<const Field> cells;
  // Reads a field that is no method: pushes it and returns 1, or returns 0 when there is none of that name.
  int (*field)(Call&, const Object&, std::string_view key) = nullptr;
  // Names of the fields, for "did you mean".
  std::vector<std::string> (*field_names)(const Object&) = nullptr;
  // The bare value for tostring; empty: "<indicator>".
  std::string (*text)(const Object&) = nullptr;
};

struct Library {
  std::string_view name;  // empty: globals
  std::vector<Function> functions;
};

class Catalogue {
 public:
  ObjectType add(TypeInfo type);
  void add(Library library);
  const TypeInfo& type(ObjectType id) const { return types_.at(static_cast<std::size_t>(id)); }
  const std::vector<TypeInfo>& types() const { return types_; }
  const std::vector<Library>& libraries() const { return libraries_; }

 private:
  std::vector<TypeInfo> types_;
  std::vector<Library> libraries_;
};

// The types every script knows, in this order in every catalogue.
namespace types {
inline constexpr ObjectType document = 0, evaluation = 1, fund = 2, indicator = 3, claim = 4, table = 5, row = 6,
                            column = 7, target = 8, parameter = 9, values = 10, brackets = 11;
}
// Catalogue with the types above and the base libraries; layers append to it.
Catalogue base_catalogue();

}  // namespace gouji::script
