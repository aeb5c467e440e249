#include "import/flow_labelled.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kTracelessBlanks = "空着的格没有留下痕迹，属于哪一栏不能确定";
constexpr const char* kSurplusDoubt = "一行里的数多于表头的栏";
constexpr const char* kLabelDoubt = "不是常见的资金来源名称";
constexpr std::size_t kMostLabelTokens = 12;
constexpr std::size_t kLongestRowLabel = 14;

// One printed row before its values have columns; a value is one token, or the words of a note.
struct LabelledRow {
  std::size_t label_begin = 0, label_end = 0;
  bool known = false;
  std::vector<std::pair<std::size_t, std::size_t>> values;
};

class RowCutter {
 public:
  RowCutter(const FigureSpec& spec, const std::vector<Token>& tokens) : tokens_(tokens), columns_(spec.columns.size()) {
    for (const std::string& label : spec.labels) labels_.push_back(match_form(label));
    for (const std::string& ending : spec.label_endings) endings_.push_back(match_form(ending));
    for (const std::string& blank : spec.blanks) blanks_.push_back(match_form(blank));
    for (const std::string& unit : spec.units) units_.push_back(match_form(unit));
    for (const Token& token : tokens) values_.push_back(value_of(token.chars, blanks_, units_));
    for (const std::string& ending : spec.columns.front().endings) kinds_.push_back(match_form(ending));
    has_note_ = spec.columns.back().kind == ColumnKind::note;
  }

  std::vector<LabelledRow> cut(std::size_t begin, std::vector<std::pair<std::size_t, std::size_t>>& left_over) const {
    std::vector<LabelledRow> rows;
    std::size_t loose = begin;  // words that no row has taken yet
    const auto drop_loose = [&](std::size_t end) {
      if (loose < end) left_over.emplace_back(loose, end);
    };
    for (std::size_t line = begin; line < tokens_.size();) {
      std::size_t next = line + 1;
      while (next < tokens_.size() && !tokens_[next].first_of_line) ++next;
      if (is_value(line)) {  // figures alone on a line: of the row before, or of the words before
        if (loose < line || rows.empty()) {
          rows.push_back({loose, line, false, {}});
        } else if (rows.empty() || rows.back().values.size() + 1 >= columns_) {
          loose = line;
          line = next;
          continue;
        }
        take_values(line, next, rows.back());
        loose = line = next;
        continue;
      }
      std::size_t label_begin = line;
      std::size_t label_end = 0;
      for (std::size_t at = line; at < next && label_end == 0; ++at) {
        if (is_value(at)) break;
        label_begin = at;
        label_end = label_at(at, loose < line && at == line ? loose : at, label_begin);
      }
      if (label_end > line) {
        // Words between a row of figures and the next label are the note that the row lacks.
        if (has_note_ && !rows.empty() && loose < label_begin && rows.back().values.size() + 2 == columns_) {
          rows.back().values.emplace_back(loose, label_begin);
          loose = label_begin;
        }
        drop_loose(label_begin);
        rows.push_back({label_begin, label_end, true, {}});
        next = std::max(next, label_end);
        while (next < tokens_.size() && !tokens_[next].first_of_line) ++next;
        take_values(label_end, next, rows.back());
        loose = line = next;
        continue;
      }
      std::size_t first = line;
      while (first < next && !is_value(first)) ++first;
      if (first == next && next == line + 1 && is_like_a_label(tokens_[line].chars)) {  // a row without figures
        drop_loose(line);
        rows.push_back({line, next, false, {}});
        loose = line = next;
        continue;
      }
      if (first < next) {  // a label that is not known, perhaps wrapped
        rows.push_back({loose, first, false, {}});
        take_values(first, next, rows.back());
        loose = next;
      }
      line = next;
    }
    drop_loose(tokens_.size());
    return rows;
  }

  FigureValue value(const std::pair<std::size_t, std::size_t>& range) const {
    return range.second == range.first + 1 ? values_[range.first] : FigureValue{};
  }

 private:
  bool is_value(std::size_t at) const { return values_[at].form != ValueForm::word; }

