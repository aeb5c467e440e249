// A self-evaluation form as printed: facts, funds, indicators with their merged levels, total, prose.
#include <fmt/format.h>

#include <algorithm>

#include "import/print_page.hpp"

namespace gouji::intake {
namespace {

using PrintedRow = std::vector<PrintedCell>;

// The columns of a block: those always printed, then those that this form has besides.
struct BlockColumns {
  std::vector<std::string> keys;  // field, or a head of `more` behind "more:"
  std::vector<std::string> heads;
};

constexpr std::string_view kMore = "more:";

BlockColumns block_columns(const PrintedHeads& always, const std::map<std::string, std::string>& heads,
                           const std::vector<Record>& records) {
  BlockColumns columns;
  for (const auto& [key, head] : always) {
    columns.keys.push_back(key);
    columns.heads.push_back(head);
  }
  const auto has = [&](const std::string& key) {
    return std::find(columns.keys.begin(), columns.keys.end(), key) != columns.keys.end();
  };
  for (const Record& record : records) {
    const auto fields = fields_of(record.kind);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string key(fields[i].key);
      const bool inside = key.ends_with("_weight");  // printed in the bracket behind its level
      if (inside || record.cells[i].printed.empty() || has(key)) continue;
      const auto head = heads.find(key);
      // Beside its neighbour in the contract's order, where that one is printed.
      auto place = columns.keys.end();
      for (std::size_t before = i; before-- > 0 && place == columns.keys.end();) {
        const auto found = std::find(columns.keys.begin(), columns.keys.end(), std::string(fields[before].key));
        if (found != columns.keys.end()) place = found + 1;
      }
      const auto offset = place - columns.keys.begin();
      columns.keys.insert(place, key);
      columns.heads.insert(columns.heads.begin() + offset,
                           head == heads.end() ? std::string(fields[i].chinese) : head->second);
    }
    for (const auto& [name, text] : record.more) {
      if (has(std::string(kMore) + name)) continue;
      columns.keys.push_back(std::string(kMore) + name);
      columns.heads.push_back(name);
    }
  }
  return columns;
}

std::string text_of(const Record& record, const std::string& key) {
  if (key.starts_with(kMore)) {
    for (const auto& [name, text] : record.more) {
      if (name == key.substr(kMore.size())) return text;
    }
    return {};
  }
  std::string text = record.text(key);
  const int weight = field_index(record.kind, key + "_weight");
  if (weight >= 0 && !record.cells[static_cast<std::size_t>(weight)].printed.empty())
    text += fmt::format("（{}分）", record.cells[static_cast<std::size_t>(weight)].printed);
  return text;
}

bool is_level(const std::string& key) { return key == "level1" || key == "level2"; }

class FormPrinter {
 public:
  FormPrinter(const Evaluation& evaluation, const PrintSpec& spec)
      : evaluation_(evaluation),
        spec_(spec),
        funds_(block_columns(spec.funds, spec.heads, evaluation.funds)),
        indicators_(block_columns(spec.indicators, spec.heads, evaluation.indicators)) {
    block_.columns = static_cast<int>(std::max(funds_.heads.size() + 1, indicators_.heads.size()));
  }

  PrintedBlock print() {
    for (const auto& [key, label] : spec_.facts) {
      // "department:name" is printed on forms of that scope only.
      const std::size_t colon = key.find(':');
      if (colon != std::string::npos && key.substr(0, colon) != evaluation_.head.text("scope")) continue;
      const std::string text = evaluation_.head.text(colon == std::string::npos ? key : key.substr(colon + 1));
      if (!text.empty()) wide(label, text);
    }
    for (const auto& [label, text] : evaluation_.head.more) wide(label, text);
    print_funds();
    for (const TextBlock& text : evaluation_.texts) {
      if (text.text && !text.text->empty()) wide(text.label, *text.text);
    }
    print_indicators();
    print_total();
    return std::move(block_);
  }

 private:
  void wide(const std::string& label, const std::string& text) {
    block_.rows.push_back({{label, 0, 1, 1, true, false}, {text, 1, 1, block_.columns - 1, false, false}});
  }

  // The block's last cell reaches to the right edge.
  void close(PrintedRow& row) const { row.back().columns = block_.columns - row.back().column; }

