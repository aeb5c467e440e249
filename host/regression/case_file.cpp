#include "regression/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/text.hpp"
#include "formats/disclosure_words.hpp"
#include "regression/case_nodes.hpp"
#include "regression/case_rows.hpp"
#include "regression/case_words.hpp"
#include "regression/whole_case.hpp"

namespace gouji {
namespace {

constexpr int kUsualYear = 2020;
constexpr std::string_view kUsualUnit = "某单位";
constexpr std::string_view kUsualForm = "某项目";
constexpr std::string_view kUsualTable = "某表";
constexpr std::string_view kUsualMoney = "万元";

}  // namespace

const std::vector<std::string>& case_outcomes() {
  static const std::vector<std::string> words{"pass",    "not_applicable", "cannot_evaluate", "undetermined",
                                              "finding", "fault",          "waived"};
  return words;
}

namespace {

std::string usual_kind(const CaseDefaults& defaults) {
  const bool said = defaults.on != nullptr && !defaults.on->documents.empty();
  return said ? defaults.on->documents.front() : "final_accounts";
}

std::string usual_table(const CaseDefaults& defaults) {
  const bool said = defaults.on != nullptr && !defaults.on->tables.empty();
  return said ? defaults.on->tables.front() : std::string(kUsualTable);
}

std::string usual_scope(const CaseDefaults& defaults) {
  const bool said = defaults.on != nullptr && (defaults.on->filter == "project" || defaults.on->filter == "department");
  return said ? defaults.on->filter : "project";
}

// What a case says beside its document.
const std::vector<std::string>& own_keys() {
  static const std::vector<std::string> keys{"name", "rules_year", "expect", "todo",   "note",
                                             "tags", "clauses",    "each",   "others", "parameters"};
  return keys;
}

const std::vector<std::string>& case_document_keys() {
  static const std::vector<std::string> keys{
      "year",       "document", "unit",         "province",    "region",     "level",      "money_unit", "layout",
      "evaluation", "funds",    "indicators",   "texts",       "forms",      "table",      "table_name", "tables",
      "claims",     "mentions", "published_on", "approved_on", "department", "predecessor"};
  return keys;
}

class CaseReader {
 public:
  CaseReader(const TomlFile& file, const CaseDefaults& defaults, CaseAbout about, std::filesystem::path folder)
      : file_(file),
        defaults_(defaults),
        about_(about),
        scoring_(about == CaseAbout::scoring),
        folder_(std::move(folder)) {}

  Case read(const toml::table& table) {
    Case one;
    one.at = file_.where(table);
    if (const toml::node* name = table.get("name")) one.at = file_.where(*name);
    one.name = "？";
    try {
      std::vector<std::string> keys = own_keys();
      keys.insert(keys.end(), case_document_keys().begin(), case_document_keys().end());
      if (is_whole(about_)) keys.insert(keys.end(), whole_keys().begin(), whole_keys().end());
      file_.allow(table, keys);
      one.name = file_.required_text(table, "name");
      if (const auto todo = table["todo"].value<bool>()) one.todo = *todo;
      one.rules_year = number(table, "rules_year").value_or(0);
      one.tags = file_.texts(table, "tags");
      one.clauses = file_.texts(table, "clauses");
      one.parameters = parameters(table);
      if (is_whole(about_)) {
        one.whole = whole(table);
        return one;
      }
      one.expect = expectation(table);
      one.document = document(table, nullptr);
      finish(one.document);
      if (const toml::node* others = table.get("others")) {
        for (const toml::table* other : case_nodes(file_, *others, "others")) {
          file_.allow(*other, case_document_keys());
          one.others.push_back(document(*other, &one.document));
          finish(one.others.back());
        }
      }
    } catch (const Fault& fault) {
      one.broken = std::make_shared<Fault>(fault);
    }
    return one;
  }