  // The end of a known label that begins at `at` (or at `from`, where it is wrapped), or 0. It may be wrapped.
  std::size_t label_at(std::size_t at, std::size_t from, std::size_t& begin) const {
    for (const std::size_t start : {from, at}) {
      std::u32string spelled;
      std::size_t best = 0;
      for (std::size_t end = start; end < tokens_.size() && end < start + kMostLabelTokens; ++end) {
        spelled += tokens_[end].chars;
        if (is_label(spelled)) best = end + 1;
        const bool open = std::any_of(labels_.begin(), labels_.end(), [&](const std::u32string& label) {
          return label.compare(0, spelled.size(), spelled) == 0;
        });
        if (!open) break;
      }
      if (best == 0) continue;
      begin = start;
      return best;
    }
    return 0;
  }

  bool is_label(std::u32string spelled) const {
    for (const std::u32string& ending : endings_) {
      if (spelled.size() > ending.size() && spelled.ends_with(ending)) {
        spelled.resize(spelled.size() - ending.size());
        break;
      }
    }
    return std::find(labels_.begin(), labels_.end(), spelled) != labels_.end();
  }

  bool is_like_a_label(const std::u32string& chars) const {
    return chars.size() <= kLongestRowLabel &&
           std::any_of(kinds_.begin(), kinds_.end(),
                       [&](const std::u32string& kind) { return chars.size() > kind.size() && chars.ends_with(kind); });
  }

  // Values up to `end`; words behind figures are one note.
  void take_values(std::size_t at, std::size_t end, LabelledRow& row) const {
    while (at < end) {
      std::size_t stop = at + 1;
      if (!is_value(at) && has_note_) {
        const bool rest = std::none_of(
            tokens_.begin() + static_cast<std::ptrdiff_t>(at), tokens_.begin() + static_cast<std::ptrdiff_t>(end),
            [&](const Token& token) { return is_value(static_cast<std::size_t>(&token - tokens_.data())); });
        if (rest) stop = end;
      }
      row.values.emplace_back(at, stop);
      at = stop;
    }
  }

  const std::vector<Token>& tokens_;
  std::size_t columns_;
  bool has_note_ = false;
  std::vector<std::u32string> labels_, endings_, blanks_, units_;
  std::vector<std::u32string> kinds_;  // how labels tend to end
  std::vector<FigureValue> values_;
};

// Weighs ways to put a row's values into columns; counted in small whole numbers, higher is better.
class LabelledAligner {
 public:
  LabelledAligner(const FigureSpec& spec)
      : spec_(spec), columns_(spec.columns.size() - 1), printed_(columns_), blanks_(columns_) {
    quotient_ = column(spec.quotient);
    part_ = column(spec.part);
    whole_ = column(spec.whole);
    weight_ = column(spec.weight);
    score_ = column(spec.score);
  }

  struct Alignment {
    std::vector<std::size_t> places;  // column of each value, the label's not counted
    int value = 0;
    int margin = 0;  // to the next best
  };

  Alignment align(const std::vector<FigureValue>& row) const {
    Alignment best;
    if (row.size() > columns_) return best;
    std::vector<bool> used(columns_, false);
    std::fill(used.begin(), used.begin() + static_cast<std::ptrdiff_t>(row.size()), true);
    bool first = true;
    int rival = 0;
    bool has_rival = false;
    do {
      std::vector<std::size_t> places;
      for (std::size_t c = 0; c < columns_; ++c) {
        if (used[c]) places.push_back(c);
      }
      const int value = value_of_places(row, places);
      if (first || value > best.value) {
        if (!first) {
          rival = best.value;
          has_rival = true;
        }
        best.places = std::move(places);
        best.value = value;
        first = false;
      } else if (!has_rival || value > rival) {
        rival = value;
        has_rival = true;
      }
    } while (std::prev_permutation(used.begin(), used.end()));
    best.margin = has_rival ? best.value - rival : kCertain;
    return best;
  }

  // Counts which columns this table prints, from rows of figures whose alignment stands off from the next best.
  void learn(const std::vector<FigureValue>& row, const Alignment& alignment) {
    ++rows_;
    for (std::size_t i = 0; i < row.size(); ++i) {
      ++printed_[alignment.places[i]];
      if (row[i].form == ValueForm::blank) ++blanks_[alignment.places[i]];
    }
  }
  int learned() const { return rows_; }

  static constexpr int kCertain = 3;

