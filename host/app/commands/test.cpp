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
#include "app/test_runs.hpp"
#include "app/test_watch.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "script/patterns.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConformance = "conformance";
constexpr int kNothingTested = 1;

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

// The kit's folder: as named, or the one that a pack has as conformance/.
Kit kit_of(const std::string& named, const Workbench& workbench) {
  fs::path folder = named;
  if (!fs::exists(folder / kKitManifest)) {
    for (const fs::path& pack : {fs::path(named), workbench.rules / named}) {
      if (fs::exists(pack / kConformance / kKitManifest)) folder = pack / kConformance;
    }
  }
  return read_kit(folder, files::shown(folder));
}

// The packs that a kit is run on: those named, else the one that it is part of.
std::vector<fs::path> kit_folders(const Kit& kit, const Arguments& arguments, const Workbench& workbench) {
  if (!arguments.words().empty()) return pack_folders(arguments.words(), workbench);
  const fs::path pack = fs::absolute(kit.folder).lexically_normal().parent_path();
  for (const fs::path& one : {pack, pack.parent_path()}) {
    if (fs::exists(one / "pack.toml")) return {one};
  }
  throw std::move(Fault("kit.no_pack", fmt::format("成套用例“{}”不在规则包里，要写明审核哪个规则包", kit.title),
                        fmt::format("kit {} is part of no pack: name the pack to be tested", kit.title))
                      .hint(fmt::format("gouji test --conformance {} 规则包", kit.shown),
                            fmt::format("gouji test --conformance {} PACK", kit.shown)));
}

[[noreturn]] void no_case_with_tags(const std::vector<std::string>& tags, const std::set<std::string>& known) {
  const std::string guess =
      tags.empty() ? std::string() : nearest(tags.front(), std::vector<std::string>(known.begin(), known.end()));
  throw std::move(
      Fault("test.no_case", fmt::format("没有用例有标签“{}”，什么也没有测试", fmt::join(tags, "、")),
            fmt::format("no case has the tag {}; nothing was tested", fmt::join(tags, ", ")))
          .hint(guess.empty() ? "标签写在用例、用例文件或规则表头的 tags 里" : fmt::format("是否想写“{}”？", guess),
                guess.empty() ? "tags stand in cases, case files and headers of rules"
                              : fmt::format("did you mean {}?", guess)));
}

void need_plain_watch(const Arguments& arguments) {
  for (const std::string_view option : {"format", "output", "mutate"}) {
    if (!arguments.given("watch") || !arguments.given(option)) continue;
    throw std::move(Fault("usage.extra_option", fmt::format("--watch 不和 --{} 一起用", option),
                          fmt::format("--watch does not go with --{}", option))
                        .hint("--watch 只在终端上说", "--watch tells on the terminal only"));
  }
}

// The pack that a file or folder lies in; empty: none.
fs::path pack_around(const fs::path& path) {
  for (fs::path at = fs::absolute(path).lexically_normal(); at.has_relative_path(); at = at.parent_path()) {
    if (fs::exists(at / "pack.toml")) return files::shown(at, fs::current_path());
  }
  return {};
}

// What -r finds the cases of a file by.
std::string pattern_for(const fs::path& file) {
  const std::string name = file.filename().string();
  try {
    if (name.ends_with(kCasesEnding)) return read_case_subject(file, name).id;
  } catch (const Fault&) {
    return name.substr(0, name.size() - kCasesEnding.size());
  }
  return file.stem().string();
}

// Packs are tested; of their files -r chooses.
void need_pack_words(const std::vector<std::string>& words, const Workbench& workbench) {
  for (const std::string& word : words) {
    const fs::path path = word;
    const bool file = fs::is_regular_file(path) && path.filename() != "pack.toml";
    if (word.find('/') == std::string::npos && fs::exists(workbench.rules / word / "pack.toml")) continue;
    if (!file && !fs::is_directory(path)) continue;
    if (!file && holds_packs(path)) continue;
    const fs::path pack = pack_around(path);
    Fault fault(
        "test.no_pack",
        file ? fmt::format("“{}”是文件，要写的是规则包", word) : fmt::format("“{}”里没有规则包，没有用例", word),
        file ? fmt::format("{} is a file; name the pack", word) : fmt::format("{} holds no pack: no cases", word));
    if (pack.empty()) throw std::move(fault.hint("规则包是含 pack.toml 的文件夹", "a pack is a folder with pack.toml"));
    const std::string call =
        fmt::format("gouji test {}{}", pack.string(), file ? " -r " + pattern_for(path) : std::string(" -r …"));
    throw std::move(fault.hint(call, call));
  }
}

