// A rule named a row, a column or a table that the document does not have: it ends as cannot_evaluate and names it.
#pragma once

#include <exception>
#include <string>

#include "base/text.hpp"

namespace gouji::script {

class MissingPart : public std::exception {
 public:
  MissingPart(const std::string& what, std::string nearest)
      : what_(text::shorten(what, kShown)), nearest_(std::move(nearest)) {}
  const std::string& part() const { return what_; }        // 自评表没有“年度资金总额”一行
  const std::string& nearest() const { return nearest_; }  // the nearest name there is, or empty
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  static constexpr std::size_t kShown = 1000;  // letters: a name that a script made up may be of any length
  std::string what_;
  std::string nearest_;
};

// A rule needed the fiscal year of a document whose year is not known: for a parameter by year, or by itself.
class MissingYear : public MissingPart {
 public:
  MissingYear() : MissingPart("年度未知", {}) {}
};

}  // namespace gouji::script
