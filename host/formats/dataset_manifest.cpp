#include "formats/dataset_manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/escape.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/toml_spot.hpp"

namespace gouji {
namespace {

constexpr int kMostDecimals = 30;

// ── reading ─────────────────────────────────────────────────────────────────────────

ColumnStyle read_style(const TomlSpot& spot) {
  ColumnStyle style;
  if (const auto decimals = spot.integer("decimals")) {
    if (*decimals < 0 || *decimals > kMostDecimals) {
      throw spot.fault("decimals", "data.wrong_type", fmt::format("小数位数应在 0 到 {} 之间", kMostDecimals),
                       fmt::format("decimals lie between 0 and {}", kMostDecimals));
    }
    style.decimals = static_cast<int>(*decimals);
  }
  style.thousands = spot.boolean("thousands").value_or(false);
  return style;
}

void check_file_name(const TomlSpot& spot, const std::string& name) {
  if (name.find_first_of("/\\") == std::string::npos && name != "." && name != ".." && !name.starts_with('.') &&
      name.find('\0') == std::string::npos)
    return;
  throw std::move(spot.fault("file", "dataset.bad_path", fmt::format("“{}”不是本文件夹内的文件名", text::excerpt(name)),
                             fmt::format("“{}” is no name of a file in this folder", text::excerpt(name)))
                      .hint("只写文件名，不写路径，也不以点开头", "write the name alone: no path, no leading dot"));
}

int checked_year(const TomlSpot& spot, std::int64_t year) {
  if (is_fiscal_year(year)) return static_cast<int>(year);
  throw std::move(
      spot.fault("year", "data.bad_year", fmt::format("年度 {} 不对", year), fmt::format("{} is no year", year))
          .hint("年度应为四位整数，例如 year = 2020", "write four digits, such as year = 2020"));
}

void read_table(const TomlSpot& spot, Manifest& manifest) {
  spot.expect_keys({"file", "name", "number", "title", "money_unit", "year", "notes", "columns"});
  ManifestTable entry;
  entry.file = spot.required_text("file");
  entry.line = spot.line();
  check_file_name(spot, entry.file);
  Table table;
  table.name = spot.text("name").value_or("");
  table.number = spot.text("number");
  table.title = spot.text("title");
  table.money_unit = spot.text("money_unit");
  if (const auto year = spot.integer("year")) table.year = checked_year(spot, *year);
  table.notes = spot.texts("notes");
  std::set<std::string> names;
  spot.each_table("columns", [&](const TomlSpot& column) {
    column.expect_keys({"name", "decimals", "thousands"});
    table.columns.push_back(column.text("name").value_or(""));
    entry.styles.push_back(read_style(column));
    if (names.insert(table.columns.back()).second) return;
    throw std::move(
        column
            .fault("name", "data.duplicate_column", fmt::format("栏名“{}”重复", text::excerpt(table.columns.back())),
                   fmt::format("the column “{}” is given twice", text::excerpt(table.columns.back())))
            .hint("请用“/”连上一级表头来区分", "tell them apart by the upper level of the head, joined by /"));
  });
  manifest.tables.push_back(std::move(entry));
  manifest.document.tables.push_back(std::move(table));
}

int read_year(const TomlSpot& root) {
  if (root.holds_text("year")) {
    const std::string word = root.text("year").value_or("");
    if (word == kUnknownYear || word == kUnknownYearEnglish) return 0;
  }
  const auto year = root.integer("year");
  if (!year)
    throw std::move(root.fault({}, "data.missing_key", "缺少“year”", "“year” is missing")
                        .hint("请补上：year = 2020", "add: year = 2020"));
  return checked_year(root, *year);
}

std::string read_kind(const TomlSpot& root) {
  const std::string kind = root.required_text("kind");
  if (const DocumentKind* found = find_kind(kind)) return std::string(found->code);
  throw std::move(root.fault("kind", "data.bad_kind", fmt::format("不认识的文本种类“{}”", text::excerpt(kind)),
                             fmt::format("unknown kind of document “{}”", text::excerpt(kind)))
                      .hint("可用：部门决算、部门预算、绩效自评", "use final_accounts, budget or self_evaluation"));
}

std::string read_money_unit(const TomlSpot& root) {
  const std::string word = root.text("money_unit").value_or("");
  if (word.empty() || money_unit(word)) return word;
  throw std::move(root.fault("money_unit", "data.bad_unit", fmt::format("不认识的金额单位“{}”", text::excerpt(word)),
                             fmt::format("unknown money unit “{}”", text::excerpt(word)))
                      .hint("可用：元、千元、万元、亿元", "use 元, 千元, 万元 or 亿元"));
}

// ── writing ─────────────────────────────────────────────────────────────────────────

std::string toml_key(std::string_view key) {
  const bool bare =
      !key.empty() && key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
                          std::string_view::npos;
  return bare ? std::string(key) : toml_string(key);
}

void append(std::string& out, std::string_view key, const std::optional<std::string>& value) {
  if (value) out += fmt::format("{} = {}\n", toml_key(key), toml_string(*value));
}
void append_known(std::string& out, std::string_view key, const std::string& value) {
  if (!value.empty()) append(out, key, value);
}

std::string style_keys(const ColumnStyle& style) {
  std::string keys;
  if (style.decimals > 0) keys += fmt::format("decimals = {}", style.decimals);
  if (style.thousands) keys += keys.empty() ? "thousands = true" : ", thousands = true";
  return keys;
}

void append_table(std::string& out, const ManifestTable& entry, const Table& table) {
  out += "\n[[tables]]\n";
  append(out, "file", entry.file);
  append(out, "name", table.name);
  append(out, "number", table.number);
  append(out, "title", table.title);
  append(out, "money_unit", table.money_unit);
  if (table.year > 0) out += fmt::format("year = {}\n", table.year);
  if (!table.notes.empty()) {
    out += "notes = [\n";
    for (const std::string& note : table.notes) out += "  " + toml_string(note) + ",\n";
    out += "]\n";
  }
  out += "columns = [\n";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string style = style_keys(entry.styles.at(i));
    out += fmt::format("  {{ name = {}{}{} }},\n", toml_string(table.columns[i]), style.empty() ? "" : ", ", style);
  }
  out += "]\n";
}

}  // namespace

