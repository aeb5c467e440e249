#include "import/statement_text_levels.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "import/statement_columns.hpp"
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
constexpr int kWayMargin = 3;                 // before the next likely way

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

// One way: of each upper word how many lower ones it stands over; 0 for a column of its own.
using HeadWay = std::vector<std::size_t>;

class HeadWays {
 public:
  HeadWays(const StatementLexicon& lexicon, const std::vector<std::string>& upper,
           const std::vector<std::string>& lower, const std::vector<RowValues>& rows)
      : lexicon_(lexicon), upper_(upper), lower_(lower), rows_(rows), known_(lexicon) {}

  // The likeliest; nullptr where there is none.
  const HeadWay* find(std::size_t levels) {
    HeadWay way(upper_.size(), 0);
    go_on(way, 0, 0, levels);
    return ways_ > kMostHeadWays || best_.empty() ? nullptr : &best_;
  }
  bool certain() const { return proven_ && second_ + kWayMargin <= score_; }

 private:
  void go_on(HeadWay& way, std::size_t at, std::size_t taken, std::size_t levels) {
    if (ways_ > kMostHeadWays) return;
    const std::size_t left = lower_.size() - taken;
    if (at == upper_.size()) {
      if (levels == 0 && left == 0) judge(way);
      return;
    }
    way[at] = 0;
    if (upper_.size() - at > levels) go_on(way, at + 1, taken, levels);
    if (levels == 0 || is_sum(upper_[at])) return;
    for (std::size_t count = 1; count + levels - 1 <= left; ++count) {
      if (!may_be_group(taken, count)) continue;
      way[at] = count;
      go_on(way, at + 1, taken + count, levels - 1);
    }
    way[at] = 0;
  }

  bool is_sum(const std::string& word) const { return lexicon_.is_subtotal(word) || lexicon_.is_total(word); }

