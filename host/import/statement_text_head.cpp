#include "import/statement_text_head.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/text.hpp"
#include "import/statement_columns.hpp"
#include "import/statement_text_plain.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostPieces = 5;  // pieces that a wrapped name may come in
constexpr std::size_t kMostHeadSteps = 5000;

std::string joined_levels(const std::vector<std::string>& levels) {
  std::string name;
  for (const std::string& level : levels) name += (name.empty() ? "" : "/") + level;
  return name;
}

std::size_t letters(const std::string& text) { return text::decode(text).size(); }

// The head without blanks, and how its pieces were printed.
struct HeadText {
  std::string squeezed;             // keys, one behind the other
  std::vector<std::string> pieces;  // keys of what blanks and line ends part
  std::vector<HeadPiece> places;    // of the pieces
  std::vector<bool> used;           // bytes of `squeezed` that a column's name took

  bool has(const std::string& key) const { return squeezed.find(key) != std::string::npos; }
  std::size_t times(const std::string& key) const {
    std::size_t count = 0;
    for (auto at = squeezed.find(key); at != std::string::npos; at = squeezed.find(key, at + key.size())) ++count;
    return count;
  }
  // The first place of `key` of which no byte is taken; npos for none.
  std::size_t free_place(const std::string& key) const {
    for (auto at = squeezed.find(key); at != std::string::npos; at = squeezed.find(key, at + 1)) {
      const auto begin = used.begin() + static_cast<std::ptrdiff_t>(at);
      if (std::none_of(begin, begin + static_cast<std::ptrdiff_t>(key.size()), [](bool one) { return one; })) return at;
    }
    return std::string::npos;
  }
  // The pieces that hold the bytes [at, at + size).
  std::vector<std::size_t> pieces_at(std::size_t at, std::size_t size) const {
    std::vector<std::size_t> found;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < pieces.size(); begin += pieces[i++].size()) {
      if (begin < at + size && at < begin + pieces[i].size()) found.push_back(i);
    }
    return found;
  }
  // Whether the bytes [at, at + size) are whole pieces.
  bool is_whole(std::size_t at, std::size_t size) const {
    std::size_t begin = 0;
    bool opens = false, closes = at + size == squeezed.size();
    for (const std::string& piece : pieces) {
      opens = opens || begin == at;
      closes = closes || begin == at + size;
      begin += piece.size();
    }
    return opens && closes;
  }
  void take(std::size_t at, std::size_t size) {
    std::fill_n(used.begin() + static_cast<std::ptrdiff_t>(at), size, true);
  }
};

void add_text(HeadText& head, std::string_view line, int number) {
  std::size_t pos = 0;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    const std::string key = StatementLexicon::key(line.substr(begin, end - begin));
    if (!key.empty() && key.find_first_not_of("0123456789") != std::string::npos) {
      head.pieces.push_back(key);
      head.places.push_back({number, begin, end});
      head.squeezed += key;
    }
  };
  while (pos < line.size()) {
    std::size_t next = pos;
    if (text::is_space(text::decode_next(line, next))) {
      close(pos);
      begin = next;
    }
    pos = next;
  }
  close(line.size());
  head.used.assign(head.squeezed.size(), false);
}

// One way to print a column: its levels, the last of which tells it apart.
struct Variant {
  std::size_t column = 0;
  std::vector<std::string> levels;
  bool whole = true;  // with all levels that the column's name has
};

std::vector<Variant> variants_of(const StatementLexicon& lexicon, const StatementSpec& spec) {
  std::vector<Variant> variants;
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    const std::vector<std::string> name = levels_of(spec.columns[i].name);
    if (lexicon.role(spec.columns[i].name) == HeadRole::label) continue;  // the names of the rows
    variants.push_back({i, name, true});
    for (const std::string& alias : spec.columns[i].aliases) {
      const std::vector<std::string> levels = levels_of(alias);
      // 事业收入 alone, where the name is 事业收入/小计.
      if (levels.size() < name.size() && levels.front() != name[name.size() - levels.size() - 1]) {
        std::vector<std::string> whole(name.begin(), name.end() - static_cast<std::ptrdiff_t>(levels.size()));
        whole.insert(whole.end(), levels.begin(), levels.end());
        variants.push_back({i, std::move(whole), true});
      }
      variants.push_back({i, levels, levels.size() >= name.size()});
    }
  }
  // Whole names before parts of them, long ones before short ones: 本年支出合计 before 合计.
  std::stable_sort(variants.begin(), variants.end(), [](const Variant& a, const Variant& b) {
    const std::size_t long_a = letters(a.levels.back());
    const std::size_t long_b = letters(b.levels.back());
    return long_a != long_b ? long_a > long_b : a.levels.size() > b.levels.size();
  });
  return variants;
}

