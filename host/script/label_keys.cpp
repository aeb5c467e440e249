#include "script/label_keys.hpp"

#include <functional>

#include "model/labels.hpp"

namespace gouji::script {
namespace {

constexpr std::size_t kPlaces = 512;
constexpr std::size_t kLongest = 256;  // bytes: what is longer is no name and not worth keeping

}  // namespace

const std::string& LabelKeys::of(std::string_view label) {
  if (label.size() > kLongest) return too_long_ = label_key(label);
  if (known_.empty()) known_.resize(kPlaces);
  Known& place = known_[std::hash<std::string_view>{}(label) % kPlaces];
  if (place.label != label)
    place = {std::string(label), label_key(label)};  // a fresh place holds the empty label and its empty key
  return place.key;
}

bool LabelKeys::same(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const std::string key = of(a);
  return of(b) == key;
}

}  // namespace gouji::script
