#include "app/chosen_result.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/decider.hpp"
#include "app/run_request.hpp"
#include "base/nearest.hpp"

namespace gouji::app {
namespace {

bool is_result_number(const std::string& text) {
  return !text.empty() && text.size() < kShortestPrefix * 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct FoundResults {
  std::vector<const Finding*> findings;
  std::vector<const Score*> scores;
};

// By 编号, by the fingerprint, or by its beginning.
FoundResults found_by(const RunResult& result, const std::string& wanted) {
  FoundResults found;
  if (is_result_number(wanted)) {
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

}  // namespace

ChosenResult chosen_result(const RunResult& result, const std::string& wanted) {
  const FoundResults found = found_by(result, wanted);
  const std::size_t count = found.findings.size() + found.scores.size();
  if (count == 0) throw no_such_finding(result, wanted);
  if (count > 1) {
    throw std::move(Fault("explain.several", fmt::format("“{}”开头的指纹有 {} 个", wanted, count),
                          fmt::format("{} fingerprints begin with {}", count, wanted))
                        .hint("多写几位", "write more of it"));
  }
  if (found.findings.empty()) return {nullptr, found.scores.front()};
  return {found.findings.front(), nullptr};
}

}  // namespace gouji::app
