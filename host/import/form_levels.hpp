// Levels that are merged over rows, where no border says how far: their names may be wrapped, printed in the middle of
// their rows or at the top, and stand beside none of them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::intake {

struct LevelText {  // one printed line of a level's name
  std::size_t line = 0;
  int width = 0;  // on the page, in half-width letters
  std::string_view text;
};

// “（50分）”, “(A)”: nothing but a bracket.
bool is_bracket_alone(std::string_view text);

// [first, last) of the texts make one name each. `known`: whether a text is a name that forms of this kind print.
// `is_row`: whether a line has the figures of a row. Linear in texts.
struct LevelName {
  std::size_t first = 0, last = 0;
};
std::vector<LevelName> join_level_names(const std::vector<LevelText>& texts,
                                        const std::function<bool(std::string_view)>& known,
                                        const std::function<bool(std::size_t)>& is_row);

struct LevelRow {
  std::size_t line = 0;             // of its figures
  std::size_t first = 0, last = 0;  // lines that its cells take
  bool opens_outer = false;         // known to open another outer level: no label reaches from above into this row
};
struct LevelLabel {
  std::size_t first = 0, last = 0;  // lines that its name takes
};
struct LevelReach {
  std::size_t from = 0, to = 0;  // rows [from, to); none: the form leaves this level without a row
};

enum class LevelsPrinted { centred, at_the_top };

// How far each label reaches: together they part the rows among them, and each has the rows that it stands beside.
struct LevelReaches {
  std::vector<LevelReach> labels;
  std::vector<bool> doubtful;      // by row: another label might as well have it, …
  std::vector<std::size_t> rival;  // … this one
  double cost = 0;                 // how badly they fit, in lines
};

// `wrong`: what it costs that a label has a row, 0 for what fits; `proved`: whether it is known to be the row's.
// Labels times the square of the rows.
LevelReaches reach_of_levels(const std::vector<LevelLabel>& labels, const std::vector<LevelRow>& rows,
                             LevelsPrinted printed, const std::function<double(std::size_t, std::size_t)>& wrong,
                             const std::function<bool(std::size_t, std::size_t)>& proved);

}  // namespace gouji::intake
