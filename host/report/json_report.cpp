// gouji.result.v1 as one document (one record a line, so that two runs can be compared by lines) and as NDJSON.
#include "formats/clean_text.hpp"
#include "report/json_parts.hpp"
#include "report/renderers.hpp"

namespace gouji::report {
namespace {

constexpr std::string_view kSchema = "gouji.result.v1";

template <class Members>
std::string object(const Members& members) {
  JsonWriter json(false);
  json.begin_object();
  members(json);
  json.end_object();
  return json.take();
}

std::string json_string(std::string_view text) {
  JsonWriter json(false);
  json.text(clean_text(text));
  return json.take();
}

template <class Records, class Members>
std::string list(const Records& records, const Members& members) {
  std::string out = "[";
  for (const auto& record : records) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += object([&](JsonWriter& json) { members(json, record); });
  }
  return out + (out.size() == 1 ? "]" : "\n]");
}

template <class Records, class Members>
void append_records(std::string& out, std::string_view record_name, const Records& records, const Members& members) {
  for (const auto& record : records) {
    out += object([&](JsonWriter& json) {
      json.member("record", record_name);
      members(json, record);
    });
    out += '\n';
  }
}

}  // namespace

std::string as_json(const RunResult& result, const ReportOptions& options) {
  std::string out = "{\n\"schema\":" + json_string(kSchema);
  out += ",\n\"packs\":" + list(result.packs, pack_members);
  out += ",\n\"data_digest\":" + json_string(result.data_digest);
  out += ",\n\"summary\":" + object([&](JsonWriter& json) { summary_members(json, result.summary); });
  out += ",\n\"scores\":" +
         list(result.scores, [&](JsonWriter& json, const Score& score) { score_members(json, score, options); });
  out += ",\n\"findings\":" + list(numbered(result), [&](JsonWriter& json, const Numbered& entry) {
           finding_members(json, entry, options);
         });
  if (!result.decisions.empty()) out += ",\n\"decisions\":" + list(result.decisions, decisions_used_members);
  return out + "\n}\n";
}

std::string as_ndjson(const RunResult& result, const ReportOptions& options) {
  std::string out;
  append_records(out, "pack", result.packs, pack_members);
  append_records(out, "decisions", result.decisions, decisions_used_members);
  append_records(out, "score", result.scores,
                 [&](JsonWriter& json, const Score& score) { score_members(json, score, options); });
  append_records(out, "finding", numbered(result),
                 [&](JsonWriter& json, const Numbered& entry) { finding_members(json, entry, options); });
  out += object([&](JsonWriter& json) {
    json.member("record", "summary");
    json.member("schema", kSchema);
    json.member("data_digest", clean_text(result.data_digest));
    summary_members(json, result.summary);
  });
  return out + '\n';
}

}  // namespace gouji::report
