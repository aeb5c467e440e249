// What a script's names stand for, as far as it can be told without running it: the subject that `run` is given, and
// what the functions of the host return.
#pragma once

#include <string>
#include <unordered_map>

#include "lint/scripts.hpp"
#include "script/catalogue.hpp"

namespace gouji::lint {

inline constexpr std::string_view kFigure = "value";

class Typing {
 public:
  Typing(const Script& script, const script::Catalogue& catalogue);

  const Declared& declared() const { return declared_; }
  // "fund", "table", "value", "{ fund }" for a list of them; empty: not known.
  std::string type_of(const Node& expression) const;
  const script::TypeInfo* info(std::string_view type) const;
  bool has_method(std::string_view type, std::string_view name) const;
  // Fields and methods that an object of the type has; empty: they cannot be told.
  std::vector<std::string> names_of(std::string_view type) const;

 private:
  void declare_subject(const Script& script);
  void learn(const Node& node);
  const script::Catalogue& catalogue_;
  Declared declared_;
  std::unordered_map<const Node*, std::string> types_;  // by declaring Id
};

}  // namespace gouji::lint
