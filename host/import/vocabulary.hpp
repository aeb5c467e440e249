// The names that the templates of layouts know: what an editor can complete.
#pragma once

#include <set>
#include <string>

namespace gouji::intake {

struct Shelves;

struct Vocabulary {
  std::set<std::string> tables, columns, rows, sides;  // of statements
  std::set<std::string> funds, texts;                  // rows of funds and prose cells of self-evaluations
};
Vocabulary vocabulary_of(const Shelves& shelves);

}  // namespace gouji::intake
