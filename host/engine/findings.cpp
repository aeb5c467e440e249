#include "engine/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "engine/identity.hpp"
#include "model/field_words.hpp"
#include "model/labels.hpp"
#include "model/years.hpp"

namespace gouji::findings {
namespace {

constexpr std::size_t kMostRelated = 20;  // documents that are named where no figure of theirs is
constexpr std::string_view kDoubtNote = "（识别存疑，请核对原件）";

std::optional<std::string> optional(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// What every finding of a rule on a subject shares.
Finding base_finding(const EvaluationRun& run, const Rule& rule, const SubjectView& subject) {
  Finding finding;
  finding.rule = rule.id;
  finding.title = rule.title;
  finding.pack = run.book.chain().top().id;
  finding.severity = rule.severity;
  finding.kind = rule.kind;
  finding.document = run.document.id;
  finding.unit = run.document.unit;
  finding.year = run.document.year;
  finding.file = run.document.source.file;
  finding.basis = rule.basis;
  finding.remedy = rule.remedy;
  finding.title_english = rule.english.title;
  finding.remedy_english = rule.english.remedy;
  if (subject.evaluation != nullptr) {
    finding.evaluation = subject.evaluation->head.text("name");
    finding.evaluation_number = optional(subject.evaluation->head.text("number"));
    finding.at = subject.evaluation->head.at;
  }
  if (subject.table != nullptr) finding.table = subject.table->name;
  if (subject.record != nullptr) {
    script::Leaf leaf;
    leaf.record = subject.record;
    finding.row = leaf.row_name();
    finding.at = subject.record->at;
  }
  return finding;
}

void identify(EvaluationRun& run, const SubjectView& subject, const std::string& part, Finding& finding) {
  std::string identity =
      fmt::format("{}|{}|{}|{}", subject.identity, finding.row.value_or(""), finding.column.value_or(""), part);
  const int twin = ++run.seen[finding.rule + "|" + identity];
  if (twin > 1) identity += fmt::format("|{}", twin);
  finding.fingerprint = fingerprint_of({finding.rule, run.document.id, identity});
  finding.key = fingerprint_of({finding.rule, run.document.unit, identity});
  if (run.record_subjects) finding.subject = subject_key(run, finding.rule, subject);
}

void add(EvaluationRun& run, const Rule& rule, const SubjectView& subject, Finding finding, const std::string& part) {
  finding.parameters = run.book.take_parameters_read();
  identify(run, subject, part, finding);
  run.by_subject[{rule.id, subject.identity}].push_back(run.result.findings.size());
  run.result.findings.push_back(std::move(finding));
  run.identities.push_back(IdentityLog::kNone);
}

// The points of score = { group, deduct }: a number, or a parameter's value for the year.
Exact points_of(const EvaluationRun& run, const Deduction& score) {
  const script::Plain& deduct = score.deduct;
  if (deduct.integer() != nullptr) return {*deduct.integer()};
  if (deduct.text() != nullptr) return *Exact::parse(*deduct.text());
  const script::ParameterValue* value = run.book.value_in_force(deduct.parameter()->name);
  return value != nullptr && value->number ? *value->number : Exact(0);
}

// What was lowered, a tail or a doubtful figure, costs nothing.
void price(const EvaluationRun& run, const Rule& rule, Finding& finding) {
  if (!rule.score || finding.outcome != Outcome::finding || finding.severity > rule.severity) return;
  finding.deducted = Deducted{rule.score->group, points_of(run, *rule.score).text()};
}

// A field of a record has an English name; the column of a table is as printed.
std::string english_column(const Finding& finding) {
  const std::string column = finding.column.value_or("");
  return finding.table ? column : std::string(english_of_field(column));
}

// The places in other documents: those of the figures, or the documents as a whole.
void relate(Finding& finding, const SubjectView& subject) {
  for (const Operand& operand : finding.operands) {
    const auto other = std::find_if(subject.others.begin(), subject.others.end(),
                                    [&](const Document* one) { return one->id == operand.document; });
    if (!operand.document.empty() && other != subject.others.end())
      finding.related.push_back({operand.document, (*other)->source.file, operand.name, operand.printed, operand.at});
  }
  if (!finding.related.empty() || subject.others.size() > kMostRelated) return;
  for (const Document* other : subject.others) finding.related.push_back({other->id, other->source.file, {}, {}, {}});
}

}  // namespace

std::string subject_key(const EvaluationRun& run, const std::string& rule, const SubjectView& subject) {
  return fingerprint_of({rule, run.document.unit, subject.identity, "subject"});
}

Finding of_check(const EvaluationRun& run, const Rule& rule, const SubjectView& subject, const CheckResult& check) {
  Finding finding = base_finding(run, rule, subject);
  finding.outcome = check.outcome;
  finding.case_name = check.case_name;
  if (check.severity) finding.severity = *check.severity;
  if (!check.row.empty()) finding.row = check.row;
  if (!check.column.empty()) finding.column = check.column;
  if (check.at.known()) finding.at = check.at;
  finding.printed = check.printed;
  finding.expected = check.expected;
  finding.difference = check.difference;
  finding.operands = check.operands;
  for (Operand& operand : finding.operands) {  // the finding names its row once
    const std::string prefix = finding.row.value_or("") + "·";
    if (prefix.size() > 2 && operand.name.starts_with(prefix)) operand.name.erase(0, prefix.size());
  }
  finding.formula = check.formula;
  finding.formula_figures = check.formula_figures;
  auto slots = check.slots;
  slots.emplace_back("row", finding.row.value_or(""));
  const std::size_t column = slots.size();
  slots.emplace_back("column", finding.column.value_or(""));
  slots.emplace_back("printed", finding.printed);
  slots.emplace_back("expected", finding.expected);
  finding.message = filled(check.message.empty() ? rule.title : check.message, slots);
  const auto english = rule.english.messages.find(check.case_name);
  const std::string& pattern = english != rule.english.messages.end() ? english->second : rule.english.title;
  slots[column].second = english_column(finding);
  finding.message_english = filled(pattern, slots);
  relate(finding, subject);
  // What was read with doubt, or by the generic layout, accuses nobody.
  const bool generic =
      run.document.source.generic || std::any_of(subject.others.begin(), subject.others.end(),
                                                 [](const Document* other) { return other->source.generic; });
  if (check.doubtful || generic) {
    finding.doubtful = true;
    if (finding.severity < Severity::verify) finding.severity = Severity::verify;
    finding.message += kDoubtNote;
    if (!finding.message_english.empty()) finding.message_english += " (read with doubt: compare with the original)";
  }
  return finding;
}

void add_check(EvaluationRun& run, const Rule& rule, const SubjectView& subject, const CheckResult& check) {
  Finding finding = of_check(run, rule, subject, check);
  price(run, rule, finding);
  add(run, rule, subject, std::move(finding), check.case_name);
  run.identities.back() = check.identity;
}

void add_missing(EvaluationRun& run, const Rule& rule, const SubjectView& subject,
                 const script::MissingValue& missing) {
  Finding finding = base_finding(run, rule, subject);
  finding.outcome = Outcome::cannot_evaluate;
  const script::Leaf& leaf = missing.leaf();
  finding.row = leaf.row_name();
  finding.column = leaf.column_name();
  const script::Origin* origin = run.book.state().context().values.origin_of(leaf);
  const std::string whose = origin == nullptr ? std::string() : origin->name + "·";
  if (leaf.place().known() && origin == nullptr) finding.at = leaf.place();
  const std::string state = leaf.cell == nullptr
                                ? "没有这一格"
                                : (leaf.cell->state == CellState::blank || leaf.cell->state == CellState::absent
                                       ? "空白"
                                       : fmt::format("填的是“{}”", leaf.cell->printed));
  finding.printed = leaf.cell == nullptr ? "" : leaf.cell->printed;
  const std::string unit = missing.beside().empty() ? "" : fmt::format("，与{}的数单位不同", missing.beside());
  if (origin != nullptr)
    finding.related.push_back({origin->document, origin->file, whose + *finding.row, finding.printed, leaf.place()});
  finding.message = fmt::format("“{}{}{}{}”{}{}，无法审核：{}", whose, *finding.row, finding.row->empty() ? "" : "·",
                                *finding.column, state, unit, rule.title);
  const std::string why = missing.beside().empty() ? "no figure"
                                                   : fmt::format("“{}”, another unit than the figure in {} beside it",
                                                                 finding.printed, missing.beside());
  finding.message_english =
      fmt::format("cannot check: cell “{}{} · {}” holds {}", whose, *finding.row, english_column(finding), why);
  if (origin != nullptr) finding.row = finding.column = std::nullopt;  // they are not of this document
  add(run, rule, subject, std::move(finding), "missing");
}

void add_missing(EvaluationRun& run, const Rule& rule, const SubjectView& subject, const script::MissingPart& missing) {
  Finding finding = base_finding(run, rule, subject);
  finding.outcome = Outcome::cannot_evaluate;
  finding.message = fmt::format("{}，无法审核：{}", missing.part(), rule.title);
  if (!missing.nearest().empty()) finding.message += fmt::format("（最接近的名称：“{}”）", missing.nearest());
  finding.message_english = fmt::format("cannot check: {}", missing.part());
  if (!subject.others.empty()) {
    finding.message += "（本份或对照的公开文本里没有，或者规则的 collect 没有写它）";
    finding.message_english += " (in this disclosure or one beside it, or not named in collect)";
  }
  relate(finding, subject);
  add(run, rule, subject, std::move(finding), "missing");
}

// Two documents would both be the partner: nobody can tell which one counts.
void add_ambiguous(EvaluationRun& run, const Rule& rule, const SubjectView& subject) {
  Finding finding = base_finding(run, rule, {});
  finding.outcome = Outcome::cannot_evaluate;
  std::map<std::string, int> units;
  for (const Document* other : subject.others) ++units[other->unit];
  for (const auto& [unit, count] : units) {
    if (count < 2 && units.size() > 1) continue;
    const bool before = rule.on.partners == Partners::previous_year;
    finding.message =
        fmt::format("“{}”{}的公开文本有 {} 份，不知道用哪一份，无法审核：{}", unit,
                    before ? fmt::format("{} 年", subject.others.front()->year) : "同一年", count, rule.title);
    finding.message_english =
        fmt::format("cannot check: there are {} disclosures of {} for {}", count, unit, subject.others.front()->year);
    break;
  }
  finding.remedy = "只留下正式公开的一份，其余移出数据集文件夹";
  finding.remedy_english = "keep the one that was published, move the others out of the datasets";
  relate(finding, subject);
  add(run, rule, {}, std::move(finding), "ambiguous");
}

// The year is missing once, however many subjects a rule has.
void add_missing_year(EvaluationRun& run, const Rule& rule, std::size_t subjects) {
  Finding finding = base_finding(run, rule, {});
  finding.outcome = Outcome::cannot_evaluate;
  finding.message = fmt::format("年度未知，无法审核：{}", rule.title);
  finding.message_english = "cannot check: the fiscal year is not known";
  if (subjects > 1) {
    finding.message += fmt::format("（{} 处）", subjects);
    finding.message_english += fmt::format(" ({} places)", subjects);
  }
  finding.remedy = "读入时用 --set year=… 写明年度，或在 disclosure.toml 里填上 year；只想试算，用 --rules-year";
  finding.remedy_english = "import with --set year=…, or give year in disclosure.toml; for a trial, --rules-year";
  add(run, rule, {}, std::move(finding), "year");
}

void add_fault(EvaluationRun& run, const Rule& rule, const SubjectView& subject, const Fault& fault,
               script::Limit limit) {
  Finding finding = base_finding(run, rule, subject);
  finding.outcome = Outcome::fault;
  finding.message = fault.message(Language::chinese);
  finding.message_english = fault.message(Language::english);
  ScriptPlace place;
  place.file = fault.location().empty() ? rule.file : fault.location().file;
  place.line = fault.location().empty() ? rule.line : fault.location().line;
  place.limit = std::string(script::code_of(limit));
  place.excerpt = fault.excerpt().empty() ? excerpt(run.book.source_of(place.file), place.line, 0) : fault.excerpt();
  finding.script = place;
  finding.remedy = fault.hint(Language::chinese);
  finding.remedy_english = fault.hint(Language::english);
  add(run, rule, subject, std::move(finding), "fault");
}

}  // namespace gouji::findings
