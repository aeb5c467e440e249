#include "import/form_spec_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "import/plain_fields.hpp"
#include "import/spec_reader.hpp"
#include "model/record.hpp"

namespace gouji::intake {
namespace {

using script::Plain;

void need_field(RecordKind kind, const std::string& key, std::string_view where) {
  if (key.empty() || key == kMoreColumn || key == kOrderColumn || field_index(kind, key) >= 0) return;
  std::vector<std::string> names{kMoreColumn, kOrderColumn};
  for (const Field& field : fields_of(kind)) names.emplace_back(field.key);
  throw std::move(
      Fault("layout.bad_spec", fmt::format("{} 里没有名为“{}”的字段", where, key),
            fmt::format("{} has no field {}", where, key))
          .hint(fmt::format("可用：{}", fmt::join(names, "、")), fmt::format("use one of {}", fmt::join(names, ", "))));
}

// What a column has besides the keys of a column of running text.
Plain without_own_keys(const Plain& column) {
  static const std::vector<std::string> own{"weak", "under", "below", "otherwise", "weight"};
  script::PlainMap rest;
  if (column.map() == nullptr) return column;
  for (const auto& [key, value] : *column.map()) {
    if (std::find(own.begin(), own.end(), key) == own.end()) rest.emplace_back(key, value);
  }
  return {std::move(rest)};
}

FormBlock read_block(const Plain& spec, RecordKind kind, const char* where) {
  const Plain* plain = spec.find(where);
  if (plain == nullptr)
    throw Fault("layout.bad_spec", fmt::format("缺少 {} = {{ … }}", where), fmt::format("{} is missing", where));
  allow_keys(*plain,
             {"columns", "side_labels", "total_labels", "stop_labels", "blanks", "label_endings", "side_endings",
              "quotient", "part", "whole", "labels", "amount", "prefixes", "placeholders", "weight_in_name", "section",
              "parents", "sequels", "names"},
             where);
  FormBlock block;
  const Plain* columns = plain->find("columns");
  if (columns == nullptr || columns->list() == nullptr)
    throw Fault("layout.bad_spec", fmt::format("{} 缺少 columns = {{ … }}", where),
                fmt::format("{} lacks its columns", where));
  for (const Plain& one : *columns->list()) {
    FormColumn column;
    column.named = read_flow_column(without_own_keys(one));
    column.weak = texts_in(one, "weak");
    column.under = texts_in(one, "under");
    column.below = texts_in(one, "below");
    column.otherwise = text_in(one, "otherwise");
    column.weight = text_in(one, "weight");
    for (const std::string& key : {column.named.key, column.otherwise, column.weight}) need_field(kind, key, where);
    block.columns.push_back(std::move(column));
  }
  block.side_labels = texts_in(*plain, "side_labels");
  block.total_labels = texts_in(*plain, "total_labels");
  block.stop_labels = texts_in(*plain, "stop_labels");
  block.blanks = texts_in(*plain, "blanks");
  block.label_endings = texts_in(*plain, "label_endings");
  block.side_endings = texts_in(*plain, "side_endings");
  block.names = texts_in(*plain, "names");
  block.labels = texts_in(*plain, "labels");
  block.amount = text_in(*plain, "amount");
  need_field(kind, block.amount, where);
  block.quotient = text_in(*plain, "quotient");
  block.part = text_in(*plain, "part");
  block.whole = text_in(*plain, "whole");
  block.prefixes = texts_in(*plain, "prefixes");
  block.placeholders = texts_in(*plain, "placeholders");
  block.weight_in_name = text_in(*plain, "weight_in_name");
  block.section = text_in(*plain, "section");
  block.parents = text_map_in(*plain, "parents");
  block.sequels = text_pairs_in(*plain, "sequels");
  return block;
}

// Entries of a list of tables.
template <class Read>
void each(const Plain& spec, std::string_view key, const std::vector<std::string>& keys, Read read) {
  const Plain* list = spec.find(key);
  if (list == nullptr || list->list() == nullptr) return;
  for (const Plain& entry : *list->list()) {
    allow_keys(entry, keys, key);
    read(entry);
  }
}

}  // namespace

FormSpec read_form_spec(const Plain& plain) {
  allow_keys(plain, {"titles",         "title_chars",   "not_titles",
                     "other_titles",   "scopes",        "year_patterns",
                     "money_patterns", "unit_patterns", "several_patterns",
                     "heading",        "item",          "value_ends",
                     "facts",          "texts",         "funds",
                     "indicators",     "notes",         "grades",
                     "ticks",          "blanks",        "misread"},
             "forms");
  FormSpec spec;
  spec.titles = texts_in(plain, "titles");
  if (const Plain* most = plain.find("title_chars"); most != nullptr && most->integer() != nullptr)
    spec.title_chars = static_cast<std::size_t>(std::max<std::int64_t>(0, *most->integer()));
  spec.not_titles = texts_in(plain, "not_titles");
  spec.other_titles = texts_in(plain, "other_titles");
  each(plain, "scopes", {"scope", "words"}, [&](const Plain& one) {
    spec.scopes.push_back({text_in(one, "scope"), texts_in(one, "words")});
  });
  spec.year_patterns = texts_in(plain, "year_patterns");
  spec.money_patterns = texts_in(plain, "money_patterns");
  spec.unit_patterns = texts_in(plain, "unit_patterns");
  spec.several_patterns = texts_in(plain, "several_patterns");
  spec.heading = text_in(plain, "heading");
  spec.item = text_in(plain, "item");
  spec.value_ends = texts_in(plain, "value_ends");
  each(plain, "facts", {"key", "labels"}, [&](const Plain& one) {
    spec.facts.push_back({text_in(one, "key"), texts_in(one, "labels")});
  });
  each(plain, "texts", {"name", "labels"}, [&](const Plain& one) {
    spec.texts.push_back({text_in(one, "name"), texts_in(one, "labels")});
  });
  spec.funds = read_block(plain, RecordKind::fund, "funds");
  spec.indicators = read_block(plain, RecordKind::indicator, "indicators");
  spec.notes = texts_in(plain, "notes");
  spec.grades = texts_in(plain, "grades");
  spec.ticks = texts_in(plain, "ticks");
  spec.blanks = texts_in(plain, "blanks");
  each(plain, "misread", {"printed", "meant"},
       [&](const Plain& one) { spec.misread.emplace_back(text_in(one, "printed"), text_in(one, "meant")); });
  return spec;
}

}  // namespace gouji::intake
