// A run reduced to what a change is judged by: what was found where, how often each rule held, scores and grades. This
// is what a baseline keeps, and what two packs, two revisions or two values of a parameter are compared by.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "model/result.hpp"

namespace gouji {

// A result other than pass and not_applicable.
struct RecordedFinding {
  std::string fingerprint, key, rule, document;
  Outcome outcome = Outcome::finding;
  Severity severity = Severity::error;
  std::string place;  // 自评表 3 · 年度资金总额 · 执行率: for people
  std::string printed, expected, difference;
  std::string message, message_english;
  std::vector<std::string> related;  // ids of the other documents that it rests on, sorted
};

struct RecordedScore {
  std::string fingerprint, document;
  std::string evaluation;                      // its name, with its number where it has one
  std::string printed, recomputed, low, high;  // points; recomputed is empty where no score can be given
  std::string grade;
};

struct RecordedDocument {
  std::string document, unit, kind;
  int year = 0;
  std::string digest;
  std::vector<std::string> packs;
  std::vector<RuleOutcomes> by_rule;
};

// Each list in the order of its first texts, so that equal runs give equal records.
struct ResultRecord {
  std::vector<PackUsed> packs;              // by id
  std::vector<RecordedDocument> documents;  // by document
  std::vector<RecordedFinding> findings;    // by document, rule, fingerprint
  std::vector<RecordedScore> scores;        // by document, fingerprint
};

RecordedFinding recorded_of(const Finding& finding);
RecordedScore recorded_of(const Score& score);

// Of a run that was asked for its documents and for counts by rule.
ResultRecord record_of(const RunResult& result);

// Results of rules that could not be run to their end (公式出错).
int faults_of(const ResultRecord& record);

// Puts the lists in their order.
void sort_record(ResultRecord& record);

}  // namespace gouji
