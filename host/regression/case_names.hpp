// No two cases of one rule have one name: in reports and by -r nobody could tell them apart.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "regression/case_file.hpp"

namespace gouji {

class CaseNames {
 public:
  // Fault "case.name_twice" with both places, of the second; nullptr for a new name.
  std::shared_ptr<Fault> second(const std::string& subject, const Case& one);

 private:
  std::map<std::pair<std::string, std::string>, Location> known_;
};

}  // namespace gouji
