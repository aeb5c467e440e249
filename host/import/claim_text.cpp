#include "import/claim_text.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "import/claim_headings.hpp"
#include "import/claim_numbers.hpp"

namespace gouji::intake {
namespace {

constexpr int kFewestColumns = 40;        // a line narrower than that says nothing about where lines are wrapped
constexpr std::size_t kTitleLength = 60;  // characters of a heading that are kept as its words
constexpr int kMostBareFigures = 2;
constexpr int kTableCells = 2;   // a row of so many filled cells is a table's
constexpr int kSpacedCells = 3;  // … where only blanks stand between them

// One line of the source without its blanks and marks of emphasis.
struct ProseLine {
  int number = 0;
  std::u32string printed, folded;
  std::vector<SourceSpan> places;
  int width = 0;
  int hashes = 0;  // Markdown heading
  HeadingMark mark;
  bool gap = false;   // stands behind something that was left out
  bool read = false;  // placed already: it still opens a section
};

bool ends_sentence(std::u32string_view folded) {
  return !folded.empty() && (folded.back() == U'。' || folded.back() == U'!' || folded.back() == U'?');
}

bool ends_clause(std::u32string_view folded) {
  return !folded.empty() && std::u32string_view(U",;:、(").find(folded.back()) != std::u32string_view::npos;
}

// A blank is kept between two numbers only: "369. 42" is one number, "2020 28" are two.
bool keeps_blank(std::u32string_view before, char32_t after) {
  return !before.empty() && text::is_ascii_digit(before.back()) && text::is_ascii_digit(after);
}

void append_folded(const SourceText& source, const SourceSpan& span, ProseLine& line) {
  const std::string_view whole = source.line(span.line).substr(0, span.end);
  bool blank = false;
  for (std::size_t pos = span.begin; pos < whole.size();) {
    const std::size_t start = pos;
    const char32_t c = text::decode_next(whole, pos);
    if (text::is_space(c)) {
      blank = true;
      continue;
    }
    if (c == U'*' || c == U'`') continue;  // Markdown's emphasis
    const char32_t folded = text::fold(c);
    if (blank && keeps_blank(line.folded, folded)) {
      line.printed.push_back(U' ');
      line.folded.push_back(U' ');
      line.places.push_back({span.line, start, start});
    }
    blank = false;
    line.printed.push_back(c);
    line.folded.push_back(folded);
    line.places.push_back({span.line, start, pos});
  }
}

void drop(ProseLine& line, std::size_t count) {
  line.printed.erase(0, count);
  line.folded.erase(0, count);
  line.places.erase(line.places.begin(), line.places.begin() + static_cast<std::ptrdiff_t>(count));
}

// Contents: words, a row of dots, the number of a page.
bool is_contents(std::u32string_view folded) {
  std::size_t end = folded.size();
  while (end > 0 && text::is_ascii_digit(folded[end - 1])) --end;
  const std::u32string_view rest = folded.substr(0, end);
  return end < folded.size() && (rest.ends_with(U"...") || rest.ends_with(U"…") || rest.ends_with(U"··"));
}

bool is_row(std::string_view line) {
  int filled = 0;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    if (!text::trim(line.substr(begin, end - begin)).empty()) ++filled;
    begin = end + 1;
  }
  return filled >= kTableCells;
}

// A row of a form in columns of blanks: three cells or more, or the name of a target and what is aimed at.
bool is_spaced_row(std::string_view line, const ClaimSpec& spec) {
  int cells = 0;
  bool target = false;
  const std::string_view text = text::trim(line);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("  ", begin), text.size());
    const std::u32string cell = claim_form(text.substr(begin, end - begin));
    if (cells == 0) target = is_one_of(cell, spec.target_heads);
    ++cells;
    begin = text.find_first_not_of(' ', end);
    if (begin == std::string_view::npos) break;
  }
  return cells >= kSpacedCells || (target && cells > 1);
}

// Figures without units and without a stop between them: a row of a table whose borders are lost.
bool is_row_of_figures(std::u32string_view folded, const ClaimSpec& spec) {
  if (folded.find_first_of(U",;:。、") != std::u32string_view::npos &&
      folded.find_first_of(U"。;") != std::u32string_view::npos)
    return false;
  int bare = 0;
  bool clauses = false;
  for (std::size_t pos = 0; pos < folded.size();) {
    const std::size_t length = number_length(folded.substr(pos));
    if (length == 0) {
      clauses = clauses || folded[pos] == U',';
      ++pos;
      continue;
    }
    pos += length;
    // The number of an item, and of a sentence the last figure, whose unit is wrapped, are no figures without units.
    if ((pos == length && folded.substr(pos).starts_with(U".")) || (clauses && pos == folded.size())) continue;
    const std::u32string_view rest = folded.substr(pos);
    const bool unit = starts_with(rest, spec.money) > 0 || starts_with(rest, spec.names) > 0 ||
                      rest.starts_with(U"%") || starts_with(rest, spec.counts) > 0 || rest.starts_with(U")") ||
                      starts_with(rest, spec.points) > 0 || starts_with(rest, spec.times) > 0 ||
                      rest.starts_with(U"、");
    if (!unit) ++bare;
  }
  return bare >= kMostBareFigures;
}

