#include "import/statement_text_levels.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "import/statement_columns.hpp"
#include "import/statement_head_lines.hpp"
#include "import/statement_text_plain.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostLineWords = 16;    // of a line of the head
constexpr std::size_t kMostHeadWays = 20000;  // of standing over each other
constexpr std::size_t kFewestFull = 2;        // rows with a figure in each column
constexpr std::size_t kRowsJudged = 200;      // at most so many are added up
constexpr int kPartsGive = 8;                 // for what its parts give in nearly all rows …
constexpr int kPartsDiffer = -12;             // … and against a subtotal that they do not give
constexpr int kLevelWord = 3;                 // for a word that is a level of known tables …
constexpr int kLevelPair = 3;                 // … over the word that opens its columns
constexpr int kOpensAgain = 3;                // for a level whose first word opened the one before
constexpr int kLevelAlone = -1;               // for a level over one column
constexpr int kLowerAlone = -4;               // for a lower word below none, where no places tell it
constexpr int kWayMargin = 3;                 // before the next likely way
constexpr double kOffColumns = 3;             // letters that a level may stand off the middle of its columns
constexpr double kLettersAPoint = 4;          // beyond that, so many weigh a point

using RowValues = std::vector<Exact>;

// Of the fullest rows: the numbers behind the last word of their lines.
std::vector<RowValues> full_rows(const TokenLines& lines) {
  std::vector<RowValues> rows;
  std::size_t most = 0;
  for (const auto& line : lines) {
    const auto figures = std::find_if(line.rbegin(), line.rend(), [](const auto& one) { return one.is_word(); });
    if (figures == line.rend()) continue;
    RowValues row;
    for (auto token = figures.base(); token != line.end(); ++token) row.push_back(token->value);
    if (row.size() < most || row.empty()) continue;
    if (row.size() > most) rows.clear();
    most = row.size();
    if (rows.size() < kRowsJudged) rows.push_back(std::move(row));
  }
  return rows;
}

// What the words of known tables are: a level above columns, and over which word; a column.
struct KnownWords {
  std::set<std::string> levels, columns;
  std::set<std::pair<std::string, std::string>> pairs;

  explicit KnownWords(const StatementLexicon& lexicon) {
    const auto add = [&](const std::string& name) {
      const auto parts = levels_of(name);
      columns.insert(StatementLexicon::key(parts.back()));
      for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        levels.insert(StatementLexicon::key(parts[i]));
        pairs.emplace(StatementLexicon::key(parts[i]), StatementLexicon::key(parts[i + 1]));
      }
    };
    const auto add_all = [&](const StatementSpec& spec) {
      for (const StatementColumn& column : spec.columns) {
        add(column.name);
        for (const std::string& alias : column.aliases) add(alias);
      }
    };
    for (const StatementSpec& spec : lexicon.tables()) {
      add_all(spec);
      for (const StatementSpec& other : spec.other_heads) add_all(other);
    }
  }
};

// An upper word over so many lower ones, 0 for a column of its own; or a lower word below none, whose cell is merged
// down from the upper line.
struct LevelItem {
  bool upper = true;
  std::size_t lowers = 0;
};
// One way of reading the head, from left to right.
using HeadWay = std::vector<LevelItem>;

class HeadWays {
 public:
  // `placed`: the lines keep their columns, so that lower words may stand alone and places count.
  HeadWays(const StatementLexicon& lexicon, const LevelWords& upper, const LevelWords& lower,
           const std::vector<RowValues>& rows, bool placed)
      : lexicon_(lexicon), upper_(upper), lower_(lower), rows_(rows), placed_(placed), known_(lexicon) {}

  // The likeliest with so many levels; nullptr where there is none.
  const HeadWay* find(std::size_t levels) {
    HeadWay way;
    go_on(way, 0, 0, levels);
    return ways_ > kMostHeadWays || best_.empty() ? nullptr : &best_;
  }
  // Sums bear it out, or known tables have all its levels where they stand.
  bool certain() const { return (proven_ || (placed_ && all_known_)) && second_ + kWayMargin <= score_; }

