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
}

}  // namespace

void make_sample(Document& document, const std::vector<std::string>& names) {
  for (Evaluation& evaluation : document.evaluations) {
    treat(evaluation.head, names);
    for (Record& fund : evaluation.funds) treat(fund, names);
    for (Record& row : evaluation.indicators) treat(row, names);
    for (TextBlock& block : evaluation.texts) block.text.reset();
  }
  for (Record& claim : document.claims) treat(claim, names);
  finish(document);
}

}  // namespace gouji::intake
