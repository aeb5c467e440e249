#include "formats/findings_list.hpp"

#include "base/text.hpp"

namespace gouji {
namespace {

bool is_head(std::string_view text, std::string_view chinese, std::string_view english) {
  const std::string form = text::label_form(text);
  return form == text::label_form(chinese) || form == text::label_form(english);
}

bool heads_findings(const PublishedSource& source, const SourceGrid& grid) {
  int row = -1;
  bool number = false;
  bool fingerprint = false;
  for (const SourceCell& cell : grid.cells) {
    if (cell.row != row) {
      row = cell.row;
      number = fingerprint = false;
    }
    const std::string_view line = source.lines[static_cast<std::size_t>(cell.line) - 1].text;
    const std::string_view text = text::trim(line.substr(cell.begin, cell.end - cell.begin));
    if (text.empty() || text.size() > kFingerprintHeadEnglish.size()) continue;
    number = number || is_head(text, kNumberHead, kNumberHeadEnglish);
    fingerprint = fingerprint || is_head(text, kFingerprintHead, kFingerprintHeadEnglish);
    if (number && fingerprint) return true;
  }
  return false;
}

}  // namespace

bool is_findings_list(const PublishedSource& source) {
  for (const SourceGrid& grid : source.grids) {
    if (heads_findings(source, grid)) return true;
  }
  return false;
}

}  // namespace gouji