 private:
  void go_on(HeadWay& way, std::size_t at, std::size_t taken, std::size_t levels) {
    if (ways_ > kMostHeadWays) return;
    const std::size_t left = lower_.size() - taken;
    // Without places: right behind the columns of a level, of another such word, or behind all where none is a level.
    const bool behind = !way.empty() && way.back().lowers > 0 && !(left > 0 && is_sum(lower_[taken].text));
    const auto goes_on = [&] {
      return at == upper_.size() &&
             std::all_of(way.begin(), way.end(), [](const LevelItem& item) { return !item.upper || item.lowers == 0; });
    };
    const bool alone =
        left > 0 && (placed_ ? at == upper_.size() || !is_right_of(lower_[taken], upper_[at]) : behind || goes_on());
    if (alone) {
      way.push_back({false, 1});
      go_on(way, at, taken + 1, levels);
      way.pop_back();
    }
    if (at == upper_.size()) {
      if (levels == 0 && left == 0) judge(way);
      return;
    }
    if (upper_.size() - at > levels && !(placed_ && left > 0 && is_right_of(upper_[at], lower_[taken]))) {
      way.push_back({true, 0});
      go_on(way, at + 1, taken, levels);
      way.pop_back();
    }
    if (levels == 0 || is_sum(upper_[at].text)) return;
    for (std::size_t count = 1; count + levels - 1 <= left; ++count) {
      if (!may_be_group(taken, count)) continue;
      if (placed_ && !stands_over(upper_[at], taken, count)) continue;
      way.push_back({true, count});
      go_on(way, at + 1, taken + count, levels - 1);
      way.pop_back();
    }
  }

  // Lines of one head may be shifted against each other by some letters.
  static bool is_right_of(const LevelWord& one, const LevelWord& other) { return one.begin > other.end + kHeadShift; }
  bool stands_over(const LevelWord& level, std::size_t begin, std::size_t count) const {
    return level.end + kHeadShift > lower_[begin].begin && level.begin < lower_[begin + count - 1].end + kHeadShift;
  }
  // How far a level stands from the middle of its columns, and columns from their order, in letters.
  double misplaced(const HeadWay& way) const {
    double sum = 0, last = 0;
    std::size_t at = 0, taken = 0;
    for (const LevelItem& item : way) {
      const std::size_t end = taken + item.lowers;
      double middle = item.upper ? upper_[at].middle() : 0;
      if (item.lowers > 0) {
        const double columns = (lower_[taken].begin + lower_[end - 1].end) / 2;
        if (item.upper) sum += std::max(0.0, std::abs(columns - middle) - kOffColumns);
        middle = lower_[taken].middle();
      }
      if (middle < last) sum += last - middle;
      last = item.lowers > 0 ? lower_[end - 1].middle() : middle;
      taken = end;
      at += item.upper ? 1 : 0;
    }
    return sum;
  }

  bool is_sum(const std::string& word) const { return lexicon_.is_subtotal(word) || lexicon_.is_total(word); }

  // A subtotal opens its columns, and no name stands twice among them.
  bool may_be_group(std::size_t begin, std::size_t count) const {
    for (std::size_t i = begin; i < begin + count; ++i) {
      if (i > begin && is_sum(lower_[i].text)) return false;
      for (std::size_t k = begin; k < i; ++k) {
        if (lower_[k].text == lower_[i].text) return false;
      }
    }
    return true;
  }

  // In nearly all rows that have anything to add.
  bool adds_up(const std::function<bool(const RowValues&, Exact&, Exact&)>& parts) const {
    constexpr std::size_t kNearly = 5;  // all but one in so many
    std::size_t right = 0, wrong = 0;
    for (const RowValues& row : rows_) {
      Exact total, sum;
      if (!parts(row, total, sum)) continue;
      (total == sum ? right : wrong)++;
    }
    return right > 0 && wrong * kNearly <= right + wrong;
  }

