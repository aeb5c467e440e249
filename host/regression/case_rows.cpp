#include "regression/case_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/nearest.hpp"
#include "regression/case_nodes.hpp"

namespace gouji {
namespace {

constexpr std::string_view kRows = "each";

// The texts of a case and what they are without a row in them.
class RowTexts {
 public:
  explicit RowTexts(toml::table& one) {
    for (auto&& [key, node] : one) {
      if (key.str() != kRows) gather(node);
    }
  }
  RowTexts(const RowTexts&) = delete;
  RowTexts& operator=(const RowTexts&) = delete;
  ~RowTexts() {
    for (auto& [node, text] : texts_) node->get() = text;
  }

  bool any_holds(const std::string& slot) const {
    return std::any_of(texts_.begin(), texts_.end(),
                       [&](const auto& one) { return one.second.find(slot) != std::string::npos; });
  }

  void put(const std::vector<std::string>& slots, const std::vector<std::string>& fields) {
    for (auto& [node, text] : texts_) node->get() = filled_with(text, slots, fields);
  }

 private:
  void gather(toml::node& node) {
    if (toml::value<std::string>* text = node.as_string()) {
      texts_.emplace_back(text, text->get());
    } else if (toml::array* array = node.as_array()) {
      for (toml::node& item : *array) gather(item);
    } else if (toml::table* table = node.as_table()) {
      for (auto&& [key, item] : *table) gather(item);
    }
  }

  // In one pass: what a field holds is not looked at again.
  static std::string filled_with(const std::string& text, const std::vector<std::string>& slots,
                                 const std::vector<std::string>& fields) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t found = slots.size();
      for (std::size_t i = 0; i < slots.size() && found == slots.size(); ++i) {
        if (text.compare(at, slots[i].size(), slots[i]) == 0) found = i;
      }
      if (found == slots.size()) {
        out += text[at++];
      } else {
        out += fields[found];
        at += slots[found].size();
      }
    }
    return out;
  }

  std::vector<std::pair<toml::value<std::string>*, std::string>> texts_;
};

}  // namespace

void for_each_row(const TomlFile& file, toml::table& one,
                  const std::function<void(const std::string& row, const Location& at)>& read) {
  const toml::node* rows = one.get(kRows);
  if (rows == nullptr) {
    read({}, {});
    return;
  }
  const CsvFile csv = case_csv(case_text(file, *rows, kRows));
  if (csv.rows.empty())
    file.fail(*rows, "case.no_rows", "each 里一行也没有", "each has no rows", "第一行是栏名，下面一行一个用例",
              "the first line holds the heads, each line below is a case");
  RowTexts texts(one);
  std::vector<std::string> slots;
  for (const std::string& head : csv.head.fields) {
    slots.push_back("{" + head + "}");
    if (slots.size() == 1 || texts.any_holds(slots.back())) continue;
    file.fail(*rows, "case.unused_column", fmt::format("each 的“{}”一栏没有用到", head),
              fmt::format("column {} of each is used nowhere", head),
              fmt::format("在用例里要代入的地方写 {}", slots.back()),
              fmt::format("write {} where it goes", slots.back()));
  }
  const std::string name = one["name"].value_or(std::string("？"));
  const bool named = std::any_of(slots.begin(), slots.end(),
                                 [&](const std::string& slot) { return name.find(slot) != std::string::npos; });
  for (const CsvRow& row : csv.rows) {
    texts.put(slots, row.fields);
    const std::string own = one["name"].value_or(std::string("？"));
    read(named ? own : fmt::format("{}：{}", own, row.fields.front()), {file.shown(), row.line, 0});
  }
}

}  // namespace gouji
