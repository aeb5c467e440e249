// Number formats of spreadsheets: a stored value as the sheet prints it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/decimal_text.hpp"

namespace gouji {

// The format of a built-in number (0 … 49 and the Chinese ones, 27 … 36 and 50 … 58), as a Chinese Excel has them;
// empty for one that a workbook must state itself.
std::string_view builtin_number_format(int id);

class NumberFormat {
 public:
  explicit NumberFormat(std::string_view code);

  // `value` as the file stores it: "0.30000000000000004". It counts with 15 digits, as in the sheet; rounding is half
  // away from zero on these digits. `since_1904`: how the workbook counts days. What is no number is given back.
  std::string show(std::string_view value, bool since_1904) const;
  std::string show_text(std::string_view text) const;

  enum class Kind { literal, digit, point, percent, general, text, date, exponent };
  struct Token {
    Kind kind = Kind::literal;
    std::string text;  // literal; digit: 0, # or ?; date: "yyyy", "[h]", "AM/PM"; exponent: "E+" or "E-"
  };
  struct Section {
    std::vector<Token> tokens;
    bool grouped = false;  // 1,234
    int thousands = 0;     // divided by so many thousands
    int percents = 0;      // … and multiplied by so many hundreds
    bool is_date = false;
    bool as_general = false;  // written as a fraction or in a way that is not known
    char comparison = 0;      // of a condition: < > = l (<=) g (>=) n (<>); 0: none
    DecimalText limit;
  };

 private:
  const Section* section_for(const DecimalText& value, bool& drop_sign) const;
  std::vector<Section> sections_;
};

// 15 digits, without an exponent where the number is not extreme: what the formula bar shows.
std::string show_general(DecimalText value);

}  // namespace gouji