  void judge(const HeadWay& way) {
    ++ways_;
    int score = 0;
    bool proven = false, all_known = true;
    std::size_t column = 0, word = 0, at = 0, opened_by = lower_.size();
    std::vector<std::pair<std::size_t, std::size_t>> tops;  // columns that make up each word of the upper level
    for (const LevelItem& item : way) {
      const std::size_t count = item.lowers;
      if (!item.upper || count == 0) {
        if (!item.upper && !placed_) score += kLowerAlone;
        tops.emplace_back(column, column + 1);
        word += count;
        at += item.upper ? 1 : 0;
        ++column;
        continue;
      }
      const std::string key = StatementLexicon::key(upper_[at++].text);
      const bool level = known_.levels.contains(key);
      const bool pair = known_.pairs.contains({key, StatementLexicon::key(lower_[word].text)});
      all_known = all_known && pair;
      if (level) score += kLevelWord;
      if (!level && known_.columns.contains(key)) score -= kLevelWord;
      if (pair) score += kLevelPair;
      if (count == 1) score += kLevelAlone;
      if (opened_by < lower_.size() && lower_[opened_by].text == lower_[word].text) score += kOpensAgain;
      opened_by = word;
      const bool opened = count > 1 && is_sum(lower_[word].text);
      tops.emplace_back(column, opened ? column + 1 : column + count);
      const std::size_t begin = column;
      column += count;
      word += count;
      if (!opened) continue;
      const bool sums = adds_up([&](const RowValues& row, Exact& total, Exact& sum) {
        total = row[begin];
        for (std::size_t k = begin + 1; k < begin + count; ++k) sum = sum + row[k];
        return !total.is_zero() || !sum.is_zero();
      });
      score += sums ? kPartsGive : rows_.empty() ? 0 : kPartsDiffer;
      proven = proven || sums;
    }
    const LevelItem& first = way.front();
    const bool opens = (first.upper ? first.lowers == 0 : true) && tops.size() > 1 &&
                       is_sum(first.upper ? upper_.front().text : lower_.front().text);
    if (opens) {
      const bool sums = adds_up([&](const RowValues& row, Exact& total, Exact& sum) {
        total = row.front();
        for (std::size_t i = 1; i < tops.size(); ++i) {
          for (std::size_t k = tops[i].first; k < tops[i].second; ++k) sum = sum + row[k];
        }
        return !total.is_zero() || !sum.is_zero();
      });
      if (sums) score += kPartsGive;
      proven = proven || sums;
    }
    if (placed_) score -= static_cast<int>(misplaced(way) / kLettersAPoint);
    if (best_.empty() || score > score_) {
      second_ = best_.empty() ? score - kWayMargin : score_;
      score_ = score;
      proven_ = proven;
      all_known_ = all_known;
      best_ = way;
    } else {
      second_ = std::max(second_, score);
    }
  }

  const StatementLexicon& lexicon_;
  const LevelWords& upper_;
  const LevelWords& lower_;
  const std::vector<RowValues>& rows_;
  bool placed_;
  KnownWords known_;
  HeadWay best_;
  int score_ = 0, second_ = 0;
  bool proven_ = false, all_known_ = false;
  std::size_t ways_ = 0;
};

// The words of a line with their places; without places where letters of one word have blanks between them.
LevelWords level_words(std::string_view line) {
  LevelWords words;
  std::size_t from = 0;
  for (std::string& text : plain_words(line)) {
    const std::size_t at = line.find(text, from);
    LevelWord word{std::move(text), 0, 0};
    if (at != std::string_view::npos) {
      word.begin = static_cast<double>(text::decode(line.substr(0, at)).size());
      word.end = word.begin + static_cast<double>(text::decode(word.text).size());
      from = at + word.text.size();
    }
    words.push_back(std::move(word));
  }
  return words;
}

// Blanks part its words wherever they may be apart.
bool keeps_level_columns(std::string_view line, const LevelWords& words) {
  const auto first = line.find_first_not_of(' ');
  return first != std::string_view::npos && line.find("  ", first) != std::string_view::npos &&
         std::all_of(words.begin(), words.end(), [](const LevelWord& word) { return word.end > word.begin; });
}

// The upper line: what codes, names and other words stand below comes first, a column of words last. A total opens the
// figures, else what follows the names.
struct UpperLine {
  LevelWords values;
  TextColumns columns;
};

bool names_level_rows(const StatementLexicon& lexicon, const LevelWord& word) {
  const HeadRole role = lexicon.role(word.text);
  return role != HeadRole::value && role != HeadRole::remark;
}