 private:
  // Other packs call their rules otherwise, and a case that is of no clause tells about none.
  void need_kit_case(const toml::table& table) const {
    if (file_.texts(table, "clauses").empty())
      file_.fail(table, "case.no_clause", "成套用例要写明是哪几条条文的", "a case of a kit must name its clauses",
                 "加上 clauses = [\"…\"]，编号见 kit.toml", "add clauses = [\"…\"], ids of kit.toml");
    if (const toml::node* only = table.get("only")) no_rule_ids(*only, "only");
  }

  void need_no_rules(const WholeCase& one, const toml::table& table) const {
    for (const auto* list : {&one.findings, &one.absent}) {
      for (const Expected& expected : *list) {
        if (expected.values.contains("rule")) no_rule_ids(table, expected.values.at("rule"));
      }
    }
  }

  [[noreturn]] void no_rule_ids(const toml::node& node, const std::string& word) const {
    file_.fail(node, "case.kit_rule", fmt::format("成套用例不写规则编号（“{}”）", word),
               fmt::format("a case of a kit names no rules ({})", word),
               "规则包各有各的编号：写应在哪里发现什么，如 outcome、table、row、column",
               "packs call their rules otherwise: write what is found where, by outcome, table, row, column");
  }

  std::shared_ptr<const WholeCase> whole(const toml::table& table) {
    if (about_ == CaseAbout::kit) need_kit_case(table);
    if (table.contains("file")) {
      for (const std::string& key : case_document_keys()) {
        if (key != "unit" && key != "year" && key != "document" && table.contains(key))
          file_.fail(*table.get(key), "case.doubled_document", fmt::format("写了 file，就不能再写“{}”", key),
                     fmt::format("with file there can be no {}", key), "公开文本或者在 file 里，或者写在用例里",
                     "the document is either in file or written in the case");
      }
    }
    WholeCase one = read_whole_case(file_, table, folder_, defaults_.within);
    if (about_ == CaseAbout::kit) need_no_rules(one, table);
    if (table.contains("file")) return std::make_shared<WholeCase>(std::move(one));
    one.documents.push_back(document(table, nullptr));
    finish(one.documents.back());
    return std::make_shared<WholeCase>(std::move(one));
  }

  // A whole number, or one that a row of `each` put in as a text.
  std::optional<int> number(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    const auto words = node == nullptr ? std::nullopt : node->value_exact<std::string>();
    constexpr std::size_t kMostDigits = 4;
    if (words && table.contains("each") && !words->empty() && words->size() <= kMostDigits &&
        words->find_first_not_of("0123456789") == std::string::npos)
      return std::stoi(*words);
    const auto given = file_.integer(table, key);
    return given ? std::optional(static_cast<int>(*given)) : std::nullopt;
  }

  std::map<std::string, std::string> parameters(const toml::table& table) const {
    std::map<std::string, std::string> values;
    const toml::node* node = table.get("parameters");
    if (node == nullptr) return values;
    const toml::table* named = node->as_table();
    if (named == nullptr)
      file_.fail(*node, "toml.wrong_type", "parameters 应写成 { \"参数名\" = \"取值\" }",
                 "write parameters = { \"name\" = \"value\" }");
    for (const auto& [key, value] : *named) {
      std::ostringstream written;
      if (const auto text = value.value_exact<std::string>())
        written << *text;
      else
        value.visit([&](const auto& own) { written << own; });
      values.emplace(std::string(key.str()), written.str());
    }
    return values;
  }

  std::string kind_of(const toml::table& table) const {
    const auto given = file_.text(table, "document");
    if (!given) return usual_kind(defaults_);
    const DocumentKind* kind = find_kind(*given);
    if (kind == nullptr) {
      file_.fail(*table.get("document"), "case.unknown_document", fmt::format("没有名为“{}”的公开文本种类", *given),
                 fmt::format("unknown document kind {}", *given), "可用：部门决算、部门预算、绩效自评",
                 "use final_accounts, budget or self_evaluation");
    }
    return std::string(kind->code);
  }

