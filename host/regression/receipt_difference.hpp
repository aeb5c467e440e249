// What is not as a receipt says: program, pack files, values, documents, decisions, result.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "regression/receipt.hpp"

namespace gouji {

struct ReceiptDifference {
  enum class Kind : std::uint8_t {
    engine,          // another program; what = "gouji", before and after = version and digest
    lua,             // another release of Lua
    pack,            // one that ran then and not now, or the other way round: before or after is its revision
    pack_file,       // what = rules/x/parameters.toml, digests
    parameter,       // what = its name, owner = its pack, values
    document,        // digests
    document_packs,  // other packs ran on it, as a list
    order,           // the same documents, one after another in another way
    decisions,       // what = the unit, digests
    summary,         // what = a code of Outcome or Severity, or "checks", numbers
    result           // digests
  };
  Kind kind = Kind::engine;
  std::string what;
  std::string before, after;  // empty: there was none, is none
  std::string owner;          // of a file or a parameter: the pack
};

// In the order of the kinds. Empty: the same in everything.
std::vector<ReceiptDifference> differences(const Receipt& then, const Receipt& now);

}  // namespace gouji
