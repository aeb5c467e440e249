#include "import/sample.hpp"

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestReason = 60;  // characters

void mask(std::string& text, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (name.empty()) continue;
    const std::string replacement = std::string(text::prefix(name, 1)) + "某某";
    for (std::size_t place = text.find(name); place != std::string::npos;
         place = text.find(name, place + replacement.size())) {
      text.replace(place, name.size(), replacement);
    }
  }
}

void treat(Record& record, const std::vector<std::string>& names) {
  const auto fields = fields_of(record.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string& printed = record.cells[i].printed;
    mask(printed, names);
    if (fields[i].key == "reason") printed = text::shorten(printed, kLongestReason);
  }
  for (auto& [field, reason] : record.doubtful) mask(reason, names);
  for (auto& [column, text] : record.more) {
    mask(text, names);
    text = text::shorten(text, kLongestReason);
  }
}

void treat(Table& table, const std::vector<std::string>& names) {
  for (TableRow& row : table.rows) {
    if (row.label) mask(*row.label, names);
    for (Cell& cell : row.cells) {
      mask(cell.printed, names);
      if (!cell.has_figure()) cell.printed = text::shorten(cell.printed, kLongestReason);
    }
  }
  for (std::string& note : table.notes) mask(note, names);
}

}  // namespace

void make_sample(Document& document, const std::vector<std::string>& names) {
  for (Table& table : document.tables) treat(table, names);
  for (Evaluation& evaluation : document.evaluations) {
    treat(evaluation.head, names);
    for (Record& fund : evaluation.funds) treat(fund, names);
    for (Record& row : evaluation.indicators) treat(row, names);
    for (TextBlock& block : evaluation.texts) block.text.reset();
  }
  for (Record& claim : document.claims) treat(claim, names);
  for (Record& mention : document.mentions) treat(mention, names);
  finish(document);
}

}  // namespace gouji::intake
