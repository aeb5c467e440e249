// Which of several documents a cell is from.
#pragma once

#include <map>
#include <vector>

#include "engine/companions.hpp"
#include "script/values.hpp"

namespace gouji {

// By where the cell stands in memory: the documents must stay where they are.
class Origins {
 public:
  Origins(const std::vector<const Document*>& others, Partners partners) {
    for (const Document* other : others) {
      origins_.push_back({partner_name(*other, partners), other->id, other->source.file});
      for (const Table& table : other->tables) of_.emplace(&table, origins_.size() - 1);
      for (const Record& claim : other->claims) of_.emplace(&claim, origins_.size() - 1);
    }
  }
  const script::Origin* operator()(const script::Leaf& leaf) const {
    const void* part = leaf.table != nullptr ? static_cast<const void*>(leaf.table) : leaf.record;
    const auto found = of_.find(part);
    return found == of_.end() ? nullptr : &origins_[found->second];
  }

 private:
  std::vector<script::Origin> origins_;
  std::map<const void*, std::size_t> of_;
};

}  // namespace gouji
