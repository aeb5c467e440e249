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

}  // namespace gouji
