#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/data_limits.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/disclosure_keys.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/json_disclosure_quick.hpp"
#include "formats/json_spot.hpp"
#include "formats/table_units.hpp"

namespace gouji {
namespace {

Place read_place(const JsonSpot& owner) {
  Place place;
  const auto at = owner.member("at");
  if (!at) return place;
  at->expect_object(place_keys::kAll);
  place.line = at->integer("line").value_or(0);
  place.to = at->integer("to").value_or(0);
  place.page = at->integer("page").value_or(0);
  place.sheet = at->text_or("sheet", {});
  place.cell = at->text_or("cell", {});
  return place;
}

std::map<std::string, std::string> read_doubtful(const JsonSpot& owner) {
  std::map<std::string, std::string> result;
  if (const auto doubtful = owner.member("doubtful")) {
    doubtful->each_member([&](const std::string& field, const JsonSpot& reason) {
      if (!field.starts_with("x_")) result[field] = reason.as_text();
    });
  }
  return result;
}

void check_closed_word(const JsonSpot& spot, RecordKind kind, std::string_view key, const std::string& text) {
  const auto words = closed_words(kind, key);
  if (words.empty()) return;
  std::vector<std::string> codes;
  for (const ClosedWord& word : words) codes.emplace_back(word.code);
  if (std::find(codes.begin(), codes.end(), text) != codes.end()) return;
  const std::string near = nearest(text, codes);
  const std::string shown = text::visible(text::shorten(text, 40));
  throw std::move(
      spot.fault("data.bad_word", fmt::format("“{}”不是“{}”可用的值", shown, key),
                 fmt::format("“{}” is no value of “{}”", shown, key))
          .hint(fmt::format("{}可用：{}", near.empty() ? "" : "是不是“" + near + "”？", fmt::join(codes, "、")),
                fmt::format("{}use one of: {}", near.empty() ? "" : "did you mean “" + near + "”? ",
                            fmt::join(codes, ", "))));
}

void read_field(Record& record, const JsonSpot& owner, std::string_view json_key, std::string_view key,
                const Unit& money) {
  const JsonValue* value = owner.value().find(json_key);
  if (value == nullptr) return;  // absent
  std::optional<std::string> printed;
  if (const auto spot = owner.member(json_key)) {
    const bool whole_number = key == "base_year" && spot->value().is(JsonValue::Type::integer);
    printed = whole_number ? fmt::format("{}", spot->as_integer()) : spot->as_text();
    check_closed_word(*spot, record.kind, key, *printed);
  }
  set_field(record, key, printed, money);
}

// A claim may print a unit of its own; its figures are in it.
Unit claim_money(const JsonSpot& claim, const Unit& money) {
  const auto word = claim.text("unit");
  return word ? unit_from_word(*word).value_or(money) : money;
}

Record record_member(RecordKind kind, const JsonSpot& spot, const Unit& document_money) {
  spot.expect_object(disclosure_keys(kind));
  Record record(kind);
  const Unit money = kind == RecordKind::claim ? claim_money(spot, document_money) : document_money;
  for (const Field& field : fields_of(kind)) {
    if (!field.key.starts_with("reviewed_")) read_field(record, spot, field.key, field.key, money);
  }
  if (const auto reviewed = spot.member("reviewed")) {
    reviewed->expect_object(reviewed_keys::kAll);
    read_field(record, *reviewed, "score", "reviewed_score", money);
    read_field(record, *reviewed, "reason", "reviewed_reason", money);
  }
  if (const auto more = spot.member("more")) {
    more->each_member([&](const std::string& column, const JsonSpot& text) {
      record.more.emplace_back(column, text.is_null() ? std::string() : text.as_text());
    });
  }
  record.doubtful = read_doubtful(spot);
  record.at = read_place(spot);
  return record;
}

TextBlock read_text(const JsonSpot& spot) {
  spot.expect_object(text_keys::kAll);
  TextBlock block;
  block.label = spot.text_or("label", {});
  block.text = spot.text("text");
  block.present = spot.boolean("present").value_or(block.text && !text::trim(*block.text).empty());
  block.chars = spot.integer("chars").value_or(block.text ? static_cast<int>(text::decode(*block.text).size()) : 0);
  block.at = read_place(spot);
  return block;
}

std::string money_unit_member(const JsonSpot& root) {
  const auto word = root.text("money_unit");
  if (!word || word->empty()) return {};
  if (money_unit(*word)) return *word;
  const std::string shown = text::visible(text::shorten(*word, 40));
  throw std::move(root.member("money_unit")
                      ->fault("data.bad_unit", fmt::format("不认识的金额单位“{}”", shown),
                              fmt::format("unknown money unit “{}”", shown))
                      .hint("可用：元、千元、万元、亿元", "use 元, 千元, 万元 or 亿元"));
}

Evaluation read_evaluation(const JsonSpot& spot, const Unit& document_money) {
  Evaluation evaluation;
  money_unit_member(spot);
  evaluation.head = record_member(RecordKind::evaluation, spot, document_money);
  const Unit money = evaluation.money(document_money);
  spot.each("funds",
            [&](const JsonSpot& fund) { evaluation.funds.push_back(record_member(RecordKind::fund, fund, money)); });
  spot.each("indicators", [&](const JsonSpot& row) {
    evaluation.indicators.push_back(record_member(RecordKind::indicator, row, money));
  });
  spot.each("texts", [&](const JsonSpot& block) { evaluation.texts.push_back(read_text(block)); });
  return evaluation;
}

// 0: null or left out.
int year_member(const JsonSpot& spot) {
  const JsonValue* value = spot.value().find("year");
  if (value == nullptr || value->is(JsonValue::Type::null)) return 0;
  if (!value->is(JsonValue::Type::integer) || !is_fiscal_year(value->integer)) {
    throw std::move(spot.member("year")
                        ->fault("data.bad_year", "年度应为四位整数", "the year is a whole number of four digits")
                        .hint("例如 \"year\": 2020，不加引号", "for example \"year\": 2020, without quotes"));
  }
  return static_cast<int>(value->integer);
}

class TableReader {
 public:
  TableReader(const JsonSpot& spot, const Document& document) : spot_(spot), document_(document) {}