std::optional<UpperLine> upper_line(const StatementLexicon& lexicon, const LevelWords& words) {
  UpperLine upper;
  const auto names = [&](const LevelWord& word) { return names_level_rows(lexicon, word); };
  const auto last = std::find_if(words.rbegin(), words.rend(), names).base();
  if (last == words.begin()) return std::nullopt;
  const auto total = std::find_if(last, words.end(), [&](const LevelWord& word) {
    return lexicon.is_total(word.text) || lexicon.is_subtotal(word.text);
  });
  const auto figures = total == words.end() ? last : total;
  bool named = false, numbered = false;
  for (auto word = words.begin(); word != figures; ++word) {
    const HeadRole role = lexicon.role(word->text);
    if (role == HeadRole::line || role == HeadRole::serial) {
      numbered = true;
      upper.columns.serials = upper.columns.serials || word == words.begin();
    } else if (role == HeadRole::code) {
      upper.columns.codes = true;
    } else if (role == HeadRole::label && !named) {
      named = true;
      upper.columns.name_at = upper.columns.words.size();
    } else {
      upper.columns.words.push_back(word->text);
    }
  }
  upper.columns.lines = numbered;
  if (!named || numbered != upper.columns.serials) return std::nullopt;  // 行次 behind a name is no figure
  upper.values.assign(figures, words.end());
  if (!upper.values.empty() && lexicon.role(upper.values.back().text) == HeadRole::remark) {
    upper.columns.remark = upper.values.back().text;
    upper.values.pop_back();
  }
  return upper;
}

bool is_level_column(const StatementLexicon& lexicon, const std::string& word) {
  return lexicon.role(word) == HeadRole::value && !is_table_number(word) && !lexicon.unit_in(word) &&
         lexicon.side(word).empty() && !lexicon.is_other_form(word);
}
bool are_columns(const StatementLexicon& lexicon, const LevelWords& words) {
  return !words.empty() && words.size() <= kMostLineWords &&
         std::all_of(words.begin(), words.end(),
                     [&](const LevelWord& word) { return is_level_column(lexicon, word.text); });
}

// 支出功能分类科目 | 预算数 over 科目编码 | 科目名称 | 合计 | 基本支出: codes and names stand in the lower line, their
// title above. Puts them in the title's place.
void lift_names(const StatementLexicon& lexicon, LevelWords& upper, LevelWords& lower) {
  const auto names = [&](const LevelWord& word) { return names_level_rows(lexicon, word); };
  const auto values = std::find_if_not(lower.begin(), lower.end(), names);
  if (values == lower.begin()) return;
  // 类 | 款 | 项 below 科目编码, beside which the names stand.
  const bool codes = std::all_of(lower.begin(), values,
                                 [&](const LevelWord& word) { return lexicon.role(word.text) == HeadRole::code; });
  const bool named = std::any_of(upper.begin(), upper.end(),
                                 [&](const LevelWord& word) { return lexicon.role(word.text) == HeadRole::label; });
  if (codes && named) {
    lower.erase(lower.begin(), values);
    return;
  }
  const auto titles = std::find_if_not(upper.begin(), upper.end(), names);
  LevelWords lifted(lower.begin(), values);
  lifted.insert(lifted.end(), titles, upper.end());
  lower.erase(lower.begin(), values);
  upper = std::move(lifted);
}

// Of one word a line; what numbers the columns is left out. nullopt for other heads.
std::optional<LevelledHead> listed_head(const StatementLexicon& lexicon, const SourceText& source,
                                        const std::vector<int>& head) {
  constexpr std::size_t kFewestLines = 3;
  if (head.size() < kFewestLines) return std::nullopt;
  LevelledHead listed;
  bool values = false;  // of this level
  for (const int line : head) {
    LevelWords words = level_words(source.line(line));
    if (words.size() != 1) return std::nullopt;
    const std::string& text = words.front().text;
    if (lexicon.opens_column_numbers(text) || text.find_first_not_of("0123456789*") == std::string::npos) continue;
    const HeadRole role = lexicon.role(text);
    const bool names = role == HeadRole::label || role == HeadRole::code;
    if (names && values) {
      if (!listed.lower.empty()) return std::nullopt;
      values = false;
      listed.lower.push_back(std::move(words.front()));
      continue;
    }
    values = values || role == HeadRole::value;
    (listed.lower.empty() ? listed.upper : listed.lower).push_back(std::move(words.front()));
  }
  return listed;
}

