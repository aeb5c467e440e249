#include "app/run_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <thread>

#include "app/block_run.hpp"
#include "app/decision_shelf.hpp"
#include "app/job_source.hpp"
#include "app/kept_results.hpp"
#include "app/run_account.hpp"
#include "app/run_progress.hpp"
#include "app/wire.hpp"
#include "app/workers.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "base/sorted_spill.hpp"
#include "base/text.hpp"
#include "formats/dataset_manifest.hpp"
#include "formats/decision_file.hpp"
#include "formats/ndjson.hpp"
#include "model/years.hpp"
#include "packs/budget.hpp"
#include "packs/neighbours.hpp"
#include "report/words.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kDocumentsForWorkers = 16;  // documents, about
constexpr std::uint64_t kBytesPerDocument = 4096;   // of NDJSON
constexpr std::uint64_t kBytesPerPacked = 256;      // of NDJSON in .gz or .zst
constexpr std::size_t kMostDocumentsNamed = 20;     // documents without a pack that are named one by one

// A pattern that fits nothing is a slip, not a clean result.
void check_pattern(const RunVariant& variant, const std::map<std::string, RuleIds>& held) {
  const std::string& pattern = variant.options.pattern;
  std::vector<std::string> ids;
  for (const auto& [pack, rules] : held) {
    if (!rules.wanted.empty()) return;
    for (const std::string& id : rules.scorings) {
      if (script::Pattern(pattern).found_in(id)) return;
    }
    ids.insert(ids.end(), rules.all.begin(), rules.all.end());
  }
  const std::string guess = nearest(pattern, ids);
  throw std::move(
      Fault("run.no_rule", fmt::format("没有编号符合“{}”的规则", pattern), fmt::format("no rule id fits {}", pattern))
          .hint(guess.empty() ? "-r 后面写规则编号的一部分或正则表达式；gouji check 列出规则包"
                              : fmt::format("是否想写“{}”？", guess),
                guess.empty() ? "-r takes a part of a rule id or a regular expression"
                              : fmt::format("did you mean {}?", guess)));
}

// What was left out because no pack is for it. A pack that was named and is for none of the documents is told; when
// that is so of all that were named, nothing was checked, and the call ends in 1.
class LeftOut {
 public:
  LeftOut(Session& session, const PackChoice& packs) : session_(session), packs_(packs) {}

  // Documents that a pack was for.
  void add_checked(int documents) { documents_ += static_cast<std::size_t>(documents); }

  void add(const DocumentOutcome& outcome) {
    ++documents_;
    for (const DocumentOutcome::Gap& gap : outcome.gaps) {
      Seen& seen = seen_[gap.pack];
      if (++seen.documents == 1) seen.first = {outcome.document, gap};
    }
    if (outcome.parts.empty() && ++without_ <= kMostDocumentsNamed) names_.push_back(outcome.document);
  }

  void tell() {
    std::vector<Fault> idle;
    for (const auto& [pack, seen] : seen_) {
      if (seen.documents == documents_) idle.push_back(of_none(pack, seen));
    }
    const bool nothing = documents_ > 0 && !idle.empty() && idle.size() == packs_.packs.size();
    for (const Fault& fault : idle) {
      if (nothing)
        session_.problem(fault);
      else
        session_.note(fault.text(session_.language()));
    }
    if (nothing) return;
    for (const std::string& name : names_)
      session_.note(fmt::format("{}{}", session_.say("没有规则包适用于：", "no rule pack is for: "),
                                report::document_name(name, session_.language())));
    if (without_ > kMostDocumentsNamed)
      session_.note(fmt::format("{}{}", session_.say("没有规则包适用的公开文本共：", "documents without a rule pack: "),
                                without_));
  }

 private:
  struct Seen {
    std::size_t documents = 0;
    std::pair<std::string, DocumentOutcome::Gap> first;
  };

  Fault of_none(const std::string& pack, const Seen& seen) const {
    const auto& [document, gap] = seen.first;
    const auto chain =
        std::find_if(packs_.packs.begin(), packs_.packs.end(), [&](const Chain& one) { return one->top().id == pack; });
    const std::string file = (*chain)->top().shown + "/pack.toml";
    return std::move(
        Fault(
            "run.out_of_scope",
            fmt::format("规则包“{}”不适用于所给的 {} 份公开文本：{}（{}）", pack, documents_, gap.chinese,
                        report::document_name(document, Language::chinese)),
            fmt::format("pack {} is for none of the {} disclosures: {} ({})", pack, documents_, gap.english, document))
            .hint(fmt::format("换成适用的规则包，不写 --pack 就自动选用；适用范围写在 {} 的 [scope]", file),
                  fmt::format("name a pack that is for them, or leave --pack out; the scope stands in {} [scope]",
                              file)));
  }

