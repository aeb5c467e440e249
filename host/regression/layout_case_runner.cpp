#include "regression/layout_case_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "regression/case_file.hpp"
#include "regression/layout_case_match.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

class LayoutRunner {
 public:
  LayoutRunner(const Pack& pack, intake::Importer& importer, const CaseChoice& choice)
      : pack_(pack), importer_(importer), choice_(choice), known_(importer.layouts()) {}

  void run_file(const fs::path& path, const std::string& shown, PackCases& done) {
    CaseResult whole = result(path.filename().string(), "", {shown, 0, 0});
    try {
      const LayoutCaseFile file = read_layout_cases(path, shown);
      whole.rule = file.layout;
      if (std::find(known_.begin(), known_.end(), file.layout) == known_.end()) {
        if (choice_.wanted && !choice_.wanted(file.layout + " ")) return;
        throw std::move(unknown_layout(file.layout, known_).at(whole.at));
      }
      for (const LayoutCase& one : file.cases) {
        if (choice_.takes(file.layout, one.name, one.tags)) choice_.keep(run_case(file, one), done);
      }
    } catch (const Fault& fault) {
      whole.status = CaseStatus::error;
      whole.fault = std::make_shared<Fault>(fault);
      choice_.keep(std::move(whole), done);
    }
  }

 private:
  CaseResult result(const std::string& layout, const std::string& name, const Location& at) const {
    CaseResult one;
    one.pack = pack_.id;
    one.rule = layout;
    one.name = name;
    one.at = at;
    return one;
  }

  CaseResult run_case(const LayoutCaseFile& file, const LayoutCase& one) {
    CaseResult done = result(file.layout, one.name, one.at);
    done.tags = one.tags;
    if (one.todo) {
      done.status = CaseStatus::skipped;
      return done;
    }
    if (one.broken) {
      done.status = CaseStatus::error;
      done.fault = one.broken;
      return done;
    }
    CaseVerdict verdict;
    try {
      intake::ImportOptions options;
      options.set = one.set;
      verdict = match_import(one.expect, file.layout, importer_.import(one.bytes, one.source_name, options));
    } catch (const Fault& fault) {
      if (one.expect.error.empty()) {
        done.status = CaseStatus::error;
        done.fault = std::make_shared<Fault>(fault);
        return done;
      }
      verdict = match_error(one.expect, fault);
    }
    done.status = verdict.fits ? CaseStatus::pass : CaseStatus::fail;
    done.expected = verdict.expected;
    done.got = verdict.got;
    return done;
  }

  const Pack& pack_;
  intake::Importer& importer_;
  const CaseChoice& choice_;
  std::vector<std::string> known_;
};

// Files whose subject cannot be read are told by run_cases.
std::optional<std::string> layout_of(const fs::path& path, const std::string& shown) {
  try {
    CaseSubject subject = read_case_subject(path, shown);
    if (subject.about == CaseAbout::layout) return std::move(subject.id);
  } catch (const Fault&) {
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Fault unknown_layout(const std::string& id, const std::vector<std::string>& known) {
  const std::string guess = nearest(id, known);
  Fault fault("case.unknown_layout", fmt::format("没有编号为“{}”的版式", id),
              fmt::format("no layout with the id {}", id));
  fault.hint(guess.empty() ? "编号与 .lua 文件里的 id 一致" : fmt::format("是否想写“{}”？", guess),
             guess.empty() ? "write the id of the .lua file" : fmt::format("did you mean {}?", guess));
  return fault;
}

PackCases run_layout_cases(const std::shared_ptr<const PackChain>& chain,
                           const std::vector<std::shared_ptr<const PackChain>>& others, const CaseChoice& choice) {
  const Pack& pack = chain->top();
  PackCases done;
  std::vector<std::pair<fs::path, std::string>> files;
  std::set<std::string> with_cases;
  for (const fs::path& path : files::list(pack.folder, {std::string(kCasesEnding)})) {
    const std::string shown = pack.shown + "/" + files::shown(path, pack.folder);
    std::string stem = path.string();
    stem.resize(stem.size() - kCasesEnding.size());
    with_cases.insert(stem + ".lua");
    const auto layout = layout_of(path, shown);
    if (layout && choice.takes_file(*layout, path)) files.emplace_back(path, shown);
  }
  for (const ScriptFile& file : pack.layouts) {
    if (choice.touched || !choice.tags.empty() || !choice.not_tags.empty()) break;
    if (!with_cases.contains(file.path.string()) &&
        (!choice.wanted || choice.wanted(pack.id + "/" + file.path.stem().string() + " ")))
      done.without_cases.push_back(file.shown);
  }
  if (files.empty()) return done;
  std::vector<std::shared_ptr<const PackChain>> packs = others;
  packs.push_back(chain);
  intake::Importer importer(std::move(packs));
  LayoutRunner runner(pack, importer, choice);
  for (const auto& [path, shown] : files) runner.run_file(path, shown, done);
  return done;
}

}  // namespace gouji
