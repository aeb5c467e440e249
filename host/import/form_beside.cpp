#include "import/form_beside.hpp"

#include <optional>
#include <utility>

#include "base/text.hpp"

namespace gouji::intake {

// Whether the row opens such a block.
bool FundsBeside::find(const FormLine& line, std::vector<Column>& found) const {
  const FormBlock& block = words_.spec().funds;
  std::size_t figures = 0;
  for (std::size_t i = 0; i + 1 < line.cells.size(); ++i) {
    const FormCell& label = line.cells[i];
    const FormCell& value = line.cells[i + 1];
    if (label.blank() || is_figure(label.text)) continue;
    const auto head = words_.head(block, label.text);
    if (!head || !(value.blank() || words_.is_blank(value.text) || is_figure(value.text))) continue;
    const std::string& key = block.columns[head->column].named.key;
    if (key == "source" || key == "reason" || key == kMoreColumn) continue;
    if (is_figure(value.text)) ++figures;
    found.push_back({label.column, value.column, key, text::strip_spaces(label.text)});
    ++i;
  }
  return found.size() >= 2 && figures > 0;
}

// What stands left of the first label names the money.
Piece FundsBeside::side(const FormLine& line, ReadForm& form) const {
  for (const auto* cells : {&line.above, &line.cells}) {
    for (const FormCell& cell : *cells) {
      if (cell.blank() || cell.column >= columns_.front().label) continue;
      Piece name = piece_of(source_, cell);
      form.seen.push_back(name);
      if (!form.money_unit) form.money_unit = words_.money_in(name);
      name.text = FormWords::key(name.text);
      return name;
    }
  }
  return {};
}

FundsBeside::Row FundsBeside::read(const FormLine& line, bool open, ReadForm& form) {
  if (line.grid == nullptr) return Row::none;
  std::vector<Column> found;
  const bool opens = find(line, found);
  if (!opens && !open) return Row::none;
  Piece name;
  if (opens) {
    columns_ = std::move(found);
    name = side(line, form);
  } else {
    const FormCell* label = line.at(columns_.front().label);
    if (label == nullptr || label->blank() || words_.is_label(label->text)) return Row::none;
    name = piece_of(source_, *label);
    for (const std::string& ending : words_.spec().funds.label_endings) {
      if (text::ends_with(name.text, ending)) name = part_of(name, 0, name.text.size() - ending.size());
    }
  }
  FormRow row;
  row.first_line = row.last_line = line.line;
  row.fields.push_back({"source", "", name});
  bool any = false;
  for (const Column& column : columns_) {
    const FormCell* label = line.at(column.label);
    if (label != nullptr && !label->blank()) form.seen.push_back(piece_of(source_, *label));
    const FormCell* value = line.at(column.value);
    if (value == nullptr) continue;
    any = any || !value->blank();
    if (row.find(column.key) != nullptr) {
      if (!value->blank()) row.fields.push_back({"", column.printed, piece_of(source_, *value)});
      continue;
    }
    row.fields.push_back({column.key, column.printed, value->blank() ? Piece{} : piece_of(source_, *value)});
  }
  if (!any && !opens) return Row::none;
  form.funds.push_back(std::move(row));
  return opens ? Row::opens : Row::goes_on;
}

}  // namespace gouji::intake
