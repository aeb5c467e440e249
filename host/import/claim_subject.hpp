// What a figure is about: the words before it without what only joins, dates or names the unit itself.
#pragma once

#include <optional>
#include <string>

#include "import/claim_spec.hpp"
#include "import/claim_text.hpp"

namespace gouji::intake {

// What is known of the document while its narrative is read.
struct ClaimContext {
  int year = 0;               // fiscal year; 0: not known
  std::u32string unit;        // the unit's name, folded
  bool amounts_only = false;  // prose of a form: money amounts alone, no reasons, no counts
};

class SubjectCleaner {
 public:
  SubjectCleaner(const ClaimSpec& spec, const ClaimContext& context) : spec_(spec), context_(context) {}

  // Takes connectives, dates of the year itself and the unit's name off the front.
  ClaimRange front(const std::u32string& folded, ClaimRange range) const;
  // Takes copulas and adverbs off the end.
  ClaimRange back(const std::u32string& folded, ClaimRange range) const;
  ClaimRange clean(const std::u32string& folded, ClaimRange range) const;
  // Words that stand for the subject before: 支出, 该项目.
  bool stands_for_another(std::u32string_view folded) const;
  // Two names of one thing have one key: 公务接待费支出决算, 公务接待费.
  std::u32string key(std::u32string_view folded) const;

 private:
  std::size_t unit_name(std::u32string_view text) const;
  std::size_t own_year_at_end(std::u32string_view text) const;

  const ClaimSpec& spec_;
  const ClaimContext& context_;
};

// What a figure is compared with, and where that stands.
struct Comparison {
  ClaimRange range;
  std::optional<int> year;  // nullopt: a budget or something else that is no year
};
// The comparison within [begin, end): 比上年, 与2019年相比, 同比.
std::optional<Comparison> find_comparison(const std::u32string& folded, ClaimRange range, const ClaimSpec& spec,
                                          int year);

}  // namespace gouji::intake
