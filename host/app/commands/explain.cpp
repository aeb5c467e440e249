// gouji explain: how one finding or one score came about.
#include "report/explain.hpp"
#include "app/decider.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/commands/verbs.hpp"
#include "app/run_request.hpp"
#include "base/nearest.hpp"

namespace gouji::app {
namespace {

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < kShortestPrefix * 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct Found {
  std::vector<const Finding*> findings;
  std::vector<const Score*> scores;
};

// By 编号, by the fingerprint, or by its beginning.
Found find(const RunResult& result, const std::string& wanted) {
  Found found;
  if (is_number(wanted)) {
    const auto number = static_cast<std::size_t>(std::stoul(wanted));
    if (number >= 1 && number <= result.findings.size()) found.findings.push_back(&result.findings[number - 1]);
    if (!found.findings.empty()) return found;
  }
  if (wanted.size() < kShortestPrefix) return found;
  for (const Finding& finding : result.findings) {
    if (finding.fingerprint.starts_with(wanted)) found.findings.push_back(&finding);
  }
  for (const Score& score : result.scores) {
    if (score.fingerprint.starts_with(wanted)) found.scores.push_back(&score);
  }
  return found;
}

Fault no_such_finding(const RunResult& result, const std::string& wanted) {
  std::vector<std::string> known;
  for (const Finding& finding : result.findings) known.push_back(finding.fingerprint);
  for (const Score& score : result.scores) known.push_back(score.fingerprint);
  const std::string guess = known.size() <= kMostPaths / 100 ? nearest(wanted, known) : std::string();
  Fault fault("explain.not_found",
              fmt::format("没有编号或指纹为“{}”的结果（共 {} 条）", wanted, result.findings.size()),
              fmt::format("no result has the number or fingerprint {} ({} findings)", wanted, result.findings.size()));
  fault.hint(guess.empty() ? "编号和指纹见 gouji run 的结果；路径和 --pack 要与那次相同"
                           : fmt::format("是否想写“{}”？", guess),
             guess.empty() ? "numbers and fingerprints stand in the output of gouji run; give the same paths and --pack"
                           : fmt::format("did you mean {}?", guess));
  return fault;
}

int run_explain(Session& session, const Arguments& arguments) {
  const std::string& wanted = arguments.words().front();
  const RunRequest request = read_request(session, arguments, 1);
  const RunResult result = perform(session, request);
  const Found found = find(result, wanted);
  const std::size_t count = found.findings.size() + found.scores.size();
  if (count == 0) throw no_such_finding(result, wanted);
  if (count > 1) {
    throw std::move(Fault("explain.several", fmt::format("“{}”开头的指纹有 {} 个", wanted, count),
                          fmt::format("{} fingerprints begin with {}", count, wanted))
                        .hint("多写几位", "write more of it"));
  }
  ReportOptions options;
  options.trial_year = request.options.rules_year;
  const bool json = arguments.text("format") == "json";
  options.language = json ? session.language_of_machines() : session.language();
  options.colour = session.colours();
  options.width = session.width();
  const auto told = [&](const auto& one) { return json ? explain_json(one, options) : explain(one, options); };
  std::string out = found.findings.empty() ? told(*found.scores.front()) : told(*found.findings.front());
  if (!out.ends_with('\n')) out += '\n';
  session.deliver(out, std::nullopt);
  return 0;
}

}  // namespace

const Verb& explain_verb() {
  static const Verb verb = [] {
    Verb one{"explain",
             {"一条结果是怎么来的：公式、取数、参数、出处",
              "how one result came about: formula, figures, parameters, places"},
             "FINGERPRINT|编号 [PATH…]",
             1,
             kMostPaths,
             {"重新审核并说明一条疑点或一张表的测算得分；指纹可只写开头几位。",
              "Checks again and explains one finding or score; the beginning of a fingerprint will do."},
             choice_options(),
             {{"gouji explain 3", {"上一次 gouji run 结果里编号为 3 的", "number 3 of what gouji run lists"}},
              {"gouji explain 9f31c2 datasets/某省 --pack guizhou",
               {"指纹以 9f31c2 开头的", "the one whose fingerprint begins with 9f31c2"}}},
             run_explain};
    one.options.push_back({"format", 'f', Takes::one, "FORMAT", {"text json", "text json"}, {"text", "json"}});
    return one;
  }();
  return verb;
}

}  // namespace gouji::app