Manifest read_manifest(const std::string& toml, const std::string& file) {
  const std::string text = to_utf8(toml, file);
  const toml::table parsed = parse_toml(text, file);
  const TomlSpot root(parsed, file, text);
  std::vector<std::string_view> known{"schema",     "id",     "unit",     "year",   "kind",
                                      "money_unit", "source", "doubtful", "tables", "columns"};
  for (const DocumentField& field : region_fields()) known.push_back(field.key);
  for (const DocumentField& field : other_fields()) known.push_back(field.key);
  root.expect_keys(known);
  if (const auto schema = root.text("schema"); schema && *schema != kDisclosureSchema) {
    throw std::move(root.fault("schema", "data.bad_schema",
                               fmt::format("schema 是“{}”，不是公开文本", text::excerpt(*schema)),
                               fmt::format("the schema “{}” is not that of a disclosure", text::excerpt(*schema)))
                        .hint(fmt::format("应为 schema = \"{}\"", kDisclosureSchema),
                              fmt::format("write schema = \"{}\"", kDisclosureSchema)));
  }
  Manifest manifest;
  Document& document = manifest.document;
  document.file = file;
  document.unit = root.required_text("unit");
  document.year = read_year(root);
  document.kind = read_kind(root);
  document.id = root.text("id").value_or("");
  if (document.id.empty()) document.id = default_id(document);
  for (const DocumentField& field : region_fields()) document.*field.member = root.text(field.key);
  for (const DocumentField& field : other_fields()) document.*field.member = root.text(field.key);
  document.money_unit = read_money_unit(root);
  if (const auto source = root.table("source")) {
    source->expect_keys({"file", "sha256", "layout", "generic"});
    document.source = {source->text("file").value_or(""), source->text("sha256").value_or(""),
                       source->text("layout").value_or(""), source->boolean("generic").value_or(false)};
  }
  if (const auto doubtful = root.table("doubtful")) {
    for (const std::string& key : doubtful->keys())
      document.doubtful[clean_text(key)] = doubtful->text(key).value_or("");
  }
  if (const auto columns = root.table("columns")) {
    columns->expect_keys({"evaluations", "funds", "indicators", "claims", "mentions"});
    for (const std::string& kind : columns->keys()) {
      const auto styles = columns->table(kind);
      for (const std::string& head : styles->keys()) {
        const auto style = styles->table(head);
        style->expect_keys({"decimals", "thousands"});
        manifest.styles[kind][head] = read_style(*style);
      }
    }
  }
  root.each_table("tables", [&](const TomlSpot& table) { read_table(table, manifest); });
  return manifest;
}

std::string write_manifest(const Manifest& manifest) {
  const Document& document = manifest.document;
  const DocumentKind* kind = find_kind(document.kind);
  std::string out =
      "# 公开文本：各表在同一文件夹的 CSV 文件中，可用 Excel、WPS 打开。\n"
      "# decimals、thousands 是各栏印出的小数位数和千分位，Excel 略去的 0 读入时据此补上。\n";
  append(out, "schema", std::string(kDisclosureSchema));
  append(out, "id", document.id);
  for (const DocumentField& field : region_fields()) append(out, field.key, document.*field.member);
  append(out, "unit", document.unit);
  if (document.year_known())
    out += fmt::format("year = {}\n", document.year);
  else
    out += fmt::format("year = {}  # 查明后改为四位整数，例如 year = 2020\n", toml_string(kUnknownYear));
  append(out, "kind", kind == nullptr ? document.kind : std::string(kind->chinese));
  for (const DocumentField& field : other_fields()) append(out, field.key, document.*field.member);
  append_known(out, "money_unit", document.money_unit);
  if (const Source& source = document.source;
      !source.file.empty() || !source.sha256.empty() || !source.layout.empty() || source.generic) {
    out += "\n[source]\n";
    append_known(out, "file", source.file);
    append_known(out, "sha256", source.sha256);
    append_known(out, "layout", source.layout);
    if (source.generic) out += "generic = true\n";
  }
  if (!document.doubtful.empty()) {
    out += "\n[doubtful]\n";
    for (const auto& [key, reason] : document.doubtful) append(out, key, reason);
  }
  for (const auto& [kind_name, styles] : manifest.styles) {
    if (styles.empty()) continue;
    out += fmt::format("\n[columns.{}]\n", toml_key(kind_name));
    for (const auto& [head, style] : styles) out += fmt::format("{} = {{ {} }}\n", toml_key(head), style_keys(style));
  }
  for (std::size_t i = 0; i < manifest.tables.size(); ++i) append_table(out, manifest.tables[i], document.tables.at(i));
  return out;
}

}  // namespace gouji
