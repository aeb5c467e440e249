#include "script/label_keys.hpp"

#include <functional>

#include "model/labels.hpp"

namespace gouji::script {
namespace {

constexpr std::size_t kPlaces = 4096;
constexpr std::size_t kLongest = 256;                    // bytes: what is longer is not worth keeping, …
constexpr std::size_t kNoName = std::size_t{64} << 10U;  // … and this is no name of anything

}  // namespace

LabelKeys::Known& LabelKeys::place_of(std::string_view label) {
  if (known_.empty()) known_.resize(kPlaces);
  Known& place = known_[std::hash<std::string_view>{}(label) % kPlaces];
  if (place.label != label)
    place = {std::string(label), label_key(label), {}, false};  // a fresh place holds the empty label and its empty key
  return place;
}

const std::string& LabelKeys::of(std::string_view label) {
  if (label.size() > kNoName) return too_long_ = std::string(label.substr(0, kNoName));
  if (label.size() > kLongest) return too_long_ = label_key(label);
  return place_of(label).key;
}

const std::string& LabelKeys::of_table(std::string_view name) {
  if (name.size() > kLongest) return too_long_ = table_key(name.substr(0, kNoName));
  Known& place = place_of(name);
  if (!place.has_table) {
    place.table = table_key(name);
    place.has_table = true;
  }
  return place.table;
}

bool LabelKeys::same(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() > kNoName || b.size() > kNoName) return false;
  if (a.size() > kLongest || b.size() > kLongest) return label_key(a) == label_key(b);
  const Known& one = place_of(a);
  const Known& other = place_of(b);
  if (&one != &other) return one.key == other.key;
  return label_key(a) == other.key;  // both want one place: b has it now
}

}  // namespace gouji::script
