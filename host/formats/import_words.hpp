// The words of the import report in both languages: kinds of numbers, reasons.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "model/import_report.hpp"

namespace gouji {

struct NumberKindWord {
  std::string_view key, chinese, english;
  int NumberKinds::*count;
};
const std::array<NumberKindWord, 5>& number_kind_words();  // date, document_number, …

struct PlacedPartWord {
  std::string_view key, chinese, english;
  int PlacedParts::*count;
};
const std::array<PlacedPartWord, 5>& placed_part_words();  // forms, tables, claims, …

// "column_not_read", and what it means for people.
std::string_view code_of(UnplacedReason reason);
std::string_view words_of(UnplacedReason reason, Language language);

// The reader of running text states its doubts in the contract's English words; people get their own language. Other
// reasons stay as they are.
std::string_view doubt_in(std::string_view reason, Language language);

// Milliseconds, "0.036", without a trip through the locale.
std::string spelled_seconds(double seconds);

}  // namespace gouji
