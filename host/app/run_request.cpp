#include "app/run_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <thread>

#include "app/decision_shelf.hpp"
#include "app/wire.hpp"
#include "app/workers.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "base/sorted_spill.hpp"
#include "base/text.hpp"
#include "formats/ndjson.hpp"
#include "model/years.hpp"
#include "report/words.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kDocumentsForWorkers = 16;  // documents, about
constexpr std::uint64_t kBytesPerDocument = 4096;   // of NDJSON, packed or not
constexpr std::size_t kMostDocumentsNamed = 20;     // documents without a pack that are named one by one

// A pattern that fits nothing is a slip, not a clean result.
void check_pattern(const RunVariant& variant, Evaluator& evaluator) {
  const std::string& pattern = variant.options.pattern;
  if (pattern.empty()) return;
  std::vector<std::string> ids;
  Evaluator everything(variant.packs, RunOptions{{}, 0, variant.options.limits});
  for (const Chain& chain : variant.packs.packs) {
    if (!evaluator.rules_of(chain).empty()) return;
    for (const Scoring& scoring : evaluator.book_of(chain).scorings()) {
      if (script::Pattern(pattern).found_in(scoring.id)) return;
    }
    for (std::string& id : everything.rules_of(chain)) ids.push_back(std::move(id));
  }
  const std::string guess = nearest(pattern, ids);
  throw std::move(
      Fault("run.no_rule", fmt::format("没有编号符合“{}”的规则", pattern), fmt::format("no rule id fits {}", pattern))
          .hint(guess.empty() ? "-r 后面写规则编号的一部分或正则表达式；gouji check 列出规则包"
                              : fmt::format("是否想写“{}”？", guess),
                guess.empty() ? "-r takes a part of a rule id or a regular expression"
                              : fmt::format("did you mean {}?", guess)));
}

Job job_of(const DatasetItem& item, const NdjsonLine& line) {
  Job job;
  job.item = item;
  job.line = std::string(line.text);
  job.number = line.number;
  job.offset = line.offset;
  job.ended = line.ended;
  return job;
}

// Every document of the items as a job: a folder or JSON file as a whole, NDJSON line by line.
void for_each_job(const std::vector<DatasetItem>& items, const std::function<void(Job&&)>& act,
                  const OnProblem& on_problem) {
  for (const DatasetItem& item : items) {
    if (item.form != DatasetItem::Form::ndjson) {
      act(job_of(item, {}));
      continue;
    }
    std::exception_ptr from_act;  // of the caller, not of the file
    const auto on_line = [&](const NdjsonLine& line) {
      try {
        act(job_of(item, line));
      } catch (...) {
        from_act = std::current_exception();
      }
      return from_act == nullptr;
    };
    try {
      for_each_line(item.path, files::shown(item.path), on_line, on_problem);
    } catch (const Fault& fault) {
      on_problem(fault);
    }
    if (from_act) std::rethrow_exception(from_act);
  }
}