  Table read() {
    spot_.expect_object(table_keys::kAll);
    table_.name = spot_.text_or("name", {});
    table_.number = spot_.text("number");
    table_.title = spot_.text("title");
    table_.money_unit = spot_.text("money_unit");
    table_.year = year_member(spot_);
    table_.notes = spot_.texts("notes");
    spot_.each("columns", [&](const JsonSpot& column) { add_column(column); });
    const TableUnits units(document_, table_);
    spot_.each("rows", [&](const JsonSpot& row) { table_.rows.push_back(read_row(row, units)); });
    return std::move(table_);
  }

 private:
  void add_column(const JsonSpot& column) {
    const std::string name = column.as_text();
    if (!places_.emplace(name, table_.columns.size()).second) {
      throw std::move(
          column
              .fault("data.duplicate_column", fmt::format("栏名“{}”重复", name),
                     fmt::format("the column “{}” is given twice", name))
              .hint("请用“/”连上一级表头来区分", "tell them apart by the upper level of the head, joined by /"));
    }
    if (const std::size_t most = data_limits().table_columns; places_.size() > most) {
      const auto [more, more_english] = how_to_raise_data("table_columns", most);
      throw std::move(column
                          .fault("data.too_many_cells", fmt::format("一张表超过 {} 栏", most),
                                 fmt::format("more than {} columns in a table", most))
                          .hint("请核对分隔；真有这么多栏的，分成几张表" + more,
                                "check it; split a table that is so wide" + more_english));
    }
    table_.columns.push_back(name);
  }

  TableRow read_row(const JsonSpot& spot, const TableUnits& units) const {
    spot.expect_object(row_keys::kAll);
    TableRow row;
    row.label = spot.text("label");
    row.code = spot.text("code");
    if (const auto line = spot.member("line")) {
      row.line = line->value().is(JsonValue::Type::integer) ? fmt::format("{}", line->as_integer()) : line->as_text();
    }
    row.side = spot.text_or("side", {});
    row.cells.resize(table_.columns.size());
    if (const auto cells = spot.member("cells")) {
      if (cells->value().is(JsonValue::Type::list)) {
        read_list(*cells, row, units);
      } else {
        read_object(*cells, row, units);
      }
    }
    row.doubtful = read_doubtful(spot);
    row.at = read_place(spot);
    return row;
  }

  static Cell cell(const JsonSpot& spot, const TableRow& row, std::size_t column, const TableUnits& units) {
    return units.cell(row.label, column, spot.is_null() ? std::string() : spot.as_text());
  }

  void read_object(const JsonSpot& cells, TableRow& row, const TableUnits& units) const {
    cells.each_member([&](const std::string& name, const JsonSpot& value) {
      if (const auto place = places_.find(name); place != places_.end()) {
        row.cells[place->second] = cell(value, row, place->second, units);
        return;
      }
      if (name.starts_with("x_")) return;
      const std::string near = nearest(name, table_.columns);
      const std::string shown = text::visible(text::shorten(name, 60));
      throw std::move(value
                          .fault("data.unknown_column", fmt::format("报表“{}”没有“{}”一栏", table_.name, shown),
                                 fmt::format("the table “{}” has no column “{}”", table_.name, shown))
                          .hint(near.empty() ? "请在 columns 中列出" : fmt::format("是不是“{}”？", near),
                                near.empty() ? "list it in columns" : fmt::format("did you mean “{}”?", near)));
    });
  }

