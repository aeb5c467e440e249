// Which numbers of a pack the results of a document rest on, and between which values of each they stay as they are:
// what was found before can be taken again though a threshold has moved. decisions/0018.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "packs/rule_book.hpp"
#include "regression/number_span.hpp"

namespace gouji::app {

struct NumberRest {
  std::string parameter;
  std::string use;   // fingerprint of its value then, with where it stands
  std::string unit;  // of the value
  NumberSpan span;
};

// `year`: of the rules. Lists and words are left out, and so is what has no value for the year.
std::vector<NumberRest> rests_of(const std::vector<EvaluationTrace>& traces, const RuleBook& book, int year);

// Everything of the parameters that a reply with rests must find as it was: all but the values of numbers that only
// scripts and scores read. What is read has a value for the same years.
std::string fixed_of(const Parameters& parameters);

// Numbers as they are now.
class NumbersNow {
 public:
  bool allow(const std::string& pack, const Parameters& parameters, int year, const NumberRest& rest);

 private:
  struct Now {
    std::string use, unit;
    std::optional<Exact> number;
  };
  std::map<std::tuple<std::string, std::string, int>, Now> known_;  // by pack, parameter, year
};

}  // namespace gouji::app
