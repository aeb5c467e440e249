#include "report/json_parts.hpp"

#include <array>

#include "formats/clean_text.hpp"
#include "report/words.hpp"

namespace gouji::report {

void text_member(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  if (text.empty()) {
    json.null();
  } else {
    json.text(clean_text(text));
  }
}

void maybe_member(JsonWriter& json, std::string_view name, const std::optional<std::string>& text) {
  text_member(json, name, text ? std::string_view(*text) : std::string_view());
}

void message_member(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  json.text(clean_text(text));
}

void place_member(JsonWriter& json, std::string_view name, const std::string& file, const Place& place) {
  json.key(name);
  if (file.empty() && !place.known()) {
    json.null();
    return;
  }
  json.begin_object();
  if (!file.empty()) text_member(json, "file", file);
  if (place.line > 0) json.member("line", place.line);
  if (place.to > 0) json.member("to", place.to);
  if (place.page > 0) json.member("page", place.page);
  if (!place.sheet.empty()) text_member(json, "sheet", place.sheet);
  if (!place.cell.empty()) text_member(json, "cell", place.cell);
  json.end_object();
}

void operands_member(JsonWriter& json, const std::vector<Operand>& operands) {
  json.key("operands");
  json.begin_list();
  for (const Operand& operand : operands) {
    json.begin_object();
    message_member(json, "name", operand.name);
    text_member(json, "printed", operand.printed);
    text_member(json, "value", operand.value);
    place_member(json, "at", {}, operand.at);
    if (!operand.document.empty()) message_member(json, "document", operand.document);
    json.end_object();
  }
  json.end_list();
}

void related_member(JsonWriter& json, const std::vector<Related>& places) {
  if (places.empty()) return;
  json.key("related");
  json.begin_list();
  for (const Related& place : places) {
    json.begin_object();
    message_member(json, "document", place.document);
    place_member(json, "at", place.file, place.at);
    text_member(json, "name", place.name);
    text_member(json, "printed", place.printed);
    json.end_object();
  }
  json.end_list();
}

void script_member(JsonWriter& json, const std::optional<ScriptPlace>& script) {
  json.key("script");
  if (!script) {
    json.null();
    return;
  }
  json.begin_object();
  message_member(json, "file", script->file);
  json.member("line", script->line);
  text_member(json, "limit", script->limit);
  json.end_object();
}

void score_lines_member(JsonWriter& json, const std::vector<ScoreLine>& lines) {
  json.key("lines");
  json.begin_list();
  for (const ScoreLine& line : lines) {
    json.begin_object();
    message_member(json, "item", line.item);
    text_member(json, "weight", line.weight);
    text_member(json, "printed", line.printed);
    text_member(json, "recomputed", line.recomputed);
    text_member(json, "formula", line.formula);
    json.member("judged", line.judged);
    text_member(json, "group", line.group);
    json.end_object();
  }
  json.end_list();
}

void causes_member(JsonWriter& json, const std::vector<Cause>& causes, Language language) {
  const auto texts = [&](std::string_view name, const std::vector<std::string>& list) {
    json.key(name);
    json.begin_list();
    for (const std::string& text : list) json.text(clean_text(text));
    json.end_list();
  };
  json.key("causes");
  json.begin_list();
  for (const Cause& cause : causes) {
    json.begin_object();
    message_member(json, "kind", cause.kind);
    text_member(json, "text", language == Language::english ? cause.text_english : cause.text);
    text_member(json, "row", cause.row);
    text_member(json, "column", cause.column);
    text_member(json, "figure", cause.figure);
    place_member(json, "at", {}, cause.at);
    message_member(json, "chance", cause.chance);
    texts("beside", cause.lines);
    texts("repairs", cause.repairs);
    json.member("breaks", cause.breaks);
    json.end_object();
  }
  json.end_list();
}

void decision_members(JsonWriter& json, const Decision& decision) {
  message_member(json, "fingerprint", decision.fingerprint);
  message_member(json, "key", decision.key);
  message_member(json, "rule", decision.rule);
  message_member(json, "document", decision.document);
  if (decision.year != 0) {
    json.member("year", decision.year);
  } else {
    json.key("year");
    json.null();
  }
  text_member(json, "place", decision.place);
  json.member("state", code_of(decision.state));
  text_member(json, "explanation", decision.explanation);
  text_member(json, "rectification", decision.rectification);
  if (decision.until != 0) json.member("until", decision.until);
  text_member(json, "printed", decision.printed);
  text_member(json, "expected", decision.expected);
  text_member(json, "difference", decision.difference);
  json.key("steps");
  json.begin_list();
  for (const DecisionStep& step : decision.steps) {
    json.begin_object();
    json.member("state", code_of(step.state));
    message_member(json, "by", step.by);
    message_member(json, "date", step.date);
    text_member(json, "document_number", step.document_number);
    text_member(json, "note", step.note);
    json.end_object();
  }
  json.end_list();
}

void finding_members(JsonWriter& json, const Numbered& entry, const ReportOptions& options) {
  const Finding& finding = *entry.finding;
  message_member(json, "fingerprint", finding.fingerprint);
  message_member(json, "key", finding.key);
  message_member(json, "rule", finding.rule);
  message_member(json, "pack", finding.pack);
  json.member("outcome", code_of(finding.outcome));
  json.member("severity", code_of(finding.severity));
  text_member(json, "kind", finding.kind);
  message_member(json, "document", finding.document);
  maybe_member(json, "evaluation", finding.evaluation);
  maybe_member(json, "evaluation_number", finding.evaluation_number);
  maybe_member(json, "table", finding.table);
  maybe_member(json, "row", finding.row);
  maybe_member(json, "column", finding.column);
  place_member(json, "at", finding.file, finding.at);
  text_member(json, "printed", finding.printed);
  text_member(json, "expected", finding.expected);
  text_member(json, "difference", finding.difference);
  operands_member(json, finding.operands);
  json.member("message", message_of(finding, options.language));
  text_member(json, "formula", finding.formula);
  text_member(json, "basis", finding.basis);
  text_member(json, "remedy", finding.remedy);
  script_member(json, finding.script);
  // Extensions.
  related_member(json, finding.related);
  text_member(json, "title", finding.title);
  text_member(json, "formula_figures", finding.formula_figures);
  json.member("doubtful", finding.doubtful);
  text_member(json, "cause", options.language == Language::english ? finding.cause_english : finding.cause);
  causes_member(json, finding.causes, options.language);
  if (finding.deducted) {
    json.key("score");
    json.begin_object();
    json.member("group", finding.deducted->group);
    json.member("deduct", finding.deducted->points);
    json.end_object();
  }
  if (finding.handling) {
    constexpr std::array<std::string_view, 5> kStandings{"own", "carried", "values_changed", "expired", "earlier"};
    json.key("decision");
    json.begin_object();
    json.member("standing", kStandings.at(static_cast<std::size_t>(finding.handling->standing)));
    decision_members(json, finding.handling->decision);
    json.end_object();
  }
  json.key("parameters");
  json.begin_list();
  for (const std::string& name : finding.parameters) json.text(clean_text(name));
  json.end_list();
  json.member("number", entry.number);
  if (options.trial_year > 0) json.member("trial_year", options.trial_year);
}

void score_members(JsonWriter& json, const Score& score, const ReportOptions& options) {
  message_member(json, "fingerprint", score.fingerprint);
  message_member(json, "key", score.key);
  message_member(json, "document", score.document);
  maybe_member(json, "evaluation", score.evaluation);
  maybe_member(json, "evaluation_number", score.evaluation_number);
  message_member(json, "pack", score.pack);
  text_member(json, "printed", score.printed);
  text_member(json, "recomputed", score.recomputed);
  text_member(json, "low", score.low);
  text_member(json, "high", score.high);
  text_member(json, "difference", score.difference);
  maybe_member(json, "reviewed", score.reviewed);
  text_member(json, "grade", score.grade);
  score_lines_member(json, score.lines);
  // Extensions.
  json.member("grade_could_flip", score.grade_could_flip);
  text_member(json, "why", score.why);
  if (options.trial_year > 0) json.member("trial_year", options.trial_year);
}

void pack_members(JsonWriter& json, const PackUsed& pack) {
  message_member(json, "id", pack.id);
  message_member(json, "revision", pack.revision);
  message_member(json, "digest", pack.digest);
}

void decisions_used_members(JsonWriter& json, const DecisionsUsed& used) {
  message_member(json, "file", used.file);
  message_member(json, "unit", used.unit);
  json.member("handled", used.handled);
  json.member("waived", used.waived);
}

void summary_members(JsonWriter& json, const Summary& summary) {
  json.member("documents", summary.documents);
  json.member("rules", summary.rules);
  json.member("checks", summary.checks);
  json.key("outcomes");
  json.begin_object();
  for (std::size_t i = 0; i < kOutcomes; ++i) json.member(code_of(static_cast<Outcome>(i)), summary.outcomes.at(i));
  json.end_object();
  json.key("severities");
  json.begin_object();
  for (std::size_t i = 0; i < kSeverities; ++i)
    json.member(code_of(static_cast<Severity>(i)), summary.severities.at(i));
  json.end_object();
}

}  // namespace gouji::report
