#include "formats/pdf_tables.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "formats/column_grid.hpp"
#include "formats/pdf_lines.hpp"

namespace gouji {
namespace {

constexpr double kAcross = 0.4;    // of a letter on either side of a border: the word stands in both cells
constexpr int kMostHeadRows = 6;   // that are printed again
constexpr double kFull = 2.2;      // letters: less room in a line, and the next one goes below
constexpr double kRagged = 3.0;    // letters that signs which may not open a line can take down with them
constexpr double kFoot = 0.7;      // of a page's height: a table that ends above does not go on behind
constexpr double kOnBorder = 1.0;  // points that a word may stand outside

std::size_t band_of(const std::vector<double>& lines, double at) {
  const auto found = std::upper_bound(lines.begin() + 1, lines.end() - 1, at);
  return static_cast<std::size_t>(found - lines.begin()) - 1;
}

std::vector<double> lines_across(const std::vector<DrawnPart>& table) {
  std::vector<double> across = table.front().frame.across;
  for (std::size_t i = 1; i < table.size(); ++i) across = common_lines(across, table[i].frame);
  return across;
}

// One part with its words in their cells.
class PartCells {
 public:
  PartCells(const DrawnPart& part, const std::vector<double>& across) : cells_(cells_of(part.frame, across)) {
    std::vector<std::vector<PdfWord>> words(cells_.cells.size());
    for (const PdfWord& word : part.words) {
      const std::size_t row = band_of(part.frame.down, centre_of(word));
      for (PdfWord& piece : pieces_of(word, static_cast<int>(row), across)) {
        const std::size_t column = band_of(across, (piece.left + piece.right) / 2);
        words[static_cast<std::size_t>(cells_.cell_at(static_cast<int>(row), static_cast<int>(column)))].push_back(
            std::move(piece));
      }
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      const RuledCell& cell = cells_.cells[i];
      texts_.push_back(cell_text(words[i], across[static_cast<std::size_t>(cell.column)],
                                 across[static_cast<std::size_t>(cell.column + cell.columns)]));
    }
  }

  int rows() const { return cells_.rows; }
  const RuledCells& cells() const { return cells_; }
  const CellText& text(int cell) const { return texts_[static_cast<std::size_t>(cell)]; }

  std::string row_text(int row) const {
    std::string all;
    bool any = false;
    for (std::size_t i = 0; i < cells_.cells.size(); ++i) {
      if (cells_.cells[i].row != row) continue;
      all += texts_[i].text + "\t";
      any = any || !texts_[i].text.empty();
    }
    return any ? all : std::string();
  }

 private:
  // A word that runs over a border without a space is parted there.
  std::vector<PdfWord> pieces_of(const PdfWord& word, int row, const std::vector<double>& across) const {
    std::vector<PdfWord> pieces;
    PdfWord rest = word;
    const double margin = kAcross * letter_size(word);
    for (int column = 1; column < cells_.columns; ++column) {
      const double border = across[static_cast<std::size_t>(column)];
      if (border <= rest.left + margin || border >= rest.right - margin) continue;
      if (cells_.cell_at(row, column - 1) == cells_.cell_at(row, column)) continue;
      const double share = (border - rest.left) / (rest.right - rest.left);
      const int wanted = static_cast<int>(share * text::display_width(rest.text) + 0.5);
      const std::u32string all = text::decode(rest.text);
      std::size_t cut = 0;
      for (int width = 0; cut < all.size() && width < wanted; ++cut) width += text::display_width(all[cut]);
      if (cut == 0 || cut == all.size()) continue;
      pieces.push_back({rest.left, rest.top, border, rest.bottom, text::encode(all.substr(0, cut))});
      rest = {border, rest.top, rest.right, rest.bottom, text::encode(all.substr(cut))};
    }
    pieces.push_back(std::move(rest));
    return pieces;
  }

  RuledCells cells_;
  std::vector<CellText> texts_;
};

class TableRows {
 public:
  explicit TableRows(const std::vector<DrawnPart>& table) : across_(lines_across(table)) {
    last_.assign(across_.size() - 1, {});
    room_.assign(across_.size() - 1, 0.0);
    const PartCells first(table.front(), across_);
    add(first, 0, 0);
    for (std::size_t i = 1; i < table.size(); ++i) {
      const PartCells part(table[i], across_);
      int row = 0;
      while (row < part.rows() && row < kMostHeadRows && row < first.rows() && !part.row_text(row).empty() &&
             part.row_text(row) == first.row_text(row))
        add_between(part, i, row++);
      add(part, i, row);
    }
  }
  std::vector<DrawnRow> take() { return std::move(rows_); }

 private:
  struct Held {  // a cell of a row
    std::size_t row = 0, cell = 0;
    bool known = false;
  };

  DrawnRow row_of(const PartCells& part, std::size_t number, int row) const {
    DrawnRow out;
    out.part = number;
    for (std::size_t i = 0; i < part.cells().cells.size(); ++i) {
      const RuledCell& cell = part.cells().cells[i];
      if (cell.row != row) continue;
      const CellText& text = part.text(static_cast<int>(i));
      if (cell.rows == 1) out.lines = std::max(out.lines, text.lines);
      out.cells.push_back({cell.column, cell.rows, cell.columns, text.text, {}});
    }
    return out;
  }

