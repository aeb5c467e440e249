// What the Lua language server completes by: the functions that scripts can call, made from the catalogue, and the
// names of tables, rows, columns, parameters that the packs know.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "import/vocabulary.hpp"

namespace gouji::app {

// Annotations (LuaCATS, ---@meta) for every type, method and function.
std::string types_of_functions();

struct KnownNames {
  intake::Vocabulary words;
  std::set<std::string> parameters, rules;
};
std::string types_of_names(const KnownNames& names);

}  // namespace gouji::app
