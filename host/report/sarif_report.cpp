// SARIF 2.1.0 for code-scanning pages. SARIF has no level for 核实: it goes out as "note" and keeps its own word in
// properties.severity. What could not be judged has kind "open"; faults are notifications of the tool.
#include <map>

#include "formats/clean_text.hpp"
#include "report/handling_text.hpp"
#include "report/json_parts.hpp"
#include "report/markup.hpp"
#include "report/renderers.hpp"
#include "report/text_finding.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

using Rules = std::map<std::string, const Finding*>;  // by id

std::string_view level_of(const Finding& finding) {
  if (finding.outcome != Outcome::finding && finding.outcome != Outcome::waived) return "none";
  switch (finding.severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::verify:
    case Severity::note: break;
  }
  return "note";
}

std::string_view kind_of(const Finding& finding) {
  return finding.outcome == Outcome::finding || finding.outcome == Outcome::waived ? "fail" : "open";
}

void message(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  json.begin_object();
  message_member(json, "text", text);
  json.end_object();
}

void physical_location(JsonWriter& json, const std::string& file, int line, int to) {
  json.key("physicalLocation");
  json.begin_object();
  json.key("artifactLocation");
  json.begin_object();
  json.member("uri", uri_path(file));
  json.end_object();
  if (line > 0) {
    json.key("region");
    json.begin_object();
    json.member("startLine", line);
    if (to > line) json.member("endLine", to);
    json.end_object();
  }
  json.end_object();
}

void locations(JsonWriter& json, const Finding& finding, const ReportOptions& options) {
  json.key("locations");
  json.begin_list();
  json.begin_object();
  if (!finding.file.empty()) physical_location(json, finding.file, finding.at.line, finding.at.to);
  json.key("logicalLocations");
  json.begin_list();
  json.begin_object();
  message_member(json, "fullyQualifiedName",
                 finding.document + " · " + locus_text(finding, options.language, true, finding.file));
  json.end_object();
  json.end_list();
  json.end_object();
  json.end_list();
}

void related_locations(JsonWriter& json, const Finding& finding) {
  if (finding.related.empty()) return;
  json.key("relatedLocations");
  json.begin_list();
  for (const Related& place : finding.related) {
    json.begin_object();
    if (!place.file.empty()) physical_location(json, place.file, place.at.line, place.at.to);
    json.key("message");
    json.begin_object();
    message_member(json, "text", place.document + (place.name.empty() ? "" : " · " + place.name));
    json.end_object();
    json.end_object();
  }
  json.end_list();
}

void rule(JsonWriter& json, const Finding& finding, const ReportOptions& options) {
  json.begin_object();
  message_member(json, "id", finding.rule);
  message(json, "shortDescription", finding.title.empty() ? finding.rule : finding.title);
  if (!finding.basis.empty()) message(json, "help", finding.basis);
  json.key("properties");
  json.begin_object();
  text_member(json, "kind", finding.kind);
  message_member(json, "kindWord", kind_word(finding.kind, options.language));
  json.end_object();
  json.end_object();
}

void result_record(JsonWriter& json, const Numbered& entry, int rule_index, const ReportOptions& options) {
  const Finding& finding = *entry.finding;
  json.begin_object();
  message_member(json, "ruleId", finding.rule);
  json.member("ruleIndex", rule_index);
  json.member("kind", kind_of(finding));
  json.member("level", level_of(finding));
  std::string text = message_of(finding, options.language);
  if (options.trial_year > 0) text = trial_mark(options) + " " + text;
  message(json, "message", text);
  locations(json, finding, options);
  related_locations(json, finding);
  json.key("partialFingerprints");
  json.begin_object();
  message_member(json, "gouji/v1", finding.fingerprint);
  message_member(json, "goujiKey/v1", finding.key);
  json.end_object();
  if (finding.outcome == Outcome::waived) {
    json.key("suppressions");
    json.begin_list();
    json.begin_object();
    json.member("kind", "external");
    json.member("status", "accepted");
    const std::string why = handling_text(finding, options.language);
    if (!why.empty()) json.member("justification", why);
    json.end_object();
    json.end_list();
  }
  json.key("properties");
  json.begin_object();
  json.member("number", entry.number);
  json.member("outcome", code_of(finding.outcome));
  json.member("severity", code_of(finding.severity));
  json.member("severityWord", label_of(finding, options));
  message_member(json, "pack", finding.pack);
  message_member(json, "document", finding.document);
  text_member(json, "printed", finding.printed);
  text_member(json, "expected", finding.expected);
  text_member(json, "difference", finding.difference);
  text_member(json, "cause", cause_of(finding, options.language));
  text_member(json, "remedy", finding.remedy);
  if (finding.at.page > 0) json.member("page", finding.at.page);
  if (!finding.at.sheet.empty()) message_member(json, "sheet", finding.at.sheet);
  if (!finding.at.cell.empty()) message_member(json, "cell", finding.at.cell);
  json.end_object();
  json.end_object();
}

