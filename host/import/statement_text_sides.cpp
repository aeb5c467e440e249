// Two sides of a table printed beside each other: 收入 | 支出. Line numbers tell the sides apart where they are
// printed; else the list numbers and fixed names of the rows do.
#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "import/statement_text_rows.hpp"
#include "model/labels.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kUnsureSide = "左右两侧分不清";
constexpr long kHighestLineNumber = 300;  // a line number is not above this

class SidedRows {
 public:
  SidedRows(const SourceText& source, const StatementSpec& spec, const TextColumns& columns)
      : source_(source), columns_(columns), sides_(spec.sides) {
    for (std::size_t i = 0; i < spec.labels.size(); ++i) labels_[label_key(spec.labels[i])].push_back(i);
  }

  std::vector<TextRow> read(const TokenLines& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto& line = lines[i];
      if (columns_.lines) {
        if (!is_page_number(line, i + 1 < lines.size() ? &lines[i + 1] : nullptr)) read_numbered(line);
      } else {
        read_plain(line);
      }
    }
    // Words behind the last row may end its name.
    if (!rows_.empty() && !words_.empty() && is_known(name_of(rows_.back()) + joined(words_))) take_words(rows_.back());
    std::stable_sort(rows_.begin(), rows_.end(), [](const TextRow& a, const TextRow& b) { return a.side < b.side; });
    return std::move(rows_);
  }

 private:
  TextRow& start(std::size_t side, const StatementToken& token) {
    rows_.emplace_back();
    TextRow& row = rows_.back();
    row.side = side;
    row.first_line = row.last_line = token.line;
    return row;
  }

  std::size_t columns_of(std::size_t side) const {
    return columns_.side_columns.empty() ? columns_.names.size() : columns_.side_columns[side];
  }

  bool is_known(const std::string& text) const { return labels_.contains(label_key(text)); }

  // ------------------------------------------------------------ with line numbers

  void read_numbered(const std::vector<StatementToken>& line) {
    if (line.empty()) return;
    for (const StatementToken& token : line) {
      if (token.is_word()) {
        if (!words_.empty() && words_.back().line != token.line) end_name(token);
        words_.push_back(token);
        continue;
      }
      const int side = token.is_whole() ? side_of(token) : -1;
      if (side >= 0) {
        open_row(static_cast<std::size_t>(side), token);
      } else if (!rows_.empty() && words_.empty()) {
        add_figure(token);
      } else if (!words_.empty()) {
        open_unnumbered(token);
      }
    }
  }

  // A lone number is a page's, unless it is the line number that comes next and the line below does not hold it too.
  bool is_page_number(const std::vector<StatementToken>& line, const std::vector<StatementToken>* below) const {
    if (line.size() != 1 || !line.front().is_whole()) return false;
    if (side_of(line.front()) < 0) return true;
    return below != nullptr && std::any_of(below->begin(), below->end(), [&](const StatementToken& token) {
             return token.is_whole() && token.text == line.front().text;
           });
  }

  // Words at the end of a line belong to the name above them where only then it is a name of the form.
  void end_name(const StatementToken& next) {
    if (rows_.empty() || !rows_.back().label) return;
    const std::string name = name_of(rows_.back());
    const bool above = is_known(name + joined(words_)) && !is_known(name);
    if (!above || is_known(joined(words_) + next.text)) return;
    take_words(rows_.back());
  }

  void take_words(TextRow& row) {
    for (const StatementToken& word : words_) {
      extend(source_, row.label, word);
      row.first_line = std::min(row.first_line, word.line);
      row.last_line = std::max(row.last_line, word.line);
    }
    words_.clear();
  }

  // The side whose next line number this is; -1 for none.
  int side_of(const StatementToken& token) const {
    if (token.text.size() > 3) return -1;
    const long value = std::stol(token.text);
    if (value < 1 || value > kHighestLineNumber) return -1;
    if (next_[0] == 0) return value == 1 ? 0 : -1;
    if (value == next_[0] && current_ != 0) return 0;
    if (next_[1] == 0) {
      // The first number of the second side: behind the first row's, with its name before it.
      const bool first_row = next_[0] == 2 && current_ == 0;
      return first_row && value > 1 && !words_.empty() ? 1 : -1;
    }
    if (value == next_[1]) return 1;
    return value == next_[0] ? 0 : -1;
  }

  void open_row(std::size_t side, const StatementToken& number) {
    // Words on lines above may end the last name, or begin this one.
    std::vector<StatementToken> above;
    std::vector<StatementToken> here;
    for (const StatementToken& word : words_) (word.line < number.line ? above : here).push_back(word);
    bool unsure = false;
    if (!rows_.empty() && !above.empty() && !here.empty() && !is_known(joined(words_))) {
      TextRow& before = rows_.back();
      const bool ends_it = before.label && !is_known(name_of(before)) && is_known(name_of(before) + joined(above));
      if (ends_it || is_known(joined(here))) {
        if (!ends_it) before.label_doubt = kWrappedName;
        words_ = above;
        take_words(before);
        words_ = here;
      } else {
        unsure = true;
      }
    }
    TextRow& row = start(side, number);
    take_words(row);
    if (unsure) row.label_doubt = kWrappedName;
    row.line = Piece{number.text, {{number.line, number.begin, number.end}}, {}};
    next_[side] = std::stol(number.text) + 1;
    current_ = static_cast<int>(side);
  }

  // A name with figures but without a number.
  void open_unnumbered(const StatementToken& figure) {
    TextRow& row = start(current_ == 0 ? 1 : 0, figure);
    current_ = static_cast<int>(row.side);
    take_words(row);
    row.label_doubt = kUnsureSide;
    row.figures.push_back(figure);
  }

  void add_figure(const StatementToken& token) {
    TextRow& row = rows_.back();
    if (row.figures.size() >= columns_of(row.side)) {  // stays unplaced
      row.more_figures = true;
      return;
    }
    row.figures.push_back(token);
    row.last_line = token.line;
  }

  static std::string name_of(const TextRow& row) { return row.label ? row.label->text : std::string(); }

  static std::string joined(const std::vector<StatementToken>& words) {
    std::string text;
    for (const StatementToken& word : words) text += word.text;
    return text;
  }

  // ------------------------------------------------------------ without line numbers

  struct Part {
    std::vector<StatementToken> words;
    std::vector<StatementToken> figures;
  };

  // Names with blanks inside (收 入 总 计) are one; two names side by side are told apart by what is known.
  std::vector<Part> parts_of(const std::vector<StatementToken>& line) const {
    std::vector<Part> parts;
    for (const StatementToken& token : line) {
      if (!token.is_word()) {
        if (parts.empty()) parts.emplace_back();
        parts.back().figures.push_back(token);
        continue;
      }
      const bool fresh = parts.empty() || !parts.back().figures.empty();
      if (fresh || begins_name(parts.back().words, token)) parts.emplace_back();
      parts.back().words.push_back(token);
    }
    return parts;
  }

  bool begins_name(const std::vector<StatementToken>& before, const StatementToken& token) const {
    if (label_key(token.text) != text::label_form(token.text)) return true;
    const std::string name = joined(before);
    if (is_known(name + token.text)) return false;
    if (is_known(name) || is_known(token.text)) return true;
    return text::decode(token.text).size() > 1 || text::decode(before.back().text).size() > 1;
  }

  void read_plain(const std::vector<StatementToken>& line) {
    const std::vector<Part> parts = parts_of(line);
    std::size_t at = 0;
    for (const Part& part : parts) {
      if (part.words.empty()) continue;
      const std::string name = joined(part.words);
      // A name that goes on below.
      const bool goes_on = at == 0 && !rows_.empty() && rows_.back().label && !is_known(name) &&
                           is_known(rows_.back().label->text + name);
      if (goes_on) {
        words_ = part.words;
        take_words(rows_.back());
        for (const StatementToken& figure : part.figures) add_figure(figure);
        continue;
      }
      bool sure = true;
      const std::size_t side = parts.size() > 1 ? std::min<std::size_t>(at, 1) : side_of(name, sure);
      TextRow& row = start(side, part.words.front());
      words_ = part.words;
      take_words(row);
      if (!sure) row.label_doubt = kUnsureSide;
      remember(side, name);
      for (const StatementToken& figure : part.figures) add_figure(figure);
      ++at;
    }
  }

  // What a side's names told so far: where its last list number and fixed name stood.
  struct Trace {
    long number = 0;
    long label = -1;
  };

  static long list_number(std::string_view name) {
    static const std::u32string_view digits = U"一二三四五六七八九";
    long value = 0;
    long digit = 0;
    for (const char32_t c : text::decode(name)) {
      if (c == U'十') {
        value += (digit == 0 ? 1 : digit) * 10;
        digit = 0;
      } else if (const auto at = digits.find(c); at != std::u32string_view::npos) {
        digit = static_cast<long>(at) + 1;
      } else {
        return c == U'、' ? value + digit : 0;
      }
    }
    return 0;
  }

  long label_at(const std::string& name, long after) const {
    const auto known = labels_.find(label_key(name));
    if (known == labels_.end()) return -1;
    for (const std::size_t at : known->second) {
      if (static_cast<long>(at) > after) return static_cast<long>(at);
    }
    return -1;
  }

  void remember(std::size_t side, const std::string& name) {
    if (const long number = list_number(name); number > 0) trace_[side].number = number;
    if (const long label = label_at(name, trace_[side].label); label >= 0) {
      trace_[side].label = label;
      if (side == 1 && first_right_ == 0) first_right_ = label;
    }
  }

  // A name that stands alone on its line.
  std::size_t side_of(const std::string& name, bool& sure) const {
    const long number = list_number(name);
    const bool left = number > 0 && number == trace_[0].number + 1;
    const bool right = number > 0 && number == trace_[1].number + 1;
    if (left != right) return left ? 0 : 1;
    // Fixed names of the first side come before all of the second.
    const auto known = labels_.find(label_key(name));
    if (known != labels_.end() && first_right_ > 0) {
      bool before = false;
      bool behind = false;
      for (const std::size_t at : known->second) {
        const bool is_right = static_cast<long>(at) >= first_right_;
        (is_right ? behind : before) = true;
      }
      if (before != behind) return before ? 0 : 1;
    }
    // A name that holds the word of one side.
    const bool says_left = name.find(sides_[0]) != std::string::npos;
    const bool says_right = name.find(sides_[1]) != std::string::npos;
    if (says_left != says_right) return says_left ? 0 : 1;
    sure = false;
    return trace_[1].number >= trace_[0].number ? 1 : 0;
  }

  const SourceText& source_;
  const TextColumns& columns_;
  const std::vector<std::string>& sides_;
  std::unordered_map<std::string, std::vector<std::size_t>> labels_;
  std::vector<TextRow> rows_;
  std::vector<StatementToken> words_;  // not yet of a row
  long next_[2] = {0, 0};
  int current_ = -1;
  Trace trace_[2];
  long first_right_ = 0;
};

}  // namespace

std::vector<TextRow> read_sided_rows(const SourceText& source, const StatementSpec& spec, const TextColumns& columns,
                                     const TokenLines& lines) {
  return SidedRows(source, spec, columns).read(lines);
}

}  // namespace gouji::intake
