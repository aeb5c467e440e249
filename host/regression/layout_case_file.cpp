#include "regression/layout_case_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.hpp"
#include "formats/dataset_cells.hpp"
#include "formats/disclosure_words.hpp"
#include "regression/case_nodes.hpp"

namespace gouji {
namespace {

constexpr std::string_view kUsualName = "source.txt";

const std::vector<std::string>& document_keys() {
  static const std::vector<std::string> keys{"unit",      "year",       "kind",  "money_unit",   "province",   "region",
                                             "unit_code", "department", "level", "published_on", "approved_on"};
  return keys;
}

class LayoutCaseReader {
 public:
  LayoutCaseReader(const TomlFile& file, const std::filesystem::path& folder) : file_(file), folder_(folder) {}

  LayoutCase read(const toml::table& table) {
    LayoutCase one;
    one.at = file_.where(table);
    if (const toml::node* name = table.get("name")) one.at = file_.where(*name);
    one.name = "？";
    try {
      file_.allow(table, {"name", "text", "file", "as", "set", "expect", "todo", "note", "tags"});
      one.name = file_.required_text(table, "name");
      one.todo = table["todo"].value<bool>().value_or(false);
      one.tags = file_.texts(table, "tags");
      source(table, one);
      one.set = words(table, "set");
      expectation(table, one.expect);
    } catch (const Fault& fault) {
      one.broken = std::make_shared<Fault>(fault);
    }
    return one;
  }

 private:
  void source(const toml::table& table, LayoutCase& one) const {
    const auto text = file_.text(table, "text");
    const auto beside = file_.text(table, "file");
    if (text.has_value() == beside.has_value()) {
      file_.fail(table, "toml.missing_key", "要有 text = '''…''' 或 file = \"…\" 之一",
                 "either text = '''…''' or file = \"…\" is wanted", "把来源的文字写在 text 里，或放在旁边用 file 指明",
                 "write the source as text, or put it beside the cases and name it as file");
    }
    one.source_name = file_.text(table, "as").value_or(beside.value_or(std::string(kUsualName)));
    if (text) {
      one.bytes = *text;
      return;
    }
    try {
      one.bytes = files::read(folder_ / *beside);
    } catch (const Fault& fault) {
      file_.fail(*table.get("file"), fault.code(), fault.message(Language::chinese), fault.message(Language::english),
                 "文件名相对于用例所在的文件夹", "the name is relative to the folder of the cases");
    }
  }

  std::map<std::string, std::string> words(const toml::table& table, std::string_view key) const {
    std::map<std::string, std::string> values;
    const toml::node* node = table.get(key);
    if (node == nullptr) return values;
    if (node->as_table() == nullptr)
      file_.fail(*node, "toml.wrong_type", fmt::format("“{}”应写成 {{ 名称 = \"…\" }}", key),
                 fmt::format("write {} = {{ name = \"…\" }}", key));
    for (const auto& [name, value] : *node->as_table())
      values.emplace(std::string(name.str()), case_word(file_, value, name.str()));
    return values;
  }

  void expectation(const toml::table& table, LayoutExpectation& expect) const {
    const toml::node* node = table.get("expect");
    const toml::table* wanted = node == nullptr ? nullptr : node->as_table();
    if (wanted == nullptr || wanted->empty()) {
      file_.fail(table, "toml.missing_key", "缺少“expect”", "expect is missing",
                 "加上 [case.expect]，写明应读出什么，或 expect = { error = \"代码\" }",
                 "add [case.expect] with what must be read, or expect = { error = \"code\" }");
    }
    file_.allow(*wanted, {"document", "unplaced", "doubtful", "evaluation", "funds", "indicators", "texts", "forms",
                          "tables", "claims", "error", "layout"});
    expect.error = file_.text(*wanted, "error").value_or("");
    expect.layout = file_.text(*wanted, "layout").value_or("");
    expect.unplaced = file_.integer(*wanted, "unplaced");
    expect.doubtful = file_.integer(*wanted, "doubtful");
    document(*wanted, expect);
    const bool has_form = wanted->contains("evaluation") || wanted->contains("funds") ||
                          wanted->contains("indicators") || wanted->contains("texts");
    if (has_form) expect.forms = {form(*wanted, *wanted)};
    if (const toml::node* forms = wanted->get("forms")) {
      if (!expect.forms) expect.forms.emplace();
      for (const toml::table* one : case_nodes(file_, *forms, "forms")) {
        file_.allow(*one, {"evaluation", "funds", "indicators", "texts"});
        expect.forms->push_back(form(*one, *one));
      }
    }
    if (const toml::node* tables = wanted->get("tables")) {
      for (const toml::table* one : case_nodes(file_, *tables, "tables")) expect.tables.push_back(table_of(*one));
      expect.no_tables = expect.tables.empty();
    }
    expect.claims = rows(*wanted, "claims", RecordKind::claim);
  }

