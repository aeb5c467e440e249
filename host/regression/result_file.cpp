#include "regression/result_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <map>
#include <set>

#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/json_spot.hpp"
#include "formats/json_tree.hpp"

namespace gouji {
namespace {

std::optional<Outcome> outcome_named(std::string_view code) {
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    if (code_of(static_cast<Outcome>(i)) == code) return static_cast<Outcome>(i);
  }
  return std::nullopt;
}

Finding finding_from(const JsonSpot& spot) {
  Finding one;
  one.fingerprint = spot.required_text("fingerprint");
  one.key = spot.text_or("key", "");
  one.rule = spot.required_text("rule");
  one.document = spot.required_text("document");
  const auto outcome = outcome_named(spot.required_text("outcome"));
  if (!outcome) throw spot.wrong_type("一种结果（outcome）", "an outcome");
  one.outcome = *outcome;
  one.severity = severity_from(spot.text_or("severity", "error")).value_or(Severity::error);
  one.evaluation = spot.text("evaluation");
  one.evaluation_number = spot.text("evaluation_number");
  one.table = spot.text("table");
  one.row = spot.text("row");
  one.column = spot.text("column");
  one.printed = spot.text_or("printed", "");
  one.expected = spot.text_or("expected", "");
  one.difference = spot.text_or("difference", "");
  one.message = spot.text_or("message", "");
  spot.each("related", [&](const JsonSpot& place) {
    one.related.push_back({place.text_or("document", ""), {}, {}, {}, {}});
  });
  return one;
}

Score score_from(const JsonSpot& spot) {
  Score one;
  one.fingerprint = spot.required_text("fingerprint");
  one.document = spot.required_text("document");
  one.evaluation = spot.text("evaluation");
  one.evaluation_number = spot.text("evaluation_number");
  one.printed = spot.text_or("printed", "");
  one.recomputed = spot.text_or("recomputed", "");
  one.low = spot.text_or("low", "");
  one.high = spot.text_or("high", "");
  one.grade = spot.text_or("grade", "");
  return one;
}

// How rules ended, as far as findings tell. Both lists are in the order of documents.
void count_findings(ResultRecord& record) {
  auto finding = record.findings.begin();
  for (RecordedDocument& document : record.documents) {
    document.by_rule.clear();
    for (; finding != record.findings.end() && finding->document == document.document; ++finding) {
      if (document.by_rule.empty() || document.by_rule.back().rule != finding->rule)
        document.by_rule.push_back({finding->rule, {}});
      ++document.by_rule.back().outcomes.at(static_cast<std::size_t>(finding->outcome));
    }
  }
}

// What is read of a result; the rest, most of it, goes by.
bool is_read(std::string_view list, std::string_view key) {
  static const std::set<std::string_view> findings{
      "fingerprint", "key", "rule",   "document", "outcome",  "severity",   "evaluation", "evaluation_number",
      "table",       "row", "column", "printed",  "expected", "difference", "message",    "related"};
  static const std::set<std::string_view> scores{
      "fingerprint", "document", "evaluation", "evaluation_number", "printed", "recomputed", "low", "high", "grade"};
  if (list == "findings") return findings.contains(key);
  return list == "scores" ? scores.contains(key) : list == "packs";
}

}  // namespace

ResultRecord read_result(std::string_view json, const std::string& file, std::string& data_digest) {
  ResultRecord record;
  std::exception_ptr wrong;  // told unless the whole is no result at all
  const auto take = [&](std::string_view list, JsonValue&& item) {
    if (wrong) return;
    try {
      const JsonSpot one(item, file);
      if (list == "findings")
        record.findings.push_back(recorded_of(finding_from(one)));
      else if (list == "scores")
        record.scores.push_back(recorded_of(score_from(one)));
      else if (list == "packs")
        record.packs.push_back({one.text_or("id", ""), one.text_or("revision", ""), one.text_or("digest", "")});
    } catch (const Fault&) {
      wrong = std::current_exception();
    }
  };
  const JsonValue value = parse_json(json, file, {is_read, take});
  const JsonSpot spot(value, file);
  const std::string schema = value.is(JsonValue::Type::object) ? spot.text_or("schema", "") : "";
  if (schema != kResultSchema) {
    throw std::move(
        Fault("result.other_version",
              fmt::format("“{}”不是审核结果：schema 是“{}”，应是 {}", file, text::visible(schema), kResultSchema),
              fmt::format("{} is no result: its schema is {}, not {}", file, text::visible(schema), kResultSchema))
            .at_line(file, 1)
            .hint("用 gouji run -f json -o 文件 写出", "write it by gouji run -f json -o FILE"));
  }
  if (wrong) std::rethrow_exception(wrong);
  for (const std::string_view list : {"packs", "findings", "scores"}) spot.each(list, [](const JsonSpot&) {});
  data_digest = spot.text_or("data_digest", "");
  sort_record(record);
  return record;
}

bool is_result(std::string_view beginning) {
  const std::size_t end = beginning.find(kResultSchema);
  if (end == std::string_view::npos) return false;
  const std::string_view before = text::trim(beginning.substr(0, end));
  return before.starts_with("{") && before.find("\"schema\"") != std::string_view::npos &&
         before.find(',') == std::string_view::npos;
}

void share_documents(ResultRecord& without, ResultRecord& with) {
  std::map<std::string, RecordedDocument> all;
  for (RecordedDocument& one : with.documents) {
    one.by_rule.clear();  // counted anew
    all.emplace(one.document, std::move(one));
  }
  const std::string* last = nullptr;
  const auto meet = [&](const std::string& id) {
    if (last != nullptr && *last == id) return;
    last = &id;
    const auto [place, is_new] = all.try_emplace(id);
    if (!is_new) return;
    place->second.document = id;
    place->second.unit = id;
  };
  for (const ResultRecord* record : {&without, &with}) {
    for (const RecordedFinding& one : record->findings) meet(one.document);
    for (const RecordedScore& one : record->scores) meet(one.document);
  }
  for (ResultRecord* record : {&without, &with}) {
    record->documents.clear();
    for (const auto& [id, document] : all) record->documents.push_back(document);
    count_findings(*record);
  }
}

}  // namespace gouji
