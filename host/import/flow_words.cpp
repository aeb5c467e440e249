#include "import/flow_words.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji::intake {

namespace {

constexpr std::size_t kMostValueTokens = 16;  // of one value or label
constexpr std::size_t kMostHeadTokens = 80;
constexpr std::size_t kFarthestPart = 400;  // tokens between the parts of a value cut by a page break

// After the word: nothing, or "(figure unit)"; `whole` false accepts any beginning of that.
bool is_bracket(std::u32string_view rest, std::u32string_view unit, bool whole) {
  if (rest.empty()) return true;
  if (unit.empty() || rest.front() != U'(') return false;
  std::size_t at = 1;
  while (at < rest.size() && (text::is_digit(rest[at]) || rest[at] == U'.')) ++at;
  if (at == rest.size()) return !whole;
  if (at == 1) return false;
  const std::u32string_view tail = rest.substr(at);
  const std::u32string close = std::u32string(unit) + U")";
  return tail == close || tail == U")" || (!whole && close.starts_with(tail));
}

std::vector<std::u32string> match_forms(const std::vector<std::string>& words) {
  std::vector<std::u32string> forms;
  for (const auto& word : words) forms.push_back(match_form(word));
  return forms;
}

std::optional<std::size_t> label_end(std::span<const Token> tokens, std::size_t at,
                                     const std::vector<std::u32string>& labels) {
  std::u32string spelled;
  for (std::size_t end = at; end < tokens.size() && end < at + kMostValueTokens; ++end) {
    spelled += tokens[end].chars;
    bool open = false;
    for (const auto& label : labels) {
      if (spelled == label) return end + 1;
      open = open || label.starts_with(spelled);
    }
    if (!open) return std::nullopt;
  }
  return std::nullopt;
}

// The characters of up to kMostHeadTokens tokens and where each token begins among them.
struct Stretch {
  std::u32string chars;
  std::vector<std::size_t> starts;

  Stretch(std::span<const Token> tokens, std::size_t at) {
    for (std::size_t i = at; i < tokens.size() && i < at + kMostHeadTokens; ++i) {
      starts.push_back(chars.size());
      chars += tokens[i].chars;
    }
    starts.push_back(chars.size());
  }

  // The token that holds the character, counted from `at`.
  std::size_t token_of(std::size_t offset) const {
    const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
    return static_cast<std::size_t>(after - starts.begin()) - 1;
  }
  bool is_boundary(std::size_t offset) const { return std::binary_search(starts.begin(), starts.end(), offset); }
};

bool spell_heads(const std::vector<std::vector<std::u32string>>& heads, std::size_t column, const Stretch& stretch,
                 std::size_t offset, std::vector<std::size_t>& ends) {
  if (column == heads.size()) return stretch.is_boundary(offset);
  for (const auto& head : heads[column]) {
    if (stretch.chars.compare(offset, head.size(), head) != 0) continue;
    ends.push_back(offset + head.size());
    if (spell_heads(heads, column + 1, stretch, offset + head.size(), ends)) return true;
    ends.pop_back();
  }
  return false;
}

}  // namespace

FlowWords::FlowWords(const FlowSpec& spec)
    : side_labels_(match_forms(spec.side_labels)),
      total_labels_(match_forms(spec.total_labels)),
      stop_labels_(match_forms(spec.stop_labels)) {
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    const FlowColumn& column = spec.columns[i];
    heads_.push_back(match_forms(column.heads));
    if (column.kind != ColumnKind::group) continue;
    GroupColumn group;
    group.column = i;
    group.bracket_unit = match_form(column.bracket_unit);
    for (const auto& word : column.words) {
      const std::u32string form = match_form(word);
      group.words.push_back(form);
      if (form.size() > 2) group.tails.push_back(form.substr(form.size() - 2));
      for (const auto& ending : column.endings) group.words.push_back(form + match_form(ending));
    }
    for (const auto& ending : column.endings) group.tails.push_back(match_form(ending));
    for (const auto& word : group.words) group.longest = std::max(group.longest, word.size());
    if (!group.bracket_unit.empty()) group.longest += 10;
    groups_.push_back(std::move(group));
  }
}

bool FlowWords::is_value(const GroupColumn& group, std::u32string_view folded) {
  return std::any_of(group.words.begin(), group.words.end(), [&](const std::u32string& word) {
    return folded.starts_with(word) && is_bracket(folded.substr(word.size()), group.bracket_unit, true);
  });
}

bool FlowWords::is_value_start(const GroupColumn& group, std::u32string_view folded) {
  return std::any_of(group.words.begin(), group.words.end(), [&](const std::u32string& word) {
    if (folded.size() <= word.size()) return word.starts_with(folded);
    return folded.starts_with(word) && is_bracket(folded.substr(word.size()), group.bracket_unit, false);
  });
}

void FlowWords::whole_values(std::span<const Token> tokens, std::size_t at, std::vector<GroupMatch>& found) const {
  for (const GroupColumn& group : groups_) {
    std::u32string spelled;
    for (std::size_t end = at; end < tokens.size() && end < at + kMostValueTokens; ++end) {
      spelled += tokens[end].chars;
      if (spelled.size() > group.longest || !is_value_start(group, spelled)) break;
      if (is_value(group, spelled)) found.push_back({group.column, at, end + 1, spelled.size(), -1, false});
    }
  }
}

