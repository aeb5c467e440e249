// Which characters this document prints side by side: the evidence for joining or parting two lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "import/flow_tokens.hpp"

namespace gouji::intake {

class CharacterPairs {
 public:
  // Counts within the lines of the whole document, never across their ends.
  explicit CharacterPairs(const std::vector<FlowLine>& lines);

  // How much likelier than chance `right` follows `left` here, as a logarithm; near 0 when little is known.
  // Both are folded texts of which the touching ends count.
  double affinity(std::u32string_view left, std::u32string_view right) const;

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> pairs_;
  std::unordered_map<std::uint64_t, std::uint32_t> quads_;  // two characters on either side
  std::unordered_map<char32_t, std::uint32_t> singles_;
  double total_ = 1.0;
};

}  // namespace gouji::intake
