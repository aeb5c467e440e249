// Signatures of registered functions, "check:same(left, right [, options]) -> boolean", as types for editors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji::app {

struct Signature {
  struct Parameter {
    std::string name;     // a word that Lua accepts
    std::string written;  // as in the signature: "name | names", "{ name, … }", "\"<\""
    bool optional = false;
  };
  std::vector<std::vector<Parameter>> ways;  // of calling it; at least one
  std::string result;                        // as written; empty for none
};
Signature read_signature(std::string_view text);

// gouji.value: a type that these pages define.
std::string own_type(std::string_view name);

// The editor's type: "gouji.table_name|gouji.table_name[]", "gouji.fund[]", "any" where nothing better is known.
std::string type_of_parameter(std::string_view owner, std::string_view function, const Signature::Parameter& parameter);
std::string type_of_result(std::string_view owner, std::string_view function, std::string_view written);

}  // namespace gouji::app