std::vector<GroupMatch> FlowWords::broken_values(std::span<const Token> tokens) const {
  std::vector<GroupMatch> found;
  for (std::size_t page = 1; page < tokens.size(); ++page) {
    if (tokens[page].gap != Gap::page) continue;
    // The rest of an inner value stands behind that of an outer one.
    std::vector<std::size_t> starts{page};
    for (const GroupColumn& group : groups_) {
      const std::vector<std::size_t> tails = starts;
      for (const std::size_t tail : tails) broken_at(group, tokens, page, tail, found, starts);
    }
  }
  return found;
}

void FlowWords::broken_at(const GroupColumn& group, std::span<const Token> tokens, std::size_t page, std::size_t tail,
                          std::vector<GroupMatch>& found, std::vector<std::size_t>& ends) const {
  const std::size_t from = page > kFarthestPart ? page - kFarthestPart : 0;
  for (std::size_t begin = from; begin < page; ++begin) {
    std::u32string start;
    for (std::size_t middle = begin; middle < page && middle < begin + kMostValueTokens; ++middle) {
      start += tokens[middle].chars;
      if (start.size() >= group.longest || !is_value_start(group, start)) break;
      std::u32string spelled = start;
      for (std::size_t end = tail; end < tokens.size() && end < tail + kMostValueTokens; ++end) {
        spelled += tokens[end].chars;
        if (spelled.size() > group.longest || !is_value_start(group, spelled)) break;
        if (!is_value(group, spelled)) continue;
        const int link = static_cast<int>(found.size() / 2);
        found.push_back({group.column, begin, middle + 1, start.size(), link, false});
        found.push_back({group.column, tail, end + 1, spelled.size() - start.size(), link, true});
        if (std::find(ends.begin(), ends.end(), end + 1) == ends.end()) ends.push_back(end + 1);
      }
    }
  }
}

std::optional<std::size_t> FlowWords::side_label(std::span<const Token> tokens, std::size_t at) const {
  return label_end(tokens, at, side_labels_);
}

std::optional<std::size_t> FlowWords::total_label(std::span<const Token> tokens, std::size_t at) const {
  return label_end(tokens, at, total_labels_);
}

std::optional<std::size_t> FlowWords::stop_label(std::span<const Token> tokens, std::size_t at) const {
  return label_end(tokens, at, stop_labels_);
}

bool FlowWords::is_side_label(std::u32string_view folded) const {
  return std::find(side_labels_.begin(), side_labels_.end(), folded) != side_labels_.end();
}

bool FlowWords::may_open_head(const Token& token) const {
  if (heads_.empty()) return false;
  return std::any_of(heads_.front().begin(), heads_.front().end(), [&](const std::u32string& head) {
    return !head.empty() && (head.starts_with(token.chars) || token.chars.starts_with(head));
  });
}

std::optional<HeadMatch> FlowWords::head(std::span<const Token> tokens, std::size_t at) const {
  if (at >= tokens.size() || !may_open_head(tokens[at])) return std::nullopt;
  const Stretch stretch(tokens, at);
  std::vector<std::size_t> ends;
  if (spell_heads(heads_, 0, stretch, 0, ends)) {
    HeadMatch match;
    match.begin = at;
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      // Where two heads run together, the piece belongs to the first.
      const std::size_t first = stretch.is_boundary(begin) ? stretch.token_of(begin) : stretch.token_of(begin) + 1;
      const std::size_t last = stretch.token_of(end - 1) + 1;
      match.cells.emplace_back(at + first, at + std::max(first, last));
      begin = end;
    }
    match.end = at + stretch.token_of(ends.back() - 1) + 1;
    return match;
  }
  // Printed line by line across its cells: the same characters in another order.
  std::size_t variants = 1;
  for (const auto& head : heads_) variants = std::max(variants, head.size());
  for (std::size_t variant = 0; variant < variants; ++variant) {
    std::u32string wanted;
    for (const auto& head : heads_) {
      if (!head.empty()) wanted += head[std::min(variant, head.size() - 1)];
    }
    if (wanted.empty() || wanted.size() > stretch.chars.size() || !stretch.is_boundary(wanted.size())) continue;
    std::u32string printed = stretch.chars.substr(0, wanted.size());
    std::sort(wanted.begin(), wanted.end());
    std::sort(printed.begin(), printed.end());
    if (wanted == printed) return HeadMatch{at, at + stretch.token_of(wanted.size() - 1) + 1, {}};
  }
  return std::nullopt;
}

std::optional<HeadMatch> FlowWords::first_head(std::span<const Token> tokens) const {
  for (std::size_t at = 0; at < std::min(tokens.size(), kMostValueTokens); ++at) {
    if (auto match = head(tokens, at)) return match;
  }
  return std::nullopt;
}

bool FlowWords::plausible_value(std::size_t column, std::u32string_view folded) const {
  for (const GroupColumn& group : groups_) {
    if (group.column != column || folded.size() > group.longest + 2) continue;
    return std::any_of(group.tails.begin(), group.tails.end(), [&](const std::u32string& tail) {
      return folded.size() > tail.size() && folded.substr(folded.size() - tail.size()) == tail;
    });
  }
  return false;
}

std::pair<std::string, std::string> split_bracket(const std::string& text, const std::string& unit) {
  const std::u32string chars = text::decode(text);
  const std::u32string folded = text::fold_each(chars);
  const std::size_t open = folded.rfind(U'(');
  if (unit.empty() || open == std::u32string::npos) return {text, {}};
  const std::u32string rest = match_form(text::encode(folded.substr(open)));
  if (!is_bracket(rest, match_form(unit), true)) return {text, {}};
  std::u32string figure;
  for (const char32_t c : rest) {
    if (text::is_digit(c) || c == U'.') figure.push_back(c);
  }
  return {std::string(text::trim(text::encode(chars.substr(0, open)))), text::encode(figure)};
}

}  // namespace gouji::intake
