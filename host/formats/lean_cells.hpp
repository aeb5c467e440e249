// Cells of a lean, read where they stand in the text: plain numbers at once, everything else is looked at by the
// readers that Documents have, and what they said of the same words before is remembered.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/lean_document.hpp"
#include "model/record.hpp"

namespace gouji {

inline void words_cell(std::string_view text, LeanCell& cell) {
  cell.text = text.data();
  cell.length = static_cast<std::uint32_t>(text.size());
  cell.state = text.empty() ? LeanState::nothing : LeanState::words;
}

class LeanCells {
 public:
  static constexpr std::size_t kAround = 16;  // bytes that are looked at before a text and behind it

  // `text` has no escapes and stands in a line, with room around it.
  void read(std::string_view text, Role role, LeanCell& cell);

 private:
  struct Around {  // what stands before and behind a target's number: ≥ … 人次
    bool ordinary = false;
    Comparison comparison = Comparison::none;
    LeanMark mark = LeanMark::bare;
  };
  void read_target(std::string_view text, LeanCell& cell);
  Around around(std::string_view before, std::string_view behind);
  const Around& look_up(std::string_view before, std::string_view behind);

  // A short spelling that was seen lately, by a hash of it.
  struct Recent {
    std::array<std::uint64_t, 3> words{};  // the bytes before, and the first and the last ones behind
    std::size_t before = 0, behind = 1;    // their numbers
    Around around;
  };
  static constexpr std::size_t kRecent = 256;
  std::array<Recent, kRecent> recent_;
  std::unordered_map<std::string, Around> around_;
  std::string key_;
};

}  // namespace gouji
