#include "import/statement_text_regions.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "import/statement_columns.hpp"
#include "import/statement_text_plain.hpp"
#include "import/statement_tokens.hpp"
#include "model/labels.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kProofWithin = 8;        // lines below a title that must show a table
constexpr std::size_t kLongestHeadBlock = 60;  // lines
constexpr std::size_t kProse = 45;             // characters of a line without figures that is no label
constexpr std::size_t kShortestNote = 12;      // characters of a note's line that may go on below
constexpr std::size_t kShortestRepeat = 5;     // characters of a line that a page may repeat
constexpr std::string_view kTitleEdges = " \t#*-";

struct TitleLine {
  Piece title;
  std::optional<Piece> number;
  TitleMatch match;
  std::size_t lines = 1;
};

class RegionFinder {
 public:
  RegionFinder(const StatementLexicon& lexicon, const SourceText& source, int from, int to,
               const std::vector<LineRange>& taken)
      : lexicon_(lexicon), source_(source) {
    auto range = taken.begin();
    for (const FlowLine& line : source.lines()) {
      if (line.number < from || line.number > to) continue;
      while (range != taken.end() && range->second < line.number) ++range;
      const bool free = range == taken.end() || line.number < range->first;
      lines_.push_back({line.number, free, text::trim(line.text)});
      // What runs over the pages is no row, unless it names a table; nor is （续下页）.
      const bool running = line.running && !title_at(lines_.size() - 1);
      if (running || lexicon.goes_on(lines_.back().text)) lines_.pop_back();
    }
  }

  std::vector<TextRegion> find() {
    std::vector<TextRegion> regions;
    std::size_t at = 0;
    while (at < lines_.size()) {
      const auto title = title_at(at);
      if (!title || (title->match.spec != nullptr && !proved(at + title->lines))) {
        ++at;
        continue;
      }
      at = read_region(at, *title, regions);
    }
    return regions;
  }

 private:
  struct Line {
    int number = 0;
    bool free = true;
    std::string_view text;  // without blanks around
  };

  Piece piece_of(std::size_t at, std::string_view part) const {
    const std::string_view whole = source_.line(lines_[at].number);
    const auto begin = static_cast<std::size_t>(part.data() - whole.data());
    return source_.piece(lines_[at].number, begin, begin + part.size());
  }

