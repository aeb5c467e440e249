#include "import/statement_evidence.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "model/labels.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostLetters = 6;     // between a name and its figure
constexpr std::size_t kShortestName = 3;    // characters
constexpr std::size_t kShortestFigure = 4;  // characters: "8.00"

bool figure_char(char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; }

}  // namespace

std::string evidence_key(const std::string& name) {
  const auto slash = name.rfind('/');
  return label_key(slash == std::string::npos ? name : name.substr(slash + 1));
}

StatementEvidence::StatementEvidence(const SourceText& source, int from, int to, const std::vector<LineRange>& tables,
                                     const std::vector<std::string>& names) {
  std::string prose;
  auto table = tables.begin();
  for (const FlowLine& line : source.lines()) {
    if (line.number < from || line.number > to) continue;
    while (table != tables.end() && table->second < line.number) ++table;
    if (table != tables.end() && table->first <= line.number) continue;
    prose += text::label_form(line.text);
  }
  std::vector<std::string> keys;
  for (const std::string& name : names) keys.push_back(evidence_key(name));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const std::string& key : keys) {
    if (text::decode(key).size() < kShortestName) continue;
    for (auto at = prose.find(key); at != std::string::npos; at = prose.find(key, at + key.size())) {
      std::size_t pos = at + key.size();
      for (std::size_t letters = 0; letters < kMostLetters && pos < prose.size() && !figure_char(prose[pos]);
           ++letters) {
        std::size_t next = pos;
        if (!text::is_han(text::decode_next(prose, next))) break;
        pos = next;
      }
      std::size_t end = pos;
      while (end < prose.size() && figure_char(prose[end])) ++end;
      if (end - pos < kShortestFigure) continue;
      std::string_view printed = std::string_view(prose).substr(pos, end - pos);
      while (printed.ends_with('.') || printed.ends_with(',')) printed.remove_suffix(1);
      if (const auto value = Exact::parse(printed)) add(key, *value);
    }
  }
}

void StatementEvidence::add(const std::string& name, const Exact& value) {
  if (!value.is_zero()) values_[evidence_key(name)].push_back(value);
}

bool StatementEvidence::denies(const std::string& name) const {
  const std::string key = evidence_key(name);
  return blanks_.contains(key) && !values_.contains(key);
}

bool StatementEvidence::says(const std::string& name, const Exact& value) const {
  const auto found = values_.find(evidence_key(name));
  return found != values_.end() && std::find(found->second.begin(), found->second.end(), value) != found->second.end();
}

}  // namespace gouji::intake
