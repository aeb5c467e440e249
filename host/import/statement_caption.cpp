#include "import/statement_caption.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "import/statement_grid_head.hpp"

namespace gouji::intake {
namespace {

constexpr int kMostCaptionLines = 8;  // with text, above a grid
constexpr int kLinesAboveTitle = 2;   // where its number may stand
constexpr int kMostCaptionRows = 4;   // of a grid that holds nothing else
constexpr std::string_view kEdges = " \t#*:-()[]|_~";

// What is left of `text` without the range, blanks and rulings around it; a view into `text`.
std::string_view without(std::string_view text, const TextRange& range) {
  std::string_view rest =
      range.first > 0 && text::trim(text.substr(0, range.first)).size() >= text::trim(text.substr(range.second)).size()
          ? text.substr(0, range.first)
          : text.substr(range.second);
  rest = text::trim(rest);
  while (rest.starts_with("：") || rest.starts_with("、")) rest = text::trim(rest.substr(3));
  const auto begin = rest.find_first_not_of(kEdges);
  if (begin == std::string_view::npos) return {};
  return text::trim(rest.substr(begin, rest.find_last_not_of("*_~") - begin + 1));
}

bool is_number_alone(const StatementLexicon& lexicon, std::string_view line) {
  const auto number = lexicon.number_in(line);
  return number && without(line, *number).empty();
}

// The piece's part; exact where it stands on one line as printed, else the place of the whole.
Piece cut_piece(const Piece& whole, std::string_view part) {
  Piece cut = whole;
  cut.text = std::string(text::trim(part));
  if (whole.spans.size() == 1 && whole.spans[0].end - whole.spans[0].begin == whole.text.size()) {
    const auto offset = static_cast<std::size_t>(part.data() - whole.text.data());
    cut.spans[0].begin = whole.spans[0].begin + offset;
    cut.spans[0].end = cut.spans[0].begin + part.size();
  }
  return cut;
}

class CaptionReader {
 public:
  CaptionReader(const StatementLexicon& lexicon, bool damaged) : lexicon_(lexicon), damaged_(damaged) {}

  // Takes one fragment, going upwards; false: nothing more belongs to the table.
  bool take(const Piece& fragment, int line) {
    std::string_view text = fragment.text;
    while (!text.empty() && (text.front() == '#' || text.front() == '*' || text.front() == ' ')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == '*' || text.back() == ' ')) text.remove_suffix(1);
    if (text.empty()) return true;
    if (caption_.title && ++above_title_ > kLinesAboveTitle) return false;
    if (text.size() > kLongestTitle * 3 && text::decode(text).size() > kLongestTitle) return false;
    if (text.ends_with("。") || text.ends_with("；") || text.ends_with("，")) return false;
    if (const auto number = lexicon_.number_in(text)) {
      const std::string_view rest = without(text, *number);
      const std::string_view printed = text.substr(number->first, number->second - number->first);
      const bool dated = !rest.empty() && lexicon_.is_furniture(rest);  // **2023年度**　公开03表
      if (rest.empty() || dated || (!caption_.title && is_title(rest, fragment))) {
        if (!caption_.number) caption_.number = cut_piece(fragment, printed);
        if (dated) take_year(fragment, rest);
        if (!rest.empty() && !dated) set_title(cut_piece(fragment, rest));
        if (rest.empty() && below_ && !caption_.title) set_title(*std::exchange(below_, std::nullopt));
        note_line(line);
        return true;
      }
    }
    if (const auto unit = lexicon_.unit_in(text)) {
      if (!caption_.unit && !caption_.title) {
        caption_.unit = cut_piece(fragment, text.substr(unit->first, unit->second - unit->first));
        Piece all = fragment;
        caption_.seen.push_back(std::move(all));
        // The number may stand on the same line.
        if (const auto number = lexicon_.number_in(text); number && !caption_.number)
          caption_.number = cut_piece(fragment, text.substr(number->first, number->second - number->first));
        take_year(fragment, text);
        note_line(line);
        return true;
      }
      return !caption_.title;
    }
    if (lexicon_.is_furniture(text)) {
      if (caption_.title) return false;
      caption_.seen.push_back(fragment);
      take_year(fragment, text);
      note_line(line);
      return true;
    }
    // 项目 alone above 科目编码  科目名称: a title over columns that stands outside their grid.
    if (caption_.first_line == 0 && lexicon_.role(text) == HeadRole::label) {
      caption_.seen.push_back(fragment);
      note_line(line);
      return true;
    }
    if (is_title(text, fragment)) {
      if (caption_.title) return false;
      set_title(cut_piece(fragment, text));
      note_line(line);
      return true;
    }
    return false;
  }

  // A row of the grid above the head belongs to the table whatever it prints.
  void take_row(const Piece& fragment, int line, bool alone) {
    const bool known = take(fragment, line);
    if (!known) caption_.seen.push_back(fragment);
    below_.reset();
    in_grid_ = !known && alone && keep_below_number(fragment);
    above_title_ = 0;
  }

  // 表8 / 机关运行经费 / 单位：万元: words right below a number that stands alone are the title, whatever they end
  // with. Whether these may be such words; what stands above them says so.
  bool keep_below_number(const Piece& fragment) {
    if (caption_.title || fragment.text.find_first_of("0123456789:") != std::string::npos ||
        fragment.text.find("：") != std::string::npos || text::decode(fragment.text).size() > kLongestTitle)
      return false;
    below_ = fragment;
    in_grid_ = false;
    return true;
  }
  bool waits_for_number() const { return below_.has_value(); }
  // Words of the grid (人员经费 over its columns) with no number right above them: the caption goes on. False for
  // lines.
  bool drop_row_of_grid() {
    if (in_grid_) below_.reset();
    return in_grid_;
  }

