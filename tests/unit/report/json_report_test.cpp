#if __has_include(<catch2/catch.hpp>)
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif

#include <nlohmann/json.hpp>

#include "report/explain.hpp"
#include "report/report.hpp"
#include "unit/base/parts.hpp"
#include "unit/report/golden.hpp"
#include "unit/report/sample.hpp"

using namespace gouji;
using Json = nlohmann::ordered_json;

namespace {
using gouji::test::has;
std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> list;
  for (const auto& item : object.items()) list.push_back(item.key());
  return list;
}
}  // namespace

TEST_CASE("json: keys stand in the order of gouji.result.v1") {
  const std::string text = render(sample::typical(), Format::json, {});
  CHECK(text == sample::golden("typical.json", text));
  const Json json = Json::parse(text);
  CHECK(keys(json) == std::vector<std::string>{"schema", "packs", "data_digest", "summary", "scores", "findings"});
  CHECK(keys(json["findings"][0]) ==
        std::vector<std::string>{"fingerprint", "key",        "rule",     "pack",       "outcome",
                                 "severity",    "kind",       "document", "evaluation", "evaluation_number",
                                 "table",       "row",        "column",   "at",         "printed",
                                 "expected",    "difference", "operands", "message",    "formula",
                                 "basis",       "remedy",     "script",   "title",      "formula_figures",
                                 "doubtful",    "cause",      "causes",   "parameters", "number"});
  CHECK(keys(json["scores"][0]) == std::vector<std::string>{"fingerprint", "key", "document", "evaluation",
                                                            "evaluation_number", "pack", "printed", "recomputed", "low",
                                                            "high", "difference", "reviewed", "grade", "lines",
                                                            "grade_could_flip", "why"});
  CHECK(json["findings"][0]["evaluation"].is_null());
  CHECK(json["findings"][0]["script"].is_null());
  CHECK(json["findings"][0]["at"] == Json({{"file", "000_bab3363d7897093f.txt"}, {"line", 1480}, {"to", 1482}}));
  CHECK(json["findings"][12]["script"]["limit"].is_null());
  CHECK(json["summary"]["outcomes"]["cannot_evaluate"] == 1);
}

TEST_CASE("json: Chinese unless English is asked for, and English only where the rule has it") {
  ReportOptions options;
  CHECK(Json::parse(render(sample::typical(), Format::json, options))["findings"][0]["message"] ==
        "合计 577.97，分项之和 576.96，相差 1.01。");
  options.language = Language::english;
  const Json json = Json::parse(render(sample::typical(), Format::json, options));
  CHECK(json["findings"][0]["message"] == "The total is 577.97, the parts add up to 576.96: 1.01 apart.");
  CHECK(has(json["findings"][11]["message"], "本年收入合计"));
}

TEST_CASE("json: safe inside a script element, whatever the source prints") {
  for (const Format format : {Format::json, Format::ndjson, Format::sarif}) {
    const std::string text = render(sample::hostile(), format, {});
    for (const std::string_view bad : {"<", ">", "&", "\xE2\x80\xA8", "\xE2\x80\xAE", "\x1b", "\xFF", "\r", "\x01"}) {
      CHECK_FALSE(has(text, bad));
    }
  }
  const Json json = Json::parse(render(sample::hostile(), Format::json, {}));
  CHECK(has(json["findings"][0]["row"], "<script>"));
  CHECK(has(json["findings"][0]["row"], "\\u{202E}"));
}

TEST_CASE("ndjson: one record a line, the summary last") {
  std::istringstream lines(render(sample::typical(), Format::ndjson, {}));
  std::vector<std::string> records;
  for (std::string line; std::getline(lines, line);) {
    const Json json = Json::parse(line);
    CHECK(keys(json).front() == "record");
    records.push_back(json["record"]);
  }
  REQUIRE(records.size() == 2 + 5 + 13 + 1);
  CHECK(records.front() == "pack");
  CHECK(records[2] == "score");
  CHECK(records[7] == "finding");
  CHECK(records.back() == "summary");
}

TEST_CASE("sarif: levels, places, rules by number, faults as notifications") {
  const Json run = Json::parse(render(sample::typical(), Format::sarif, {}))["runs"][0];
  const Json& results = run["results"];
  REQUIRE(results.size() == 12);
  CHECK(results[0]["level"] == "error");
  CHECK(results[0]["locations"][0]["physicalLocation"]["region"] == Json({{"startLine", 1480}, {"endLine", 1482}}));
  CHECK(results[1]["level"] == "note");
  CHECK(results[1]["properties"]["severity"] == "verify");
  CHECK(results[10]["suppressions"][0]["status"] == "accepted");
  CHECK(results[11]["kind"] == "open");
  CHECK(results[11]["level"] == "none");
  for (const Json& result : results) {
    CHECK(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
  }
  const Json& notes = run["invocations"][0]["toolExecutionNotifications"];
  REQUIRE(notes.size() == 1);
  CHECK(notes[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "rules/guizhou/rules/fund/rate.lua");
}

TEST_CASE("explain: figures, places and parameters, as text and as gouji.explain.v1") {
  const std::string text = explain(sample::total_error(), {});
  CHECK(text == sample::golden("explain.txt", text));
  CHECK(has(text, "sangong.total.deduct = 2 分"));
  CHECK(has(text, "rules/guizhou/parameters.toml:12"));
  const Json json = Json::parse(explain_json(sample::total_error(), {}));
  CHECK(json["schema"] == "gouji.explain.v1");
  CHECK(json["subject"] == "finding");
  CHECK(json["parameter_uses"][0]["at"] == Json({{"file", "rules/guizhou/parameters.toml"}, {"line", 12}}));
  const Score score = sample::typical().scores.back();
  CHECK(Json::parse(explain_json(score, {}))["lines"][2]["judged"] == true);
  CHECK(has(explain(score, {}), "未重算"));
  for (const Finding& finding : sample::hostile().findings) {
    CHECK_FALSE(has(explain(finding, {}), "\x1b"));
    CHECK_FALSE(Json::parse(explain_json(finding, {})).empty());
  }
}
