#include "import/form_across.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestSource = 20;  // letters

bool is_side(const FormWords& words, const FormCell& cell) {
  return words.is_side_label(words.spec().funds, cell.text) && cell.rows > 1;
}

// The field that a row's label names; empty for none.
std::string key_of_row(const FormWords& words, const FormLine& line) {
  for (const FormCell& cell : line.cells) {
    if (cell.blank() || is_side(words, cell)) continue;
    if (is_figure(cell.text)) return {};
    const auto head = words.head(words.spec().funds, cell.text);
    if (!head) return {};
    const std::string& key = words.spec().funds.columns[head->column].named.key;
    return key == "source" || key == "reason" ? std::string() : key;
  }
  return {};
}

bool has_figure_beside(const FormLine& line, const std::vector<const FormCell*>& sources) {
  return std::any_of(line.cells.begin(), line.cells.end(), [&](const FormCell& cell) {
    return is_figure(cell.text) && std::none_of(sources.begin(), sources.end(), [&](const FormCell* source) {
             return cell.column < source->end() && source->column < cell.end();
           });
  });
}

}  // namespace

std::size_t read_funds_across(const FormWords& words, const SourceText& source, const std::vector<FormLine>& lines,
                              std::size_t at, ReadForm& form) {
  const FormLine& head = lines[at];
  if (head.grid == nullptr) return 0;
  std::vector<const FormCell*> sources;
  const FormCell* corner = nullptr;
  for (const FormCell& cell : head.cells) {
    if (cell.blank() || is_side(words, cell)) continue;
    if (is_figure(cell.text) || text::decode(cell.text).size() > kLongestSource) return 0;
    if (corner == nullptr &&
        (words.is_side_label(words.spec().funds, cell.text) || words.head(words.spec().funds, cell.text)))
      corner = &cell;
    else
      sources.push_back(&cell);
  }
  if (sources.size() < 2) return 0;
  if (std::any_of(sources.begin(), sources.end(), [&](const FormCell* cell) { return words.is_label(cell->text); }))
    return 0;

  std::size_t rows = 0;
  std::set<std::string> keys;
  while (at + 1 + rows < lines.size() && lines[at + 1 + rows].grid == head.grid) {
    const std::string key = key_of_row(words, lines[at + 1 + rows]);
    if (key.empty()) break;
    // A figure below none of them: the lower row of another table's head.
    if (has_figure_beside(lines[at + 1 + rows], sources)) return 0;
    keys.insert(key);
    ++rows;
  }
  if (rows < 2 || !keys.contains("executed") || (!keys.contains("annual") && !keys.contains("initial"))) return 0;

  std::vector<FormRow> funds(sources.size());
  const auto see = [&](const FormCell& cell) {
    Piece piece = piece_of(source, cell);
    if (!form.money_unit) form.money_unit = words.money_in(piece);
    form.seen.push_back(std::move(piece));
  };
  for (std::size_t i = 0; i < sources.size(); ++i) {
    funds[i].first_line = head.line;
    funds[i].last_line = lines[at + rows].line;
    funds[i].fields.push_back({"source", "", piece_of(source, *sources[i])});
  }
  for (const FormCell& cell : head.cells) {
    if (!cell.blank() && std::find(sources.begin(), sources.end(), &cell) == sources.end()) see(cell);
  }
  for (std::size_t row = 1; row <= rows; ++row) {
    const FormLine& line = lines[at + row];
    const std::string key = key_of_row(words, line);
    bool labelled = false;
    std::string label;
    for (const FormCell& cell : line.cells) {
      if (!labelled && !cell.blank()) {
        see(cell);
        if (is_side(words, cell)) continue;
        label = text::strip_spaces(cell.text);
        labelled = true;
        continue;
      }
      for (std::size_t i = 0; i < sources.size(); ++i) {
        if (cell.end() <= sources[i]->column || cell.column >= sources[i]->end()) continue;
        Piece piece = cell.blank() ? Piece{} : piece_of(source, cell);
        const bool again = key == kMoreColumn || funds[i].find(key) != nullptr;
        if (again && piece.text.empty()) break;
        funds[i].fields.push_back({again ? "" : key, label, std::move(piece)});
        break;
      }
    }
  }
  for (FormRow& fund : funds) {
    // A column without any figure was left empty.
    if (std::any_of(fund.fields.begin() + 1, fund.fields.end(),
                    [](const FormField& one) { return !one.piece.text.empty(); }))
      form.funds.push_back(std::move(fund));
    else
      form.seen.push_back(fund.fields.front().piece);
  }
  return rows + 1;
}

}  // namespace gouji::intake
