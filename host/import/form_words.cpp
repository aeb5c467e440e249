#include "import/form_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "model/labels.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostHeadExtra = 12;  // letters that a head may have besides the alias in it
constexpr std::size_t kMostUnitLetters = 3;
constexpr std::size_t kMostLabelLetters = 16;  // of a label that a known one opens
constexpr std::size_t kFewLabelLetters = 3;    // more than this of it are the known one

bool is_open(char32_t c) { return c == U'(' || c == U'[' || c == U'〔' || c == U'【' || c == U'{'; }
bool is_close(char32_t c) { return c == U')' || c == U']' || c == U'〕' || c == U'】' || c == U'}'; }

bool is_ornament(char32_t c) {
  constexpr std::u32string_view kOrnaments = U"“”\"'‘’*#:：;；,，、.。_";
  return kOrnaments.find(c) != std::u32string_view::npos;
}

std::u32string without_bracketed(std::u32string_view text) {
  std::u32string kept;
  int depth = 0;
  for (const char32_t c : text) {
    if (is_open(c)) {
      ++depth;
    } else if (is_close(c)) {
      depth = std::max(0, depth - 1);
    } else if (depth == 0) {
      kept += c;
    }
  }
  return kept;
}

bool any_found(const std::vector<script::Pattern>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const auto& one) { return one.found_in(text); });
}

// Letters without blanks, folded one by one, with the bytes where each stood.
struct Letters {
  std::u32string folded;
  std::vector<std::size_t> begin, end;
};

Letters letters_of(std::string_view text) {
  Letters letters;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    const char32_t c = text::decode_next(text, pos);
    if (text::is_space(c)) continue;
    letters.folded += text::fold(c);
    letters.begin.push_back(begin);
    letters.end.push_back(pos);
  }
  return letters;
}

// Behind a label: nothing or a bracket, then a colon. Where the value begins; 0 when there is no colon.
std::size_t behind_colon(std::u32string_view letters, std::size_t pos) {
  if (pos < letters.size() && is_open(letters[pos])) {
    while (pos < letters.size() && !is_close(letters[pos])) ++pos;
    if (pos < letters.size()) ++pos;
  }
  return pos < letters.size() && letters[pos] == U':' ? pos + 1 : 0;
}

}  // namespace

Piece part_of(const Piece& piece, std::size_t begin, std::size_t end) {
  end = std::min(end, piece.text.size());
  begin = std::min(begin, end);
  const std::string_view part = text::trim(std::string_view(piece.text).substr(begin, end - begin));
  const auto start = part.empty() ? begin : static_cast<std::size_t>(part.data() - piece.text.data());
  Piece cut{std::string(part), piece.spans, piece.doubtful};
  if (piece.spans.size() == 1) {
    const SourceSpan& whole = piece.spans.front();
    cut.spans = {{whole.line, whole.begin + start, whole.begin + start + part.size()}};
  }
  return cut;
}

bool is_figure(std::string_view printed) {
  const std::string folded = text::label_form(printed);
  std::size_t pos = 0;
  while (pos < folded.size() && (folded[pos] == '-' || folded[pos] == '+')) ++pos;
  const std::size_t first = pos;
  while (pos < folded.size() &&
         ((folded[pos] >= '0' && folded[pos] <= '9') || folded[pos] == '.' || folded[pos] == ','))
    ++pos;
  return pos > first && text::decode(std::string_view(folded).substr(pos)).size() <= kMostUnitLetters;
}

FormWords::FormWords(const FormSpec& spec) : spec_(spec) {
  funds_ = make_book(spec_.funds);
  indicators_ = make_book(spec_.indicators);
  const auto colon = [&](const std::string& label, const FormFact* fact, const FormText* text) {
    const std::u32string letters = letters_of(label).folded;
    if (!letters.empty()) colon_labels_[letters.front()].push_back({letters, fact, text});
  };
  for (const FormFact& fact : spec_.facts) {
    for (const std::string& label : fact.labels) {
      facts_.emplace(key(label), &fact);
      colon(label, &fact, nullptr);
    }
  }
  for (const FormText& text : spec_.texts) {
    for (const std::string& label : text.labels) {
      texts_.emplace(key(label), &text);
      colon(label, nullptr, &text);
    }
  }
  for (auto& [first, list] : colon_labels_) {
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.letters.size() > b.letters.size(); });
  }
  for (const FormColumn& column : spec_.indicators.columns) {
    if (column.weight.empty()) continue;
    for (const std::string& word : column.named.words) {
      level_words_.emplace(key(word), true);
      for (const std::string& ending : column.named.endings) level_words_.emplace(key(word + ending), true);
    }
  }
  for (const std::string& title : spec_.titles) titles_.push_back(text::label_form(title));
  not_titles_ = script::patterns_from(spec_.not_titles);
  other_titles_ = script::patterns_from(spec_.other_titles);
  years_ = script::patterns_from(spec_.year_patterns);
  moneys_ = script::patterns_from(spec_.money_patterns);
  ends_ = script::patterns_from(spec_.value_ends);
  prefixes_ = script::patterns_from(spec_.indicators.prefixes);
  placeholders_ = script::patterns_from(spec_.indicators.placeholders);
  if (!spec_.indicators.weight_in_name.empty()) weight_.emplace(spec_.indicators.weight_in_name);
  if (!spec_.indicators.section.empty()) section_.emplace(spec_.indicators.section);
  if (!spec_.heading.empty()) heading_.emplace(spec_.heading);
  if (!spec_.item.empty()) item_.emplace(spec_.item);
}

