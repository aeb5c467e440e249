// Wrapped tables rebuilt from running text: short invented tables for each thing that happens in print, then, where
// the real files are at hand, whole forms against their transcriptions.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "import/flow_doubt.hpp"
#include "import/flow_figures.hpp"
#include "import/flow_table.hpp"
#include "unit/import/flow_lines.hpp"

using namespace gouji::intake;

namespace {

FlowColumn flow_column(std::string key, ColumnKind kind, std::vector<std::string> heads) {
  FlowColumn result;
  result.key = std::move(key);
  result.kind = kind;
  result.heads = std::move(heads);
  return result;
}

FlowSpec indicator_spec() {
  FlowSpec spec;
  FlowColumn level1 = flow_column("level1", ColumnKind::group, {"一级指标"});
  level1.words = {"产出指标", "效益指标", "满意度指标"};
  level1.bracket_unit = "分";
  FlowColumn level2 = flow_column("level2", ColumnKind::group, {"二级指标"});
  level2.words = {"数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "服务对象满意度"};
  level2.endings = {"指标"};
  FlowColumn level3 = flow_column("level3", ColumnKind::text, {"三级指标"});
  level3.endings = {"率",   "数",     "数量", "人数", "次数", "时间", "成本", "费用",
                    "经费", "满意度", "质量", "效果", "影响", "面积", "情况"};
  FlowColumn target = flow_column("target", ColumnKind::text, {"年度指标值（A）", "年度指标值"});
  target.openers = {"≥", "≧", "＞", "＜", "≤", "≦", "=", "达到", "小于", "大于", "不低于", "不超过", "不少于", "至少"};
  FlowColumn actual = flow_column("actual", ColumnKind::text, {"实际完成值（B）", "实际完成值"});
  actual.alike = "target";
  FlowColumn score = flow_column("score", ColumnKind::number, {"得分"});
  score.at_most = "weight";
  spec.columns = {level1, level2,
                  level3, target,
                  actual, flow_column("weight", ColumnKind::number, {"分值"}),
                  score,  flow_column("reason", ColumnKind::note, {"未完成原因分析"})};
  spec.side_labels = {"绩效指标"};
  spec.total_labels = {"总分"};
  spec.stop_labels = {"绩效结论", "自评结论"};
  spec.parents = {{"数量", "产出指标"},     {"质量", "产出指标"},       {"时效", "产出指标"},
                  {"成本", "产出指标"},     {"经济效益", "效益指标"},   {"社会效益", "效益指标"},
                  {"生态效益", "效益指标"}, {"可持续影响", "效益指标"}, {"服务对象满意度", "满意度指标"}};
  spec.sequels = {{"年", "月"}, {"月", "日"}};
  return spec;
}

FigureSpec table_fund_spec() {
  FigureSpec spec;
  spec.columns = {flow_column("source", ColumnKind::text, {"资金来源"}),
                  flow_column("initial", ColumnKind::number, {"年初预算数"}),
                  flow_column("annual", ColumnKind::number, {"全年预算数（A）", "全年预算数"}),
                  flow_column("executed", ColumnKind::number, {"全年执行数（B）", "全年执行数"}),
                  flow_column("weight", ColumnKind::number, {"分值"}),
                  flow_column("rate", ColumnKind::number, {"执行率"}),
                  flow_column("score", ColumnKind::number, {"得分"})};
  spec.blanks = {"-", "—"};
  spec.label_endings = {"：", ":"};
  spec.stop_labels = {"年度总体目标", "年度总", "预期目标"};
  spec.quotient = "rate";
  spec.part = "executed";
  spec.whole = "annual";
  return spec;
}

std::string show(const FlowRow& row) {
  std::string out;
  for (const FlowCell& cell : row.cells) {
    if (!out.empty()) out += '|';
    out += cell.weight.empty() ? cell.word.empty() ? cell.text : cell.word : cell.word + "#" + cell.weight;
  }
  return out;
}

const std::string kHead =
    "一级指标 二级指标 三级指标\n年度指标值\n\n（A）\n\n实际完成值\n\n（B）\n分值 得分\n\n未完成原因\n\n分析\n\n";
const std::string kTotal = "\n\n总 分 100 90\n";

struct Reading {
  std::string text;
  std::vector<FlowTable> tables;
};

Reading read_flow(const std::string& text, const std::string& page_mark = " ") {
  Reading reading{text, {}};
  const auto lines = flow_lines(reading.text, page_mark);
  const FlowSpec spec = indicator_spec();
  reading.tables = read_flow_tables(spec, lines, find_flow_tables(spec, lines));
  return reading;
}

struct Case {
  std::string what;
  std::string body;
  std::vector<std::string> rows;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"one line a row",
       "产出指标（50分） 数量 修剪树木数量 ≥30 棵 35 棵 10 10\n\n质量 树木成活率 ≥90% 93% 10 10",
       {"产出指标#50|数量|修剪树木数量|≥30 棵|35 棵|10|10|", "产出指标#50|质量|树木成活率|≥90%|93%|10|10|"}},
      {"headings wrapped, cells centred",
       "产出指\n\n标（50\n\n分）\n\n数量\n图书馆借阅室更换\n\n照明灯具数量\n≥120 盏 126 盏 10 10\n\n"
       "社会效\n\n益\n借阅秩序 良好 良好 10 10",
       {"产出指标#50|数量|图书馆借阅室更换照明灯具数量|≥120 盏|126 盏|10|10|",
        "效益指标|社会效益|借阅秩序|良好|良好|10|10|"}},
      {"target and actual alike and wrapped",
       "产出指标（50分）\n\n质量 道路养护质量\n符合行业养\n\n护规范要求\n\n符合行业养护\n\n规范要求\n5 5",
       {"产出指标#50|质量|道路养护质量|符合行业养护规范要求|符合行业养护规范要求|5|5|"}},
      {"unit wrapped away from its figure",
       "产出指标（50分）\n\n成本 绿化养护费\n≤1040.50\n\n万元\n1004.08 万元 2 2",
       {"产出指标#50|成本|绿化养护费|≤1040.50万元|1004.08 万元|2|2|"}},
      {"heading merged over rows",
       "产出指标（50分）\n\n成本\n\n每位讲师每课时课\n\n时费\n≤500 元 500 元 10 10\n\n教材印制成本 ≤15 万元 12.14 万元 "
       "10 10",
       {"产出指标#50|成本|每位讲师每课时课时费|≤500 元|500 元|10|10|",
        "产出指标#50|成本|教材印制成本|≤15 万元|12.14 万元|10|10|"}},
      {"figures only in target and actual",
       "产出指标（50分）\n\n质量 事故发生率 0 0 4 4\n\n数量 值班人数 ≥2人 18 10 10",
       {"产出指标#50|质量|事故发生率|0|0|4|4|", "产出指标#50|数量|值班人数|≥2人|18|10|10|"}},
      {"a reason behind the figures",
       "产出指标（50分）\n\n数量\n\n培训班期数 ≥22 期 13 期 10 5.91\n\n受雨季影响，\n\n室外课程没有\n\n开展。\n\n"
       "质量 讲师评分 ≥90 分 95 分 10 10",
       {"产出指标#50|数量|培训班期数|≥22 期|13 期|10|5.91|受雨季影响，室外课程没有开展。",
        "产出指标#50|质量|讲师评分|≥90 分|95 分|10|10|"}},
      {"a reason on the line of the figures",
       "产出指标（50分）\n\n成本 水费 ≤22.46 万元 20.1 万元 2.5 2.28 从严控制支出\n\n成本 电费 ≤35 万元 35 万元 2 2",
       {"产出指标#50|成本|水费|≤22.46 万元|20.1 万元|2.5|2.28|从严控制支出",
        "产出指标#50|成本|电费|≤35 万元|35 万元|2|2|"}},
      {"heading run together with the cell",
       "效益指标（30分）\n\n社会效益 游客投诉率 ≤5% 1% 10 10\n\n社会效益咨询接通率 ≥95% 99.09% 10 10\n\n"
       "社会效益 投诉办结率 ≥95% 99% 10 10\n\n社会效益 问询答复率 ≥95% 99% 10 10\n\n社会效益 游客回访率 ≥80% 85% 10 10",
       {"效益指标#30|社会效益|游客投诉率|≤5%|1%|10|10|", "效益指标#30|社会效益|咨询接通率|≥95%|99.09%|10|10|",
        "效益指标#30|社会效益|投诉办结率|≥95%|99%|10|10|", "效益指标#30|社会效益|问询答复率|≥95%|99%|10|10|",
        "效益指标#30|社会效益|游客回访率|≥80%|85%|10|10|"}},
      {"dates stay whole",
       "产出指标（50分）\n\n时效 设备采购完成时间\n2020 年 12 月\n\n31 日前\n\n2020 年 8 月\n\n安装完成\n10 10\n\n"
       "时效 报告上报时间 年底前 2020年 7月 5 5",
       {"产出指标#50|时效|设备采购完成时间|2020 年 12 月31 日前|2020 年 8 月安装完成|10|10|",
        "产出指标#50|时效|报告上报时间|年底前|2020年 7月|5|5|"}},
      {"a cell goes on behind the page break",
       "效益指标（30分）\n\n社会效益 "
       "课程影响\n\n逐步扩大课\n\n程影响力。\n\n让更多居民了\n\n解课程内容，\n\n主动参加志愿\n\n10 10\n"
       " 服务。\n\n社会效益 课程知晓率 ≥85% 90% 10 10",
       {"效益指标#30|社会效益|课程影响|逐步扩大课程影响力。|让更多居民了解课程内容，主动参加志愿服务。|10|10|",
        "效益指标#30|社会效益|课程知晓率|≥85%|90%|10|10|"}},
      {"a heading is cut by the page break",
       "产出指 数量\n发放宣传单数量 =41 份 41 份 20 20\n 标（50分） 质量\n宣传单印刷质量 合格 合格 20 20",
       {"产出指标#50|数量|发放宣传单数量|=41 份|41 份|20|20|", "产出指标#50|质量|宣传单印刷质量|合格|合格|20|20|"}},
      {"the side label again within the table",
       "产出指标（50分）\n\n数量 种植面积 ≥80 亩 81 亩 10 "
       "10\n\n绩效\n\n指标\n\n满意度指标（10分）\n\n服务对\n\n象满意\n\n度\n\n"
       "农户满意度 ≥90% 95% 10 10",
       {"产出指标#50|数量|种植面积|≥80 亩|81 亩|10|10|", "满意度指标#10|服务对象满意度|农户满意度|≥90%|95%|10|10|"}},
      {"an unknown second heading",
       "产出指标（50分）\n\n数量 种植面积 ≥80 亩 81 亩 10 "
       "10\n\n满意度指标（10分）\n\n项目合作\n\n方满意度\n合作方满意度 ≥95% 95% 10 10",
       {"产出指标#50|数量|种植面积|≥80 亩|81 亩|10|10|",
        "满意度指标#10|项目合作方满意度|合作方满意度|≥95%|95%|10|10|"}},
  };
  return all;
}

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The folder with the real files, or nothing.
std::filesystem::path shared_folder() {
  const char* set = std::getenv("GOUJI_SHARED");
#ifdef GOUJI_SOURCE_DIR
  const std::filesystem::path usual = std::filesystem::path(GOUJI_SOURCE_DIR) / ".." / "shared";
#else
  const std::filesystem::path usual = "../shared";
#endif
  const std::filesystem::path folder = set != nullptr ? std::filesystem::path(set) : usual;
  return std::filesystem::exists(folder / "seeds") ? folder : std::filesystem::path();
}

