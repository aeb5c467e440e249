#include "packs/rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/fault.hpp"
#include "base/nearest.hpp"

namespace gouji {
namespace {

struct Kind {
  std::string_view name;
  Severity severity;
};
// product: 基本平衡 → 错误, 逻辑性 → 错误 unless the pack says 警告, 核实性 → 核实, 规范性 → 提示
constexpr std::size_t kLongestWords = 4096;  // bytes of a title, a basis, a remedy
constexpr std::size_t kLongestId = 200;

constexpr std::array<Kind, 4> kKinds{{{"基本平衡", Severity::error},
                                      {"逻辑性", Severity::error},
                                      {"核实性", Severity::verify},
                                      {"规范性", Severity::note}}};

struct Subject {
  std::string_view key;
  SubjectKind kind;
};
constexpr std::array<Subject, 6> kSubjects{{{"table", SubjectKind::table},
                                            {"evaluation", SubjectKind::evaluation},
                                            {"fund", SubjectKind::fund},
                                            {"indicator", SubjectKind::indicator},
                                            {"claim", SubjectKind::claim},
                                            {"documents", SubjectKind::documents}}};

struct PartnerWord {
  std::string_view code, chinese;
  Partners partners;
};
constexpr std::array<PartnerWord, 2> kPartnerWords{
    {{"previous_year", "上年", Partners::previous_year}, {"units", "所属单位", Partners::units}}};

class Header {
 public:
  Header(const script::Plain& table, Location at, std::string_view verb)
      : table_(table), at_(std::move(at)), verb_(verb) {
    if (table.map() == nullptr)
      fail("rule.bad_header", fmt::format("{} 后面应是一张表 {{ … }}", verb), fmt::format("{} wants a table", verb));
  }

  [[noreturn]] void fail(const std::string& code, const std::string& chinese, const std::string& english,
                         const std::string& hint = {}, const std::string& hint_english = {},
                         std::string_view about = {}) const {
    Fault fault(code, chinese, english);
    fault.at(at_).about(std::string(about));
    if (!hint.empty()) fault.hint(hint, hint_english.empty() ? hint : hint_english);
    throw fault;
  }

  void allow(const std::vector<std::string>& keys) const { allow_in(table_, keys, verb_); }

  void allow_in(const script::Plain& table, const std::vector<std::string>& keys, const std::string& where) const {
    for (const auto& [key, value] : *table.map()) {
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      const auto [chinese, english] = known_names(key, keys);
      fail("rule.unknown_key", fmt::format("{} 里不认识的键“{}”", where, key),
           fmt::format("unknown key {} in {}", key, where), chinese, english, key);
    }
  }

  std::string text(std::string_view key, bool required) const {
    const script::Plain* value = table_.find(key);
    if (value == nullptr) {
      if (required)
        fail("rule.missing_key", fmt::format("{} 缺少“{}”", verb_, key), fmt::format("{} lacks {}", verb_, key),
             fmt::format("加上 {} = \"…\"", key), fmt::format("add {} = \"…\"", key));
      return {};
    }
    if (value->text() == nullptr)
      fail("rule.wrong_type", fmt::format("“{}”应为文字", key), fmt::format("{} must be a text", key), {}, {}, key);
    // Each finding of the rule repeats them.
    if (value->text()->size() > kLongestWords)
      fail("rule.too_long", fmt::format("“{}”有 {} 字节，超过 {} 字节", key, value->text()->size(), kLongestWords),
           fmt::format("{} has {} bytes, more than {}", key, value->text()->size(), kLongestWords),
           "写短一些；长的说明写进 docs/ 或注释", "shorten it; longer explanations go to docs/ or a comment", key);
    return *value->text();
  }

  std::vector<std::string> texts(const script::Plain& table, std::string_view key) const {
    const script::Plain* value = table.find(key);
    if (value == nullptr) return {};
    if (value->text() != nullptr) return {*value->text()};
    std::vector<std::string> list;
    if (value->list() == nullptr)
      fail("rule.wrong_type", fmt::format("“{}”应为文字或文字列表", key),
           fmt::format("{} must be a text or a list of texts", key), {}, {}, key);
    for (const script::Plain& item : *value->list()) {
      if (item.text() == nullptr)
        fail("rule.wrong_type", fmt::format("“{}”里应为文字", key), fmt::format("{} must hold texts", key), {}, {},
             key);
      list.push_back(*item.text());
    }
    return list;
  }

