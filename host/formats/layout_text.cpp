// Text that keeps its columns by spaces, as `pdftotext -layout` and old printing programs write it.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "formats/column_cuts.hpp"
#include "formats/column_grid.hpp"
#include "formats/grid_writer.hpp"
#include "formats/page_edges.hpp"

namespace gouji {
namespace {

constexpr int kGap = 2;                    // so many blank columns part two texts
constexpr double kMostSpread = 6;          // … and between two letters of a word set wide
constexpr double kApart = 2;               // times the blanks within a word that part two of them
constexpr std::size_t kSpreadLetters = 4;  // so many are no heads of a column each
constexpr std::size_t kWideShare = 3;      // one gap of so many is wider than it needs to be
constexpr std::size_t kFiguresAbove = 6;   // lines

// What a character counts: programs that print pad by the width on the page, where signs such as ≥ “ — are as wide as
// Chinese ones or, on terminals, half of that; pdftotext by characters.
enum class Count { widths, narrow_signs, characters };

bool is_sign(char32_t c) {
  constexpr char32_t kFirstIdeograph = 0x2E80;
  return c < kFirstIdeograph && text::display_width(c) == 2;
}
bool has_sign(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (is_sign(text::decode_next(line, at))) return true;
  }
  return false;
}
int width_of(char32_t c, Count count) {
  return count == Count::characters || (count == Count::narrow_signs && is_sign(c)) ? 1 : text::display_width(c);
}

PlacedLine as_one(std::string_view line, double centre, int page) {
  PlacedLine out;
  out.centre = centre;
  out.page = page;
  out.texts.push_back({{{0, static_cast<double>(text::display_width(line)), std::string(line)}}, std::string(line)});
  return out;
}

PlacedLine placed(std::string_view line, double centre, int page, Count count) {
  PlacedLine out;
  out.centre = centre;
  out.page = page;
  int column = 0;
  int blank_from = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const char32_t c = text::decode_next(line, at);
    const int width = width_of(c, count);
    if (text::is_space(c)) {
      column += std::max(1, width);
      continue;
    }
    const int blank = column - blank_from;
    const std::string_view character = line.substr(begin, at - begin);
    if (out.texts.empty() || blank >= kGap) {
      out.texts.push_back({{{static_cast<double>(column), 0, {}}}, {}});
    } else if (blank > 0) {
      out.texts.back().words.push_back({static_cast<double>(column), 0, {}});
      out.texts.back().text += ' ';
    }
    out.texts.back().text += character;
    PlacedWord& word = out.texts.back().words.back();
    word.text += character;
    column += width;
    word.right = column;
    blank_from = column;
  }
  return out;
}

bool is_one_han(const PlacedText& text) {
  return text.words.size() == 1 && text::has_han(text.text) && text::decode(text.text).size() == 1;
}

// 合  计: two letters apart are one text, where no third one (类  款  项) says that each is a text of its own; so are
// four and more as far from each other (本  年  收  入). A line of nothing but two such words (收      入 … 支      出)
// tells by itself how wide they are set.
void join_spread_words(PlacedLine& line) {
  auto& texts = line.texts;
  const auto letter = [&](std::size_t at) { return at < texts.size() && is_one_han(texts[at]); };
  const auto gap = [&](std::size_t at) { return texts[at + 1].left() - texts[at].right(); };
  // 项        目 | … | 项        目: printed twice with the same blanks, they are one word however far apart.
  const auto again = [&](std::size_t at) {
    for (std::size_t k = 0; k + 1 < texts.size(); ++k) {
      const bool apart = k > at + 1 || k + 1 < at;
      if (apart && texts[k].text == texts[at].text && texts[k + 1].text == texts[at + 1].text && gap(k) == gap(at))
        return true;
    }
    return false;
  };
  const bool two_words = texts.size() == 4 && letter(0) && letter(1) && letter(2) && letter(3) && gap(0) == gap(2) &&
                         gap(1) > gap(0) * kApart;
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
    std::size_t end = i;  // behind letters as far from each other
    while (letter(end) && (end < i + 2 || gap(end - 1) == gap(i))) ++end;
    if (end < i + 2) continue;
    const bool two = end == i + 2 && !letter(end) && (i == 0 || !letter(i - 1));
    const bool word = ((two || end >= i + kSpreadLetters) && gap(i) <= kMostSpread) || (two && again(i));
    if (!word && !(two_words && i < 2)) continue;
    const std::size_t last = word ? end : i + 2;
    const bool whole = last > i + 2 || (word && gap(i) > kMostSpread);
    for (std::size_t k = i + 1; k < last; ++k) {
      texts[i].words.push_back(texts[k].words.front());
      texts[i].text += ' ' + texts[k].text;
    }
    if (whole) texts[i].words = {{texts[i].left(), texts[i].right(), texts[i].text}};
    texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(i) + 1, texts.begin() + static_cast<std::ptrdiff_t>(last));
  }
}

