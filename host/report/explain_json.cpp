// gouji.explain.v1: the record of the result, and behind it the parameters with where their values come from.
#include "report/explain.hpp"
#include "report/json_parts.hpp"
#include "report/words.hpp"

namespace gouji {
namespace {

void parameters_member(JsonWriter& json, const std::vector<ParameterUse>& uses) {
  json.key("parameter_uses");
  json.begin_list();
  for (const ParameterUse& use : uses) {
    json.begin_object();
    report::message_member(json, "name", use.name);
    report::text_member(json, "value", use.value);
    report::text_member(json, "unit", use.unit);
    report::text_member(json, "basis", use.basis);
    Place place;
    place.line = use.line;
    report::place_member(json, "at", use.file, place);
    report::text_member(json, "chain", use.chain);
    json.end_object();
  }
  json.end_list();
}

template <class Members>
std::string explanation(std::string_view subject, const Members& members, const std::vector<ParameterUse>& uses) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.explain.v1");
  json.member("subject", subject);
  members(json);
  parameters_member(json, uses);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace

std::string explain_json(const Finding& finding, const ReportOptions& options) {
  // Alone, a finding has no short number: 0.
  const auto members = [&](JsonWriter& json) { report::finding_members(json, {0, &finding}, options); };
  return explanation("finding", members, finding.parameter_uses);
}

std::string explain_json(const Score& score, const ReportOptions& options) {
  const auto members = [&](JsonWriter& json) { report::score_members(json, score, options); };
  return explanation("score", members, score.parameter_uses);
}

}  // namespace gouji
