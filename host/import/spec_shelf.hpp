// Words that layouts hand over, made ready once: many layouts share the libraries of their packs and hand over the same
// words for every source. Tables that can no longer be changed are known again by themselves, others by what they hold.
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
    const void* const identity = script::lasting_identity(call, index);
    if (identity == nullptr) return by_contents(call, index, name, make);
    auto& ready = lasting_[identity];
    if (!ready) ready = by_contents(call, index, name, make);
    return ready;
  }

  // Everything that it keeps, in no order.
  template <class Take>
  void each(Take take) const {
    for (const auto& [contents, ready] : sorted_) take(*ready);
  }

 private:
  template <class Make>
  std::shared_ptr<const Ready> by_contents(const script::Call& call, int index, std::string_view name, Make make) {
    if (!script::contents_of(call, index, script::KeyOrder::as_kept, kept_)) return make(call.plain(index, name));
    if (const auto known = as_kept_.find(kept_); known != as_kept_.end()) return known->second;
    if (as_kept_.size() >= kMost) {  // a script that makes its words anew for every source
      as_kept_.clear();
      sorted_.clear();
    }
    std::string sorted;
    if (!script::contents_of(call, index, script::KeyOrder::sorted, sorted)) return make(call.plain(index, name));
    auto& ready = sorted_[sorted];
    if (!ready) ready = make(call.plain(index, name));
    as_kept_.emplace(kept_, ready);
    return ready;
  }

  static constexpr std::size_t kMost = 256;
  std::unordered_map<const void*, std::shared_ptr<const Ready>> lasting_;
  // By the bytes of their contents.
  std::unordered_map<std::string, std::shared_ptr<const Ready>> as_kept_, sorted_;
  std::string kept_;  // of the call
};

}  // namespace gouji::intake
