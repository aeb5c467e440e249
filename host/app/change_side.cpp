#include "app/change_side.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <future>
#include <set>

#include "app/baseline_shelf.hpp"
#include "app/what_if.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "base/nearest_file.hpp"
#include "base/text.hpp"
#include "formats/child_process.hpp"
#include "regression/result_file.hpp"
#include "script/patterns.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostResultBytes = std::size_t{2} << 30U;
constexpr std::chrono::hours kEnginePatience{6};
constexpr std::size_t kMostOfEngineErrors = 600;

// A revision or a pack without its kind in front is nearer than any of the kinds.
Fault unknown_side(const std::string& word, const Workbench& workbench) {
  const std::vector<std::string> kinds{"baseline", "current", "git:HEAD", "pack:", "engine:"};
  std::string guess = nearest(word, kinds);
  for (const std::string& id : pack_ids(workbench)) {
    if (id == word) guess = "pack:" + word;
  }
  if (is_revision(word, workbench.rules)) guess = "git:" + word;
  const std::string shown = text::visible(word);
  return std::move(
      Fault("diff.unknown_side", fmt::format("“{}”不是能比较的一方", shown),
            fmt::format("{} is no side of a diff", shown))
          .hint(
              guess.empty()
                  ? "可用：baseline、current、git:版本、pack:规则包或文件夹、engine:程序，或 gouji run -f json 的文件"
                  : fmt::format("是否想写“{}”？", guess),
              guess.empty()
                  ? "use baseline, current, git:REF, pack:ID or FOLDER, engine:PROGRAM, or a file of gouji run -f json"
                  : fmt::format("did you mean {}?", guess)));
}

// "engine:" with nothing behind it.
Fault side_without_name(const std::string& kind) {
  const bool git = kind == "git", pack = kind == "pack";
  const std::string_view what = git ? " git 版本" : (pack ? "规则包" : "程序文件");
  const std::string_view what_english = git ? "a git revision" : (pack ? "a pack" : "a program");
  const std::string_view example = git ? "git:HEAD" : (pack ? "pack:guizhou" : "engine:/usr/local/bin/gouji");
  return std::move(Fault("diff.unknown_side", fmt::format("“{}:”后面没有写{}", kind, what),
                         fmt::format("{}: is not followed by {}", kind, what_english))
                       .hint(fmt::format("例如 {}", example), fmt::format("such as {}", example)));
}

// A file, or what was meant to be one.
void need_result_file(const std::string& word) {
  const std::string shown = text::visible(word);
  std::error_code error;
  if (fs::is_directory(word, error)) {
    throw std::move(Fault("diff.unknown_side", fmt::format("“{}”是文件夹，不是审核结果", shown),
                          fmt::format("{} is a folder, no result", shown))
                        .hint("规则包的文件夹写 pack:文件夹；数据直接写在后面：gouji diff 文件夹",
                              "a folder of packs is written pack:FOLDER; data stand behind: gouji diff FOLDER"));
  }
  if (!fs::exists(word, error)) {
    const std::string near = nearest_file(word);
    throw std::move(Fault("file.missing", fmt::format("找不到文件“{}”", shown), fmt::format("no such file: {}", shown))
                        .hint(near.empty() ? "核对路径和文件名；结果用 gouji run -f json -o 文件 写出"
                                           : fmt::format("是不是“{}”？", near),
                              near.empty() ? "check the path and the name; gouji run -f json -o FILE writes a result"
                                           : fmt::format("did you mean “{}”?", near)));
  }
  if (!fs::is_regular_file(word, error)) return;  // a pipe is read as it comes
  constexpr std::size_t kBeginning = 200;
  std::string beginning(kBeginning, '\0');
  std::ifstream file(word, std::ios::binary);
  file.read(beginning.data(), static_cast<std::streamsize>(kBeginning));
  beginning.resize(static_cast<std::size_t>(file.gcount()));
  if (beginning.find("\"gouji.disclosure.") == std::string::npos) return;
  throw std::move(Fault("diff.data_as_result", fmt::format("“{}”是公开文本的数据，不是审核结果", shown),
                        fmt::format("{} holds disclosures, no result", shown))
                      .hint(fmt::format("数据直接写在后面：gouji diff {}；要比两份结果，先用 gouji run {} -f json -o "
                                        "结果.json 写出",
                                        shown, shown),
                            fmt::format("data stand behind: gouji diff {}; to compare results, write one first by "
                                        "gouji run {} -f json -o RESULT.json",
                                        shown, shown)));
}

