// The product's words in both languages.
#pragma once

#include <string>
#include <string_view>

#include "report/report.hpp"

namespace gouji::report {

inline std::string_view say(Language language, std::string_view chinese, std::string_view english) {
  return language == Language::english ? english : chinese;
}

// Puts `part` behind the text, parted from what it holds so far; an empty part is left out.
void join(std::string& text, std::string_view part, std::string_view separator);

std::string_view word_of(Severity severity, Language language);  // 错误, error
std::string_view word_of(Outcome outcome, Language language);    // 缺数无法审核, cannot evaluate

// What stands before a finding: its severity, or its outcome where that is no finding; with 试算 before it on a trial.
std::string label_of(const Finding& finding, const ReportOptions& options);
// "试算（2023年规则）", empty when the run is no trial.
std::string trial_mark(const ReportOptions& options);

// In the language of the report where the rule has it. A figure read with doubt is said to be one.
std::string message_of(const Finding& finding, Language language);

// 基本平衡 逻辑性 核实性 规范性, in English identity, logic, verification, form.
// The likely cause; where none can be told, those that fit; empty where none does.
std::string cause_of(const Finding& finding, Language language);

std::string kind_word(const std::string& kind, Language language);

// "0.13 ≠ 0.31（要求相等）": a comparison that does not hold says what is asked for; one that holds is left as it is.
std::string comparison_text(const std::string& figures, Language language);

// A disclosure as people call it: 某单位-2020-部门决算 for the id 某单位-2020-final_accounts; in English the id itself.
std::string document_name(const std::string& id, Language language);

}  // namespace gouji::report
