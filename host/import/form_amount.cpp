#include "import/form_amount.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

bool has_ascii_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

// A figure that could be one: a scan puts points where none belong.
bool is_amount(std::string_view text) {
  const std::string plain = text::strip_spaces(text);
  return is_figure(text) && !plain.starts_with('.') && std::count(plain.begin(), plain.end(), '.') < 2;
}

// 2023年预算 is 预算.
std::string without_year(std::string key) {
  constexpr std::size_t kYearDigits = 4;
  if (!key.starts_with("20") || key.find_first_not_of("0123456789") != kYearDigits) return key;
  const std::string_view rest = std::string_view(key).substr(kYearDigits);
  for (const std::string_view year : {std::string_view("年度"), std::string_view("年")}) {
    if (rest.starts_with(year)) return std::string(rest.substr(year.size()));
  }
  return key;
}

}  // namespace

bool is_fund_label(const FormBlock& block, std::string_view printed) {
  for (const std::string& ending : block.label_endings) {
    if (text::ends_with(printed, ending)) printed.remove_suffix(ending.size());
  }
  const std::string key = without_year(FormWords::key(printed));
  return std::any_of(block.labels.begin(), block.labels.end(),
                     [&](const std::string& label) { return FormWords::key(label) == key; });
}

namespace {

// “其他资金  0.00”: the label and its figure in one cell; nullopt for other cells.
std::optional<std::pair<Piece, Piece>> label_and_figure(const FormBlock& block, const Piece& cell) {
  const std::size_t last = cell.text.find_last_not_of("0123456789.,-");
  if (last == std::string::npos || last + 1 == cell.text.size()) return std::nullopt;
  Piece figure = part_of(cell, last + 1, cell.text.size());
  if (!is_figure(figure.text)) return std::nullopt;
  Piece label = part_of(cell, 0, cell.text.size() - figure.text.size());
  if (!is_fund_label(block, label.text)) return std::nullopt;
  return std::pair{std::move(label), std::move(figure)};
}

}  // namespace

std::optional<AmountRows> read_amounts(const SourceText& source, const FormBlock& block, const FormWords& words,
                                       const FormLine& line) {
  if (block.amount.empty() || line.grid == nullptr) return std::nullopt;
  AmountRows read;
  bool open = false;    // the last label has no figure yet
  bool broken = false;  // the last figure is none that could be read
  bool figures = false;
  const auto add = [&](Piece name, Piece figure) {
    for (const std::string& ending : block.label_endings) {
      if (text::ends_with(name.text, ending)) name = part_of(name, 0, name.text.size() - ending.size());
    }
    FormRow row;
    row.first_line = row.last_line = line.line;
    row.fields.push_back({"source", "", std::move(name)});
    row.fields.push_back({block.amount, "", std::move(figure)});
    read.rows.push_back(std::move(row));
  };
  for (const FormCell& cell : line.cells) {
    if (cell.blank()) continue;  // the figure may stand a cell further on; the next label opens anew
    if (broken && has_ascii_digit(cell.text)) continue;  // it goes on in further cells: they are left for the report
    Piece piece = piece_of(source, cell);
    if (is_fund_label(block, cell.text)) {
      add(std::move(piece), {});
      open = true;
      broken = false;
    } else if (auto both = label_and_figure(block, piece)) {
      add(std::move(both->first), std::move(both->second));
      open = false;
      figures = true;
    } else if (read.rows.empty()) {
      read.seen.push_back(&cell);  // the label beside the block
    } else if (open && (is_amount(cell.text) || words.is_blank(cell.text) || has_ascii_digit(cell.text))) {
      figures = figures || has_ascii_digit(cell.text);
      broken = !is_amount(cell.text) && !words.is_blank(cell.text);  // what a scan made of the figure
      if (broken) piece.doubtful = kBadFigure;
      read.rows.back().fields.back().piece = std::move(piece);
      open = false;
    } else if (is_amount(cell.text)) {
      return std::nullopt;  // figures with a head of their own
    } else {
      read.seen.push_back(&cell);
      open = false;
    }
  }
  if (read.rows.empty() || (read.rows.size() > 1 && !figures)) return std::nullopt;
  return read;
}

}  // namespace gouji::intake
