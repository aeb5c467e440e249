// gouji approve: the results of today become the baseline that later changes are compared with.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <map>
#include <optional>
#include <set>

#include "app/baseline_shelf.hpp"
#include "app/commands/verbs.hpp"
#include "app/run_request.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "formats/day_text.hpp"
#include "regression/result_change.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"
#include "script/patterns.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

std::string day_of_approval(const Arguments& arguments) {
  if (const auto given = arguments.text("date")) {
    if (const auto day = day_from(*given)) return *day;
    throw std::move(Fault("approve.bad_date", fmt::format("--date 的“{}”不是日期", *given),
                          fmt::format("--date is no date: {}", *given))
                        .hint("写成 2026-05-01", "write 2026-05-01"));
  }
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::string who_approves(const Arguments& arguments) {
  if (const auto given = arguments.text("by")) return *given;
  for (const char* name : {"LOGNAME", "USER"}) {
    if (const char* user = std::getenv(name); user != nullptr && *user != '\0') return user;
  }
  return {};
}

Approval approval_given(const Arguments& arguments) {
  Approval approval;
  approval.reason = std::string(text::trim(arguments.text_or("reason", "")));
  if (approval.reason.empty()) {
    throw std::move(Fault("approve.no_reason", "没有写 --reason：为什么接受这些结果",
                          "--reason is missing: why are these results accepted?")
                        .hint("例如 --reason \"执行率说明线由 90% 改为 85%，某号文\"",
                              "such as --reason \"threshold lowered to 85 %, by order no. …\""));
  }
  approval.date = day_of_approval(arguments);
  approval.by = who_approves(arguments);
  return approval;
}

// The part of a record that stands in the baseline of a pack: documents that it ran on, before others by id.
ResultRecord part_of(const ResultRecord& record, const std::string& pack) {
  std::set<std::string> own;
  ResultRecord part;
  for (const RecordedDocument& one : record.documents) {
    if (one.packs.empty() || one.packs.front() != pack) continue;
    own.insert(one.document);
    part.documents.push_back(one);
  }
  for (const RecordedFinding& one : record.findings) {
    if (own.contains(one.document)) part.findings.push_back(one);
  }
  for (const RecordedScore& one : record.scores) {
    if (own.contains(one.document)) part.scores.push_back(one);
  }
  return part;
}

struct Told {
  std::string file;
  Approval approval;
  std::size_t documents = 0;
};

void count_changes(Approval& approval, const ResultChange& change) {
  for (const FindingChange& one : change.findings) {
    ++(one.kind == FindingChange::Kind::appeared ? approval.appeared
       : one.kind == FindingChange::Kind::gone   ? approval.gone
                                                 : approval.changed);
  }
  approval.scores = static_cast<int>(change.scores.size());
}

// What becomes of the baseline of one pack; false: nothing.
bool renew(ShelvedBaseline before, const Chain& chain, const ResultRecord& fresh, const Accepted& wanted,
           Approval approval, std::vector<NewBaseline>& files, std::vector<Told>& told) {
  const bool partial = wanted.rule || wanted.document;
  Baseline now;
  now.approvals = before.baseline.approvals;
  now.listed = before.baseline.listed;
  now.record = accept(before.baseline.record, fresh, wanted);
  // Of a part it cannot be told which of the rules were accepted: what stands there stays.
  now.rules = partial && before.there ? before.baseline.rules : state_of({chain});
  const ResultChange change = compare(before.baseline.record, now.record);
  count_changes(approval, change);
  std::set<std::string> documents;
  for (const RecordedDocument& one : now.record.documents) documents.insert(one.document);
  const Listed listed = seal(approval, now.approvals, now.listed, documents);
  // One that was written before lists counted is written anew.
  const bool counted =
      std::none_of(now.listed.begin(), now.listed.end(), [](const auto& one) { return one.second.empty(); });
  if (before.there && counted && write_baseline(now) == before.bytes) return false;
  now.listed = listed;
  now.approvals.push_back(approval);
  told.push_back({files::shown(before.file), approval, now.record.documents.size()});
  std::string bytes = write_baseline(now);
  files.push_back({std::move(before), std::move(bytes)});
  return true;
}

// Another dataset of the same name stands in the baseline: it is not replaced.
void need_same_data(const ShelvedBaseline& before, const std::set<std::string>& documents, const Accepted& wanted,
                    const fs::path& path) {
  if (!before.there || !of_other_data(before, documents, wanted.document)) return;
  const std::string file = files::shown(before.file), name = text::visible(files::shown(path));
  const std::vector<RecordedDocument>& there = before.baseline.record.documents;
  throw std::move(
      Fault("approve.other_data",
            fmt::format("基线“{}”记的是别的数据（{} 等 {} 份公开文本），“{}”里一份也没有；什么也没有接受", file,
                        report::document_name(there.front().document, Language::chinese), there.size(), name),
            fmt::format("the baseline {} is of other data ({} and so on, {} documents), none of which is in {}; "
                        "nothing was approved",
                        file, there.front().document, there.size(), name))
          .hint(
              "工作台以外的数据按文件夹的名字找基线：换一个名字，或移进工作台再接受；原来的数据不要了，先删去这个基线",
              "data outside the workbench have their baseline by name: rename them or move them into the workbench; "
              "where the former data are given up, delete that baseline first"));
}

// A rule that broke off says nothing: what it would have found must not be taken as not there.
void need_no_faults(const RunResult& result) {
  const Finding* first = nullptr;
  int count = 0;
  for (const Finding& one : result.findings) {
    if (one.outcome != Outcome::fault) continue;
    if (++count == 1) first = &one;
  }
  if (first == nullptr) return;
  Fault fault("approve.unread",
              fmt::format("公式出错 {} 处，什么也没有接受；第一处是 {}：{}", count, first->rule, first->message),
              fmt::format("{} rule results could not be had, nothing was approved; the first is {}: {}", count,
                          first->rule, first->message_english.empty() ? first->message : first->message_english));
  if (first->script) fault.at_line(first->script->file, first->script->line);
  throw std::move(
      fault.hint("先改好规则或参数；gouji run 列出每一处", "mend rule or value first; gouji run lists all"));
}

std::string told_text(const Session& session, const std::vector<Told>& told) {
  ReportOptions options;
  options.language = session.language();
  options.colour = session.colours();
  options.width = session.width();
  report::Page page(options);
  for (const Told& one : told) {
    page.line(one.file, report::Ink::strong);
    const Approval& a = one.approval;
    page.indented(2, options.language == Language::english
                         ? fmt::format("{} documents; findings: {} appeared, {} gone, {} changed; {} scores moved",
                                       one.documents, a.appeared, a.gone, a.changed, a.scores)
                         : fmt::format("公开文本 {} 份；审核发现新增 {}，消失 {}，变化 {}；得分变动 {}", one.documents,
                                       a.appeared, a.gone, a.changed, a.scores));
  }
  if (told.empty()) {
    page.line(session.say("结论：和基线一样，没有要接受的变化", "Result: as in the baseline, nothing to approve"));
  } else {
    const Approval& a = told.front().approval;
    const std::string who = a.by.empty() ? "" : " " + report::one_line(a.by);
    page.line(fmt::format("{}{} {}{}", session.say("结论：已接受，", "Result: approved, "), a.date,
                          report::one_line(a.reason), who));
  }
  return page.take();
}

int run_approve(Session& session, const Arguments& arguments) {
  const Approval approval = approval_given(arguments);
  RunRequest request = read_request(session, arguments);
  if (request.options.rules_year != 0) {
    throw std::move(Fault("usage.extra_option", "--rules-year 是试算，不能作为基线",
                          "--rules-year is a trial and makes no baseline")
                        .hint("删去它", "leave it out"));
  }
  request.keep_documents = true;
  request.options.count_by_rule = true;
  if (!arguments.given("fresh")) request.kept = RunRequest::Kept::read_and_written;
  Accepted wanted;
  std::optional<script::Pattern> pattern;
  if (!request.options.pattern.empty()) {
    pattern.emplace(request.options.pattern);
    wanted.rule = [&](const std::string& rule) { return pattern->found_in(rule); };
  }
  if (request.year != 0) wanted.document = [&](const RecordedDocument& one) { return one.year == request.year; };
  std::vector<NewBaseline> files;
  std::vector<Told> told;
  const std::vector<fs::path> paths = request.paths;
  for (const fs::path& path : paths) {
    const fs::path name = baseline_name(path, session.workbench());
    std::vector<ShelvedBaseline> before;  // before anything is run: what is compared is what must still be there
    for (const Chain& chain : request.packs.packs) before.push_back(read_shelved(chain->top(), name));
    request.paths = {path};
    const RunResult result = perform(session, request);
    if (session.failed()) {
      throw std::move(Fault("approve.unread", "有读不了的公开文本或跑不了的规则（见上），什么也没有接受",
                            "something could not be read or run (see above); nothing was approved")
                          .hint("先改好它们", "mend them first"));
    }
    need_no_faults(result);
    const ResultRecord record = record_of(result);
    if (record.documents.empty()) throw nothing_compared({path});
    std::set<std::string> documents;
    for (const RecordedDocument& one : record.documents) documents.insert(one.document);
    for (const ShelvedBaseline& one : before) need_same_data(one, documents, wanted, path);
    for (std::size_t i = 0; i < before.size(); ++i) {
      const Chain& chain = request.packs.packs[i];
      const ResultRecord part = part_of(record, chain->top().id);
      if (part.documents.empty() && !before[i].there) continue;
      renew(std::move(before[i]), chain, part, wanted, approval, files, told);
    }
  }
  replace_shelved(files);
  session.deliver(told_text(session, told), std::nullopt);
  return 0;
}

}  // namespace