  // A line that holds the name of a known table, its number before or behind it or not, alone or with the next line.
  std::optional<TitleLine> title_at(std::size_t at) const {
    if (at >= lines_.size() || !lines_[at].free) return std::nullopt;
    TitleLine found;
    std::string_view rest = lines_[at].text;
    if (rest.size() > kLongestTitle * 3) return std::nullopt;
    if (rest.ends_with("。") || rest.ends_with("；")) return std::nullopt;
    if (const auto number = lexicon_.number_in(rest)) {
      found.number = piece_of(at, rest.substr(number->first, number->second - number->first));
      const std::string_view before = text::trim(rest.substr(0, number->first));
      const std::string_view after = text::trim(rest.substr(number->second));
      rest = before.size() >= after.size() ? before : after;
    }
    const auto begin = rest.find_first_not_of(kTitleEdges);
    if (begin == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(begin);
    if (rest.starts_with("：")) rest.remove_prefix(std::string_view("：").size());
    found.match = lexicon_.find_title(rest, false);
    if (found.match.spec != nullptr) {
      found.title = piece_of(at, rest);
      return found;
    }
    if (lexicon_.ends_like_title(rest) && plain_table_at(at + 1)) {
      found.title = piece_of(at, rest);
      return found;
    }
    // The title goes on in the next line.
    if (lexicon_.ends_like_title(rest) || at + 1 >= lines_.size() || !lines_[at + 1].free) return std::nullopt;
    const std::string_view next = lines_[at + 1].text;
    if (!lexicon_.ends_like_title(next) || next.size() > kLongestTitle) return std::nullopt;
    const std::string joined = std::string(rest) + std::string(next);
    found.match = lexicon_.find_title(joined, false);
    if (found.match.spec == nullptr || lexicon_.find_title(next, false).spec != nullptr) return std::nullopt;
    found.title = piece_of(at, rest);
    const Piece tail = piece_of(at + 1, next);
    found.title.text += tail.text;
    found.title.spans.push_back(tail.spans.front());
    found.lines = 2;
    return found;
  }

  // A title alone on its line, and below it, before the next title, a head of another kind of form.
  bool opens_other_form(std::size_t at) const {
    if (!lexicon_.ends_like_title(lines_[at].text) || parts_of(lines_[at].text).size() > 1) return false;
    for (std::size_t i = at + 1; i < std::min(lines_.size(), at + 1 + kProofWithin); ++i) {
      const auto words = plain_words(lines_[i].text);
      if (words.size() == 1 && lexicon_.ends_like_title(words.front())) return false;
      const auto others =
          std::count_if(words.begin(), words.end(), [&](const auto& word) { return lexicon_.is_other_form(word); });
      if (others > 1) return true;
    }
    return false;
  }

  // 表4（续） or 续表 on a line of its own.
  bool says_to_go_on(std::string_view line) const {
    const auto rest = lexicon_.continued_title(line);
    return rest && (rest->empty() || lexicon_.number_in(*rest) == TextRange{0, rest->size()});
  }

  // A line that stands between a title and a head.
  bool is_furniture(std::string_view line) const {
    if (says_to_go_on(line)) return true;
    if (lexicon_.is_furniture(line) || lexicon_.unit_in(line)) return !has_money(line);
    const auto number = lexicon_.number_in(line);
    return number && number->second - number->first + kTitleEdges.size() >= line.size();
  }

  // A head that names its columns, and what must be a row or the end of the table below it.
  bool plain_head_at(std::size_t at) const {
    if (at >= lines_.size() || !lines_[at].free || !read_plain_head(lexicon_, lines_[at].text)) return false;
    if (at + 1 >= lines_.size() || !lines_[at + 1].free) return true;
    const std::string_view next = lines_[at + 1].text;
    const auto words = plain_words(next);
    if (column_numbers(next) || opens_with_code(next) || ends_with_value(lexicon_, next)) return true;
    return lexicon_.opens_note(next) || (words.size() == 1 && lexicon_.is_total(words.front()));
  }
  // The same below a title that no known table has, a row of figures with it.
  bool plain_table_at(std::size_t at) const {
    const std::size_t end = at + kProofWithin;
    while (at < std::min(end, lines_.size()) && lines_[at].free && is_furniture(lines_[at].text)) ++at;
    if (!plain_head_at(at)) return false;
    for (std::size_t row = at + 1; row < std::min(end, lines_.size()) && lines_[row].free; ++row) {
      if (column_numbers(lines_[row].text)) continue;
      if (ends_with_value(lexicon_, lines_[row].text)) return true;
      if (lexicon_.opens_note(lines_[row].text)) return true;
    }
    return false;
  }

  bool names_columns(std::string_view line) const {
    std::string key = StatementLexicon::key(line);
    for (const auto* words : {&lexicon_.words().line_heads, &lexicon_.words().number_heads}) {
      for (const std::string& word : *words) {
        if (key.starts_with(StatementLexicon::key(word)) || key.find(StatementLexicon::key(word)) != std::string::npos)
          return true;
      }
    }
    return false;
  }

  // Contents pages name tables too; a table shows its number, unit or head below its title.
  bool proved(std::size_t at) const {
    std::size_t looked = 0;
    for (; at < lines_.size() && looked < kProofWithin && lines_[at].free; ++at, ++looked) {
      const std::string_view line = lines_[at].text;
      if (looked > 0 && title_at(at)) return false;
      if (lexicon_.unit_in(line) || names_columns(line) || plain_head_at(at)) return true;
      if (lexicon_.role(line) == HeadRole::label || lexicon_.role(line) == HeadRole::code) return true;
    }
    return false;
  }

  // 1 2 3 4 …, words that number columns before them or not: figures by side.
  std::optional<std::vector<std::size_t>> column_numbers(std::string_view line) const {
    std::vector<std::size_t> counts;
    std::size_t next = 1;
    bool words = false;
    for (const std::string& part : plain_words(line)) {
      const bool figures = part.find_first_not_of("0123456789") == std::string_view::npos;
      if (!figures) {
        if (!lexicon_.opens_column_numbers(part)) return std::nullopt;
        counts.push_back(0);
        words = true;
        continue;
      }
      if (part.size() > 2) return std::nullopt;
      const auto value = static_cast<std::size_t>(std::stoi(part));
      if (counts.empty()) counts.push_back(0);
      if (value != next && !(value == 1 && counts.back() == 0)) return std::nullopt;
      next = value + 1;
      ++counts.back();
    }
    const bool enough = words ? !counts.empty() && counts.back() > 0 : !counts.empty() && counts.back() > 1;
    if (!enough) return std::nullopt;
    std::erase(counts, std::size_t{0});
    return counts;
  }

  static std::vector<std::string_view> parts_of(std::string_view line) {
    std::vector<std::string_view> parts;
    std::size_t pos = 0;
    std::size_t begin = 0;
    while (pos < line.size()) {
      std::size_t next = pos;
      if (text::is_space(text::decode_next(line, next))) {
        if (pos > begin) parts.push_back(line.substr(begin, pos - begin));
        begin = next;
      }
      pos = next;
    }
    if (line.size() > begin) parts.push_back(line.substr(begin));
    return parts;
  }

  static bool has_money(std::string_view line) {
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      const bool between = line[i - 1] >= '0' && line[i - 1] <= '9' && line[i + 1] >= '0' && line[i + 1] <= '9';
      if ((line[i] == '.' || line[i] == ',') && between) return true;
    }
    return false;
  }

