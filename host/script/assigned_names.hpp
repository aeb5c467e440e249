// Which variables of a file some statement may give another value. All others keep the value they were declared with,
// so that nobody has to look whether they still have it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace gouji::script {

using Names = std::set<std::string, std::less<>>;

// Names with `=` or `,` behind them, or `function` before them. More than are assigned (fields of tables and words of
// comments are among them), never fewer; `local x = …` alone is none. nullopt: it cannot be told.
std::optional<Names> assigned_names(std::string_view source);

}  // namespace gouji::script