  script::FunctionRef function(std::string_view key) const {
    const script::Plain* value = table_.find(key);
    if (value == nullptr || value->function() == nullptr) {
      fail("rule.missing_key", fmt::format("{} 缺少函数“{}”", verb_, key),
           fmt::format("{} lacks the function {}", verb_, key), fmt::format("加上 {} = function(…, check) … end", key),
           fmt::format("add {} = function(…, check) … end", key));
    }
    return *value->function();
  }

  void years(int& from, int& to) const {
    const script::Plain* value = table_.find("effective");
    if (value == nullptr) return;
    if (value->map() == nullptr)
      fail("rule.wrong_type", "effective 应写成 { from = 2020 }", "write effective = { from = 2020 }");
    allow_in(*value, {"from", "to"}, "effective");
    const auto year = [&](std::string_view key, int otherwise) {
      const script::Plain* one = value->find(key);
      if (one == nullptr) return otherwise;
      if (one->integer() == nullptr)
        fail("rule.wrong_type", fmt::format("effective.{} 应为年度", key),
             fmt::format("effective.{} must be a fiscal year", key));
      return static_cast<int>(*one->integer());
    };
    from = year("from", 0);
    to = year("to", kOpenYear);
    if (from > to) fail("rule.bad_years", "effective 的 from 晚于 to", "effective: from is later than to");
  }

  On on() const {
    const script::Plain* value = table_.find("on");
    if (value == nullptr)
      fail("rule.missing_key", fmt::format("{} 缺少“on”", verb_), fmt::format("{} lacks on", verb_),
           "加上 on = { evaluation = \"project\" } 等", "add on = { evaluation = \"project\" }");
    if (value->map() == nullptr) fail("rule.wrong_type", "on 应写成 { … }", "write on = { … }");
    allow_in(*value, {"document", "table", "evaluation", "fund", "indicator", "claim", "documents"}, "on");
    On on;
    for (const std::string& name : texts(*value, "document")) {
      const DocumentKind* kind = find_kind(name);
      if (kind == nullptr)
        fail("rule.unknown_document", fmt::format("没有名为“{}”的公开文本种类", name),
             fmt::format("unknown document kind {}", name), "可用：部门决算、部门预算、绩效自评",
             "use final_accounts, budget, self_evaluation");
      on.documents.emplace_back(kind->code);
    }
    int subjects = 0;
    for (const Subject& subject : kSubjects) {
      if (value->find(subject.key) == nullptr) continue;
      ++subjects;
      on.subject = subject.kind;
      if (subject.kind == SubjectKind::table) {
        on.tables = texts(*value, subject.key);
        continue;
      }
      const script::Plain* filter = value->find(subject.key);
      if (filter->flag() != nullptr && *filter->flag()) {
        on.filter = "*";
      } else if (filter->text() != nullptr) {
        on.filter = *filter->text();
      } else {
        fail("rule.wrong_type", fmt::format("on.{} 应为 \"project\"、\"department\" 或 \"*\"", subject.key),
             fmt::format("on.{} must be project, department or *", subject.key));
      }
      if (subject.kind == SubjectKind::documents) {
        on.partners = partners(on.filter);
        continue;
      }
      if (on.filter != "*" && on.filter != "project" && on.filter != "department" &&
          subject.kind != SubjectKind::claim) {
        fail("rule.unknown_subject", fmt::format("on.{} 没有“{}”这一种", subject.key, on.filter),
             fmt::format("on.{} has no kind {}", subject.key, on.filter), "可用：project、department、*",
             "use project, department or *");
      }
    }
    if (subjects > 1) fail("rule.two_subjects", "on 里只能写一种审核对象", "on names more than one subject");
    return on;
  }

  Partners partners(const std::string& word) const {
    for (const PartnerWord& one : kPartnerWords) {
      if (one.code == word || one.chinese == word) return one.partners;
    }
    fail("rule.unknown_subject", fmt::format("on.documents 没有“{}”这一种", word),
         fmt::format("on.documents has no kind {}", word), "可用：上年（previous_year）、所属单位（units）",
         "use previous_year or units");
  }