void notification(JsonWriter& json, const Finding& finding, int rule_index, const ReportOptions& options) {
  json.begin_object();
  json.member("level", "error");
  message(json, "message", finding.document + ": " + message_of(finding, options.language));
  json.key("associatedRule");
  json.begin_object();
  message_member(json, "id", finding.rule);
  json.member("index", rule_index);
  json.end_object();
  if (finding.script) {
    json.key("locations");
    json.begin_list();
    json.begin_object();
    physical_location(json, finding.script->file, finding.script->line, 0);
    json.end_object();
    json.end_list();
  }
  json.end_object();
}

void tool(JsonWriter& json, const RunResult& result, const Rules& rules, const ReportOptions& options) {
  json.key("tool");
  json.begin_object();
  json.key("driver");
  json.begin_object();
  json.member("name", "gouji");
  json.member("fullName", "gouji 勾稽");
  json.key("rules");
  json.begin_list();
  for (const auto& [id, finding] : rules) rule(json, *finding, options);
  json.end_list();
  json.end_object();
  json.key("extensions");
  json.begin_list();
  for (const PackUsed& pack : result.packs) {
    json.begin_object();
    message_member(json, "name", pack.id);
    if (!pack.revision.empty()) message_member(json, "version", pack.revision);
    json.key("properties");
    json.begin_object();
    message_member(json, "digest", pack.digest);
    json.end_object();
    json.end_object();
  }
  json.end_list();
  json.end_object();
}

}  // namespace

std::string as_sarif(const RunResult& result, const ReportOptions& options) {
  Rules rules;
  for (const Finding& finding : result.findings) rules.emplace(finding.rule, &finding);
  std::map<std::string, int> index;
  for (const auto& [id, finding] : rules) index.emplace(id, static_cast<int>(index.size()));

  JsonWriter json(true);
  json.begin_object();
  json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  json.member("version", "2.1.0");
  json.key("runs");
  json.begin_list();
  json.begin_object();
  tool(json, result, rules, options);
  json.member("language", options.language == Language::english ? "en" : "zh-CN");
  json.key("invocations");
  json.begin_list();
  json.begin_object();
  // A fault leaves a hole in the result, but the run itself came to its end.
  json.member("executionSuccessful", true);
  json.key("toolExecutionNotifications");
  json.begin_list();
  for (const Finding& finding : result.findings) {
    if (finding.outcome == Outcome::fault) notification(json, finding, index.at(finding.rule), options);
  }
  json.end_list();
  json.end_object();
  json.end_list();
  json.key("results");
  json.begin_list();
  for (const Numbered& entry : numbered(result)) {
    if (entry.finding->outcome != Outcome::fault) {
      result_record(json, entry, index.at(entry.finding->rule), options);
    }
  }
  json.end_list();
  json.key("properties");
  json.begin_object();
  message_member(json, "dataDigest", result.data_digest);
  json.member("levels", "错误 error → error; 警告 warning → warning; 核实 verify → note; 提示 note → note");
  json.end_object();
  json.end_object();
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

}  // namespace gouji::report