  Session& session_;
  const PackChoice& packs_;
  std::map<std::string, Seen> seen_;
  std::vector<std::string> names_;
  std::size_t documents_ = 0, without_ = 0;
};

// Of two packs for the same documents, the one that was not used would be missed in silence.
void tell_rivals(Session& session, const PackChoice& packs, const std::set<std::string>& used) {
  if (packs.named || packs.any_scope) return;
  for (const Rivals& two : rivals_among(packs.packs)) {
    if (!used.contains(two.used->top().id)) continue;
    const Fault fault = two.told();
    session.note(fault.text(session.language()));
  }
}

// How a run goes in one of its ways.
struct Way {
  Way(const RunVariant& given, const RunRequest& request)
      : variant(given),
        evaluator(variant.packs, variant.options),
        collector(request.keep_documents),
        shelf(request.decisions) {
    if (request.no_decisions) shelf.leave_out();
  }
  RuleIds ids_of(const std::string& pack) {
    const auto& packs = variant.packs.packs;
    return evaluator.ids_of(
        *std::find_if(packs.begin(), packs.end(), [&](const Chain& chain) { return chain->top().id == pack; }));
  }
  const RunVariant& variant;
  Evaluator evaluator;
  Collector collector;
  DecisionShelf shelf;
  LeanPass lean{evaluator};
  SortedSpill spill;  // what rules over several documents have collected
  std::uint64_t sequence = 0;
};

// What is to be known of a job when its reply comes.
struct UnderWay {
  std::string key;  // of what is kept
  DatasetItem item;
  std::uint64_t offset = 0;  // of a block
  std::uint64_t end = 0;     // for the progress
  bool again = false;        // a line that has not passed as part of a block
};

// The outcomes of a document follow each other, one a way.
Reply work_on(const Job& job, int year, bool by_lines, std::deque<Way>& ways, const std::vector<Death>& deaths) {
  Reply reply;
  for (Way& way : ways) way.evaluator.leave_out(deaths);
  const Meter::Span span(ways.front().evaluator.meter(), Phase::reading);
  if (!job.list.empty()) {
    Way& way = ways.at(static_cast<std::size_t>(job.way));
    for (const std::string& pack : job.list) reply.listed.emplace(pack, way.ids_of(pack));
    return reply;
  }
  const OnProblem on_problem = [&](const Fault& fault) { reply.problems.push_back(fault); };
  if (job.block) {
    try {
      reply.block = go_through(ways.front().lean, job, deaths.empty());
    } catch (const Fault& fault) {  // the file is not what it was
      on_problem(fault);
      reply.block.emplace();
    }
    return reply;
  }
  if (job.measured) {
    reply.profile = ways.front().evaluator.meter()->take();
    return reply;
  }
  if (!job.group.empty()) {
    reply.group_of = job.way;
    reply.outcomes = ways.at(static_cast<std::size_t>(job.way)).evaluator.evaluate_group(job.group);
    return reply;
  }
  const bool by_line = by_lines && job.item.form == DatasetItem::Form::ndjson;
  const std::string digest = by_line ? line_digest(job.line) : std::string();
  const auto on_document = [&](const Document& document) {
    const std::string folder = job.item.path.parent_path().string();
    if (year != 0 && document.year != year) {
      if (document.year != year - 1) return;  // last year's figures may be wanted
      for (Way& way : ways) reply.outcomes.push_back(way.evaluator.bystander(document));
      return;
    }
    for (Way& way : ways) {
      const auto waived = [&](const Finding& finding) { return way.shelf.waives(finding, folder); };
      reply.outcomes.push_back(way.evaluator.evaluate(document, waived, digest));
      reply.outcomes.back().folder = folder;
    }
  };
  if (job.item.form != DatasetItem::Form::ndjson) {
    read_item(job.item, on_document, on_problem);
  } else if (const auto document = read_ndjson_line({job.line, job.number, job.offset, job.ended},
                                                    files::shown(job.item.path), on_problem)) {
    on_document(*document);
  }
  return reply;
}

