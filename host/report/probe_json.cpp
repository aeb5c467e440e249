#include "formats/json_writer.hpp"
#include "report/probe_report.hpp"

namespace gouji::report {
namespace {

void count_members(JsonWriter& json, const ProbeCount& count) {
  json.member("faults", count.faults);
  json.member("noticed", count.noticed);
  json.member("within_rounding", count.rounding);
  json.key("rate");
  if (count.rate().empty())
    json.null();
  else
    json.number(count.rate());
  json.key("severities");
  json.begin_object();
  for (const Severity severity : {Severity::error, Severity::warning, Severity::verify})
    json.member(code_of(severity), count.severities.at(static_cast<std::size_t>(severity)));
  json.end_object();
}

void kinds_member(JsonWriter& json, const CountByKind& kinds) {
  json.key("kinds");
  json.begin_list();
  for (std::size_t i = 0; i < kFaultKinds; ++i) {
    if (kinds.at(i).faults == 0) continue;
    json.begin_object();
    json.member("kind", code_of(static_cast<FaultKind>(i)));
    count_members(json, kinds.at(i));
    json.end_object();
  }
  json.end_list();
}

void texts_member(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name);
  json.begin_list();
  for (const std::string& one : texts) json.text(one);
  json.end_list();
}

std::optional<std::string> given(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

template <class Figure>
void figure_members(JsonWriter& json, const Figure& figure) {
  json.member("document", figure.document);
  json.member("part", code_of(figure.spot.part));
  json.member("table", given(figure.spot.table));
  json.member("evaluation", given(figure.spot.form));
  json.member("row", figure.spot.row_name);
  json.member("column", figure.spot.column_name);
  json.member("printed", figure.spot.printed);
  json.member("faulty", given(figure.to));
  std::vector<std::string> kinds;
  for (const FaultKind kind : figure.kinds) kinds.emplace_back(code_of(kind));
  texts_member(json, "kinds", kinds);
}

void pack_object(JsonWriter& json, const ProbedPack& pack) {
  json.begin_object();
  json.member("pack", pack.id);
  json.member("documents", pack.documents);
  json.member("figures", pack.figures);
  json.member("accused", pack.accused);
  json.key("checked");
  json.begin_object();
  count_members(json, pack.measure());
  kinds_member(json, pack.kinds(true));
  json.end_object();
  json.key("all");
  json.begin_object();
  count_members(json, total_of(pack.kinds(false)));
  kinds_member(json, pack.kinds(false));
  json.end_object();
  json.key("tables");
  json.begin_list();
  for (const ProbedTable& table : pack.tables) {
    json.begin_object();
    json.member("part", code_of(table.part));
    json.member("table", given(table.name));
    json.member("checked", table.checked);
    json.member("figures", table.figures);
    json.member("read", table.read);
    json.member("equated", table.equated);
    count_members(json, total_of(table.kinds));
    kinds_member(json, table.kinds);
    json.end_object();
  }
  json.end_list();
  json.key("blind");
  json.begin_list();
  for (const BlindFigure& figure : pack.blind) {
    json.begin_object();
    figure_members(json, figure);
    json.member("why", code_of(figure.blindness));
    texts_member(json, "rules", figure.rules);
    json.end_object();
  }
  json.end_list();
  json.key("within_rounding");
  json.begin_list();
  for (const RoundedFigure& figure : pack.rounded) {
    json.begin_object();
    figure_members(json, figure);
    json.member("allows", figure.slack);
    json.end_object();
  }
  json.end_list();
  json.end_object();
}

}  // namespace

std::string probe_as_json(const ProbeReport& probe) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.probe.v1");
  json.member("seed", static_cast<std::int64_t>(probe.seed));
  json.member("sample", static_cast<std::int64_t>(probe.sample));
  json.key("packs");
  json.begin_list();
  for (const ProbedPack& pack : probe.packs) pack_object(json, pack);
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

}  // namespace gouji::report
