// The rules that cases of whole documents name must be there: a slip would expect nothing, and hold.
#pragma once

#include "packs/rule_book.hpp"
#include "regression/case_file.hpp"

namespace gouji {

// Fault "case.unknown_rule" for a rule of `expect` or `absent` that no layer of the chain has (those switched off or
// broken count), and for an `only` that no rule's id is or begins with. `at`: the case.
void need_known_rules(const RuleBook& book, const WholeCase& whole, const Location& at);

}  // namespace gouji