// A head over more than two lines, or with parts of a code below the word for it, whose lines keep their columns.
std::optional<LevelledHead> wrapped_head(const StatementLexicon& lexicon, const SourceText& source,
                                         const std::vector<int>& head) {
  constexpr std::size_t kMostLines = 5;
  if (head.size() < 2 || head.size() > kMostLines) return std::nullopt;
  std::vector<std::string_view> lines;
  for (const int line : head) lines.push_back(source.line(line));
  const auto is_apart = [](std::string_view line) { return text::trim(line).find("  ") != std::string_view::npos; };
  if (!is_apart(lines.front()) || std::count_if(lines.begin(), lines.end(), is_apart) < 2) return std::nullopt;
  const KnownWords known(lexicon);
  auto made = head_of_lines(lexicon, lines, [&](const std::string& word) {
    const std::string key = StatementLexicon::key(word);
    return known.columns.contains(key) || known.levels.contains(key);
  });
  const bool codes = made && !made->lower.empty() && lexicon.role(made->lower.front().text) == HeadRole::code;
  return head.size() > 2 || codes ? made : std::nullopt;
}

// 收入 | 支出, or the letters of both set wide, over the columns.
bool names_sides(const StatementLexicon& lexicon, const StatementSpec& spec, std::string_view line) {
  const std::vector<std::string> words = plain_words(line);
  std::string all, sides;
  for (const std::string& word : words) all += word;
  for (const std::string& side : spec.sides) sides += side;
  return all == sides ||
         std::none_of(words.begin(), words.end(), [&](const std::string& word) { return lexicon.side(word).empty(); });
}

// 项目 | 预算数 | 项目 | 预算数: the columns of each side; none where anything else stands there.
std::vector<LevelWords> columns_of_sides(const StatementLexicon& lexicon, std::string_view line) {
  std::vector<LevelWords> sides;
  for (LevelWord& word : level_words(line)) {
    if (lexicon.role(word.text) == HeadRole::label) {
      sides.emplace_back();
    } else if (sides.empty() || !is_level_column(lexicon, word.text)) {
      return {};
    } else {
      sides.back().push_back(std::move(word));
    }
  }
  return sides;
}

// Of lines with two names: the most figures behind the first one.
std::size_t most_behind_first(const TokenLines& lines) {
  std::size_t most = 0;
  for (const auto& line : lines) {
    const auto is_word = [](const StatementToken& token) { return token.is_word(); };
    const auto first = std::find_if(line.begin(), line.end(), is_word);
    const auto figure = std::find_if_not(first, line.end(), is_word);
    const auto second = std::find_if(figure, line.end(), is_word);
    if (second != line.end()) most = std::max(most, static_cast<std::size_t>(second - figure));
  }
  return most;
}

void add_names(const HeadWay& way, const LevelWords& upper, const LevelWords& lower, std::vector<std::string>& names) {
  std::size_t at = 0, word = 0;
  for (const LevelItem& item : way) {
    if (item.lowers == 0) names.push_back(upper[at].text);
    for (std::size_t k = 0; k < item.lowers; ++k)
      names.push_back((item.upper ? upper[at].text + "/" : std::string()) + lower[word++].text);
    at += item.upper ? 1 : 0;
  }
}

// The known table may print the columns below no level.
std::vector<std::size_t> columns_known_by_end(const StatementSpec& spec, const std::vector<std::string>& names) {
  std::vector<std::string> ends;
  for (const std::string& name : names) ends.push_back(levels_of(name).back());
  const auto whole = columns_known(spec, names), last = columns_known(spec, ends);
  return std::count(last.begin(), last.end(), kNone) < std::count(whole.begin(), whole.end(), kNone) ? last : whole;
}

}  // namespace

bool is_listed_head(const StatementLexicon& lexicon, const SourceText& source, const TextRegion& region) {
  return listed_head(lexicon, source, region.head).has_value();
}

