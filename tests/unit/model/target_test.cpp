#include "model/target.hpp"

#include <catch2/catch.hpp>

#include "base/fault.hpp"

namespace gouji::test {
namespace {

// "≥ 0.95 %", "2..7 天", "worded ≤ 10 小时"; "-" where nothing is read.
std::string shown(std::string_view printed) {
  const Target target = parse_target(printed);
  if (!target.numeric()) return "-";
  std::string text = target.worded ? "worded " : "";
  if (!symbol(target.comparison).empty()) text += std::string(symbol(target.comparison)) + " ";
  text += target.low->value.text();
  if (target.range()) text += ".." + target.high->value.text();
  const Unit& unit = target.low->unit;
  if (unit.kind == UnitKind::quantity && unit.exponent != 0) text += " x10^" + std::to_string(unit.exponent);
  return unit.word.empty() ? text : text + " " + std::string(unit.word);
}

}  // namespace

TEST_CASE("targets as forms print them") {
  struct Case {
    const char* printed;
    const char* read;
  };
  const std::vector<Case> cases{// operators in all their spellings
                                {"≥95%", "≥ 0.95 %"},
                                {"≧95%", "≥ 0.95 %"},
                                {"⩾95%", "≥ 0.95 %"},
                                {">= 98 %", "≥ 0.98 %"},
                                {"=>10", "≥ 10"},
                                {"》50", "≥ 50"},
                                {"» 100", "≥ 100"},
                                {"《49. 41万元", "≤ 49.41 万元"},
                                {"＞50个", "＞ 50 个"},
                                {"≤105 万元", "≤ 105 万元"},
                                {"《30分钟", "≤ 30 分钟"},
                                {"＜3", "＜ 3"},
                                {"=7个", "＝ 7 个"},
                                {"＝7个", "＝ 7 个"},
                                {"═1", "＝ 1"},
                                {"大于等于95", "≥ 95"},
                                {"大于95", "＞ 95"},
                                {"小于或等于5％", "≤ 0.05 %"},
                                {"不少于 3 次", "≥ 3 次"},
                                {"不超过5%", "≤ 0.05 %"},
                                {"至少3次", "≥ 3 次"},
                                // a letter where a digit was: no figure, not 4 of something
                                {"≥4S人", "-"},
                                {"1O个", "-"},
                                {"9S", "-"},
                                {"≤3l辆", "-"},
                                {"≥5kg", "≥ 5 kg"},
                                // the same, printed with rules between
                                {"≧|100|%", "≥ 1 %"},
                                {"=|100|%", "＝ 1 %"},
                                {"≧|735|人次", "≥ 735 人次"},
                                // endings
                                {"10小时内", "worded ≤ 10 小时"},
                                {"5万元以内", "worded ≤ 5 万元"},
                                {"100%以上", "worded ≥ 1 %"},
                                {"达到 95%以上", "worded ≥ 0.95 %"},
                                {"5左右", "worded 5"},
                                {"完成率达到95%", "worded ≥ 0.95 %"},
                                {"控制在5%以内", "worded ≤ 0.05 %"},
                                {"服务对象≥38家行政事业单位", "worded ≥ 38 家行政事业单位"},
                                // bare numbers and units
                                {"100", "100"},
                                {"１２", "12"},
                                {"50 % ", "0.5 %"},
                                {"22.46", "22.46"},
                                {"≥1,000 元", "≥ 1000 元"},
                                {"≥50 万字", "≥ 50 x10^4 字"},
                                {"3万份", "3 x10^4 份"},
                                {"2/人次", "2 人次"},
                                {"≤1 月", "≤ 1 月"},
                                // ranges
                                {"2-7天", "2..7 天"},
                                {"2-7 天", "2..7 天"},
                                {"90-95%", "0.9..0.95 %"},
                                {"90%-95%", "0.9..0.95 %"},
                                {"90%至95%", "0.9..0.95 %"},
                                {"90~100", "90..100"},
                                // words and dates have no figure
                                {"", "-"},
                                {"优秀", "-"},
                                {"12月底前", "-"},
                                {"2020年12月31日前", "-"},
                                {"2020 年", "-"},
                                {"5月-8月", "-"},
                                {"每年 4-12 月每月开展", "-"},
                                {"节、假日到来前 10 天左右", "-"},
                                {"7*27小时", "-"},
                                {"第1名", "-"},
                                {"预计全年登记处理文件8000余件次。", "-"},
                                {"服务对象≥13家单设窗口单位、2家整体进驻窗口单位", "-"},
                                {"不超过预算", "-"},
                                {"1:2", "-"},
                                {"≥九成", "-"}};
  for (const Case& wanted : cases) {
    CAPTURE(wanted.printed);
    CHECK(shown(wanted.printed) == wanted.read);
  }
}

TEST_CASE("directions of targets") {
  CHECK(is_reverse(parse_target("≤5%")) == true);
  CHECK(is_reverse(parse_target("＜5%")) == true);
  CHECK(is_reverse(parse_target("≥5%")) == false);
  CHECK(is_reverse(parse_target("=5%")) == false);
  CHECK(is_reverse(parse_target("5%")) == std::nullopt);
}

TEST_CASE("no text brings the reader of targets down") {
  const std::string parts[] = {"≥", "12", ".",   ",",  "-", "%",  "以上", "个", "|",
                               "/", "年", "1,2", "内", " ", "～", "\xff", "万", "至"};
  unsigned state = 1;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (int length = i % 7; length >= 0; --length) {
      state = state * 1664525U + 1013904223U;
      text += parts[(state >> 16U) % 18];
    }
    const Target target = parse_target(text);
    CHECK((target.numeric() || !target.range()));
  }
}

}  // namespace gouji::test
