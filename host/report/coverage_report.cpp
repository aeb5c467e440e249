#include "report/coverage_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.hpp"
#include "base/text.hpp"
#include "formats/json_writer.hpp"
#include "report/aside_text.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kLongestCondition = 70;
constexpr std::size_t kMostPlaces = 30;  // of figures, in the text

std::string share_text(const Share& share) {
  return fmt::format("{}/{} {}%", share.covered, share.of, share.percent());
}

std::string ranges_text(const std::vector<std::pair<int, int>>& ranges) {
  std::string out;
  for (const auto& [from, to] : ranges) {
    if (!out.empty()) out += ", ";
    out += from == to ? std::to_string(from) : fmt::format("{}–{}", from, to);
  }
  return out;
}

void rules_as_text(const PackCoverage& pack, Language language, bool everything, std::string& out) {
  for (const CoveredRule& rule : pack.rules) {
    if (rule.covered() && !everything) continue;
    std::string counts;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
      if (rule.outcomes.at(i) > 0)
        counts += fmt::format(" · {} {}", word_of(static_cast<Outcome>(i), language), rule.outcomes.at(i));
    }
    const std::string_view what = rule.covered()                       ? ""
                                  : rule.cases == 0 && !pack.over_data ? say(language, "没有用例", "no cases")
                                                                       : say(language, "没有审核到", "checked nothing");
    out += fmt::format("  {} {}{}\n", rule.id, what, counts);
  }
}

void missing_outcomes(const PackCoverage& pack, Language language, std::string& out) {
  for (const Outcome outcome : {Outcome::pass, Outcome::finding, Outcome::cannot_evaluate, Outcome::not_applicable}) {
    const auto without = std::count_if(pack.rules.begin(), pack.rules.end(), [&](const CoveredRule& rule) {
      return rule.outcomes.at(static_cast<std::size_t>(outcome)) == 0;
    });
    if (without > 0)
      out += fmt::format("  {} {}\n", without,
                         language == Language::chinese
                             ? fmt::format("条规则没有出现过“{}”", word_of(outcome, language))
                             : fmt::format("rules never came out as “{}”", word_of(outcome, language)));
  }
}

void files_as_text(const PackCoverage& pack, Language language, std::string& out) {
  for (const CoveredFile& file : pack.files) {
    std::string inside;
    if (const auto ranges = lines_left_out(file); !ranges.empty())
      inside +=
          fmt::format("  {}{}\n", say(language, "没有运行的行：", "lines that did not run: "), ranges_text(ranges));
    for (std::size_t i = 0; i < file.points.size(); ++i) {
      const std::string text = condition_text(file, i, language);
      if (!text.empty()) inside += fmt::format("  {:>4}  {}\n", file.points[i].line, text);
    }
    if (!inside.empty()) out += file.shown + "\n" + inside;
  }
}

void thresholds_as_text(const PackCoverage& pack, Language language, std::string& out) {
  for (const CoveredThreshold& one : pack.thresholds) {
    if (one.complete()) continue;
    out += fmt::format("  {}:{}  {} {}：{}\n", one.at.file, one.at.line, one.parameter, one.value,
                       threshold_text(one, language));
  }
}

void figures_as_text(const PackCoverage& pack, Language language, std::string& out) {
  std::size_t listed = 0;
  for (const CoveredFigures& one : pack.figures) {
    if (one.read == one.printed) continue;
    if (++listed > kMostPlaces) {
      out += fmt::format("  … {}\n", say(language, "其余见 -f json、-f html", "more in -f json and -f html"));
      return;
    }
    out += fmt::format("  {}  {}/{}  {} {}\n", one.place, one.printed - one.read, one.printed,
                       say(language, "如", "such as"), text::shorten(one.example, kLongestCondition));
  }
}

void ranges_as_json(JsonWriter& json, std::string_view key, const std::map<int, int>& lines, bool covered) {
  json.key(key);
  json.begin_list();
  int from = 0, to = 0;
  const auto put = [&] {
    if (from == 0) return;
    json.begin_object();
    json.key("start");
    json.begin_object();
    json.member("row", from);
    json.end_object();
    json.key("end");
    json.begin_object();
    json.member("row", to);
    json.end_object();
    json.end_object();
    from = 0;
  };
  for (const auto& [line, hits] : lines) {
    if ((hits > 0) != covered) {
      put();
      continue;
    }
    if (from == 0) from = line;
    to = line;
  }
  put();
  json.end_list();
}