class ColumnReader {
 public:
  ColumnReader(const StatementLexicon& lexicon, const TextRegion& region, HeadText head)
      : lexicon_(lexicon), spec_(*region.spec), counts_(region.counts), head_(std::move(head)) {}

  TextColumns read(std::size_t groups) {
    TextColumns result;
    result.groups = groups;
    for (const std::string& word : lexicon_.words().line_heads) {
      if (lexicon_.opens_column_numbers(word)) continue;
      const std::string key = StatementLexicon::key(word);
      if (head_.has(key) || letters_apart(key)) result.lines = true;
    }
    const bool sided = spec_.sides.size() > 1;
    std::size_t wanted = std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
    match();
    if (groups > 1) {
      repeated_only(groups);
      wanted = 0;
    }
    if (sided && spec_.side_columns.empty()) {
      // Both sides print the same columns.
      if (!counts_.empty()) wanted = counts_.front();
      if (counts_.size() == 1 && wanted % spec_.sides.size() == 0) wanted /= spec_.sides.size();
    }
    if (wanted > 0 && found_.size() != wanted) fit(wanted);
    if (found_.empty() && groups == 1) add_unknown(column_words().size());
    if (found_.empty()) {
      for (std::size_t i = 0; i < spec_.columns.size(); ++i) found_.push_back({i, spec_.columns[i].name, {}});
      if (found_.size() > 1) result.doubtful = kUncertainHead;
      if (groups > 1 || sided) found_.resize(std::min<std::size_t>(found_.size(), 1));
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.order < b.order; });
    for (const Found& one : found_) {
      // Two columns of one printed name are told apart by the levels of the known head, else by number.
      const bool twice =
          std::count_if(found_.begin(), found_.end(), [&](const Found& other) { return other.name == one.name; }) > 1;
      const std::string base =
          with_years(twice && one.order < spec_.columns.size() ? spec_.columns[one.order].name : one.name);
      std::string name = base;
      for (int again = 2; std::find(result.names.begin(), result.names.end(), name) != result.names.end(); ++again) {
        name = base + "(" + std::to_string(again) + ")";
        uncertain_ = true;
      }
      result.names.push_back(std::move(name));
      result.spec_columns.push_back(one.order < spec_.columns.size() ? one.order : kNone);
      result.heads.emplace_back();
      for (const std::size_t piece : one.pieces) result.heads.back().push_back(head_.places[piece]);
    }
    if (wanted > 0 && found_.size() != wanted) result.doubtful = kUncertainHead;
    if (uncertain_) result.doubtful = kUncertainHead;
    take_levels();
    result.unread = static_cast<std::size_t>(std::count(head_.used.begin(), head_.used.end(), false));
    if (sided && !spec_.side_columns.empty()) set_sides(result);
    return result;
  }

 private:
  struct Found {
    std::size_t order = 0;  // column of the spec
    std::string name;
    std::vector<std::size_t> pieces;  // of the head
  };

  // 2022年度预算数 over the columns, where the name has 预算数: as printed.
  std::string with_years(const std::string& name) const {
    std::vector<std::string> levels = levels_of(name);
    for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
      const std::string key = StatementLexicon::key(levels[i]);
      for (const std::string& piece : head_.pieces) {
        if (piece == key) break;
        if (piece.size() > key.size() && piece.ends_with(key) && is_year(piece.substr(0, piece.size() - key.size()))) {
          levels[i] = piece;
          break;
        }
      }
    }
    return joined_levels(levels);
  }
  static bool is_year(std::string_view text) {
    constexpr std::size_t kDigits = 4;
    return text.size() > kDigits && text.starts_with("20") &&
           text.substr(0, kDigits).find_first_not_of("0123456789") == std::string_view::npos &&
           (text.substr(kDigits) == "年" || text.substr(kDigits) == "年度");
  }

  bool known(std::size_t column) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Found& one) { return one.order == column; });
  }

  bool levels_printed(const Variant& variant) const {
    return std::all_of(variant.levels.begin(), variant.levels.end() - 1,
                       [&](const std::string& level) { return head_.has(StatementLexicon::key(level)); });
  }

  void match() {
    const auto variants = variants_of(lexicon_, spec_);
    for (const bool whole : {true, false}) {
      for (const Variant& variant : variants) {
        if (variant.whole != whole || known(variant.column)) continue;
        const std::string key = StatementLexicon::key(variant.levels.back());
        const std::size_t at = head_.free_place(key);
        if (at == std::string::npos || !levels_printed(variant)) continue;
        if (!head_.is_whole(at, key.size()) && better_composed(variants, variant)) continue;
        if (own_name_composed(variant, head_.pieces_at(at, key.size()))) continue;
        head_.take(at, key.size());
        found_.push_back({variant.column, name_of(variant), head_.pieces_at(at, key.size())});
      }
    }
    for (const Variant& variant : variants) {
      if (known(variant.column) || !levels_printed(variant)) continue;
      if (auto pieces = composed(StatementLexicon::key(variant.levels.back())); !pieces.empty())
        found_.push_back({variant.column, joined_levels(variant.levels), std::move(pieces)});
    }
  }

  // 购置费 below 公务用车购置及运行费: no more than the end of the column's own last level, which a narrow head prints.
  std::string name_of(const Variant& variant) const {
    const std::string& own = spec_.columns[variant.column].name;
    const std::string last = levels_of(own).back();
    const std::string& printed = variant.levels.back();
    const bool end = variant.levels.size() > 1 && last.size() > printed.size() && last.ends_with(printed);
    return end ? own : joined_levels(variant.levels);
  }

  // “三公”经 公务接待 over 费合计 费: a name that would take a part of another one's piece is made of whole pieces,
  // where there are such, or is the end of a longer one.
  bool better_composed(const std::vector<Variant>& variants, const Variant& of) {
    for (const Variant& variant : variants) {
      if (variant.column != of.column || letters(variant.levels.back()) < letters(of.levels.back())) continue;
      if (variant.whole != of.whole || !levels_printed(variant)) continue;
      auto pieces = composed(StatementLexicon::key(variant.levels.back()));
      if (pieces.empty()) continue;
      found_.push_back({variant.column, joined_levels(variant.levels), std::move(pieces)});
      return true;
    }
    return false;
  }

  // 本年收入 over 合计: the column's own name, of which its short form is the last piece.
  bool own_name_composed(const Variant& variant, const std::vector<std::size_t>& printed) {
    const std::string& own = spec_.columns[variant.column].name;
    const std::string key = StatementLexicon::key(own);
    if (printed.size() != 1 || own.find('/') != std::string::npos || letters(key) <= letters(variant.levels.back()))
      return false;
    const std::vector<bool> before = head_.used;
    auto pieces = composed(key);
    if (pieces.empty() || pieces.back() != printed.back()) {
      head_.used = before;
      return false;
    }
    found_.push_back({variant.column, own, std::move(pieces)});
    return true;
  }

  // A narrow head wraps letter by letter: 行 … 次.
  bool letters_apart(const std::string& key) const {
    std::size_t pos = 0;
    std::size_t from = 0;
    while (pos < key.size()) {
      const std::size_t begin = pos;
      text::decode_next(key, pos);
      const auto letter = key.substr(begin, pos - begin);
      const auto found =
          std::find(head_.pieces.begin() + static_cast<std::ptrdiff_t>(from), head_.pieces.end(), letter);
      if (found == head_.pieces.end()) return false;
      from = static_cast<std::size_t>(found - head_.pieces.begin()) + 1;
    }
    return from > 1;
  }

  // A name whose pieces stand apart, in their order: 一般公共预算 … 财政拨款. The pieces; none where it is not printed
  // so.
  std::vector<std::size_t> composed(const std::string& key) {
    std::vector<std::size_t> offsets;
    std::size_t at = 0;
    for (const std::string& piece : head_.pieces) {
      offsets.push_back(at);
      at += piece.size();
    }
    std::vector<std::size_t> chain;
    std::size_t steps = 0;
    const auto search = [&](const auto& self, std::string_view rest, std::size_t from) -> bool {
      if (rest.empty()) return chain.size() > 1;
      if (chain.size() >= kMostPieces) return false;
      for (std::size_t i = from; i < head_.pieces.size(); ++i) {
        if (++steps > kMostHeadSteps) return false;
        const std::string& piece = head_.pieces[i];
        if (head_.used[offsets[i]] || !rest.starts_with(piece)) continue;
        chain.push_back(i);
        if (self(self, rest.substr(piece.size()), i + 1)) return true;
        chain.pop_back();
      }
      return false;
    };
    if (!search(search, key, 0)) return {};
    for (const std::size_t i : chain) head_.take(offsets[i], head_.pieces[i].size());
    return chain;
  }

  // Columns printed once for each group; what stands once is a title above them.
  void repeated_only(std::size_t groups) {
    std::erase_if(found_, [&](const Found& one) {
      const auto levels = levels_of(one.name);
      return head_.times(StatementLexicon::key(levels.back())) < groups;
    });
  }

  // The row that numbers the columns says how many there are.
  void fit(std::size_t wanted) {
    if (found_.size() > wanted) {
      // What is only a level above others.
      std::erase_if(found_, [&](const Found& one) {
        if (found_.size() <= wanted) return false;
        return std::any_of(found_.begin(), found_.end(),
                           [&](const Found& other) { return other.name.starts_with(one.name + "/"); });
      });
      if (found_.size() > wanted) {
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Found& a, const Found& b) { return a.order < b.order; });
        found_.resize(wanted);
        uncertain_ = true;
      }
      return;
    }
    if (found_.size() + 1 == wanted && take_level_beside()) return;
    if (spec_.columns.size() == wanted) {
      for (std::size_t i = 0; i < wanted; ++i) {
        if (!known(i)) found_.push_back({i, spec_.columns[i].name, {}});
      }
      return;
    }
    add_unknown(wanted);
  }

  // 本年支出 | 基本支出 | 项目支出 on one line, where a column is missing: what elsewhere stands over the others is
  // their whole here, a column beside them.
  bool take_level_beside() {
    const auto open = std::find_if(spec_.columns.begin(), spec_.columns.end(), [&](const StatementColumn& column) {
      return !known(static_cast<std::size_t>(&column - spec_.columns.data()));
    });
    if (found_.empty() || open == spec_.columns.end()) return false;
    const std::string level = levels_of(found_.front().name).front();
    const std::string key = StatementLexicon::key(level);
    const std::size_t at = head_.free_place(key);
    if (at == std::string::npos || head_.times(key) != 1 || !head_.is_whole(at, key.size())) return false;
    const std::vector<std::size_t> own = head_.pieces_at(at, key.size());
    for (const Found& one : found_) {
      const auto levels = levels_of(one.name);
      if (levels.size() != 2 || levels.front() != level || one.pieces.size() != 1 || own.size() != 1 ||
          head_.places[one.pieces.front()].line != head_.places[own.front()].line || one.pieces.front() < own.front())
        return false;
    }
    for (Found& one : found_) one.name = levels_of(one.name).back();
    head_.take(at, key.size());
    found_.push_back({static_cast<std::size_t>(open - spec_.columns.begin()), level, own});
    return true;
  }

  // Words of the head that nothing explains name the columns that are left, in printed order behind the known ones.
  void add_unknown(std::size_t wanted) {
    const std::vector<std::string> words = column_words();
    uncertain_ = found_.size() + words.size() != wanted;
    std::size_t order = spec_.columns.size();
    for (std::size_t i = 0; found_.size() < wanted; ++i) {
      found_.push_back({order++, i < words.size() ? words[i] : std::to_string(found_.size() + 1), {}});
    }
  }

  std::vector<std::string> column_words() const {
    std::vector<std::string> words;
    std::size_t at = 0;
    for (const std::string& piece : head_.pieces) {
      const bool again = std::find(words.begin(), words.end(), piece) != words.end();
      if (!head_.used[at] && !again && is_column_word(piece)) words.push_back(piece);
      at += piece.size();
    }
    return words;
  }

  bool is_column_word(const std::string& piece) const {
    if (lexicon_.role(piece) != HeadRole::value || lexicon_.opens_column_numbers(piece)) return false;
    if (!lexicon_.side(piece).empty()) return false;
    const auto& heads = lexicon_.words().heads;
    if (std::any_of(heads.begin(), heads.end(), [&](const std::string& word) {
          return StatementLexicon::key(word).find(piece) != std::string::npos;
        }))
      return false;
    // A level above known columns.
    return std::none_of(found_.begin(), found_.end(), [&](const Found& one) {
      const auto levels = levels_of(one.name);
      return std::any_of(levels.begin(), levels.end(),
                         [&](const std::string& level) { return StatementLexicon::key(level) == piece; });
    });
  }

  // The levels above the columns explain their words too.
  void take_levels() {
    std::set<std::string> levels;
    for (const Found& one : found_) {
      auto own = levels_of(one.name);
      own.pop_back();
      for (const std::string& level : own) levels.insert(StatementLexicon::key(level));
    }
    for (const std::string& level : levels) {
      if (const std::size_t at = head_.free_place(level); at != std::string::npos) head_.take(at, level.size());
    }
  }

  void set_sides(TextColumns& result) const {
    result.side_columns.assign(spec_.sides.size(), 0);
    std::size_t side = 0;
    std::size_t end = spec_.side_columns[0];
    for (std::size_t i = 0; i < result.names.size(); ++i) {
      if (result.spec_columns[i] != kNone) {
        while (result.spec_columns[i] >= end && side + 1 < spec_.side_columns.size()) end += spec_.side_columns[++side];
      }
      ++result.side_columns[std::min(side, result.side_columns.size() - 1)];
    }
    if (counts_.size() == result.side_columns.size() && counts_ != result.side_columns)
      result.doubtful = kUncertainHead;
  }

  const StatementLexicon& lexicon_;
  const StatementSpec& spec_;
  const std::vector<std::size_t>& counts_;
  HeadText head_;
  std::vector<Found> found_;
  bool uncertain_ = false;
};

