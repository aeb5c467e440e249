// A script's syntax tree as plain data, for those who look at a script without running it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji::script {

struct Node {
  std::string tag;  // luacheck's: Id, Index, Call, Invoke, Op, Table, Pair, Function, String, …; empty: a list of nodes
  std::string text;          // Id, String, Number: as written, without quotes; Op: its name, such as "eq"
  int line = 0, column = 0;  // from 1; columns in characters
  int begin = 0, end = 0;    // in characters of the whole text, from 1, both inside
  std::vector<Node> parts;

  bool is(std::string_view name) const { return tag == name; }
  bool is_op(std::string_view name) const { return tag == "Op" && text == name; }
};

}  // namespace gouji::script
