// Texts and their encodings; tables of tabs.
#include <catch2/catch.hpp>

#include "formats/published_encoding.hpp"
#include "unit/formats/published_shape.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

std::string utf16(std::u16string_view text, bool big, bool marked) {
  std::string out;
  const auto put = [&](char16_t c) {
    const char low = static_cast<char>(c & 0xFFU), high = static_cast<char>(c >> 8U);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (marked) put(0xFEFF);
  for (const char16_t c : text) put(c);
  return out;
}

}  // namespace

TEST_CASE("published texts are understood in the encodings that departments use") {
  const std::u16string_view wide = u"收入合计\t28.50\n支出合计\t28.50\n第一部分 部门概况，预算\n";
  const std::string plain = "收入合计\t28.50\n支出合计\t28.50\n第一部分 部门概况，预算\n";
  struct Case {
    const char* what;
    std::string bytes;
  };
  const std::vector<Case> cases{
      {"UTF-8", plain},
      {"UTF-8 with mark", "\xEF\xBB\xBF" + plain},
      {"UTF-16LE with mark", utf16(wide, false, true)},
      {"UTF-16BE with mark", utf16(wide, true, true)},
      {"UTF-16LE", utf16(wide, false, false)},
      {"UTF-16BE", utf16(wide, true, false)},
      {"GB18030",
       "\xCA\xD5\xC8\xEB\xBA\xCF\xBC\xC6\t28.50\n\xD6\xA7\xB3\xF6\xBA\xCF\xBC\xC6\t28.50\n\xB5\xDA\xD2\xBB\xB2\xBF\xB7"
       "\xD6 \xB2\xBF\xC3\xC5\xB8\xC5\xBF\xF6\xA3\xAC\xD4\xA4\xCB\xE3\n"},
      {"marks that do not print",
       "收入\xE2\x80\x8B合计\t28.\xEF\xBB\xBF"
       "50\n支出合计\t28.50\n第一部分 部门概况，预算\n"}};
  for (const Case& one : cases) {
    INFO(one.what);
    CHECK(decode_published(one.bytes, "x.txt") == plain);
  }
}

TEST_CASE("Big5 is known by its bytes, where nothing says so") {
  // 臺北市政府歲入歲出預算書, 合計一百萬元整
  const std::string big5 =
      "\xBB\x4F\xA5\x5F\xA5\xAB\xAC\x46\xA9\xB2\xB7\xB3\xA4\x4A\xB7\xB3\xA5\x58\xB9\x77\xBA\xE2\xAE\xD1"
      "\xA6\x58\xAD\x70\xA4\x40\xA6\xCA\xB8\x55\xA4\xB8\xBE\xE3\n";
  std::string much;
  for (int i = 0; i < 5; ++i) much += big5;
  CHECK(decode_published(much, "x.txt").starts_with("臺北市政府歲入歲出預算書合計一百萬元整\n"));
  const std::string gb18030 = "\xCA\xD5\xC8\xEB\xD6\xA7\xB3\xF6\xBE\xF6\xCB\xE3\xD7\xDC\xB1\xED\n";  // 收入支出决算总表
  much.clear();
  for (int i = 0; i < 20; ++i) much += gb18030;
  CHECK(decode_published(much, "x.txt").starts_with("收入支出决算总表\n"));
}

TEST_CASE("damage is shown and nonsense is refused") {
  std::string cut = "一般公共预算财政拨款收入";
  for (int i = 0; i < 4; ++i) cut += cut;
  const std::string damaged = decode_published(cut.substr(0, cut.size() - 1), "x.txt");
  CHECK(damaged.ends_with("\xEF\xBF\xBD"));
  CHECK(decode_published("合计\x01" + cut, "x.txt").find("\\u{1}") != std::string::npos);
  struct Case {
    std::string bytes, code;
    int line;
  };
  std::string rubbish;
  for (int i = 0; i < 4000; ++i) rubbish += static_cast<char>((i * 7919 + i / 3) % 255 + 1);
  const std::vector<Case> cases{{"", "import.empty", 0},
                                {" \n\t\n", "import.empty", 0},
                                {"\xEF\xBB\xBF", "import.empty", 0},
                                {"\xFF\xFE", "import.empty", 0},
                                {std::string("合计\n12\0", 10), "import.not_text", 2},
                                {std::string("ELF\2\0\0\0\0", 8), "import.not_text", 1},
                                {std::string("PK\3\4\0\0\0\0", 8), "import.damaged", 0},
                                {rubbish, "import.not_text", 1},
                                {std::string(100, '\xFF'), "import.not_text", 1},
                                {std::string(1000, '\x01'), "import.not_text", 1}};
  for (const Case& one : cases) {
    INFO(one.bytes.substr(0, 10));
    try {
      read_published(one.bytes, "x.txt");
      FAIL("read");
    } catch (const Fault& fault) {
      CHECK(fault.code() == one.code);
      CHECK(fault.location().line == one.line);
    }
  }
}

