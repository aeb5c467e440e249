#include "formats/decision_file.hpp"

#include <fmt/format.h>

#include <set>

#include "base/nearest.hpp"
#include "formats/clean_text.hpp"
#include "formats/day_text.hpp"
#include "formats/escape.hpp"
#include "formats/toml_spot.hpp"
#include "model/years.hpp"

namespace gouji {
namespace {

constexpr std::string_view kEnding = "-审核处理.toml";
constexpr std::size_t kFingerprint = 16;

DecisionState read_state(const TomlSpot& spot) {
  const std::string word = spot.required_text("state");
  if (const auto state = decision_state_from(word)) return *state;
  const std::string guess = nearest(word, decision_words());
  const std::string all = fmt::format("{}", fmt::join(decision_words(), "、"));
  throw std::move(spot.fault("state", "decide.bad_state", fmt::format("没有“{}”这种处理状态", word),
                             fmt::format("no state of a decision: {}", word))
                      .hint(guess.empty() ? "可用：" + all : fmt::format("是否想写“{}”？可用：{}", guess, all),
                            "use one of " + all));
}

std::string read_date(const TomlSpot& spot) {
  const std::string text = spot.required_text("date");
  if (const auto day = day_from(text)) return *day;
  throw std::move(
      spot.fault("date", "decide.bad_date", fmt::format("“{}”不是日期", text), fmt::format("no date: {}", text))
          .hint("写成 2024-05-01", "write 2024-05-01"));
}

// A year, or 0 where the key is absent.
int year_or_none(const TomlSpot& spot, std::string_view key) {
  const auto year = spot.integer(key);
  if (!year) return 0;
  if (*year < kEarliestYear || *year > kLatestYear) {
    throw spot.fault(key, "data.bad_year", fmt::format("“{}”不是年度", *year),
                     fmt::format("no fiscal year: {}", *year));
  }
  return static_cast<int>(*year);
}

Decision read_decision(const TomlSpot& spot) {
  spot.expect_keys({"fingerprint", "key", "rule", "title", "document", "year", "place", "state", "explanation",
                    "rectification", "until", "printed", "expected", "difference", "values", "steps"});
  Decision one;
  const auto text = [&](std::string_view key) { return spot.text(key).value_or(""); };
  one.fingerprint = spot.required_text("fingerprint");
  one.key = spot.required_text("key");
  for (const auto& [key, value] : {std::pair{"fingerprint", &one.fingerprint}, std::pair{"key", &one.key}}) {
    if (value->size() == kFingerprint && value->find_first_not_of("0123456789abcdef") == std::string::npos) continue;
    throw spot.fault(key, "data.wrong_type", fmt::format("{} 应为 16 位十六进制", key),
                     fmt::format("{} has 16 hexadecimal digits", key));
  }
  one.rule = spot.required_text("rule");
  one.document = spot.required_text("document");
  one.title = text("title");
  one.place = text("place");
  one.year = year_or_none(spot, "year");
  one.state = read_state(spot);
  one.explanation = text("explanation");
  one.rectification = text("rectification");
  one.until = year_or_none(spot, "until");
  one.printed = text("printed");
  one.expected = text("expected");
  one.difference = text("difference");
  spot.each_table("values", [&](const TomlSpot& value) {
    value.expect_keys({"name", "value"});
    one.values.push_back({value.text("name").value_or(""), value.required_text("value")});
  });
  spot.each_table("steps", [&](const TomlSpot& step) {
    step.expect_keys({"state", "by", "date", "document_number", "note"});
    one.steps.push_back({read_state(step), step.required_text("by"), read_date(step),
                         step.text("document_number").value_or(""), step.text("note").value_or("")});
  });
  if (one.steps.empty()) {
    throw std::move(
        spot.fault({}, "data.missing_key", "缺少 steps：谁、何时处理的", "steps are missing: who decided, and when")
            .hint("请用 gouji decide 写", "let gouji decide write it"));
  }
  // Who mends the state by hand forgets the step, or the other way round: neither is a guess of ours.
  if (one.steps.back().state != one.state) {
    throw std::move(spot.fault("state", "decide.bad_state",
                               fmt::format("state 是“{}”，最后一步却是“{}”", chinese_of(one.state),
                                           chinese_of(one.steps.back().state)),
                               fmt::format("the state is {}, the last step says {}", code_of(one.state),
                                           code_of(one.steps.back().state)))
                        .hint("两处写成一样，新的一步写在 steps 末尾", "make both the same; a new step stands last"));
  }
  return one;
}

void line(std::string& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out += fmt::format("{} = {}\n", key, toml_string(value));
}

void pair(std::string& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out += fmt::format("{}{} = {}", out.ends_with("{ ") ? "" : ", ", key, toml_string(value));
}

}  // namespace

std::string decisions_file_name(std::string_view unit) { return safe_file_name(unit, 180) + std::string(kEnding); }
bool is_decisions_file(std::string_view file_name) { return file_name.ends_with(kEnding); }

UnitDecisions read_decisions(const std::string& toml, const std::string& file) {
  const std::string text = to_utf8(toml, file);
  const toml::table parsed = parse_toml(text, file);
  const TomlSpot root(parsed, file, text);
  root.expect_keys({"schema", "unit", "decisions"});
  if (const auto schema = root.text("schema"); schema && *schema != kDecisionsSchema) {
    throw root.fault("schema", "data.bad_schema", fmt::format("schema 是“{}”，不是审核处理", *schema),
                     fmt::format("the schema {} is not that of decisions", *schema));
  }
  UnitDecisions all;
  all.unit = root.required_text("unit");
  std::set<std::string> seen;
  root.each_table("decisions", [&](const TomlSpot& spot) {
    Decision one = read_decision(spot);
    if (!seen.insert(one.fingerprint).second) {
      throw std::move(spot.fault("fingerprint", "decide.twice", fmt::format("指纹 {} 写了两次", one.fingerprint),
                                 fmt::format("fingerprint {} is given twice", one.fingerprint))
                          .hint("合成一节", "make one section of them"));
    }
    all.put(std::move(one));
  });
  return all;
}

std::string write_decisions(const UnitDecisions& all) {
  std::string out = fmt::format(
      "# 审核处理：各条疑点的核实说明、处理意见和整改情况。由 gouji decide 写，可以手改。\n"
      "# 状态：{}。until 是采纳的说明适用到的年度。\n"
      "schema = {}\nunit = {}\n",
      fmt::join(decision_words(), "、"), toml_string(kDecisionsSchema), toml_string(all.unit));
  for (const Decision& one : all.decisions) {
    out += "\n[[decisions]]\n";
    line(out, "document", one.document);
    if (one.year != 0) out += fmt::format("year = {}\n", one.year);
    line(out, "rule", one.rule);
    line(out, "title", one.title);
    line(out, "place", one.place);
    line(out, "printed", one.printed);
    line(out, "expected", one.expected);
    line(out, "difference", one.difference);
    line(out, "state", std::string(chinese_of(one.state)));
    line(out, "explanation", one.explanation);
    line(out, "rectification", one.rectification);
    if (one.until != 0) out += fmt::format("until = {}\n", one.until);
    out += "steps = [\n";
    for (const DecisionStep& step : one.steps) {
      std::string row = "{ ";
      pair(row, "state", std::string(chinese_of(step.state)));
      pair(row, "by", step.by);
      pair(row, "date", step.date);
      pair(row, "document_number", step.document_number);
      pair(row, "note", step.note);
      out += "  " + row + " },\n";
    }
    out += "]\n";
    if (!one.values.empty()) out += "values = [\n";
    for (const DecidedValue& value : one.values) {
      std::string row = "{ ";
      pair(row, "name", value.name);
      pair(row, "value", value.value);
      out += "  " + row + " },\n";
    }
    if (!one.values.empty()) out += "]\n";
    line(out, "fingerprint", one.fingerprint);
    line(out, "key", one.key);
  }
  return out;
}

}  // namespace gouji
