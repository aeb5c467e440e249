#include "app/mutating.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/output_format.hpp"
#include "app/pack_choice.hpp"
#include "app/rule_pattern.hpp"
#include "app/workers.hpp"
#include "base/files.hpp"
#include "base/folder_lock.hpp"
#include "formats/dataset_source.hpp"
#include "regression/case_text.hpp"
#include "regression/missing_case.hpp"
#include "report/mutation_report.hpp"

namespace gouji::app {
namespace {

constexpr int kBelowThreshold = 3;
constexpr std::chrono::seconds kPatienceForCases{20};
constexpr int kMostMutationJobs = 1024;

// A part that two workers died of notices nothing.
void run_parts(Session& session, Mutation& mutation, int jobs) {
  const auto progress = [&](std::size_t done) {
    session.progress(fmt::format("{} {}/{}", mutation.chain().top().id, done, mutation.parts()));
  };
  if (jobs <= 1) return mutation.run([&](std::size_t done, std::size_t) { progress(done); });
  std::size_t done = 0;
  Workers::Tasks tasks;
  tasks.work = [&](const std::string& job, const std::vector<Death>&) { return mutation.run_part(std::stoul(job)); };
  tasks.on_reply = [&](std::string&& reply) {
    mutation.take(done, reply);
    progress(++done);
  };
  tasks.on_lost = [](const std::string&, const Death&) { return std::string(); };
  tasks.on_recovered = [&](const Death& death) { session.note(recovered_note(death, session.language())); };
  Workers workers(jobs, std::move(tasks));
  for (std::size_t part = 0; part < mutation.parts(); ++part) workers.submit(std::to_string(part));
  workers.finish();
  mutation.finish();
}

// Documents on file that the pack is for.
std::vector<Document> documents_for(Session& session, const Arguments& arguments, const PackChain& chain) {
  std::vector<std::filesystem::path> paths(arguments.texts("data").begin(), arguments.texts("data").end());
  if (paths.empty()) {
    for (const std::filesystem::path& path : session.workbench().datasets) {
      if (std::filesystem::exists(path)) paths.push_back(path);
    }
  }
  std::vector<Document> documents;
  if (paths.empty()) return documents;
  for_each_document(
      paths,
      [&](Document&& document) {
        if (chain.top().scope.covers(document)) documents.push_back(std::move(document));
      },
      [&](const Fault& fault) { session.problem(fault); });
  return documents;
}

// At the end of the file, which is read again for it: what was there stays.
void append_missing_cases(const RuleSubject& subject, const std::vector<MissingCase>& cases) {
  const std::filesystem::path path = case_path(subject);
  const files::FolderLock lock(path.parent_path(), kPatienceForCases);
  std::string text = std::filesystem::exists(path)
                         ? files::read(path)
                         : fmt::format("{} = \"{}\"\n", subject.scoring ? "scoring" : "rule", subject.id);
  for (const MissingCase& one : cases) text = with_case(text, one.text);
  files::write(path, text);
}

// The missing cases, put into the files; each mutant that one of them notices counts as noticed from now on.
void write_cases(Session& session, const Arguments& arguments, const Verbs& verbs, const Mutation& mutation,
                 std::vector<MutantResult>& results, std::vector<report::WrittenCase>& written) {
  const std::vector<Document> real = documents_for(session, arguments, mutation.chain());
  const auto says = [&](std::size_t number) { return report::survivor_text(results[number], Language::chinese); };
  const MissingCases missing(mutation, verbs, real, says);
  for (auto& [subject, survivors] : survivors_by_subject(mutation)) {
    std::erase_if(survivors, [&](std::size_t number) { return results[number].noticed; });
    session.progress(fmt::format("{} {}", subject->id, survivors.size()));
    const std::vector<MissingCase> cases = missing.find(*subject, survivors);
    if (cases.empty()) continue;
    append_missing_cases(*subject, cases);
    for (const MissingCase& one : cases) {
      written.push_back({files::shown(case_path(*subject)), one.one.name, subject->id, one.notices});
      for (const std::size_t number : one.notices) {
        results[number].noticed = results[number].read = true;
        results[number].by = fmt::format("{} · {}", subject->id, one.one.name);
      }
    }
  }
}

}  // namespace

int mutate_packs(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  RulePattern pattern(arguments.text("rule"));
  const int jobs = arguments.number("jobs", 1, kMostMutationJobs).value_or(1);
  const std::optional<int> threshold = arguments.number("threshold", 0, 100);
  const std::string format = output_format(arguments, {{"text", {"txt", "text", "log"}}, {"json", {"json"}}}, "text");
  if (format != "text" && format != "json") {
    throw std::move(Fault("usage.extra_option", fmt::format("--mutate 的结果没有 {} 这种格式", format),
                          fmt::format("--mutate has no format {}", format))
                        .hint("用 -f text 或 -f json", "use -f text or -f json"));
  }
  const auto verbs = make_verbs();
  script::Syntax syntax;
  std::vector<report::MutatedPack> packs;
  std::vector<std::unique_ptr<Mutation>> kept;  // results point into its chain
  for (const std::filesystem::path& folder : pack_folders(arguments.words(), workbench)) {
    Mutation::Options options{workbench.limits, {}, arguments.given("libraries")};
    if (pattern.given()) options.wanted = [&](const std::string& rule) { return pattern.fits(rule); };
    kept.push_back(std::make_unique<Mutation>(load_pack(folder, workbench.rules), *verbs, syntax, std::move(options)));
    Mutation& mutation = *kept.back();
    run_parts(session, mutation, jobs);
    report::MutatedPack pack{mutation.chain().top().id,
                             mutation.chain().top().shown,
                             mutation.cases(),
                             mutation.failing(),
                             cases_aside(mutation.chain().top()),
                             {},
                             {}};
    std::vector<MutantResult> results = mutation.results();
    if (arguments.given("write-cases")) write_cases(session, arguments, *verbs, mutation, results, pack.written);
    for (MutantResult& result : results) {
      if (result.counts()) pack.results.push_back(std::move(result));
    }
    if (!pack.results.empty() || !pattern.given()) packs.push_back(std::move(pack));
  }
  pattern.need_one();
  session.deliver(format == "json" ? report::mutation_as_json(packs, session.language_of_machines())
                                   : report::mutation_as_text(packs, session.language(), arguments.given("verbose")),
                  arguments.text("output"));
  const bool reached = !threshold || std::all_of(packs.begin(), packs.end(), [&](const report::MutatedPack& pack) {
    return count_of(pack).reaches(*threshold);
  });
  return reached ? 0 : kBelowThreshold;
}

}  // namespace gouji::app
