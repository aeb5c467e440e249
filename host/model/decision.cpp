#include "model/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "model/result.hpp"
#include "model/years.hpp"

namespace gouji {
namespace {

struct StateName {
  std::string_view code, chinese;
};
constexpr std::array<StateName, kDecisionStates> kStateNames{{{"open", "待核实"},
                                                              {"explained", "已说明"},
                                                              {"accepted", "采纳"},
                                                              {"confirmed", "确认问题"},
                                                              {"corrected", "已整改"},
                                                              {"rule_wrong", "规则有误"}}};

std::vector<DecidedValue> values_of(const Finding& finding) {
  std::vector<DecidedValue> values;
  for (const Operand& operand : finding.operands) {
    const std::string& value = operand.value.empty() ? operand.printed : operand.value;
    if (!value.empty()) values.push_back({operand.name, value});
  }
  return values;
}

std::string place_of(const Finding& finding) {
  std::string place;
  for (const auto* part :
       {&finding.evaluation_number, &finding.evaluation, &finding.table, &finding.row, &finding.column}) {
    if (!*part || (*part)->empty()) continue;
    if (!place.empty()) place += " · ";
    place += **part;
  }
  return place;
}

Fault bad_transition(DecisionState from, DecisionState to) {
  std::vector<std::string_view> chinese, english;
  for (const DecisionState state : followers(from)) {
    chinese.push_back(chinese_of(state));
    english.push_back(code_of(state));
  }
  Fault fault("decide.transition", fmt::format("“{}”之后不能是“{}”", chinese_of(from), chinese_of(to)),
              fmt::format("{} cannot follow {}", code_of(to), code_of(from)));
  fault.hint(fmt::format("“{}”之后可以是：{}", chinese_of(from), fmt::join(chinese, "、")),
             fmt::format("after {}: {}", code_of(from), fmt::join(english, ", ")));
  return fault;
}

// The state that an answer without one means.
DecisionState meant(const Decision& before, const Answer& answer) {
  if (answer.state) return *answer.state;
  const std::string rectified = text::label_form(answer.rectification);
  if (before.state == DecisionState::confirmed && rectified.starts_with(chinese_of(DecisionState::corrected)))
    return DecisionState::corrected;
  if (before.state == DecisionState::open && (!answer.explanation.empty() || !answer.rectification.empty()))
    return DecisionState::explained;
  return before.state;
}

void check_until(const Decision& decision, int until) {
  if (until == 0) return;
  if (decision.state != DecisionState::accepted) {
    throw std::move(
        Fault("decide.bad_until", "只有“采纳”的说明才有适用年度", "only an accepted explanation holds until a year")
            .hint("处理意见写“采纳”，或删去适用年度", "write 采纳, or leave the year out"));
  }
  if (decision.year == 0 || until < decision.year || until > kLatestYear) {
    throw std::move(
        Fault("decide.bad_until", fmt::format("适用至 {} 年度，早于公开文本的年度，或年度未知", until),
              fmt::format("until {}: before the year of the disclosure, or that year is not known", until))
            .hint(decision.year == 0 ? "先写明公开文本的年度" : fmt::format("写 {} 或以后的年度", decision.year),
                  decision.year == 0 ? "give the year of the disclosure first"
                                     : fmt::format("write {} or a later year", decision.year)));
  }
}

void check_reasons(const Decision& after, const Answer& answer) {
  const bool told = !after.explanation.empty();
  if ((after.state == DecisionState::explained || after.state == DecisionState::accepted) && !told &&
      after.rectification.empty()) {
    throw std::move(Fault("decide.needs_explanation", fmt::format("“{}”要有核实说明", chinese_of(after.state)),
                          fmt::format("{} needs an explanation", code_of(after.state)))
                        .hint("填写核实说明（--explanation）", "give --explanation"));
  }
  if (after.state == DecisionState::rule_wrong && answer.note.empty() && !told) {
    throw std::move(Fault("decide.needs_reason", "“规则有误”要写明错在哪里", "rule_wrong needs a reason")
                        .hint("写在备注（--note）里，规则的管理人要看", "give --note: the owner of the rule reads it"));
  }
  if (answer.by.empty() || answer.date.empty()) {
    throw std::move(Fault("decide.needs_person", "没有写明经办人或日期", "who decided, or when, is not said")
                        .hint("填写经办人，或加 --by 姓名", "fill in the person, or give --by NAME"));
  }
}

}  // namespace

bool Answer::silent() const {
  return !state && explanation.empty() && rectification.empty() && document_number.empty() && note.empty() &&
         until == 0;
}

bool same_value(std::string_view a, std::string_view b) {
  std::string left = text::label_form(a), right = text::label_form(b);
  if (left == right) return true;
  std::erase(left, ',');
  std::erase(right, ',');
  const auto one = Exact::parse(left), other = Exact::parse(right);
  return one && other && *one == *other;
}

std::string_view code_of(DecisionState state) { return kStateNames.at(static_cast<std::size_t>(state)).code; }
std::string_view chinese_of(DecisionState state) { return kStateNames.at(static_cast<std::size_t>(state)).chinese; }

std::optional<DecisionState> decision_state_from(std::string_view code_or_chinese) {
  std::string word = text::label_form(code_or_chinese);
  std::erase(word, '_');
  for (std::size_t i = 0; i < kDecisionStates; ++i) {
    std::string code(kStateNames.at(i).code);
    std::erase(code, '_');
    if (word == code || word == kStateNames.at(i).chinese) return static_cast<DecisionState>(i);
  }
  return std::nullopt;
}

std::vector<std::string> decision_words() {
  std::vector<std::string> words;
  for (const StateName& name : kStateNames) words.emplace_back(name.chinese);
  return words;
}

std::vector<DecisionState> followers(DecisionState from) {
  using enum DecisionState;
  switch (from) {
    case open: return {explained, confirmed, rule_wrong};
    case explained: return {accepted, confirmed, rule_wrong, open};
    case accepted: return {confirmed, rule_wrong, open};
    case confirmed: return {corrected, rule_wrong, open};
    case corrected:
    case rule_wrong: return {confirmed, open};
  }
  return {};
}

bool may_follow(DecisionState from, DecisionState to) {
  const auto all = followers(from);
  return from == to || std::find(all.begin(), all.end(), to) != all.end();
}

const Decision* UnitDecisions::find(std::string_view fingerprint) const {
  const auto found = std::find_if(decisions.begin(), decisions.end(),
                                  [&](const Decision& one) { return one.fingerprint == fingerprint; });
  return found == decisions.end() ? nullptr : &*found;
}

Decision* UnitDecisions::find(std::string_view fingerprint) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): this object is not const
  return const_cast<Decision*>(std::as_const(*this).find(fingerprint));
}