// Before anything is run.
void need_program(const std::string& given) {
  const std::string shown = text::visible(given);
  std::error_code error;
  const bool there = fs::exists(given, error);
  if (there && fs::is_regular_file(given, error) && ::access(given.c_str(), X_OK) == 0) return;
  const std::string near = there ? std::string() : nearest_file(given);
  const std::string_view chinese = "engine: 后面写另一个 gouji 程序文件的路径";
  const std::string_view english = "behind engine: stands the path of another gouji program";
  throw std::move(
      Fault("engine.missing",
            there ? fmt::format("“{}”不是能运行的程序文件", shown) : fmt::format("找不到程序“{}”", shown),
            there ? fmt::format("{} is no program that can be run", shown) : fmt::format("no such program: {}", shown))
          .hint(near.empty() ? std::string(chinese) : fmt::format("是不是“{}”？{}", near, chinese),
                near.empty() ? std::string(english) : fmt::format("did you mean “{}”? {}", near, english)));
}

ChangeSide side_from(const std::string& word, const Workbench& workbench) {
  ChangeSide side;
  const std::size_t colon = word.find(':');
  const std::string kind = word.substr(0, colon);
  const std::string rest = colon == std::string::npos ? "" : word.substr(colon + 1);
  const auto is = [&](std::string_view name, bool wants) { return kind == name && wants != rest.empty(); };
  if (is("baseline", false) || is("current", false) || is("git", true) || is("pack", true) || is("engine", true)) {
    side.kind = kind;
    side.given = rest;
    if (kind == "engine") need_program(rest);
  } else if (is("git", false) || is("pack", false) || is("engine", false)) {
    throw side_without_name(kind);
  } else if (fs::exists(word) || word.ends_with("json") || word.find('/') != std::string::npos) {
    need_result_file(word);
    side.kind = "result";
    side.given = word;
  } else {
    throw unknown_side(word, workbench);
  }
  return side;
}

void run_packs(Session& session, ChangeSide& side) {
  side.run_here = true;
  side.record = record_of(perform(session, side.request));
  side.rules = state_of(side.request.packs.packs);
  if (const int year = side.request.options.rules_year; year != 0)
    (*side.rules)[{RuleFact::Kind::year, "", "--rules-year"}] = {std::to_string(year), "", {}};
}

std::vector<std::string> ids_of(const PackChoice& packs) {
  std::vector<std::string> ids;
  for (const Chain& chain : packs.packs) ids.push_back(chain->top().id);
  return ids;
}

// The same packs from another rules folder; those that it does not have are left out.
PackChoice same_packs(const PackChoice& wanted, const fs::path& rules) {
  PackChoice choice;
  choice.named = wanted.named;
  if (!wanted.named) {
    choice.packs = load_packs(rules);
    return choice;
  }
  for (const std::string& id : ids_of(wanted)) {
    if (fs::exists(rules / id / "pack.toml")) choice.packs.push_back(load_pack(rules / id, rules));
  }
  return choice;
}

void run_git(Session& session, ChangeSide& side) {
  side.then = rules_at(side.given, session.workbench().rules);
  side.request.packs = same_packs(side.request.packs, side.then.rules);
  side.chinese = fmt::format("git 版本 {} 的规则", side.given);
  side.english = fmt::format("the rules of git revision {}", side.given);
  run_packs(session, side);
}

void choose_other_packs(Session& session, ChangeSide& side) {
  const fs::path folder(side.given);
  const bool rules_folder = fs::is_directory(folder) && !fs::exists(folder / "pack.toml");
  const bool many = rules_folder && std::any_of(fs::directory_iterator(folder), fs::directory_iterator(),
                                                [](const auto& one) { return fs::exists(one.path() / "pack.toml"); });
  side.request.packs = many ? same_packs(side.request.packs, folder) : choose_packs({side.given}, session.workbench());
  side.chinese = fmt::format("规则包 {}", side.given);
  side.english = fmt::format("pack {}", side.given);
}