// Nothing is known of the rule, or leaving it out has not helped.
Fault lost(const Job& job, const Death& death) {
  const auto [chinese, english] = told(death);
  if (!job.list.empty()) {
    return std::move(
        Fault("worker.died", fmt::format("装载规则包{}", chinese), fmt::format("loading packs {}", english))
            .hint("请把这些规则包交给维护人员", "please report the packs"));
  }
  if (!job.group.empty()) {
    return std::move(
        Fault("worker.died", fmt::format("对照几份公开文本{}，已跳过：{}", chinese, job.group.front().rule),
              fmt::format("comparing several disclosures {}; left out: {}", english, job.group.front().rule))
            .hint("请把这条规则和这几份公开文本交给维护人员", "please report the rule with the disclosures"));
  }
  Fault fault("worker.died", fmt::format("读这份公开文本{}，试了两次，已跳过", chinese),
              fmt::format("reading this disclosure {}, twice; it was left out", english));
  return fault.at_line(files::shown(job.item.path), job.number)
      .hint("请把这份公开文本交给维护人员", "please report it with the disclosure");
}

// What workers may read: what the call names, and the decisions beside it.
Confinement confinement_for(const RunRequest& request, const std::vector<DatasetItem>& items,
                            const std::vector<RunVariant>& variants) {
  constexpr std::size_t kBesideScripts = std::size_t{512} << 20U;  // bytes: documents, results
  Confinement wall;
  for (const fs::path& path : request.paths) {
    wall.readable.push_back(path.filename() == kManifestName && path.has_parent_path() ? path.parent_path() : path);
    if (path == kManifestName) wall.readable.emplace_back(".");
  }
  std::set<fs::path> folders;
  for (const DatasetItem& item : items) {
    std::error_code error;
    if (fs::is_symlink(item.path, error)) wall.readable.push_back(item.path);
    folders.insert(item.path.has_parent_path() ? item.path.parent_path() : fs::path("."));
  }
  if (request.decisions) folders = {*request.decisions};
  for (const fs::path& folder : folders) {
    wall.listable.push_back(folder);
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      if (is_decisions_file(entry->path().filename().string())) wall.readable.push_back(entry->path());
    }
  }
  wall.memory = kBesideScripts;
  for (const RunVariant& variant : variants) {
    std::size_t most = 0;
    for (const Chain& chain : variant.packs.packs) {
      const std::size_t memory = budget_of(*chain, variant.options.limits).memory;
      wall.memory += memory;
      most = std::max(most, memory);
    }
    wall.memory += 2 * most;  // one state may go to three times its share before it is stopped
  }
  return wall;
}

// How many documents there are, about.
std::uint64_t about(const std::vector<DatasetItem>& items) {
  std::uint64_t much = items.size();
  for (const DatasetItem& item : items) {
    std::error_code error;
    if (item.form != DatasetItem::Form::ndjson) continue;
    const bool packed = item.path.extension() != ".ndjson";
    much += fs::file_size(item.path, error) / (packed ? kBytesPerPacked : kBytesPerDocument);
  }
  return much;
}

std::uint64_t findings_in(const DocumentOutcome& outcome) {
  std::uint64_t count = 0;
  for (const DocumentOutcome::Part& part : outcome.parts) {
    count += static_cast<std::uint64_t>(
        std::count_if(part.result.findings.begin(), part.result.findings.end(),
                      [](const Finding& finding) { return finding.outcome == Outcome::finding; }));
  }
  return count;
}

// Of the files that a document is read from.
std::uint64_t bytes_of(const DatasetItem& item) {
  std::error_code error;
  if (!fs::is_directory(item.path, error)) {
    const auto size = fs::file_size(item.path, error);
    return error ? 0 : size;
  }
  std::uint64_t bytes = 0;
  for (auto entry = fs::directory_iterator(item.path, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (entry->is_regular_file(error)) bytes += entry->file_size(error);
  }
  return bytes;
}

// Without -j: all processors where there is enough to do.
int jobs_for(int asked, std::uint64_t much) {
  if (asked != 0) return asked;
  const auto processors = std::max(1U, std::thread::hardware_concurrency());
  return much < kDocumentsForWorkers ? 1 : static_cast<int>(std::min<std::uint64_t>(processors, much));
}

}  // namespace

