// The parts of a script that say how a rule works: its body, and the functions of libraries that it calls. Read from
// the text, for people; nothing is run.
#pragma once

#include <string>
#include <vector>

#include "packs/pack.hpp"

namespace gouji {

struct ScriptPiece {
  std::string name;  // library and function; empty for the rule's own
  std::string file;
  int first_line = 1;
  std::string text;
};

// The first piece is the rule's own: what stands before the header, and from `run` on. Then, in the order of first use,
// what it takes out of libraries of `owner` or its bases (one step deep).
std::vector<ScriptPiece> pieces_of(const PackChain& chain, const Pack& owner, const ScriptFile& script);

// Names that a script reads as param "name", in the order of the text.
std::vector<std::string> parameters_in(const std::string& source);

// Libraries that a script asks for: require "name".
std::vector<std::string> libraries_in(const std::string& source);

}  // namespace gouji