void read_result_side(ChangeSide& side) {
  side.record = read_result(files::read(side.given, kMostResultBytes), files::shown(side.given), side.data_digest);
  side.counted = false;
  side.chinese = fmt::format("结果文件 {}", files::shown(side.given));
  side.english = fmt::format("the result file {}", files::shown(side.given));
}

// At the same time: reading is nearly all of the work.
void read_both_results(ChangeSide& from, ChangeSide& to) {
  std::future<void> second = std::async(std::launch::async, [&] { read_result_side(to); });
  read_result_side(from);  // what is wrong with it is told first; the other one is waited for
  second.get();
}

void run_engine(Session& session, ChangeSide& side) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "result.json";
  std::vector<std::string> words{
      "run", "-f", "json", "-o", file.string(), "--home", fs::absolute(session.workbench().home).string()};
  const RunRequest& request = side.request;
  const auto add = [&](const std::string& name, const std::string& value) {
    words.push_back("--" + name);
    words.push_back(value);
  };
  if (request.packs.named) {
    for (const Chain& chain : request.packs.packs) add("pack", fs::absolute(chain->top().folder).string());
  }
  if (!request.options.pattern.empty()) add("rule", request.options.pattern);
  if (request.year != 0) add("year", std::to_string(request.year));
  if (request.options.rules_year != 0) add("rules-year", std::to_string(request.options.rules_year));
  if (request.decisions) add("decisions", fs::absolute(*request.decisions).string());
  if (request.no_decisions) words.emplace_back("--no-decisions");
  for (const fs::path& path : request.paths) words.push_back(fs::absolute(path).string());
  ChildLimits limits;
  limits.time = kEnginePatience;
  const fs::path program = fs::absolute(side.given);
  const ChildResult result = run_child(program, words, folder.path(), limits);
  if (result.end != ChildEnd::exited || !fs::exists(file)) {
    const std::string said = text::shorten(text::visible(text::trim(result.errors)), kMostOfEngineErrors);
    throw std::move(Fault("engine.failed",
                          fmt::format("“{}”没有写出结果：{}", side.given,
                                      said.empty() ? fmt::format("没有任何消息，状态 {}", result.status) : said),
                          fmt::format("{} gave no result: {}", side.given,
                                      said.empty() ? fmt::format("without a message, status {}", result.status) : said))
                        .hint("engine: 后面写另一个 gouji 程序文件的路径",
                              "behind engine: stands the path of another gouji program"));
  }
  side.record = read_result(files::read(file, kMostResultBytes), side.given, side.data_digest);
  side.counted = false;
  side.chinese = fmt::format("程序 {}", side.given);
  side.english = fmt::format("the program {}", side.given);
}

// `foreign`: a baseline that is called so and is of other data; empty: none.
Fault no_baseline(const RunRequest& request, const std::string& foreign) {
  std::string paths;
  for (const fs::path& path : request.paths) paths += " " + files::shown(path);
  if (!foreign.empty()) {
    return std::move(
        Fault("diff.no_baseline",
              fmt::format("还没有这些数据的基线：{}（同名的基线“{}”记的是别的数据）", text::trim(paths), foreign),
              fmt::format("there is no baseline of these data yet: {} ({}, called the same, is of other data)",
                          text::trim(paths), foreign))
            .hint("换一个文件名或文件夹名，或移进工作台，再运行 gouji approve --reason …；或用 --from git:HEAD "
                  "与以前的规则比",
                  "rename the data or move them into the workbench, then gouji approve --reason …; or compare with "
                  "earlier rules by --from git:HEAD"));
  }
  return std::move(
      Fault("diff.no_baseline", fmt::format("还没有这些数据的基线：{}", text::trim(paths)),
            fmt::format("there is no baseline of these data yet: {}", text::trim(paths)))
          .hint(fmt::format(
                    "先运行 gouji approve{} --reason …，把现在的结果记为基线；或用 --from git:HEAD 与以前的规则比",
                    paths),
                fmt::format("run gouji approve{} --reason … first, or compare with earlier rules by --from git:HEAD",
                            paths)));
}

