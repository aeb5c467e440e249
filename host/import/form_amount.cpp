#include "import/form_amount.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kBadFigure = "数字识别不清";

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

// A figure that could be one: a scan puts points where none belong.
bool is_amount(std::string_view text) {
  const std::string plain = text::strip_spaces(text);
  return is_figure(text) && !plain.starts_with('.') && std::count(plain.begin(), plain.end(), '.') < 2;
}

bool is_label(const FormBlock& block, std::string_view printed) {
  for (const std::string& ending : block.label_endings) {
    if (text::ends_with(printed, ending)) printed.remove_suffix(ending.size());
  }
  const std::string key = FormWords::key(printed);
  return std::any_of(block.labels.begin(), block.labels.end(),
                     [&](const std::string& label) { return FormWords::key(label) == key; });
}

}  // namespace

std::optional<AmountRow> read_amount(const SourceText& source, const FormBlock& block, const FormWords& words,
                                     const FormLine& line) {
  if (block.amount.empty() || line.grid == nullptr) return std::nullopt;
  const FormCell* label = nullptr;
  const FormCell* value = nullptr;
  for (const FormCell& cell : line.cells) {
    if (cell.blank()) continue;
    if (label == nullptr) {
      if (is_label(block, cell.text)) label = &cell;
    } else if (value == nullptr) {
      if (!is_amount(cell.text) && !words.is_blank(cell.text) && !has_digit(cell.text)) break;
      value = &cell;
    } else if (!is_amount(value->text) && !words.is_blank(value->text)) {
      // What a scan made of the figure goes on in further cells: they are left for the report.
      break;
    } else {
      return std::nullopt;  // figures with a head of their own
    }
  }
  if (label == nullptr) return std::nullopt;
  AmountRow read;
  Piece name = piece_of(source, *label);
  for (const std::string& ending : block.label_endings) {
    if (text::ends_with(name.text, ending)) name = part_of(name, 0, name.text.size() - ending.size());
  }
  read.row.first_line = read.row.last_line = line.line;
  read.row.fields.push_back({"source", "", name});
  Piece amount = value == nullptr ? Piece{} : piece_of(source, *value);
  if (value != nullptr && !is_amount(value->text) && !words.is_blank(value->text)) amount.doubtful = kBadFigure;
  read.row.fields.push_back({block.amount, "", std::move(amount)});
  for (const FormCell& cell : line.cells) {
    if (!cell.blank() && &cell != label && &cell != value && !has_digit(cell.text)) read.seen.push_back(&cell);
  }
  return read;
}

}  // namespace gouji::intake
