#include "app/run_request.hpp"

#include <fmt/format.h>

#include "base/nearest.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr int kFirstYear = 1990, kLastYear = 2200;
constexpr int kMostJobs = 1024;
constexpr std::size_t kMostNamed = 20;  // documents without a pack that are named one by one

// A pattern that fits nothing is a slip, not a clean result.
void check_pattern(const RunRequest& request, Evaluator& evaluator) {
  if (request.options.pattern.empty()) return;
  std::vector<std::string> ids;
  Evaluator everything(request.packs, RunOptions{{}, 0, request.options.limits});
  for (const Chain& chain : request.packs.packs) {
    if (!evaluator.rules_of(chain).empty()) return;
    for (const Scoring& scoring : evaluator.book_of(chain).scorings()) {
      if (script::Pattern(request.options.pattern).found_in(scoring.id)) return;
    }
    for (std::string& id : everything.rules_of(chain)) ids.push_back(std::move(id));
  }
  const std::string guess = nearest(request.options.pattern, ids);
  throw std::move(Fault("run.no_rule", fmt::format("没有编号符合“{}”的规则", request.options.pattern), fmt::format("no rule id fits {}", request.options.pattern))
                      .hint(guess.empty() ? "-r 后面写规则编号的一部分或正则表达式；gouji check 列出规则包" : fmt::format("是否想写“{}”？", guess),
                            guess.empty() ? "-r takes a part of a rule id or a regular expression" : fmt::format("did you mean {}?", guess)));
}

}  // namespace

std::vector<Option> choice_options() {
  return {{"pack", 0, Takes::several, "ID|FOLDER", {"只用这个规则包", "only this rule pack"}},
          {"rule", 'r', Takes::one, "PATTERN", {"只用编号含有它（或符合这个正则表达式）的规则", "only rules whose id holds or matches this"}},
          {"year", 0, Takes::one, "YEAR", {"只看这一年度的公开文本", "only disclosures of this year"}},
          {"rules-year", 0, Takes::one, "YEAR", {"改用这一年度的规则和参数（试算）", "apply the rules and values of this year (a trial)"}},
          {"jobs", 'j', Takes::one, "N", {"工作进程数；结果与它无关", "worker processes; the result does not depend on it"}}};
}

RunRequest read_request(Session& session, const Arguments& arguments, std::size_t first) {
  const Workbench& workbench = session.workbench();
  RunRequest request;
  std::vector<std::string> packs = arguments.texts("pack");
  for (std::size_t i = first; i < arguments.words().size(); ++i) {
    const std::string& word = arguments.words()[i];
    if (fs::exists(fs::path(word) / "pack.toml")) {
      packs.push_back(word);
    } else {
      request.paths.emplace_back(word);
    }
  }
  if (request.paths.empty()) request.paths = workbench.datasets;
  request.year = arguments.number("year", kFirstYear, kLastYear).value_or(0);
  request.jobs = arguments.number("jobs", 1, kMostJobs).value_or(1);
  request.options.rules_year = arguments.number("rules-year", kFirstYear, kLastYear).value_or(0);
  request.options.pattern = arguments.text_or("rule", "");
  request.options.limits = workbench.limits;
  request.packs = choose_packs(packs, workbench);
  return request;
}

RunResult perform(Session& session, const RunRequest& request) {
  Evaluator evaluator(request.packs, request.options);
  check_pattern(request, evaluator);
  Collector collector;
  std::size_t done = 0, without_pack = 0;
  for_each_chosen(
      request.paths, request.year,
      [&](Document&& document) {
        DocumentOutcome outcome = evaluator.evaluate(document);
        if (outcome.parts.empty() && ++without_pack <= kMostNamed) {
          session.note(fmt::format("{}{}", session.say("没有规则包适用于：", "no rule pack is for: "), document.id));
        }
        collector.add(std::move(outcome));
        session.progress(fmt::format("{} {}", session.say("已审核", "checked"), ++done));
      },
      [&](const Fault& fault) { session.problem(fault); });
  if (without_pack > kMostNamed) session.note(fmt::format("{}{}", session.say("没有规则包适用的公开文本共：", "documents without a rule pack: "), without_pack));
  return collector.finish(request.packs, evaluator);
}

}  // namespace gouji::app