std::vector<Option> choice_options() {
  return {{"pack", 0, Takes::several, "ID|FOLDER", {"只用这个规则包", "only this rule pack"}},
          {"rule",
           'r',
           Takes::one,
           "PATTERN",
           {"只用编号含有它（或符合这个正则表达式）的规则", "only rules whose id holds or matches this"}},
          {"year", 0, Takes::one, "YEAR", {"只看这一年度的公开文本", "only disclosures of this year"}},
          {"rules-year",
           0,
           Takes::one,
           "YEAR",
           {"改用这一年度的规则和参数（试算）", "apply the rules and values of this year (a trial)"}},
          {"jobs",
           'j',
           Takes::one,
           "N",
           {"工作进程数，默认按处理器；结果与它无关",
            "worker processes, by default one a processor; the result does not depend on it"}},
          {"rule-budget",
           0,
           Takes::one,
           "5s,64MB",
           {"一条规则在一个对象上最多用多少时间、内存、步数，例如 5s,64MB 或 5秒,64兆,2000万步",
            "what one rule may use on one subject: time, memory, steps, such as 5s,64MB,20000000steps"}},
          {"decisions",
           0,
           Takes::one,
           "FOLDER",
           {"审核处理文件都放在这个文件夹（默认在各数据集旁边）",
            "all decisions files stand in this folder (by default beside each dataset)"}},
          {"no-decisions",
           0,
           Takes::nothing,
           "",
           {"不用审核处理文件：采纳过的说明也照样列为疑点",
            "leave the decisions files out: accepted explanations are findings again"}}};
}

Option fresh_option() {
  return {"fresh",
          0,
          Takes::nothing,
          "",
          {"从头审核，不用以前的结果（大批数据里没有变的公开文本平时直接取用）",
           "evaluate everything, instead of taking what has not changed from earlier long runs"}};
}

RunRequest read_request(Session& session, const Arguments& arguments, std::size_t first) {
  const Workbench& workbench = session.workbench();
  RunRequest request;
  std::vector<std::string> packs = arguments.texts("pack");
  for (std::size_t i = first; i < arguments.words().size(); ++i) {
    const std::string& word = arguments.words()[i];
    const bool more_packs = !packs.empty() && !fs::exists(word) && fs::exists(workbench.rules / word / "pack.toml");
    if (more_packs || fs::exists(fs::path(word) / "pack.toml")) {
      packs.push_back(word);
    } else {
      request.paths.emplace_back(word);
    }
  }
  if (request.paths.empty()) request.paths = workbench.datasets;
  request.year = arguments.number("year", kEarliestYear, kLatestYear).value_or(0);
  request.jobs = arguments.number("jobs", 1, kMostJobs).value_or(0);
  request.options.rules_year = arguments.number("rules-year", kEarliestYear, kLatestYear).value_or(0);
  request.options.pattern = arguments.text_or("rule", "");
  request.options.limits = workbench.limits;
  if (const auto budget = arguments.text("rule-budget"))
    request.options.limits = budget_from(*budget, workbench.limits);
  if (const auto folder = arguments.text("decisions")) request.decisions = *folder;
  request.no_decisions = arguments.given("no-decisions");
  if (request.no_decisions && request.decisions) {
    throw std::move(Fault("usage.extra_option", "--decisions 和 --no-decisions 只能写一个",
                          "--decisions and --no-decisions exclude each other")
                        .hint("删去一个", "leave one out"));
  }
  request.packs = choose_packs(packs, workbench);
  return request;
}

