#include "import/print_spec.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/nearest.hpp"

namespace gouji::intake {
namespace {

using script::Plain;

[[noreturn]] void fail(const std::string& chinese, const std::string& english) {
  throw Fault("layout.bad_spec", chinese, english);
}

std::string text(const Plain& table, std::string_view key) {
  const Plain* value = table.find(key);
  return value != nullptr && value->text() != nullptr ? *value->text() : std::string();
}

std::map<std::string, std::string> words(const Plain& table, std::string_view key) {
  std::map<std::string, std::string> found;
  const Plain* value = table.find(key);
  if (value == nullptr || value->map() == nullptr) return found;
  for (const auto& [name, word] : *value->map()) {
    if (word.text() != nullptr) found[name] = *word.text();
  }
  return found;
}

// { { "initial", "年初预算数" }, … }
PrintedHeads pairs(const Plain& table, std::string_view key) {
  PrintedHeads found;
  const Plain* value = table.find(key);
  if (value == nullptr || value->list() == nullptr) return found;
  for (const Plain& item : *value->list()) {
    const auto* pair = item.list();
    if (pair == nullptr || pair->size() != 2 || (*pair)[0].text() == nullptr || (*pair)[1].text() == nullptr)
      fail(fmt::format("print.{} 的每一项应写成 {{ 字段, 印出的字 }}", key),
           fmt::format("each item of print.{} is {{ field, printed words }}", key));
    found.emplace_back(*(*pair)[0].text(), *(*pair)[1].text());
  }
  return found;
}

}  // namespace

PrintSpec read_print_spec(const Plain& plain) {
  static const std::vector<std::string> keys{"kinds",       "scopes",        "document",    "facts",
                                             "funds",       "indicators",    "heads",       "funds_label",
                                             "total_label", "grade_label",   "code_head",   "label_head",
                                             "line_head",   "number_prefix", "note_prefix", "claims"};
  if (plain.map() == nullptr) fail("print 应写成表 { … }", "print must be a table");
  for (const auto& [key, value] : *plain.map()) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    const std::string guess = nearest(key, keys);
    Fault fault("layout.bad_spec", fmt::format("print 里不认识的键“{}”", key),
                fmt::format("unknown key {} in print", key));
    fault.hint(guess.empty() ? fmt::format("可用：{}", fmt::join(keys, "、")) : fmt::format("是否想写“{}”？", guess),
               guess);
    throw fault;
  }
  PrintSpec spec;
  spec.kinds = words(plain, "kinds");
  spec.scopes = words(plain, "scopes");
  spec.heads = words(plain, "heads");
  spec.document = pairs(plain, "document");
  spec.facts = pairs(plain, "facts");
  spec.funds = pairs(plain, "funds");
  spec.indicators = pairs(plain, "indicators");
  spec.claims = pairs(plain, "claims");
  spec.funds_label = text(plain, "funds_label");
  spec.total_label = text(plain, "total_label");
  spec.grade_label = text(plain, "grade_label");
  spec.code_head = text(plain, "code_head");
  spec.label_head = text(plain, "label_head");
  spec.line_head = text(plain, "line_head");
  spec.number_prefix = text(plain, "number_prefix");
  spec.note_prefix = text(plain, "note_prefix");
  return spec;
}

}  // namespace gouji::intake
