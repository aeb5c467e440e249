// Names as people write them: spacing, full width, list numbers and “其中：” do not make another name.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// "  1.因公出国（境）费 " and "其中：因公出国(境)费" → "因公出国(境)费". For comparing only.
std::string label_key(std::string_view label);

// The same for names of tables: quotes, the year before it and the unit whose year it is do not make another table.
// "2021年一般公共预算"三公"经费支出表", "某县2021年一般公共预算“三公”经费支出表" → "一般公共预算三公经费支出表".
std::string table_key(std::string_view name);

// The same without the unit that publishes it: "2015年某局部门“三公”经费情况统计表" of 某局 → "部门三公经费情况统计表".
std::string table_key(std::string_view name, std::string_view unit);

}  // namespace gouji