  // A subtotal opens its columns, and no name stands twice among them.
  bool may_be_group(std::size_t begin, std::size_t count) const {
    for (std::size_t i = begin; i < begin + count; ++i) {
      if (i > begin && is_sum(lower_[i])) return false;
      if (std::find(lower_.begin() + static_cast<std::ptrdiff_t>(begin),
                    lower_.begin() + static_cast<std::ptrdiff_t>(i),
                    lower_[i]) != lower_.begin() + static_cast<std::ptrdiff_t>(i))
        return false;
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
    bool proven = false;
    std::size_t column = 0, word = 0, opened_by = lower_.size();
    std::vector<std::pair<std::size_t, std::size_t>> tops;  // columns that make up each upper word
    for (std::size_t i = 0; i < way.size(); column += std::max<std::size_t>(way[i], 1), word += way[i], ++i) {
      const std::size_t count = way[i];
      const std::string key = StatementLexicon::key(upper_[i]);
      const bool level = known_.levels.contains(key);
      if (count == 0) {
        tops.emplace_back(column, column + 1);
        continue;
      }
      if (level) score += kLevelWord;
      if (!level && known_.columns.contains(key)) score -= kLevelWord;
      if (known_.pairs.contains({key, StatementLexicon::key(lower_[word])})) score += kLevelPair;
      if (count == 1) score += kLevelAlone;
      if (opened_by < lower_.size() && lower_[opened_by] == lower_[word]) score += kOpensAgain;
      opened_by = word;
      const bool opened = count > 1 && is_sum(lower_[word]);
      tops.emplace_back(column, opened ? column + 1 : column + count);
      if (!opened) continue;
      const bool sums = adds_up([&](const RowValues& row, Exact& total, Exact& sum) {
        total = row[column];
        for (std::size_t k = column + 1; k < column + count; ++k) sum = sum + row[k];
        return !total.is_zero() || !sum.is_zero();
      });
      score += sums ? kPartsGive : kPartsDiffer;
      proven = proven || sums;
    }
    if (way.front() == 0 && is_sum(upper_.front()) && upper_.size() > 1) {
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
    if (best_.empty() || score > score_) {
      second_ = best_.empty() ? score - kWayMargin : score_;
      score_ = score;
      proven_ = proven;
      best_ = way;
    } else {
      second_ = std::max(second_, score);
    }
  }

  const StatementLexicon& lexicon_;
  const std::vector<std::string>& upper_;
  const std::vector<std::string>& lower_;
  const std::vector<RowValues>& rows_;
  KnownWords known_;
  HeadWay best_;
  int score_ = 0, second_ = 0;
  bool proven_ = false;
  std::size_t ways_ = 0;
};

// The upper line: what codes, names and other words stand below comes first, a column of words last. A total opens the
// figures, else what follows the names.
struct UpperLine {
  std::vector<std::string> values;
  TextColumns columns;
};

std::optional<UpperLine> upper_line(const StatementLexicon& lexicon, std::string_view line) {
  UpperLine upper;
  const std::vector<std::string> words = plain_words(line);
  const auto names_rows = [&](const std::string& word) {
    const HeadRole role = lexicon.role(word);
    return role != HeadRole::value && role != HeadRole::remark;
  };
  const auto last = std::find_if(words.rbegin(), words.rend(), names_rows).base();
  if (last == words.begin()) return std::nullopt;
  const auto total = std::find_if(
      last, words.end(), [&](const std::string& word) { return lexicon.is_total(word) || lexicon.is_subtotal(word); });
  const auto figures = total == words.end() ? last : total;
  bool named = false, numbered = false;
  for (auto word = words.begin(); word != figures; ++word) {
    const HeadRole role = lexicon.role(*word);
    if (role == HeadRole::line || role == HeadRole::serial) {
      numbered = true;
      upper.columns.serials = upper.columns.serials || word == words.begin();
    } else if (role == HeadRole::code) {
      upper.columns.codes = true;
    } else if (role == HeadRole::label && !named) {
      named = true;
      upper.columns.name_at = upper.columns.words.size();
    } else {
      upper.columns.words.push_back(*word);
    }
  }
  upper.columns.lines = numbered;
  if (!named || numbered != upper.columns.serials) return std::nullopt;  // 行次 behind a name is no figure
  upper.values.assign(figures, words.end());
  if (!upper.values.empty() && lexicon.role(upper.values.back()) == HeadRole::remark) {
    upper.columns.remark = upper.values.back();
    upper.values.pop_back();
  }
  return upper;
}

bool are_columns(const StatementLexicon& lexicon, const std::vector<std::string>& words) {
  return !words.empty() && words.size() <= kMostLineWords &&
         std::all_of(words.begin(), words.end(), [&](const std::string& word) {
           return lexicon.role(word) == HeadRole::value && !is_table_number(word) && !lexicon.unit_in(word) &&
                  lexicon.side(word).empty() && !lexicon.is_other_form(word);
         });
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
std::vector<std::vector<std::string>> columns_of_sides(const StatementLexicon& lexicon, std::string_view line) {
  std::vector<std::vector<std::string>> sides;
  for (std::string& word : plain_words(line)) {
    if (lexicon.role(word) == HeadRole::label) {
      sides.emplace_back();
    } else if (sides.empty() || !are_columns(lexicon, {word})) {
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

void add_names(const HeadWay& way, const std::vector<std::string>& upper, const std::vector<std::string>& lower,
               std::vector<std::string>& names) {
  for (std::size_t i = 0, word = 0; i < way.size(); ++i) {
    if (way[i] == 0) names.push_back(upper[i]);
    for (std::size_t k = 0; k < way[i]; ++k) names.push_back(upper[i] + "/" + lower[word++]);
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

std::optional<TextColumns> levelled_sides(const StatementLexicon& lexicon, const SourceText& source,
                                          const TextRegion& region, const TokenLines& lines) {
  const StatementSpec& spec = *region.spec;
  if (spec.sides.size() != 2 || region.head.size() < 2 || !region.counts.empty()) return std::nullopt;
  const std::size_t at = region.head.size() - 2;
  for (std::size_t i = 0; i < at; ++i) {
    if (!names_sides(lexicon, spec, source.line(region.head[i]))) return std::nullopt;
  }
  const auto upper = columns_of_sides(lexicon, source.line(region.head[at]));
  const std::vector<std::string> lower = plain_words(source.line(region.head[at + 1]));
  if (upper.size() != 2 || upper.front().empty() || upper.back().empty() || !are_columns(lexicon, lower))
    return std::nullopt;
  const std::vector<RowValues> rows = full_rows(lines);
  if (rows.size() < kFewestFull || most_behind_first(lines) != upper.front().size()) return std::nullopt;
  const std::size_t wanted = rows.front().size();
  const std::size_t words = upper.back().size() + lower.size();
  if (wanted >= words || words - wanted > std::min(upper.back().size(), lower.size())) return std::nullopt;
  HeadWays ways(lexicon, upper.back(), lower, rows);
  const HeadWay* const way = ways.find(words - wanted);
  if (way == nullptr) return std::nullopt;
  TextColumns columns;
  columns.names = upper.front();
  add_names(*way, upper.back(), lower, columns.names);
  if (std::set(columns.names.begin(), columns.names.end()).size() != columns.names.size()) return std::nullopt;
  columns.side_columns = {upper.front().size(), wanted};
  columns.spec_columns = columns_known_by_end(spec, columns.names);
  if (!ways.certain()) columns.doubtful = kUncertainHead;
  return columns;
}

std::optional<TextColumns> levelled_columns(const StatementLexicon& lexicon, const SourceText& source,
                                            const TextRegion& region, const TokenLines& lines) {
  if (region.spec->sides.size() > 1 || region.head.size() != 2 || !region.counts.empty()) return std::nullopt;
  auto upper = upper_line(lexicon, source.line(region.head.front()));
  const std::vector<std::string> lower = plain_words(source.line(region.head.back()));
  if (!upper || !are_columns(lexicon, upper->values) || !are_columns(lexicon, lower)) return std::nullopt;
  const std::vector<RowValues> rows = full_rows(lines);
  if (rows.size() < kFewestFull) return std::nullopt;
  const std::size_t wanted = rows.front().size();
  const std::size_t words = upper->values.size() + lower.size();
  if (wanted >= words || words - wanted > std::min(upper->values.size(), lower.size())) return std::nullopt;
  HeadWays ways(lexicon, upper->values, lower, rows);
  const HeadWay* const way = ways.find(words - wanted);
  if (way == nullptr) return std::nullopt;
  TextColumns columns = std::move(upper->columns);
  add_names(*way, upper->values, lower, columns.names);
  if (std::set(columns.names.begin(), columns.names.end()).size() != columns.names.size()) return std::nullopt;
  columns.spec_columns = columns_known(*region.spec, columns.names);
  if (!ways.certain()) columns.doubtful = kUncertainHead;
  return columns;
}

}  // namespace gouji::intake
