// A small edit of a rule pack that its cases should notice: of a script's text or of a parameter's value.
#pragma once

#include <string>
#include <vector>

#include "packs/pack.hpp"
#include "regression/script_edit.hpp"
#include "script/syntax.hpp"

namespace gouji {

enum class MutantKind : std::uint8_t {
  threshold,   // a number of a parameter, by one in its last digit
  item,        // an item of a parameter's list is left out
  choice,      // another of the words that a parameter may be
  comparison,  // < for <=
  bound,       // check:at_most for check:at_least
  condition,   // a and b → a; a or b → b
  negation,    // not a → a
  branch,      // an if that always or never holds
  quotient,    // A / B → B / A
  sign,        // a + b → a - b
  literal,     // a whole number in the script, by one
  date,        // effective, by a year
  severity,    // of the header or of one check
  call,        // a check that is not made
  tail,        // a tail difference is not told
};
inline constexpr std::size_t kMutantKinds = static_cast<std::size_t>(MutantKind::tail) + 1;
std::string_view code_of(MutantKind kind);  // "threshold"

struct Mutant {
  MutantKind kind = MutantKind::threshold;
  Location at;
  std::string from, to;  // as written; `to` is empty where something is left out
  // In a script:
  const ScriptFile* file = nullptr;
  TextEdit edit;
  bool always = false;  // branch: the condition always holds
  // In a parameter; `label` is the item or bracket that the number stands in, empty for a bare number.
  std::string parameter, title, unit, label;
  const ParameterEntry* entry = nullptr;
  script::ParameterValue value;
  std::string written;  // the same as in parameters.toml
};

// Of one script, in the order of the text. The file must stay.
std::vector<Mutant> script_mutants(const ScriptFile& file, script::Syntax& syntax);

// Of what the chain's topmost pack says in its parameters.toml. The chain must stay.
std::vector<Mutant> parameter_mutants(const PackChain& chain);

}  // namespace gouji
