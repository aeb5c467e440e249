#include "report/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

#include "base/exact.hpp"
#include "report/handling_text.hpp"

namespace gouji::report {
namespace {

template <class Records>
std::vector<std::string> documents_of(const Records& records) {
  std::vector<std::string> order;
  std::map<std::string_view, bool> seen;
  for (const auto& record : records) {
    if (seen.emplace(record.document, true).second) order.push_back(record.document);
  }
  return order;
}

// 待核实 and so on, of what is or was held against somebody.
void add_state(std::array<int, kDecisionStates>& states, const Finding& finding) {
  if (finding.outcome == Outcome::finding || finding.outcome == Outcome::waived)
    ++states.at(static_cast<std::size_t>(state_of(finding)));
}

// One order out of two that agree where they meet: what only the second has comes before the next meeting.
std::vector<std::string> merged(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  std::vector<std::string> order;
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < second.size(); ++i) places.emplace(second[i], i);
  std::unordered_map<std::string, bool> in_first;
  for (const std::string& name : first) in_first.emplace(name, true);
  std::size_t next = 0;
  for (const std::string& name : first) {
    const auto place = places.find(name);
    if (place != places.end()) {
      for (; next < place->second; ++next) {
        if (!in_first.contains(second[next])) order.push_back(second[next]);
      }
    }
    order.push_back(name);
  }
  for (; next < second.size(); ++next) {
    if (!in_first.contains(second[next])) order.push_back(second[next]);
  }
  return order;
}

}  // namespace

void Counts::add(const Finding& finding) {
  ++outcomes.at(static_cast<std::size_t>(finding.outcome));
  if (finding.outcome == Outcome::finding) ++severities.at(static_cast<std::size_t>(finding.severity));
}

std::vector<Numbered> numbered(const RunResult& result) {
  std::vector<Numbered> list;
  list.reserve(result.findings.size());
  int number = 0;
  for (const Finding& finding : result.findings) list.push_back({++number, &finding});
  return list;
}

std::vector<UnitGroup> by_unit(const RunResult& result) {
  std::vector<UnitGroup> groups;
  std::unordered_map<std::string, std::size_t> index;
  const auto group_of = [&](const std::string& unit) -> UnitGroup& {
    const auto [place, added] = index.try_emplace(unit, groups.size());
    if (added) groups.emplace_back().unit = unit;
    return groups[place->second];
  };
  for (const DocumentUsed& used : result.documents) ++group_of(used.unit).documents;
  for (const Numbered& entry : numbered(result)) {
    const Finding& finding = *entry.finding;
    UnitGroup& group = group_of(finding.unit.empty() ? finding.document : finding.unit);
    group.findings.push_back(entry);
    group.counts.add(finding);
    add_state(group.states, finding);
  }
  return groups;
}

std::vector<DocumentGroup> by_document(const RunResult& result) {
  std::vector<DocumentGroup> groups;
  std::unordered_map<std::string, std::size_t> index;
  for (const std::string& name : merged(documents_of(result.findings), documents_of(result.scores))) {
    index.emplace(name, groups.size());
    groups.emplace_back().document = name;
  }
  for (const Numbered& entry : numbered(result)) {
    DocumentGroup& group = groups[index.at(entry.finding->document)];
    group.findings.push_back(entry);
    group.counts.add(*entry.finding);
  }
  for (const Score& score : result.scores) groups[index.at(score.document)].scores.push_back(&score);
  return groups;
}

std::vector<RuleGroup> by_rule(const std::vector<Numbered>& findings) {
  std::vector<RuleGroup> groups;
  std::unordered_map<std::string, std::size_t> index;
  for (const Numbered& entry : findings) {
    const auto [place, is_new] = index.emplace(entry.finding->rule, groups.size());
    if (is_new) groups.emplace_back().rule = entry.finding->rule;
    groups[place->second].findings.push_back(entry);
    groups[place->second].counts.add(*entry.finding);
    add_state(groups[place->second].states, *entry.finding);
  }
  return groups;
}

std::string number_list(const std::vector<Numbered>& findings, std::string_view separator) {
  std::string text;
  for (std::size_t begin = 0; begin < findings.size();) {
    std::size_t end = begin;
    while (end + 1 < findings.size() && findings[end + 1].number == findings[end].number + 1) ++end;
    if (end - begin < 2) end = begin;
    if (!text.empty()) text += separator;
    text += fmt::format("{}", findings[begin].number);
    if (end > begin) text += fmt::format("–{}", findings[end].number);
    begin = end + 1;
  }
  return text;
}

bool score_differs(const Score& score) {
  if (score.printed.empty() || score.recomputed.empty()) return false;
  const auto printed = Exact::parse(score.printed);
  const auto recomputed = Exact::parse(score.recomputed);
  if (printed && recomputed) return *printed != *recomputed;
  return score.printed != score.recomputed;
}

bool score_is_notable(const Score& score) { return score.grade_could_flip || score_differs(score); }

std::string score_difference(const Score& score) {
  if (!score.difference.empty()) return score.difference;
  const auto printed = Exact::parse(score.printed);
  const auto recomputed = Exact::parse(score.recomputed);
  return printed && recomputed ? (*printed - *recomputed).text_between(2, 6) : std::string();
}

int evaluations_scored(const RunResult& result) {
  return static_cast<int>(std::count_if(result.scores.begin(), result.scores.end(), [](const Score& score) {
    return score.evaluation.has_value() || score.evaluation_number.has_value();
  }));
}

}  // namespace gouji::report