void UnitDecisions::put(Decision decision) {
  if (Decision* known = find(decision.fingerprint)) {
    *known = std::move(decision);
    return;
  }
  const auto before = [](const Decision& a, const Decision& b) {
    return std::tie(a.document, a.fingerprint) < std::tie(b.document, b.fingerprint);
  };
  decisions.insert(std::upper_bound(decisions.begin(), decisions.end(), decision, before), std::move(decision));
}

Decision undecided(const Finding& finding) {
  Decision decision;
  decision.fingerprint = finding.fingerprint;
  decision.key = finding.key;
  decision.rule = finding.rule;
  decision.title = finding.title;
  decision.document = finding.document;
  decision.year = finding.year;
  decision.place = place_of(finding);
  restate(decision, finding);
  return decision;
}

void restate(Decision& decision, const Finding& finding) {
  decision.printed = finding.printed;
  decision.expected = finding.expected;
  decision.difference = finding.difference;
  decision.values = values_of(finding);
}

bool same_values(const Decision& decision, const Finding& finding) {
  const auto now = values_of(finding);
  return same_value(decision.printed, finding.printed) && same_value(decision.expected, finding.expected) &&
         std::equal(now.begin(), now.end(), decision.values.begin(), decision.values.end(),
                    [](const DecidedValue& a, const DecidedValue& b) { return same_value(a.value, b.value); });
}

std::optional<Decision> decided(const Decision& before, const Answer& answer) {
  Decision after = before;
  if (!answer.explanation.empty()) after.explanation = answer.explanation;
  if (!answer.rectification.empty()) after.rectification = answer.rectification;
  const bool new_text = after.explanation != before.explanation || after.rectification != before.rectification;
  const DecisionStep last = before.steps.empty() ? DecisionStep{} : before.steps.back();
  const bool new_remark = (!answer.note.empty() && answer.note != last.note) ||
                          (!answer.document_number.empty() && answer.document_number != last.document_number);
  const bool new_until = answer.until != 0 && answer.until != before.until;
  const bool new_state = answer.state && *answer.state != before.state;
  if (!new_text && !new_remark && !new_until && !new_state) return std::nullopt;
  after.state = new_text || answer.state ? meant(before, answer) : before.state;
  if (answer.until != 0) after.until = answer.until;
  // 采纳 at once: the explanation was given with it.
  const bool at_once =
      before.state == DecisionState::open && after.state == DecisionState::accepted && !after.explanation.empty();
  const bool too_soon = before.state == DecisionState::open && after.state == DecisionState::accepted;
  if (!at_once && !too_soon && !may_follow(before.state, after.state)) throw bad_transition(before.state, after.state);
  check_reasons(after, answer);
  check_until(after, answer.until);
  // Accepted for its own year, where nothing else is said; no other state holds until a year.
  if (after.state != DecisionState::accepted) {
    after.until = 0;
  } else if (answer.until == 0 && before.state != DecisionState::accepted) {
    after.until = after.year;
  }
  if (at_once) after.steps.push_back({DecisionState::explained, answer.by, answer.date, "", ""});
  after.steps.push_back({after.state, answer.by, answer.date, answer.document_number, answer.note});
  return after;
}

DecisionState Handling::state() const {
  if (waives()) return DecisionState::accepted;
  return standing == Standing::own ? decision.state : DecisionState::open;
}

std::optional<Handling> handling_of(const Finding& finding, int year, const UnitDecisions& decisions) {
  if (const Decision* own = decisions.find(finding.fingerprint)) {
    const bool lapsed = own->state == DecisionState::accepted && !same_values(*own, finding);
    return Handling{*own, lapsed ? Standing::values_changed : Standing::own};
  }
  const Decision* latest = nullptr;
  for (const Decision& one : decisions.decisions) {
    if (one.key != finding.key || one.state == DecisionState::open || one.year == 0 || year == 0 || one.year > year)
      continue;
    if (latest == nullptr || one.year >= latest->year) latest = &one;
  }
  if (latest == nullptr) return std::nullopt;
  if (latest->state != DecisionState::accepted) return Handling{*latest, Standing::earlier};
  if (!same_values(*latest, finding)) return Handling{*latest, Standing::values_changed};
  return Handling{*latest, latest->until >= year ? Standing::carried : Standing::expired};
}

}  // namespace gouji
