// Heads that do not stand over the figures of their columns.
#include <catch2/catch.hpp>

#include "formats/published_text.hpp"
#include "unit/formats/office_fixtures.hpp"

namespace gouji::test {
namespace {

using Lines = std::vector<std::string>;

Lines headed(const std::string& text) { return flat(read_published_text(text, "x.txt")); }

}  // namespace

TEST_CASE("a head at the left end of its column, narrow figures at its right end, are one column") {
  CHECK(headed("项目                          合计          人员经费      公用经费\n"
               "科目编码  科目名称\n"
               "栏次                          1             2             3\n"
               "          合计                    1,290.68      1,175.54        115.14\n"
               "301       工资福利支出            1,120.06      1,120.06\n"
               "30201     办公费                     18.46                       18.46\n"
               "30302     退休费                      5.30          5.30\n") ==
        Lines{"#1 [0]项目 [2]合计 [3]人员经费 [4]公用经费", "#1 [0]科目编码 [1]科目名称", "#1 [0]栏次 [2]1 [3]2 [4]3",
              "#1 [1]合计 [2]1,290.68 [3]1,175.54 [4]115.14", "#1 [0]301 [1]工资福利支出 [2]1,120.06 [3]1,120.06",
              "#1 [0]30201 [1]办公费 [2]18.46 [4]18.46", "#1 [0]30302 [1]退休费 [2]5.30 [3]5.30", ""});
}

TEST_CASE("titles and wrapped names that begin where their columns do reach to the next name of their line") {
  CHECK(headed("项目      “三公”                                      会议费\n"
               "          经费\n"
               "          合计      公务用车购置及            接待费\n"
               "                    运行维护费\n"
               "                    小计        购置费\n"
               "预算数        6.50        4.50        0.00      2.00      2.60\n"
               "决算数        4.94        3.68        0.00      1.26      1.85\n") ==
        Lines{"#1 [0]项目 [1+4]“三公” [5]会议费", "#1 [1+4]经费", "#1 [1]合计 [2+2]公务用车购置及 [4]接待费",
              "#1 [2+2]运行维护费", "#1 [2]小计 [3]购置费", "#1 [0]预算数 [1]6.50 [2]4.50 [3]0.00 [4]2.00 [5]2.60",
              "#1 [0]决算数 [1]4.94 [2]3.68 [3]0.00 [4]1.26 [5]1.85", ""});
}

TEST_CASE("numbers of columns that stand beside the figures make no columns of their own") {
  CHECK(headed("科目编码  科目名称              本年收入合  事业收入\n"
               "                                计\n"
               "栏次                            1           2\n"
               "          合计                    2,491.23      173.23\n"
               "208       社会保障和就业支出        125.46\n"
               "20805     行政事业单位养老支出      125.46       12.00\n") ==
        Lines{"#1 [0]科目编码 [1]科目名称 [2]本年收入合 [3]事业收入", "#1 [2]计", "#1 [0]栏次 [2]1 [3]2",
              "#1 [1]合计 [2]2,491.23 [3]173.23", "#1 [0]208 [1]社会保障和就业支出 [2]125.46",
              "#1 [0]20805 [1]行政事业单位养老支出 [2]125.46 [3]12.00", ""});
}

TEST_CASE("two names with one blank between them are a column each, with figures or not") {
  CHECK(headed("科目编码 科目名称       年初结转和结 本年收入   本年支出\n"
               "                        余\n"
               "                                                小计     项目支出\n"
               "         合计                          300.00   264.80   264.80\n"
               "212      城乡社区支出                  300.00   264.80   264.80\n") ==
        Lines{"#1 [0]科目编码 [1]科目名称 [2]年初结转和结 [3]本年收入 [4+2]本年支出", "#1 [2]余",
              "#1 [4]小计 [5]项目支出", "#1 [1]合计 [3]300.00 [4]264.80 [5]264.80",
              "#1 [0]212 [1]城乡社区支出 [3]300.00 [4]264.80 [5]264.80", ""});
}

TEST_CASE("names of the head wrapped beside each other with one blank between are a column each") {
  // The fact above the head widens no column: 一般公共预算 stands over 财政拨款 alone.
  CHECK(headed("部门：某局                             2021年度              金额单位：万元\n"
               "                                               一般公共预算 政府性基金预 国有资本经营\n"
               "项    目                     行次        合计      财政拨款   算财政拨款 预算财政拨款\n"
               "一、教育支出                    1    2,404.75      2,404.75\n"
               "二、科学技术支出                2      178.88        178.88\n"
               "总计                            3    2,583.63      2,583.63\n") ==
        Lines{"#1 [0]部门：某局 [2]2021年度 [4+2]金额单位：万元", "#1 [3]一般公共预算 [4]政府性基金预 [5]国有资本经营",
              "#1 [0]项 目 [1]行次 [2]合计 [3]财政拨款 [4]算财政拨款 [5]预算财政拨款",
              "#1 [0]一、教育支出 [1]1 [2]2,404.75 [3]2,404.75", "#1 [0]二、科学技术支出 [1]2 [2]178.88 [3]178.88",
              "#1 [0]总计 [1]3 [2]2,583.63 [3]2,583.63", ""});
}

TEST_CASE("a name set wide that touches the one before it is told by the same one in its line") {
  CHECK(headed("项    目                     行次        金额项    目                  行次      金额\n"
               "一、一般公共预算拨款            1    2,959.31  一、教育支出              33    192.04\n"
               "二、其他收入                    2       70.00  二、科学技术支出          34    323.98\n"
               "总计                            3    3,029.31  总计                      35    516.02\n")[0] ==
        "#1 [0]项 目 [1]行次 [2]金额 [3]项 目 [4]行次 [5]金额");
  // Nothing in the line tells: one word.
  CHECK(headed("名称                         行次        金额项    目                  行次      金额\n"
               "一、一般公共预算拨款            1    2,959.31  一、教育支出              33    192.04\n"
               "二、其他收入                    2       70.00  二、科学技术支出          34    323.98\n"
               "总计                            3    3,029.31  总计                      35    516.02\n")[0]
            .find("金额项") != std::string::npos);
}

TEST_CASE("a name set wide twice in its line is one column, wherever names below it begin") {
  CHECK(
      headed("序号           项        目             预算金额              项        目              预算金额\n"
             " 22                                                 二十二、其他支出\n"
             " 23                                                 二十三、预备费\n"
             " 31   本年收入合计                         1658.78  本年支出合计                           1684.78\n"
             " 32   上年结转结余                           26.00  年终结转结余\n"
             " 33   收入总计                             1684.78  支出总计                               1684.78\n") ==
      Lines{"#1 [0]序号 [1]项 目 [2]预算金额 [3]项 目 [4]预算金额", "#1 [0]22 [3]二十二、其他支出",
            "#1 [0]23 [3]二十三、预备费", "#1 [0]31 [1]本年收入合计 [2]1658.78 [3]本年支出合计 [4]1684.78",
            "#1 [0]32 [1]上年结转结余 [2]26.00 [3]年终结转结余",
            "#1 [0]33 [1]收入总计 [2]1684.78 [3]支出总计 [4]1684.78", ""});
}

TEST_CASE("a wrapped name half a letter too long leaves the next column its own word") {
  CHECK(headed("一级指标 二级指标     三级指标        指标值    完成值    分值   得分\n"
               "产出指标 数量指标     作业面积        3.2       2.6       15     12\n"
               "         质量指标     核验合格率      95        97        10     10\n"
               "满意度指 服务对象满意 农户满意度      90        93        10     10\n"
               "标（10分） 度指标\n"
               "总分                                                      35     32\n")[4] ==
        "#1 [0]标（10分） [1]度指标");
}

TEST_CASE("a table in two halves below a caption is one of its own") {
  const Lines lines = headed(
      "项目        合计    会议费    培训费\n"
      "预算数      6.50      2.60      3.20\n"
      "决算数      4.94      1.85      2.40\n"
      "相关统计数：\n"
      "项目                      统计数    项目                      统计数\n"
      "因公出国团组数（个）           0    因公出国人次数（人）           0\n"
      "国内公务接待批次（个）        18    国内公务接待人次（人）       142\n");
  CHECK(lines == Lines{"#1 [0]项目 [1]合计 [2]会议费 [3]培训费", "#1 [0]预算数 [1]6.50 [2]2.60 [3]3.20",
                       "#1 [0]决算数 [1]4.94 [2]1.85 [3]2.40", "相关统计数：", "#2 [0]项目 [1]统计数 [2]项目 [3]统计数",
                       "#2 [0]因公出国团组数（个） [1]0 [2]因公出国人次数（人） [3]0",
                       "#2 [0]国内公务接待批次（个） [1]18 [2]国内公务接待人次（人） [3]142", ""});
}

}  // namespace gouji::test
