// gouji check: loads packs and tells everything that is wrong with them; nothing is run on documents.
#include <fmt/format.h>

#include "app/commands/verbs.hpp"
#include "app/pack_choice.hpp"
#include "app/run_request.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "engine/evaluate.hpp"
#include "import/import.hpp"
#include "lint/lint_pack.hpp"
#include "packs/neighbours.hpp"
#include "regression/case_file.hpp"
#include "regression/case_names.hpp"
#include "regression/layout_case_file.hpp"
#include "regression/layout_case_runner.hpp"
#include "report/check_report.hpp"

namespace gouji::app {
namespace {

constexpr int kWarned = 2;

using PackReport = report::CheckedPack;

void keep_faults(PackReport& report, const std::function<void()>& act) {
  try {
    act();
  } catch (const Fault& fault) {
    report.faults.push_back(fault);
  }
}

// `suppresses` may name rules of packs above, which are not loaded here; of the packs that are, each name must exist.
void check_suppressed(const RuleBook& book, const std::string& pack, PackReport& report) {
  const auto is_loaded_here = [&](const std::string& id) {
    const auto& layers = book.chain().layers;
    return std::any_of(layers.begin(), layers.end(),
                       [&](const auto& layer) { return id.starts_with(layer->owns + "."); });
  };
  for (const Rule& rule : book.rules()) {
    if (rule.pack != pack) continue;
    for (const std::string& other : rule.suppresses) {
      const bool known =
          std::any_of(book.rules().begin(), book.rules().end(), [&](const Rule& one) { return one.id == other; });
      if (known || !is_loaded_here(other)) continue;
      Fault fault("rule.suppresses_nothing", fmt::format("suppresses 里的规则“{}”不存在", other),
                  fmt::format("suppresses names the unknown rule {}", other));
      report.faults.push_back(fault.at_line(rule.file, rule.line));
    }
  }
}

// Who states a reason means to change a value of a pack below: a name that no pack below has is a slip, and the value
// would never be used.
void check_overrides(const PackChain& chain, PackReport& report) {
  const std::string& own = chain.top().id;
  std::vector<std::string> below;
  for (const auto& [name, parameter] : chain.parameters.all()) {
    if (parameter.entries.front().pack != own) below.push_back(name);
  }
  for (const auto& [name, parameter] : chain.parameters.all()) {
    const ParameterEntry& entry = parameter.entries.front();
    if (entry.pack != own || entry.reason.empty() || chain.layers.size() < 2) continue;
    Fault fault("param.overrides_nothing", fmt::format("参数“{}”写了 reason，但基础包里没有这个参数可覆盖", name),
                fmt::format("parameter {} states a reason, but no pack below has it", name));
    const std::string guess = nearest(name, below);
    fault.at(entry.named_at)
        .hint(guess.empty() ? "本包自己的参数不写 reason" : fmt::format("是否想写“{}”？", guess),
              guess.empty() ? "a parameter of this pack's own has no reason" : fmt::format("did you mean {}?", guess));
    report.faults.push_back(fault);
  }
}

void check_layout_cases(const Chain& chain, const std::filesystem::path& path, const std::string& shown,
                        PackReport& report) {
  const LayoutCaseFile file = read_layout_cases(path, shown);
  for (const LayoutCase& one : file.cases) {
    if (one.broken) report.faults.push_back(*one.broken);
  }
  // A layout that cannot be loaded is told by itself.
  std::vector<std::string> known;
  try {
    known = intake::Importer({chain}).layouts();
  } catch (const Fault&) {
    return;
  }
  if (std::find(known.begin(), known.end(), file.layout) == known.end())
    throw std::move(unknown_layout(file.layout, known).at_line(shown, 1));
}

void check_cases(const RuleBook& book, const Chain& chain, PackReport& report) {
  const Pack& pack = chain->top();
  CaseNames names;
  for (const std::filesystem::path& path : files::list(pack.folder, {std::string(kCasesEnding)})) {
    const std::string shown = pack.shown + "/" + files::shown(path, pack.folder);
    keep_faults(report, [&] {
      const CaseSubject subject = read_case_subject(path, shown);
      if (subject.about == CaseAbout::layout) {
        check_layout_cases(chain, path, shown, report);
        return;
      }
      const On* on = nullptr;
      for (const Rule& rule : book.rules()) on = rule.id == subject.id ? &rule.on : on;
      for (const Scoring& scoring : book.scorings()) on = scoring.id == subject.id ? &scoring.on : on;
      for (const Case& one : read_cases(path, shown, {on, {}, pack.folder}).cases) {
        if (one.broken) report.faults.push_back(*one.broken);
        if (const auto twice = names.second(subject.id, one)) report.faults.push_back(*twice);
      }
    });
  }
}

struct Bench {
  const Workbench& workbench;
  const Verbs& verbs;
  script::Syntax& syntax;
  std::vector<Chain> others;  // the packs of the workbench, as far as they can be loaded
};

std::vector<Chain> loadable(const Workbench& workbench) {
  std::vector<Chain> chains;
  for (const std::string& id : pack_ids(workbench)) {
    try {
      chains.push_back(load_pack(workbench.rules / id, workbench.rules));
    } catch (const Fault&) {
      continue;  // told where it is checked
    }
  }
  return chains;
}

// One slip, one message: what could not be loaded is not looked at by lints as well.
void add_lints(const Chain& chain, const RuleBook& book, const Bench& bench, PackReport& report) {
  std::vector<Fault> lints = lint::lint_pack(*chain, &book, bench.verbs.catalogue, bench.syntax, bench.others);
  const auto same = [](const Fault& a, const Fault& b) {
    return a.code() == b.code() && a.location().file == b.location().file &&
           a.message(Language::english) == b.message(Language::english);
  };
  // A lint that says the same knows the spot better.
  std::erase_if(report.faults, [&](const Fault& loading) {
    return std::any_of(lints.begin(), lints.end(), [&](const Fault& one) { return same(one, loading); });
  });
  const std::vector<Fault> loading = report.faults;
  for (Fault& one : lints) {
    const bool broken = std::any_of(loading.begin(), loading.end(),
                                    [&](const Fault& other) { return other.location().file == one.location().file; });
    if (!broken) report.faults.push_back(std::move(one));
  }
}

PackReport check_pack(const std::filesystem::path& folder, const Bench& bench, bool fix) {
  PackReport report;
  report.id = folder.filename().string();
  report.shown = files::shown(folder);
  keep_faults(report, [&] {
    const std::string shown = shown_pack(folder, bench.workbench.rules);
    report.shown = shown;
    report.repairs = lint::repairs_of(folder, shown, bench.syntax);
    if (!fix) return;
    for (const lint::Repair& repair : report.repairs) files::write(repair.path, repair.text);
    report.made = std::exchange(report.repairs, {});
  });
  if (!report.faults.empty()) return report;
  keep_faults(report, [&] {
    const Chain chain = load_pack(folder, bench.workbench.rules);
    const Pack& pack = chain->top();
    report.id = pack.id;
    report.shown = pack.shown;
    report.layouts = pack.layouts.size();
    for (const auto& [name, parameter] : chain->parameters.all()) {
      for (const ParameterEntry& entry : parameter.entries) report.parameters += entry.pack == pack.id ? 1U : 0U;
    }
    check_overrides(*chain, report);
    keep_faults(report, [&] {
      const RuleBook book(chain, bench.verbs.catalogue, bench.syntax, bench.workbench.limits);
      report.loaded = true;
      for (const Rule& rule : book.rules()) report.rules += rule.pack == pack.id ? 1U : 0U;
      for (const Scoring& scoring : book.scorings()) report.scorings += scoring.pack == pack.id ? 1U : 0U;
      for (const BrokenRule& broken : book.broken()) {
        if (broken.pack == pack.id) report.faults.push_back(*broken.fault);
      }
      keep_faults(report, [&] { const intake::Importer importer({chain}); });
      check_suppressed(book, pack.id, report);
      check_cases(book, chain, report);
      add_lints(chain, book, bench, report);
    });
    lint::add_excerpts(pack, report.faults);
  });
  return report;
}

// What is wrong with a base is told once, at the first pack that meets it.
void tell_once(std::vector<PackReport>& reports) {
  std::set<std::string> seen;
  for (PackReport& report : reports) {
    std::erase_if(report.faults, [&](const Fault& fault) {
      Fault plain(fault.code(), "", fault.message(Language::english));
      plain.at(fault.location());
      return !seen.insert(plain.text(Language::english)).second;
    });
  }
}

// Packs that are checked together would be used together; those of the rules folder stand beside all packs there.
void compare(const std::vector<std::filesystem::path>& folders, const Bench& bench, std::vector<PackReport>& reports) {
  std::vector<std::pair<Chain, PackReport*>> checked;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    try {
      checked.emplace_back(load_pack(folders[i], bench.workbench.rules), &reports[i]);
    } catch (const Fault&) {
      continue;  // told already
    }
  }
  bool distinct = true;
  const auto need = [&](PackReport& report, const std::function<void()>& act) {
    const std::size_t before = report.faults.size();
    keep_faults(report, act);
    distinct = distinct && report.faults.size() == before;
  };
  for (std::size_t i = 0; i < checked.size(); ++i) {
    for (std::size_t j = 0; distinct && j < i; ++j)
      need(*checked[i].second, [&] { need_distinct({checked[i].first, checked[j].first}); });
  }
  std::error_code error;
  for (const auto& [chain, report] : checked) {
    if (!distinct) return;
    const std::filesystem::path beside = chain->top().folder.parent_path();
    if (!std::filesystem::equivalent(beside, bench.workbench.rules, error) || error) continue;
    need(*report, [&, &one = *chain] { need_distinct(one, bench.others); });
  }
  if (!distinct) return;
  // Once for each two, at the one that is not used where both are checked.
  for (const Rivals& two : rivals_among(bench.others)) {
    const auto report_of = [&](const PackChain* chain) {
      const auto found = std::find_if(checked.begin(), checked.end(), [&](const auto& one) {
        return std::filesystem::equivalent(one.first->top().folder, chain->top().folder, error);
      });
      return found == checked.end() ? nullptr : found->second;
    };
    if (PackReport* report = report_of(two.idle))
      report->faults.push_back(two.told());
    else if (PackReport* other = report_of(two.used))
      other->faults.push_back(two.told_at(*two.used));
  }
}

int run_check(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  const auto verbs = make_verbs();
  script::Syntax syntax;
  const auto folders = pack_folders(arguments.words(), workbench);
  const Bench bench{workbench, *verbs, syntax, loadable(workbench)};
  std::vector<PackReport> reports;
  for (const std::filesystem::path& folder : folders)
    reports.push_back(check_pack(folder, bench, arguments.given("fix")));
  compare(folders, bench, reports);
  tell_once(reports);
  const std::string format = arguments.text_or("format", "text");
  const Language machine = session.language_of_machines();
  session.deliver(format == "json"    ? report::check_as_json(reports, machine)
                  : format == "sarif" ? report::check_as_sarif(reports, machine)
                                      : report::check_as_text(reports, session.language()),
                  std::nullopt);
  const report::CheckCount count = report::count_of(reports);
  if (count.errors > 0) return kFailed;
  return count.warnings > 0 && arguments.text_or("fail-level", "error") == "warning" ? kWarned : 0;
}

}  // namespace

