// gouji test: the cases beside the rules and the layouts.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/commands/verbs.hpp"
#include "app/mutating.hpp"
#include "app/output_format.hpp"
#include "app/pack_choice.hpp"
#include "app/run_request.hpp"
#include "app/test_report.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "regression/layout_case_runner.hpp"
#include "script/patterns.hpp"

namespace gouji::app {
namespace {

// A pack that cannot be loaded fails as a whole.
CaseResult unloaded(const std::filesystem::path& folder, const Fault& fault) {
  CaseResult one;
  one.pack = one.rule = folder.filename().string();
  one.at = {files::shown(folder), 0, 0};
  one.status = CaseStatus::error;
  one.fault = std::make_shared<Fault>(fault);
  return one;
}

void append_cases(PackCases cases, PackCases& all) {
  std::move(cases.results.begin(), cases.results.end(), std::back_inserter(all.results));
  std::move(cases.without_cases.begin(), cases.without_cases.end(), std::back_inserter(all.without_cases));
}

// The packs below, each with what lies below it: a source is recognised among their layouts too.
std::vector<std::shared_ptr<const PackChain>> bases_of(const PackChain& chain, const Workbench& workbench) {
  std::vector<std::shared_ptr<const PackChain>> bases;
  for (const auto& layer : chain.layers) {
    if (layer != chain.layers.back()) bases.push_back(load_pack(layer->folder, workbench.rules));
  }
  return bases;
}

// What the pattern may have been meant to be: ids and their parts, the nearest first.
std::vector<std::string> near_names(const std::string& pattern, const std::set<std::string>& names) {
  constexpr std::size_t kMostNamed = 3;
  std::set<std::string> words;
  for (const std::string& name : names) {
    const std::string id = name.substr(0, name.find(' '));
    words.insert(id);
    for (std::size_t from = 0; from <= id.size();) {
      const std::size_t end = std::min(id.find_first_of("./", from), id.size());
      if (end - from > 1) words.insert(id.substr(from, end - from));
      from = end + 1;
    }
  }
  std::vector<std::string> guesses, left(words.begin(), words.end());
  for (std::string guess = nearest(pattern, left); !guess.empty() && guesses.size() < kMostNamed;
       guess = nearest(pattern, left)) {
    std::erase(left, guess);
    guesses.push_back(std::move(guess));
  }
  return guesses;
}

// A pattern that fits nothing is a slip, not a clean result.
[[noreturn]] void nothing_fits(const std::string& pattern, const std::set<std::string>& names,
                               const std::vector<std::string>& without_cases) {
  if (!without_cases.empty()) {
    throw std::move(Fault("test.no_case", fmt::format("符合“{}”的规则、版式没有用例，什么也没有测试", pattern),
                          fmt::format("what fits {} has no cases; nothing was tested", pattern))
                        .hint(fmt::format("在旁边写 .cases.toml：{}", without_cases.front()),
                              fmt::format("write a .cases.toml beside it: {}", without_cases.front())));
  }
  const std::vector<std::string> guesses = near_names(pattern, names);
  const bool any = !guesses.empty();
  throw std::move(
      Fault("test.no_case", fmt::format("没有用例的编号或名称符合“{}”，什么也没有测试", pattern),
            fmt::format("no case has an id or a name that fits {}; nothing was tested", pattern))
          .hint(any ? fmt::format("最接近的：{}", fmt::join(guesses, "、"))
                    : "-r 后面写规则、版式编号或用例名的一部分；gouji test -v 列出全部用例",
                any ? fmt::format("nearest: {}", fmt::join(guesses, ", "))
                    : "-r takes a part of the id of a rule or layout, or of a case's name; gouji test -v lists all"));
}

[[noreturn]] void needs_mutate(std::string_view option) {
  throw std::move(
      Fault("usage.extra_option", fmt::format("--{} 要和 --mutate 一起用", option),
            fmt::format("--{} goes with --mutate", option))
          .hint(fmt::format("gouji test --mutate --{} …", option), fmt::format("gouji test --mutate --{} …", option)));
}

int run_test(Session& session, const Arguments& arguments) {
  for (const std::string_view option : {"write-cases", "libraries", "threshold", "jobs", "data"}) {
    if (arguments.given(option) && !arguments.given("mutate")) needs_mutate(option);
  }
  if (arguments.given("mutate")) return mutate_packs(session, arguments);
  const Workbench& workbench = session.workbench();
  std::optional<script::Pattern> pattern;
  if (const auto text = arguments.text("rule")) pattern.emplace(*text);
  std::set<std::string> names;
  const auto wanted = [&](const std::string& name) {
    if (pattern) names.insert(name);
    return !pattern || pattern->found_in(name);
  };
  const auto verbs = make_verbs();
  script::Syntax syntax;
  PackCases all;
  for (const std::filesystem::path& folder : pack_folders(arguments.words(), workbench)) {
    try {
      const auto chain = load_pack(folder, workbench.rules);
      RuleBook book(chain, verbs->catalogue, syntax, workbench.limits);
      append_cases(run_cases(book, *verbs, wanted), all);
      append_cases(run_layout_cases(chain, bases_of(*chain, workbench), wanted), all);
    } catch (const Fault& fault) {
      all.results.push_back(unloaded(folder, fault));
    }
  }
  if (pattern && all.results.empty()) nothing_fits(*arguments.text("rule"), names, all.without_cases);
  const std::string format = output_format(
      arguments, {{"text", {"txt", "text", "log"}}, {"json", {"json"}}, {"junit", {"xml"}}, {"tap", {"tap"}}}, "text");
  const Language machine = session.language_of_machines();
  std::string out;
  if (format == "json")
    out = test_json(all, machine);
  else if (format == "junit")
    out = test_junit(all, machine);
  else if (format == "tap")
    out = test_tap(all, machine);
  else
    out = test_text(all, session.language(), arguments.given("verbose"));
  session.deliver(out, arguments.text("output"));
  return counted(all).good() ? 0 : kFailed;
}

}  // namespace

const Verb& test_verb() {
  static const Verb verb{
      "test",
      {"运行规则和版式旁边的用例（.cases.toml）", "run the cases beside the rules and layouts (.cases.toml)"},
      "[PACK_FOLDER…]",
      0,
      kMostPaths,
      {"不写 PACK_FOLDER 时运行全部规则包的用例。", "Without PACK_FOLDER: the cases of all packs."},
      {{"rule",
        'r',
        Takes::one,
        "PATTERN",
        {"只运行规则、版式编号或用例名含有它（或符合这个正则表达式）的用例",
         "only cases whose rule or layout id or name holds or matches this"}},
       {"format",
        'f',
        Takes::one,
        "FORMAT",
        {"text json junit tap", "text json junit tap"},
        {"text", "json", "junit", "tap"}},
       {"output",
        'o',
        Takes::one,
        "FILE",
        {"结果写到文件（整个替换）", "write the result to a file (replaced as a whole)"}},
       {"verbose", 'v', Takes::nothing, "", {"符合的用例也列出", "list the cases that hold as well"}},
       {"mutate",
        0,
        Takes::nothing,
        "",
        {"把规则和参数逐处改一点，看用例能不能发现",
         "edit rules and parameters a little, one place at a time: would the cases notice?"}},
       {"write-cases",
        0,
        Takes::nothing,
        "",
        {"--mutate 把缺的用例写进 .cases.toml（接在末尾）",
         "--mutate writes the missing cases into .cases.toml (at the end)"}},
       {"data",
        0,
        Takes::several,
        "PATH",
        {"--write-cases 从这些公开文本里取，默认工作台的 datasets",
         "--write-cases takes them from these disclosures, by default the workbench's"}},
       {"libraries",
        0,
        Takes::nothing,
        "",
        {"--mutate 改的是 lib/ 里的函数（慢）", "--mutate edits functions of lib/ instead (slow)"}},
       {"threshold",
        0,
        Takes::one,
        "N",
        {"--mutate 的得分低于百分之 N 时以 3 结束", "end in 3 where --mutate scores below N percent"}},
       {"jobs", 'j', Takes::one, "N", {"--mutate 的工作进程数", "worker processes of --mutate"}}},
      {{"gouji test", {"全部规则包", "all packs"}},
       {"gouji test rules/guizhou -r fund", {"一个包里编号含 fund 的规则", "rules of one pack with fund in their id"}},
       {"gouji test --mutate rules/guizhou", {"哪些改动没有用例会发现", "which edits no case would notice"}}},
      run_test};
  return verb;
}

}  // namespace gouji::app
