#include "report/profile_parts.hpp"

#include <algorithm>
#include <tuple>

#include "formats/clean_text.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

struct PhaseWord {
  Phase phase;
  std::string_view code, chinese, english;
  bool main = false;
};

constexpr std::array<PhaseWord, kPhases - 1> kPhaseWords{
    {{Phase::loading, "loading", "装载规则包", "loading packs"},
     {Phase::reading, "reading", "读公开文本", "reading disclosures"},
     {Phase::blocks, "blocks", "成批通过", "passing in blocks"},
     {Phase::evaluating, "evaluating", "规则之间", "between rules"},
     {Phase::causes, "causes", "找原因", "looking for causes"},
     {Phase::repeating, "repeating", "重做（需要计步）", "done again, counted"},
     {Phase::collecting, "collecting", "跨公开文本取数", "collecting for others"},
     {Phase::replying, "replying", "交回结果", "handing results over"},
     {Phase::merging, "merging", "汇总", "putting together", true},
     {Phase::writing, "writing", "写出结果", "writing the result", true}}};

struct SubjectWord {
  SubjectKind subject;
  std::string_view code, chinese, english;
};

constexpr std::array<SubjectWord, 7> kSubjectWords{
    {{SubjectKind::document, "document", "公开文本", "disclosure"},
     {SubjectKind::table, "table", "报表", "table"},
     {SubjectKind::evaluation, "evaluation", "自评表", "form"},
     {SubjectKind::fund, "fund", "资金行", "fund line"},
     {SubjectKind::indicator, "indicator", "指标", "indicator"},
     {SubjectKind::claim, "claim", "文字说明中的数", "figure of the narrative"},
     {SubjectKind::documents, "documents", "几份公开文本", "several disclosures"}}};

const SubjectWord& words_of(SubjectKind subject) {
  return *std::find_if(kSubjectWords.begin(), kSubjectWords.end(),
                       [&](const SubjectWord& one) { return one.subject == subject; });
}

std::uint64_t time_of(const KindCost& kind, Phase phase) {
  switch (phase) {
    case Phase::evaluating: return kind.evaluating;
    case Phase::causes: return kind.causes;
    case Phase::collecting: return kind.collecting;
    default: return 0;
  }
}

}  // namespace

bool longer(const RuleCost& a, const RuleCost& b) {
  return std::tie(b.cost.nanoseconds, a.pack, a.rule, a.kind) < std::tie(a.cost.nanoseconds, b.pack, b.rule, b.kind);
}

std::vector<PhaseTime> phase_times(const Profile& profile) {
  std::vector<PhaseTime> times;
  for (const PhaseWord& word : kPhaseWords) {
    std::uint64_t sum = profile.phases.at(static_cast<std::size_t>(word.phase));
    for (const KindCost& kind : profile.kinds) sum += time_of(kind, word.phase);
    times.push_back({word.code, word.chinese, word.english, word.main, sum});
  }
  PhaseTime rules{"rules", "规则", "rules"}, scorings{"scorings", "评分", "scorings"};
  for (const RuleCost& rule : profile.rules) (rule.scoring ? scorings : rules).nanoseconds += rule.cost.nanoseconds;
  times.insert(times.end(), {rules, scorings});
  std::erase_if(times, [](const PhaseTime& one) { return one.nanoseconds == 0; });
  std::stable_sort(times.begin(), times.end(),
                   [](const PhaseTime& a, const PhaseTime& b) { return a.nanoseconds > b.nanoseconds; });
  return times;
}

std::vector<RuleCost> rules_of_all_kinds(const Profile& profile) {
  std::vector<RuleCost> rules;
  for (const RuleCost& one : profile.rules) {
    const auto same = std::find_if(rules.begin(), rules.end(),
                                   [&](const RuleCost& own) { return own.rule == one.rule && own.pack == one.pack; });
    if (same == rules.end()) {
      rules.push_back(one);
      rules.back().kind.clear();
    } else {
      same->cost.add(one.cost);
      same->findings += one.findings;
    }
  }
  std::sort(rules.begin(), rules.end(), longer);
  return rules;
}

std::vector<KindTime> kind_times(const Profile& profile) {
  std::vector<KindTime> times;
  for (const KindCost& kind : profile.kinds) {
    KindTime& time = times.emplace_back(KindTime{&kind, kind.evaluating + kind.causes + kind.collecting, 0});
    for (const RuleCost& rule : profile.rules) {
      if (rule.kind != kind.kind || rule.pack != kind.pack) continue;
      time.nanoseconds += rule.cost.nanoseconds;
      time.findings += rule.findings;
    }
  }
  std::sort(times.begin(), times.end(), [](const KindTime& a, const KindTime& b) {
    return std::tie(b.nanoseconds, a.kind->pack, a.kind->kind) < std::tie(a.nanoseconds, b.kind->pack, b.kind->kind);
  });
  return times;
}

std::vector<SubjectTime> subject_times(const Profile& profile) {
  std::vector<SubjectTime> times;
  for (const SubjectWord& word : kSubjectWords) {
    SubjectTime time{word.subject, 0, 0};
    for (const RuleCost& rule : profile.rules) {
      if (rule.subject != word.subject) continue;
      time.nanoseconds += rule.cost.nanoseconds;
      time.calls += rule.cost.calls;
    }
    if (time.calls > 0) times.push_back(time);
  }
  std::stable_sort(times.begin(), times.end(),
                   [](const SubjectTime& a, const SubjectTime& b) { return a.nanoseconds > b.nanoseconds; });
  return times;
}

std::string_view code_of(SubjectKind subject) { return words_of(subject).code; }

std::string_view word_of(SubjectKind subject, Language language) {
  return say(language, words_of(subject).chinese, words_of(subject).english);
}

std::string word_of_documents(const std::string& kind, Language language) {
  const DocumentKind* known = language == Language::chinese ? find_kind(kind) : nullptr;
  return known != nullptr ? std::string(known->chinese) : clean_text(kind);
}

}  // namespace gouji::report