  Caption finish() && { return std::move(caption_); }
  bool has_title() const { return caption_.title.has_value(); }

 private:
  // A title that a scan cut into several cells may have lost or doubled characters at their borders.
  bool may_be_damaged(const Piece& piece) const { return damaged_ && piece.spans.size() > 1; }
  bool is_title(std::string_view text, const Piece& from) const {
    return lexicon_.ends_like_title(text) || lexicon_.find_title(text, may_be_damaged(from)).spec != nullptr;
  }
  void set_title(Piece piece) {
    for (const std::string_view colon : {std::string_view("："), std::string_view(":")}) {  // 相关统计数：
      if (piece.text.ends_with(colon))
        piece = cut_piece(piece, std::string_view(piece.text).substr(0, piece.text.size() - colon.size()));
    }
    caption_.match = lexicon_.find_title(piece.text, may_be_damaged(piece));
    caption_.title = std::move(piece);
    above_title_ = 0;
  }
  void take_year(const Piece& fragment, std::string_view text) {
    if (const auto year = lexicon_.year_in(text); year && !caption_.year)
      caption_.year = cut_piece(fragment, text.substr(year->first, year->second - year->first));
  }
  void note_line(int line) {
    if (caption_.first_line == 0 || line < caption_.first_line) caption_.first_line = line;
  }

  const StatementLexicon& lexicon_;
  bool damaged_;
  Caption caption_;
  int above_title_ = 0;
  bool in_grid_ = false;        // those words are a row of it
  std::optional<Piece> below_;  // may be the title, where a number stands above
};

}  // namespace

Caption read_caption(const StatementLexicon& lexicon, const GridRows& grid, int first, int head, int after) {
  CaptionReader reader(lexicon, !grid.drawn());
  for (int row = head - 1; row >= first; --row) {
    const auto cells = grid.printed(row);
    if (cells.empty()) continue;
    // A scan cuts a title into cells; in a drawn grid each cell says something of its own.
    if (!grid.drawn()) {
      reader.take_row(grid.joined(row), grid.line(row), false);
    } else {
      for (auto cell = cells.rbegin(); cell != cells.rend(); ++cell)
        reader.take_row(grid.piece(**cell), grid.line(row), cells.size() == 1);
    }
  }
  const SourceText& source = grid.source();
  int looked = 0;
  for (int line = (first == 0 ? grid.grid().first_line : grid.line(first)) - 1;
       line > after && looked < kMostCaptionLines; --line) {
    const std::string_view content = source.line(line);
    if (text::trim(content).empty()) continue;
    ++looked;
    const Piece piece = source.piece(line, 0, content.size());
    if (reader.waits_for_number() && !is_number_alone(lexicon, piece.text) && !reader.drop_row_of_grid()) break;
    if (!reader.take(piece, line) && (reader.waits_for_number() || !reader.keep_below_number(piece))) break;
  }
  return std::move(reader).finish();
}

bool is_caption_line(const StatementLexicon& lexicon, std::string_view line) {
  if (lexicon.unit_in(line) || lexicon.is_furniture(line)) return true;
  if (lexicon.find_title(line, false).spec != nullptr) return true;
  if (lexicon.ends_like_title(line) && text::decode(line).size() <= kLongestTitle) return true;
  return is_number_alone(lexicon, line);
}

bool is_caption_grid(const StatementLexicon& lexicon, const GridRows& grid) {
  if (grid.count() > kMostCaptionRows) return false;
  bool any = false;
  for (int row = 0; row < grid.count(); ++row) {
    for (const SourceCell* cell : grid.printed(row)) {
      if (!is_caption_line(lexicon, grid.text(*cell))) return false;
      any = true;
    }
  }
  return any;
}

namespace {

// A title that no known table has: alone in its row, a head below it with nothing but captions between.
bool stands_over_head(const StatementLexicon& lexicon, const GridRows& grid, int row) {
  const std::string_view title = grid.text(*grid.printed(row).front());
  if (!lexicon.ends_like_title(title) || lexicon.opens_note(title) || text::decode(title).size() > kLongestTitle)
    return false;
  int looked = 0;
  for (int below = row + 1; below < grid.count() && looked < kMostCaptionRows; ++below) {
    const auto cells = grid.printed(below);
    if (cells.empty()) continue;
    if (opens_head(lexicon, grid, below)) return true;
    const bool caption = std::all_of(
        cells.begin(), cells.end(), [&](const SourceCell* cell) { return is_caption_line(lexicon, grid.text(*cell)); });
    if (!caption) return false;
    ++looked;
  }
  return false;
}

}  // namespace

bool is_caption_row(const StatementLexicon& lexicon, const GridRows& grid, int row) {
  const auto cells = grid.printed(row);
  if (cells.empty()) return false;
  const auto says = [&](std::string_view text) {
    if (const auto number = lexicon.number_in(text)) {
      const std::string_view rest = without(text, *number);
      if (rest.empty() || lexicon.find_title(rest, false).spec != nullptr) return true;
    }
    return lexicon.find_title(text, false).spec != nullptr;
  };
  if (grid.drawn()) {
    if (cells.size() == 1 && stands_over_head(lexicon, grid, row)) return true;
    return cells.size() <= 2 && says(StatementLexicon::without_tags(grid.text(*cells.front())));
  }
  return says(grid.joined(row).text);
}

}  // namespace gouji::intake