 private:
  std::size_t column(const std::string& key) const {
    for (std::size_t c = 1; c < spec_.columns.size() && !key.empty(); ++c) {
      if (spec_.columns[c].key == key) return c - 1;
    }
    return columns_;
  }

  const FigureValue* figure(const std::vector<FigureValue>& row, const std::vector<std::size_t>& places,
                            std::size_t wanted) const {
    const auto found = std::find(places.begin(), places.end(), wanted);
    if (found == places.end()) return nullptr;
    const FigureValue& value = row[static_cast<std::size_t>(found - places.begin())];
    return value.form == ValueForm::figure ? &value : nullptr;
  }

  int value_of_places(const std::vector<FigureValue>& row, const std::vector<std::size_t>& places) const {
    int value = 0;
    for (std::size_t i = 0; i < row.size(); ++i) value += fit(row[i], places[i]);
    const bool only_blanks =
        std::all_of(row.begin(), row.end(), [](const FigureValue& one) { return one.form == ValueForm::blank; });
    for (std::size_t c = 0; c < columns_; ++c) {
      if (std::binary_search(places.begin(), places.end(), c)) continue;
      // Empty cells at the end are the usual ones; inside a row of figures they are rare.
      const bool trailing = only_blanks || c > places.back();
      if (rows_ == 0 || printed_[c] > 0) value -= trailing || spec_.columns[c + 1].kind == ColumnKind::note ? 1 : 3;
      if (rows_ > 1 && printed_[c] == rows_) value -= 1;
    }
    for (const std::size_t c : places) value -= rows_ > 0 && printed_[c] == 0 ? 2 : 0;
    return value + arithmetic(row, places);
  }

  int fit(const FigureValue& value, std::size_t c) const {
    const FlowColumn& own = spec_.columns[c + 1];
    switch (value.form) {
      case ValueForm::word: return own.kind == ColumnKind::number ? -8 : 2;
      case ValueForm::blank: return blanks_[c] > 0 ? 3 : own.kind == ColumnKind::note ? -2 : 0;
      case ValueForm::figure: break;
    }
    if (own.kind == ColumnKind::note) return -6;
    if (value.percent) return own.percent ? 4 : -8;
    return own.percent ? -2 : 0;
  }

  int arithmetic(const std::vector<FigureValue>& row, const std::vector<std::size_t>& places) const {
    int value = 0;
    const FigureValue* quotient = figure(row, places, quotient_);
    const FigureValue* part = figure(row, places, part_);
    const FigureValue* whole = figure(row, places, whole_);
    const bool all = quotient != nullptr && part != nullptr && whole != nullptr;
    if (all && whole->number != 0.0) value += is_quotient(*quotient, *part, *whole) ? 6 : -3;
    if (part != nullptr && whole != nullptr && part->number > whole->number) value -= 1;
    const FigureValue* weight = figure(row, places, weight_);
    const FigureValue* score = figure(row, places, score_);
    if (weight != nullptr && score != nullptr && score->number > weight->number) value -= 4;
    if (score != nullptr && weight == nullptr) value -= 3;  // points are given out of a weight
    if (weight != nullptr && (weight->number == 0.0 || weight->number > kWholeScore)) value -= 4;
    if (score != nullptr && score->number > kWholeScore) value -= 4;
    return value;
  }

  static constexpr double kWholeScore = 100;  // points of a whole form

  const FigureSpec& spec_;
  std::size_t columns_;
  std::size_t quotient_ = 0, part_ = 0, whole_ = 0, weight_ = 0, score_ = 0;
  int rows_ = 0;
  std::vector<int> printed_, blanks_;
};

void append_piece(FlowCell& cell, const FlowPiece& piece) {
  if (!cell.text.empty()) cell.text += ' ';
  cell.text += piece.text;
  cell.spans.insert(cell.spans.end(), piece.spans.begin(), piece.spans.end());
}

}  // namespace