// What is not asked for (--rule, --year) is no part of the comparison.
void keep_asked(ResultRecord& record, const RunRequest& request) {
  std::set<std::string> kept;
  std::erase_if(record.documents,
                [&](const RecordedDocument& one) { return request.year != 0 && one.year != request.year; });
  for (const RecordedDocument& one : record.documents) kept.insert(one.document);
  std::erase_if(record.findings, [&](const RecordedFinding& one) { return !kept.contains(one.document); });
  std::erase_if(record.scores, [&](const RecordedScore& one) { return !kept.contains(one.document); });
  if (request.options.pattern.empty()) return;
  const script::Pattern pattern(request.options.pattern);
  std::erase_if(record.findings, [&](const RecordedFinding& one) { return !pattern.found_in(one.rule); });
  for (RecordedDocument& one : record.documents)
    std::erase_if(one.by_rule, [&](const RuleOutcomes& rule) { return !pattern.found_in(rule.rule); });
}

void add_baseline(ChangeSide& side, ShelvedBaseline&& one, const std::set<std::string>* only,
                  std::set<std::string>& known) {
  Baseline& baseline = one.baseline;
  std::set<std::string> fresh;
  for (RecordedDocument& document : baseline.record.documents) {
    if ((only != nullptr && !only->contains(document.document)) || !known.insert(document.document).second) continue;
    fresh.insert(document.document);
    side.record.documents.push_back(std::move(document));
  }
  for (RecordedFinding& finding : baseline.record.findings) {
    if (fresh.contains(finding.document)) side.record.findings.push_back(std::move(finding));
  }
  for (RecordedScore& score : baseline.record.scores) {
    if (fresh.contains(score.document)) side.record.scores.push_back(std::move(score));
  }
  if (fresh.empty() && only != nullptr) return;
  side.rules->insert(baseline.rules.begin(), baseline.rules.end());
  side.rules_of.push_back(one.pack);
  side.approvals.insert(side.approvals.end(), baseline.approvals.begin(), baseline.approvals.end());
}

// The baselines of just these data; where there are none, what any baseline of the packs says of the same documents.
void read_baselines(Session& session, ChangeSide& side, const ChangeSide& other) {
  std::set<std::string> known, documents;
  for (const RecordedDocument& one : other.record.documents) documents.insert(one.document);
  for (const RecordedFinding& one : other.record.findings) documents.insert(one.document);  // of a result file
  std::function<bool(const RecordedDocument&)> wanted;
  if (const int year = side.request.year; year != 0)
    wanted = [year](const RecordedDocument& one) { return one.year == year; };
  std::string foreign;  // a baseline of that name, of other data
  side.rules.emplace();
  const auto& packs = side.request.packs.packs;
  bool found = false;
  for (const fs::path& path : side.request.paths) {
    const fs::path name = baseline_name(path, session.workbench());
    for (const Chain& chain : packs) {
      ShelvedBaseline one = read_shelved(chain->top(), name);
      if (!one.there) continue;
      if (!documents.empty() && of_other_data(one, documents, wanted)) {
        foreign = files::shown(one.file);
        continue;
      }
      found = true;
      add_baseline(side, std::move(one), nullptr, known);
    }
  }
  if (!found) {
    for (const Chain& chain : packs) {
      for (ShelvedBaseline& one : all_shelved(chain->top())) add_baseline(side, std::move(one), &documents, known);
    }
    if (known.empty()) throw no_baseline(side.request, foreign);
  }
  sort_record(side.record);
  keep_asked(side.record, side.request);
  std::sort(side.approvals.begin(), side.approvals.end(),
            [](const Approval& a, const Approval& b) { return a.date < b.date; });
  const std::string when = side.approvals.empty() ? "" : side.approvals.back().date;
  side.chinese = when.empty() ? "基线" : fmt::format("基线（{}）", when);
  side.english = when.empty() ? "the baseline" : fmt::format("the baseline ({})", when);
}