  // What a rule over several documents keeps of each.
  std::vector<Collect> collect(bool wanted) const {
    const script::Plain* value = table_.find("collect");
    const std::string example = "collect = { { table = \"…\", rows = { … }, columns = { … } } }";
    if (!wanted) {
      if (value != nullptr)
        fail("rule.bad_collect", "只有 on = { documents = … } 的规则写 collect",
             "collect belongs to rules on = { documents = … }", "删去 collect", "leave collect out");
      return {};
    }
    if (value == nullptr || value->list() == nullptr || value->list()->empty())
      fail("rule.bad_collect", "几份公开文本一起审核的规则要用 collect 写明从每份取哪些数",
           "a rule over several documents says by collect which figures it takes", "加上 " + example, "add " + example);
    std::vector<Collect> list;
    for (const script::Plain& item : *value->list()) {
      if (item.map() == nullptr)
        fail("rule.bad_collect", "collect 里每一项应写成 { table = … } 或 { claims = … }",
             "write each item of collect as { table = … } or { claims = … }", example, example);
      allow_in(item, {"table", "rows", "columns", "claims"}, "collect");
      Collect one{texts(item, "table"), texts(item, "rows"), texts(item, "columns"), texts(item, "claims")};
      if (one.tables.empty() == one.claims.empty())
        fail("rule.bad_collect", "collect 的一项要有 table 或 claims，只写一种",
             "an item of collect has table or claims, one of them", example, example);
      list.push_back(std::move(one));
    }
    return list;
  }

  const script::Plain& table() const { return table_; }
  const Location& at() const { return at_; }

 private:
  const script::Plain& table_;
  Location at_;
  std::string verb_;
};

void check_owner(const Header& header, const std::string& id, const Pack& owner) {
  if (id.size() > kLongestId)
    header.fail("rule.too_long", fmt::format("“id”有 {} 字节，超过 {} 字节", id.size(), kLongestId),
                fmt::format("id has {} bytes, more than {}", id.size(), kLongestId), "换一个短的编号",
                "choose a shorter id");
  for (const char c : id) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    if (!good)
      header.fail("rule.bad_id", fmt::format("编号“{}”只能用小写字母、数字、_ 和 .", id),
                  fmt::format("id {} may hold a-z, 0-9, _ and . only", id));
  }
  const bool replaces = std::any_of(owner.overrides.begin(), owner.overrides.end(),
                                    [&](const Override& one) { return one.action == "replace" && one.rule == id; });
  if (id.starts_with(owner.owns + ".") || replaces) return;
  header.fail("rule.foreign_id", fmt::format("编号“{}”不在规则包“{}”的前缀“{}.”之下", id, owner.id, owner.owns),
              fmt::format("id {} is outside the prefix {}. of pack {}", id, owner.owns, owner.id),
              fmt::format("改为 {}.…，或在 pack.toml 里用 [[override]] action = \"replace\" 写明理由", owner.owns),
              fmt::format("rename it {}.…, or declare an [[override]] with action = \"replace\"", owner.owns));
}

}  // namespace

