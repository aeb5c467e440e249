#include "regression/pack_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "packs/parameter_unit.hpp"
#include "regression/score_table.hpp"

namespace gouji {
namespace {

constexpr std::size_t kLongestValue = 160;

// What is in force, layer by layer: a pack that states its base's value again is no other.
std::vector<std::pair<int, std::string>> own_values(const Parameter& parameter) {
  std::vector<std::pair<int, std::string>> values;
  for (const ParameterEntry& entry : parameter.entries) {
    if (entry.pack == parameter.entries.back().pack) values.emplace_back(entry.from_year, entry.text + entry.unit);
  }
  return values;
}

const std::string* source_in(const PackChain& chain, const std::string& shown) {
  for (const auto& layer : chain.layers) {
    for (const auto* files : {&layer->rules, &layer->scorings}) {
      for (const ScriptFile& file : *files) {
        if (file.shown == shown) return &file.source;
      }
    }
  }
  return nullptr;
}

using FindingPlace = std::tuple<std::string, std::string, Outcome, Severity>;

// Each with its rule.
std::map<FindingPlace, std::string> findings_of(const ResultRecord& record, const std::set<std::string>& leave_out) {
  std::map<FindingPlace, std::string> findings;
  for (const RecordedFinding& one : record.findings) {
    if (!leave_out.contains(one.rule))
      findings.try_emplace({one.document, one.fingerprint, one.outcome, one.severity}, one.rule);
  }
  return findings;
}

// Of one only, or of both with another text.
std::vector<std::string> other_scorings(const RuleBook& first, const RuleBook& second) {
  std::map<std::string, const std::string*> own, other;
  for (const Scoring& one : first.scorings()) own[one.id] = source_in(first.chain(), one.file);
  for (const Scoring& one : second.scorings()) other[one.id] = source_in(second.chain(), one.file);
  std::vector<std::string> ids;
  for (const auto& [id, text] : own) {
    const auto twin = other.find(id);
    const bool same = twin != other.end() && text != nullptr && twin->second != nullptr && *text == *twin->second;
    if (!same) ids.push_back(id);
  }
  for (const auto& [id, text] : other) {
    if (!own.contains(id)) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::size_t missing_in(const std::map<FindingPlace, std::string>& all,
                       const std::map<FindingPlace, std::string>& other) {
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const auto& one) { return !other.contains(one.first); }));
}

}  // namespace

PackDifference pack_difference(const RuleBook& first, const RuleBook& second) {
  PackDifference difference;
  const auto find = [](const RuleBook& book, const std::string& id) {
    return std::find_if(book.rules().begin(), book.rules().end(), [&](const Rule& rule) { return rule.id == id; });
  };
  for (const Rule& rule : first.rules()) {
    const auto twin = find(second, rule.id);
    if (twin == second.rules().end()) {
      difference.rules_first.push_back(rule.id);
      continue;
    }
    if (twin->severity != rule.severity) difference.severities.push_back(rule.id);
    const std::string* own = source_in(first.chain(), rule.file);
    const std::string* other = source_in(second.chain(), twin->file);
    if (own != nullptr && other != nullptr && *own != *other) difference.texts.push_back(rule.id);
  }
  for (const Rule& rule : second.rules()) {
    if (find(first, rule.id) == first.rules().end()) difference.rules_second.push_back(rule.id);
  }
  difference.scorings = other_scorings(first, second);
  for (const auto& [name, parameter] : first.chain().parameters.all()) {
    const Parameter* twin = second.chain().parameters.find(name);
    if (twin != nullptr && own_values(parameter) != own_values(*twin)) difference.parameters.push_back(name);
  }
  return difference;
}

std::map<std::string, std::size_t> differing_results(const ResultRecord& first, const ResultRecord& second) {
  const auto own = findings_of(first, {});
  const auto other = findings_of(second, {});
  std::map<std::string, std::size_t> by_rule;
  for (const auto& [place, rule] : own) by_rule[rule] += other.contains(place) ? 0U : 1U;
  for (const auto& [place, rule] : other) by_rule[rule] += own.contains(place) ? 0U : 1U;
  std::erase_if(by_rule, [](const auto& one) { return one.second == 0; });
  return by_rule;
}

RecordDistance record_distance(const ResultRecord& first, const ResultRecord& second,
                               const std::set<std::string>& leave_out) {
  RecordDistance distance;
  const auto own = findings_of(first, leave_out);
  const auto other = findings_of(second, leave_out);
  distance.findings_first = missing_in(own, other);
  distance.findings_second = missing_in(other, own);
  for (const ScoreRow& row : score_table(first, second).rows) {
    if (row.before != row.after || row.grade_moved()) ++distance.scores;
    if (row.grade_moved()) ++distance.grades;
  }
  return distance;
}

std::shared_ptr<const PackChain> with_parameters_of(const PackChain& chain, const PackChain& other,
                                                    const std::vector<std::string>& names) {
  auto result = std::make_shared<PackChain>(chain);
  for (const std::string& name : names) {
    if (const Parameter* parameter = other.parameters.find(name)) result->parameters.put(*parameter);
  }
  return result;
}

std::string values_text(const PackChain& chain, const std::string& name) {
  const Parameter* parameter = chain.parameters.find(name);
  if (parameter == nullptr) return {};
  std::string all;
  for (const ParameterEntry& entry : parameter->entries) {
    if (entry.pack != parameter->entries.back().pack) continue;
    if (!all.empty()) all += "，";
    if (entry.from_year != 0) all += fmt::format("{} 年起 ", entry.from_year);
    all += text::shorten(entry.text, kLongestValue);
    if (entry.value.number) all += unit_behind(entry);
  }
  return all;
}

}  // namespace gouji
