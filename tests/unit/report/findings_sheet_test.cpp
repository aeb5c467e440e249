#include "report/findings_sheet.hpp"

#include <catch2/catch.hpp>

#include "report/sides.hpp"

namespace gouji::test {

TEST_CASE("left and right are called what they are") {
  struct Case {
    std::string formula, expected;
    std::vector<std::string> operands;  // as printed, the left one first
    std::string left, right;
  };
  const std::vector<Case> cases{
      {"合计 ＝ 出国 + 接待", "5.25", {"5.50", "3.00", "2.25"}, "填报数", "计算值"},
      {"金额 ＝ 金额", "0.31", {"0.13", "0.31"}, "此处所载", "另一处所载"},
      {"金额 ＝ 金额", "5.25", {"5.50", "3.00", "2.25"}, "填报数", "计算值"},  // neither was printed so
      {"甲·分值 + 乙·分值 ＝ 100", "100", {"60", "50"}, "计算值", "规定值"},
      {"金额 ＝ 100 万元", "100", {"60"}, "填报数", "规定值"},
      {"甲·分值 + 乙·分值 ＝ weights.total", "100", {"60", "50"}, "计算值", "规定值"},
      {"金额 ＝ 2021年初预算数", "100", {"60", "100"}, "此处所载", "另一处所载"},
      {"得分 ＝ 取小(分值 × 率, 分值)", "8.85", {"9.5", "10"}, "填报数", "计算值"},
      {"全年执行数 ≤ 全年预算数", "377.57", {"399.98", "377.57"}, "填报数", "不应超过"},
      {"金额 ≥ 项目支出", "19", {"17", "19"}, "填报数", "不应少于"},
      {"完成值 ＝ 指标值 + 1", "＞50个", {"50个"}, "所填内容", "对照内容"},
      {"", "＞50个", {"50个"}, "所填内容", "对照内容"},
      {"", "", {}, "所填内容", ""},
  };
  for (const Case& one : cases) {
    Finding finding;
    finding.formula = one.formula;
    finding.parameters = {"weights.total"};
    finding.printed = one.operands.empty() ? "x" : one.operands.front();
    finding.expected = one.expected;
    for (const std::string& printed : one.operands) finding.operands.emplace_back().printed = printed;
    const report::Sides sides = report::sides_of(finding, Language::chinese);
    INFO(one.formula);
    CHECK(sides.left == one.left);
    CHECK(sides.right == one.right);
    CHECK(report::sides_of(finding, Language::english).right.empty() == one.right.empty());
  }
}

TEST_CASE("what is sent out leaves the remark on a basis to those who keep the rules") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"某办法第三条（条文待核）", "某办法第三条"},
      {"某办法（某号，条文待核）；各省另有规定", "某办法（某号）；各省另有规定"},
      {"某办法（条文待核，以原文为准）", "某办法（以原文为准）"},
      {"某办法（条文待核）；看参数", "某办法；看参数"},
      {"（待核）", ""},
      {"某办法第三条", "某办法第三条"},
  };
  for (const auto& [basis, wanted] : cases) CHECK(report::basis_without_remark(basis) == wanted);
}

}  // namespace gouji::test
