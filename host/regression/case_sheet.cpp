#include "regression/case_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "formats/disclosure_words.hpp"
#include "regression/case_nodes.hpp"

namespace gouji {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kWords{
    {{"funds", "资金"},          {"indicators", "指标"},
     {"claims", "文字说明"},     {"table", "报表"},
     {"tables", "报表"},         {"forms", "自评表"},
     {"evaluation", "自评表"},   {"texts", "文字"},
     {"table_name", "报表名称"}, {"rules_year", "按哪一年度的规则"},
     {"document", "公开文本"},   {"layout", "版式"},
     {"todo", "待写"},           {"note", "说明"},
     {"notes", "表注"},          {"title", "表题"},
     {"parameters", "参数"},     {"each", "逐行代入"},
     {"tags", "标签"},           {"clauses", "条文"}}};

std::string word_for(std::string_view key) {
  for (const auto& [name, word] : kWords) {
    if (name == key) return std::string(word);
  }
  return std::string(fact_label(key));
}

// In the order of the file; a table of TOML goes by the names of its keys.
std::vector<std::pair<std::string, const toml::node*>> in_order(const toml::table& table) {
  std::vector<std::pair<std::string, const toml::node*>> list;
  for (const auto& [key, node] : table) list.emplace_back(std::string(key.str()), &node);
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    const auto &one = a.second->source().begin, &two = b.second->source().begin;
    return one.line != two.line ? one.line < two.line : one.column < two.column;
  });
  return list;
}

std::string value_text(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  std::string all;
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& item : *array) all += (all.empty() ? "" : "、") + value_text(item);
  } else if (const toml::table* table = node.as_table()) {
    for (const auto& [key, item] : in_order(*table))
      all += fmt::format("{}{} = {}", all.empty() ? "" : "，", key, value_text(*item));
  }
  return all;
}

class SheetReader {
 public:
  explicit SheetReader(const TomlFile& file) : file_(file) {}

  CaseSheet read(const toml::table& table) {
    sheet_ = {};
    sheet_.at = file_.where(table);
    for (const auto& [key, node] : in_order(table)) {
      if (key == "name") {
        sheet_.name = value_text(*node);
        sheet_.at = file_.where(*node);
      } else if (key == "expect") {
        expectation(*node);
      } else {
        part(key, *node, word_for(key));
      }
    }
    return std::move(sheet_);
  }

 private:
  void part(const std::string& key, const toml::node& node, const std::string& title) {
    const auto text = node.value_exact<std::string>();
    if (text && text->find('\n') != std::string::npos) return grid(node, key, title);
    if (const toml::table* table = node.as_table()) return fields(key, *table, title);
    const toml::array* array = node.as_array();
    if (array == nullptr || array->empty() || !array->front().is_table()) {
      sheet_.facts.emplace_back(title, value_text(node));
      return;
    }
    for (const toml::node& item : *array) {
      const toml::table* one = item.as_table();
      if (one == nullptr) continue;
      const auto name = (*one)["name"].value<std::string>();
      fields(key, *one, name ? *name : title);
    }
  }

  // { name = "…", rows = """…""", total_score = "…" }
  void fields(const std::string& key, const toml::table& table, const std::string& title) {
    const bool form = key == "evaluation" || key == "forms";
    std::string told;
    for (const auto& [name, node] : in_order(table)) {
      const auto text = node->value_exact<std::string>();
      if (text && text->find('\n') != std::string::npos) {
        grid(*node, name, name == "rows" ? title : fmt::format("{} · {}", title, word_for(name)));
        continue;
      }
      if (name == "name" && !form) continue;
      const std::string_view label = form ? label_of(RecordKind::evaluation, name) : std::string_view(name);
      const std::string word = label == name ? word_for(name) : std::string(label);
      told += fmt::format("{}{}：{}", told.empty() ? "" : "；", word, value_text(*node));
    }
    if (!told.empty()) sheet_.facts.emplace_back(title, told);
  }

  // What is no CSV is shown as it stands: the case itself says what is wrong with it.
  void grid(const toml::node& node, const std::string& key, const std::string& title) {
    try {
      const CsvFile csv = case_csv(case_text(file_, node, key));
      CaseGrid grid{title, {csv.head.fields}};
      for (const CsvRow& row : csv.rows) grid.rows.push_back(row.fields);
      sheet_.grids.push_back(std::move(grid));
    } catch (const Fault&) {
      sheet_.facts.emplace_back(title, value_text(node));
    }
  }

  void expectation(const toml::node& node) {
    if (const auto word = node.value_exact<std::string>()) {
      sheet_.word = *word;
      return;
    }
    std::vector<const toml::table*> list;
    if (const toml::table* one = node.as_table()) list.push_back(one);
    if (const toml::array* array = node.as_array()) {
      for (const toml::node& item : *array) {
        if (item.is_table()) list.push_back(item.as_table());
      }
    }
    std::vector<std::string> heads;
    for (const toml::table* one : list) {
      for (const auto& [key, value] : in_order(*one)) {
        if (std::find(heads.begin(), heads.end(), key) == heads.end()) heads.push_back(key);
      }
    }
    sheet_.expected.rows.push_back(heads);
    for (const toml::table* one : list) {
      std::vector<std::string> row;
      for (const std::string& head : heads) {
        const toml::node* value = one->get(head);
        row.push_back(value == nullptr ? std::string() : value_text(*value));
      }
      sheet_.expected.rows.push_back(std::move(row));
    }
  }

  const TomlFile& file_;
  CaseSheet sheet_;
};

}  // namespace

std::vector<CaseSheet> read_case_sheets(const std::filesystem::path& path, const std::string& shown) {
  const TomlFile file(path, shown);
  std::vector<CaseSheet> sheets;
  const toml::node* node = file.root().get("case");
  const toml::array* array = node == nullptr ? nullptr : node->as_array();
  if (array == nullptr) return sheets;
  SheetReader reader(file);
  for (const toml::node& item : *array) {
    if (const toml::table* table = item.as_table()) sheets.push_back(reader.read(*table));
  }
  return sheets;
}

}  // namespace gouji