// 项    目 | … | 金额项    目: a name set wide that touches the one before it, told by the same one in its line.
void part_touching_words(PlacedLine& line) {
  auto& texts = line.texts;
  const auto gap = [&](std::size_t at) { return texts[at + 1].left() - texts[at].right(); };
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
    if (texts[i].words.size() != 1 || !is_one_han(texts[i + 1])) continue;
    PlacedWord& word = texts[i].words.front();
    for (std::size_t k = 0; k + 1 < texts.size(); ++k) {
      const std::string& letter = texts[k].text;
      const bool same = k != i && is_one_han(texts[k]) && texts[k + 1].text == texts[i + 1].text && gap(k) == gap(i);
      if (!same || word.text.size() <= letter.size() || !word.text.ends_with(letter)) continue;
      const double width = texts[k].right() - texts[k].left();
      const PlacedText own{{{word.right - width, word.right, letter}}, letter};
      word.text.resize(word.text.size() - letter.size());
      word.right -= width;
      texts[i].text = word.text;
      texts.insert(texts.begin() + static_cast<std::ptrdiff_t>(i) + 1, own);
      break;
    }
  }
}

// "2024 年预算数": programs that set a blank between figures and letters part no words by it.
void join_years(PlacedLine& line) {
  constexpr std::size_t kYearDigits = 4;
  const auto is_year = [](std::string_view word) {
    return word.size() == kYearDigits && word.starts_with("20") &&
           word.find_first_not_of("0123456789") == std::string_view::npos;
  };
  for (PlacedText& text : line.texts) {
    auto& words = text.words;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (!is_year(words[i].text) || !words[i + 1].text.starts_with("年")) continue;
      words[i].text += words[i + 1].text;
      words[i].right = words[i + 1].right;
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      text.text.clear();
      for (const PlacedWord& word : words) text.text += (text.text.empty() ? "" : " ") + word.text;
    }
  }
}

// A lone name above a head line goes on below it, beside the names of that line: where its first letter lies over one
// of these, it was printed without care, and the name begins behind.
void part_wrapped_head(std::vector<PlacedLine>& lines) {
  const auto is_lone = [](const PlacedLine& line) {
    return line.texts.size() == 1 && line.texts.front().words.size() == 1 && text::has_han(line.texts.front().text);
  };
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (lines[i].texts.size() < 3 || !is_lone(lines[i - 1]) || !is_lone(lines[i + 1])) continue;
    if (lines[i + 1].centre - lines[i - 1].centre > 2 || lines[i - 1].page != lines[i + 1].page) continue;
    const auto& names = lines[i].texts;
    if (std::any_of(names.begin(), names.end(), [](const PlacedText& one) { return is_printed_figure(one.text); }))
      continue;
    PlacedWord& above = lines[i - 1].texts.front().words.front();
    PlacedWord& below = lines[i + 1].texts.front().words.front();
    if (above.right <= below.left || below.right <= above.left) continue;
    for (PlacedWord* word : {&above, &below}) {
      for (const PlacedText& name : names) {
        const double end = name.right();
        if (word->left < end && end - word->left <= kGap && word->right > end) word->left = end;
      }
    }
  }
}

// How often a text begins or ends just below one of the line above: the count that the file was made with has more.
std::size_t edges_in_line(const std::vector<PlacedLine>& lines) {
  std::size_t found = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::set<double> lefts;
    std::set<double> rights;
    for (const PlacedText& text : lines[i - 1].texts) {
      lefts.insert(text.left());
      rights.insert(text.right());
    }
    for (const PlacedText& text : lines[i].texts) {
      if (&text == lines[i].texts.data()) continue;
      found += (lefts.contains(text.left()) ? 1U : 0U) + (rights.contains(text.right()) ? 1U : 0U);
    }
  }
  return found;
}

// The same for figures and those of the lines above, wrapped cells between them or not: columns of figures tell most.
std::size_t figures_in_line(const std::vector<PlacedLine>& lines) {
  std::size_t found = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::set<double> edges;
    for (std::size_t k = i > kFiguresAbove ? i - kFiguresAbove : 0; k < i; ++k) {
      for (const PlacedText& text : lines[k].texts) {
        if (is_printed_figure(text.text)) edges.insert(text.right());
      }
    }
    for (const PlacedText& text : lines[i].texts)
      found += is_printed_figure(text.text) && edges.contains(text.right()) ? 1U : 0U;
  }
  return found;
}

// Two spaces everywhere only part the texts; where they keep columns, gaps are as wide as the texts leave them.
bool is_aligned(const ColumnGrid& grid, const std::vector<PlacedLine>& lines) {
  std::size_t gaps = 0;
  std::size_t wide = 0;
  for (std::size_t i = grid.rows.front().first; i <= grid.rows.back().last; ++i) {
    const auto& texts = lines[i].texts;
    for (std::size_t k = 1; k < texts.size(); ++k) {
      ++gaps;
      wide += texts[k].left() - texts[k - 1].right() > kGap ? 1U : 0U;
    }
  }
  return wide * kWideShare >= gaps;
}

