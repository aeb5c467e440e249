// Thresholds with points as parameters.toml states them: mode, brackets, base, steps, floor, cap.
#pragma once

#include <optional>

#include "model/brackets.hpp"
#include "model/figure.hpp"
#include "packs/toml_file.hpp"

namespace gouji {

// "90" of a percentage parameter is 90%, not 9000%. None when the text is no number.
std::optional<Figure> parameter_figure(const std::string& text, const Unit& unit);

// Faults "param.bad_brackets" name the row: ends in order and on one side, at most one open row, marginal rows counted.
Brackets read_brackets(const TomlFile& file, const toml::table& table, const Unit& unit);

// On one line, for people: "≤0%：3，≤10%：2，其余：0"; "从 5 起，≤100%：0，其余每 1%：-0.5，不低于 0".
std::string brackets_text(const Brackets& brackets, const Unit& unit);

}  // namespace gouji