TEST_CASE("lines of a text keep their numbers, and runs of tabs are grids") {
  struct Case {
    std::string text, shown;
  };
  const std::vector<Case> cases{
      {"甲\r\n乙\r\n", "1: 甲\n2: 乙\n3: \n"},
      {"甲\r乙", "1: 甲\n2: 乙\n"},
      {"表1\n\n项目\t金额\n合计\t\t12\n\n乙\t5",
       "1: 表1\n2: \n3: ▤[0,0 项目][0,1 金额]\n4: [1,0 合计][1,1 ][1,2 12]\n5: \n6: ▤[0,0 乙][0,1 5]\n"},
      {"项目\t 金额 \n说明\n项目\t2", "1: ▤[0,0 项目][0,1 金额]\n2: 说明\n3: ▤[0,0 项目][0,1 2]\n"},
      {"\t一、概况\n\t二、说明\n", "1: \t一、概况\n2: \t二、说明\n3: \n"},
      {"\t合计\t12\n\t\n", "1: ▤[0,0 ][0,1 合计][0,2 12]\n2: [1,0 ][1,1 ]\n3: \n"}};
  for (const Case& one : cases) {
    const PublishedSource source = read_published(one.text, "x.txt");
    CHECK(source.format == "text");
    CHECK(shown(source) == one.shown);
    check_shape(source);
  }
}

TEST_CASE("pages of a text begin behind form feeds and at lone spaces") {
  const PublishedSource fed = read_published("一\n\f二\n三\n", "x.txt");
  CHECK_FALSE(fed.lines[0].page_start);
  CHECK(fed.lines[1].page_start);
  CHECK_FALSE(fed.lines[2].page_start);
  std::string spaced = " 一\n";
  for (int i = 0; i < 20; ++i) spaced += "行\n";
  CHECK(read_published(spaced + " 二\n", "x.txt").lines[21].page_start);
  // Where blanks keep columns, a lone one belongs to the first column.
  CHECK_FALSE(read_published(spaced + " 8.60   0.00\n 5.23   0.00\n", "x.txt").lines[21].page_start);
}

// clang-format off: printed as in the file
constexpr const char* kFormBehindTable =
    "                                 部门预算财政拨款“三公”经费支出表\n"
    "部门编码及名称：[387005]某某市灌区事务中心                                          单位：万元\n"
    "                                                             资    金    来    源\n"
    "                                                            一般公共     政府性基金   国有资本经营\n"
    "序号               项      目                   合计\n"
    "                                                            预算拨款      预算拨款      预算拨款\n"
    "栏次                   1                         2             3             4             5\n"
    " 1    “三公”经费合计                              9.80          9.80\n"
    " 2    一、因公出国（境）费用\n"
    " 3    二、公务接待费                                0.80          0.80\n"
    " 4    三、公务用车购置及运维费                      9.00          9.00\n"
    " 5      其中：公务用车购置费\n"
    " 6            公务用车运行维护费                    9.00          9.00\n"
    "\n"
    "                                                 12\n"
    "\n"
    "                                  1.灌区渠道维修养护经费绩效目标表\n"
    "387005某某市灌区事务中心                                                            单位：万元\n"
    "项目编码      13110023P00571210023J         项目名称    灌区渠道维修养护经费\n"
    "预算规模      预算数  286.50        其中：财政资金  241.50        其他资金  45.00\n"
    "绩效目标      1.完成三条干渠42.6公里渠道清淤和12座水闸的日常维护，保障18.3万亩农田适时灌溉。\n"
    " 一级指标      二级指标           三级指标              绩效指标描述           指标值      指标值确定依据\n"
    "产出指标    数量指标        渠道清淤长度          完成清淤的干渠长度        ≥42.6公里    单位年度工作计划\n"
    "                            维护水闸数量          完成日常维护的水闸座数    12座          单位年度工作计划\n"
    "            质量指标        工程验收合格率        验收合格工程占全部工程的  100%          水利工程质量评定\n"
    "                                                  比例                                    标准\n"
    "            时效指标        春灌前完成时间        渠道清淤完成的时间        3月15日前     灌溉计划\n"
    "            成本指标        渠道清淤单位成本      每公里清淤所需费用        ≤4.8万元     可行性研究报告\n"
    "效益指标    社会效益指标    保障灌溉面积          受益农田面积              ≥18.3万亩    历年灌溉统计资料\n"
    "            可持续影响指标  渠系水利用系数        田间用水量与渠首引水量之  ≥0.62        节水评价资料\n"
    "                                                  比\n"
    "满意度指标  服务对象满意度  灌区群众满意度        问卷调查满意人数占比      ≥90%         问卷调查\n"
    "            指标\n";
