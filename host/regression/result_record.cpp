#include "regression/result_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace gouji {
namespace {

std::string form_name(const std::optional<std::string>& name, const std::optional<std::string>& number) {
  if (!name) return {};
  return number ? fmt::format("{} {}", *number, *name) : *name;
}

std::string place_of(const Finding& finding) {
  std::string place = form_name(finding.evaluation, finding.evaluation_number);
  for (const auto* part : {&finding.table, &finding.row, &finding.column}) {
    if (!*part || (*part)->empty()) continue;
    if (!place.empty()) place += " · ";
    place += **part;
  }
  return place;
}

template <class Item, class Key>
void sort_by(std::vector<Item>& items, const Key& key) {
  const auto before = [&](const Item& a, const Item& b) { return key(a) < key(b); };
  if (!std::is_sorted(items.begin(), items.end(), before)) std::stable_sort(items.begin(), items.end(), before);
}

}  // namespace

RecordedFinding recorded_of(const Finding& finding) {
  RecordedFinding one;
  one.fingerprint = finding.fingerprint;
  one.key = finding.key;
  one.rule = finding.rule;
  one.document = finding.document;
  one.outcome = finding.outcome;
  one.severity = finding.severity;
  one.place = place_of(finding);
  one.printed = finding.printed;
  one.expected = finding.expected;
  one.difference = finding.difference;
  one.message = finding.message;
  one.message_english = finding.message_english;
  std::set<std::string> others;
  for (const Related& other : finding.related) others.insert(other.document);
  for (const Operand& operand : finding.operands) others.insert(operand.document);
  others.erase("");
  others.erase(finding.document);
  one.related.assign(others.begin(), others.end());
  return one;
}

RecordedScore recorded_of(const Score& score) {
  RecordedScore one;
  one.fingerprint = score.fingerprint;
  one.document = score.document;
  one.evaluation = form_name(score.evaluation, score.evaluation_number);
  one.printed = score.printed;
  one.recomputed = score.recomputed;
  one.low = score.low;
  one.high = score.high;
  one.grade = score.grade;
  return one;
}

ResultRecord record_of(const RunResult& result) {
  ResultRecord record;
  record.packs = result.packs;
  for (const DocumentUsed& used : result.documents) {
    record.documents.push_back({used.document, used.unit, used.kind, used.year, used.digest, used.packs, used.by_rule});
    sort_by(record.documents.back().by_rule, [](const RuleOutcomes& one) { return std::tie(one.rule); });
  }
  for (const Finding& finding : result.findings) record.findings.push_back(recorded_of(finding));
  for (const Score& score : result.scores) record.scores.push_back(recorded_of(score));
  sort_record(record);
  return record;
}

int faults_of(const ResultRecord& record) {
  return static_cast<int>(std::count_if(record.findings.begin(), record.findings.end(),
                                        [](const RecordedFinding& one) { return one.outcome == Outcome::fault; }));
}

void sort_record(ResultRecord& record) {
  sort_by(record.packs, [](const PackUsed& one) { return std::tie(one.id); });
  sort_by(record.documents, [](const RecordedDocument& one) { return std::tie(one.document); });
  sort_by(record.findings,
          [](const RecordedFinding& one) { return std::tie(one.document, one.rule, one.fingerprint); });
  sort_by(record.scores, [](const RecordedScore& one) { return std::tie(one.document, one.fingerprint); });
}

}  // namespace gouji
