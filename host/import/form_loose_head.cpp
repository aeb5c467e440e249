#include "import/form_loose.hpp"

#include <algorithm>
#include <optional>

#include "formats/column_grid.hpp"
#include "import/form_levels.hpp"
#include "import/form_wrapped.hpp"

namespace gouji::intake {
namespace {

constexpr int kWholeHead = 2;              // what a head in whole counts against one that holds a name
constexpr std::size_t kMostHeadLines = 4;  // that a head takes
constexpr std::size_t kMostHeadSide = 8;   // … and a label printed downwards beside it

// Heads of a line: those that are a known name in whole count more than those that hold one.
int worth_of_heads(const FormWords& words, const FormBlock& block, const FormLine& line) {
  int worth = 0;
  for (const FormCell& cell : line.cells) {
    if (cell.blank()) continue;
    const auto word = words.head(block, cell.text);
    if (word && !word->weak) worth += word->whole ? kWholeHead : 1;
  }
  return worth;
}

bool is_end_of_head(const FormWords& words, const FormBlock& block, std::string_view whole, std::string_view end) {
  const auto word = words.head(block, whole);
  if (!word || word->weak) return false;
  if (is_bracket_alone(end)) return true;
  const std::string wanted = FormWords::key(end);
  const auto& heads = block.columns[word->column].named.heads;
  return std::any_of(heads.begin(), heads.end(),
                     [&](const std::string& head) { return FormWords::key(head).ends_with(wanted); });
}

// The lines [at, at + count) as one: cells of a column below each other are one. nullopt where they do not fit.
std::optional<FormLine> lines_as_one(const std::vector<FormLine>& lines, std::size_t at, std::size_t count,
                                     std::deque<std::string>& texts) {
  FormLine whole = lines[at];
  for (std::size_t i = at + 1; i < at + count; ++i) {
    for (const FormCell& cell : lines[i].cells) {
      if (cell.blank()) continue;
      const auto over = std::find_if(whole.cells.begin(), whole.cells.end(), [&](const FormCell& one) {
        return one.column < cell.end() && cell.column < one.end();
      });
      if (over == whole.cells.end()) {
        whole.cells.push_back(cell);
      } else if (over->column != cell.column || over->columns != cell.columns || is_figure(cell.text)) {
        return std::nullopt;
      } else {
        join_cells(*over, cell, texts);
      }
    }
  }
  std::stable_sort(whole.cells.begin(), whole.cells.end(),
                   [](const FormCell& a, const FormCell& b) { return a.column < b.column; });
  for (FormCell& cell : whole.cells) cell.row = whole.row;
  return whole;
}

// Whether the cell at `line` is of a label that is printed downwards beside the head that begins at lines[at].
bool is_beside_head(const FormWords& words, const FormBlock& block, const std::vector<FormLine>& lines, std::size_t at,
                    std::size_t line, const FormCell& own) {
  std::string spelled;
  const std::size_t end = std::min(lines.size(), at + kMostHeadSide);
  for (std::size_t i = at; i < end && lines[i].grid == lines[at].grid; ++i) {
    for (const FormCell& cell : lines[i].cells) {
      if (!cell.blank() && cell.column == own.column) spelled += cell.text;
    }
    if (i >= line && words.is_side_label(block, spelled)) return true;
  }
  return false;
}

// What a line adds to a head is of a head too: every cell that it touches is one, and none is a label beside its fact
// (项目名称 | 设备更新 above 资金来源 | 年初预算数). A label may stand beside the whole block.
bool adds_heads(const FormWords& words, const FormBlock& block, const FormLine& whole,
                const std::vector<FormLine>& lines, std::size_t at, std::size_t number) {
  const FormLine& line = lines[number];
  return std::all_of(line.cells.begin(), line.cells.end(), [&](const FormCell& cell) {
    if (cell.blank()) return true;
    if (&cell == line.first() && is_beside_head(words, block, lines, at, number, cell)) return true;
    const auto one = std::find_if(whole.cells.begin(), whole.cells.end(),
                                  [&](const FormCell& joined) { return joined.column == cell.column; });
    if (one == whole.cells.end()) return false;
    const auto word = words.head(block, one->text);
    if (!word || word->weak) return false;
    // 度量 over 单位: a label that is a part of a head's name.
    const bool part = word->whole && one->text != cell.text;
    return part || line.texts() < 2 || !words.is_label(cell.text);
  });
}

}  // namespace

void join_cells(FormCell& cell, const FormCell& next, std::deque<std::string>& texts) {
  std::string whole(cell.text);
  append_wrapped(whole, next.text);
  texts.push_back(std::move(whole));
  cell.text = texts.back();
  cell.rest.push_back(next.place);
  cell.rest.insert(cell.rest.end(), next.rest.begin(), next.rest.end());
}

void mend_loose_head(const FormWords& words, std::vector<FormLine>& lines, std::size_t at,
                     std::deque<std::string>& texts) {
  const SourceGrid* grid = lines[at].grid;
  if (grid == nullptr || lines[at].texts() == 0) return;
  for (const FormBlock* block : {&words.spec().indicators, &words.spec().funds}) {
    int best = worth_of_heads(words, *block, lines[at]);
    FormLine whole;
    std::size_t taken = 1;
    for (std::size_t count = 2; count <= kMostHeadLines && at + count <= lines.size(); ++count) {
      if (lines[at + count - 1].grid != grid || lines[at + count - 1].texts() == 0) break;
      const auto one = lines_as_one(lines, at, count, texts);
      if (!one) break;
      const FormLine& last = lines[at + count - 1];
      const int worth = worth_of_heads(words, *block, *one);
      const bool ends =
          taken + 1 == count && worth == best &&
          std::all_of(last.cells.begin(), last.cells.end(), [&](const FormCell& cell) {
            const auto over = std::find_if(one->cells.begin(), one->cells.end(),
                                           [&](const FormCell& own) { return own.column == cell.column; });
            if (&cell == last.first() && is_beside_head(words, *block, lines, at, at + count - 1, cell)) return true;
            return cell.blank() || (over != one->cells.end() && is_end_of_head(words, *block, over->text, cell.text));
          });
      if (worth <= best && !ends) continue;
      // The fullest line may have heads that are not known; the others have nothing but parts of known ones.
      std::size_t fullest = at;
      for (std::size_t i = at; i < at + count; ++i) fullest = lines[i].texts() > lines[fullest].texts() ? i : fullest;
      bool fits = true;
      for (std::size_t i = at; i < at + count; ++i)
        fits = fits && (i == fullest || adds_heads(words, *block, *one, lines, at, i));
      if (!fits) continue;
      best = worth;
      whole = *one;
      taken = count;
    }
    if (taken == 1) continue;
    std::vector<FormLine> found{whole};
    if (!find_form_head(words, found, 0)) continue;
    lines[at] = std::move(whole);
    for (std::size_t i = at + 1; i < at + taken; ++i) lines[i].cells.clear();
    return;
  }
}

}  // namespace gouji::intake
