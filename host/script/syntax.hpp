// A syntax tree of rule files, through luacheck's parser (Debian package lua-check). The parser runs in a state of its
// own: text in, a list of places out; it never shares a state with rules.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "script/syntax_node.hpp"

namespace gouji::script {

struct SyntaxFinding {
  int line = 0;
  int column = 0;
  std::string kind;  // "equality" (== or ~= on what may be figures), "bitwise"
  std::string text;  // the operator
};

// "Lua 5.4.4": the release that scripts run on.
std::string_view lua_release();

class Syntax {
 public:
  Syntax();  // Fault "syntax.no_parser" when lua-check is not installed
  ~Syntax();
  Syntax(const Syntax&) = delete;
  Syntax& operator=(const Syntax&) = delete;

  // What the loader refuses: == and ~= unless one side is a text, true, false or nil literal or a length (#), since a
  // figure compares by identity there and a typing slip passes silently; and bitwise operators, which this release of
  // Lua can compute wrongly. A file that does not parse gives nothing: the loader's own message is better.
  std::vector<SyntaxFinding> refusals(std::string_view source);

  // The whole tree, a list of statements; nullptr for a file that does not parse. Kept by source.
  std::shared_ptr<const Node> tree(std::string_view source);

  // What Lua makes of the text, without lines and names: two texts that give the same do the same. Empty for a text
  // that does not parse.
  std::string compiled(std::string_view source);

 private:
  struct Hidden;
  std::unique_ptr<Hidden> hidden_;
};

}  // namespace gouji::script
