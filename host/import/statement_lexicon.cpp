#include "import/statement_lexicon.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/disclosure_words.hpp"
#include "model/unit.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kShortestSuffix = 6;  // characters of a known name that may follow a unit's name
constexpr std::size_t kShortestMended = 5;  // characters of a name that a scan may have damaged
constexpr std::size_t kLongestTag = 8;      // "</strong"

std::unordered_set<std::string> keys_of(const std::vector<std::string>& words) {
  std::unordered_set<std::string> keys;
  for (const std::string& word : words) keys.insert(StatementLexicon::key(word));
  return keys;
}

// Where the year that a title opens with, or holds behind a unit's name, ends: "2021年", "某局2021年度"; 0: none.
std::size_t year_end(std::u32string_view title) {
  static const std::u32string_view endings[] = {U"年度", U"年"};
  for (std::size_t i = 0; i + 4 < title.size(); ++i) {
    if (title[i] != U'2' || title[i + 1] != U'0' || !text::is_ascii_digit(title[i + 2]) ||
        !text::is_ascii_digit(title[i + 3]))
      continue;
    for (const std::u32string_view ending : endings) {
      if (title.substr(i + 4).starts_with(ending)) return i + 4 + ending.size();
    }
  }
  return 0;
}

bool is_quote(char32_t c) {
  return c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'"' || c == U'\'' || c == U'《' || c == U'》' ||
         c == U'#' || c == U'*';
}

// Scans cut a character in two at a cell's border and read it twice: "基金|金预算" → the distance pays for one.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  return static_cast<std::size_t>(edit_distance(text::encode(a), text::encode(b)));
}

// 项目（按支出功能科目类级） without what the names below are classed by.
std::string without_classes(std::string_view head) {
  const std::string plain = text::label_form(head);
  const auto open = plain.rfind('(');
  if (open == std::string::npos || open == 0 || !plain.ends_with(')')) return plain;
  const std::string_view inside = std::string_view(plain).substr(open);
  const bool classes = inside.find("科目") != std::string_view::npos || inside.find("分类") != std::string_view::npos;
  return classes ? plain.substr(0, open) : plain;
}

}  // namespace

StatementLexicon::StatementLexicon(const StatementBook& book)
    : book_(book),
      labels_(keys_of(book.words.label_heads)),
      codes_(keys_of(book.words.code_heads)),
      lines_(keys_of(book.words.line_heads)),
      serials_(keys_of(book.words.serial_heads)),
      number_heads_(keys_of(book.words.number_heads)),
      subtotals_(keys_of(book.words.subtotals)),
      totals_(keys_of(book.words.totals)),
      others_(keys_of(book.words.others)),
      list_names_(keys_of(book.words.list_names)),
      list_heads_(keys_of(book.words.list_heads)),
      blanks_(keys_of(book.words.blanks)),
      numbers_(script::patterns_from(book.words.numbers)),
      units_(script::patterns_from(book.words.units)),
      furniture_(script::patterns_from(book.words.furniture)),
      years_(script::patterns_from(book.words.years)),
      notes_(script::patterns_from(book.words.notes)),
      empty_(script::patterns_from(book.words.empty)),
      stops_(script::patterns_from(book.words.stops)),
      continued_(script::patterns_from(book.words.continued)),
      goes_on_(script::patterns_from(book.words.goes_on)) {
  for (const std::string& word : book.words.remark_heads) remarks_.push_back(key(word));
  for (const std::string& word : book.words.label_endings) label_endings_.push_back(key(word));
  for (const std::string& word : book.words.code_endings) code_endings_.push_back(key(word));
  for (const StatementSpec& spec : book_.tables) {
    const auto add = [&](const std::string& name) {
      Alias alias{name, key(name), {}, &spec};
      alias.letters = text::decode(alias.key);
      aliases_.push_back(std::move(alias));
    };
    add(spec.name);
    for (const std::string& alias : spec.aliases) add(alias);
  }
  std::stable_sort(aliases_.begin(), aliases_.end(),
                   [](const Alias& a, const Alias& b) { return a.letters.size() > b.letters.size(); });
  for (const Alias& alias : aliases_) by_key_.emplace(alias.key, &alias);
}

