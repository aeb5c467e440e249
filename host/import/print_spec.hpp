// How a pack's forms are printed: the other half of a layout. What is printed by it is read again by the same words.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "script/plain.hpp"

namespace gouji::intake {

using PrintedHeads = std::vector<std::pair<std::string, std::string>>;  // key of the field → its head, in order

struct PrintSpec {
  std::map<std::string, std::string> kinds;   // final_accounts → what the title calls it
  std::map<std::string, std::string> scopes;  // project, department → title of a form
  PrintedHeads document;                      // unit, money_unit, department, published_on, … as lines
  PrintedHeads facts;                         // of a form: name, stated_score
  PrintedHeads funds, indicators;             // columns that are always printed, in this order
  std::map<std::string, std::string> heads;   // of the columns that are printed only where the form has them
  std::string funds_label, total_label, grade_label;
  std::string code_head, label_head, line_head, number_prefix;  // of statements
  std::string note_prefix;
  std::vector<std::pair<std::string, std::string>> claims;  // kind → sentence; [ ] is left out where a field in
                                                            // it is; {field=word} wants that word
};

// The plain table that a layout gives as `print`. Fault "layout.bad_spec".
PrintSpec read_print_spec(const script::Plain& plain);

}  // namespace gouji::intake