std::filesystem::path seed_named(const std::filesystem::path& shared, const std::string& prefix) {
  for (const auto& entry : std::filesystem::directory_iterator(shared / "seeds")) {
    if (entry.path().filename().string().rfind(prefix, 0) == 0) return entry.path();
  }
  return {};
}

std::string text_at(const nlohmann::json& object, const std::string& key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? std::string() : found->get<std::string>();
}

struct Seed {
  std::string prefix;
  std::string page_mark;
  std::string truth;  // empty: to look at only
};

const std::vector<Seed>& seeds() {
  static const std::vector<Seed> all{
      {"000", " ", "guizhou-office-2020.json"}, {"001", "", "qiannan-service-2023.json"}, {"002", "", ""}};
  return all;
}

}  // namespace

TEST_CASE("wrapped rows come back as they were", "[flow]") {
  for (const Case& c : cases()) {
    DYNAMIC_SECTION(c.what) {
      const Reading reading = read_flow(kHead + c.body + kTotal);
      REQUIRE(reading.tables.size() == 1);
      const FlowTable& table = reading.tables.front();
      std::vector<std::string> rows;
      for (const FlowRow& row : table.rows) rows.push_back(show(row));
      CHECK(rows == c.rows);
      CHECK(table.left_over.empty());
      CHECK(table.head.size() == 8);
      CHECK(table.total.at(5).text == "100");
      CHECK(table.total.at(6).text == "90");
    }
  }
}

