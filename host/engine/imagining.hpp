// Learns what a rule computes by running it once on a document in which every part that it asks for is there.
#pragma once

#include <optional>

#include "engine/column_program.hpp"
#include "engine/evaluate.hpp"
#include "script/syntax.hpp"

namespace gouji {

// The year in use is the book's (RuleBook::use_year). Empty: the rule does more than compute, or what it computes is
// not to be had from a lean; it runs as it is then.
std::optional<ColumnProgram> imagine(RuleBook& book, const Rule& rule, const Verbs& verbs, script::Syntax& syntax);

}  // namespace gouji