  static bool opens_with_code(std::string_view line) {
    std::size_t digits = 0;
    while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
    return is_code_length(digits) && digits < line.size() && line[digits] != '.' && line[digits] != ',';
  }

  // The first row below a head that no row of column numbers ends.
  bool opens_body(const StatementSpec& spec, std::string_view line) const {
    if (opens_with_code(line) || has_money(line)) return true;
    const auto parts = parts_of(line);
    if (parts.empty()) return false;
    // A fixed name of a row that is no column's name too, or any with its list number.
    const std::string key = label_key(parts.front());
    const bool numbered = key != text::label_form(parts.front());
    return numbered && std::any_of(spec.labels.begin(), spec.labels.end(),
                                   [&](const std::string& label) { return label_key(label) == key; });
  }

  bool is_stop(const StatementSpec& spec, std::string_view line) const {
    if (!lexicon_.stops(line)) return has_sentence(line);
    if (has_money(line)) return false;
    const std::string key = label_key(parts_of(line).front());
    const bool label = std::any_of(spec.labels.begin(), spec.labels.end(), [&](const std::string& one) {
      const std::string known = label_key(one);
      return known.starts_with(key) || key.starts_with(known);
    });
    // In a table with list numbers a short line that opens with one is a row that the form has of late.
    return !label && (spec.labels.empty() || spec.codes || text::decode(line).size() > kProse / 3);
  }

  // A row of a plain table: a figure ends it, or, where it is short, the row below.
  bool is_plain_row(std::size_t at) const {
    if (has_sentence(lines_[at].text)) return false;
    if (ends_with_value(lexicon_, lines_[at].text)) return true;
    return text::decode(lines_[at].text).size() <= kProse / 3 && at + 1 < lines_.size() && lines_[at + 1].free &&
           ends_with_value(lexicon_, lines_[at + 1].text);
  }

  // The table goes on behind a page break: number, title, facts and head may stand again. The first line behind them;
  // `at` where they do not.
  std::size_t repeated_head(std::size_t at, const TextRegion& region) const {
    if (region.head.empty()) return at;
    std::size_t next = at;
    bool title = false;
    while (next < std::min(lines_.size(), at + kProofWithin) && lines_[next].free) {
      const std::string_view line = lines_[next].text;
      const std::string key = StatementLexicon::key(lexicon_.continued_title(line).value_or(std::string(line)));
      if (!title && key == StatementLexicon::key(region.title.text)) {
        title = true;
      } else if (!is_furniture(lines_[next].text)) {
        break;
      }
      ++next;
    }
    for (const int line : region.head) {
      if (next >= lines_.size() || !lines_[next].free) return at;
      if (StatementLexicon::key(lines_[next].text) != StatementLexicon::key(source_.line(line))) return at;
      ++next;
    }
    return next;
  }

  // Prose: a full stop, or more letters than a row has.
  static bool has_sentence(std::string_view line) {
    if (line.ends_with("，") || line.find("。") != std::string_view::npos) return true;
    const std::u32string letters = text::decode(line);
    return static_cast<std::size_t>(std::count_if(letters.begin(), letters.end(), text::is_han)) > kProse * 3;
  }

  std::size_t read_region(std::size_t at, const TitleLine& title, std::vector<TextRegion>& regions) const {
    TextRegion region;
    region.spec = title.match.spec;
    if (region.spec == nullptr) {
      auto own = std::make_shared<StatementSpec>();
      own->name = title.match.name;
      region.spec = own.get();
      region.own = std::move(own);
    }
    region.name = title.match.name;
    region.title = title.title;
    region.number = title.number;
    region.first_line = lines_[at].number;
    if (!region.number && at > 0) take_number_above(at - 1, region, regions);
    std::size_t next = at + title.lines;
    next = read_furniture(next, region);
    region.plain = plain_head_at(next);
    const std::size_t body = find_body(next, region);
    for (; next < body; ++next) {
      region.head.push_back(lines_[next].number);
      region.seen.push_back(piece_of(next, lines_[next].text));
    }
    next = read_body(next, region);
    next = read_notes(next, region);
    region.last_line = lines_[next - 1].number;
    regions.push_back(std::move(region));
    return next;
  }

