// Words that layouts hand over, made ready once: many layouts share the libraries of their packs and hand over the same
// words for every source, so that they are known again by what they hold.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "script/call.hpp"
#include "script/contents.hpp"

namespace gouji::intake {

template <class Ready>
class SpecShelf {
 public:
  // The shared_ptr that `make` makes of the argument; of the same contents the same one, while the shelf keeps it.
  template <class Make>
  std::shared_ptr<const Ready> get(const script::Call& call, int index, std::string_view name, Make make) {
    auto contents = script::contents_of(call, index);
    if (!contents) return make(call.plain(index, name));
    if (const auto known = by_contents_.find(*contents); known != by_contents_.end()) return known->second;
    std::shared_ptr<const Ready> ready = make(call.plain(index, name));
    if (by_contents_.size() >= kMost) by_contents_.clear();  // a script that makes its words anew for every source
    by_contents_.emplace(std::move(*contents), ready);
    return ready;
  }

 private:
  static constexpr std::size_t kMost = 64;
  std::unordered_map<std::string, std::shared_ptr<const Ready>> by_contents_;
};

}  // namespace gouji::intake
