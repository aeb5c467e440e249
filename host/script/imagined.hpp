// A document that is only imagined: every part that a rule asks for is there. A rule that only computes is run on it
// once, to learn what it computes; it can then be computed for many documents without running the script.
#pragma once

#include <string_view>
#include <vector>

#include "script/table_part.hpp"

namespace gouji::script {

// A field of words, by its number, and what has to stand in it.
struct WordFilter {
  std::size_t field = 0;
  std::string_view words;
};

class Imagined {
 public:
  Imagined() = default;
  Imagined(const Imagined&) = delete;
  Imagined& operator=(const Imagined&) = delete;
  virtual ~Imagined() = default;

  virtual const Record& fund(const std::vector<std::string_view>& names) = 0;
  // Indicators that stand for all those whose fields of words are these.
  virtual std::vector<const Record*> indicators(const std::vector<WordFilter>& filter) = 0;
  virtual const Table& table(const std::vector<std::string_view>& names) = 0;
  virtual std::uint32_t row(const Table& table, const std::vector<std::string_view>& names) = 0;
  virtual std::uint32_t column(const Table& table, const std::vector<std::string_view>& names) = 0;
  // How far a result goes towards its target, by the direction that the target prints.
  virtual ValueId completion(Values& values, const Leaf& target, const Leaf& actual) = 0;

  virtual void across(const TableRows& rows, const std::vector<std::string_view>& whole,
                      const std::vector<std::string_view>& parts, bool tail_noted) = 0;
  virtual void hierarchy(const TableRows& rows, const std::vector<std::size_t>& lengths,
                         const std::vector<std::string_view>& top, bool tail_noted) = 0;
};

}  // namespace gouji::script