std::vector<RunResult> perform_variants(Session& session, const RunRequest& request,
                                        const std::vector<RunVariant>& given) {
  const OnProblem on_problem = [&](const Fault& fault) { session.problem(fault); };
  const std::vector<DatasetItem> items = find_datasets(request.paths, on_problem);
  const std::uint64_t much = about(items);
  std::vector<RunVariant> variants = given;
  // What is kept of results to be compared with others serves when a threshold has moved, too.
  if (variants.size() == 1 && variants.front().options.count_by_rule &&
      KeptResults::worth_while(session.workbench(), request, much))
    variants.front().options.rests = true;
  std::deque<Way> ways;
  for (const RunVariant& variant : variants) ways.emplace_back(variant, request);
  LeftOut left_out(session, variants.front().packs);
  RunProgress progress(session, items);
  RunAccount* const account = request.account;
  Meter* const main_meter = account != nullptr ? account->main_meter() : nullptr;
  const OnProblem told_already = [](const Fault&) {};
  std::map<std::string, RuleIds> listed;
  // Documents in which nothing is found are only counted, many at once, where nobody asks for more.
  BlockRun blocks(session, ways.front().collector,
                  ways.size() == 1 && may_go_in_blocks(ways.front().evaluator, request, items, much));
  if (blocks.going()) ways.front().shelf.leave_out();  // nobody has decided anything
  const auto take_block = [&](LeanBlock&& block, const UnderWay& job) {
    const int passed = blocks.take(std::move(block), job.item, job.offset);
    left_out.add_checked(passed);
    if (account != nullptr) account->facts.passed += static_cast<std::uint64_t>(passed);
    progress.add(job.end, static_cast<std::uint64_t>(passed), 0);
  };
  const auto take = [&](Reply&& reply, const UnderWay& job) {
    for (const Fault& fault : reply.problems) session.problem(fault);
    if (reply.profile) account->profile.add(*reply.profile);
    listed.merge(reply.listed);
    if (reply.block) return take_block(std::move(*reply.block), job);
    if (job.again && reply.outcomes.empty()) ways.front().collector.drop();
    for (std::size_t i = 0; i < reply.outcomes.size(); ++i) {
      DocumentOutcome& outcome = reply.outcomes[i];
      const std::size_t number = reply.group_of >= 0 ? static_cast<std::size_t>(reply.group_of) : i % ways.size();
      Way& way = ways[number];
      const bool first = number == 0;
      if (reply.group_of >= 0) {
        way.shelf.apply(outcome, first ? on_problem : told_already);
        if (account != nullptr) account->count(outcome);
        progress.add(0, 0, findings_in(outcome));
        way.collector.add_later(std::move(outcome));
        continue;
      }
      std::vector<GroupRecord> records = std::move(outcome.collected);
      const std::string folder = outcome.folder;
      const bool bystander = outcome.bystander;
      if (first && !bystander) left_out.add(outcome);
      way.shelf.apply(outcome, first ? on_problem : told_already);
      if (account != nullptr) account->count(outcome);
      if (first && !bystander) progress.add(job.end, 1, findings_in(outcome));
      const std::uint64_t place = way.collector.add(std::move(outcome));
      ++way.sequence;
      for (GroupRecord& record : records) {
        record.sequence = way.sequence;
        record.place = place;
        record.folder = folder;
        way.spill.add(record.sort_key(), packed(record));
      }
    }
  };
  const int jobs = jobs_for(request.jobs, much);
  KeptResults kept(session.workbench(), request, variants, much);
  std::deque<UnderWay> under_way;  // in the order of the jobs
  const auto run_groups = [&](const std::function<void(Job &&)>& submit) {
    for (std::size_t i = 0; i < ways.size(); ++i) {
      const int alone = for_each_group(ways[i].spill, [&](std::vector<GroupRecord>&& group) {
        Job job;
        job.way = static_cast<int>(i);
        job.group = std::move(group);
        submit(std::move(job));
      });
      ways[i].collector.count(Outcome::not_applicable, alone);
    }
  };
  // Scripts run in worker processes only, one at least: what ends a process ends none of ours.
  Workers::Tasks tasks;
  tasks.work = [&](const std::string& job, const std::vector<Death>& deaths) {
    const Reply reply = work_on(unpacked_job(job), request.year, request.by_lines(much), ways, deaths);
    const Meter::Span span(ways.front().evaluator.meter(), Phase::replying);
    return packed(reply);
  };
  tasks.on_reply = [&](std::string&& bytes) {
    const Meter::Span span(main_meter, Phase::merging);
    const UnderWay job = std::move(under_way.front());
    under_way.pop_front();
    Reply reply = unpacked_reply(bytes);
    if (!reply.block) kept.keep(job.key, bytes, reply);
    take(std::move(reply), job);
  };
  tasks.on_lost = [&](const std::string& bytes, const Death& death) {
    const Job job = unpacked_job(bytes);
    Reply reply;
    if (job.block) {
      reply.block = go_through(ways.front().lean, job, false);  // line by line it shows which one it was
      // Workers that are yet to begin have none of it.
      if (main_meter != nullptr) account->profile.add_phases(request.options.meter->take());
    } else if (!job.measured) {
      reply.problems.push_back(lost(job, death));
    }
    return packed(reply);
  };
  tasks.on_recovered = [&](const Death& death) { session.note(recovered_note(death, session.language())); };
  tasks.confinement = confinement_for(request, items, variants);
  Workers workers(jobs, std::move(tasks));
  const auto submit_one = [&](const Job& job, bool left) {
    std::string bytes = packed(job);
    std::string key = job.block ? std::string() : kept.key_of(job, bytes);
    auto reply = kept.find(key);
    under_way.push_back({reply ? std::string() : std::move(key), job.item, job.offset, progress.end_of(job), left});
    if (reply)
      workers.known(std::move(*reply));
    else
      workers.submit(std::move(bytes));
  };
  const auto submit_left = [&] {
    while (!blocks.left.empty()) {
      BlockRun::Left one = std::move(blocks.left.front());
      blocks.left.pop_front();
      if (one.reply.empty()) {
        submit_one(one.job, true);
      } else {
        under_way.push_back({{}, one.job.item, one.job.offset, progress.end_of(one.job), true});
        workers.known(std::move(one.reply));
      }
    }
  };
  bool blocks_under_way = false;
  const auto finish = [&] {
    do {
      submit_left();
      workers.finish();
    } while (!blocks.left.empty());
    blocks_under_way = false;
  };
  const auto submit = [&](Job&& job) {
    // What stands behind lines that are left comes behind them.
    if (blocks_under_way && !job.block) finish();
    blocks_under_way = blocks_under_way || job.block;
    submit_one(job, false);
    submit_left();
  };
  const auto list = [&](std::size_t way, const std::set<std::string>& packs) {
    if (packs.empty()) return std::map<std::string, RuleIds>();
    Job job;
    job.way = static_cast<int>(way);
    job.list.assign(packs.begin(), packs.end());
    submit(std::move(job));
    finish();
    return std::exchange(listed, {});
  };
  if (!variants.front().options.pattern.empty()) {
    std::set<std::string> packs;
    for (const Chain& chain : variants.front().packs.packs) packs.insert(chain->top().id);
    check_pattern(variants.front(), list(0, packs));
  }
  for_each_job(items, {submit,
                       [&] {
                         finish();
                         return blocks.lines();
                       },
                       on_problem, blocks.going()});
  finish();
  run_groups(submit);
  finish();
  if (kept.found() > 0) {
    session.note(fmt::format("{}{}",
                             session.say("没有变、直接取用以前结果的公开文本：",
                                         "disclosures that have not changed, taken from earlier runs: "),
                             kept.found()));
  }
  left_out.tell();
  tell_rivals(session, variants.front().packs, ways.front().collector.used());
  std::vector<RunResult> results;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    auto held = list(i, ways[i].collector.used());
    for (const std::string& pack : ways[i].collector.used()) held.try_emplace(pack);  // where even that has failed
    results.push_back(ways[i].collector.finish(variants[i].packs, held));
    results.back().decisions = ways[i].shelf.used();
  }
  if (account == nullptr) return results;
  account->facts.workers = jobs;
  for (const DatasetItem& item : items) account->facts.bytes += bytes_of(item);
  if (!account->profiled) return results;
  Job measured;
  measured.measured = true;
  const int asked = workers.submit_to_each(packed(measured));
  under_way.resize(under_way.size() + static_cast<std::size_t>(asked));
  finish();
  return results;
}

Fault nothing_compared(const std::vector<fs::path>& paths) {
  std::string names;
  for (const fs::path& path : paths) names += " " + text::visible(files::shown(path));
  return std::move(Fault("run.nothing_compared", fmt::format("没有可比较的公开文本：{}", text::trim(names)),
                         fmt::format("there is no disclosure to compare: {}", text::trim(names)))
                       .hint("看看文件夹里有没有数据集，--year 是不是这些数据的年度，--pack 是不是适用的规则包",
                             "are there datasets in the folder, is --year a year of theirs, is --pack for them?"));
}

RunResult perform(Session& session, const RunRequest& request) {
  return std::move(perform_variants(session, request, {{request.packs, request.options}}).front());
}

}  // namespace gouji::app
