// gouji check: loads packs and tells everything that is wrong with them; nothing is run on documents.
#include <fmt/format.h>

#include "app/commands/verbs.hpp"
#include "app/pack_choice.hpp"
#include "app/run_request.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "engine/evaluate.hpp"
#include "formats/json_writer.hpp"
#include "import/import.hpp"
#include "regression/case_file.hpp"
#include "regression/layout_case_file.hpp"
#include "regression/layout_case_runner.hpp"

namespace gouji::app {
namespace {

constexpr int kFailed = 3;
constexpr std::string_view kCases = ".cases.toml";

struct PackReport {
  std::string id, shown;
  std::size_t rules = 0, scorings = 0, layouts = 0, parameters = 0;
  std::vector<Fault> faults;
};

void collect(PackReport& report, const std::function<void()>& act) {
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
    fault.at(entry.at).hint(
        guess.empty() ? "本包自己的参数不写 reason" : fmt::format("是否想写“{}”？", guess),
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
  for (const std::filesystem::path& path : files::list(pack.folder, {std::string(kCases)})) {
    const std::string shown = pack.shown + "/" + files::shown(path, pack.folder);
    collect(report, [&] {
      const CaseSubject subject = read_case_subject(path, shown);
      if (subject.about == CaseAbout::layout) {
        check_layout_cases(chain, path, shown, report);
        return;
      }
      const On* on = nullptr;
      for (const Rule& rule : book.rules()) on = rule.id == subject.id ? &rule.on : on;
      for (const Scoring& scoring : book.scorings()) on = scoring.id == subject.id ? &scoring.on : on;
      for (const Case& one : read_cases(path, shown, {on, {}}).cases) {
        if (one.broken) report.faults.push_back(*one.broken);
      }
    });
  }
}

PackReport check_pack(const std::filesystem::path& folder, const Workbench& workbench, const Verbs& verbs,
                      script::Syntax& syntax) {
  PackReport report;
  report.id = folder.filename().string();
  report.shown = files::shown(folder);
  collect(report, [&] {
    const Chain chain = load_pack(folder, workbench.rules);
    const Pack& pack = chain->top();
    report.id = pack.id;
    report.shown = pack.shown;
    report.layouts = pack.layouts.size();
    for (const auto& [name, parameter] : chain->parameters.all()) {
      for (const ParameterEntry& entry : parameter.entries) report.parameters += entry.pack == pack.id ? 1U : 0U;
    }
    check_overrides(*chain, report);
    collect(report, [&] {
      const RuleBook book(chain, verbs.catalogue, syntax, workbench.limits);
      for (const Rule& rule : book.rules()) report.rules += rule.pack == pack.id ? 1U : 0U;
      for (const Scoring& scoring : book.scorings()) report.scorings += scoring.pack == pack.id ? 1U : 0U;
      for (const BrokenRule& broken : book.broken()) {
        if (broken.pack == pack.id) report.faults.push_back(*broken.fault);
      }
      check_suppressed(book, pack.id, report);
      check_cases(book, chain, report);
    });
    collect(report, [&] { const intake::Importer importer({chain}); });
  });
  return report;
}

std::string as_text(const std::vector<PackReport>& reports, Language language) {
  const bool chinese = language == Language::chinese;
  std::string out;
  std::size_t faults = 0;
  for (const PackReport& report : reports) {
    for (const Fault& fault : report.faults) out += fault.text(language) + "\n\n";
    faults += report.faults.size();
  }
  for (const PackReport& report : reports) {
    out += chinese ? fmt::format("{}（{}）：规则 {} 条，计分公式 {} 个，版式 {} 个，参数取值 {} 个，问题 {} 处\n",
                                 report.id, report.shown, report.rules, report.scorings, report.layouts,
                                 report.parameters, report.faults.size())
                   : fmt::format("{} ({}): {} rules, {} scorings, {} layouts, {} parameter values, {} problems\n",
                                 report.id, report.shown, report.rules, report.scorings, report.layouts,
                                 report.parameters, report.faults.size());
  }
  if (chinese)
    out += faults == 0 ? "结论：规则包没有问题\n" : fmt::format("结论：规则包有问题 {} 处\n", faults);
  else
    out += faults == 0 ? "verdict: the packs are sound\n" : fmt::format("verdict: {} problems in the packs\n", faults);
  return out;
}

std::string as_json(const std::vector<PackReport>& reports, Language language) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.check.v1");
  json.key("packs");
  json.begin_list();
  for (const PackReport& report : reports) {
    json.begin_object();
    json.member("id", report.id);
    json.member("folder", report.shown);
    json.member("rules", static_cast<std::int64_t>(report.rules));
    json.member("scorings", static_cast<std::int64_t>(report.scorings));
    json.member("layouts", static_cast<std::int64_t>(report.layouts));
    json.member("parameters", static_cast<std::int64_t>(report.parameters));
    json.key("problems");
    json.begin_list();
    for (const Fault& fault : report.faults) {
      json.begin_object();
      json.member("code", fault.code());
      json.member("file", fault.location().file);
      json.member("line", fault.location().line);
      json.member("message", fault.message(language));
      json.member("hint", fault.hint(language));
      json.end_object();
    }
    json.end_list();
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

int run(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  const auto verbs = make_verbs();
  script::Syntax syntax;
  std::vector<PackReport> reports;
  bool sound = true;
  for (const std::filesystem::path& folder : pack_folders(arguments.words(), workbench)) {
    reports.push_back(check_pack(folder, workbench, *verbs, syntax));
    sound = sound && reports.back().faults.empty();
  }
  const bool json = arguments.text("format") == "json";
  session.deliver(json ? as_json(reports, session.language_of_machines()) : as_text(reports, session.language()),
                  std::nullopt);
  return sound ? 0 : kFailed;
}

}  // namespace

const Verb& check_verb() {
  static const Verb verb{
      "check",
      {"检查规则包本身有没有写错", "look for slips in rule packs"},
      "[PACK_FOLDER…]",
      0,
      kMostPaths,
      {"装载 pack.toml、参数、规则、版式和用例，逐一报告问题；不写 PACK_FOLDER 时检查全部规则包。",
       "Loads pack.toml, parameters, rules, layouts and cases and tells every problem; without PACK_FOLDER: all "
       "packs."},
      {{"format", 'f', Takes::one, "FORMAT", {"text json", "text json"}, {"text", "json"}}},
      {{"gouji check", {"全部规则包", "all packs"}}, {"gouji check ./我的规则包", {"一个文件夹", "one folder"}}},
      run,
      {"lint"}};
  return verb;
}

}  // namespace gouji::app
