#include "import/flow_figures.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "import/flow_labelled.hpp"
#include "import/flow_tokens.hpp"
#include "import/flow_words.hpp"

namespace gouji::intake {

namespace {

constexpr const char* kMissingFigures = "figures are missing in the print; their columns are not certain";
constexpr const char* kWordDoubt = "a word stands where a figure belongs";

FlowSpec frame_of(const FigureSpec& spec) {
  FlowSpec frame;
  frame.columns = spec.columns;
  frame.stop_labels = spec.stop_labels;
  return frame;
}

// One printed row before its values have columns.
struct RawRow {
  std::size_t label_begin = 0;
  std::size_t label_end = 0;
  std::vector<std::size_t> values;  // tokens
};

// A row ends with the line on which its figures stand; what comes before them is its label.
std::vector<RawRow> raw_rows(const std::vector<Token>& tokens, const std::vector<FigureValue>& values,
                             std::size_t begin, std::size_t& end) {
  std::vector<RawRow> rows;
  RawRow row{begin, begin, {}};
  for (std::size_t line = begin; line < tokens.size();) {
    std::size_t next = line + 1;
    while (next < tokens.size() && !tokens[next].first_of_line) ++next;
    const auto is_value = [&](std::size_t i) { return values[i].form != ValueForm::word; };
    std::size_t first = line;
    while (first < next && !is_value(first)) ++first;
    if (first == next) {  // words only: a label goes on below
      row.label_end = next;
      line = next;
      continue;
    }
    // The label printed again in the columns of figures is a value, though a wrong one.
    for (std::size_t i = line + 1; i < first; ++i) {
      if (row.label_end <= line && tokens[i].chars == tokens[line].chars) {
        first = i;
        break;
      }
    }
    row.label_end = std::max(row.label_end, first);
    for (std::size_t i = first; i < next; ++i) row.values.push_back(i);
    rows.push_back(row);
    row = RawRow{next, next, {}};
    line = next;
  }
  end = row.label_begin;  // a label without figures is left over
  return rows;
}

class FigureAligner {
 public:
  FigureAligner(const FigureSpec& spec, const std::vector<FigureValue>& values)
      : values_(values), columns_(spec.columns.size() - 1) {
    quotient_ = column(spec, spec.quotient);
    part_ = column(spec, spec.part);
    whole_ = column(spec, spec.whole);
  }

  // Learns how many blanks a row of nothing but blanks has in this table.
  void learn(const std::vector<RawRow>& rows) {
    std::map<std::size_t, int> counts;
    for (const RawRow& row : rows) {
      if (only_blanks(row)) ++counts[row.values.size()];
    }
    int best = 0;
    for (const auto& [size, count] : counts) {
      if (count >= best) {
        best = count;
        usual_blanks_ = size;
      }
    }
  }

  // The column (counted without the label) of each value.
  std::vector<std::size_t> align(const RawRow& row, bool& certain) const {
    const std::size_t count = std::min(row.values.size(), columns_);
    std::vector<std::size_t> right(count);
    for (std::size_t i = 0; i < count; ++i) right[i] = columns_ - count + i;
    certain = true;
    if (row.values.size() == columns_) return right;
    if (row.values.size() > columns_) {
      certain = false;
      return right;
    }
    if (only_blanks(row)) {
      certain = row.values.size() == usual_blanks_;
      return right;
    }
    if (agrees(row, right)) return right;
    // Another arrangement that the quotient proves, if there is just one.
    std::optional<std::vector<std::size_t>> proven;
    int proofs = 0;
    std::vector<bool> used(columns_, false);
    std::fill(used.begin(), used.begin() + static_cast<std::ptrdiff_t>(count), true);
    do {
      std::vector<std::size_t> places;
      for (std::size_t c = 0; c < columns_; ++c) {
        if (used[c]) places.push_back(c);
      }
      if (!agrees(row, places)) continue;
      ++proofs;
      proven = places;
    } while (std::prev_permutation(used.begin(), used.end()));
    if (proofs == 1) return *proven;
    certain = false;
    return right;
  }

 private:
  static std::size_t column(const FigureSpec& spec, const std::string& key) {
    for (std::size_t c = 1; c < spec.columns.size() && !key.empty(); ++c) {
      if (spec.columns[c].key == key) return c - 1;
    }
    return spec.columns.size();
  }

  bool only_blanks(const RawRow& row) const {
    return std::all_of(row.values.begin(), row.values.end(),
                       [&](std::size_t i) { return values_[i].form == ValueForm::blank; });
  }

