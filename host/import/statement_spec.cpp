#include "import/statement_spec.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "script/patterns.hpp"

namespace gouji::intake {
namespace {

using script::Plain;
using script::PlainList;

[[noreturn]] void wrong(std::string_view where, std::string_view wanted, std::string_view english) {
  throw Fault("layout.bad_spec", fmt::format("{} 应写成{}", where, wanted),
              fmt::format("{} must be {}", where, english));
}

void allow(const Plain& table, const std::vector<std::string>& keys, const std::string& where) {
  if (table.list() != nullptr && table.list()->empty()) return;  // {} is a list and a map
  if (table.map() == nullptr) wrong(where, "表 { 名称 = … }", "a table of names");
  for (const auto& [key, value] : *table.map()) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    const std::string guess = nearest(key, keys);
    throw std::move(
        Fault("layout.bad_spec", fmt::format("{} 里不认识的键“{}”", where, key),
              fmt::format("unknown key {} in {}", key, where))
            .hint(guess.empty() ? fmt::format("可用：{}", fmt::join(keys, "、")) : fmt::format("是否想写“{}”？", guess),
                  guess.empty() ? fmt::format("use one of {}", fmt::join(keys, ", "))
                                : fmt::format("did you mean {}?", guess)));
  }
}

const PlainList& list(const Plain& value, const std::string& where) {
  static const PlainList none;
  if (value.list() != nullptr) return *value.list();
  if (value.map() != nullptr && value.map()->empty()) return none;
  wrong(where, "列表 { … }", "a list");
}

std::string text(const Plain& table, std::string_view key, const std::string& where) {
  const Plain* value = table.find(key);
  if (value == nullptr) return {};
  if (value->text() == nullptr) wrong(fmt::format("{}.{}", where, key), "文字", "a text");
  return *value->text();
}

std::vector<std::string> texts(const Plain& table, std::string_view key, const std::string& where) {
  std::vector<std::string> result;
  const Plain* value = table.find(key);
  if (value == nullptr) return result;
  const std::string inside = fmt::format("{}.{}", where, key);
  if (value->text() != nullptr) return {*value->text()};
  for (const Plain& item : list(*value, inside)) {
    if (item.text() == nullptr) wrong(inside, "文字的列表", "a list of texts");
    result.push_back(*item.text());
  }
  return result;
}

std::vector<std::string> patterns(const Plain& table, std::string_view key, const std::string& where) {
  std::vector<std::string> result = texts(table, key, where);
  for (const std::string& one : result) const script::Pattern checked(one);  // Fault text.bad_pattern
  return result;
}

bool flag_of(const Plain& table, std::string_view key, const std::string& where) {
  const Plain* value = table.find(key);
  if (value == nullptr) return false;
  if (value->flag() == nullptr) wrong(fmt::format("{}.{}", where, key), " true 或 false", "true or false");
  return *value->flag();
}

int whole(const Plain& table, std::string_view key, const std::string& where) {
  const Plain* value = table.find(key);
  if (value == nullptr) return 0;
  if (value->integer() == nullptr) wrong(fmt::format("{}.{}", where, key), "整数", "a whole number");
  return static_cast<int>(*value->integer());
}

template <class Item, class Read>
std::vector<Item> items(const Plain& table, std::string_view key, const std::string& where, Read read) {
  std::vector<Item> result;
  const Plain* value = table.find(key);
  if (value == nullptr) return result;
  const std::string inside = fmt::format("{}.{}", where, key);
  for (const Plain& item : list(*value, inside)) result.push_back(read(item, inside));
  return result;
}

StatementColumn read_statement_column(const Plain& plain, const std::string& where) {
  if (plain.text() != nullptr) return {*plain.text(), {}};
  allow(plain, {"name", "aliases"}, where);
  return {text(plain, "name", where), texts(plain, "aliases", where)};
}

StatementSum read_sum(const Plain& plain, const std::string& where) {
  allow(plain, {"total", "parts"}, where);
  return {text(plain, "total", where), texts(plain, "parts", where)};
}

std::size_t read_size(const Plain& plain, const std::string& where) {
  if (plain.integer() == nullptr || *plain.integer() < 0) wrong(where, "整数的列表", "a list of whole numbers");
  return static_cast<std::size_t>(*plain.integer());
}

// Another head of a table: what it does not say is the table's.
StatementSpec read_other_head(const Plain& plain, const std::string& where, StatementSpec spec) {
  allow(plain, {"columns", "column_sums", "usual"}, where);
  spec.other_heads.clear();
  spec.columns = items<StatementColumn>(plain, "columns", where, read_statement_column);
  spec.column_sums = items<StatementSum>(plain, "column_sums", where, read_sum);
  spec.usual = texts(plain, "usual", where);
  return spec;
}

StatementSpec read_spec(const Plain& plain, const std::string& where) {
  allow(plain,
        {"name", "aliases", "from", "to", "columns", "sides", "side_columns", "codes", "lines", "wide", "labels",
         "column_sums", "row_sums", "usual", "other_heads"},
        where);
  StatementSpec spec;
  spec.name = text(plain, "name", where);
  if (spec.name.empty())
    throw Fault("layout.bad_spec", fmt::format("{} 里有一张表没有 name", where),
                fmt::format("a table in {} has no name", where));
  spec.aliases = texts(plain, "aliases", where);
  spec.from = whole(plain, "from", where);
  spec.to = whole(plain, "to", where);
  spec.columns = items<StatementColumn>(plain, "columns", where, read_statement_column);
  spec.sides = texts(plain, "sides", where);
  spec.side_columns = items<std::size_t>(plain, "side_columns", where, read_size);
  spec.codes = flag_of(plain, "codes", where);
  spec.lines = flag_of(plain, "lines", where);
  spec.wide = flag_of(plain, "wide", where);
  spec.labels = texts(plain, "labels", where);
  spec.column_sums = items<StatementSum>(plain, "column_sums", where, read_sum);
  spec.row_sums = items<StatementSum>(plain, "row_sums", where, read_sum);
  spec.usual = texts(plain, "usual", where);
  const StatementSpec own = spec;
  spec.other_heads = items<StatementSpec>(
      plain, "other_heads", where,
      [&](const Plain& item, const std::string& inside) { return read_other_head(item, inside, own); });
  return spec;
}

StatementWords read_words(const Plain& plain) {
  const std::string where = "words";
  allow(plain,
        {"numbers",      "units",         "furniture",  "notes",      "empty",        "stops",        "heads",
         "label_heads",  "label_endings", "line_heads", "code_heads", "code_endings", "serial_heads", "remark_heads",
         "number_heads", "sides",         "subtotals",  "totals",     "titles",       "others",       "blanks",
         "untitled",     "years",         "list_names", "list_heads", "continued",    "goes_on"},
        where);
  StatementWords words;
  words.numbers = patterns(plain, "numbers", where);
  words.units = patterns(plain, "units", where);
  words.furniture = patterns(plain, "furniture", where);
  words.years = patterns(plain, "years", where);
  words.notes = patterns(plain, "notes", where);
  words.empty = patterns(plain, "empty", where);
  words.stops = patterns(plain, "stops", where);
  words.continued = patterns(plain, "continued", where);
  words.goes_on = patterns(plain, "goes_on", where);
  words.heads = texts(plain, "heads", where);
  words.label_heads = texts(plain, "label_heads", where);
  words.label_endings = texts(plain, "label_endings", where);
  words.code_endings = texts(plain, "code_endings", where);
  words.line_heads = texts(plain, "line_heads", where);
  words.code_heads = texts(plain, "code_heads", where);
  words.serial_heads = texts(plain, "serial_heads", where);
  words.remark_heads = texts(plain, "remark_heads", where);
  words.number_heads = texts(plain, "number_heads", where);
  words.sides = texts(plain, "sides", where);
  words.subtotals = texts(plain, "subtotals", where);
  words.totals = texts(plain, "totals", where);
  words.titles = texts(plain, "titles", where);
  words.others = texts(plain, "others", where);
  words.list_names = texts(plain, "list_names", where);
  words.list_heads = texts(plain, "list_heads", where);
  words.blanks = texts(plain, "blanks", where);
  words.untitled = text(plain, "untitled", where);
  return words;
}

}  // namespace

StatementBook read_statement_book(const Plain& plain) {
  allow(plain, {"words", "tables"}, "tables");
  StatementBook book;
  if (const Plain* words = plain.find("words")) book.words = read_words(*words);
  book.tables = items<StatementSpec>(plain, "tables", "tables", read_spec);
  return book;
}

}  // namespace gouji::intake
