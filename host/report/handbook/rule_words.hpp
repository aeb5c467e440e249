// What headers of rules say in codes, in words of both languages.
#pragma once

#include <string>

#include "packs/rule.hpp"
#include "report/handbook/page.hpp"

namespace gouji::report {

Both subject_words(const On& on);  // 部门决算的“收入决算表”; every table … of final accounts
Both years_words(int from_year, int to_year);         // 2020 年度起
Both topic_words(const std::string& topic);           // fund → 资金
Both severity_words(Severity severity);               // 错误 error
Both kind_words(const std::string& kind);             // 基本平衡 identity
Both action_words(const Override& change);            // 停用, 换成自己的规则, 改为“核实”
Both expectation_words_for(const std::string& word);  // pass → 通过
std::string year_from(int from_year);                 // 2024 年度起; empty for every year

}  // namespace gouji::report
