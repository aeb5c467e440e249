#include "import/flow_rows.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace gouji::intake {

namespace {

constexpr const char* kHeadingLost = "heading not printed, inferred from the level below it";
constexpr const char* kHeadingMayBeLost = "a heading between this one and the next may be missing in the print";
constexpr const char* kHeadingCut = "heading is cut by a page break";
constexpr const char* kOddHeading = "heading is none of the usual ones";

void add_piece(FlowCell& cell, const FlowPiece& piece) {
  cell.text += piece.text;
  cell.spans.insert(cell.spans.end(), piece.spans.begin(), piece.spans.end());
}

// The position of a printed group value in the column's list of words, or -1.
int rank_of(const FlowColumn& column, const std::string& word) {
  const std::u32string form = match_form(word);
  int rank = -1;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < column.words.size(); ++i) {
    const std::u32string candidate = match_form(column.words[i]);
    if (candidate.size() > longest && form.compare(0, candidate.size(), candidate) == 0) {
      rank = static_cast<int>(i);
      longest = candidate.size();
    }
  }
  return rank;
}

bool same_heading(const std::string& a, const std::string& b) {
  const std::string left = text::label_form(a);
  const std::string right = text::label_form(b);
  return !left.empty() && !right.empty() && (text::starts_with(left, right) || text::starts_with(right, left));
}

// Headings of merged cells, as they hold for the row under way.
class Headings {
 public:
  explicit Headings(const FlowSpec& spec) : spec_(spec) {
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
      if (spec.columns[i].kind == ColumnKind::group) columns_.push_back(i);
    }
    current_.resize(columns_.size());
  }

  // Headings that no row stands beside: an outer one holds for the rows below.
  void pass(const std::vector<FlowCell>& cells) {
    FlowRow none;
    none.cells = cells;
    apply(none);
    for (std::size_t k = 0; k + 1 < columns_.size(); ++k) {
      if (!cells[columns_[k]].spans.empty()) {
        current_[k].spans = cells[columns_[k]].spans;
        current_[k].carried = false;
      }
    }
    if (!columns_.empty()) current_.back() = {};
  }

  void apply(FlowRow& row) {
    bool fresh = false;  // an outer heading was printed: inner ones no longer hold
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      FlowCell& cell = row.cells[columns_[k]];
      if (!cell.spans.empty()) {
        current_[k] = cell;
        current_[k].spans.clear();
        current_[k].carried = true;
        fresh = true;
      } else {
        if (fresh) current_[k] = {};
        cell = current_[k];
        fresh = fresh || !cell.spans.empty();
        cell.carried = !cell.text.empty() && cell.spans.empty();
        current_[k].spans.clear();
        current_[k].carried = true;
      }
    }
    infer_outer(row);
  }

 private:
  // A printed inner heading that belongs under another outer one tells that the outer one is lost.
  void infer_outer(FlowRow& row) {
    if (columns_.size() < 2) return;
    const FlowCell& inner = row.cells[columns_[1]];
    FlowCell& outer = row.cells[columns_[0]];
    if (!outer.spans.empty()) called_.clear();
    if (inner.spans.empty()) return;
    const int rank = rank_of(spec_.columns[columns_[1]], inner.word);
    if (rank < 0) return;
    const auto parent = spec_.parents.find(spec_.columns[columns_[1]].words[static_cast<std::size_t>(rank)]);
    if (parent == spec_.parents.end() || same_heading(parent->second, outer.word)) return;
    if (!outer.spans.empty()) called_ = parent->second;
    if (called_ == parent->second) return;
    outer = {};
    outer.text = outer.word = parent->second;
    outer.doubtful = kHeadingLost;
    current_[0] = outer;
  }

  const FlowSpec& spec_;
  std::vector<std::size_t> columns_;
  std::vector<FlowCell> current_;
  std::string called_;  // the outer heading that is known, where the form gives it another name
};

// Where the inner headings jump over one of their usual order, the rows merged before the jump may belong to it.
// `jumps`: rows before which a heading without rows is printed.
void mark_lost_headings(const FlowSpec& spec, const std::set<std::size_t>& jumps, FlowTable& table) {
  std::size_t inner = spec.columns.size();
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    if (spec.columns[i].kind == ColumnKind::group) inner = i;
  }
  if (inner == spec.columns.size()) return;
  for (std::size_t r = 1; r + 1 < table.rows.size(); ++r) {
    FlowCell& cell = table.rows[r].cells[inner];
    const FlowCell& next = table.rows[r + 1].cells[inner];
    if (jumps.contains(r + 1)) continue;
    if (!cell.carried || next.carried || table.rows[r + 1].cells.front().spans.size() > 0) continue;
    const int rank = rank_of(spec.columns[inner], cell.word);
    const int next_rank = rank_of(spec.columns[inner], next.word);
    if (rank < 0 || next_rank <= rank + 1) continue;
    const auto& words = spec.columns[inner].words;
    const auto parent = spec.parents.find(words[static_cast<std::size_t>(rank)]);
    const auto next_parent = spec.parents.find(words[static_cast<std::size_t>(next_rank)]);
    const bool one_parent =
        parent == spec.parents.end() || next_parent == spec.parents.end() || parent->second == next_parent->second;
    if (one_parent) cell.doubtful = kHeadingMayBeLost;
  }
}

}  // namespace