// Lines of a page's number beside words that other pages print too: no row of any table.
std::set<std::size_t> running_heads(const PublishedSource& source) {
  struct Pages {
    std::set<std::string> numbers;
    std::vector<std::size_t> lines;
  };
  std::map<std::string, Pages> pages;  // by words
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const std::string& line = source.lines[i].text;
    if (line.find("  ") == std::string::npos || states_its_columns(line)) continue;
    const auto texts = placed(line, 0, 1, Count::widths).texts;
    if (texts.size() != 2 || is_signed_page_mark(texts[0].text) == is_signed_page_mark(texts[1].text)) continue;
    const bool first = is_signed_page_mark(texts[0].text);
    Pages& same = pages[texts[first ? 1 : 0].text];
    same.numbers.insert(texts[first ? 0 : 1].text);
    same.lines.push_back(i);
  }
  std::set<std::size_t> lines;
  for (const auto& [words, same] : pages) {
    if (same.numbers.size() > 1 && text::has_han(words)) lines.insert(same.lines.begin(), same.lines.end());
  }
  return lines;
}

struct Placed {
  std::vector<PlacedLine> lines;
  std::vector<std::size_t> numbers;  // by placed line: its SourceLine
  std::size_t several = 0;           // lines of several texts
};

Placed place_all(const PublishedSource& source, const std::set<std::size_t>& heads, const std::set<std::size_t>& opens,
                 Count count) {
  Placed all;
  int page = 1;
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const SourceLine& line = source.lines[i];
    if ((line.page_start && i > 0) || opens.contains(i)) ++page;
    if (text::trim(line.text).empty() || heads.contains(i)) continue;
    const bool apart = states_its_columns(line.text);
    if (apart) ++page;  // parts what stands above from what stands below
    all.lines.push_back(apart ? as_one(line.text, static_cast<double>(i), page)
                              : placed(line.text, static_cast<double>(i), page, count));
    if (apart) ++page;
    if (!apart) part_touching_words(all.lines.back());
    if (!apart) join_spread_words(all.lines.back());
    if (!apart) join_years(all.lines.back());
    all.numbers.push_back(i);
    all.several += all.lines.back().texts.size() > 1 ? 1U : 0U;
  }
  part_wrapped_head(all.lines);
  return all;
}

}  // namespace

void find_layout_grids(PublishedSource& source) {
  std::set<std::size_t> heads = running_heads(source);
  const PageEdges edges = find_page_edges(source);
  heads.insert(edges.lines.begin(), edges.lines.end());
  Placed all = place_all(source, heads, edges.opens, Count::widths);
  if (all.several < 2) return;
  const auto evidence = [](const Placed& one) { return edges_in_line(one.lines) + 2 * figures_in_line(one.lines); };
  std::size_t best = evidence(all);
  const bool signs =
      std::any_of(source.lines.begin(), source.lines.end(), [](const SourceLine& line) { return has_sign(line.text); });
  for (const Count count : {Count::narrow_signs, Count::characters}) {
    if (count == Count::narrow_signs && !signs) continue;
    Placed other = place_all(source, heads, edges.opens, count);
    if (const std::size_t found = evidence(other); found > best) {
      best = found;
      all = std::move(other);
    }
  }
  const auto& numbers = all.numbers;
  std::vector<ColumnGrid> grids = find_column_grids(all.lines, kGap, WrappedLines::kept);
  std::erase_if(grids, [&](const ColumnGrid& grid) { return !is_aligned(grid, all.lines); });
  drop_badly_cut(grids);
  if (grids.empty()) return;
  PublishedSource made = source;
  made.lines.clear();
  GridWriter writer(made);
  std::size_t next = 0;  // the SourceLine that comes next
  const auto copy_to = [&](std::size_t end) {
    for (; next < end; ++next) made.lines.push_back(source.lines[next]);
  };
  for (const ColumnGrid& grid : grids) {
    copy_to(numbers[grid.rows.front().first]);
    writer.begin_grid(false);
    for (const ColumnRow& row : grid.rows) {
      for (auto head = heads.lower_bound(next); head != heads.end() && *head < numbers[row.first]; ++head)
        made.lines.push_back(source.lines[*head]);
      next = numbers[row.last] + 1;
      const SourceLine& first = source.lines[numbers[row.first]];
      const SourceLine& last = source.lines[numbers[row.last]];
      Place at = first.at;
      if (row.last > row.first) at.to = last.at.line;
      if (row.between) {
        for (std::size_t i = row.first; i <= row.last; ++i) made.lines.push_back(source.lines[numbers[i]]);
      } else {
        std::vector<GridText> cells;
        for (const ColumnCell& cell : row.cells) cells.push_back({cell.column, 1, cell.columns, cell.text, at});
        writer.row(cells, at, first.page_start);
      }
    }
    writer.end_grid();
    next = numbers[grid.rows.back().last] + 1;
    const auto begin = source.lines.begin() + static_cast<std::ptrdiff_t>(numbers[grid.rows.front().first]);
    made.grids.back().printed.assign(begin, source.lines.begin() + static_cast<std::ptrdiff_t>(next));
  }
  copy_to(source.lines.size());
  source = std::move(made);
}

}  // namespace gouji
