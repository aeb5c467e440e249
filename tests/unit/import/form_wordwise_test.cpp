// Blocks of forms in lines whose columns only blanks keep, roughly: which word is of which column.
#include "import/form_wordwise.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "unit/import/small_source.hpp"

namespace gouji::intake::test {
namespace {

FormColumn wordwise_column(const char* key, ColumnKind kind, const char* head, std::vector<std::string> words = {}) {
  FormColumn made;
  made.named.key = key;
  made.named.kind = kind;
  made.named.heads = {head};
  made.named.words = std::move(words);
  return made;
}

FormSpec wordwise_vocabulary() {
  FormSpec spec;
  spec.titles = {"自评表"};
  spec.title_chars = 30;
  spec.funds.columns = {wordwise_column("initial", ColumnKind::number, "年初预算数"),
                        wordwise_column("annual", ColumnKind::number, "全年预算数"),
                        wordwise_column("executed", ColumnKind::number, "全年执行数"),
                        wordwise_column("weight", ColumnKind::number, "分值"),
                        wordwise_column("rate", ColumnKind::number, "执行率")};
  spec.funds.side_labels = {"项目资金"};
  spec.funds.total_labels = {"资金总额"};
  spec.funds.names = {"财政拨款", "其他资金"};
  spec.indicators.columns = {wordwise_column("level1", ColumnKind::group, "一级指标", {"产出指标", "效益指标"}),
                             wordwise_column("level2", ColumnKind::group, "二级指标", {"数量指标", "质量指标"}),
                             wordwise_column("level3", ColumnKind::text, "三级指标"),
                             wordwise_column("target", ColumnKind::text, "指标值"),
                             wordwise_column("actual", ColumnKind::text, "完成值"),
                             wordwise_column("weight", ColumnKind::number, "分值"),
                             wordwise_column("score", ColumnKind::number, "得分"),
                             wordwise_column("reason", ColumnKind::note, "原因")};
  spec.indicators.side_labels = {"绩效指标"};
  spec.indicators.total_labels = {"总分"};
  spec.blanks = {"—"};
  return spec;
}

// By line: "column:text column:text", what is doubtful marked by ?; lines that were not parted as they are.
std::vector<std::string> parted(const std::vector<std::string>& texts) {
  const FormWords words(wordwise_vocabulary());
  const SourceText source(lines_of(texts));
  WordwiseForms forms(words, source);
  std::vector<std::string> shown;
  for (const FormLine& line : forms.part(form_lines(source, 1, source.line_count()))) {
    std::string cells;
    for (const FormCell& cell : line.cells) {
      cells += cells.empty() ? "" : " ";
      if (line.grid != nullptr) cells += std::to_string(cell.column) + ":";
      cells += std::string(cell.text) + (*cell.doubt == 0 ? "" : "?");
    }
    shown.push_back(cells);
  }
  return shown;
}

using Cells = std::vector<std::string>;

// Words below each other by letters, not by their width: the text was laid out by letters.
const std::string kAbove = "甲    乙    丙    丁";
const std::string kBelow = "甲甲甲  乙乙乙  丙丙丙  丁";

TEST_CASE("words go to columns by what they say, their order and the places of others") {
  CHECK(parted({
            kAbove,
            kBelow,
            "      一级指标 二级指标 三级指标     指标值    完成值    分   得分   原因",
            "                                         值",
            "              数量指标 新建泵站 ≥3座     3座     10  10",
            "绩    产出指标          疏浚河道 ≥18公里    16公里    10  8    征地滞后",
            "效             质量指标 验收合格 =100%    100%    10  10",
            "指                   率",
            "标    效益指标          受益村庄 ≥12个     12个     10  10",
            "总分                                    40  38",
        }) == Cells{kAbove, kBelow,
                    "0:绩效指标 1:一级指标 2:二级指标 3:三级指标 4:指标值 5:完成值 6:分值 7:得分 8:原因",
                    "2:数量指标 3:新建泵站 4:≥3座 5:3座 6:10 7:10",
                    "1:产出指标 3:疏浚河道 4:≥18公里 5:16公里 6:10 7:8 8:征地滞后",
                    "2:质量指标 3:验收合格 4:=100% 5:100% 6:10 7:10", "3:率",
                    "1:效益指标 3:受益村庄 4:≥12个 5:12个 6:10 7:10", "0:总分 6:40 7:38"});
}

TEST_CASE("rows that were printed column by column are put together") {
  CHECK(parted({
            kAbove,
            kBelow,
            "一级指标  二级指标  三级指标   指标值    完成值    分值   得分",
            "产出指标  数量指标  新建泵站   ≥3座    3座     20   20",
            "效益指标",
            "      质量指标",
            "              受益村庄",
            "              带动就业",
            "                     ≥12个",
            "                     ≥60人",
            "                            12个",
            "                            66人",
            "                                   20   20",
            "                                   10   9",
            "总分                                 50   49",
        }) == Cells{kAbove, kBelow, "1:一级指标 2:二级指标 3:三级指标 4:指标值 5:完成值 6:分值 7:得分",
                    "1:产出指标 2:数量指标 3:新建泵站 4:≥3座 5:3座 6:20 7:20",
                    "1:效益指标 3:受益村庄 4:≥12个 5:12个 6:20 7:20", "2:质量指标 3:带动就业 4:≥60人 5:66人 6:10 7:9",
                    "0:总分 6:50 7:49"});
}

TEST_CASE("names of funds that wrap below their rows, figures of a row on two lines") {
  CHECK(parted({
            kAbove,
            kBelow,
            "              年初预算数     全年预算数",
            "                              全年执行数 分 执行率",
            "                                    值",
            "项目      资金总         600.00   640.00   512.00 10 80%",
            "资金      额",
            "        其中：财政      500.00   500.00",
            "                                      400.00 — 80%",
            "        拨款",
            "        其他资金       100.00   140.00   112.00 — 80%",
        }) == Cells{kAbove, kBelow, "0:项目资金 2:年初预算数 3:全年预算数 4:全年执行数 5:分值 6:执行率",
                    "1:资金总额 2:600.00 3:640.00 4:512.00 5:10 6:80%",
                    "1:其中：财政拨款 2:500.00 3:500.00 4:400.00 5:— 6:80%",
                    "1:其他资金 2:100.00 3:140.00 4:112.00 5:— 6:80%"});
}

TEST_CASE("what two columns take alike is doubtful") {
  // One figure between the columns of weights and scores.
  const Cells lines = parted({
      kAbove,
      kBelow,
      "一级指标  二级指标  三级指标   指标值    完成值    分值      得分",
      "产出指标  数量指标  新建泵站   ≥3座    3座     20      20",
      "            疏浚河道   ≥18公里  16公里         8",
      "效益指标  质量指标  验收合格   =100%   100%    20      20",
  });
  REQUIRE(lines.size() == 6);
  CHECK(lines[4] == "3:疏浚河道 4:≥18公里 5:16公里 7:8?");
}

TEST_CASE("lines that are no such block stay as they were") {
  const Cells squeezed{"一级指标 二级指标 三级指标 指标值 完成值 分值 得分",
                       "产出指标 数量指标 新建泵站 ≥3座 3座 20 20", "效益指标 质量指标 验收合格 =100% 100% 20 20"};
  CHECK(parted(squeezed) == squeezed);  // no columns at all
  const Cells by_width{"一级指标    二级指标    三级指标    指标值    完成值    分值    得分",
                       "产出指标    数量指标    新建        ≥3座     3座       20      20",
                       "效益指标    质量指标    合格率      =100%     100%      20      20"};
  CHECK(parted(by_width).front() == by_width.front());  // padded by the width on the page, which grids tell
}

TEST_CASE("parts of one head on the line below it are columns of their own") {
  CHECK(parted({
            kAbove,
            kBelow,
            "一级指标  二级指标  三级指标      指标值             分值   得分",
            "                       前年     上年     当年",
            "产出指标  数量指标  新建泵站   1座      2座      3座    20   20",
            "效益指标  质量指标  合格率    90%     95%     99%    20   20",
        }) == Cells{kAbove, kBelow, "1:一级指标 2:二级指标 3:三级指标 4:指标值 7:分值 8:得分", "4:前年 5:上年 6:当年",
                    "1:产出指标 2:数量指标 3:新建泵站 4:1座 5:2座 6:3座 7:20 8:20",
                    "1:效益指标 2:质量指标 3:合格率 4:90% 5:95% 6:99% 7:20 8:20"});
}

}  // namespace
}  // namespace gouji::intake::test