  void print_funds() {
    if (evaluation_.funds.empty()) return;
    PrintedRow head{{spec_.funds_label, 0, static_cast<int>(evaluation_.funds.size()) + 1, 1, true, false}};
    for (std::size_t i = 0; i < funds_.heads.size(); ++i)
      head.push_back({funds_.heads[i], static_cast<int>(i) + 1, 1, 1, true, false});
    close(head);
    block_.rows.push_back(std::move(head));
    for (const Record& fund : evaluation_.funds) {
      PrintedRow row;
      for (std::size_t i = 0; i < funds_.keys.size(); ++i)
        row.push_back({text_of(fund, funds_.keys[i]), static_cast<int>(i) + 1, 1, 1, false, i > 0});
      close(row);
      block_.rows.push_back(std::move(row));
    }
  }

  // How many rows from `at` share this level and the levels before it.
  int reach(std::size_t at, std::size_t column) const {
    const auto& rows = evaluation_.indicators;
    std::size_t end = at + 1;
    for (; end < rows.size(); ++end) {
      for (std::size_t i = 0; i <= column; ++i) {
        if (is_level(indicators_.keys[i]) &&
            text_of(rows[end], indicators_.keys[i]) != text_of(rows[at], indicators_.keys[i]))
          return static_cast<int>(end - at);
      }
    }
    return static_cast<int>(end - at);
  }

  void print_indicators() {
    const auto& rows = evaluation_.indicators;
    if (rows.empty()) return;
    PrintedRow head;
    for (std::size_t i = 0; i < indicators_.heads.size(); ++i)
      head.push_back({indicators_.heads[i], static_cast<int>(i), 1, 1, true, false});
    close(head);
    block_.rows.push_back(std::move(head));
    std::vector<std::size_t> merged_to(indicators_.keys.size(), 0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      PrintedRow row;
      for (std::size_t i = 0; i < indicators_.keys.size(); ++i) {
        const std::string& key = indicators_.keys[i];
        if (r < merged_to[i]) continue;
        const std::string text = text_of(rows[r], key);
        const int tall = is_level(key) && !text.empty() ? reach(r, i) : 1;
        merged_to[i] = r + static_cast<std::size_t>(tall);
        row.push_back({text, static_cast<int>(i), tall, 1, false, key == "weight" || key == "score"});
      }
      close(row);
      block_.rows.push_back(std::move(row));
    }
  }

  void print_total() {
    const std::string& weight = evaluation_.head.text("total_weight");
    const std::string& score = evaluation_.head.text("total_score");
    const std::string& grade = evaluation_.head.text("grade");
    if (!weight.empty() || !score.empty()) {
      PrintedRow row{{spec_.total_label, 0, 1, 1, true, false}};
      for (std::size_t i = 0; i < indicators_.keys.size(); ++i) {
        const auto column = static_cast<int>(i);
        if (indicators_.keys[i] == "weight") row.push_back({weight, column, 1, 1, false, true});
        if (indicators_.keys[i] == "score") row.push_back({score, column, 1, 1, false, true});
      }
      row.front().columns = row.size() > 1 ? row[1].column : block_.columns;
      if (row.back().column + 1 < block_.columns)
        row.push_back({"", row.back().column + 1, 1, block_.columns - row.back().column - 1, false, false});
      block_.rows.push_back(std::move(row));
    }
    if (!grade.empty()) wide(spec_.grade_label, grade);
  }

  const Evaluation& evaluation_;
  const PrintSpec& spec_;
  BlockColumns funds_, indicators_;
  PrintedBlock block_;
};

}  // namespace

void print_evaluation(const Evaluation& evaluation, const Document& document, const PrintSpec& spec,
                      std::vector<PrintedBlock>& blocks) {
  const auto title = spec.scopes.find(evaluation.head.text("scope"));
  const std::string words = title == spec.scopes.end() ? std::string() : title->second;
  blocks.push_back(
      {words, true, {}, 0, fmt::format("{} {}", evaluation.head.text("number"), evaluation.head.text("name"))});
  if (document.year_known()) blocks.push_back({fmt::format("（{} 年度）", document.year), false, {}, 0, {}});
  blocks.push_back(FormPrinter(evaluation, spec).print());
}

}  // namespace gouji::intake
