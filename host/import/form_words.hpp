// The vocabulary of forms made ready for look-ups: words as keys, patterns compiled.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "import/form_spec.hpp"
#include "import/source_text.hpp"
#include "script/patterns.hpp"

namespace gouji::intake {

// A head's word in a block: which column, and how surely (a head in whole, one that holds an alias, a weak one).
struct HeadWord {
  std::size_t column = 0;
  std::size_t length = 0;  // code points of the alias
  bool whole = false, weak = false;
  std::size_t rank = 0;  // of the alias among its column's heads
};

// “label：value” in a cell.
struct FactInside {
  const FormFact* fact = nullptr;
  Piece label, value;
};

class FormWords {
 public:
  explicit FormWords(const FormSpec& spec);

  const FormSpec& spec() const { return spec_; }

  // For comparing only: no blanks, brackets and what they hold, list numbers, colons and quotes; full width folded.
  static std::string key(std::string_view text);
  // A label in whole; nullptr when it is none.
  const FormFact* fact(std::string_view text) const;
  const FormText* text(std::string_view text) const;
  const FormText* text_opening(std::string_view text) const;  // the same, or one that opens a longer label
  bool is_label(std::string_view printed) const { return fact(printed) != nullptr || text(printed) != nullptr; }
  bool is_side_label(const FormBlock& block, std::string_view text) const;
  bool is_total(const FormBlock& block, std::string_view text) const;
  // Whether a label of funds ends with a source's name or that of the whole.
  bool ends_with_source(std::string_view text) const;
  bool is_level_word(std::string_view text) const;  // a value of the first level, its weight aside
  std::optional<HeadWord> head(const FormBlock& block, std::string_view text) const;
  // The column whose `under` and `below` these two heads hold.
  std::optional<std::size_t> head_below(const FormBlock& block, std::string_view group, std::string_view below) const;

  bool is_title(std::string_view text) const;
  bool is_other_title(std::string_view text) const;
  std::string scope_of(std::string_view title) const;  // empty: not said
  bool is_note(std::string_view text) const;
  bool is_blank(std::string_view text) const;  // nothing, or what is printed for nothing
  bool is_placeholder(std::string_view text) const;
  // The grade that a cell holds, alone or ticked among others; nullopt when it is not plain.
  std::optional<Piece> grade_in(const Piece& cell) const;

  // Facts printed as "label：value", several perhaps, in one cell or line; the values without what follows them there.
  std::vector<FactInside> facts_in(const Piece& cell) const;
  // The same for texts: "存在问题：…", the whole rest of the cell.
  std::optional<std::pair<const FormText*, Piece>> text_in(const Piece& cell) const;

  std::optional<Piece> year_in(const Piece& piece) const { return first_group(years_, piece); }
  std::optional<Piece> money_in(const Piece& piece) const { return first_group(moneys_, piece); }
  // A name that stands for several units: 各市财政局、有关学校.
  static bool is_several(const FormSpec& spec, std::string_view unit);
  // The name of a unit without the codes around it: 022001某某局 → 某某局.
  static Piece unit_name(const FormSpec& spec, const Piece& printed);
  Piece without_prefix(const Piece& name) const;
  // "产出指标（50分）" → the name and the weight.
  std::pair<Piece, std::optional<Piece>> level_and_weight(const Piece& level) const;
  bool is_section(std::string_view text) const { return section_ && section_->found_in(text); }
  bool is_heading(std::string_view text) const {
    return heading_ && heading_->found_in(text);
  }                                                                                     // of a part of the form
  bool is_item(std::string_view text) const { return item_ && item_->found_in(text); }  // of notes

 private:
  struct HeadBook {
    const FormBlock* block = nullptr;
    struct Alias {
      std::size_t column = 0, rank = 0;
    };
    std::unordered_map<std::string, Alias> whole, weak;
    std::vector<std::pair<std::string, Alias>> inside;  // the longest first
    std::unordered_map<std::string, bool> side, total;
    mutable std::unordered_map<std::string, std::optional<HeadWord>> asked;  // by printed text: forms repeat theirs
  };
  struct ColonLabel {  // a label as it opens a "label：value"
    std::u32string letters;
    const FormFact* fact = nullptr;
    const FormText* text = nullptr;
  };

  static std::optional<HeadWord> look_up(const HeadBook& heads, std::string_view text);
  const HeadBook& book(const FormBlock& block) const { return &block == &spec_.funds ? funds_ : indicators_; }
  static std::optional<Piece> first_group(const std::vector<script::Pattern>& patterns, const Piece& piece);
  static HeadBook make_book(const FormBlock& block);

  FormSpec spec_;
  HeadBook funds_, indicators_;
  std::unordered_map<std::string, const FormFact*> facts_;
  std::unordered_map<std::string, const FormText*> texts_;
  std::unordered_map<char32_t, std::vector<ColonLabel>> colon_labels_;  // by first letter, the longest first
  std::unordered_map<std::string, bool> level_words_;
  std::vector<std::string> titles_;  // in the form of labels
  std::vector<script::Pattern> not_titles_, other_titles_, years_, moneys_, ends_, prefixes_, placeholders_;
  std::optional<script::Pattern> weight_, section_, heading_, item_;
};

// Bytes [begin, end) of a piece, its place kept, blanks around left out.
Piece part_of(const Piece& piece, std::size_t begin, std::size_t end);

// A printed figure in whole: digits, separators, sign, %, a unit of few letters behind it.
bool is_figure(std::string_view text);

}  // namespace gouji::intake