TEST_CASE("every byte of a table has one place", "[flow]") {
  for (const Case& c : cases()) {
    DYNAMIC_SECTION(c.what) {
      const Reading reading = read_flow(kHead + c.body + kTotal);
      const auto lines = flow_lines(reading.text, " ");
      std::vector<std::string> taken;  // by line: which bytes
      for (const auto& line : lines) {
        taken.resize(std::max(taken.size(), static_cast<std::size_t>(line.number)));
        taken[static_cast<std::size_t>(line.number) - 1] = std::string(line.text.size(), '.');
      }
      const auto take = [&](const std::vector<SourceSpan>& spans) {
        for (const SourceSpan& span : spans) {
          std::string& line = taken.at(static_cast<std::size_t>(span.line) - 1);
          for (std::size_t i = span.begin; i < span.end; ++i) {
            CHECK(line.at(i) == '.');
            line.at(i) = 'x';
          }
        }
      };
      for (const FlowTable& table : reading.tables) {
        for (const FlowRow& row : table.rows) {
          for (const FlowCell& cell : row.cells) take(cell.spans);
        }
        for (const auto* pieces : {&table.head, &table.labels, &table.left_over}) {
          for (const FlowPiece& piece : *pieces) take(piece.spans);
        }
        take(table.total_label.spans);
        for (const FlowCell& cell : table.total) take(cell.spans);
      }
      for (const auto& line : lines) {
        const std::string& marks = taken[static_cast<std::size_t>(line.number) - 1];
        for (std::size_t i = 0; i < line.text.size(); ++i) {
          if (line.text[i] != ' ') CHECK(marks[i] == 'x');
        }
      }
    }
  }
}

