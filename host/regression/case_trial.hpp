// The parameters that a case has of its own, in a book while the case runs.
#pragma once

#include <map>
#include <string>

#include "packs/rule_book.hpp"
#include "regression/case_file.hpp"

namespace gouji {

class CaseTrial {
 public:
  // `more`: values tried besides; the case's own stand before them. Faults "param.unknown",
  // "case.cause_parameter" and those of a parameter file.
  CaseTrial(RuleBook& book, const Case& one, std::map<std::string, script::ParameterValue> more = {});
  ~CaseTrial();
  CaseTrial(const CaseTrial&) = delete;
  CaseTrial& operator=(const CaseTrial&) = delete;

 private:
  RuleBook& book_;
};

}  // namespace gouji