std::optional<TextColumns> levelled_sides(const StatementLexicon& lexicon, const SourceText& source,
                                          const TextRegion& region, const TokenLines& lines) {
  const StatementSpec& spec = *region.spec;
  if (spec.sides.size() != 2 || region.head.size() < 2 || !region.counts.empty()) return std::nullopt;
  const std::size_t at = region.head.size() - 2;
  for (std::size_t i = 0; i < at; ++i) {
    if (!names_sides(lexicon, spec, source.line(region.head[i]))) return std::nullopt;
  }
  const auto upper = columns_of_sides(lexicon, source.line(region.head[at]));
  const LevelWords lower = level_words(source.line(region.head[at + 1]));
  if (upper.size() != 2 || upper.front().empty() || upper.back().empty() || !are_columns(lexicon, lower))
    return std::nullopt;
  const std::vector<RowValues> rows = full_rows(lines);
  if (rows.size() < kFewestFull || most_behind_first(lines) != upper.front().size()) return std::nullopt;
  const std::size_t wanted = rows.front().size();
  const std::size_t words = upper.back().size() + lower.size();
  if (wanted >= words || words - wanted > std::min(upper.back().size(), lower.size())) return std::nullopt;
  HeadWays ways(lexicon, upper.back(), lower, rows, false);
  const HeadWay* const way = ways.find(words - wanted);
  if (way == nullptr) return std::nullopt;
  TextColumns columns;
  for (const LevelWord& word : upper.front()) columns.names.push_back(word.text);
  add_names(*way, upper.back(), lower, columns.names);
  if (std::set(columns.names.begin(), columns.names.end()).size() != columns.names.size()) return std::nullopt;
  columns.side_columns = {upper.front().size(), wanted};
  columns.spec_columns = columns_known_by_end(spec, columns.names);
  if (!ways.certain()) columns.doubtful = kUncertainHead;
  return columns;
}

std::optional<TextColumns> levelled_columns(const StatementLexicon& lexicon, const SourceText& source,
                                            const TextRegion& region, const TokenLines& lines) {
  const bool numbered = region.counts.size() == 1;
  std::vector<int> head = region.head;
  auto listed = listed_head(lexicon, source, head);
  if (numbered && !head.empty()) head.pop_back();
  // “三公”经费支出 alone over some of the columns: no level by itself.
  if (!listed && head.size() == 3 && are_columns(lexicon, level_words(source.line(head.front()))) &&
      level_words(source.line(head.front())).size() == 1)
    head.erase(head.begin());
  if (region.spec->sides.size() > 1 || region.counts.size() > 1) return std::nullopt;
  const bool a_cell_a_line = listed.has_value();
  auto over_lines = listed ? std::nullopt : wrapped_head(lexicon, source, head);
  const bool several = over_lines.has_value();
  if (several) listed = std::move(over_lines);
  if (!listed && head.size() != 2) return std::nullopt;
  if (!listed) listed = LevelledHead{level_words(source.line(head[0])), level_words(source.line(head[1]))};
  auto& [above, lower] = *listed;
  const bool placed = several || (!a_cell_a_line && keeps_level_columns(source.line(head[0]), above) &&
                                  keeps_level_columns(source.line(head[1]), lower));
  if (numbered && !placed && !a_cell_a_line) return std::nullopt;
  if (placed || a_cell_a_line) lift_names(lexicon, above, lower);
  auto upper = upper_line(lexicon, above);
  if (!upper || !are_columns(lexicon, upper->values)) return std::nullopt;
  // 本年支出 | 小计 | 基本支出: a level above them, which nothing parts from a column of words.
  if (a_cell_a_line && !upper->columns.words.empty()) return std::nullopt;
  const bool one_level = a_cell_a_line && lower.empty();
  if (!one_level && !are_columns(lexicon, lower)) return std::nullopt;
  std::vector<RowValues> rows = full_rows(lines);
  const std::size_t wanted = numbered ? region.counts.front() : rows.empty() ? 0 : rows.front().size();
  if (!rows.empty() && rows.front().size() != wanted) rows.clear();
  if (rows.size() < (one_level ? 1 : kFewestFull) && !numbered) return std::nullopt;
  const std::size_t words = upper->values.size() + lower.size();
  if (wanted > words || words - wanted > std::min(upper->values.size(), lower.size())) return std::nullopt;
  HeadWays ways(lexicon, upper->values, lower, rows, placed);
  const HeadWay* const way = ways.find(words - wanted);
  if (way == nullptr) return std::nullopt;
  TextColumns columns = std::move(upper->columns);
  add_names(*way, upper->values, lower, columns.names);
  if (std::set(columns.names.begin(), columns.names.end()).size() != columns.names.size()) return std::nullopt;
  columns.spec_columns = columns_known_by_end(*region.spec, columns.names);
  if (!ways.certain()) columns.doubtful = kUncertainHead;
  return columns;
}

}  // namespace gouji::intake
