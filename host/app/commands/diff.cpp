// gouji diff: what a change of rules, values or data does to the results, and which edit each change comes from.
#include <fmt/format.h>

#include <fstream>

#include "app/change_causes.hpp"
#include "app/change_side.hpp"
#include "app/commands/verbs.hpp"
#include "app/output_format.hpp"
#include "app/what_if.hpp"
#include "base/text.hpp"
#include "regression/result_file.hpp"
#include "report/change_report.hpp"

namespace gouji::app {
namespace {

constexpr int kChanged = 3;
constexpr int kMostResults = 1'000'000'000;
constexpr std::size_t kMostIdle = 12;  // edits without effect that are told one by one

std::map<std::string, std::string> values_given(const Arguments& arguments) {
  std::map<std::string, std::string> values;
  for (const std::string& one : arguments.texts("set")) {
    const std::size_t sign = one.find('=');
    if (sign == std::string::npos || sign == 0) {
      throw std::move(Fault("usage.bad_setting", fmt::format("--set 后面要写 参数=值，这里是“{}”", one),
                            fmt::format("--set wants NAME=VALUE, not {}", one))
                          .hint("例如 --set execution.reason_below=85", "such as --set execution.reason_below=85"));
    }
    const std::string name(text::trim(one.substr(0, sign))), value(text::trim(one.substr(sign + 1)));
    const auto [known, is_new] = values.try_emplace(name, value);
    if (!is_new) throw set_twice(name, known->second, value);
  }
  return values;
}

bool holds_result(const std::filesystem::path& path) {
  constexpr std::size_t kBeginning = 200;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  std::string beginning(kBeginning, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(beginning.data(), static_cast<std::streamsize>(kBeginning));
  beginning.resize(static_cast<std::size_t>(file.gcount()));
  return is_result(beginning);
}

// Two results among the PATHs are the two sides; one alone is no dataset.
void take_results(RunRequest& request, const Arguments& arguments, SideWords& words) {
  std::vector<std::string> results;
  for (const std::filesystem::path& path : request.paths) {
    if (holds_result(path)) results.push_back(path.string());
  }
  if (results.empty()) return;
  if (results.size() == 2 && request.paths.size() == 2 && !arguments.given("from") && !arguments.given("to")) {
    words.from = results[0];
    words.to = results[1];
    request.paths.clear();
    return;
  }
  const std::string shown = text::visible(results.front());
  throw std::move(
      Fault("diff.result_as_data", fmt::format("“{}”是审核结果，不是数据", shown),
            fmt::format("{} is a result, no data", shown))
          .hint(
              fmt::format("两个结果相比：gouji diff 甲.json 乙.json；与现在的规则比：gouji diff --from {} 数据", shown),
              fmt::format("two results: gouji diff A.json B.json; against today's rules: gouji diff "
                          "--from {} DATA",
                          shown)));
}

report::ChangeSideWords words_of(const ChangeSide& side) {
  return {side.kind,
          side.given,
          {side.chinese, side.english},
          static_cast<int>(side.record.documents.size()),
          faults_of(side.record)};
}

void tell_idle(report::ChangeReport& told, const ChangeCauses& causes) {
  const auto add = [&](std::string_view code, std::size_t edit, std::string chinese, std::string english) {
    const int number = static_cast<int>(edit) + 1;
    told.notices.push_back({std::string(code),
                            {fmt::format("改动 {}：{}", number, chinese), fmt::format("edit {}: {}", number, english)},
                            number});
  };
  std::set<std::size_t> done;
  for (const std::size_t one : causes.unread) {
    done.insert(one);
    add("unread", one, "没有规则读这个参数", "no rule reads this parameter");
  }
  for (const auto& [one, rule] : causes.never) {
    done.insert(one);
    add("never_applies", one, fmt::format("规则 {} 对所给的公开文本没有一份适用", rule),
        fmt::format("rule {} applies to none of the documents", rule));
  }
  std::vector<int> silent;
  const report::ChangeSums sums = report::sums_of(told);
  for (std::size_t i = 0; i < told.edits.size(); ++i) {
    if (sums.by_edit[i] != 0 || done.contains(i)) continue;
    if (told.edits[i].fact.kind == RuleFact::Kind::layout)
      add("layout_only", i, "版式只管读入：要看影响，先重新 gouji import",
          "a layout matters when documents are imported: import again to see what it does");
    else
      silent.push_back(static_cast<int>(i) + 1);
  }
  if (silent.size() > kMostIdle) {
    told.notices.push_back({"no_effect",
                            {fmt::format("{} 项改动没有影响任何结果", silent.size()),
                             fmt::format("{} edits change nothing anywhere", silent.size())},
                            0});
    return;
  }
  for (const int one : silent)
    add("no_effect", static_cast<std::size_t>(one) - 1, "没有影响任何结果", "changes nothing anywhere");
}

void tell_limits(report::ChangeReport& told, const ChangeSide& from, const ChangeSide& to, const ChangeCauses& causes) {
  const auto add = [&](std::string_view code, std::string_view chinese, std::string_view english) {
    told.notices.push_back({std::string(code), {std::string(chinese), std::string(english)}, 0});
  };
  bool doubtful = false;
  for (const auto* list : {&causes.findings, &causes.scores}) {
    for (const ChangeCause& cause : *list)
      doubtful = doubtful || cause.kind == ChangeCause::Kind::one_of || cause.kind == ChangeCause::Kind::unknown;
  }
  if (!causes.edits_known)
    add("limited", "有一方没有记下规则：起因只看得出公开文本的数变没变；要知道是哪一项改动，用 --from git:版本",
        "one side has no rules with it: of causes only other figures can be told; to know the edit, use --from "
        "git:REF");
  else if (!causes.tried && doubtful)
    add("limited", "基线只记下规则的取值和摘要，起因不能逐项试；要逐项试，用 --from git:版本",
        "a baseline keeps values and digests of rules only, edits are not tried one by one; to have them tried, use "
        "--from git:REF");
  if (!from.data_digest.empty() && !to.data_digest.empty() && from.data_digest != to.data_digest)
    add("data_differ", "两方的数据不同", "the two sides have other data");
}

bool tell_budget(report::ChangeReport& told, int budget) {
  const report::ChangeSums sums = report::sums_of(told);
  const int all = sums.appeared + sums.gone + sums.changed + sums.scores;
  if (all <= budget) return false;
  told.notices.insert(told.notices.begin(),
                      {"budget",
                       {fmt::format("有变化的结果 {} 个，超过 --budget 的 {} 个", all, budget),
                        fmt::format("{} results changed, more than the {} of --budget", all, budget)},
                       0});
  return true;
}

std::string rendered(const report::ChangeReport& told, const std::string& format, const ReportOptions& options) {
  if (format == "json") return report::change_json(told, options);
  if (format == "md") return report::change_markdown(told, options);
  return format == "xlsx" ? report::change_workbook(told, options) : report::change_text(told, options);
}

int run_diff(Session& session, const Arguments& arguments) {
  const std::string format = output_format(
      arguments, {{"text", {"txt", "text", "log"}}, {"json", {"json"}}, {"md", {"md", "markdown"}}, {"xlsx", {"xlsx"}}},
      "text");
  if (format == "xlsx" && !arguments.given("output") && session.on_terminal()) {
    throw std::move(Fault("usage.binary", "xlsx 不能显示在终端上", "xlsx cannot be shown on a terminal")
                        .hint("用 -o 文件.xlsx 写出", "write it by -o FILE.xlsx"));
  }
  const auto budget = arguments.number("budget", 0, kMostResults);
  RunRequest request = read_request(session, arguments);
  if (!arguments.given("fresh")) request.kept = RunRequest::Kept::read;
  SideWords words{arguments.text_or("from", "baseline"), arguments.text_or("to", "current"), values_given(arguments)};
  take_results(request, arguments, words);
  const auto sides = both_sides(session, request, words);
  if (!sides) return 1;
  const auto& [from, to] = *sides;
  const ResultChange change = compare(from.record, to.record);
  ChangeCauses causes = find_causes(session, from, to, change);
  report::ChangeReport told;
  told.from = words_of(from);
  told.to = words_of(to);
  told.change = &change;
  told.counted = from.counted && to.counted;
  told.edits_known = causes.edits_known;
  told.tried = causes.tried;
  told.edits = causes.edits;
  told.findings = causes.findings;
  told.scores = causes.scores;
  told.trial_year = request.options.rules_year;
  if (told.trial_year != 0) {
    told.to.name.chinese += fmt::format("，试算（{} 年规则）", told.trial_year);
    told.to.name.english += fmt::format(", a trial (rules of {})", told.trial_year);
  }
  tell_idle(told, causes);
  tell_limits(told, from, to, causes);
  if (!request.options.pattern.empty())
    told.notices.push_back({"no_scores", {"用了 -r：得分不比较", "-r leaves rules out: scores are not compared"}, 0});
  told.over_budget = budget && tell_budget(told, *budget);
  ReportOptions options;
  options.language = format == "text" ? session.language() : session.language_of_machines();
  const bool to_screen = !arguments.given("output") || arguments.text("output") == "-";
  options.colour = to_screen && session.colours();
  options.width = to_screen ? session.width() : 0;
  session.deliver(rendered(told, format, options), arguments.text("output"));
  const bool changed = !change.empty() && arguments.given("fail-on-change");
  if (told.to.faults > 0) return 1;
  return told.over_budget || changed ? kChanged : 0;
}

std::vector<Option> diff_options() {
  std::vector<Option> all = choice_options();
  const std::string_view sides = "SIDE";
  all.push_back({"from",
                 0,
                 Takes::one,
                 sides,
                 {"以前的一方：baseline（默认）、current、git:版本、pack:规则包、engine:程序、结果.json",
                  "the earlier side: baseline (default), current, git:REF, pack:ID, engine:PROGRAM, a result.json"}});
  all.push_back({"to", 0, Takes::one, sides, {"现在的一方，默认 current", "the later side, current by default"}});
  all.push_back({"set",
                 0,
                 Takes::several,
                 "NAME=VALUE",
                 {"现在的一方改用这个参数值", "the later side uses this value of a parameter"}});
  all.push_back({"budget",
                 0,
                 Takes::one,
                 "N",
                 {"有变化的结果多于 N 个时退出状态为 3", "status 3 where more than N results changed"}});
  all.push_back({"fail-on-change", 0, Takes::nothing, "", {"有变化时退出状态为 3", "status 3 where anything changed"}});
  all.push_back(fresh_option());
  all.push_back({"format",
                 'f',
                 Takes::one,
                 "FORMAT",
                 {"text json md xlsx", "text json md xlsx"},
                 {"text", "json", "md", "xlsx", "markdown"}});
  all.push_back({"output", 'o', Takes::one, "FILE", {"写到文件（整个替换）", "write to a file (replaced as a whole)"}});
  return all;
}

}  // namespace

const Verb& diff_verb() {
  static const Verb verb{
      "diff",
      {"规则、参数或数据的改动使结果变了什么，起因是哪一项",
       "what a change of rules, values or data does to the results, and which edit it comes from"},
      "[PATH…]",
      0,
      kMostPaths,
      {"默认把现在的结果与基线（gouji approve 记下的）比；PATH 同 gouji run，或两份结果。",
       "By default today's results against the baseline (of gouji approve); PATH as for gouji run, or two results."},
      diff_options(),
      {{"gouji diff", {"改了规则以后，与基线比", "after an edit, against the baseline"}},
       {"gouji diff --from git:HEAD datasets/某省",
        {"与上次提交的规则比，逐项查起因", "against the rules of the last commit, causes tried one by one"}},
       {"gouji diff 以前.json 现在.json", {"两份结果（gouji run -f json）相比", "two results of gouji run -f json"}},
       {"gouji diff --from current --set sichuan.execution.reason_below=85",
        {"试一个参数值，不改文件", "try a value without changing a file"}}},
      run_diff};
  return verb;
}

}  // namespace gouji::app