std::string StatementLexicon::without_tags(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<' && i + 1 < text.size() && (text[i + 1] == '/' || (text[i + 1] >= 'a' && text[i + 1] <= 'z'))) {
      const auto close = text.find('>', i);
      if (close != std::string_view::npos && close - i <= kLongestTag) {
        i = close;
        continue;
      }
    }
    out += text[i];
  }
  return std::string(text::trim(out));
}

std::string StatementLexicon::key(std::string_view text) {
  std::u32string out;
  for (const char32_t c : text::decode(text::label_form(without_tags(text)))) {
    if (!is_quote(c)) out += c;
  }
  return text::encode(out);
}

HeadRole StatementLexicon::role(std::string_view head) const {
  std::string plain(head);
  if (const auto unit = money_in_brackets(head)) plain.erase(unit->range.first);
  const std::string wanted = key(plain);
  if (wanted.empty()) return HeadRole::value;
  if (codes_.contains(wanted)) return HeadRole::code;
  if (labels_.contains(wanted) || labels_.contains(key(without_classes(plain)))) return HeadRole::label;
  if (lines_.contains(wanted)) return HeadRole::line;
  if (serials_.contains(wanted)) return HeadRole::serial;
  const auto ends = [&](const std::vector<std::string>& endings) {
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& one) { return wanted.ends_with(one); });
  };
  if (ends(code_endings_)) return HeadRole::code;
  if (ends(remarks_)) return HeadRole::remark;
  return ends(label_endings_) ? HeadRole::label : HeadRole::value;
}

bool StatementLexicon::is_total(std::string_view label) const { return totals_.contains(key(label)); }

bool StatementLexicon::is_blank_mark(std::string_view text) const { return blanks_.contains(key(text)); }

std::string StatementLexicon::side(std::string_view head) const {
  const std::u32string letters = text::decode(key(head));
  std::u32string_view rest = letters;
  rest.remove_prefix(year_end(rest));
  for (const std::string& side : book_.words.sides) {
    if (text::encode(rest) == key(side)) return side;
  }
  // "收入项目" above the names of one side: the side's word and a word for names.
  for (const std::string& side : book_.words.sides) {
    const std::string whole = text::encode(rest);
    const std::string word = key(side);
    if (whole.starts_with(word) && labels_.contains(whole.substr(word.size()))) return side;
  }
  return {};
}

std::optional<TextRange> StatementLexicon::year_in(std::string_view text) const {
  const auto found = first_match(years_, text);
  if (!found) return std::nullopt;
  const std::string_view year = text.substr(found->first, found->second - found->first);
  const bool digits = year.size() == 4 && year.find_first_not_of("0123456789") == std::string_view::npos;
  return digits && is_fiscal_year(std::stoi(std::string(year))) ? found : std::nullopt;
}

std::optional<TextRange> StatementLexicon::first_match(const std::vector<script::Pattern>& patterns,
                                                       std::string_view text) {
  // 公开&nbsp;01表: patterns know no blanks but ASCII's. As many bytes, so that places hold.
  std::string plain;
  for (const std::string_view blank : {std::string_view("\u00a0"), std::string_view("\u3000")}) {
    for (auto at = text.find(blank); at != std::string_view::npos; at = text.find(blank, at + blank.size())) {
      if (plain.empty()) plain = text;
      plain.replace(at, blank.size(), blank.size(), ' ');
    }
  }
  if (!plain.empty()) text = plain;
  for (const script::Pattern& pattern : patterns) {
    const auto groups = pattern.groups(text);
    if (groups.size() > 1 && groups[1]) return groups[1];
    if (!groups.empty() && groups[0]) return groups[0];
  }
  return std::nullopt;
}

std::optional<std::string> StatementLexicon::continued_title(std::string_view title) const {
  const auto mark = first_match(continued_, title);
  if (!mark) return std::nullopt;
  std::string rest(title.substr(0, mark->first));
  rest += title.substr(mark->second);
  return std::string(text::trim(rest));
}

