// The vocabulary of self-evaluation forms, as a layout hands it over: which words name which column, fact and part of a
// form. All words come from the packs. Readers of grids (grid_form.hpp) and of running text use the same.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "import/flow_table.hpp"

namespace gouji::intake {

// Key of a column that is kept under its printed head (`more`), and of one that is read and not kept.
inline constexpr const char* kMoreColumn = "more";
inline constexpr const char* kOrderColumn = "order";

// A column that a block of the form may have. `named.heads` begins with its usual printed head.
struct FormColumn {
  FlowColumn named;                // key (a field of the record, or one of those above), kind, heads, words, endings
  std::vector<std::string> weak;   // heads in whole, where no other column has the key
  std::vector<std::string> under;  // together: a head of `below` under a group head that holds one of `under`
  std::vector<std::string> below;
  std::string otherwise;  // the key that it takes where no column has that one
  std::string weight;     // a level: key of its own weight, in brackets behind its name or in a column right of it
};

struct FormBlock {
  std::vector<FormColumn> columns;
  std::vector<std::string> side_labels;    // printed beside the block
  std::vector<std::string> total_labels;   // funds: names of the row of the whole; indicators: the row that closes it
  std::vector<std::string> stop_labels;    // running text: open what follows the block
  std::vector<std::string> blanks;         // printed for "nothing"
  std::vector<std::string> label_endings;  // funds: taken off a row's label
  std::vector<std::string> names;          // funds: of sources, which a wrapped label may end with
  std::vector<std::string> side_endings;   // funds: taken off a side label that names a row
  std::string quotient, part, whole;       // funds: quotient = part ÷ whole
  std::vector<std::string> labels;         // funds without a head: labels with one figure beside each …
  std::string amount;                      // … and the key that the figure has
  std::vector<std::string> prefixes;       // indicators, patterns: list numbers before a name, taken off
  std::vector<std::string> placeholders;   // indicators, patterns: names that stand for nothing
  std::string weight_in_name;              // indicators, pattern: a weight behind a level's name, one of its groups
  std::string section;                     // indicators, pattern: a level that has a row for itself
  std::map<std::string, std::string> parents;
  std::vector<std::pair<std::string, std::string>> sequels;
};

struct FormFact {
  std::string key;
  std::vector<std::string> labels;
};

struct FormText {
  std::string name;  // as the dataset calls it
  std::vector<std::string> labels;
};

struct FormScope {
  std::string scope;
  std::vector<std::string> words;
};

struct FormSpec {
  std::vector<std::string> titles;                         // words of a title
  std::size_t title_chars = 0;                             // no longer than this
  std::vector<std::string> not_titles;                     // patterns
  std::vector<std::string> other_titles;                   // patterns: titles of what is no form
  std::vector<FormScope> scopes;                           // by words of the title, first match
  std::vector<std::string> year_patterns, money_patterns;  // group 1 is the year, the unit
  std::vector<std::string> unit_patterns;                  // group 1 is the name of a unit printed among codes
  std::vector<std::string> several_patterns;               // names that stand for several units
  std::vector<std::string> value_ends;                     // patterns of what follows a value on its line
  std::vector<FormFact> facts;
  std::vector<FormText> texts;
  FormBlock funds, indicators;
  std::vector<std::string> notes;  // open a note
  std::string heading;             // pattern: how the heading of a part of the form begins
  std::string item;                // pattern: how an item of the notes begins
  std::vector<std::string> grades;
  std::vector<std::string> ticks;  // printed on the box that is chosen
  // Signs that scanners print for others before a figure, and what is meant: kept as printed, marked doubtful.
  std::vector<std::pair<std::string, std::string>> misread;
  std::vector<std::string> blanks;
};

}  // namespace gouji::intake
