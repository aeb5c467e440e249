// gouji test: the cases beside the rules and the layouts.
#include <fmt/format.h>

#include "app/commands/verbs.hpp"
#include "app/output_format.hpp"
#include "app/pack_choice.hpp"
#include "app/run_request.hpp"
#include "app/test_report.hpp"
#include "base/files.hpp"
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

int run_test(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  std::optional<script::Pattern> pattern;
  if (const auto text = arguments.text("rule")) pattern.emplace(*text);
  const auto wanted = [&](const std::string& name) { return !pattern || pattern->found_in(name); };
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
       {"verbose", 'v', Takes::nothing, "", {"符合的用例也列出", "list the cases that hold as well"}}},
      {{"gouji test", {"全部规则包", "all packs"}},
       {"gouji test rules/guizhou -r fund", {"一个包里编号含 fund 的规则", "rules of one pack with fund in their id"}}},
      run_test};
  return verb;
}

}  // namespace gouji::app