FormWords::HeadBook FormWords::make_book(const FormBlock& block) {
  HeadBook book;
  book.block = &block;
  for (std::size_t i = 0; i < block.columns.size(); ++i) {
    for (const std::string& head : block.columns[i].named.heads) {
      const HeadBook::Alias alias{i, static_cast<std::size_t>(&head - block.columns[i].named.heads.data())};
      book.whole.emplace(key(head), alias);
      book.inside.emplace_back(key(head), alias);
    }
    for (const std::string& head : block.columns[i].weak) book.weak.emplace(key(head), HeadBook::Alias{i, 0});
  }
  std::stable_sort(book.inside.begin(), book.inside.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (const std::string& label : block.side_labels) book.side.emplace(key(label), true);
  for (const std::string& label : block.total_labels) book.total.emplace(key(label), true);
  return book;
}

namespace {

std::string plain_key(std::string_view text) {
  const std::u32string folded = text::decode(label_key(text));
  std::u32string kept = without_bracketed(folded);
  std::erase_if(kept, is_ornament);
  if (kept.empty()) {
    kept = folded;
    std::erase_if(kept, is_ornament);
  }
  return text::encode(kept);
}

}  // namespace

// Each cell is looked up in several lists, and forms of one layout print the same labels.
std::string FormWords::key(std::string_view text) {
  constexpr std::size_t kKnown = 2048, kLongest = 256;
  struct Known {
    std::string text, key;
  };
  thread_local std::vector<Known> known(kKnown);
  if (text.empty() || text.size() > kLongest) return plain_key(text);
  Known& place = known[std::hash<std::string_view>()(text) % kKnown];
  if (place.text != text) {
    place.key = plain_key(text);
    place.text = text;
  }
  return place.key;
}

const FormFact* FormWords::fact(std::string_view text) const {
  const auto found = facts_.find(key(text));
  return found == facts_.end() ? nullptr : found->second;
}

const FormText* FormWords::text(std::string_view text) const {
  const auto found = texts_.find(key(text));
  return found == texts_.end() ? nullptr : found->second;
}

// “年度绩效目标1”, “改进措施及结果应用方案”: a known label opens a longer one.
const FormText* FormWords::text_opening(std::string_view text) const {
  const std::string folded = key(text);
  if (const auto found = texts_.find(folded); found != texts_.end()) return found->second;
  const std::string plain = text::label_form(text);
  if (plain.find(':') < plain.size() - std::min<std::size_t>(plain.size(), 1)) return nullptr;  // its value is in it
  const std::u32string letters = text::decode(folded);
  if (letters.size() > kMostLabelLetters) return nullptr;
  for (std::size_t length = letters.size(); length-- > kFewLabelLetters;) {
    const auto found = texts_.find(text::encode(std::u32string_view(letters).substr(0, length)));
    if (found != texts_.end()) return found->second;
  }
  return nullptr;
}

bool FormWords::is_side_label(const FormBlock& block, std::string_view text) const {
  return book(block).side.contains(key(text));
}

bool FormWords::is_total(const FormBlock& block, std::string_view text) const {
  return book(block).total.contains(key(text));
}

bool FormWords::ends_with_source(std::string_view text) const {
  const std::string letters = key(text);
  const auto ends = [&](const std::string& name) { return text::ends_with(letters, key(name)); };
  const FormBlock& funds = spec_.funds;
  return std::any_of(funds.names.begin(), funds.names.end(), ends) ||
         std::any_of(funds.total_labels.begin(), funds.total_labels.end(), ends);
}

bool FormWords::is_level_word(std::string_view text) const { return level_words_.contains(key(text)); }

std::optional<HeadWord> FormWords::head(const FormBlock& block, std::string_view text) const {
  constexpr std::size_t kMostAsked = 4096;
  const HeadBook& heads = book(block);
  if (heads.asked.size() >= kMostAsked) heads.asked.clear();
  const auto [known, first] = heads.asked.try_emplace(std::string(text));
  if (first) known->second = look_up(heads, text);
  return known->second;
}

std::optional<HeadWord> FormWords::look_up(const HeadBook& heads, std::string_view text) {
  const std::string folded = key(text);
  if (folded.empty()) return std::nullopt;
  const std::size_t letters = text::decode(folded).size();
  if (const auto found = heads.whole.find(folded); found != heads.whole.end())
    return HeadWord{found->second.column, letters, true, false, found->second.rank};
  if (const auto found = heads.weak.find(folded); found != heads.weak.end())
    return HeadWord{found->second.column, letters, true, true, 0};
  for (const auto& [words, alias] : heads.inside) {
    if (folded.find(words) == std::string::npos) continue;
    const std::size_t length = text::decode(words).size();
    if (letters > length + kMostHeadExtra) return std::nullopt;
    return HeadWord{alias.column, length, false, false, alias.rank};
  }
  return std::nullopt;
}

std::optional<std::size_t> FormWords::head_below(const FormBlock& block, std::string_view group,
                                                 std::string_view below) const {
  const std::string above = key(group);
  const std::string under = key(below);
  const auto holds = [](const std::vector<std::string>& words, const std::string& text) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return text.find(word) != std::string::npos; });
  };
  for (std::size_t i = 0; i < block.columns.size(); ++i) {
    if (holds(block.columns[i].under, above) && holds(block.columns[i].below, under)) return i;
  }
  return std::nullopt;
}

