#include "import/flow_tokens.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/text.hpp"

namespace gouji::intake {

namespace {

bool one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

Units units_of(char32_t c) { return 2 * text::display_width(c); }

// Figures and Latin words stay together at a line's end.
bool is_run(char32_t folded) { return text::is_digit(folded) || text::is_latin(folded) || one_of(folded, U".%-+/"); }

// One piece between spaces, with its untouched characters and the byte where each begins.
struct RawPiece {
  std::size_t line = 0;
  std::u32string chars;
  std::vector<std::size_t> offsets;  // one more than chars
  Gap gap = Gap::blank;
  Units lead = 0;
  bool first_of_line = false;
};

bool stands_at(const std::u32string& chars, std::size_t at, const std::u32string& what) {
  return chars.compare(at, what.size(), what) == 0;
}

// Places inside a piece where two cells may have run together.
std::vector<std::size_t> glue_points(const std::u32string& folded, const TokenHints& hints) {
  std::vector<std::size_t> points;
  for (const auto& word : hints.words) {
    if (folded.size() > word.size() && stands_at(folded, 0, word)) points.push_back(word.size());
  }
  for (std::size_t at = 1; at < folded.size(); ++at) {
    const bool sign = std::any_of(hints.signs.begin(), hints.signs.end(),
                                  [&](const std::u32string& s) { return stands_at(folded, at, s); });
    if (sign) points.push_back(at);
  }
  for (std::size_t at = 0; at < folded.size(); ++at) {
    // The longest sign that stands here.
    std::size_t length = 0;
    for (const auto& cut : hints.cuts) {
      if (cut.size() > length && stands_at(folded, at, cut)) length = cut.size();
    }
    if (length == 0) continue;
    if (at + length < folded.size()) points.push_back(at + length);
    at += length - 1;
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

Units head_units(const std::u32string& chars, const std::u32string& folded) {
  std::size_t at = 0;
  Units width = 0;
  const auto take = [&] { width += units_of(chars[at++]); };
  while (at < chars.size() && forbids_line_end(folded[at])) take();
  if (at < chars.size()) {
    if (is_run(folded[at])) {
      while (at < chars.size() && is_run(folded[at])) take();
    } else {
      take();
    }
  }
  while (at < chars.size() && forbids_line_start(folded[at])) take();
  return width;
}

// Only to compare figures with each other; from_chars knows no locale and throws nothing.
double number_of(const std::string& plain) {
  double value = 0.0;
  const auto result = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return result.ec == std::errc() ? value : HUGE_VAL;
}

Token make_token(const RawPiece& raw, std::size_t from, std::size_t to, const TokenHints& hints) {
  Token token;
  token.line = raw.line;
  token.begin = raw.offsets[from];
  token.end = raw.offsets[to];
  const std::u32string chars = raw.chars.substr(from, to - from);
  token.chars = text::fold_each(chars);
  token.gap = from == 0 ? raw.gap : Gap::glue;
  token.lead = from == 0 ? raw.lead : 0;
  token.first_of_line = from == 0 && raw.first_of_line;
  for (const char32_t c : chars) {
    token.width += units_of(c);
    token.latin = token.latin || text::display_width(c) < 2;
  }
  token.head = head_units(chars, token.chars);
  const std::string folded = text::encode(token.chars);
  token.numeric = text::is_plain_number(folded);
  if (token.numeric) token.value = number_of(folded);
  token.percent =
      folded.size() > 1 && folded.back() == '%' && text::is_plain_number(folded.substr(0, folded.size() - 1));
  token.opens = std::any_of(hints.signs.begin(), hints.signs.end(),
                            [&](const std::u32string& s) { return stands_at(token.chars, 0, s); });
  return token;
}

Gap line_gap(const FlowLine& line) {
  if (line.page_start) return Gap::page;
  if (line.blank_before == 0) return Gap::tight;
  return line.blank_before == 1 ? Gap::blank : Gap::wide;
}

}  // namespace

namespace {

// Where tabs part the cells of a line, a cell is one piece, whatever blanks it holds.
void take_cells(const FlowLine& line, Gap gap, std::size_t index, const TokenHints& hints, std::vector<Token>& tokens) {
  bool first = true;
  for (std::size_t begin = 0; begin <= line.text.size();) {
    const std::size_t end = std::min(line.text.find('\t', begin), line.text.size());
    RawPiece raw;
    raw.line = index;
    raw.first_of_line = first;
    raw.gap = first ? gap : Gap::space;
    std::size_t last = begin;
    for (std::size_t pos = begin; pos < end;) {
      const std::size_t at = pos;
      const char32_t c = text::decode_next(line.text, pos);
      if (text::is_space(c)) continue;
      raw.chars.push_back(c);
      raw.offsets.push_back(at);
      last = pos;
    }
    begin = end + 1;
    if (raw.chars.empty()) continue;
    raw.offsets.push_back(last);
    Token token = make_token(raw, 0, raw.chars.size(), hints);
    token.tabbed = true;
    tokens.push_back(std::move(token));
    first = false;
  }
  if (!first) tokens.back().last_of_line = true;
}

}  // namespace

bool forbids_line_start(char32_t c) { return one_of(c, U",.;:!?)]}、。〉》」』】〕〗”’%,…"); }
bool forbids_line_end(char32_t c) { return one_of(c, U"([{〈《「『【〔〖“‘"); }
bool ends_sentence(char32_t c) { return one_of(c, U"。;!?"); }

std::u32string match_form(std::string_view s) {
  std::u32string out;
  for (std::size_t pos = 0; pos < s.size();) {
    const char32_t c = text::decode_next(s, pos);
    if (!text::is_space(c)) out.push_back(text::fold(c));
  }
  return out;
}

TokenHints token_hints(const FlowSpec& spec) {
  TokenHints hints;
  for (const auto& column : spec.columns) {
    for (const auto& opener : column.openers) {
      const std::u32string folded = match_form(opener);
      if (folded.empty() || text::is_han(folded.front())) continue;
      hints.signs.push_back(folded);
      if (column.kind == ColumnKind::choice) hints.cuts.push_back(folded);
    }
    if (column.kind != ColumnKind::group) continue;
    for (const auto& word : column.words) {
      hints.words.push_back(match_form(word));
      for (const auto& ending : column.endings) hints.words.push_back(match_form(word + ending));
    }
  }
  return hints;
}

std::vector<Token> tokenize(const std::vector<FlowLine>& lines, FlowRange range, const TokenHints& hints) {
  std::vector<Token> tokens;
  bool turned = false;  // a page begins above
  for (std::size_t index = range.first; index < range.last; ++index) {
    const FlowLine& line = lines[index];
    if (line.running) {
      turned = true;
      continue;
    }
    const Gap gap = std::exchange(turned, false) ? Gap::page : line_gap(line);
    if (line.text.find('\t') != std::string_view::npos) {
      take_cells(line, gap, index, hints, tokens);
      continue;
    }
    std::size_t pos = 0;
    bool first = true;
    Units spaces = 0;
    while (pos < line.text.size()) {
      std::size_t next = pos;
      const char32_t c = text::decode_next(line.text, next);
      if (text::is_space(c)) {
        spaces += c == 0x3000 ? kIdeograph : 1;
        pos = next;
        continue;
      }
      RawPiece raw;
      raw.line = index;
      raw.first_of_line = first;
      raw.gap = first ? gap : Gap::space;
      raw.lead = first ? 0 : spaces;
      while (pos < line.text.size()) {
        next = pos;
        const char32_t inner = text::decode_next(line.text, next);
        if (text::is_space(inner)) break;
        raw.chars.push_back(inner);
        raw.offsets.push_back(pos);
        pos = next;
      }
      raw.offsets.push_back(pos);
      std::size_t from = 0;
      for (const std::size_t to : glue_points(text::fold_each(raw.chars), hints)) {
        tokens.push_back(make_token(raw, from, to, hints));
        from = to;
      }
      tokens.push_back(make_token(raw, from, raw.chars.size(), hints));
      first = false;
      spaces = 0;
    }
    if (!first) tokens.back().last_of_line = true;
  }
  return tokens;
}

FlowPiece piece_of(const std::vector<FlowLine>& lines, const std::vector<Token>& tokens, std::size_t first,
                   std::size_t last) {
  FlowPiece piece;
  for (std::size_t at = first; at < last;) {
    std::size_t end = at + 1;
    while (end < last && tokens[end].line == tokens[at].line) ++end;
    const FlowLine& line = lines[tokens[at].line];
    const SourceSpan span{line.number, tokens[at].begin, tokens[end - 1].end};
    piece.text += line.text.substr(span.begin, span.end - span.begin);
    piece.spans.push_back(span);
    at = end;
  }
  return piece;
}

}  // namespace gouji::intake