Rule read_rule(const script::Plain& table, const Pack& owner, const Location& at) {
  const Header header(table, at, "rule");
  header.allow({"id", "title", "basis", "kind", "severity", "on", "effective", "score", "remedy", "run", "suppresses",
                "collect", "tags", "note"});
  Rule rule;
  rule.id = header.text("id", true);
  check_owner(header, rule.id, owner);
  rule.title = header.text("title", true);
  rule.basis = header.text("basis", true);
  if (rule.basis.empty())
    header.fail("rule.no_basis", "basis 不能为空；未核实的写“待核”",
                "basis is empty; write “to be confirmed” where it is not known");
  rule.kind = header.text("kind", false);
  if (rule.kind.empty()) rule.kind = "逻辑性";
  const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& one) { return one.name == rule.kind; });
  if (kind == kKinds.end())
    header.fail("rule.unknown_kind", fmt::format("没有名为“{}”的公式类型", rule.kind),
                fmt::format("unknown kind {}", rule.kind), "可用：基本平衡、逻辑性、核实性、规范性",
                "use 基本平衡, 逻辑性, 核实性 or 规范性");
  rule.severity = kind->severity;
  if (const std::string severity = header.text("severity", false); !severity.empty()) {
    const auto known = severity_from(severity);
    if (!known)
      header.fail("rule.unknown_severity", fmt::format("没有名为“{}”的严重程度", severity),
                  fmt::format("unknown severity {}", severity), "可用：error、warning、verify、note",
                  "use error, warning, verify or note");
    rule.severity = *known;
  }
  rule.on = header.on();
  const bool several = rule.on.subject == SubjectKind::documents;
  rule.collect = header.collect(several);
  for (const std::string_view key : {"suppresses", "score"}) {
    if (several && table.find(key) != nullptr)
      header.fail("rule.bad_collect", fmt::format("几份公开文本一起审核的规则在各份审完以后才运行，不能写 {}", key),
                  fmt::format("a rule over several documents runs after them and takes no {}", key),
                  fmt::format("删去 {}", key), fmt::format("leave {} out", key));
  }
  header.years(rule.from_year, rule.to_year);
  rule.remedy = header.text("remedy", false);
  rule.note = header.text("note", false);
  rule.suppresses = header.texts(table, "suppresses");
  rule.tags = header.texts(table, "tags");
  if (const script::Plain* score = table.find("score"); score != nullptr) {
    if (score->map() == nullptr)
      header.fail("rule.wrong_type", "score 应写成 { group = …, deduct = … }",
                  "write score = { group = …, deduct = … }");
    header.allow_in(*score, {"group", "deduct"}, "score");
    Deduction deduction;
    if (const auto* group = score->find("group"); group != nullptr && group->text() != nullptr)
      deduction.group = *group->text();
    if (deduction.group.empty())
      header.fail("rule.bad_score", "score 要写 group", "score lacks group", "加上 group = \"数据一致性\" 等",
                  "add group = \"…\"");
    if (const auto* deduct = score->find("deduct"); deduct != nullptr) deduction.deduct = *deduct;
    const bool number = deduction.deduct.integer() != nullptr ||
                        (deduction.deduct.text() != nullptr && Exact::parse(*deduction.deduct.text()));
    if (!number && deduction.deduct.parameter() == nullptr)
      header.fail("rule.bad_score", "score 的 deduct 应为扣的分数，或 param \"…\"",
                  "score: deduct must be a number or param \"…\"", "写成 deduct = \"2\"", "write deduct = \"2\"");
    rule.score = std::move(deduction);
  }
  rule.run = header.function("run");
  rule.pack = owner.id;
  rule.file = at.file;
  rule.line = at.line;
  if (const auto english = owner.english.find(rule.id); english != owner.english.end()) rule.english = english->second;
  return rule;
}

Scoring read_scoring(const script::Plain& table, const Pack& owner, const Location& at) {
  const Header header(table, at, "scoring");
  header.allow({"id", "title", "basis", "on", "effective", "run", "note"});
  Scoring scoring;
  scoring.id = header.text("id", true);
  check_owner(header, scoring.id, owner);
  scoring.title = header.text("title", true);
  scoring.basis = header.text("basis", true);
  scoring.on = header.on();
  if (scoring.on.subject != SubjectKind::evaluation && scoring.on.subject != SubjectKind::document)
    header.fail("rule.two_subjects", "scoring 的 on 应为 { evaluation = … } 或 { document = … }",
                "scoring is on = { evaluation = … } or { document = … }");
  header.years(scoring.from_year, scoring.to_year);
  scoring.run = header.function("run");
  scoring.pack = owner.id;
  scoring.file = at.file;
  scoring.line = at.line;
  return scoring;
}

Rule as_rule(const Scoring& scoring) {
  Rule rule;
  rule.id = scoring.id;
  rule.title = scoring.title;
  rule.basis = scoring.basis;
  rule.on = scoring.on;
  rule.from_year = scoring.from_year;
  rule.to_year = scoring.to_year;
  rule.pack = scoring.pack;
  rule.file = scoring.file;
  rule.line = scoring.line;
  return rule;
}

}  // namespace gouji
