// Heads of tables found in running text, whatever their columns; rows of known labels below them; cells between tabs.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "import/flow_figures.hpp"
#include "import/flow_heads.hpp"
#include "import/flow_table.hpp"
#include "unit/import/flow_lines.hpp"

using namespace gouji::intake;

namespace {

HeadSpec indicator_heads() {
  HeadSpec spec;
  spec.columns = {{"level1", {"一级指标"}, {}, false},
                  {"level2", {"二级指标"}, {}, false},
                  {"level3", {"三级指标", "指标名称"}, {"绩效指标"}, false},
                  {"target", {"年度指标值", "指标值"}, {}, false},
                  {"actual", {"实际完成值", "完成值"}, {}, false},
                  {"rate", {"执行率"}, {}, false},
                  {"weight", {"分值", "权重"}, {}, false},
                  {"score", {"得分", "执行率得分"}, {"评分"}, false},
                  {"reason", {"原因分析"}, {"备注"}, false}};
  spec.needed = {"level3"};
  return spec;
}

std::string keys(const FlowHead& head) {
  std::string out;
  for (const HeadCell& cell : head.cells) out += (out.empty() ? "" : " ") + (cell.key.empty() ? "?" : cell.key);
  return out;
}

}  // namespace

TEST_CASE("heads of running text") {
  struct Case {
    const char* what;
    const char* text;
    const char* keys;  // of the one head; empty: none
    int first_line, last_line;
  };
  const std::vector<Case> cases{
      {"on one line", "绪言\n一级指标 二级指标 三级指标 年度指标值 完成值 分值 得分\n",
       "level1 level2 level3 target actual weight score", 2, 2},
      {"blanks lost", "一级指标二级指标三级指标年度指标值实际完成值分值得分",
       "level1 level2 level3 target actual weight score", 1, 1},
      {"a line each", "一级\n指标\n二级\n指标\n三级\n指标\n指标值\n分值\n", "level1 level2 level3 target weight", 1, 8},
      {"wrapped beside each other", "一级指标 三级指标 年度 实际 分值\n指标值 完成值\n",
       "level1 level3 target actual weight", 1, 2},
      {"brackets say nothing", "三级指标 年度指标值（A） 实际完成值（B） 得分（10分*执行率）",
       "level3 target actual score", 1, 1},
      {"a side label before it", "绩效指标 一级指标 二级指标 三级指标 指标值 分值",
       "level1 level2 level3 target weight", 1, 1},
      {"a column that is not known", "三级指标 指标值 责任科室 完成值 得分", "level3 target ? actual score", 1, 1},
      {"weak names are whole pieces", "绩效指标 指标值 完成值 备注", "level3 target actual reason", 1, 1},
      {"two names that spell a third", "三级指标 指标值 执行率 得分", "level3 target rate score", 1, 1},
      {"no head without its names", "指标值 完成值 分值 得分", "", 0, 0},
      {"labels of figures are no head", "三级指标 12 指标值 3 完成值 4", "", 0, 0},
      {"prose", "一级指标、二级指标和三级指标的设置应当合理。", "", 0, 0},
  };
  for (const Case& wanted : cases) {
    CAPTURE(wanted.what);
    const auto lines = flow_lines(wanted.text, "");
    const auto heads = find_heads(indicator_heads(), lines);
    REQUIRE(heads.size() == (*wanted.keys == '\0' ? 0U : 1U));
    if (heads.empty()) continue;
    CHECK(keys(heads.front()) == wanted.keys);
    CHECK(heads.front().first_line == wanted.first_line);
    CHECK(heads.front().last_line == wanted.last_line);
  }
}

namespace {

FlowColumn number(std::string key, bool percent = false) {
  FlowColumn column;
  column.key = std::move(key);
  column.kind = ColumnKind::number;
  column.percent = percent;
  return column;
}

FigureSpec fund_spec() {
  FigureSpec spec;
  FlowColumn source;
  source.key = "source";
  source.endings = {"拨款"};
  FlowColumn reason;
  reason.key = "reason";
  reason.kind = ColumnKind::note;
  spec.columns = {source,
                  number("initial"),
                  number("annual"),
                  number("executed"),
                  number("rate", true),
                  number("weight"),
                  number("score"),
                  reason};
  spec.blanks = {"-", "—", "/"};
  spec.units = {"万元"};
  spec.label_endings = {"：", ":"};
  spec.labels = {"年度资金总额", "财政拨款", "其中:财政资金", "其他资金"};
  spec.quotient = "rate";
  spec.part = "executed";
  spec.whole = "annual";
  spec.weight = "weight";
  spec.score = "score";
  return spec;
}

std::vector<std::string> rows_of(const std::string& text) {
  const auto lines = flow_lines(text, "");
  std::vector<std::string> shown;
  const auto tables = read_figure_tables(fund_spec(), lines, {{0, lines.size()}});
  for (const FlowRow& row : tables.front().rows) {
    std::string out;
    for (const FlowCell& cell : row.cells) out += (&cell == row.cells.data() ? "" : "|") + cell.text;
    shown.push_back(out);
  }
  return shown;
}

}  // namespace