  void document(const toml::table& table, LayoutExpectation& expect) const {
    expect.document = words(table, "document");
    if (const toml::node* node = table.get("document")) file_.allow(*node->as_table(), document_keys());
    const auto kind = expect.document.find("kind");
    if (kind == expect.document.end()) return;
    const DocumentKind* known = find_kind(kind->second);
    if (known == nullptr) {
      file_.fail(*table.get("document"), "case.unknown_document",
                 fmt::format("没有名为“{}”的公开文本种类", kind->second),
                 fmt::format("unknown document kind {}", kind->second), "可用：部门决算、部门预算、绩效自评",
                 "use final_accounts, budget or self_evaluation");
    }
    kind->second = std::string(known->code);
  }

  ExpectedForm form(const toml::table& parts, const toml::node& at) const {
    ExpectedForm form;
    form.at = file_.where(at);
    for (const auto& [name, value] : words(parts, "evaluation")) {
      const Field& field = field_at(*parts.get("evaluation"), RecordKind::evaluation, name);
      const auto closed = closed_words(RecordKind::evaluation, field.key);
      const std::string_view code = closed.empty() ? std::string_view() : code_from(closed, value);
      form.head.emplace(std::string(field.key), code.empty() ? value : std::string(code));
    }
    form.texts = words(parts, "texts");
    form.funds = rows(parts, "funds", RecordKind::fund);
    form.indicators = rows(parts, "indicators", RecordKind::indicator);
    return form;
  }

  const Field& field_at(const toml::node& node, RecordKind kind, const std::string& name) const {
    try {
      return case_field(kind, name);
    } catch (const Fault& fault) {
      file_.fail(node, fault.code(), fault.message(Language::chinese), fault.message(Language::english),
                 fault.hint(Language::chinese), fault.hint(Language::english));
    }
  }

  // Heads are checked here, so that a slip is told with its line before anything is read.
  ExpectedRows rows(const toml::table& table, std::string_view key, RecordKind kind) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    CsvFile csv = case_csv(case_text(file_, *node, key));
    for (const std::string& head : csv.head.fields) {
      if (head == kDoubt || head == kLineHead || head.starts_with(kOther)) continue;
      try {
        static_cast<void>(case_field(kind, head));
      } catch (const Fault& fault) {
        Fault placed = fault;
        placed.at_line(file_.shown(), csv.head.line)
            .with_excerpt("  " + fmt::format("{}", fmt::join(csv.head.fields, ",")));
        throw placed;
      }
    }
    return csv;
  }

  ExpectedTable table_of(const toml::table& node) const {
    file_.allow(node, {"name", "number", "title", "money_unit", "year", "rows"});
    ExpectedTable table;
    table.at = file_.where(node);
    table.name = file_.required_text(node, "name");
    for (const char* key : {"number", "title", "money_unit"}) {
      if (const auto fact = file_.text(node, key)) table.facts.emplace(key, *fact);
    }
    if (const auto year = file_.integer(node, "year")) table.facts.emplace("year", std::to_string(*year));
    file_.required_text(node, "rows");
    table.rows = case_csv(case_text(file_, *node.get("rows"), "rows"));
    return table;
  }

  const TomlFile& file_;
  const std::filesystem::path& folder_;
};

}  // namespace

LayoutCaseFile read_layout_cases(const std::filesystem::path& path, const std::string& shown) {
  const TomlFile file(path, shown);
  file.allow(file.root(), {"layout", "tags", "case", "note"});
  LayoutCaseFile cases{shown, file.required_text(file.root(), "layout"), {}};
  const toml::node* node = file.root().get("case");
  if (node == nullptr) return cases;
  const std::filesystem::path folder = path.parent_path();
  LayoutCaseReader reader(file, folder);
  for (const toml::table* one : case_nodes(file, *node, "case")) {
    cases.cases.push_back(reader.read(*one));
    for (const std::string& tag : file.texts(file.root(), "tags")) cases.cases.back().tags.push_back(tag);
  }
  return cases;
}

}  // namespace gouji