  void take_number_above(std::size_t at, TextRegion& region, const std::vector<TextRegion>& regions) const {
    if (!lines_[at].free || (!regions.empty() && regions.back().last_line >= lines_[at].number)) return;
    const std::string_view line = lines_[at].text;
    const auto number = lexicon_.number_in(line);
    if (!number || number->second - number->first + kTitleEdges.size() < line.size()) return;
    region.number = piece_of(at, line.substr(number->first, number->second - number->first));
    region.first_line = lines_[at].number;
  }

  // Number, unit and what else stands above the head.
  std::size_t read_furniture(std::size_t at, TextRegion& region) const {
    for (; at < lines_.size() && lines_[at].free; ++at) {
      const std::string_view line = lines_[at].text;
      bool taken = false;
      if (const auto number = lexicon_.number_in(line); number && !region.number) {
        region.number = piece_of(at, line.substr(number->first, number->second - number->first));
        taken = text::trim(line.substr(number->second)).empty() && text::trim(line.substr(0, number->first)).empty();
      }
      if (const auto unit = lexicon_.unit_in(line)) {
        if (!region.unit) region.unit = piece_of(at, line.substr(unit->first, unit->second - unit->first));
        taken = true;
      }
      if (!taken && !lexicon_.is_furniture(line)) break;
      if (const auto year = lexicon_.year_in(line); year && !region.year)
        region.year = piece_of(at, line.substr(year->first, year->second - year->first));
      region.seen.push_back(piece_of(at, line));
    }
    return at;
  }