TEST_CASE("a lost outer heading is inferred and marked", "[flow]") {
  const Reading reading = read_flow(kHead +
                                    "产出指标（50分）\n\n成本 运行成本 ≤20 万元 18 万元 10 10\n\n社会效益\n"
                                    "街道整洁度 明显改善 明显改善 5 5\n\n居民出行条件 明显改善 明显改善 5 5" +
                                    kTotal);
  REQUIRE(reading.tables.size() == 1);
  const FlowTable& table = reading.tables.front();
  REQUIRE(table.rows.size() == 3);
  for (const std::size_t row : {1U, 2U}) {
    const FlowCell& heading = table.rows[row].cells[0];
    CHECK(heading.word == "效益指标");
    CHECK(heading.weight.empty());
    CHECK_FALSE(heading.doubtful.empty());
  }
  CHECK(table.rows[0].cells[0].doubtful.empty());
}

TEST_CASE("headings carried down say so", "[flow]") {
  const Reading reading =
      read_flow(kHead + "产出指标（50分）\n\n数量 道路里程 ≥8 公里 8 公里 10 10\n\n桥梁数 =2 座 2 座 10 10" + kTotal);
  REQUIRE(reading.tables.front().rows.size() == 2);
  CHECK_FALSE(reading.tables.front().rows[0].cells[1].carried);
  CHECK(reading.tables.front().rows[1].cells[1].carried);
  CHECK(reading.tables.front().rows[1].cells[1].text == "数量");
  CHECK(reading.tables.front().rows[1].cells[1].spans.empty());
}

