// gouji whatif: what other values, other years' rules or other packs would do; nothing is changed.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/verbs.hpp"
#include "app/output_format.hpp"
#include "app/what_if.hpp"

namespace gouji::app {
namespace {

const std::vector<OutputKind>& whatif_kinds() {
  static const std::vector<OutputKind> kinds{
      {"text", {"txt", "text", "log"}}, {"json", {"json"}}, {"csv", {"csv"}}, {"xlsx", {"xlsx"}}};
  return kinds;
}

// Exactly one way of asking.
void need_one_way(const Arguments& arguments) {
  const bool change = arguments.given("set") || arguments.given("rules-year");
  std::vector<std::string> ways;
  for (const std::string_view one : {"curve", "sweep", "compare-packs"}) {
    if (arguments.given(one)) ways.push_back("--" + std::string(one));
  }
  if (arguments.given("set")) ways.insert(ways.begin(), "--set");
  if (ways.size() > 1) {
    throw std::move(Fault("usage.extra_option", fmt::format("{} 不能一起用", fmt::join(ways, "、")),
                          fmt::format("{} exclude each other", fmt::join(ways, ", ")))
                        .hint("只写其中一个", "give one of them"));
  }
  if (ways.empty() && !change) {
    throw std::move(Fault("whatif.nothing", "没有写要试什么", "nothing is to be tried")
                        .hint("写 --set 参数=取值、--sweep 参数=起..止/步、--curve 参数、--rules-year 年度 或 "
                              "--compare-packs 包 包",
                              "give --set NAME=VALUE, --sweep NAME=FROM..TO/STEP, --curve NAME, --rules-year YEAR or "
                              "--compare-packs PACK PACK"));
  }
}

// The packs to be compared are named like those of --pack: a word that is no path is one of them.
Arguments with_packs_named(const Arguments& arguments) {
  if (!arguments.given("compare-packs")) return arguments;
  Arguments other;
  for (const Option& option : whatif_verb().options) {
    for (const std::string& value : arguments.texts(option.name)) other.add(option.name, value);
  }
  for (const std::string& pack : arguments.texts("compare-packs")) other.add("pack", pack);
  for (const std::string& word : arguments.words()) {
    const bool path = std::filesystem::exists(word) || word.find('/') != std::string::npos;
    other.add(path ? "" : "pack", word);
  }
  return other;
}

int run_whatif(Session& session, const Arguments& arguments) {
  need_one_way(arguments);
  const Format format = format_from(output_format(arguments, whatif_kinds(), "text")).value_or(Format::text);
  if (format == Format::xlsx && !arguments.given("output") && session.on_terminal()) {
    throw std::move(Fault("usage.binary", "xlsx 不能显示在终端上", "xlsx cannot be shown on a terminal")
                        .hint("用 -o 文件.xlsx 写出", "write it by -o FILE.xlsx"));
  }
  const RunRequest request = read_request(session, with_packs_named(arguments));
  const auto tell_left_out = [&] {
    if (!Evaluator(request.packs, request.options).over_several_documents()) return;
    session.note(std::string(
        session.say("几份公开文本一起审核的规则（on 写了 documents 的）不在曲线和逐值试算里；用 --set 试它们。",
                    "rules over several disclosures (on with documents) are not in curves and "
                    "sweeps; try them by --set.")));
  };
  ReportOptions options;
  options.language = format == Format::text ? session.language() : session.language_of_machines();
  const bool to_screen = !arguments.given("output") || arguments.text("output") == "-";
  options.colour = to_screen && session.colours();
  if (to_screen) options.width = session.width();
  options.fit = to_screen && session.on_terminal();
  std::string bytes;
  bool faults = false;
  if (const auto name = arguments.text("curve")) {
    CurveRun run;
    const NumberParameter parameter = number_of(request.packs, *name);
    tell_left_out();
    what_if_curve(session, request, parameter, run);
    faults = run.report.faults > 0;
    bytes = render(run.report, format, options);
  } else if (const auto text = arguments.text("sweep")) {
    const Sweep wanted = read_sweep(*text, request.packs);
    tell_left_out();
    const WhatIfSweep sweep = what_if_sweep(session, request, wanted);
    faults = sweep.faults() > 0;
    bytes = render(sweep, format, options);
  } else if (arguments.given("compare-packs")) {
    if (request.packs.packs.size() < 2) {
      throw std::move(Fault("whatif.one_pack", "--compare-packs 要至少两个规则包", "--compare-packs needs two packs")
                          .hint("例如 --compare-packs guizhou hubei", "for example --compare-packs guizhou hubei"));
    }
    const WhatIfPacks packs = what_if_packs(session, request);
    faults = std::any_of(packs.faults.begin(), packs.faults.end(), [](int count) { return count > 0; });
    bytes = render(packs, format, options);
  } else {
    std::vector<Tried> changes;
    for (const std::string& one : arguments.texts("set")) changes.push_back(read_tried(one));
    ChangeRun run;
    if (!what_if_set(session, request, changes, run)) return 1;
    faults = faults_of(run.before) + faults_of(run.after) > 0;
    bytes = render(run.change, format, options);
  }
  session.deliver(bytes, arguments.text("output"));
  return faults ? 1 : 0;
}

}  // namespace

const Verb& whatif_verb() {
  static const Verb verb = [] {
    Verb one{
        "whatif",
        {"试算：换一个取值、一个年度的规则或一个规则包，结果会怎样",
         "a trial: what another value, year of rules or pack would do"},
        "[PATH…]",
        0,
        kMostPaths,
        {"PATH 同 run：数据集文件夹、它们的上级文件夹或 .ndjson 等文件。规则包和数据都不改动。",
         "PATH: as for run. Neither packs nor data are changed."},
        {{"set", 0, Takes::several, "NAME=VALUE", {"试这个取值（可以写几个）", "try this value; may be repeated"}},
         {"curve",
          0,
          Takes::one,
          "NAME",
          {"这个参数的所有取值各有多少疑点", "how many findings there are for every value of this parameter"}},
         {"sweep",
          0,
          Takes::one,
          "NAME=FROM..TO[/STEP]",
          {"逐个取值：疑点、平均得分、等级", "value by value: findings, average score, grades"}},
         {"compare-packs",
          0,
          Takes::several,
          "PACK PACK…",
          {"几个规则包审核同一批公开文本（不看适用范围），差在哪里",
           "several packs over the same documents, whatever their scope: where and why they differ"}}},
        {{"gouji whatif --set quant.over_from=120",
          {"一个参数换成 120，哪些结果会变", "what changes with 120 for a parameter"}},
         {"gouji whatif --curve narrative.near", {"疑点随参数变化的曲线", "findings against a threshold"}},
         {"gouji whatif --compare-packs guizhou hubei", {"两省的规则差在哪里", "where two provinces' rules differ"}}},
        run_whatif};
    for (Option& option : choice_options()) one.options.push_back(std::move(option));
    one.options.push_back({"format",
                           'f',
                           Takes::one,
                           "FORMAT",
                           {"text json csv xlsx", "text json csv xlsx"},
                           {"text", "json", "csv", "xlsx"}});
    one.options.push_back({"output",
                           'o',
                           Takes::one,
                           "FILE",
                           {"结果写到文件（整个替换）", "write the result to a file (replaced as a whole)"}});
    return one;
  }();
  return verb;
}

}  // namespace gouji::app