void share_as_json(JsonWriter& json, std::string_view key, const Share& share) {
  json.key(key);
  json.begin_object();
  json.member("of", static_cast<std::int64_t>(share.of));
  json.member("covered", static_cast<std::int64_t>(share.covered));
  json.key("percent");
  json.number(share.percent());
  json.end_object();
}

void file_as_json(JsonWriter& json, const CoveredFile& file) {
  json.key(file.shown);
  json.begin_object();
  const auto lines = file.lines();
  ranges_as_json(json, "covered", lines, true);
  ranges_as_json(json, "not_covered", lines, false);
  json.key("conditions");
  json.begin_list();
  for (std::size_t i = 0; i < file.points.size(); ++i) {
    if (!file.points[i].condition) continue;
    json.begin_object();
    json.member("row", file.points[i].line);
    json.member("condition", file.points[i].text);
    json.member("held", file.hits[i]);
    json.member("did_not_hold", file.misses[i]);
    json.end_object();
  }
  json.end_list();
  Share share;
  for (const auto& [line, hits] : lines) ++share.of, share.covered += hits > 0 ? 1 : 0;
  json.key("coverage");
  json.number(share.percent());
  json.end_object();
}

}  // namespace

std::vector<std::pair<int, int>> lines_left_out(const CoveredFile& file) {
  std::vector<std::pair<int, int>> ranges;
  bool open = false;
  for (const auto& [line, hits] : file.lines()) {
    if (hits > 0) {
      open = false;
      continue;
    }
    if (open)
      ranges.back().second = line;
    else
      ranges.emplace_back(line, line);
    open = true;
  }
  return ranges;
}

std::string condition_text(const CoveredFile& file, std::size_t point, Language language) {
  if (!file.points[point].condition) return {};
  const bool held = file.hits[point] > 0, failed = file.misses[point] > 0;
  if (held == failed) return {};  // both ways, or a line that did not run at all
  const std::string condition = text::shorten(file.points[point].text, kLongestCondition);
  if (language == Language::chinese) return fmt::format("“{}”{}", condition, held ? "总是成立" : "从没有成立过");
  return fmt::format("“{}” {}", condition, held ? "always held" : "never held");
}

std::string threshold_text(const CoveredThreshold& one, Language language) {
  std::vector<std::string_view> missing;
  if (!one.below) missing.push_back(say(language, "差一点不到的", "just below"));
  if (!one.equal) missing.push_back(say(language, "刚好等于的", "exactly at it"));
  if (!one.above) missing.push_back(say(language, "刚过一点的", "just above"));
  if (missing.empty()) return std::string(say(language, "上下都试过", "tried on both sides"));
  std::string text =
      fmt::format("{}{}", say(language, "没有试过", "not tried: "), fmt::join(missing, say(language, "、", ", ")));
  if (one.blurred) text += say(language, "（有的比较看不出差多少）", " (some comparisons do not tell how far)");
  return text;
}

std::string coverage_as_text(const std::vector<PackCoverage>& packs, Language language, bool everything) {
  std::string out;
  const auto chapter = [&](std::string_view chinese, std::string_view english, const std::string& inside) {
    if (!inside.empty()) out += fmt::format("{}\n{}", say(language, chinese, english), inside);
  };
  for (const PackCoverage& pack : packs) {
    std::string rules, outcomes, files, thresholds, figures;
    rules_as_text(pack, language, everything, rules);
    missing_outcomes(pack, language, outcomes);
    files_as_text(pack, language, files);
    thresholds_as_text(pack, language, thresholds);
    figures_as_text(pack, language, figures);
    chapter(everything ? "规则：" : "没有审核到的规则：", everything ? "rules:" : "rules that checked nothing:", rules);
    chapter("结果：", "outcomes:", outcomes);
    chapter("脚本：", "scripts:", files);
    chapter("阈值：", "thresholds:", thresholds);
    chapter("没有规则读过的数（处数/印出的）：", "figures that no rule read (of those printed):", figures);
    out +=
        fmt::format("{}（{}{}）  {} {} · {} {} · {} {} · {} {}", pack.id, pack.runs,
                    pack.over_data ? say(language, " 份公开文本", " disclosures") : say(language, " 个用例", " cases"),
                    say(language, "规则", "rules"), share_text(pack.rule_share()), say(language, "行", "lines"),
                    share_text(pack.line_share()), say(language, "分支", "branches"), share_text(pack.branch_share()),
                    say(language, "阈值", "boundaries"), share_text(pack.boundary_share()));
    if (pack.over_data) out += fmt::format(" · {} {}", say(language, "数", "figures"), share_text(pack.figure_share()));
    out += '\n';
    if (pack.aside.any()) out += "  " + aside_text(pack.aside, language) + "\n";
  }
  return out;
}