void run_current(Session& session, ChangeSide& side, const SideWords& words) {
  side.request.packs = with_values(side.request.packs, words.values);
  for (const auto& [name, value] : words.values) {
    side.chinese += fmt::format("，试 {}={}", name, value);
    side.english += fmt::format(", trying {}={}", name, value);
  }
  run_packs(session, side);
}

void make_side(Session& session, ChangeSide& side, const SideWords& words, bool later) {
  if (side.kind == "git") {
    run_git(session, side);
  } else if (side.kind == "result") {
    read_result_side(side);
  } else if (side.kind == "engine") {
    run_engine(session, side);
  } else {
    if (side.kind == "pack") choose_other_packs(session, side);
    run_current(session, side, later ? words : SideWords{});
  }
}

}  // namespace

std::optional<std::pair<ChangeSide, ChangeSide>> both_sides(Session& session, const RunRequest& request,
                                                            const SideWords& words) {
  std::pair<ChangeSide, ChangeSide> sides{side_from(words.from, session.workbench()),
                                          side_from(words.to, session.workbench())};
  auto& [from, to] = sides;
  for (ChangeSide* side : {&from, &to}) {
    side->request = request;
    side->request.keep_documents = true;
    side->request.options.count_by_rule = true;
    side->chinese = "现在的规则";
    side->english = "today's rules";
  }
  const bool tries = !words.values.empty() || request.options.rules_year != 0;
  if (from.kind == to.kind && from.given == to.given && !(tries && from.kind == "current")) {
    throw std::move(Fault("diff.same_sides", fmt::format("两方是同一个：{}", words.from),
                          fmt::format("both sides are the same: {}", words.from))
                        .hint("--from 或 --to 换一个；试一个值用 --from current --set 参数=值",
                              "change --from or --to; to try a value, --from current --set NAME=VALUE"));
  }
  // A trial is of the later side: what is as of now stays as it is.
  if (from.kind == "current") from.request.options.rules_year = 0;
  // A pack by name against what runs now: the same pack.
  const auto follow = [&](ChangeSide& one, ChangeSide& other) {
    if (one.kind != "pack" || other.kind != "current" || request.packs.named) return;
    choose_other_packs(session, one);
    const std::vector<std::string> known = pack_ids(session.workbench());
    std::vector<std::string> ids = ids_of(one.request.packs);
    std::erase_if(ids, [&](const std::string& id) { return std::find(known.begin(), known.end(), id) == known.end(); });
    if (one.request.packs.named && !ids.empty()) other.request.packs = choose_packs(ids, session.workbench());
  };
  follow(from, to);
  follow(to, from);
  if (from.kind == "result" && to.kind == "result") {
    read_both_results(from, to);
  } else {
    for (ChangeSide* side : {&from, &to}) {
      if (side->kind == "baseline") continue;
      make_side(session, *side, words, side == &to);
      // The data are the same for both: what is wrong with them is told once.
      if (side->run_here && side->record.documents.empty() && session.failed()) return std::nullopt;
    }
  }
  // With nothing on the sides that were run "no change" would be said of nothing.
  const auto idle = [](const ChangeSide& side) {
    return side.kind == "baseline" || (side.run_here && side.record.documents.empty());
  };
  if (idle(from) && idle(to)) {
    if (session.failed()) return std::nullopt;
    throw nothing_compared(request.paths);
  }
  if (from.kind == "baseline") read_baselines(session, from, to);
  if (to.kind == "baseline") read_baselines(session, to, from);
  if (!from.counted) share_documents(from.record, to.record);
  if (!to.counted) share_documents(to.record, from.record);
  if (!from.counted || !to.counted) {
    keep_asked(from.record, request);
    keep_asked(to.record, request);
  }
  if (!request.options.pattern.empty()) {  // scores rest on all rules: of some of them there are none
    from.record.scores.clear();
    to.record.scores.clear();
  }
  return sides;
}

}  // namespace gouji::app