  // `own`: that of the case, which another one of it goes by where it does not say: the year before, or a unit of it.
  Document document(const toml::table& table, const Document* own) {
    Document document;
    document.kind = kind_of(table);
    const bool units = defaults_.on != nullptr && defaults_.on->partners == Partners::units;
    const int usual_year = own == nullptr ? kUsualYear : (units ? own->year : own->year - 1);
    document.year = number(table, "year").value_or(usual_year);
    document.unit = file_.text(table, "unit").value_or(own == nullptr ? std::string(kUsualUnit) : own->unit);
    document.department = file_.text(table, "department");
    if (own != nullptr && units && !document.department) document.department = own->unit;
    document.predecessor = file_.text(table, "predecessor");
    document.money_unit = file_.text(table, "money_unit").value_or(std::string(kUsualMoney));
    if (!money_unit(document.money_unit)) {
      file_.fail(*table.get("money_unit"), "case.bad_unit", fmt::format("“{}”不是货币单位", document.money_unit),
                 fmt::format("{} is no unit of money", document.money_unit), "可用：元、千元、万元、亿元",
                 "use 元, 千元, 万元 or 亿元");
    }
    document.province = file_.text(table, "province");
    if (!document.province && !defaults_.province.empty()) document.province = defaults_.province;
    document.region = file_.text(table, "region");
    document.level = file_.text(table, "level");
    document.published_on = file_.text(table, "published_on");
    document.approved_on = file_.text(table, "approved_on");
    document.source.file = file_.shown();
    document.source.layout = file_.text(table, "layout").value_or("");
    document.id = fmt::format("{}-{}-{}", document.unit, document.year, document.kind);
    document.file = file_.shown();
    add_tables(table, document);
    if (const toml::node* claims = table.get("claims"))
      document.claims = case_records(RecordKind::claim, case_text(file_, *claims, "claims"), document.money());
    if (const toml::node* mentions = table.get("mentions"))
      document.mentions = case_records(RecordKind::claim, case_text(file_, *mentions, "mentions"), document.money());
    const bool has_form = table.contains("evaluation") || table.contains("funds") || table.contains("indicators") ||
                          table.contains("texts");
    if (has_form || (scoring_ && !table.contains("forms")))
      document.evaluations.push_back(form(table, table.get("evaluation"), document.money()));
    if (const toml::node* forms = table.get("forms")) {
      for (const toml::table* one : case_nodes(file_, *forms, "forms"))
        document.evaluations.push_back(form(*one, one, document.money()));
    }
    return document;
  }

  void add_tables(const toml::table& table, Document& document) {
    if (const toml::node* rows = table.get("table")) {
      document.tables.push_back(case_table(case_text(file_, *rows, "table"), document,
                                           file_.text(table, "table_name").value_or(usual_table(defaults_)),
                                           std::nullopt));
    }
    const toml::node* more = table.get("tables");
    if (more == nullptr) return;
    for (const toml::table* one : case_nodes(file_, *more, "tables")) {
      file_.allow(*one, {"name", "rows", "notes", "title", "number", "money_unit", "year"});
      const std::string name = file_.required_text(*one, "name");
      file_.required_text(*one, "rows");
      Table read =
          case_table(case_text(file_, *one->get("rows"), "rows"), document, name, file_.text(*one, "money_unit"));
      read.notes = file_.texts(*one, "notes");
      read.title = file_.text(*one, "title");
      read.number = file_.text(*one, "number");
      read.year = number(*one, "year").value_or(0);
      document.tables.push_back(std::move(read));
    }
  }

  // `parts` has funds, indicators and texts; `head` the fields of the form (the same table in a list of forms).
  Evaluation form(const toml::table& parts, const toml::node* head, const Unit& document_money) {
    Evaluation evaluation;
    evaluation.head.at.line =
        static_cast<int>((head != nullptr ? *head : static_cast<const toml::node&>(parts)).source().begin.line);
    set_field(evaluation.head, "scope", usual_scope(defaults_), document_money);
    set_field(evaluation.head, "name", std::string(kUsualForm), document_money);
    if (head != nullptr) {
      const toml::table* fields = head->as_table();
      if (fields == nullptr)
        file_.fail(*head, "toml.wrong_type", "evaluation 应写成 { scope = \"project\", … }",
                   "write evaluation = { scope = \"project\", … }");
      for (const auto& [key, value] : *fields)
        set_head_field(evaluation.head, std::string(key.str()), value, fields == &parts, document_money);
    }
    const Unit money = evaluation.money(document_money);
    if (const toml::node* funds = parts.get("funds"))
      evaluation.funds = case_records(RecordKind::fund, case_text(file_, *funds, "funds"), money);
    if (const toml::node* rows = parts.get("indicators"))
      evaluation.indicators = case_records(RecordKind::indicator, case_text(file_, *rows, "indicators"), money);
    if (const toml::node* texts = parts.get("texts")) evaluation.texts = text_blocks(*texts);
    return evaluation;
  }

