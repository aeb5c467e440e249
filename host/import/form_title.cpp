#include "import/form_title.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "import/form_head.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestMark = 4;  // letters of a mark before a title

}  // namespace

const FormCell* title_cell(const FormWords& words, const FormLine& line) {
  if (line.texts() == 1) return line.first();
  if (line.texts() != 2 || line.first()->column != line.cells.front().column ||
      text::decode(text::strip_spaces(line.first()->text)).size() > kLongestMark || words.is_label(line.first()->text))
    return nullptr;
  const auto last = std::find_if(line.cells.rbegin(), line.cells.rend(), [](const auto& one) { return !one.blank(); });
  return &*last;
}

bool title_printed_again(const FormWords& words, const std::vector<FormLine>& lines, std::size_t at,
                         std::string_view title) {
  const FormCell* cell = title_cell(words, lines[at]);
  if (cell == nullptr || text::strip_spaces(cell->text) != text::strip_spaces(title)) return false;
  std::size_t next = at + 1;
  if (next < lines.size() && lines[next].texts() == 1 &&
      words.year_in(Piece{std::string(lines[next].first()->text), {}, {}}))
    ++next;
  if (next >= lines.size()) return false;
  const auto head = find_form_head(words, lines, next);
  return head && head->indicators;
}

}  // namespace gouji::intake
