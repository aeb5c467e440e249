// What became of the findings in a corrected publication: 已整改, 未整改, 无法判断.
#pragma once

#include <string>
#include <vector>

#include "model/result.hpp"

namespace gouji {

enum class FollowUpVerdict : std::uint8_t { corrected, not_corrected, unclear };
std::string_view code_of(FollowUpVerdict verdict);     // "not_corrected"
std::string_view chinese_of(FollowUpVerdict verdict);  // "未整改"

struct FollowUp {
  const Finding* before = nullptr;
  const Finding* now = nullptr;  // of the corrected publication; none where nothing has its key
  FollowUpVerdict verdict = FollowUpVerdict::unclear;
  std::string why_chinese, why_english;
};

struct FollowUps {
  std::vector<FollowUp> old;               // in the order of the old result
  std::vector<const Finding*> introduced;  // findings that the old publication did not have
};

// Findings by key, documents by unit, year and kind. Both results were made with record_subjects; they must outlive
// what is given back. 已整改 wants proof: the rule ran to its end on the same subject, and the row is still there.
FollowUps follow_up(const RunResult& old, const RunResult& corrected);

}  // namespace gouji