bool FormWords::is_other_title(std::string_view text) const {
  const std::string plain = text::label_form(text);
  return text::decode(plain).size() <= spec_.title_chars && !is_title(text) && any_found(other_titles_, plain);
}

bool FormWords::is_title(std::string_view text) const {
  const std::string plain = text::label_form(text);
  if (spec_.title_chars > 0 && text::decode(plain).size() > spec_.title_chars) return false;
  if (any_found(not_titles_, plain)) return false;
  return std::any_of(titles_.begin(), titles_.end(),
                     [&](const std::string& word) { return plain.find(word) != std::string::npos; });
}

std::string FormWords::scope_of(std::string_view title) const {
  const std::string plain = text::label_form(title);
  for (const FormScope& scope : spec_.scopes) {
    for (const std::string& word : scope.words) {
      if (plain.find(text::label_form(word)) != std::string::npos) return scope.scope;
    }
  }
  return {};
}

bool FormWords::is_note(std::string_view text) const {
  const std::string plain = text::label_form(text);
  return std::any_of(spec_.notes.begin(), spec_.notes.end(),
                     [&](const std::string& note) { return plain.starts_with(text::label_form(note)); });
}

bool FormWords::is_blank(std::string_view text) const {
  const std::string plain = text::label_form(text);
  if (plain.empty()) return true;
  return std::any_of(spec_.blanks.begin(), spec_.blanks.end(),
                     [&](const std::string& blank) { return plain == text::label_form(blank); });
}

bool FormWords::is_placeholder(std::string_view text) const {
  const std::string_view plain = text::trim(text);
  return plain.empty() || any_found(placeholders_, plain);
}

