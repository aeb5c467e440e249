// Faults of the kinds that people make, put into a document one at a time: what a rule pack should notice.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "regression/figure_spot.hpp"

namespace gouji {

enum class FaultKind : std::uint8_t {
  digit,       // one digit is another one
  transposed,  // two neighbouring digits have changed places
  sign,        // a minus sign too many or too few
  point,       // the decimal point is one place off
  too_large,   // 元 where 万元 is the unit: ×10000
  too_small,   // 万元 where 元 is the unit: ÷10000
  swapped,     // two neighbouring cells have changed places
  stale,       // the figure of the year before
  dropped,     // a row is not there
  doubled,     // a row is there twice
};
inline constexpr std::size_t kFaultKinds = static_cast<std::size_t>(FaultKind::doubled) + 1;
std::string_view code_of(FaultKind kind);  // "digit"
// Every code, in their order.
const std::vector<std::string>& fault_kind_codes();

struct DataFault {
  FaultKind kind = FaultKind::digit;
  std::size_t spot = 0;   // of figure_spots(); of a row the first one in it
  std::size_t other = 0;  // swapped: the neighbour
  std::string from, to;   // as printed; of a row `to` is empty
  bool of_a_row() const { return kind == FaultKind::dropped || kind == FaultKind::doubled; }
};

// One of each kind for every figure and every row where there is one, by the figures' order. What is drawn depends on
// the seed and on where the figure stands, not on what else is in the document.
std::vector<DataFault> data_faults(const Document& document, const std::vector<FigureSpot>& spots, std::uint64_t seed);

// The document with the fault, finished. Empty where it changes no figure.
std::optional<Document> with_fault(const Document& document, const std::vector<FigureSpot>& spots,
                                   const DataFault& fault);

}  // namespace gouji