int run_test(Session& session, const Arguments& arguments) {
  for (const std::string_view option : {"write-cases", "libraries", "threshold", "jobs", "data"}) {
    if (arguments.given(option) && !arguments.given("mutate")) needs_mutate(option);
  }
  need_plain_watch(arguments);
  if (arguments.given("mutate")) return mutate_packs(session, arguments);
  const Workbench& workbench = session.workbench();
  std::optional<script::Pattern> pattern;
  if (const auto text = arguments.text("rule")) pattern.emplace(*text);
  std::set<std::string> names, tags;
  CaseChoice choice;
  choice.tags = arguments.texts("tag");
  choice.not_tags = arguments.texts("not-tag");
  choice.known_tags = &tags;
  choice.wanted = [&](const std::string& name) {
    if (pattern) names.insert(name);
    return !pattern || pattern->found_in(name);
  };
  need_pack_words(arguments.words(), workbench);
  std::optional<Kit> kit;
  if (const auto named = arguments.text("conformance")) kit = kit_of(*named, workbench);
  std::vector<fs::path> folders =
      kit ? kit_folders(*kit, arguments, workbench) : pack_folders(arguments.words(), workbench);
  if (arguments.given("watch")) {
    for (fs::path& folder : folders) folder = fs::absolute(folder).lexically_normal();
  }
  const bool name_pack = kit && folders.size() > 1;
  TestRunner runner(workbench, std::move(folders), std::move(kit));
  const bool every_case = arguments.given("verbose");
  if (arguments.given("watch")) return watch_tests(session, runner, choice, every_case);
  const std::string format = output_format(
      arguments, {{"text", {"txt", "text", "log"}}, {"json", {"json"}}, {"junit", {"xml"}}, {"tap", {"tap"}}}, "text");
  const bool stream = format == "text" && !arguments.given("output");
  if (stream) {  // each as it ends
    choice.told = [&](const CaseResult& one) {
      const std::string line = test_line(one, session.language(), every_case, name_pack);
      if (!line.empty()) session.deliver(line, std::nullopt);
    };
  }
  const TestRun run =
      runner.run_apart(choice, [&](const Death& death) { session.note(recovered_note(death, session.language())); });
  if (run.cases.results.empty() && (!choice.tags.empty() || !choice.not_tags.empty()))
    no_case_with_tags(choice.tags.empty() ? choice.not_tags : choice.tags, tags);
  if (pattern && run.cases.results.empty()) nothing_fits(*arguments.text("rule"), names, run.cases.without_cases);
  const Language machine = session.language_of_machines();
  std::string out;
  if (format == "json") {
    out = test_json(run, machine);
  } else if (format == "junit") {
    out = test_junit(run, machine);
  } else if (format == "tap") {
    out = test_tap(run, machine);
  } else {
    for (const CaseResult& one : run.cases.results)
      out += stream ? std::string() : test_line(one, session.language(), every_case, name_pack);
    out += test_end(run, session.language(), true);
  }
  session.deliver(out, arguments.text("output"));
  if (run.cases.results.empty()) return kNothingTested;
  return counted(run.cases).good() ? 0 : kFailed;
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
       {"tag",
        0,
        Takes::several,
        "TAG",
        {"只运行有这个标签的用例；写几个时有一个即可", "only cases with this tag, or one of several"}},
       {"not-tag", 0, Takes::several, "TAG", {"有这个标签的不运行", "no cases with this tag"}},
       {"watch",
        0,
        Takes::nothing,
        "",
        {"存盘后自动再试改动牵涉的用例，Ctrl-C 结束", "run again what a saved file touches, until Ctrl-C"}},
       {"conformance",
        0,
        Takes::one,
        "KIT",
        {"用这一套用例（kit.toml 所在的文件夹）检验规则包，按条文说明",
         "test packs with this kit (the folder of a kit.toml), told by clause"}},
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
       {"gouji test --tag 边界 --not-tag 慢", {"按标签选用例", "cases by tag"}},
       {"gouji test sichuan --watch", {"边改边试", "while editing"}},
       {"gouji test --mutate rules/guizhou", {"哪些改动没有用例会发现", "which edits no case would notice"}}},
      run_test};
  return verb;
}

}  // namespace gouji::app
