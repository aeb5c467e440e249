// The host's own use of the linear-time patterns that scripts write.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace re2 {
class RE2;
}

namespace gouji::script {

class Pattern {
 public:
  explicit Pattern(std::string_view text);  // Fault text.bad_pattern
  bool found_in(std::string_view subject) const;
  std::size_t instructions() const;  // of the program that it was made into; the same wherever it is made
  // The whole match and its groups as byte ranges; empty when nothing matches, a group that took no part is nullopt.
  std::vector<std::optional<std::pair<std::size_t, std::size_t>>> groups(std::string_view subject) const;

 private:
  std::shared_ptr<const re2::RE2> compiled_;
};

std::vector<Pattern> patterns_from(const std::vector<std::string>& texts);  // Fault text.bad_pattern

}  // namespace gouji::script