  void set_head_field(Record& head, const std::string& key, const toml::node& value, bool with_parts,
                      const Unit& money) {
    if (with_parts && (key == "funds" || key == "indicators" || key == "texts")) return;
    std::optional<std::string> printed = value.value_exact<std::string>();
    if (const auto number = value.value_exact<std::int64_t>()) printed = std::to_string(*number);
    if (!printed)
      file_.fail(value, "toml.wrong_type", fmt::format("“{}”应为带引号的文字", key),
                 fmt::format("{} must be a quoted text", key));
    try {
      set_named_field(head, key, printed->empty() ? std::nullopt : printed, money);
    } catch (const Fault& fault) {
      file_.fail(value, fault.code(), fault.message(Language::chinese), fault.message(Language::english),
                 fault.hint(Language::chinese), fault.hint(Language::english));
    }
  }

  std::vector<TextBlock> text_blocks(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr)
      file_.fail(node, "toml.wrong_type", "texts 应写成 { 绩效结论 = \"…\" }", "write texts = { label = \"…\" }");
    std::vector<TextBlock> blocks;
    for (const auto& [key, value] : *table) {
      TextBlock block;
      block.label = std::string(key.str());
      block.text = file_.required_text(*table, block.label);
      block.present = !text::trim(*block.text).empty();
      block.chars = static_cast<int>(text::decode(*block.text).size());
      block.at.line = static_cast<int>(value.source().begin.line);
      blocks.push_back(std::move(block));
    }
    return blocks;
  }

  Expectation expectation(const toml::table& table) {
    Expectation expect;
    const toml::node* node = table.get("expect");
    if (node == nullptr) {
      file_.fail(table, "toml.missing_key", "缺少“expect”", "expect is missing",
                 "加上 expect = \"pass\" 或 expect = [{ outcome = \"finding\", … }]",
                 "add expect = \"pass\" or expect = [{ … }]");
    }
    if (const auto word = node->value_exact<std::string>()) {
      const auto code = outcome_code(*word);
      if (!code) {
        file_.fail(*node, "case.unknown_outcome", fmt::format("expect 没有“{}”这一种", *word),
                   fmt::format("expect cannot be {}", *word),
                   fmt::format("可用：{}，或一列 [{{ … }}]", fmt::join(case_outcomes(), "、")),
                   fmt::format("use one of {}, or a list of tables", fmt::join(case_outcomes(), ", ")));
      }
      expect.word = *code;
      return expect;
    }
    if (const toml::table* one = node->as_table()) {
      expect.findings.push_back(expected(*one));
      return expect;
    }
    for (const toml::table* one : case_nodes(file_, *node, "expect")) expect.findings.push_back(expected(*one));
    return expect;
  }

  Expected expected(const toml::table& table) {
    static const std::vector<std::string> of_finding{
        "outcome", "severity", "kind",       "table", "evaluation", "row",     "column",
        "printed", "expected", "difference", "gap",   "case",       "message", "remedy",
        "missing", "doubtful", "limit",      "line",  "deduct",     "group",   "cause"};
    static const std::vector<std::string> of_score{
        "recomputed",       "printed", "low",    "high",  "difference", "grade",
        "grade_could_flip", "lines",   "judged", "items", "reviewed",   "why"};
    file_.allow(table, scoring_ ? of_score : of_finding);
    Expected result;
    for (const auto& [key, value] : table)
      result.values.emplace(std::string(key.str()), case_word(file_, value, key.str()));
    spell_as_codes(file_, table, result);
    result.at = file_.where(table);
    return result;
  }