TEST_CASE("an arbitrary border is marked as doubtful", "[flow]") {
  // Nothing tells where the target ends: no figures, no likeness, lines of equal width.
  const Reading reading = read_flow(
      kHead + "产出指标（50分）\n\n质量\n\n甲乙丙丁\n\n戊己庚辛\n\n壬癸子丑\n\n寅卯辰巳\n\n午未申酉\n\n5 5" + kTotal);
  REQUIRE(reading.tables.front().rows.size() == 1);
  const auto& cells = reading.tables.front().rows.front().cells;
  CHECK(cells[2].text + cells[3].text + cells[4].text == "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉");
  CHECK_FALSE(cells[3].doubtful.empty());
}

// One cell a line, and a word for nothing where no reason is due.
TEST_CASE("a form that says that there is no reason", "[flow]") {
  FlowSpec spec = indicator_spec();
  spec.part_lines = true;
  spec.columns.back().words = {"无", "/"};
  const std::string text = kHead +
                           "产出指标（50分）\n数量指标\n动物免疫数\n量\n≥185万头只\n191.4万头只\n10\n10\n无\n"
                           "农牧民培训人次\n≥4200人次\n4350人次\n8\n9\n无\n"
                           "质量指标\n免疫密度\n≥90%\n100%\n10\n10\n无\n培训合格率\n≥95%\n96.5%\n5\n5\n无\n"
                           "时效指标\n资金支付及时率\n100%\n92%\n10\n9.2\n部分项目跨年实施，按\n合同进度支付" +
                           kTotal;
  const auto lines = flow_lines(text, "");
  const auto tables = read_flow_tables(spec, lines, find_flow_tables(spec, lines));
  REQUIRE(tables.size() == 1);
  std::vector<std::string> rows;
  for (const FlowRow& row : tables.front().rows) {
    rows.push_back(show(row));
    CHECK(row.cells.back().doubtful.empty());
  }
  CHECK(rows == std::vector<std::string>{
                    "产出指标#50|数量指标|动物免疫数量|≥185万头只|191.4万头只|10|10|无",
                    "产出指标#50|数量指标|农牧民培训人次|≥4200人次|4350人次|8|9|无",
                    "产出指标#50|质量指标|免疫密度|≥90%|100%|10|10|无",
                    "产出指标#50|质量指标|培训合格率|≥95%|96.5%|5|5|无",
                    "产出指标#50|时效指标|资金支付及时率|100%|92%|10|9.2|部分项目跨年实施，按合同进度支付"});
}

TEST_CASE("a figure that opens a note, its own column blank, is in doubt", "[flow]") {
  const FlowSpec spec = indicator_spec();
  const std::string text = "种植面积 ≥80亩 81亩 10 9 因雨延期";
  const auto lines = flow_lines(text, "");
  const std::vector<Token> tokens = tokenize(lines, {0, lines.size()}, token_hints(spec));
  REQUIRE(tokens.size() == 6);
  const CharacterPairs pairs(lines);
  const GapModel gaps;
  const std::vector<ColumnWidth> widths(spec.columns.size());
  const FlowScore score(spec, tokens, pairs, gaps, widths);
  const auto doubted = [&](std::size_t note) {  // the first token of the note
    RowCut row;
    row.cells.resize(spec.columns.size());
    for (std::size_t column = 2; column < 2 + note; ++column) row.cells[column].parts = {{column - 2, column - 1}};
    row.cells[7].parts = {{note, 6}};
    TableCut cut;
    cut.rows.push_back(row);
    std::vector<std::size_t> columns;
    for (const CellDoubt& doubt : find_doubts(spec, tokens, score, cut)) columns.push_back(doubt.column);
    return columns;
  };
  const auto figure = doubted(4);
  CHECK(std::count(figure.begin(), figure.end(), 6) == 1);
  CHECK(std::count(figure.begin(), figure.end(), 7) == 1);
  const auto words = doubted(5);
  CHECK(std::count(words.begin(), words.end(), 6) == 0);
}

