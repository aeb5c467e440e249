// gouji.verify.v1
#include "formats/clean_text.hpp"
#include "formats/json_writer.hpp"
#include "report/receipt_report.hpp"

namespace gouji::report {

namespace {

std::string_view code_of_difference(ReceiptDifference::Kind kind) {
  using Kind = ReceiptDifference::Kind;
  switch (kind) {
    case Kind::engine: return "engine";
    case Kind::lua: return "lua";
    case Kind::pack: return "pack";
    case Kind::pack_file: return "pack_file";
    case Kind::parameter: return "parameter";
    case Kind::document: return "document";
    case Kind::document_packs: return "document_packs";
    case Kind::order: return "order";
    case Kind::decisions: return "decisions";
    case Kind::summary: return "summary";
    case Kind::result: return "result";
  }
  return "";
}

}  // namespace

std::string receipt_json(const ReceiptReport& report) {
  JsonWriter json(true);
  const auto text_or_null = [&](std::string_view name, const std::string& text) {
    json.member(name, text.empty() ? std::nullopt : std::optional(clean_text(text)));
  };
  json.begin_object();
  json.member("schema", "gouji.verify.v1");
  json.member("receipt", clean_text(report.file));
  json.key("engine");
  json.begin_object();
  json.member("version", report.then->engine.version);
  json.member("lua", report.then->engine.lua);
  json.end_object();
  json.key("packs");
  json.begin_list();
  for (const ReceiptPack& pack : report.then->packs) {
    json.begin_object();
    json.member("id", pack.id);
    json.member("revision", clean_text(pack.revision));
    json.end_object();
  }
  json.end_list();
  json.member("documents", report.then->summary.documents);
  json.member("complete", report.then->complete);
  json.member("read", !report.failed);
  json.member("reproduced", report.same_result && !report.failed);
  json.member("same_but_for_digests", report.same_result || report.same_findings);
  json.key("differences");
  json.begin_list();
  for (const ReceiptDifference& one : report.differences) {
    json.begin_object();
    json.member("kind", code_of_difference(one.kind));
    json.member("what", clean_text(one.what));
    text_or_null("owner", one.owner);
    text_or_null("before", one.before);
    text_or_null("after", one.after);
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

}  // namespace gouji::report