// Bytes of each line that were placed already.
std::map<int, std::size_t> placed_bytes(const std::vector<Placement>& placed, int from, int to) {
  std::map<int, std::size_t> bytes;
  for (const Placement& placement : placed) {
    for (const SourceSpan& span : placement.spans) {
      if (span.line >= from && span.line <= to && span.end > span.begin) bytes[span.line] += span.end - span.begin;
    }
  }
  return bytes;
}

std::vector<ProseLine> prose_lines(const SourceText& source, const std::vector<Placement>& placed,
                                   const ClaimSpec& spec, int from, int to) {
  const std::map<int, std::size_t> taken = placed_bytes(placed, from, to);
  std::vector<ProseLine> lines;
  bool gap = true;
  for (const FlowLine& flow : source.lines()) {
    if (flow.number < from || flow.number > to || flow.running) continue;
    const auto bytes = taken.find(flow.number);
    ProseLine line;
    line.number = flow.number;
    append_folded(source, {flow.number, 0, flow.text.size()}, line);
    const bool read = bytes != taken.end() && bytes->second * 2 > text::trim(flow.text).size();
    line.read = read && text::trim(flow.text).starts_with("#");
    if ((read && !line.read) || is_row(flow.text) || is_spaced_row(flow.text, spec) || line.folded.empty() ||
        is_contents(line.folded) || is_row_of_figures(line.folded, spec)) {
      gap = true;
      continue;
    }
    line.width = text::display_width(text::trim(flow.text));
    while (!line.folded.empty() &&
           (line.folded[0] == U'#' || line.folded[0] == U'-' || line.folded[0] == U'>' || line.folded[0] == U'•')) {
      // "-40.60" is a figure, "- (一)" an item of a list
      if (line.folded[0] == U'-' && line.folded.size() > 1 && text::is_ascii_digit(line.folded[1])) {
        const std::string_view rest = text::trim(flow.text);
        if (!rest.starts_with("- ")) break;
      }
      line.hashes += line.folded[0] == U'#' ? 1 : 0;
      drop(line, 1);
    }
    if (line.folded.empty()) continue;
    line.gap = gap;
    gap = false;
    lines.push_back(std::move(line));
    lines.back().mark = heading_mark(lines.back().printed, lines.back().folded, spec);
  }
  return lines;
}

// How wide lines are where they are wrapped; 0: this source does not wrap.
int wrap_width(const SourceText& source, const std::vector<ProseLine>& lines) {
  if (source.format() != "text" && source.format() != "markdown" && source.format() != "pdf") return 0;
  std::vector<int> widths;
  for (const ProseLine& line : lines) {
    if (line.width >= kFewestColumns && !ends_sentence(line.folded)) widths.push_back(line.width);
  }
  if (widths.empty()) return 0;
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  return *middle;
}

bool holds_digit(std::u32string_view folded) {
  return std::any_of(folded.begin(), folded.end(), [](char32_t c) { return text::is_ascii_digit(c); });
}

// 某某项目2021年绩效评价报告: a report in an annex, its headings are numbered anew.
bool is_part_title(std::u32string_view folded, const ClaimSpec& spec) {
  return folded.size() <= kTitleLength && ends_with(folded, spec.part_titles) > 0 &&
         folded.find_first_of(U",;:。、《(") == std::u32string_view::npos;
}

// 2.公务用车购置费无预算安排支出。（三）公务接待费与上年持平。: items that say something, not headings.
bool says_nothing_changed(std::u32string_view body, const ClaimSpec& spec) {
  if (body.empty() || body.back() != U'。') return false;
  body.remove_suffix(1);
  if (ends_with(body, spec.heading_tails) > 0) return false;
  const FoundWord none = first_of(body, spec.none);
  return ends_with(body, spec.equal) > 0 || (none && last_of(body, spec.money_nouns));
}