// What was left out because no pack is for it. A pack that was named and is for none of the documents is told; when
// that is so of all that were named, nothing was checked, and the call ends in 1.
class LeftOut {
 public:
  LeftOut(Session& session, const PackChoice& packs) : session_(session), packs_(packs) {}

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

// How a run goes in one of its ways.
struct Way {
  Way(const RunVariant& variant, const RunRequest& request)
      : evaluator(variant.packs, variant.options), collector(request.keep_documents), shelf(request.decisions) {
    if (request.no_decisions) shelf.leave_out();
  }
  Evaluator evaluator;
  Collector collector;
  DecisionShelf shelf;
  SortedSpill spill;  // what rules over several documents have collected
  std::uint64_t sequence = 0;
};

// The outcomes of a document follow each other, one a way.
Reply work_on(const Job& job, int year, std::deque<Way>& ways, bool careful) {
  Reply reply;
  const OnProblem on_problem = [&](const Fault& fault) { reply.problems.push_back(fault); };
  if (!job.group.empty()) {
    reply.group_of = job.way;
    reply.outcomes = ways.at(static_cast<std::size_t>(job.way)).evaluator.evaluate_group(job.group);
    return reply;
  }
  const auto on_document = [&](const Document& document) {
    const std::string folder = job.item.path.parent_path().string();
    if (year != 0 && document.year != year) {
      if (document.year != year - 1) return;  // last year's figures may be wanted
      for (Way& way : ways) reply.outcomes.push_back(way.evaluator.bystander(document));
      return;
    }
    for (Way& way : ways) {
      const auto waived = [&](const Finding& finding) { return way.shelf.waives(finding, folder); };
      reply.outcomes.push_back(careful ? way.evaluator.evaluate_carefully(document, waived)
                                       : way.evaluator.evaluate(document, waived));
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

Fault lost(const Job& job) {
  if (!job.group.empty()) {
    return std::move(
        Fault("worker.died",
              fmt::format("两个工作进程都在对照几份公开文本时意外结束，已跳过：{}", job.group.front().rule),
              fmt::format("two worker processes ended on a rule over several disclosures; it was left out: {}",
                          job.group.front().rule))
            .hint("请把这条规则和这几份公开文本交给维护人员", "please report the rule with the disclosures"));
  }
  Fault fault("worker.died", "两个工作进程都在读这份公开文本时意外结束，已跳过",
              "two worker processes ended on this disclosure; it was left out");
  return fault.at_line(files::shown(job.item.path), job.number)
      .hint("请把这份公开文本交给维护人员", "please report it with the disclosure");
}

// Without -j: all processors where there is enough to do.
int jobs_for(int asked, const std::vector<DatasetItem>& items) {
  if (asked != 0) return asked;
  std::uint64_t much = items.size();
  for (const DatasetItem& item : items) {
    std::error_code error;
    if (item.form == DatasetItem::Form::ndjson) much += fs::file_size(item.path, error) / kBytesPerDocument;
  }
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
                                        const std::vector<RunVariant>& variants) {
  std::deque<Way> ways;
  for (const RunVariant& variant : variants) ways.emplace_back(variant, request);
  check_pattern(variants.front(), ways.front().evaluator);
  LeftOut left_out(session, variants.front().packs);
  std::size_t done = 0;
  const OnProblem on_problem = [&](const Fault& fault) { session.problem(fault); };
  const OnProblem told_already = [](const Fault&) {};
  const auto take = [&](Reply&& reply) {
    for (const Fault& fault : reply.problems) session.problem(fault);
    for (std::size_t i = 0; i < reply.outcomes.size(); ++i) {
      DocumentOutcome& outcome = reply.outcomes[i];
      const std::size_t number = reply.group_of >= 0 ? static_cast<std::size_t>(reply.group_of) : i % ways.size();
      Way& way = ways[number];
      const bool first = number == 0;
      if (reply.group_of >= 0) {
        way.shelf.apply(outcome, first ? on_problem : told_already);
        way.collector.add_later(std::move(outcome));
        continue;
      }
      std::vector<GroupRecord> records = std::move(outcome.collected);
      const std::string folder = outcome.folder;
      const bool bystander = outcome.bystander;
      if (first && !bystander) left_out.add(outcome);
      way.shelf.apply(outcome, first ? on_problem : told_already);
      const std::uint64_t place = way.collector.add(std::move(outcome));
      ++way.sequence;
      for (GroupRecord& record : records) {
        record.sequence = way.sequence;
        record.place = place;
        record.folder = folder;
        way.spill.add(record.sort_key(), packed(record));
      }
      if (first && !bystander) session.progress(fmt::format("{} {}", session.say("已审核", "checked"), ++done));
    }
  };
  const std::vector<DatasetItem> items = find_datasets(request.paths, on_problem);
  const int jobs = jobs_for(request.jobs, items);
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
  if (jobs == 1) {
    const auto here = [&](Job&& job) { take(work_on(job, request.year, ways, false)); };
    for_each_job(items, here, on_problem);
    run_groups(here);
  } else {
    Workers::Tasks tasks;
    tasks.work = [&](const std::string& job, bool careful) {
      return packed(work_on(unpacked_job(job), request.year, ways, careful));
    };
    tasks.on_reply = [&](std::string&& reply) { take(unpacked_reply(reply)); };
    tasks.on_lost = [](const std::string& job) { return packed(Reply{{lost(unpacked_job(job))}, {}}); };
    Workers workers(jobs, std::move(tasks));
    for_each_job(
        items, [&](Job&& job) { workers.submit(packed(job)); }, on_problem);
    workers.finish();
    run_groups([&](Job&& job) { workers.submit(packed(job)); });
    workers.finish();
  }
  left_out.tell();
  std::vector<RunResult> results;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    results.push_back(ways[i].collector.finish(variants[i].packs, ways[i].evaluator));
    results.back().decisions = ways[i].shelf.used();
  }
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