// 单位名称 | 项目名称: the second of two columns of names beside each other. 功能分类 over 科目编码 is none of them.
std::string second_name(const StatementLexicon& lexicon, const std::vector<std::string>& words,
                        const std::vector<std::string>& below) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (lexicon.role(words[i - 1]) != HeadRole::label || lexicon.role(words[i]) != HeadRole::label) continue;
    const bool wrapped = i == 1 && !below.empty() && lexicon.role(words[0] + below[0]) == HeadRole::code;
    if (!wrapped) return words[i];
  }
  return {};
}

bool knows_column(const StatementSpec& spec, const std::string& word) {
  const std::string key = StatementLexicon::key(word);
  return std::any_of(spec.columns.begin(), spec.columns.end(),
                     [&](const StatementColumn& column) { return StatementLexicon::key(column.name) == key; });
}

}  // namespace

TextColumns read_text_columns(const StatementLexicon& lexicon, const SourceText& source, const TextRegion& region,
                              std::size_t groups) {
  HeadText head;
  std::string remark;
  std::string second;
  bool codes = false;
  for (std::size_t at = 0; at < region.head.size(); ++at) {
    const int line = region.head[at];
    const std::vector<std::string> words = plain_words(source.line(line));
    const auto below = at + 1 < region.head.size() ? plain_words(source.line(region.head[at + 1])) : decltype(words){};
    for (const std::string& word : words) codes = codes || lexicon.role(word) == HeadRole::code;
    if (second.empty() && region.spec->sides.empty()) second = second_name(lexicon, words, below);
    std::string text(source.line(line));
    if (words.size() > 1 && lexicon.role(words.back()) == HeadRole::remark && remark.empty() &&
        region.spec->sides.empty() && !knows_column(*region.spec, words.back())) {
      remark = words.back();
      if (const auto at = text.rfind(remark); at != std::string::npos) text.resize(at);
    }
    add_text(head, text, line);
  }
  TextColumns columns = ColumnReader(lexicon, region, std::move(head)).read(groups);
  columns.codes = codes;
  if (!second.empty()) columns.words.push_back(std::move(second));
  columns.remark = std::move(remark);
  return columns;
}

}  // namespace gouji::intake
