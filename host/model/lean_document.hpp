// A disclosure as it lies in its text: names are views of it, figures are whole numbers with their decimals. For the
// many documents in which nothing is found; what a reader of lean documents does not take becomes a Document.
//
// Only what comparisons rest on is kept. A cell that is neither a plain figure nor blank is `odd`, and whoever needs
// it leaves the document to the rules.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/target.hpp"

namespace gouji {

enum class LeanState : std::uint8_t { absent, nothing, figure, words, odd };
enum class LeanMark : std::uint8_t { bare, percent, counted };  // what stands behind the number: nothing, %, 人次

struct LeanCell {
  std::int64_t number = 0;  // without its point: 12.50 is 1250
  const char* text = nullptr;
  std::uint32_t length = 0;  // of words
  std::uint8_t decimals = 0, padded = 0;
  LeanState state = LeanState::absent;
  LeanMark mark = LeanMark::bare;
  Comparison comparison = Comparison::none;  // of a target

  std::string_view words() const { return {text, length}; }
};

inline constexpr std::size_t kMostLeanFields = 17;  // of a kind of record

struct LeanRecord {
  std::uint32_t present = 0;  // a bit for each field that is there; others of `cells` are left over
  std::array<LeanCell, kMostLeanFields> cells;

  const LeanCell& cell(std::size_t field) const {
    static const LeanCell none;
    return (present >> field & 1U) != 0 ? cells[field] : none;
  }
};


struct LeanRow {
  std::string_view label, code;
  bool labelled = false, coded = false;
};

struct LeanTable {
  std::string_view name;
  std::vector<std::string_view> columns;
  std::vector<std::uint8_t> decimals;  // by column: the most that it prints
  std::vector<LeanRow> rows;
  std::vector<LeanCell> cells;  // row after row

  const LeanCell& cell(std::size_t row, std::size_t column) const { return cells[row * columns.size() + column]; }
};

// Parts keep their room from document to document: the first `used` of them are this one's.
template <class Part>
class LeanParts {
 public:
  Part& add() {
    if (used_ == parts_.size()) parts_.emplace_back();
    return parts_[used_++];
  }
  void clear() { used_ = 0; }
  std::size_t size() const { return used_; }
  bool empty() const { return used_ == 0; }
  const Part& operator[](std::size_t i) const { return parts_[i]; }
  auto begin() const { return parts_.begin(); }
  auto end() const { return parts_.begin() + static_cast<std::ptrdiff_t>(used_); }

 private:
  std::vector<Part> parts_;
  std::size_t used_ = 0;
};

struct LeanEvaluation {
  LeanRecord head;
  LeanParts<LeanRecord> funds, indicators;
  std::uint8_t money_decimals = 0;  // the most that its funds print
};

struct LeanDocument {
  std::string_view id, province, region, unit, kind, money_unit;
  int year = 0;
  LeanParts<LeanEvaluation> evaluations;
  LeanParts<LeanTable> tables;
};

}  // namespace gouji