const Verb& approve_verb() {
  static const Verb verb = [] {
    Verb one{
        "approve",
        {"接受现在的结果，作为以后比较的基线", "accept today's results as the baseline of later comparisons"},
        "[PATH…]",
        0,
        kMostPaths,
        {"各规则包的基线写在它的 baselines/ 里，每个 PATH 一个文件，用 git 保存。先用 gouji diff 看清变化。",
         "Each pack's baseline goes to its baselines/, a file a PATH; keep them in git. Look at gouji diff first."},
        choice_options(),
        {{"gouji approve --reason \"第一次建立基线\" --by 张三",
          {"接受 workbench.toml 里全部数据的结果", "accept the results of all data of workbench.toml"}},
         {"gouji approve datasets/某省 -r reason_below --reason 某号文 --by 张三",
          {"只接受一条规则的变化", "accept what one rule changed"}}},
        run_approve};
    one.options.push_back({"reason", 0, Takes::one, "TEXT", {"为什么接受（必写）", "why (required)"}});
    one.options.push_back({"by", 0, Takes::one, "WHO", {"谁接受的，默认登录名", "who; the login name by default"}});
    one.options.push_back(fresh_option());
    one.options.push_back({"date", 0, Takes::one, "DATE", {"日期，默认当天", "when; today by default"}});
    return one;
  }();
  return verb;
}

}  // namespace gouji::app
