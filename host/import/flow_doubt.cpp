#include "import/flow_doubt.hpp"

#include <algorithm>

namespace gouji::intake {

namespace {

constexpr const char* kBorder = "border between two cells not certain";
constexpr const char* kBlank = "空着的格没有留下痕迹，属于哪一栏不能确定";
constexpr const char* kPageBreak = "row is cut by a page break";
constexpr const char* kFigureInNote = "原因以数开头，得分一栏空着：这个数属于哪一栏不能确定";
constexpr const char* kNeedlessNoteDoubt = "note although nothing was deducted";

// Adjacent text cells of one row, as borders[0] < borders[1] < ... over columns first, first + 1, ...
struct Block {
  std::size_t first_column = 0;
  std::vector<std::size_t> borders;  // one more than cells
};

class BlockValue {
 public:
  BlockValue(const FlowSpec& spec, const FlowScore& score, const Block& block)
      : spec_(spec), score_(score), block_(block) {}

  // The part of the value that borders k and k + 1 (inner ones) can change.
  double operator()(const std::vector<std::size_t>& borders) const {
    double value = 0.0;
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
      const double cell = score_.segment(block_.first_column + i, borders[i], borders[i + 1]);
      if (cell <= FlowScore::kImpossible) return FlowScore::kImpossible;
      value += cell;
      if (i == 0) continue;
      const int before = score_.lines(borders[i - 1], borders[i]);
      value += score_.border(place_between(before, score_.lines(borders[i], borders[i + 1])), borders[i]);
      const std::size_t column = block_.first_column + i;
      if (spec_.columns[column].alike == spec_.columns[column - 1].key) {
        value += score_.likeness(borders[i - 1], borders[i], borders[i + 1]);
      }
    }
    // The border to the figures shows how many lines the last cell has.
    const int last = score_.lines(borders[borders.size() - 2], borders.back());
    if (follows_) value += score_.border(place_between(last, 1), borders.back());
    return value;
  }

  void set_follows(bool follows) { follows_ = follows; }

 private:
  const FlowSpec& spec_;
  const FlowScore& score_;
  const Block& block_;
  bool follows_ = false;
};

// Moves each border, alone and with its neighbour, and keeps the best rival of each.
std::vector<double> margins_of(const Block& block, const BlockValue& value_of) {
  const std::size_t inner = block.borders.size() - 2;
  std::vector<double> rivals(inner, FlowScore::kImpossible);
  const double best = value_of(block.borders);
  const auto compare = [&](const std::vector<std::size_t>& moved) {
    const double value = value_of(moved);
    for (std::size_t b = 0; b < inner; ++b) {
      if (moved[b + 1] != block.borders[b + 1]) rivals[b] = std::max(rivals[b], value);
    }
  };
  std::vector<std::size_t> moved = block.borders;
  for (std::size_t b = 1; b <= inner; ++b) {
    const bool with_next = b < inner;
    const std::size_t stop = block.borders[with_next ? b + 2 : b + 1];
    for (std::size_t at = block.borders[b - 1] + 1; at < stop; ++at) {
      moved[b] = at;
      if (!with_next) {
        compare(moved);
        continue;
      }
      for (std::size_t next = at + 1; next < stop; ++next) {
        moved[b + 1] = next;
        compare(moved);
      }
    }
    moved = block.borders;
  }
  for (double& rival : rivals) rival = best - rival;
  return rivals;
}

void doubt_borders(const FlowSpec& spec, const std::vector<Token>& tokens, const FlowScore& score, const RowCut& row,
                   std::size_t row_index, std::vector<CellDoubt>& doubts) {
  for (std::size_t c = 0; c < row.cells.size();) {
    Block block;
    block.first_column = c;
    while (c < row.cells.size() && spec.columns[c].kind == ColumnKind::text && !row.cells[c].parts.empty()) {
      const auto& [begin, end] = row.cells[c].parts.front();
      if (!block.borders.empty() && block.borders.back() != begin) break;
      if (block.borders.empty()) block.borders.push_back(begin);
      block.borders.push_back(end);
      ++c;
    }
    if (block.borders.size() >= 3) {
      BlockValue value(spec, score, block);
      value.set_follows(block.borders.back() < tokens.size());
      const std::vector<double> margins = margins_of(block, value);
      for (std::size_t b = 0; b < margins.size(); ++b) {
        if (margins[b] >= spec.doubt_margin) continue;
        doubts.push_back({row_index, block.first_column + b, kBorder});
        doubts.push_back({row_index, block.first_column + b + 1, kBorder});
      }
    }
    if (block.borders.empty()) ++c;
  }
}

// Of neighbouring text columns some print nothing: what is printed may be another one's, unless a sign opens it.
void doubt_blanks(const FlowSpec& spec, const std::vector<Token>& tokens, const RowCut& row, std::size_t row_index,
                  std::vector<CellDoubt>& doubts) {
  const auto is_plain = [&](std::size_t c) {
    return spec.columns[c].kind == ColumnKind::text && (spec.columns[c].figures || !spec.columns[c].openers.empty());
  };
  for (std::size_t c = 0; c < row.cells.size();) {
    std::size_t end = c;
    bool blank = false;
    while (end < row.cells.size() && is_plain(end)) blank = row.cells[end++].parts.empty() || blank;
    for (std::size_t cell = c; blank && cell < end; ++cell) {
      if (row.cells[cell].parts.empty()) continue;
      const Token& first = tokens[row.cells[cell].parts.front().first];
      const bool own_sign = first.opens && !spec.columns[cell].openers.empty();
      if (!own_sign) doubts.push_back({row_index, cell, kBlank});
    }
    c = end + 1;
  }
}

bool is_cut_by_page(const std::vector<Token>& tokens, const RowCut& row) {
  if (row.restarted) return true;
  for (const CellCut& cell : row.cells) {
    for (const auto& [begin, end] : cell.parts) {
      for (std::size_t i = begin + 1; i < end; ++i) {
        if (tokens[i].gap == Gap::page) return true;
      }
    }
  }
  return false;
}

// Behind a page break that came after a whole row: might another cell of the row go on as well?
void doubt_followed(const FlowSpec& spec, const FlowScore& score, const RowCut& row, std::size_t row_index,
                    std::vector<CellDoubt>& doubts) {
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (spec.columns[c].kind != ColumnKind::text || row.cells[c].parts.size() < 2) continue;
    const std::size_t next = row.cells[c].parts.back().first;
    const auto value_of = [&](std::size_t column) {
      const auto& [begin, end] = row.cells[column].parts.front();
      return score.resumption(column, begin, end, next);
    };
    const double best = value_of(c);
    for (std::size_t other = 0; other < row.cells.size(); ++other) {
      if (other == c || spec.columns[other].kind != ColumnKind::text || row.cells[other].parts.empty()) continue;
      if (best - value_of(other) < spec.doubt_margin) doubts.push_back({row_index, c, kPageBreak});
    }
  }
}