  void add_between(const PartCells& part, std::size_t number, int row) {
    rows_.push_back(row_of(part, number, row));
    rows_.back().between = true;
  }

  void add(const PartCells& part, std::size_t number, int from) {
    for (int row = from; row < part.rows(); ++row) {
      DrawnRow next = row_of(part, number, row);
      const bool breaks = number > 0 && row == from;
      if (breaks && rest_of_row(next)) {
        put_together(next);
        continue;
      }
      if (breaks) go_on_below(next);
      rows_.push_back(std::move(next));
      hold();
      hold_room(part, row);
    }
  }

  GridText* above(const GridText& cell) {
    const Held& held = last_[static_cast<std::size_t>(cell.column)];
    if (!held.known) return nullptr;
    GridText& found = rows_[held.row].cells[held.cell];
    return found.column == cell.column && found.columns == cell.columns ? &found : nullptr;
  }

  // The last row goes on: below the break stands only text whose line above was full, and not in every cell.
  bool rest_of_row(const DrawnRow& next) {
    bool ended_above = false, full = false;
    for (const GridText& cell : next.cells) {
      const GridText* over = above(cell);
      if (over == nullptr) return false;
      const bool merged = over->rows > 1 || cell.rows > 1;
      if (cell.text.empty()) {
        ended_above = ended_above || (!merged && !over->text.empty());
        continue;
      }
      if (merged && over->text.empty()) continue;
      const double room = room_[static_cast<std::size_t>(cell.column)];
      if (room > kRagged || is_printed_figure(cell.text)) return false;
      full = full || room < kFull || has_open_bracket(over->text);
    }
    return full && ended_above;
  }
  void put_together(const DrawnRow& next) {
    for (const GridText& cell : next.cells) {
      GridText* over = above(cell);
      append_wrapped(over->text, cell.text);  // nothing to nothing, and to nothing a merged cell's text
      over->rows += cell.rows - 1;
    }
  }

  static bool has_open_bracket(std::string_view text) {
    int open = 0;
    for (const char32_t c : text::decode(text)) open += c == U'（' || c == U'(' ? 1 : c == U'）' || c == U')' ? -1 : 0;
    return open > 0;
  }

  // A merged cell that the break cut in two: its text stands in one of the parts, or is cut within a bracket.
  void go_on_below(DrawnRow& next) {
    std::erase_if(next.cells, [&](const GridText& cell) {
      GridText* over = above(cell);
      if (over == nullptr || (over->rows == 1 && cell.rows == 1) ||
          (!cell.text.empty() && !over->text.empty() && !has_open_bracket(over->text)))
        return false;
      append_wrapped(over->text, cell.text);
      over->rows += cell.rows;
      return true;
    });
  }

  // How much room the last line of each text leaves: where there is none, it may go on behind a break.
  void hold_room(const PartCells& part, int row) {
    const RuledCells& cells = part.cells();
    for (int column = 0; column < cells.columns; ++column)
      room_[static_cast<std::size_t>(column)] = part.text(cells.cell_at(row, column)).room;
  }

  // Which cells the last row ends with; those merged down from above stay.
  void hold() {
    const std::size_t row = rows_.size() - 1;
    for (std::size_t i = 0; i < rows_[row].cells.size(); ++i) {
      const GridText& cell = rows_[row].cells[i];
      for (int column = cell.column; column < cell.column + cell.columns; ++column)
        last_[static_cast<std::size_t>(column)] = {row, i, true};
    }
  }

  std::vector<double> across_;
  std::vector<DrawnRow> rows_;
  std::vector<Held> last_;
  std::vector<double> room_;
};

}  // namespace

std::vector<DrawnPart> take_drawn_parts(PdfPage& page, int number, const std::vector<PdfRule>& rules) {
  std::vector<DrawnPart> parts;
  for (RuledFrame& frame : find_frames(rules)) {
    DrawnPart part{number, std::move(frame), {}, false};
    part.to_the_foot = part.frame.bottom() >= kFoot * page.height;
    const RuledFrame& box = part.frame;
    const auto outside = std::stable_partition(page.words.begin(), page.words.end(), [&](const PdfWord& word) {
      const double x = (word.left + word.right) / 2, y = centre_of(word);
      return x < box.left() - kOnBorder || x > box.right() + kOnBorder || y < box.top() - kOnBorder ||
             y > box.bottom() + kOnBorder;
    });
    part.words.assign(std::make_move_iterator(outside), std::make_move_iterator(page.words.end()));
    page.words.erase(outside, page.words.end());
    if (!part.words.empty()) parts.push_back(std::move(part));
  }
  return parts;
}

bool goes_on(const std::vector<DrawnPart>& table, const DrawnPart& next) {
  return next.page == table.back().page + 1 && table.back().to_the_foot &&
         !common_lines(lines_across(table), next.frame).empty();
}

std::vector<DrawnRow> rows_of(const std::vector<DrawnPart>& table) { return TableRows(table).take(); }

}  // namespace gouji
