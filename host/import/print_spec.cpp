#include "import/print_spec.hpp"

#include <fmt/format.h>

#include "base/fault.hpp"
#include "import/plain_fields.hpp"

namespace gouji::intake {
namespace {

using script::Plain;

// { { "initial", "年初预算数" }, … }
PrintedHeads pairs(const Plain& table, std::string_view key) {
  PrintedHeads found;
  const Plain* value = table.find(key);
  if (value == nullptr || value->list() == nullptr) return found;
  for (const Plain& item : *value->list()) {
    const auto* pair = item.list();
    if (pair == nullptr || pair->size() != 2 || (*pair)[0].text() == nullptr || (*pair)[1].text() == nullptr)
      throw Fault("layout.bad_spec", fmt::format("print.{} 的每一项应写成 {{ 字段, 印出的字 }}", key),
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
  allow_keys(plain, keys, "print");
  PrintSpec spec;
  spec.kinds = text_map_in(plain, "kinds");
  spec.scopes = text_map_in(plain, "scopes");
  spec.heads = text_map_in(plain, "heads");
  spec.document = pairs(plain, "document");
  spec.facts = pairs(plain, "facts");
  spec.funds = pairs(plain, "funds");
  spec.indicators = pairs(plain, "indicators");
  spec.claims = pairs(plain, "claims");
  spec.funds_label = text_in(plain, "funds_label");
  spec.total_label = text_in(plain, "total_label");
  spec.grade_label = text_in(plain, "grade_label");
  spec.code_head = text_in(plain, "code_head");
  spec.label_head = text_in(plain, "label_head");
  spec.line_head = text_in(plain, "line_head");
  spec.number_prefix = text_in(plain, "number_prefix");
  spec.note_prefix = text_in(plain, "note_prefix");
  return spec;
}

}  // namespace gouji::intake