TEST_CASE("odd input neither throws nor loses anything", "[flow]") {
  CHECK(read_flow("").tables.empty());
  CHECK(read_flow("没有表的文字。\n第二行。").tables.empty());
  CHECK(read_flow(kHead).tables.size() == 1);
  const Reading broken =
      read_flow(kHead + "\xFF\xFE 10\n\n\n（（（ ≥ = 数量\n" + std::string(400, '9') + " 1 1" + kTotal);
  REQUIRE(broken.tables.size() == 1);
  const FlowSpec empty;
  const std::string text = "甲 乙\n丙";
  const auto lines = flow_lines(text, "");
  CHECK(find_flow_tables(empty, lines).empty());
  REQUIRE(read_flow_tables(empty, lines, {{0, lines.size()}}).size() == 1);
  CHECK(read_flow_tables(empty, lines, {{0, lines.size()}}).front().left_over.size() == 3);
}

TEST_CASE("lines know their gaps and pages", "[flow]") {
  const std::string text = "一\n\n\n二\r\n 三\n  四\n\f五\n";
  const auto lines = flow_lines(text, " ");
  REQUIRE(lines.size() == 5);
  CHECK(lines[1].number == 4);
  CHECK(lines[1].blank_before == 2);
  CHECK(lines[1].text == "二");
  CHECK(lines[2].page_start);
  CHECK_FALSE(lines[3].page_start);
  CHECK(lines[4].page_start);
}

TEST_CASE("figures find their columns", "[figures]") {
  struct Row {
    std::string what;
    std::string line;
    std::string expected;
    bool doubtful;
  };
  const std::vector<Row> rows{
      {"all", "年度资金总额： 100 90 45 10 50% 5", "年度资金总额|100|90|45|10|50%|5", false},
      {"wrapped label", "年度资金总\n\n额：\n100 90 45 10 0.5 5.00", "年度资金总额|100|90|45|10|0.5|5.00", false},
      {"first missing, the quotient agrees", "年度资金总额： 80 78.8 10 98.50% 9.85",
       "年度资金总额||80|78.8|10|98.50%|9.85", false},
      {"first missing, the quotient does not agree", "年度资金总额： 80 70 10 98.50% 9.85",
       "年度资金总额||80|70|10|98.50%|9.85", true},
      {"blanks", "财政拨款 - - -", "财政拨款||||-|-|-", false},
      {"figures and blanks", "本级安排 0 30.4 30.4 — — —", "本级安排|0|30.4|30.4|—|—|—", false},
      {"the label again among the figures", "本级安排 本级安排 本级安排 - - -", "本级安排||本级安排|本级安排|-|-|-",
       true},
  };
  const FigureSpec spec = table_fund_spec();
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      const std::string text = "资金来源 年初预算数\n全年预算数\n\n（A）\n\n全年执行\n\n数（B）\n分值 执行率得分\n\n" +
                               row.line + "\n\n其他资金 - - -\n\n年度总\n\n体目标\n";
      const auto lines = flow_lines(text, " ");
      const auto tables = read_figure_tables(spec, lines, find_figure_tables(spec, lines));
      REQUIRE(tables.size() == 1);
      REQUIRE(tables.front().rows.size() == 2);
      CHECK(show(tables.front().rows.front()) == row.expected);
      bool doubtful = false;
      for (const FlowCell& cell : tables.front().rows.front().cells) doubtful = doubtful || !cell.doubtful.empty();
      CHECK(doubtful == row.doubtful);
      CHECK(tables.front().left_over.empty());
    }
  }
}

TEST_CASE("a head printed across its cells is found", "[figures]") {
  const std::string text =
      "项目资金（万元） 资金来源 年初预算数 全年预算数 全年执行 分值 执行率 得\n （A） 数（B） 分\n\n年度资金总额： 9 "
      "9 9 10 100% 10\n\n年度总\n";
  const auto lines = flow_lines(text, " ");
  const FigureSpec spec = table_fund_spec();
  const auto tables = read_figure_tables(spec, lines, find_figure_tables(spec, lines));
  REQUIRE(tables.size() == 1);
  REQUIRE(tables.front().rows.size() == 1);
  CHECK(show(tables.front().rows.front()) == "年度资金总额|9|9|9|10|100%|10");
  REQUIRE(tables.front().left_over.size() == 1);
  CHECK(tables.front().left_over.front().text == "项目资金（万元）");
}