  const TomlFile& file_;
  const CaseDefaults& defaults_;
  CaseAbout about_;
  bool scoring_;
  std::filesystem::path folder_;
};

CaseSubject subject_of(const TomlFile& file) {
  file.allow(file.root(), {"rule", "scoring", "layout", "pack", "kit", "tags", "case", "note"});
  std::vector<CaseSubject> named;
  for (const auto& [key, about] : {std::pair{"rule", CaseAbout::rule},
                                   {"scoring", CaseAbout::scoring},
                                   {"layout", CaseAbout::layout},
                                   {"pack", CaseAbout::pack},
                                   {"kit", CaseAbout::kit}}) {
    if (const auto id = file.text(file.root(), key)) named.push_back({*id, about});
  }
  if (named.size() != 1) {
    file.fail(file.root(), "toml.missing_key",
              "要有 rule = \"编号\"、scoring = \"编号\"、layout = \"编号\"、pack = \"编号\"、kit = \"编号\" 之一",
              "one of rule = \"id\", scoring, layout, pack and kit is wanted", "在开头加上 rule = \"…\"",
              "add rule = \"…\" at the top");
  }
  return named.front();
}

}  // namespace

std::vector<const Document*> companions_of(const Case& one) {
  std::vector<const Document*> companions;
  for (const Document& other : one.others) companions.push_back(&other);
  return companions;
}

UsualCase usual_case(const CaseDefaults& defaults) {
  return {kUsualYear,
          std::string(kUsualUnit),
          std::string(kUsualMoney),
          usual_kind(defaults),
          usual_table(defaults),
          usual_scope(defaults),
          std::string(kUsualForm)};
}

CaseSubject read_case_subject(const std::filesystem::path& path, const std::string& shown) {
  return subject_of(TomlFile(path, shown));
}

namespace {

CaseFile cases_of(TomlFile& file, const std::filesystem::path& path, const CaseDefaults& defaults) {
  const CaseSubject subject = subject_of(file);
  CaseFile cases{path, file.shown(), subject.id, subject.about == CaseAbout::scoring, {}};
  const std::vector<std::string> tags = file.texts(file.root(), "tags");
  toml::node* node = file.root().get("case");
  if (node == nullptr) return cases;
  toml::array* array = node->as_array();
  if (array == nullptr) file.fail(*node, "toml.wrong_type", "每个用例写成 [[case]]", "write each case as [[case]]");
  CaseReader reader(file, defaults, subject.about, path.parent_path());
  std::size_t number = 0;
  for (toml::node& item : *array) {
    toml::table* table = item.as_table();
    if (table == nullptr) file.fail(item, "toml.wrong_type", "每个用例写成 [[case]]", "write each case as [[case]]");
    const auto keep = [&](Case one) {
      one.number = number;
      one.tags.insert(one.tags.end(), tags.begin(), tags.end());
      cases.cases.push_back(std::move(one));
    };
    try {
      for_each_row(file, *table, [&](const std::string& row, const Location& at) {
        Case one = reader.read(*table);
        if (!row.empty()) {
          one.name = row;
          one.at = at;
        }
        keep(std::move(one));
      });
    } catch (const Fault& fault) {
      Case one;
      one.name = (*table)["name"].value_or(std::string("？"));
      one.at = file.where(*table);
      one.broken = std::make_shared<Fault>(fault);
      keep(std::move(one));
    }
    ++number;
  }
  return cases;
}

}  // namespace

CaseFile read_cases(const std::filesystem::path& path, const std::string& shown, const CaseDefaults& defaults) {
  TomlFile file(path, shown);
  return cases_of(file, path, defaults);
}

CaseFile read_cases_text(const std::string& content, const std::string& shown, const CaseDefaults& defaults) {
  TomlFile file = TomlFile::from_text(content, shown);
  return cases_of(file, {}, defaults);
}

}  // namespace gouji
