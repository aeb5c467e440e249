#include "import/form_labelled.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/exact.hpp"
#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kUnsaid = "表上没有写明是预算数还是执行数";

// Where the last colon of a text stands, and where what follows it begins; npos without one.
std::pair<std::size_t, std::size_t> last_colon(std::string_view text) {
  const std::size_t wide = text.rfind("：");
  const std::size_t narrow = text.rfind(':');
  if (wide != std::string_view::npos && (narrow == std::string_view::npos || wide > narrow)) return {wide, wide + 3};
  if (narrow != std::string_view::npos) return {narrow, narrow + 1};
  return {std::string_view::npos, 0};
}

std::optional<Exact> amount_of(std::string_view printed) {
  std::string digits;
  for (const char c : text::label_form(printed)) {
    if (c != ',') digits += c;
  }
  digits.resize(std::min(digits.find_first_not_of("0123456789.-"), digits.size()));
  return Exact::parse(digits);
}

}  // namespace

void LabelledFunds::forget() {
  open_ = false;
  kept_.clear();
}

// All cells of the row as labels and amounts; false where one is neither.
bool LabelledFunds::parts_of(const FormHead& head, const FormLine& line, std::vector<Part>& parts) const {
  bool apart = false;     // a label stands where figures belong
  bool together = false;  // a label and its amount in one cell
  for (const FormCell& cell : line.cells) {
    if (cell.blank()) continue;
    if (is_figure(cell.text) || words_.is_blank(cell.text)) {
      // beside the label that has no amount yet
      if (parts.empty() || !parts.back().amount.text.empty()) return false;
      parts.back().amount = piece_of(source_, cell);
      continue;
    }
    const Piece whole = piece_of(source_, cell);
    const auto [end, begin] = last_colon(whole.text);
    if (end == std::string::npos || end == 0) return false;
    Part part{part_of(whole, 0, end), part_of(whole, begin, whole.text.size()), cell.column};
    if (part.label.text.empty() || !(part.amount.text.empty() || is_figure(part.amount.text))) return false;
    together = together || !part.amount.text.empty();
    for (const FormHeadColumn& column : head.columns) {
      const bool figures = column.place == FormPlace::field && column.key != "source" && column.key != "reason";
      apart = apart || (figures && cell.column >= column.from && cell.column < column.to);
    }
    parts.push_back(std::move(part));
  }
  if (parts.empty()) return false;
  return together || (apart && parts.size() > 1) || open_;
}

bool LabelledFunds::read(const FormHead& head, const FormLine& line, ReadForm& form) {
  std::vector<Part> parts;
  if (!parts_of(head, line, parts)) return false;
  open_ = true;
  for (Part& part : parts) {
    if (part.amount.text.empty()) {
      form.seen.push_back(std::move(part.label));
      continue;
    }
    FormRow row;
    row.first_line = row.last_line = line.line;
    row.fields.push_back({"source", "", std::move(part.label)});
    row.fields.push_back({words_.spec().funds.whole, "", std::move(part.amount)});
    kept_.push_back({form.funds.size(), part.column});
    form.funds.push_back(std::move(row));
  }
  return true;
}

void LabelledFunds::settle(ReadForm& form) const {
  if (kept_.empty() || kept_.front().row == 0) return;
  const FormBlock& block = words_.spec().funds;
  const FormRow& whole = form.funds.front();
  std::map<int, std::vector<std::size_t>> lists;
  for (const Kept& kept : kept_) lists[kept.column].push_back(kept.row);
  for (const auto& [column, rows] : lists) {
    Exact sum;
    bool known = true;
    for (const std::size_t row : rows) {
      const FormField* amount = form.funds[row].find(block.whole);
      const auto value = amount == nullptr ? std::nullopt : amount_of(amount->piece.text);
      known = known && value.has_value();
      if (value) sum = sum + *value;
    }
    const FormField* match = nullptr;
    for (const FormField& field : whole.fields) {
      if (!known || (field.key != block.whole && field.key != block.part && field.key != "initial")) continue;
      const auto value = amount_of(field.piece.text);
      if (value && *value == sum && (match == nullptr || field.key == block.whole)) match = &field;
    }
    const std::string key = match == nullptr ? block.whole : match->key;
    for (const std::size_t row : rows) {
      for (FormField& field : form.funds[row].fields) {
        if (field.key != block.whole) continue;
        field.key = key;
        if (match == nullptr && field.piece.doubtful.empty()) field.piece.doubtful = kUnsaid;
      }
    }
  }
}

}  // namespace gouji::intake
