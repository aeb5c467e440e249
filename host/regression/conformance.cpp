#include "regression/conformance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "packs/toml_file.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

void need_clauses(const Kit& kit, Case& one) {
  if (one.broken) return;
  std::vector<std::string> known;
  for (const KitClause& clause : kit.clauses) known.push_back(clause.id);
  for (const std::string& id : one.clauses) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    const std::string guess = nearest(id, known);
    Fault fault("case.unknown_clause", fmt::format("{} 里没有条文“{}”", kKitManifest, id),
                fmt::format("{} lists no clause {}", kKitManifest, id));
    fault.at(one.at).hint(
        guess.empty() ? fmt::format("在 {} 里加上 [[clause]]", kKitManifest) : fmt::format("是否想写“{}”？", guess),
        guess.empty() ? fmt::format("add a [[clause]] to {}", kKitManifest) : fmt::format("did you mean {}?", guess));
    one.broken = std::make_shared<Fault>(std::move(fault));
    return;
  }
}

void need_kit(const Kit& kit, const CaseSubject& subject, const std::string& shown) {
  if (subject.about == CaseAbout::kit && subject.id == kit.id) return;
  throw std::move(
      Fault("case.unknown_kit", fmt::format("这里是成套用例“{}”", kit.id), fmt::format("this is kit {}", kit.id))
          .at_line(shown, 1)
          .hint(fmt::format("开头写 kit = \"{}\"", kit.id), fmt::format("write kit = \"{}\" at the top", kit.id)));
}

}  // namespace

Kit read_kit(const fs::path& folder, const std::string& shown) {
  if (!fs::exists(folder / kKitManifest)) {
    throw std::move(Fault("kit.missing", fmt::format("“{}”里没有 {}", shown, kKitManifest),
                          fmt::format("{} holds no {}", shown, kKitManifest))
                        .hint("写成套用例的文件夹，或 conformance/ 下有它的规则包",
                              "name the folder of a kit, or a pack that has one as conformance/"));
  }
  const TomlFile file(folder / kKitManifest, fmt::format("{}/{}", shown, kKitManifest));
  file.allow(file.root(), {"kit", "title", "basis", "revision", "note", "clause"});
  Kit kit{file.required_text(file.root(), "kit"),
          file.required_text(file.root(), "title"),
          file.text(file.root(), "basis").value_or(""),
          file.text(file.root(), "revision").value_or(""),
          folder,
          shown,
          {}};
  const toml::array* clauses = file.root()["clause"].as_array();
  for (std::size_t i = 0; clauses != nullptr && i < clauses->size(); ++i) {
    const toml::table* one = (*clauses)[i].as_table();
    if (one == nullptr) file.fail((*clauses)[i], "toml.wrong_type", "条文写成 [[clause]]", "write [[clause]]");
    file.allow(*one, {"id", "text"});
    kit.clauses.push_back({file.required_text(*one, "id"), file.text(*one, "text").value_or("")});
  }
  return kit;
}

PackCases run_kit(RuleBook& book, const CaseTools& tools, const Kit& kit, const CaseChoice& choice) {
  PackCases done;
  const Scope& scope = book.chain().top().scope;
  const CaseDefaults defaults{nullptr, scope.provinces.empty() ? std::string() : scope.provinces.front(), kit.folder};
  for (const fs::path& path : files::list(kit.folder, {std::string(kCasesEnding)})) {
    const std::string shown = fmt::format("{}/{}", kit.shown, files::shown(path, kit.folder));
    if (!choice.takes_file(kit.id, path)) continue;
    try {
      need_kit(kit, read_case_subject(path, shown), shown);
      CaseFile file = read_cases(path, shown, defaults);
      for (Case& one : file.cases) {
        need_clauses(kit, one);
        if (choice.takes(kit.id, one.name, one.tags)) choice.keep(run_case(book, tools, file, one), done);
      }
    } catch (const Fault& fault) {
      CaseResult whole;
      whole.pack = book.chain().top().id;
      whole.rule = kit.id;
      whole.at = {shown, 0, 0};
      whole.status = CaseStatus::error;
      whole.fault = std::make_shared<Fault>(fault);
      choice.keep(std::move(whole), done);
    }
  }
  return done;
}

std::vector<ClauseResult> by_clause(const Kit& kit, const std::string& pack, const std::vector<CaseResult>& results) {
  std::vector<ClauseResult> list;
  for (const KitClause& clause : kit.clauses) {
    ClauseResult one;
    one.pack = pack;
    one.clause = clause;
    for (const CaseResult& result : results) {
      if (result.pack != pack) continue;
      if (std::find(result.clauses.begin(), result.clauses.end(), clause.id) == result.clauses.end()) continue;
      switch (result.status) {
        case CaseStatus::pass: ++one.passed; break;
        case CaseStatus::fail: ++one.failed; break;
        case CaseStatus::error: ++one.errors; break;
        case CaseStatus::skipped: ++one.skipped; break;
      }
    }
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace gouji