TableCut cut_rows(const FlowSpec& spec, const std::vector<FlowPlacement>& path) {
  TableCut cut;
  RowCut row;
  row.cells.resize(spec.columns.size());
  std::map<int, std::pair<std::size_t, std::size_t>> links;  // broken value → row and column of its first part
  bool following = false;
  bool filled = false;
  const auto finish = [&] {
    const bool broken =
        std::any_of(row.cells.begin(), row.cells.end(), [](const CellCut& one) { return one.open_parts != 0; });
    if (filled && row.bare && !broken)
      cut.bare.push_back({cut.rows.size(), std::move(row)});
    else if (filled)
      cut.rows.push_back(std::move(row));
    row = {};
    row.cells.resize(spec.columns.size());
    filled = false;
  };
  for (const FlowPlacement& placement : path) {
    RowCut& target = following && !cut.rows.empty() ? cut.rows.back() : row;
    const auto put = [&](std::size_t column, std::size_t begin, std::size_t end) {
      target.cells[column].parts.emplace_back(begin, end);
      filled = filled || &target == &row;
    };
    switch (placement.step) {
      case Step::none:
      case Step::skip: break;
      case Step::group:
      case Step::odd_group:
        if (placement.tail) {
          const auto start = links.find(placement.link);
          if (start != links.end()) {
            RowCut& first = start->second.first < cut.rows.size() ? cut.rows[start->second.first] : row;
            CellCut& cell = first.cells[start->second.second];
            cell.parts.emplace_back(placement.begin, placement.end);
            --cell.open_parts;
            break;
          }
        }
        if (placement.link >= 0) {
          links[placement.link] = {cut.rows.size(), placement.column};
          ++target.cells[placement.column].open_parts;
        }
        put(placement.column, placement.begin, placement.end);
        target.cells[placement.column].odd = placement.step == Step::odd_group;
        break;
      case Step::text:
      case Step::number:
      case Step::choice:
      case Step::note:
        put(placement.column, placement.begin, placement.end);
        target.followed = target.followed || following;
        break;
      case Step::pair:
        put(placement.column, placement.begin, placement.middle);
        put(placement.column + 1, placement.middle, placement.end);
        break;
      case Step::bare: row.bare = true; break;
      case Step::label: cut.labels.emplace_back(placement.begin, placement.end); break;
      case Step::left_over: cut.left_over.emplace_back(placement.begin, placement.end); break;
      case Step::wrap: finish(); break;
      case Step::restart: row.restarted = true; break;
      case Step::follow: following = true; break;
      case Step::back: following = false; break;
    }
  }
  finish();
  return cut;
}

void build_rows(const FlowSpec& spec, const std::vector<FlowLine>& lines, const std::vector<Token>& tokens,
                const TableCut& cut, FlowTable& table) {
  Headings headings(spec);
  const auto read_heading = [&](const CellCut& one, std::size_t c, FlowCell& cell) {
    for (const auto& [begin, end] : one.parts) add_piece(cell, piece_of(lines, tokens, begin, end));
    std::tie(cell.word, cell.weight) = split_bracket(cell.text, spec.columns[c].bracket_unit);
    if (one.odd) cell.doubtful = kOddHeading;
    if (one.open_parts != 0) cell.doubtful = kHeadingCut;
  };
  std::set<std::size_t> jumps;
  auto bare = cut.bare.begin();
  for (const RowCut& row_cut : cut.rows) {
    for (; bare != cut.bare.end() && bare->before <= table.rows.size(); ++bare) {
      jumps.insert(bare->before);
      std::vector<FlowCell> cells(spec.columns.size());
      for (std::size_t c = 0; c < cells.size(); ++c) {
        if (bare->cut.cells[c].parts.empty()) continue;
        read_heading(bare->cut.cells[c], c, cells[c]);
        table.labels.push_back({cells[c].text, cells[c].spans});
      }
      headings.pass(cells);
    }
    FlowRow row;
    row.cells.resize(spec.columns.size());
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      FlowCell& cell = row.cells[c];
      if (spec.columns[c].kind == ColumnKind::group) {
        read_heading(row_cut.cells[c], c, cell);
        continue;
      }
      for (const auto& [begin, end] : row_cut.cells[c].parts) add_piece(cell, piece_of(lines, tokens, begin, end));
      for (const SourceSpan& span : cell.spans) {
        row.first_line = row.first_line == 0 ? span.line : std::min(row.first_line, span.line);
        row.last_line = std::max(row.last_line, span.line);
      }
    }
    headings.apply(row);
    table.rows.push_back(std::move(row));
  }
  for (; bare != cut.bare.end(); ++bare) {
    for (const CellCut& cell : bare->cut.cells) {
      for (const auto& [begin, end] : cell.parts) table.labels.push_back(piece_of(lines, tokens, begin, end));
    }
  }
  mark_lost_headings(spec, jumps, table);
  for (const auto& [begin, end] : cut.labels) table.labels.push_back(piece_of(lines, tokens, begin, end));
  for (const auto& [begin, end] : cut.left_over) table.left_over.push_back(piece_of(lines, tokens, begin, end));
}

}  // namespace gouji::intake