// A note although no figure fell short of its limit, where no heading shows that a new row begins behind it.
void doubt_note(const FlowSpec& spec, const std::vector<Token>& tokens, const TableCut& cut, std::size_t row_index,
                std::vector<CellDoubt>& doubts) {
  const RowCut& row = cut.rows[row_index];
  const auto has_heading = [&](const RowCut& next) {
    for (std::size_t c = 0; c < next.cells.size(); ++c) {
      if (spec.columns[c].kind == ColumnKind::group && !next.cells[c].parts.empty()) return true;
    }
    return false;
  };
  bool lost = row_index + 1 >= cut.rows.size() || has_heading(cut.rows[row_index + 1]);
  for (const CellCut& cell : row.cells) {
    const bool at_page = !cell.parts.empty() && cell.parts.back().second < tokens.size() &&
                         tokens[cell.parts.back().second].gap == Gap::page;
    lost = lost && !at_page;
  }
  const auto number_of = [&](std::size_t column) {
    return row.cells[column].parts.empty() ? -1.0 : tokens[row.cells[column].parts.front().first].value;
  };
  const auto says_nothing = [&](std::size_t column) {
    std::u32string note;
    for (const auto& [begin, end] : row.cells[column].parts) {
      for (std::size_t i = begin; i < end; ++i) note += tokens[i].chars;
    }
    const auto& words = spec.columns[column].words;
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return match_form(word) == note; });
  };
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    for (std::size_t limit = 0; limit < c && !spec.columns[c].at_most.empty(); ++limit) {
      if (spec.columns[limit].key == spec.columns[c].at_most) lost = lost || number_of(c) < number_of(limit);
    }
    if (spec.columns[c].kind != ColumnKind::note || row.cells[c].parts.empty()) continue;
    if (!lost && !says_nothing(c)) doubts.push_back({row_index, c, kNeedlessNoteDoubt});
    // A figure opens it, and its own column prints nothing.
    const bool figure = tokens[row.cells[c].parts.front().first].numeric;
    if (figure && c > 0 && spec.columns[c - 1].kind == ColumnKind::number && row.cells[c - 1].parts.empty()) {
      doubts.push_back({row_index, c - 1, kFigureInNote});
      doubts.push_back({row_index, c, kFigureInNote});
    }
  }
}

}  // namespace

std::vector<CellDoubt> find_doubts(const FlowSpec& spec, const std::vector<Token>& tokens, const FlowScore& score,
                                   const TableCut& cut) {
  std::vector<CellDoubt> doubts;
  for (std::size_t r = 0; r < cut.rows.size(); ++r) {
    const RowCut& row = cut.rows[r];
    doubt_borders(spec, tokens, score, row, r, doubts);
    doubt_note(spec, tokens, cut, r, doubts);
    if (spec.part_lines) doubt_blanks(spec, tokens, row, r, doubts);
    if (row.followed) doubt_followed(spec, score, row, r, doubts);
    if (!is_cut_by_page(tokens, row)) continue;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (spec.columns[c].kind == ColumnKind::text) doubts.push_back({r, c, kPageBreak});
    }
  }
  return doubts;
}

}  // namespace gouji::intake
