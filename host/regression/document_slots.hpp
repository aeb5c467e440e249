// The places of a document that hold something printed, in a fixed order: what a search may change, one at a time.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/document.hpp"

namespace gouji {

struct DocumentSlot {
  const Cell* cell = nullptr;  // nullptr: a name (of a row, a code) or a text
  std::string printed;
  std::string about;  // "预算数 · 合计": what people call it
};

// The n-th slot is the n-th of `set_slot`.
std::vector<DocumentSlot> slots_of(const Document& document);

// What is printed there from now on; empty: a blank. `finish` is called.
void set_slot(Document& document, std::size_t slot, const std::string& printed);

// Takes things away as long as `still` says yes of what is left: forms, tables, claims, rows, cells, names of the one
// who disclosed. `still` must hold for the document as it comes.
Document reduced(Document document, const std::function<bool(const Document&)>& still);

}  // namespace gouji