TEST_CASE("rows of known labels find their columns") {
  struct Case {
    const char* what;
    const char* text;
    std::vector<std::string> rows;
  };
  const std::vector<Case> cases{
      {"all printed", "年度资金总额 12 11 10.45 95% 10 9.5 结转", {"年度资金总额|12|11|10.45|95%|10|9.5|结转"}},
      {"blanks at the end",
       "年度资金总额： 12.00 11.00 11.00 100.00% 10",
       {"年度资金总额|12.00|11.00|11.00|100.00%|10||"}},
      {"the first is blank", "年度资金总额 11 11 100% 10 10", {"年度资金总额||11|11|100%|10|10|"}},
      {"dashes stand where the other rows have them",
       "年度资金总额 12 11 10.45 95% 10 9.5\n财政拨款 12 11 10.45 95% / /\n其他资金 / /",
       {"年度资金总额|12|11|10.45|95%|10|9.5|", "财政拨款|12|11|10.45|95%|/|/|", "其他资金|||||/|/|"}},
      {"no figures at all",
       "年度资金总额 12 11 10.45 95% 10 9.5\n其他资金\n某某拨款\n财政拨款 1 1 1 100%",
       {"年度资金总额|12|11|10.45|95%|10|9.5|", "其他资金|||||||", "某某拨款|||||||", "财政拨款|1|1|1|100%|||"}},
      {"a line each",
       "年度资金总额\n12\n11\n10.45\n95%\n10\n9.5\n其中:财政资金\n12\n11\n10.45\n95%\n—\n—\n",
       {"年度资金总额|12|11|10.45|95%|10|9.5|", "其中:财政资金|12|11|10.45|95%|—|—|"}},
      {"a note that stands below the figures, before the next label",
       "年度资金总额\n12\n11\n10.45\n95%\n10\n9.5\n场租费\n未结算\n其中:财政资金\n12\n11\n10.45\n95%\n—\n—\n",
       {"年度资金总额|12|11|10.45|95%|10|9.5|场租费未结算", "其中:财政资金|12|11|10.45|95%|—|—|"}},
      {"units",
       "年度资金总额 12万元 11万元 10.45万元 95% 10 9.5",
       {"年度资金总额|12万元|11万元|10.45万元|95%|10|9.5|"}},
  };
  for (const Case& wanted : cases) {
    CAPTURE(wanted.what);
    CHECK(rows_of(wanted.text) == wanted.rows);
  }
}

TEST_CASE("cells of their own: signs, units, cells between tabs") {
  FlowSpec spec;
  FlowColumn name;
  name.key = "level3";
  FlowColumn sign;
  sign.key = "nature";
  sign.kind = ColumnKind::choice;
  sign.openers = {"≥", "="};
  FlowColumn target;
  target.key = "target";
  target.figures = true;
  FlowColumn unit;
  unit.key = "unit";
  unit.kind = ColumnKind::choice;
  unit.words = {"%", "公里"};
  unit.open = true;
  FlowColumn actual = target;
  actual.key = "actual";
  actual.often_blank = true;
  spec.columns = {name, sign, target, unit, actual, number("weight")};
  spec.part_lines = true;
  const auto read = [&](const std::string& text) {
    const auto lines = flow_lines(text, "");
    std::vector<std::string> shown;
    const auto tables = read_flow_tables(spec, lines, {{0, lines.size()}});
    for (const FlowRow& row : tables.front().rows) {
      std::string out;
      for (const FlowCell& cell : row.cells) out += (&cell == row.cells.data() ? "" : "|") + cell.text;
      shown.push_back(out);
    }
    return shown;
  };
  CHECK(read("清淤长度 ≥ 12 公里 13 20\n合格率 = 100 % 98% 10\n更换牌匾≥60 块 52 5\n") ==
        std::vector<std::string>{"清淤长度|≥|12|公里|13|20", "合格率|=|100|%|98%|10", "更换牌匾|≥|60|块|52|5"});
  CHECK(read("清淤 长度\t≥\t12\t公里\t13\t20\n合 格 率\t=\t100\t%\t\t10\n") ==
        std::vector<std::string>{"清淤 长度|≥|12|公里|13|20", "合 格 率|=|100|%||10"});
}
