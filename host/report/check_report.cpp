#include "report/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "formats/json_writer.hpp"
#include "lint/lints.hpp"
#include "report/markup.hpp"

namespace gouji::report {
namespace {

// "1 rule", "2 rules"
std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

bool is_warning(const Fault& fault) { return lint::level_of(fault.code()) == lint::Level::warning; }

bool is_fixable(const CheckedPack& pack, const Fault& fault) {
  const auto mends = [&](const lint::Repair& repair) {
    if (repair.shown != fault.location().file) return false;
    if (fault.code() == "script.syntax") return true;  // the place it is told may lie behind the slip
    return std::any_of(repair.changes.begin(), repair.changes.end(),
                       [&](const auto& change) { return change.line == fault.location().line; });
  };
  const bool can_be = fault.code() == "script.syntax" || fault.code() == "param.binary_float" ||
                      (lint::find_lint(fault.code()) != nullptr && lint::find_lint(fault.code())->fixable);
  return can_be && std::any_of(pack.repairs.begin(), pack.repairs.end(), mends);
}

std::string fault_text(const Fault& fault, Language language) {
  if (!is_warning(fault)) return fault.text(language);
  const bool chinese = language == Language::chinese;
  Fault marked(fault.code(), "警告：" + fault.message(Language::chinese),
               "warning: " + fault.message(Language::english));
  marked.at(fault.location()).with_excerpt(fault.excerpt());
  marked.hint(fault.hint(Language::chinese), fault.hint(Language::english));
  return marked.text(chinese ? Language::chinese : Language::english);
}

std::string verdict_line(const CheckCount& count, bool chinese) {
  std::string line;
  if (count.errors > 0)
    line = chinese ? fmt::format("结论：规则包有问题 {} 处", count.errors)
                   : fmt::format("verdict: {} in the packs", counted(count.errors, "problem"));
  else if (count.warnings > 0)
    line = chinese ? std::string("结论：规则包能用") : std::string("verdict: the packs can be used");
  else
    return chinese ? "结论：规则包没有问题\n" : "verdict: the packs are sound\n";
  if (count.warnings > 0)
    line +=
        chinese ? fmt::format("，警告 {} 处", count.warnings) : fmt::format(", {}", counted(count.warnings, "warning"));
  if (count.fixable > 0)
    line += chinese ? fmt::format("；其中 {} 处 gouji check --fix 能改", count.fixable)
                    : fmt::format("; gouji check --fix mends {} of them", count.fixable);
  return line + "\n";
}

void sarif_text(JsonWriter& json, std::string_view key, const std::string& text) {
  json.key(key);
  json.begin_object();
  json.member("text", text);
  json.end_object();
}

void sarif_rules(JsonWriter& json, const std::vector<CheckedPack>& packs, Language language) {
  std::map<std::string, std::string> rules;
  for (const CheckedPack& pack : packs) {
    for (const Fault& fault : pack.faults) {
      const lint::Lint* lint = lint::find_lint(fault.code());
      rules[fault.code()] =
          lint == nullptr ? fault.code() : std::string(language == Language::chinese ? lint->chinese : lint->english);
    }
  }
  json.key("rules");
  json.begin_list();
  for (const auto& [code, about] : rules) {
    json.begin_object();
    json.member("id", code);
    sarif_text(json, "shortDescription", about);
    json.end_object();
  }
  json.end_list();
}

void sarif_result(JsonWriter& json, const Fault& fault, Language language) {
  json.begin_object();
  json.member("ruleId", fault.code());
  json.member("level", is_warning(fault) ? "warning" : "error");
  const std::string& hint = fault.hint(language);
  sarif_text(json, "message", fault.message(language) + (hint.empty() ? "" : "\n" + hint));
  if (!fault.location().empty()) {
    json.key("locations");
    json.begin_list();
    json.begin_object();
    json.key("physicalLocation");
    json.begin_object();
    json.key("artifactLocation");
    json.begin_object();
    json.member("uri", uri_path(fault.location().file));
    json.end_object();
    if (fault.location().line > 0) {
      json.key("region");
      json.begin_object();
      json.member("startLine", fault.location().line);
      if (fault.location().column > 0) json.member("startColumn", fault.location().column);
      json.end_object();
    }
    json.end_object();
    json.end_object();
    json.end_list();
  }
  json.end_object();
}

void json_repairs(JsonWriter& json, const std::vector<lint::Repair>& repairs, Language language) {
  json.begin_list();
  for (const lint::Repair& repair : repairs) {
    for (const auto& change : repair.changes) {
      json.begin_object();
      json.member("file", repair.shown);
      json.member("line", change.line);
      json.member("change", language == Language::chinese ? change.chinese : change.english);
      json.end_object();
    }
  }
  json.end_list();
}

}  // namespace

CheckCount count_of(const CheckedPack& pack) {
  CheckCount count;
  for (const Fault& fault : pack.faults) {
    ++(is_warning(fault) ? count.warnings : count.errors);
    if (is_fixable(pack, fault)) ++count.fixable;
  }
  return count;
}

CheckCount count_of(const std::vector<CheckedPack>& packs) {
  CheckCount all;
  for (const CheckedPack& pack : packs) {
    const CheckCount one = count_of(pack);
    all.errors += one.errors;
    all.warnings += one.warnings;
    all.fixable += one.fixable;
  }
  return all;
}

std::string check_as_text(const std::vector<CheckedPack>& packs, Language language) {
  const bool chinese = language == Language::chinese;
  std::string out;
  for (const CheckedPack& pack : packs) {
    for (const lint::Repair& repair : pack.made) {
      for (const auto& change : repair.changes)
        out += fmt::format("{}:{}: {}{}\n", repair.shown, change.line,
                           chinese ? "已改：" : "mended: ", chinese ? change.chinese : change.english);
    }
    if (!pack.made.empty()) out += "\n";
  }
  for (const CheckedPack& pack : packs) {
    for (const Fault& fault : pack.faults) out += text::visible_lines(fault_text(fault, language)) + "\n";
  }
  for (const CheckedPack& pack : packs) {
    const CheckCount count = count_of(pack);
    if (!pack.loaded) {
      out += chinese ? fmt::format("{}（{}）：不能装载\n", pack.id, pack.shown)
                     : fmt::format("{} ({}): cannot be loaded\n", pack.id, pack.shown);
      continue;
    }
    out += chinese
               ? fmt::format("{}（{}）：规则 {} 条，计分公式 {} 个，版式 {} 个，参数取值 {} 个，问题 {} 处", pack.id,
                             pack.shown, pack.rules, pack.scorings, pack.layouts, pack.parameters, count.errors)
               : fmt::format("{} ({}): {}, {}, {}, {}, {}", pack.id, pack.shown, counted(pack.rules, "rule"),
                             counted(pack.scorings, "scoring"), counted(pack.layouts, "layout"),
                             counted(pack.parameters, "parameter value"), counted(count.errors, "problem"));
    if (count.warnings > 0)
      out += chinese ? fmt::format("，警告 {} 处", count.warnings)
                     : fmt::format(", {}", counted(count.warnings, "warning"));
    out += "\n";
  }
  return out + verdict_line(count_of(packs), chinese);
}

std::string check_as_json(const std::vector<CheckedPack>& packs, Language language) {
  const CheckCount all = count_of(packs);
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.check.v1");
  json.key("summary");
  json.begin_object();
  json.member("errors", static_cast<std::int64_t>(all.errors));
  json.member("warnings", static_cast<std::int64_t>(all.warnings));
  json.member("fixable", static_cast<std::int64_t>(all.fixable));
  json.end_object();
  json.key("packs");
  json.begin_list();
  for (const CheckedPack& pack : packs) {
    json.begin_object();
    json.member("id", pack.id);
    json.member("folder", pack.shown);
    json.member("loaded", pack.loaded);
    json.member("rules", static_cast<std::int64_t>(pack.rules));
    json.member("scorings", static_cast<std::int64_t>(pack.scorings));
    json.member("layouts", static_cast<std::int64_t>(pack.layouts));
    json.member("parameters", static_cast<std::int64_t>(pack.parameters));
    json.key("problems");
    json.begin_list();
    for (const Fault& fault : pack.faults) {
      json.begin_object();
      json.member("code", fault.code());
      json.member("severity", is_warning(fault) ? "warning" : "error");
      json.member("file", fault.location().file);
      json.member("line", fault.location().line);
      json.member("column", fault.location().column);
      json.member("excerpt", fault.excerpt());
      json.member("message", fault.message(language));
      json.member("hint", fault.hint(language));
      json.member("fixable", is_fixable(pack, fault));
      json.end_object();
    }
    json.end_list();
    json.key("fixed");
    json_repairs(json, pack.made, language);
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

std::string check_as_sarif(const std::vector<CheckedPack>& packs, Language language) {
  JsonWriter json(true);
  json.begin_object();
  json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  json.member("version", "2.1.0");
  json.key("runs");
  json.begin_list();
  json.begin_object();
  json.key("tool");
  json.begin_object();
  json.key("driver");
  json.begin_object();
  json.member("name", "gouji check");
  sarif_rules(json, packs, language);
  json.end_object();
  json.end_object();
  json.key("results");
  json.begin_list();
  for (const CheckedPack& pack : packs) {
    for (const Fault& fault : pack.faults) sarif_result(json, fault, language);
  }
  json.end_list();
  json.end_object();
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

}  // namespace gouji::report
