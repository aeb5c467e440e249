#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "formats/document_grids.hpp"
#include "formats/exports.hpp"
#include "formats/xlsx_book.hpp"

namespace gouji {
namespace {

void set_widths(XlsxBook& book, const Grid& grid) {
  constexpr int kNarrowest = 8;
  constexpr int kWidest = 48;
  constexpr std::size_t kLooked = 500;  // rows that a width is judged by
  for (std::size_t i = 0; i < grid.head.size(); ++i) {
    int width = text::display_width(grid.head[i]);
    for (std::size_t row = 0; row < std::min(grid.rows.size(), kLooked); ++row)
      width = std::max(width, text::display_width(text::prefix(grid.rows[row][i], kWidest)));
    book.width(i, std::clamp(width, kNarrowest, kWidest) + 2);
  }
}

void add(XlsxBook& book, const std::string& name, const Grid& grid) {
  book.sheet(name);
  std::size_t line = 0;
  if (!grid.caption.empty()) book.write(line++, 0, grid.caption, SheetStyle::text);
  for (std::size_t i = 0; i < grid.head.size(); ++i) book.write(line, i, grid.head[i], SheetStyle::head);
  book.freeze_above(line + 1);
  for (const auto& row : grid.rows) {
    ++line;
    for (std::size_t i = 0; i < row.size(); ++i)
      book.write(line, i, row[i], grid.figures[i] ? SheetStyle::figure : SheetStyle::text);
  }
  for (const std::string& note : grid.notes) book.write(++line, 0, "注：" + note, SheetStyle::text);
  set_widths(book, grid);
}

// Grids of one kind from several documents become one, by their heads; the first column says whose each row is.
class Merged {
 public:
  void add(const std::string& document, const Grid& grid) {
    Grid& whole = whole_[grid.kind];
    if (whole.head.empty()) {
      whole.kind = grid.kind;
      whole.name = grid.name;
      whole.head = {"公开文本"};
      whole.figures = {false};
    }
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < grid.head.size(); ++i) {
      const auto found = std::find(whole.head.begin() + 1, whole.head.end(), grid.head[i]);
      places.push_back(static_cast<std::size_t>(found - whole.head.begin()));
      if (found != whole.head.end()) continue;
      whole.head.push_back(grid.head[i]);
      whole.figures.push_back(grid.figures[i]);
    }
    for (const auto& row : grid.rows) {
      std::vector<std::string> texts(whole.head.size());
      texts[0] = document;
      for (std::size_t i = 0; i < row.size(); ++i) texts[places[i]] = row[i];
      whole.rows.push_back(std::move(texts));
    }
  }
  std::map<GridKind, Grid>& grids() {
    for (auto& [kind, grid] : whole_) {
      for (auto& row : grid.rows) row.resize(grid.head.size());
    }
    return whole_;
  }

 private:
  std::map<GridKind, Grid> whole_;
};

}  // namespace

std::string export_xlsx(std::span<const Document> documents) {
  XlsxBook book;
  Merged merged;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    int table = 0;
    for (const Grid& grid : grids_of(documents[i])) {
      if (grid.kind == GridKind::table) {
        ++table;
        add(book,
            documents.size() == 1 ? fmt::format("{:02} {}", table, grid.name)
                                  : fmt::format("{}-{:02} {}", i + 1, table, grid.name),
            grid);
      } else if (documents.size() == 1) {
        add(book, grid.name, grid);
      } else {
        merged.add(documents[i].id, grid);
      }
    }
  }
  for (const auto& [kind, grid] : merged.grids()) add(book, grid.name, grid);
  if (documents.empty()) add(book, "空", Grid{});
  return book.bytes();
}

}  // namespace gouji