bool StatementLexicon::ends_like_title(std::string_view text) const {
  std::u32string letters = text::decode(key(text));
  if (!letters.empty() && letters.back() == U')') {
    const auto open = letters.rfind(U'(');
    if (open != std::u32string::npos) letters.resize(open);
  }
  const std::string plain = text::encode(letters);
  return std::any_of(book_.words.titles.begin(), book_.words.titles.end(), [&](const std::string& ending) {
    return plain.size() > ending.size() && plain.ends_with(ending);
  });
}

TitleMatch StatementLexicon::find_title(std::string_view title, bool damaged) const {
  TitleMatch match;
  match.name = text::strip_spaces(without_tags(title));
  const std::u32string letters = text::decode(key(title));
  const std::size_t year = year_end(letters);
  std::u32string_view rest = std::u32string_view(letters).substr(year);
  while (!rest.empty() && (rest.front() == U'-' || rest.front() == U'—')) rest.remove_prefix(1);
  const auto known = [&](std::u32string_view wanted) -> const Alias* {
    const auto found = by_key_.find(text::encode(wanted));
    return found == by_key_.end() ? nullptr : found->second;
  };
  const Alias* found = known(letters);
  if (found == nullptr) found = known(rest);
  // A bracket behind the name: "（按经济分类科目）", "（三）".
  if (found == nullptr && !rest.empty() && rest.back() == U')') {
    if (const auto open = rest.rfind(U'('); open != std::u32string_view::npos) found = known(rest.substr(0, open));
  }
  if (found != nullptr) {
    match.spec = found->spec;
    // What a scan put between the year and the name.
    if (damaged && year > 0 && rest.size() + year < letters.size()) {
      match.name = text::encode(letters.substr(0, year)) + found->printed;
      match.mended = true;
    }
    return match;
  }
  const std::u32string wanted(rest);
  const Alias* best = nullptr;
  std::size_t least = 0;
  for (const Alias& alias : aliases_) {
    if (!damaged || alias.letters.size() < kShortestMended) break;
    const std::size_t allowed = std::max<std::size_t>(1, alias.letters.size() / kLettersPerSlip);
    const std::size_t longer = std::max(alias.letters.size(), wanted.size());
    if (longer - std::min(alias.letters.size(), wanted.size()) > allowed) continue;
    const std::size_t far = distance(alias.letters, wanted);
    if (far > allowed || (best != nullptr && far >= least)) continue;
    best = &alias;
    least = far;
  }
  if (best != nullptr) {
    match.spec = best->spec;
    match.name = text::encode(letters.substr(0, year)) + best->printed;
    match.mended = true;
    return match;
  }
  for (const Alias& alias : aliases_) {
    if (alias.letters.size() < kShortestSuffix) break;
    if (rest.ends_with(alias.letters)) {
      match.spec = alias.spec;
      return match;
    }
  }
  return match;
}

std::optional<BracketUnit> money_in_brackets(std::string_view head) {
  const std::string_view trimmed = text::trim(head);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
    if (!trimmed.ends_with(close)) continue;
    const auto begin = trimmed.rfind(open);
    if (begin == std::string_view::npos) continue;
    const std::string_view inside =
        trimmed.substr(begin + open.size(), trimmed.size() - close.size() - begin - open.size());
    if (const auto unit = money_unit(text::strip_spaces(inside))) {
      const auto start = static_cast<std::size_t>(trimmed.data() - head.data());
      return BracketUnit{{start + begin, start + trimmed.size()}, std::string(unit->word)};
    }
  }
  return std::nullopt;
}

bool is_table_number(std::string_view text) {
  const std::string folded = text::fold(text::strip_spaces(text));
  std::string_view rest = folded;
  if (rest.starts_with("(") && rest.ends_with(")")) rest = rest.substr(1, rest.size() - 2);
  for (const std::string_view sign : {"-", "+", "−", "－", "—"}) {
    if (rest.starts_with(sign)) {
      rest.remove_prefix(sign.size());
      break;
    }
  }
  while (rest.ends_with("%") || rest.ends_with("‰")) rest.remove_suffix(rest.ends_with("%") ? 1 : 3);
  return !rest.empty() && rest.find_first_not_of("0123456789.,") == std::string_view::npos &&
         rest.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace gouji::intake
