#include "import/form_total.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace gouji::intake {

// “总分：98分” in one cell.
bool FormTotal::read_in_cell(const FormCell& cell, const FormLine& line, ReadForm& form) const {
  const auto colon = cell.text.find("：") != std::string_view::npos ? cell.text.find("：") : cell.text.find(':');
  if (colon == std::string_view::npos || line.texts() > 1 ||
      !words_.is_total(words_.spec().indicators, cell.text.substr(0, colon)))
    return false;
  const Piece whole = piece_of(source_, cell);
  Piece value = part_of(whole, colon + (cell.text[colon] == ':' ? 1 : 3), whole.text.size());
  if (!is_figure(value.text)) return false;
  const std::size_t digits = std::min(value.text.find_first_not_of("0123456789.,-"), value.text.size());
  value = part_of(value, 0, digits);  // without 分
  form.seen.push_back(whole);
  const FormFact* stated = words_.fact(cell.text.substr(0, colon));
  if (!form.total_score)
    form.total_score = value;
  else if (stated != nullptr && stated->key == "stated_score")
    form.facts.push_back({stated->key, text::strip_spaces(cell.text.substr(0, colon)), value});
  return true;
}

bool FormTotal::read(const FormHead& head, const FormLine& line, ReadForm& form) {
  const FormCell* label = line.first();
  if (!words_.is_total(words_.spec().indicators, label->text)) return read_in_cell(*label, line, form);
  const FormHeadColumn* name = head.column("level3");
  // In a column of names right of the levels “合计” is a name like others where the row has levels of its own.
  if (name != nullptr && label->column > 0 && label->column >= name->from && head.column("level1") != nullptr &&
      label->columns == 1 && line.grid == head.grid && !line.above.empty())
    return false;
  if (form.total_score || form.total_weight) reopen(form);
  body_.read_total(head, line, *label, form);
  at_ = form.indicators.size();
  line_ = line.line;
  label_ = piece_of(source_, *label);
  return true;
}

bool FormTotal::closes_late(const FormHead& head, const FormLine& line, const ReadForm& form) const {
  if (!head.indicators || line.grid != head.grid || form.total_score ||
      !words_.is_total(words_.spec().indicators, line.first()->text))
    return false;
  const FormHeadColumn* score = head.column("score");
  return score != nullptr && std::any_of(line.cells.begin(), line.cells.end(), [&](const FormCell& cell) {
           return is_figure(cell.text) && cell.column == score->from && cell.end() <= score->to;
         });
}

void FormTotal::reopen(ReadForm& form) const {
  if (at_ >= form.indicators.size()) return;
  FormRow row;
  row.first_line = row.last_line = line_;
  row.fields.push_back({"level3", "", label_});
  if (form.total_weight) row.fields.push_back({"weight", "", *form.total_weight});
  if (form.total_score) row.fields.push_back({"score", "", *form.total_score});
  form.total_weight.reset();
  form.total_score.reset();
  form.indicators.insert(form.indicators.begin() + static_cast<std::ptrdiff_t>(at_), std::move(row));
}

}  // namespace gouji::intake
