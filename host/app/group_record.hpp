// What is kept of a document for a rule over several documents until all have passed.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "base/sorted_spill.hpp"
#include "model/document.hpp"

namespace gouji::app {

struct GroupRecord {
  static constexpr std::uint64_t kNoPlace = std::numeric_limits<std::uint64_t>::max();
  std::string rule, key, pack;
  bool own = false;                // the rule is to be run on it
  std::uint64_t sequence = 0;      // of the document: told by the parent
  std::uint64_t place = kNoPlace;  // of the document in the result
  std::string folder;              // what its dataset stands in
  std::string order;               // among those of its key: year, unit, id
  std::string excerpt;             // packed_excerpt

  bool with(const GroupRecord& other) const { return rule == other.rule && key == other.key; }
  // By which records are sorted: results depend neither on the order of files nor on the workers.
  std::string sort_key() const;
};

// The spill's records by rule and key, where a key has two documents and more. Gives back how many times a rule would
// be run on a document that has nobody beside it.
int for_each_group(SortedSpill& spill, const std::function<void(std::vector<GroupRecord>&& group)>& act);

// The contract JSON, and beside it the precision of each cell, which rests on what was left out. Without loss.
std::string packed_excerpt(const Document& document);
Document unpacked_excerpt(const std::string& bytes);

}  // namespace gouji::app