const Verb& check_verb() {
  static const Verb verb{
      "check",
      {"检查规则包本身有没有写错", "look for slips in rule packs"},
      "[PACK_FOLDER…]",
      0,
      kMostPaths,
      {"装载 pack.toml、参数、规则、版式和用例，再逐条检查写法，每处说明怎么改（编码见 docs/lints）；"
       "不写 PACK_FOLDER 时检查全部规则包。有错误退出 3。",
       "Loads pack.toml, parameters, rules, layouts and cases, then looks for slips; each says how to mend it (codes: "
       "docs/lints). Without PACK_FOLDER: all packs. Errors end in 3."},
      {{"format", 'f', Takes::one, "FORMAT", {"text json sarif", "text json sarif"}, {"text", "json", "sarif"}},
       {"fix",
        0,
        Takes::nothing,
        "",
        {"改掉能放心改的，并列出改了什么", "mend what can be mended safely, and list it"}},
       {"fail-level",
        0,
        Takes::one,
        "LEVEL",
        {"从哪一级起退出状态不为 0：error（缺省）；warning 时有警告退出 2",
         "from which level the status is not 0: error; warning ends in 2"},
        {"error", "warning"}}},
      {{"gouji check", {"全部规则包", "all packs"}},
       {"gouji check ./我的规则包", {"一个文件夹", "one folder"}},
       {"gouji check --fix rules/guizhou", {"改掉能改的", "mend what can be mended"}}},
      run_check,
      {"lint"}};
  return verb;
}

}  // namespace gouji::app
