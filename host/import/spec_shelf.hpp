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
    if (!script::contents_of(call, index, script::KeyOrder::as_kept, kept_)) return make(call.plain(index, name));
    if (const auto known = as_kept_.find(kept_); known != as_kept_.end()) return known->second;
    if (as_kept_.size() >= kMost) {  // a script that makes its words anew for every source
      as_kept_.clear();
      sorted_.clear();
    }
    std::string sorted;
    script::contents_of(call, index, script::KeyOrder::sorted, sorted);
    auto& ready = sorted_[sorted];
    if (!ready) ready = make(call.plain(index, name));
    as_kept_.emplace(kept_, ready);
    return ready;
  }

  // Everything that it keeps, in no order.
  template <class Take>
  void each(Take take) const {
    for (const auto& [contents, ready] : sorted_) take(*ready);
  }

 private:
  static constexpr std::size_t kMost = 256;
  // By the bytes of their contents. Each state keeps the keys of its copy in an order of its own.
  std::unordered_map<std::string, std::shared_ptr<const Ready>> as_kept_, sorted_;
  std::string kept_;  // of the call
};

}  // namespace gouji::intake
