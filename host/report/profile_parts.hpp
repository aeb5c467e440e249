// What the forms of a profile share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/profile_report.hpp"

namespace gouji::report {

inline constexpr double kPerSecond = 1e9;  // nanoseconds

struct PhaseTime {
  std::string_view code, chinese, english;
  bool main = false;  // of the main process
  std::uint64_t nanoseconds = 0;
};

// All but waiting, rules and scorings among them; the longest first, those of no time left out.
std::vector<PhaseTime> phase_times(const Profile& profile);

// Rules with all kinds of documents together; the longest first. `kind` is empty.
std::vector<RuleCost> rules_of_all_kinds(const Profile& profile);

// With the rules; the longest first.
struct KindTime {
  const KindCost* kind = nullptr;
  std::uint64_t nanoseconds = 0, findings = 0;
};
std::vector<KindTime> kind_times(const Profile& profile);

struct SubjectTime {
  SubjectKind subject = SubjectKind::document;
  std::uint64_t nanoseconds = 0, calls = 0;
};
std::vector<SubjectTime> subject_times(const Profile& profile);

std::string_view code_of(SubjectKind subject);
std::string_view word_of(SubjectKind subject, Language language);
std::string word_of_documents(const std::string& kind, Language language);  // 部门决算

// The longest first; equal ones by name, so that the order is certain.
bool longer(const RuleCost& a, const RuleCost& b);

}  // namespace gouji::report