std::optional<Piece> FormWords::grade_in(const Piece& cell) const {
  const std::string plain = text::label_form(cell.text);
  for (const std::string& grade : spec_.grades) {
    if (plain == text::label_form(grade)) return cell;
  }
  // “优☑ 良□”: the tick stands behind its word, or before it where a box opens the cell.
  std::vector<std::string> ticked;
  bool before = true;
  for (const std::string& grade : spec_.grades) before = before && !plain.starts_with(text::label_form(grade));
  for (const std::string& grade : spec_.grades) {
    for (const std::string& tick : spec_.ticks) {
      const std::string sign = text::label_form(before ? tick + grade : grade + tick);
      if (plain.find(sign) != std::string::npos) ticked.push_back(grade);
    }
  }
  std::stable_sort(ticked.begin(), ticked.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  if (ticked.empty()) return std::nullopt;
  for (const std::string& other : ticked) {
    if (ticked.front().find(other) == std::string::npos) return std::nullopt;  // two of them
  }
  Piece chosen = cell;
  chosen.text = ticked.front();
  return chosen;
}

std::vector<FactInside> FormWords::facts_in(const Piece& cell) const {
  struct Found {
    const FormFact* fact;
    std::size_t label, value;  // letters
  };
  const Letters letters = letters_of(cell.text);
  std::vector<Found> found;
  for (std::size_t at = 0; at < letters.folded.size(); ++at) {
    // A label opens the cell or stands behind a blank or a sign, else it is the end of another word.
    const bool opens = at == 0 || letters.begin[at] > letters.end[at - 1] || !text::is_han(letters.folded[at - 1]);
    const auto list = opens ? colon_labels_.find(letters.folded[at]) : colon_labels_.end();
    if (list == colon_labels_.end()) continue;
    for (const ColonLabel& label : list->second) {
      if (letters.folded.compare(at, label.letters.size(), label.letters) != 0) continue;
      const std::size_t value = behind_colon(letters.folded, at + label.letters.size());
      if (value == 0) continue;
      if (label.fact != nullptr) found.push_back({label.fact, at, value});
      at = value - 1;
      break;
    }
  }
  std::vector<FactInside> facts;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t stop = i + 1 < found.size() ? found[i + 1].label : letters.folded.size();
    const std::size_t begin = found[i].value < letters.begin.size() ? letters.begin[found[i].value] : cell.text.size();
    const std::size_t end = stop < letters.begin.size() ? letters.begin[stop] : cell.text.size();
    Piece value = part_of(cell, begin, std::max(begin, end));
    for (const script::Pattern& tail : ends_) {
      const auto groups = tail.groups(value.text);
      if (!groups.empty() && groups[0]) value = part_of(value, 0, groups[0]->first);
    }
    const std::size_t name = found[i].value - 1;  // its colon
    facts.push_back(
        {found[i].fact, part_of(cell, letters.begin[found[i].label], letters.begin[name]), std::move(value)});
  }
  return facts;
}

std::optional<std::pair<const FormText*, Piece>> FormWords::text_in(const Piece& cell) const {
  const Letters letters = letters_of(cell.text);
  std::size_t at = 0;
  // A list number before the label: “一、存在问题：”.
  for (std::size_t i = 0; i < std::min<std::size_t>(letters.folded.size(), 5); ++i) {
    if (letters.folded[i] == U'、' || letters.folded[i] == U'.' || letters.folded[i] == U')') at = i + 1;
  }
  for (const std::size_t start : {at, std::size_t{0}}) {
    if (start >= letters.folded.size()) continue;
    const auto list = colon_labels_.find(letters.folded[start]);
    if (list == colon_labels_.end()) continue;
    for (const ColonLabel& label : list->second) {
      if (label.text == nullptr || letters.folded.compare(start, label.letters.size(), label.letters) != 0) continue;
      const std::size_t value = behind_colon(letters.folded, start + label.letters.size());
      if (value == 0) continue;
      const std::size_t begin = value < letters.begin.size() ? letters.begin[value] : cell.text.size();
      return std::pair{label.text, part_of(cell, begin, cell.text.size())};
    }
  }
  return std::nullopt;
}

std::optional<Piece> FormWords::first_group(const std::vector<script::Pattern>& patterns, const Piece& piece) {
  for (const script::Pattern& pattern : patterns) {
    const auto groups = pattern.groups(piece.text);
    if (groups.empty()) continue;
    for (std::size_t i = groups.size() > 1 ? 1 : 0; i < groups.size(); ++i) {
      if (groups[i]) return part_of(piece, groups[i]->first, groups[i]->second);
    }
  }
  return std::nullopt;
}

bool FormWords::is_several(const FormSpec& spec, std::string_view unit) {
  return any_found(script::patterns_from(spec.several_patterns), text::label_form(unit));
}

Piece FormWords::unit_name(const FormSpec& spec, const Piece& printed) {
  return first_group(script::patterns_from(spec.unit_patterns), printed).value_or(printed);
}

Piece FormWords::without_prefix(const Piece& name) const {
  for (const script::Pattern& prefix : prefixes_) {
    const auto groups = prefix.groups(name.text);
    if (!groups.empty() && groups[0]) return part_of(name, groups[0]->second, name.text.size());
  }
  return name;
}

std::pair<Piece, std::optional<Piece>> FormWords::level_and_weight(const Piece& level) const {
  if (!weight_) return {level, std::nullopt};
  const auto groups = weight_->groups(level.text);
  if (groups.empty() || !groups[0]) return {level, std::nullopt};
  for (std::size_t i = 1; i < groups.size(); ++i) {
    if (groups[i]) return {part_of(level, 0, groups[0]->first), part_of(level, groups[i]->first, groups[i]->second)};
  }
  return {level, std::nullopt};
}

}  // namespace gouji::intake