std::string coverage_as_json(const std::vector<PackCoverage>& packs, Language language) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.coverage.v1");
  json.key("packs");
  json.begin_list();
  for (const PackCoverage& pack : packs) {
    json.begin_object();
    json.member("pack", pack.id);
    json.member("over", pack.over_data ? "disclosures" : "cases");
    json.member("runs", pack.runs);
    aside_member(json, pack.aside);
    json.key("coverage");
    json.begin_object();
    share_as_json(json, "rules", pack.rule_share());
    share_as_json(json, "lines", pack.line_share());
    share_as_json(json, "branches", pack.branch_share());
    share_as_json(json, "boundaries", pack.boundary_share());
    if (pack.over_data) share_as_json(json, "figures", pack.figure_share());
    share_as_json(json, "scripts", pack.script_share());
    json.end_object();
    json.key("rules");
    json.begin_list();
    for (const CoveredRule& rule : pack.rules) {
      json.begin_object();
      json.member("id", rule.id);
      json.member("title", rule.title);
      json.member("file", rule.file);
      json.member("line", rule.line);
      json.member("cases", rule.cases);
      json.member("covered", rule.covered());
      json.key("outcomes");
      json.begin_object();
      for (std::size_t i = 0; i < kOutcomes; ++i) json.member(code_of(static_cast<Outcome>(i)), rule.outcomes.at(i));
      json.end_object();
      json.end_object();
    }
    json.end_list();
    json.key("files");
    json.begin_object();
    for (const CoveredFile& file : pack.files) file_as_json(json, file);
    json.end_object();
    json.key("thresholds");
    json.begin_list();
    for (const CoveredThreshold& one : pack.thresholds) {
      json.begin_object();
      json.member("parameter", one.parameter);
      json.member("value", one.value);
      json.member("file", one.at.file);
      json.member("line", one.at.line);
      json.member("just_below", one.below);
      json.member("at", one.equal);
      json.member("just_above", one.above);
      json.member("says", threshold_text(one, language));
      json.end_object();
    }
    json.end_list();
    json.key("figures");
    json.begin_list();
    for (const CoveredFigures& one : pack.figures) {
      json.begin_object();
      json.member("place", one.place);
      json.member("printed", static_cast<std::int64_t>(one.printed));
      json.member("read", static_cast<std::int64_t>(one.read));
      json.member("example", one.example.empty() ? std::nullopt : std::optional(one.example));
      json.end_object();
    }
    json.end_list();
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

// Rules stand in for functions: each is one, called as often as it came out somehow.
std::string coverage_as_lcov(const std::vector<PackCoverage>& packs) {
  std::string out;
  for (const PackCoverage& pack : packs) {
    for (const CoveredFile& file : pack.files) {
      out += fmt::format("TN:\nSF:{}\n", std::filesystem::absolute(file.path).lexically_normal().string());
      int functions = 0, called = 0;
      for (const CoveredRule& rule : pack.rules) {
        if (rule.file != file.shown) continue;
        int times = 0;
        for (const int count : rule.outcomes) times += count;
        out += fmt::format("FN:{},{}\nFNDA:{},{}\n", rule.line, rule.id, times, rule.id);
        ++functions;
        called += times > 0 ? 1 : 0;
      }
      out += fmt::format("FNF:{}\nFNH:{}\n", functions, called);
      int branches = 0, taken = 0, block = 0;
      for (std::size_t i = 0; i < file.points.size(); ++i) {
        if (!file.points[i].condition) continue;
        const bool reached = file.hits[i] + file.misses[i] > 0;
        const int ways[] = {file.hits[i], file.misses[i]};
        for (int way = 0; way < 2; ++way) {
          out += fmt::format("BRDA:{},{},{},{}\n", file.points[i].line, block, way,
                             reached ? std::to_string(ways[way]) : "-");
          ++branches;
          taken += ways[way] > 0 ? 1 : 0;
        }
        ++block;
      }
      out += fmt::format("BRF:{}\nBRH:{}\n", branches, taken);
      int lines = 0, hit = 0;
      for (const auto& [line, hits] : file.lines()) {
        out += fmt::format("DA:{},{}\n", line, hits);
        ++lines;
        hit += hits > 0 ? 1 : 0;
      }
      out += fmt::format("LF:{}\nLH:{}\nend_of_record\n", lines, hit);
    }
  }
  return out;
}

}  // namespace gouji::report