FigureValue value_of(std::u32string_view chars, const std::vector<std::u32string>& blanks,
                     const std::vector<std::u32string>& units) {
  FigureValue value;
  if (std::find(blanks.begin(), blanks.end(), chars) != blanks.end()) {
    value.form = ValueForm::blank;
    return value;
  }
  std::string plain;
  for (const std::u32string& unit : units) {
    if (chars.size() > unit.size() && chars.ends_with(unit)) {
      chars.remove_suffix(unit.size());
      break;
    }
  }
  if (!chars.empty() && chars.back() == U'%') {
    value.percent = true;
    chars.remove_suffix(1);
  }
  const bool negative = !chars.empty() && chars.front() == U'-';
  if (negative) chars.remove_prefix(1);
  for (const char32_t c : chars) {
    if (c != U',') text::append_utf8(plain, c);
  }
  if (!text::is_plain_number(plain)) return value;
  const std::size_t point = plain.find('.');
  while (point != std::string::npos && plain.back() == '0') plain.pop_back();  // padding says nothing about precision
  value.form = ValueForm::figure;
  std::from_chars(plain.data(), plain.data() + plain.size(), value.number);
  if (negative) value.number = -value.number;
  value.decimals = point == std::string::npos ? 0 : static_cast<int>(plain.size() - point - 1);
  return value;
}

bool is_quotient(const FigureValue& quotient, const FigureValue& part, const FigureValue& whole) {
  if (whole.number == 0.0) return false;
  const double scale = quotient.percent ? 100.0 : 1.0;
  const double slack = 0.51 * std::pow(10.0, -quotient.decimals);
  return std::abs(part.number / whole.number * scale - quotient.number) <= slack;
}

void read_labelled_rows(const FigureSpec& spec, const std::vector<FlowLine>& lines, const std::vector<Token>& tokens,
                        std::size_t begin, FigureTable& table) {
  const RowCutter cutter(spec, tokens);
  std::vector<std::pair<std::size_t, std::size_t>> left_over;
  const std::vector<LabelledRow> rows = cutter.cut(begin, left_over);
  std::vector<std::vector<FigureValue>> values(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (const auto& range : rows[r].values) values[r].push_back(cutter.value(range));
  }
  const LabelledAligner blank(spec);
  LabelledAligner aligner(spec);
  // First from what arithmetic or percent signs prove; where nothing does, from what is likely.
  for (const int margin : {LabelledAligner::kCertain, 1}) {
    for (const auto& row : values) {
      if (aligner.learned() > 0 && margin < LabelledAligner::kCertain) break;
      const bool has_figure =
          std::any_of(row.begin(), row.end(), [](const FigureValue& one) { return one.form == ValueForm::figure; });
      if (!has_figure || row.size() >= spec.columns.size()) continue;
      const auto alignment = blank.align(row);
      if (alignment.margin >= margin) aligner.learn(row, alignment);
    }
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    FlowRow row;
    row.cells.resize(spec.columns.size());
    const FlowPiece label = piece_of(lines, tokens, rows[r].label_begin, rows[r].label_end);
    row.cells[0].text = label.text;
    row.cells[0].spans = label.spans;
    for (const std::string& ending : spec.label_endings) {
      if (row.cells[0].text.size() <= ending.size() || !row.cells[0].text.ends_with(ending)) continue;
      row.cells[0].text.resize(row.cells[0].text.size() - ending.size());
      row.cells[0].text = std::string(text::trim(row.cells[0].text));
      break;
    }
    if (!rows[r].known && !row.cells[0].text.empty()) row.cells[0].doubtful = kLabelDoubt;
    row.first_line = lines[tokens[rows[r].label_begin].line].number;
    const std::size_t last = rows[r].values.empty() ? rows[r].label_end : rows[r].values.back().second;
    row.last_line = lines[tokens[last - 1].line].number;
    const auto alignment = aligner.align(values[r]);
    const bool surplus = values[r].size() + 1 > spec.columns.size();
    for (std::size_t i = 0; i < values[r].size(); ++i) {
      const std::size_t c = surplus ? std::min(i + 1, spec.columns.size() - 1) : alignment.places[i] + 1;
      const auto& [first, end] = rows[r].values[i];
      append_piece(row.cells[c], piece_of(lines, tokens, first, end));
      if (surplus) row.cells[c].doubtful = kSurplusDoubt;
      if (!surplus && alignment.margin < 1 && values[r][i].form == ValueForm::figure)
        row.cells[c].doubtful = kTracelessBlanks;
    }
    table.rows.push_back(std::move(row));
  }
  for (const auto& [first, end] : left_over) table.left_over.push_back(piece_of(lines, tokens, first, end));
}

}  // namespace gouji::intake
