#include "import/print_page.hpp"

#include <fmt/format.h>

namespace gouji::intake {
namespace {

std::optional<std::string> fact_of(const Document& document, std::string_view key) {
  if (key == "unit") return document.unit;
  if (key == "year") return document.year_known() ? std::optional(std::to_string(document.year)) : std::nullopt;
  if (key == "money_unit") return document.money_unit;
  if (key == "province") return document.province;
  if (key == "unit_code") return document.unit_code;
  if (key == "department") return document.department;
  if (key == "level") return document.level;
  if (key == "published_on") return document.published_on;
  if (key == "approved_on") return document.approved_on;
  return std::nullopt;
}

// "…{unit}…": the field's value; false where it has none.
bool fill_pattern(std::string_view pattern, const std::function<std::string(std::string_view)>& value,
                  std::string& out) {
  std::size_t pos = 0;
  while (pos < pattern.size()) {
    const std::size_t open = pattern.find('{', pos);
    out += pattern.substr(pos, open == std::string_view::npos ? open : open - pos);
    if (open == std::string_view::npos) return true;
    const std::size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) return true;
    const std::string text = value(pattern.substr(open + 1, close - open - 1));
    if (text.empty()) return false;
    out += text;
    pos = close + 1;
  }
  return true;
}

}  // namespace

std::string claim_sentence(const Record& claim, const PrintSpec& spec) {
  const std::string& kind = claim.text("kind");
  const auto value = [&](std::string_view key) -> std::string {
    if (const std::size_t equals = key.find('='); equals != std::string_view::npos) {  // {field=word}: only that word
      const std::string_view word = key.substr(equals + 1);
      const std::string_view field = key.substr(0, equals);
      const bool same = field_index(RecordKind::claim, field) >= 0 && claim.text(field) == word;
      return same ? std::string(word) : std::string();
    }
    return field_index(RecordKind::claim, key) < 0 ? std::string() : claim.text(key);
  };
  // The first sentence of the kind whose fields outside brackets are all there.
  for (const auto& [of, sentence] : spec.claims) {
    if (of != kind) continue;
    std::string out;
    bool whole = true;
    std::string_view rest = sentence;
    while (!rest.empty() && whole) {
      const std::size_t open = rest.find('[');
      whole = fill_pattern(rest.substr(0, open), value, out);
      if (open == std::string_view::npos) break;
      const std::size_t close = std::min(rest.find(']', open), rest.size());
      std::string part;
      if (fill_pattern(rest.substr(open + 1, close - open - 1), value, part)) out += part;
      rest = close < rest.size() ? rest.substr(close + 1) : std::string_view();
    }
    if (whole) return out;
  }
  return {};
}

PrintedPage print_page(const Document& document, const PrintSpec& spec) {
  PrintedPage page;
  const auto kind = spec.kinds.find(document.kind);
  const std::string year = document.year_known() ? fmt::format("{} 年度", document.year) : std::string();
  page.title = fmt::format("{} {}{}", document.unit, year, kind == spec.kinds.end() ? document.kind : kind->second);
  for (const auto& [key, label] : spec.document) {
    const auto value = fact_of(document, key);
    if (value && !value->empty()) page.blocks.push_back({fmt::format("{}：{}", label, *value), false, {}, 0, {}});
  }
  for (const Table& table : document.tables) print_statement(table, document, spec, page.blocks);
  for (const Evaluation& evaluation : document.evaluations) print_evaluation(evaluation, document, spec, page.blocks);
  bool first = true;
  for (const Record& claim : document.claims) {
    const std::string sentence = claim_sentence(claim, spec);
    if (sentence.empty()) continue;
    const auto heading = spec.heads.find("narrative");
    if (first && heading != spec.heads.end()) page.blocks.push_back({heading->second, true, {}, 0, heading->second});
    first = false;
    page.blocks.push_back({sentence, false, {}, 0, {}});
  }
  return page;
}

}  // namespace gouji::intake