// A heading without a full stop ends with its line unless the line is full.
bool goes_on(const ProseLine& line, bool first, const ProseLine& next, int width, const ClaimSpec& spec) {
  if ((first && is_part_title(line.folded, spec)) || is_part_title(next.folded, spec)) return false;
  if (width == 0 || next.gap || next.mark.rank >= 0 || next.hashes > 0 || line.hashes > 0) return false;
  // A full stop at the very end of a full line: the paragraph may go on.
  if (ends_sentence(line.folded)) return line.width * 20 >= width * 19 && line.width * 20 <= width * 21;
  if (ends_clause(line.folded)) return line.folded.back() != U':' || line.width * 5 >= width * 4;
  const bool heading = first && line.mark.rank >= 0;
  if (heading && line.folded.find_first_of(U",;。") == std::u32string::npos &&
      (ends_with(line.folded, spec.heading_tails) > 0 || line.folded.back() == U')' || date_length(next.folded) > 0))
    return false;
  return heading ? line.width * 20 >= width * 17 : line.width * 5 >= width * 3;
}

std::u32string title_of(const ClaimParagraph& paragraph) {
  const std::u32string_view body = std::u32string_view(paragraph.folded).substr(paragraph.body);
  const std::size_t end = std::min({body.find(U'。'), body.find(U':'), body.find(U';'), body.size()});
  std::u32string title = paragraph.printed.substr(paragraph.body, end);
  if (title.size() > kTitleLength) title.clear();
  return title;
}

}  // namespace

std::string ClaimParagraph::text(ClaimRange range) const {
  std::u32string part;
  for (std::size_t i = range.begin; i < std::min(range.end, printed.size()); ++i) {
    if (printed[i] != U' ') part.push_back(printed[i]);
  }
  return text::encode(part);
}

std::vector<SourceSpan> ClaimParagraph::spans(ClaimRange range) const {
  std::vector<SourceSpan> result;
  for (std::size_t i = range.begin; i < std::min(range.end, places.size()); ++i) {
    const SourceSpan& place = places[i];
    if (!result.empty() && result.back().line == place.line) {
      result.back().end = place.end;
    } else {
      result.push_back(place);
    }
  }
  return result;
}

std::vector<ClaimParagraph> claim_paragraphs(const SourceText& source, const std::vector<Placement>& placed,
                                             const ClaimSpec& spec, int from, int to) {
  std::vector<ProseLine> lines = prose_lines(source, placed, spec, from, to);
  const int width = wrap_width(source, lines);
  std::vector<ClaimParagraph> paragraphs;
  HeadingPath path;
  for (std::size_t i = 0; i < lines.size();) {
    ClaimParagraph paragraph;
    const HeadingMark mark = lines[i].mark;
    const int hashes = lines[i].hashes;
    std::size_t last = i;
    while (last + 1 < lines.size() && goes_on(lines[last], last == i, lines[last + 1], width, spec)) ++last;
    for (std::size_t j = i; j <= last; ++j) {
      const ProseLine& line = lines[j];
      if (!paragraph.folded.empty() && keeps_blank(paragraph.folded, line.folded.front())) {
        paragraph.printed.push_back(U' ');
        paragraph.folded.push_back(U' ');
        paragraph.places.push_back({line.number, line.places.front().begin, line.places.front().begin});
      }
      paragraph.printed += line.printed;
      paragraph.folded += line.folded;
      paragraph.places.insert(paragraph.places.end(), line.places.begin(), line.places.end());
    }
    i = last + 1;
    paragraph.marked = mark.rank >= 0 || hashes > 0;
    paragraph.body = mark.rank >= 0 ? mark.length : 0;
    const std::u32string_view body = std::u32string_view(paragraph.folded).substr(paragraph.body);
    paragraph.heading = paragraph.marked && body.size() <= kTitleLength && body.find(U'。') >= body.size() - 1 &&
                        !ends_clause(paragraph.folded) && !holds_digit(body) && !says_nothing_changed(body, spec);
    if (mark.rank >= 0) {
      path.enter(mark, title_of(paragraph));
    } else if (hashes == 1 || hashes == 2 || is_part_title(paragraph.folded, spec)) {
      paragraph.marked = true;
      path.enter_part(title_of(paragraph));
    }
    paragraph.heading = paragraph.heading || lines[last].read;
    paragraph.below = !paragraphs.empty() && paragraphs.back().heading;
    paragraph.glossary = path.any_holds(spec.skipped_sections);
    paragraph.work = path.innermost_holds(spec.work_sections, spec.other_sections);
    paragraph.section = text::encode(path.section());
    paragraph.title = path.title();
    paragraph.structure = path.title_with(spec.structures);
    paragraphs.push_back(std::move(paragraph));
  }
  return paragraphs;
}

ClaimParagraph claim_paragraph(const SourceText& source, const Piece& piece) {
  ProseLine line;
  for (const SourceSpan& span : piece.spans) append_folded(source, span, line);
  ClaimParagraph paragraph;
  paragraph.printed = std::move(line.printed);
  paragraph.folded = std::move(line.folded);
  paragraph.places = std::move(line.places);
  return paragraph;
}

}  // namespace gouji::intake