  const FigureValue* at(const RawRow& row, const std::vector<std::size_t>& places, std::size_t wanted) const {
    const auto found = std::find(places.begin(), places.end(), wanted);
    if (found == places.end()) return nullptr;
    const FigureValue& value = values_[row.values[static_cast<std::size_t>(found - places.begin())]];
    return value.form == ValueForm::figure ? &value : nullptr;
  }

  bool agrees(const RawRow& row, const std::vector<std::size_t>& places) const {
    const FigureValue* quotient = at(row, places, quotient_);
    const FigureValue* part = at(row, places, part_);
    const FigureValue* whole = at(row, places, whole_);
    return quotient != nullptr && part != nullptr && whole != nullptr && is_quotient(*quotient, *part, *whole);
  }

  const std::vector<FigureValue>& values_;
  std::size_t columns_;
  std::size_t quotient_ = 0;
  std::size_t part_ = 0;
  std::size_t whole_ = 0;
  std::size_t usual_blanks_ = 0;
};

void take_off_ending(std::string& label, const std::vector<std::string>& endings) {
  for (const std::string& ending : endings) {
    if (label.size() > ending.size() && text::ends_with(label, ending)) {
      label.resize(label.size() - ending.size());
      label = std::string(text::trim(label));
      return;
    }
  }
}

FlowRow build_row(const FigureSpec& spec, const std::vector<FlowLine>& lines, const std::vector<Token>& tokens,
                  const std::vector<FigureValue>& values, const FigureAligner& aligner, const RawRow& raw) {
  FlowRow row;
  row.cells.resize(spec.columns.size());
  const FlowPiece label = piece_of(lines, tokens, raw.label_begin, raw.label_end);
  row.cells[0].text = label.text;
  row.cells[0].spans = label.spans;
  take_off_ending(row.cells[0].text, spec.label_endings);
  row.first_line = lines[tokens[raw.label_begin].line].number;
  row.last_line = lines[tokens[raw.values.back()].line].number;
  bool certain = true;
  const std::vector<std::size_t> places = aligner.align(raw, certain);
  const std::size_t surplus = raw.values.size() - places.size();  // more values than columns: kept in the first
  for (std::size_t i = 0; i < raw.values.size(); ++i) {
    FlowCell& cell = row.cells[1 + (i < surplus ? places.front() : places[i - surplus])];
    const FlowPiece piece = piece_of(lines, tokens, raw.values[i], raw.values[i] + 1);
    if (!cell.text.empty()) cell.text += ' ';
    cell.text += piece.text;
    cell.spans.insert(cell.spans.end(), piece.spans.begin(), piece.spans.end());
    if (!certain) cell.doubtful = kMissingFigures;
    if (values[raw.values[i]].form == ValueForm::word) cell.doubtful = kWordDoubt;
  }
  return row;
}

}  // namespace

std::vector<FlowRange> find_figure_tables(const FigureSpec& spec, const std::vector<FlowLine>& lines) {
  return find_flow_tables(frame_of(spec), lines);
}

std::vector<FigureTable> read_figure_tables(const FigureSpec& spec, const std::vector<FlowLine>& lines,
                                            const std::vector<FlowRange>& ranges) {
  const FlowSpec frame = frame_of(spec);
  const FlowWords words(frame);
  const TokenHints no_hints;
  std::vector<std::u32string> blanks;
  for (const auto& blank : spec.blanks) blanks.push_back(match_form(blank));
  std::vector<FigureTable> tables;
  for (const FlowRange range : ranges) {
    FigureTable table;
    if (spec.columns.size() < 2) {
      tables.push_back(std::move(table));
      continue;
    }
    const std::vector<Token> tokens = tokenize(lines, range, no_hints);
    std::size_t begin = 0;
    if (const auto head = words.first_head(tokens)) {
      if (head->begin > 0) table.left_over.push_back(piece_of(lines, tokens, 0, head->begin));
      begin = head->end;
      if (head->cells.empty()) table.head.push_back(piece_of(lines, tokens, head->begin, begin));
      for (const auto& [first, last] : head->cells) table.head.push_back(piece_of(lines, tokens, first, last));
    }
    if (!spec.labels.empty()) {
      read_labelled_rows(spec, lines, tokens, begin, table);
      tables.push_back(std::move(table));
      continue;
    }
    std::vector<FigureValue> values;
    for (const Token& token : tokens) values.push_back(value_of(token.chars, blanks, {}));
    std::size_t end = tokens.size();
    const std::vector<RawRow> rows = raw_rows(tokens, values, begin, end);
    FigureAligner aligner(spec, values);
    aligner.learn(rows);
    for (const RawRow& raw : rows) {
      table.rows.push_back(build_row(spec, lines, tokens, values, aligner, raw));
    }
    if (end < tokens.size()) table.left_over.push_back(piece_of(lines, tokens, end, tokens.size()));
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace gouji::intake