  bool is_cell(std::size_t at) const {
    return at < lines_.size() && lines_[at].free && parts_of(lines_[at].text).size() == 1;
  }
  // 栏次 over 1 over 2, a cell a line: how many columns they number; 0 where they do not.
  std::size_t numbers_below(std::size_t at) const {
    if (!is_cell(at) || !lexicon_.opens_column_numbers(lines_[at].text)) return 0;
    std::size_t count = 0;
    while (is_cell(at + count + 1) && lines_[at + count + 1].text == std::to_string(count + 1)) ++count;
    return count > 1 ? count : 0;
  }
  // A cell a line: the row whose first figure stands at `figure` opens with its name, and a code or a number of it.
  std::size_t first_cell(const StatementSpec& spec, std::size_t at, std::size_t figure) const {
    if (!is_cell(figure) || !is_table_number(lines_[figure].text)) return figure;
    const auto is_whole = [&](std::size_t i) {
      return is_cell(i) && lines_[i].text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    std::size_t name = figure;
    while (name > at && is_whole(name - 1)) --name;
    if (name == at || !is_cell(name - 1)) return figure;
    --name;
    const std::string_view words = lines_[name].text;
    if (!lexicon_.is_total(words) && is_column_level(spec, words)) return figure;
    return name > at && is_whole(name - 1) ? name - 1 : name;
  }

  // Behind the row that numbers the columns, or where the first row stands.
  std::size_t find_body(std::size_t at, TextRegion& region) const {
    if (region.plain && (at + 1 >= lines_.size() || !column_numbers(lines_[at + 1].text))) return at + 1;
    std::size_t first = lines_.size();
    std::size_t i = at;
    for (; i < lines_.size() && i < at + kLongestHeadBlock && lines_[i].free; ++i) {
      const std::string_view line = lines_[i].text;
      if (auto counts = column_numbers(line)) {
        region.counts = std::move(*counts);
        return i + 1;
      }
      if (const std::size_t count = numbers_below(i); count > 0) {
        region.counts = {count};
        return i + 1 + count;
      }
      if (lexicon_.opens_note(line) || title_at(i)) return std::min(first, i);
      if (first > i && opens_body(*region.spec, line)) first = first_cell(*region.spec, at, i);
      if (first < i && has_money(line)) return first;
    }
    return std::min(first, i);  // what another table took ends the head
  }

  // What a page repeats above the rows that go on there: title, unit, head.
  std::unordered_set<std::string> repeatable(const TextRegion& region) const {
    std::unordered_set<std::string> keys;
    for (const Piece& piece : region.seen) {
      const std::string key = StatementLexicon::key(piece.text);
      if (text::decode(key).size() >= kShortestRepeat || lexicon_.role(piece.text) != HeadRole::value) keys.insert(key);
    }
    return keys;
  }

  // 一般公共预算财政拨款 heads a column and names a row: the row where a figure or its number stands right below, and
  // what stands above is no part of a head.
  bool is_row_too(const StatementSpec& spec, std::size_t at) const {
    if (at == 0 || at + 1 >= lines_.size() || !is_figure_line(at - 1) || !is_figure_line(at + 1)) return false;
    const std::string key = label_key(lines_[at].text);
    return std::any_of(spec.labels.begin(), spec.labels.end(),
                       [&](const std::string& label) { return label_key(label) == key; });
  }
  bool is_figure_line(std::size_t at) const { return is_table_number(text::strip_spaces(lines_[at].text)); }

  // A short whole number between blank lines, below rows that stand close: a page's, where the rows are a cell a line.
  bool is_page_number(std::size_t at) const {
    constexpr std::size_t kMostDigits = 3;
    const std::string_view line = lines_[at].text;
    if (line.size() > kMostDigits || line.find_first_not_of("0123456789") != std::string_view::npos) return false;
    const auto blank_below = [&](std::size_t i) { return lines_[i + 1].number > lines_[i].number + 1; };
    return at > 1 && at + 1 < lines_.size() && blank_below(at) && blank_below(at - 1) && !blank_below(at - 2);
  }

  std::size_t read_body(std::size_t at, TextRegion& region) const {
    const auto repeated = repeatable(region);
    for (; at < lines_.size() && lines_[at].free; ++at) {
      const std::string_view line = lines_[at].text;
      if (lexicon_.opens_note(line)) break;
      if (const std::size_t behind = repeated_head(at, region); behind > at) {
        for (; at < behind; ++at) region.seen.push_back(piece_of(at, lines_[at].text));
        --at;
        continue;
      }
      if (says_to_go_on(line) || (is_furniture(line) && !lexicon_.number_in(line))) {
        region.seen.push_back(piece_of(at, line));
        continue;
      }
      if (is_page_number(at)) {
        region.seen.push_back(piece_of(at, line));
        continue;
      }
      if (const auto title = title_at(at)) {
        const std::string& name = title->match.name;
        const bool same = name == region.name || lexicon_.continued_title(name) == region.name;
        const bool again = same && title->lines == 1 && !region.body.empty() &&
                           (!title->number || !region.number ||
                            text::strip_spaces(title->number->text) == text::strip_spaces(region.number->text));
        if (again) {
          region.seen.push_back(piece_of(at, line));
          continue;
        }
        if (title->match.spec == nullptr || proved(at + 1)) break;
      }
      if (!region.body.empty() && repeated.contains(StatementLexicon::key(line)) && !is_row_too(*region.spec, at)) {
        region.seen.push_back(piece_of(at, line));
        continue;
      }
      // The number of the next table, or of another form, above its title.
      const bool numbered = lexicon_.number_in(line) == TextRange{0, line.size()};
      if (numbered && at + 1 < lines_.size() && (title_at(at + 1) || lexicon_.ends_like_title(lines_[at + 1].text)))
        break;
      if (opens_other_form(at)) break;
      if (is_stop(*region.spec, line) && !(region.plain && is_plain_row(at))) break;
      region.body.push_back(lines_[at].number);
    }
    return at;
  }

  // A note goes on until its sentence ends.
  std::size_t read_notes(std::size_t at, TextRegion& region) const {
    bool open = false;
    for (; at < lines_.size() && lines_[at].free; ++at) {
      const std::string_view line = lines_[at].text;
      const bool opens = lexicon_.opens_note(line);
      if (!opens && region.notes.empty()) break;
      if (!opens && (title_at(at) || lexicon_.stops(line) || lexicon_.number_in(line) == TextRange{0, line.size()}))
        break;
      const Piece piece = piece_of(at, line);
      const bool listed = label_key(line) != text::label_form(line) && line.front() >= '0' && line.front() <= '9';
      if (opens || (!open && listed)) {
        region.notes.push_back(piece);
      } else if (open) {
        region.notes.back().text += piece.text;
        region.notes.back().spans.push_back(piece.spans.front());
      } else {
        break;
      }
      // One that ends without a full stop is whole when the line is short or a table, a chapter follows.
      open = !line.ends_with("。") && !line.ends_with("；") && text::decode(line).size() >= kShortestNote;
    }
    return at;
  }

  const StatementLexicon& lexicon_;
  const SourceText& source_;
  std::vector<Line> lines_;
};

}  // namespace

std::vector<TextRegion> find_text_regions(const StatementLexicon& lexicon, const SourceText& source, int from, int to,
                                          const std::vector<LineRange>& taken) {
  return RegionFinder(lexicon, source, from, to, taken).find();
}

}  // namespace gouji::intake
