// What a number of a source line is: a figure, or a date, a document number, a list, page or telephone number.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>
#include <vector>

#include "import/numbers.hpp"

using namespace gouji::intake;

namespace {

std::string kinds(const std::string& line, bool alone = false) {
  std::string list;
  for (const SourceNumber& number : scan_numbers(line, 1, alone)) {
    list += (list.empty() ? "" : " ") + line.substr(number.begin, number.end - number.begin) + ":" +
            std::string(name_of(number.kind));
  }
  return list;
}

}  // namespace

TEST_CASE("numbers that are no figures are told apart") {
  struct Row {
    const char* line;
    const char* kinds;
  };
  const std::vector<Row> rows{
      {"本年收入合计 28,566.25 万元", "28,566.25:number"},
      {"2020年7月31日", "2020:date 7:date 31:date"},
      {"发布日期：2024-09-14 11:05", "2024:date 09:date 14:date 11:date 05:date"},
      {"发布时间：2024-08-02　09:30:15　来源：某局", "2024:date 08:date 02:date 09:date 30:date 15:date"},
      {"比例 3:10", "3:number 10:number"},
      {"2020-2021", "2020:number 2021:number"},
      {"某ICP备11000000号-1　网站标识码bm12000001 公网安备 11000002000013号",
       "11000000:document_number 1:document_number 12000001:document_number 11000002000013:document_number"},
      {"索引号：\t003000000/202402-00017", "003000000:document_number 202402:document_number 00017:document_number"},
      {"来源：某局 浏览次数：126", "126:document_number"},
      {"网站浏览次数：126万次", "126:number"},
      {"项目编码 10000023P00350010012J", "10000023:document_number 00350010012:document_number"},
      {"备案 3 家", "3:number"},
      {"黔政务通〔2020〕20号", "2020:document_number 20:document_number"},
      {"1. 按支出功能科目划分", "1:list_number"},
      {"#### 2. 按支出性质划分", "2:list_number"},
      {"- 3. 公务接待费 0.8 万元", "3:list_number 0.8:number"},
      {"**12.卫生健康（类）", "12:list_number"},
      {"4.2020年度预算绩效情况说明。", "4:list_number 2020:date"},
      {"4.5万元", "4.5:number"},
      {"第3次会议", "3:list_number"},
      {"见附件1", "1:list_number"},
      {"(图1:收、支决算总计变动情况图)", "1:list_number"},
      {"(详见表 6、7)", "6:list_number 7:list_number"},
      {"党代表3人", "3:number"},
      {"附件 1..... 24", "1:list_number 24:page_number"},
      {"一、收入支出决算总体情况说明.....\t3", "3:page_number"},
      {"标准 DB42/T 1601-2020", "42:document_number 1601:number 2020:number"},
      {"用A4纸印刷", "4:document_number"},
      {"共有车辆88辆", "88:number"},
  };
  for (const Row& row : rows) {
    INFO(row.line);
    CHECK(kinds(row.line) == row.kinds);
  }
  CHECK(kinds("- 12 -", true) == "12:page_number");
}