// clang-format on

TEST_CASE("a full head of words below one row of figures begins a grid of its own") {
  const PublishedSource source = read_published(kFormBehindTable, "x.txt");
  REQUIRE_FALSE(source.grids.empty());
  const SourceCell& first = source.grids.back().cells.front();
  CHECK(source.lines[static_cast<std::size_t>(first.line) - 1].text.substr(first.begin, first.end - first.begin) ==
        "一级指标");
  CHECK(source.grids.back().columns == 6);
}

TEST_CASE("a sheet of figures alone stays lines, since where its head stands names them") {
  const std::string head =
      "               预算数                         决算数\n"
      "   合计      出国费      接待费      合计      出国费      接待费\n"
      "    1          2           3          4          5           6\n";
  CHECK(read_published(head + "   8.60       0.00        8.60       5.23       0.00        5.23\n", "x.txt")
            .grids.empty());
  // Names beside the figures tell rows and columns.
  CHECK(read_published("项目" + head +
                           "甲  8.60       0.00        8.60       5.23       0.00        5.23\n"
                           "乙  8.60       0.00        8.60       5.23       0.00        5.23\n",
                       "x.txt")
            .grids.size() == 1);
}

TEST_CASE("sources that hold too much are refused with a name for it") {
  struct Case {
    const char* what;
    std::string bytes, name, code;
  };
  std::string rows, nested, attributes = "<table><tr><td>a</td><td colspan=1000000>b</td></tr></table>";
  for (int i = 0; i < 1'000'001; ++i) rows += "\n";
  for (int i = 0; i < 100'000; ++i) nested += "<div>";
  std::string tags;
  for (int i = 0; i < 1'000'001; ++i) tags += "<p>";
  const std::vector<Case> cases{
      {"bytes", std::string((std::size_t{64} << 20U) + 1, 'a'), "x.txt", "import.too_large"},
      {"lines", "a" + rows, "x.txt", "import.too_large"},
      {"a line", std::string(std::size_t{2} << 20U, 'a'), "x.txt", "import.long_line"},
      {"tabs", "a" + std::string(20'000, '\t') + "b", "x.txt", "import.too_wide"},
      {"fields", "a" + std::string(20'000, ',') + "b", "x.csv", "import.too_wide"},
      {"a field", "a,\"" + std::string(std::size_t{2} << 20U, 'a') + "\"", "x.csv", "import.long_line"},
      {"lines in a field", "a,\"" + rows + "\"", "x.csv", "import.too_large"},
      {"a cell", "<table><tr><td>a<td>" + std::string(std::size_t{2} << 20U, 'a') + "</table>", "x.html",
       "import.long_line"},
      {"columns", attributes, "x.html", "import.too_wide"},
      {"tags", tags, "x.html", "import.too_large"},
      {"nesting", nested, "x.html", "import.too_deep"}};
  for (const Case& one : cases) {
    INFO(one.what);
    CHECK(fault_of([&] { read_published(one.bytes, one.name); }).find(one.code) != std::string::npos);
  }
}

}  // namespace gouji::test
