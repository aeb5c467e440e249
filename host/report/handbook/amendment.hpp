// Changes of packs, worded as an amendment: 第一条 将……改为……，自 2024 年度起; article by article, in both languages.
#pragma once

#include "regression/pack_changes.hpp"
#include "report/handbook/page.hpp"

namespace gouji::report {

void write_amendment(const PackChanges& changes, PageWriter& page);

std::string chinese_number(int number);  // 1 to 9999: 一, 十二, 一百零三

}  // namespace gouji::report
