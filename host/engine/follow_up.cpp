#include "engine/follow_up.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/evaluate.hpp"

namespace gouji {
namespace {

using Publication = std::tuple<std::string, int, std::string>;  // unit, year, kind

Publication publication_of(const DocumentUsed& used) { return {used.unit, used.year, used.kind}; }

// The documents of a result, and its findings by document and key.
struct Side {
  std::map<std::string, const DocumentUsed*> by_id;
  std::map<Publication, const DocumentUsed*> by_publication;
  std::map<std::pair<std::string, std::string>, const Finding*> by_key;  // (document, key)

  explicit Side(const RunResult& result) {
    for (const DocumentUsed& used : result.documents) {
      by_id[used.document] = &used;
      by_publication[publication_of(used)] = &used;
    }
    for (const Finding& finding : result.findings) by_key.try_emplace({finding.document, finding.key}, &finding);
  }
  const Finding* find(const DocumentUsed& used, const std::string& key) const {
    const auto found = by_key.find({used.document, key});
    return found == by_key.end() ? nullptr : found->second;
  }
};

bool has(const std::vector<std::string>& sorted, const std::string& text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}

void judge_follow_up(FollowUp& one, const DocumentUsed& before, const DocumentUsed& after) {
  const Finding& finding = *one.before;
  const auto unclear = [&](std::string chinese, std::string english) {
    one.verdict = FollowUpVerdict::unclear;
    one.why_chinese = std::move(chinese);
    one.why_english = std::move(english);
  };
  if (one.now != nullptr && (one.now->outcome == Outcome::finding || one.now->outcome == Outcome::waived)) {
    one.verdict = FollowUpVerdict::not_corrected;
    if (one.now->printed != finding.printed || one.now->expected != finding.expected) {
      one.why_chinese = "数已改动，仍不相符";
      one.why_english = "figures were changed and still do not agree";
    }
    return;
  }
  if (one.now != nullptr) {
    return unclear(fmt::format("更正后的结果是“{}”", chinese_of(one.now->outcome)),
                   fmt::format("the outcome is now {}", code_of(one.now->outcome)));
  }
  if (has(after.explained_away, finding.key))
    return unclear("更正后另有一条疑点掩盖了它", "another finding of the corrected publication covers it");
  if (!has(after.checked, finding.subject))
    return unclear("更正后的公开文本里，这条规则没有审核到这个对象",
                   "the rule did not check this subject in the corrected publication");
  if (finding.table && finding.row) {
    const std::string row = row_key(*finding.table, *finding.row, before.unit);
    if (has(before.rows, row) && !has(after.rows, row))
      return unclear("更正后的表里找不到这一行", "the row is not in the corrected table");
  }
  one.verdict = FollowUpVerdict::corrected;
}

}  // namespace

std::string_view code_of(FollowUpVerdict verdict) {
  switch (verdict) {
    case FollowUpVerdict::corrected: return "corrected";
    case FollowUpVerdict::not_corrected: return "not_corrected";
    case FollowUpVerdict::unclear: break;
  }
  return "unclear";
}

std::string_view chinese_of(FollowUpVerdict verdict) {
  switch (verdict) {
    case FollowUpVerdict::corrected: return "已整改";
    case FollowUpVerdict::not_corrected: return "未整改";
    case FollowUpVerdict::unclear: break;
  }
  return "无法判断";
}

FollowUps follow_up(const RunResult& old, const RunResult& corrected) {
  const Side before(old), after(corrected);
  FollowUps all;
  for (const Finding& finding : old.findings) {
    if (finding.outcome != Outcome::finding) continue;
    FollowUp one;
    one.before = &finding;
    const auto known = before.by_id.find(finding.document);
    if (known == before.by_id.end()) continue;
    const auto twin = after.by_publication.find(publication_of(*known->second));
    if (twin == after.by_publication.end()) {
      one.why_chinese = "没有同一单位、同一年度的更正文本";
      one.why_english = "no corrected publication of this unit and year";
    } else {
      one.now = after.find(*twin->second, finding.key);
      judge_follow_up(one, *known->second, *twin->second);
    }
    all.old.push_back(std::move(one));
  }
  for (const Finding& finding : corrected.findings) {
    if (finding.outcome != Outcome::finding) continue;
    const auto known = after.by_id.find(finding.document);
    if (known == after.by_id.end()) continue;
    const auto twin = before.by_publication.find(publication_of(*known->second));
    if (twin == before.by_publication.end()) continue;  // nothing to compare with
    const Finding* was = before.find(*twin->second, finding.key);
    if (was == nullptr || (was->outcome != Outcome::finding && was->outcome != Outcome::waived))
      all.introduced.push_back(&finding);
  }
  return all;
}

}  // namespace gouji
