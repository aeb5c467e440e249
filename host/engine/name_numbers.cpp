#include "engine/name_numbers.hpp"

#include "formats/clean_text.hpp"
#include "formats/table_units.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostSpellings = 20'000;
constexpr std::size_t kLongestSpelling = 200;  // bytes that are remembered

}  // namespace

std::uint32_t NameNumbers::want(std::string_view name) {
  return wanted_.emplace(key_of_(name), static_cast<std::uint32_t>(wanted_.size() + 1)).first->second;
}

NameNumbers::Name NameNumbers::look_up(std::string_view spelling) {
  if (const auto known = known_.find(spelling); known != known_.end()) return known->second;
  if (known_.size() >= kMostSpellings) known_.clear();
  const std::string clean = clean_text(spelling);  // what the document's reader would have kept
  const auto wanted = wanted_.find(key_of_(clean));
  const Name name{wanted == wanted_.end() ? 0 : wanted->second, unit_in_head(clean).has_value()};
  if (spelling.size() <= kLongestSpelling) known_.emplace(spelling, name);
  return name;
}

}  // namespace gouji
