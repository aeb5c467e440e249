// A statement book made ready for look-ups: its words as keys, its patterns compiled, its titles by name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "import/statement.hpp"
#include "script/patterns.hpp"

namespace gouji::intake {

// What a head cell says about the column below it.
enum class HeadRole : std::uint8_t { value, label, code, line, serial, remark };

inline constexpr std::size_t kLongestTitle = 60;  // characters

// A title as a name: of which known table (nullptr: none), and whether it had to be mended.
struct TitleMatch {
  const StatementSpec* spec = nullptr;
  std::string name;  // without blanks
  bool mended = false;
};

using TextRange = std::pair<std::size_t, std::size_t>;  // bytes

class StatementLexicon {
 public:
  explicit StatementLexicon(const StatementBook& book);

  const StatementWords& words() const { return book_.words; }
  const std::vector<StatementSpec>& tables() const { return book_.tables; }

  // For comparing only: no blanks, quotes and tags, full width folded.
  static std::string key(std::string_view text);
  // Tags that converters of scanned pages leave (<b>, <u>) taken out, blanks at the ends too.
  static std::string without_tags(std::string_view text);

  // By a whole head cell; a money unit in brackets at its end does not count.
  HeadRole role(std::string_view head) const;
  bool opens_column_numbers(std::string_view head) const { return number_heads_.contains(key(head)); }
  bool is_subtotal(std::string_view head) const { return subtotals_.contains(key(head)); }
  bool is_total(std::string_view label) const;
  bool is_other_form(std::string_view head) const { return others_.contains(key(head)); }
  // In a table of projects: the head of their names, and heads beside it that forms have too.
  bool names_listed(std::string_view head) const { return list_names_.contains(key(head)); }
  bool is_list_head(std::string_view head) const { return list_heads_.contains(key(head)); }
  // "-", "—", "无": printed for nothing
  bool is_blank_mark(std::string_view text) const;
  // The side that a head names, a year before it or not; empty for none.
  std::string side(std::string_view head) const;

  std::optional<TextRange> number_in(std::string_view text) const { return first_match(numbers_, text); }
  std::optional<TextRange> unit_in(std::string_view text) const { return first_match(units_, text); }
  // Four digits; none where the pattern of the pack names something else.
  std::optional<TextRange> year_in(std::string_view text) const;
  bool is_furniture(std::string_view text) const { return first_match(furniture_, text).has_value(); }
  bool opens_note(std::string_view text) const { return first_match(notes_, text).has_value(); }
  bool stops(std::string_view text) const { return first_match(stops_, text).has_value(); }
  // A title without what it adds where its table goes on, 收支总表（续）; nullopt where it adds nothing of the kind.
  std::optional<std::string> continued_title(std::string_view title) const;
  bool goes_on(std::string_view text) const { return first_match(goes_on_, text).has_value(); }
  bool says_empty(std::string_view text) const { return first_match(empty_, text).has_value(); }

  // How titles end, a bracket behind it or not.
  bool ends_like_title(std::string_view text) const;
  // The known table of that title: by its whole name, behind a year, behind the name of a unit, or, where `damaged`
  // says that the text comes from a scan, the nearest one that differs in few characters.
  TitleMatch find_title(std::string_view title, bool damaged) const;

 private:
  static std::optional<TextRange> first_match(const std::vector<script::Pattern>& patterns, std::string_view text);

  StatementBook book_;
  std::unordered_set<std::string> labels_, codes_, lines_, serials_, number_heads_, subtotals_, totals_, others_,
      list_names_, list_heads_, blanks_;
  std::vector<std::string> remarks_, label_endings_, code_endings_;
  std::vector<script::Pattern> numbers_, units_, furniture_, years_, notes_, empty_, stops_, continued_, goes_on_;
  struct Alias {
    std::string printed, key;
    std::u32string letters;
    const StatementSpec* spec = nullptr;
  };
  std::vector<Alias> aliases_;  // the longest first
  std::unordered_map<std::string, const Alias*> by_key_;
};

// A money unit in brackets, as printed behind a head: its range with the brackets, and the unit.
struct BracketUnit {
  TextRange range;
  std::string unit;
};
std::optional<BracketUnit> money_in_brackets(std::string_view head);

// A printed number as tables hold them: digits with commas, dot, sign, %; nothing else.
bool is_table_number(std::string_view text);

}  // namespace gouji::intake
