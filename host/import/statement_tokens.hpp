// A line of a table whose borders are lost, as words and numbers. Numbers printed without a blank between them are told
// apart by the decimals of the table: 12.1731002 is 12.17 and 31002, 65.29八、 is 65.29 and a label.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/exact.hpp"
#include "import/statement_lexicon.hpp"

namespace gouji::intake {

enum class StatementTokenKind : std::uint8_t {
  word,
  number,
  mark,    // "-", "—", "无" alone: printed for nothing
  serial,  // counts the rows, before the code or the name
};

struct StatementToken {
  StatementTokenKind kind = StatementTokenKind::word;
  int line = 0;
  std::size_t begin = 0, end = 0;  // bytes of the line
  std::string text;
  bool gap = false;    // a blank or the line's start stands before it
  bool whole = false;  // number: digits alone, without sign, comma or decimals
  int decimals = 0;
  Exact value;

  bool is_word() const { return kind == StatementTokenKind::word; }
  // A whole number that stands for nothing but itself: a line number, a code.
  bool is_whole() const { return kind == StatementTokenKind::number && whole; }
  bool is_money() const { return kind == StatementTokenKind::mark || (kind == StatementTokenKind::number && !whole); }
};

// The decimals that most numbers of these lines have; 0 where figures are printed without.
int usual_decimals(const std::vector<std::string_view>& lines);

struct TokenRules {
  int decimals = 2;
  bool codes = false;  // whole numbers of 3, 5, 7 digits may be codes
};

std::vector<StatementToken> statement_tokens(const StatementLexicon& lexicon, std::string_view line, int number,
                                             const TokenRules& rules);

// Digits of a code of a classification, or of one that stands in cells of its own (2).
bool is_code_length(std::size_t digits);

}  // namespace gouji::intake