  void read_list(const JsonSpot& cells, TableRow& row, const TableUnits& units) const {
    const std::vector<JsonValue>& items = cells.value().items;
    if (items.size() > row.cells.size()) {
      throw cells.fault("data.too_many_cells",
                        fmt::format("此行有 {} 格，表只有 {} 栏", items.size(), row.cells.size()),
                        fmt::format("{} cells in a table of {} columns", items.size(), row.cells.size()));
    }
    std::size_t column = 0;
    cells.each_item([&](const JsonSpot& value) {
      row.cells[column] = cell(value, row, column, units);
      ++column;
    });
  }

  const JsonSpot& spot_;
  const Document& document_;
  Table table_;
  std::unordered_map<std::string, std::size_t> places_;
};

int required_year(const JsonSpot& root) {
  if (root.value().find("year") == nullptr) {
    throw std::move(root.fault("data.missing_key", "缺少“year”", "“year” is missing")
                        .hint("例如 \"year\": 2020；不知道年度时写 null",
                              "for example \"year\": 2020; null where it is not known"));
  }
  return year_member(root);
}

std::string kind_member(const JsonSpot& root) {
  const std::string kind = root.required_text("kind");
  if (const DocumentKind* found = find_kind(kind)) return std::string(found->code);
  const std::string shown = text::visible(text::shorten(kind, 40));
  throw std::move(root.member("kind")
                      ->fault("data.bad_kind", fmt::format("不认识的文本种类“{}”", shown),
                              fmt::format("unknown kind of document “{}”", shown))
                      .hint("可用：final_accounts（部门决算）、budget（部门预算）、self_evaluation（绩效自评）",
                            "use final_accounts, budget or self_evaluation"));
}

void check_schema(const JsonSpot& root) {
  const auto schema = root.text("schema");
  if (schema == kDisclosureSchema) return;
  const std::string seen = schema ? text::visible(text::shorten(*schema, 40)) : std::string();
  throw std::move(
      root.fault("data.bad_schema", schema ? fmt::format("schema 是“{}”，不是公开文本", seen) : "没有写明 schema",
                 schema ? fmt::format("the schema “{}” is not that of a disclosure", seen) : "no schema is given")
          .hint(fmt::format("第一个键应为 \"schema\": \"{}\"", kDisclosureSchema),
                fmt::format("the first key is \"schema\": \"{}\"", kDisclosureSchema)));
}

Source read_source(const JsonSpot& root) {
  Source source;
  if (const auto spot = root.member("source")) {
    spot->expect_object(source_keys::kAll);
    source = {spot->text_or("file", {}), spot->text_or("sha256", {}), spot->text_or("layout", {}),
              spot->boolean("generic").value_or(false)};
  }
  return source;
}

}  // namespace

Document read_disclosure(std::string_view json, const std::string& file, int line) {
  if (auto quickly = read_disclosure_quickly(json, file)) return std::move(*quickly);
  return read_disclosure_from_tree(json, file, line);
}

Document read_disclosure_from_tree(std::string_view json, const std::string& file, int line) {
  const JsonValue tree = parse_json(json, file, line);
  const JsonSpot root(tree, file);
  if (!tree.is(JsonValue::Type::object)) throw root.wrong_type("对象 {…}", "an object {…}");
  check_schema(root);
  root.expect_object(disclosure_keys());

  Document document;
  document.file = file;
  document.unit = root.required_text("unit");
  document.year = required_year(root);
  document.kind = kind_member(root);
  document.id = root.text_or("id", {});
  if (document.id.empty()) document.id = default_id(document);
  for (const DocumentField& field : region_fields()) document.*field.member = root.text(field.key);
  for (const DocumentField& field : other_fields()) document.*field.member = root.text(field.key);
  document.money_unit = money_unit_member(root);
  document.source = read_source(root);
  document.doubtful = read_doubtful(root);
  const Unit money = document.money();
  root.each("tables", [&](const JsonSpot& table) { document.tables.push_back(TableReader(table, document).read()); });
  root.each("evaluations", [&](const JsonSpot& form) { document.evaluations.push_back(read_evaluation(form, money)); });
  root.each("claims",
            [&](const JsonSpot& claim) { document.claims.push_back(record_member(RecordKind::claim, claim, money)); });
  root.each("mentions", [&](const JsonSpot& mention) {
    document.mentions.push_back(record_member(RecordKind::claim, mention, money));
  });
  finish(document);
  return document;
}

}  // namespace gouji