TEST_CASE("real forms agree with their transcriptions", "[seeds]") {
  const std::filesystem::path shared = shared_folder();
  if (shared.empty()) return;  // only where the files are at hand
  const FlowSpec spec = indicator_spec();
  const FigureSpec funds = table_fund_spec();
  std::size_t cells = 0;
  std::size_t doubtful = 0;
  for (const Seed& seed : seeds()) {
    const std::filesystem::path file = seed_named(shared, seed.prefix);
    if (seed.truth.empty() || file.empty() || !std::filesystem::exists(shared / "truth" / seed.truth)) continue;
    const std::string text = slurp(file);
    const auto lines = flow_lines(text, seed.page_mark);
    const auto tables = read_flow_tables(spec, lines, find_flow_tables(spec, lines));
    const auto money = read_figure_tables(funds, lines, find_figure_tables(funds, lines));
    const auto truth = nlohmann::json::parse(slurp(shared / "truth" / seed.truth));
    const auto& evaluations = truth.at("evaluations");
    REQUIRE(tables.size() >= evaluations.size());
    REQUIRE(money.size() == tables.size());
    for (std::size_t form = 0; form < evaluations.size(); ++form) {
      CAPTURE(seed.prefix, form + 1);
      const auto& indicators = evaluations[form].at("indicators");
      CHECK(tables[form].left_over.empty());
      REQUIRE(tables[form].rows.size() == indicators.size());
      for (std::size_t r = 0; r < indicators.size(); ++r) {
        const FlowRow& row = tables[form].rows[r];
        CAPTURE(row.first_line);
        CHECK(row.cells[0].word == text_at(indicators[r], "level1"));
        CHECK(row.cells[0].weight == text_at(indicators[r], "level1_weight"));
        for (std::size_t c = 1; c < spec.columns.size(); ++c) {
          CHECK(row.cells[c].text == text_at(indicators[r], spec.columns[c].key));
          ++cells;
          if (!row.cells[c].doubtful.empty()) ++doubtful;
        }
      }
      for (const auto& fund : evaluations[form].at("funds")) {
        const auto& rows = money[form].rows;
        const auto found = std::find_if(
            rows.begin(), rows.end(), [&](const FlowRow& row) { return row.cells[0].text == text_at(fund, "source"); });
        REQUIRE(found != rows.end());
        for (std::size_t c = 1; c < funds.columns.size(); ++c) {
          const std::string& printed = found->cells[c].text;
          CHECK((printed == "-" || printed == "—" ? "" : printed) == text_at(fund, funds.columns[c].key));
        }
      }
    }
  }
  CHECK(doubtful * 100 <= cells);  // right cells are rarely marked
}

// For the eye: `test_import "[dump]"` prints every form of the real files.
TEST_CASE("print real forms", "[.][dump]") {
  const std::filesystem::path shared = shared_folder();
  if (shared.empty()) return;
  const FlowSpec spec = indicator_spec();
  const FigureSpec funds = table_fund_spec();
  for (const Seed& seed : seeds()) {
    const std::string text = slurp(seed_named(shared, seed.prefix));
    const auto lines = flow_lines(text, seed.page_mark);
    const auto tables = read_flow_tables(spec, lines, find_flow_tables(spec, lines));
    const auto money = read_figure_tables(funds, lines, find_figure_tables(funds, lines));
    for (std::size_t form = 0; form < tables.size(); ++form) {
      std::cout << "== " << seed.prefix << " form " << form + 1 << '\n';
      if (form < money.size()) {
        for (const FlowRow& row : money[form].rows) std::cout << row.first_line << "  " << show(row) << '\n';
      }
      for (const FlowRow& row : tables[form].rows) {
        std::cout << row.first_line << '-' << row.last_line << "  " << show(row) << '\n';
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
          if (!row.cells[c].doubtful.empty())
            std::cout << "      ? " << spec.columns[c].key << ": " << row.cells[c].doubtful << '\n';
        }
      }
      for (const FlowPiece& piece : tables[form].left_over) std::cout << "      left over: " << piece.text << '\n';
    }
  }
}
