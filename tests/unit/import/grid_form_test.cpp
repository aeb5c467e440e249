// Forms in grids: a small vocabulary of its own, so that nothing here rests on the packs.
#include "import/grid_form.hpp"

#include <catch2/catch.hpp>

#include "formats/published.hpp"
#include "import/form_head.hpp"
#include "import/form_words.hpp"
#include "unit/import/small_source.hpp"

namespace gouji::test {
namespace {

using namespace intake;

FormColumn form_column(const char* key, ColumnKind kind, std::vector<std::string> heads,
                       std::vector<std::string> weak = {}) {
  FormColumn made;
  made.named.key = key;
  made.named.kind = kind;
  made.named.heads = std::move(heads);
  made.weak = std::move(weak);
  return made;
}

FormSpec vocabulary() {
  FormSpec spec;
  spec.titles = {"自评表"};
  spec.title_chars = 30;
  spec.not_titles = {"目录"};
  spec.scopes = {{"department", {"整体"}}, {"project", {"项目"}}};
  spec.year_patterns = {"(20[0-9]{2})年度"};
  spec.money_patterns = {"[（(](万元|元)[）)]"};
  spec.value_ends = {"\\s{2,}.*$"};
  spec.facts = {{"name", {"项目名称"}},
                {"implementer", {"实施单位"}},
                {"stated_score", {"自评总分"}},
                {"grade", {"等级"}},
                {"private", {"联系人"}}};
  spec.texts = {{"目标", {"年度目标", "预期目标"}}, {"完成情况", {"实际完成情况"}}, {"问题", {"存在问题"}}};
  FormBlock& funds = spec.funds;
  funds.columns = {form_column("source", ColumnKind::text, {"资金来源"}),
                   form_column("initial", ColumnKind::number, {"年初预算数"}),
                   form_column("annual", ColumnKind::number, {"全年预算数"}, {"预算数"}),
                   form_column("executed", ColumnKind::number, {"执行数"}),
                   form_column("weight", ColumnKind::number, {"分值"}),
                   form_column("rate", ColumnKind::number, {"执行率"}),
                   form_column("score", ColumnKind::number, {"得分"}),
                   form_column("more", ColumnKind::text, {"结余"})};
  funds.side_labels = {"项目资金"};
  funds.total_labels = {"资金总额"};
  funds.names = {"一般公共预算", "基金拨款", "其他资金"};
  funds.label_endings = {"："};
  funds.blanks = {"—"};
  FormBlock& rows = spec.indicators;
  FormColumn level1 = form_column("level1", ColumnKind::group, {"一级指标"});
  level1.weight = "level1_weight";
  level1.named.words = {"产出", "效益"};
  level1.named.endings = {"指标"};
  FormColumn initial = form_column("initial_target", ColumnKind::text, {"年初指标值"});
  initial.otherwise = "target";
  FormColumn reviewed = form_column("reviewed_score", ColumnKind::number, {"复核得分"});
  reviewed.under = {"复核"};
  reviewed.below = {"得分"};
  rows.columns = {level1,
                  form_column("level2", ColumnKind::group, {"二级指标"}),
                  form_column("level3", ColumnKind::text, {"三级指标", "指标名称"}, {"绩效指标"}),
                  initial,
                  form_column("target", ColumnKind::text, {"指标值"}),
                  form_column("actual", ColumnKind::text, {"完成值"}),
                  form_column("weight", ColumnKind::number, {"分值", "权重"}),
                  form_column("score", ColumnKind::number, {"得分"}),
                  form_column("standard", ColumnKind::text, {"评分标准", "指标解释"}),
                  form_column("reason", ColumnKind::note, {"原因"}),
                  reviewed};
  rows.side_labels = {"绩效指标"};
  rows.total_labels = {"总分", "合计"};
  rows.prefixes = {"^指标[0-9]+[：:]?\\s*"};
  rows.placeholders = {"^…+$"};
  rows.weight_in_name = "[（(]([0-9.]+)分?[）)]$";
  rows.section = "指标$";
  spec.notes = {"注："};
  spec.grades = {"优", "良"};
  spec.ticks = {"☑"};
  spec.blanks = {"—", "-"};
  return spec;
}

struct FormSource {
  SourceText text;
  std::vector<ReadForm> forms;
};

// A file of fields, or a page where it begins with <.
FormSource read_forms_of(const std::string& bytes) {
  const char* file = bytes.starts_with("<") ? "form.html" : "form.csv";
  SourceText text(read_published(bytes, file));
  auto forms = read_grid_forms(vocabulary(), text, 1, text.line_count());
  return {std::move(text), std::move(forms)};
}

// "key=value key=value", doubts marked by ?
std::string shown(const FormRow& row) {
  std::string line;
  for (const FormField& field : row.fields) {
    if (field.piece.text.empty() && field.piece.doubtful.empty()) continue;
    line += (line.empty() ? "" : " ") + (field.key.empty() ? field.printed : field.key) + "=" + field.piece.text +
            (field.piece.doubtful.empty() ? "" : "?");
  }
  return line;
}

std::vector<std::string> shown(const std::vector<FormRow>& rows) {
  std::vector<std::string> lines;
  for (const FormRow& row : rows) lines.push_back(shown(row));
  return lines;
}

std::string text_of(const std::optional<Piece>& piece) { return piece ? piece->text : "(none)"; }

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a form of fields: facts, funds, levels carried over blanks, the closing row, texts") {
  const FormSource source = read_forms_of(
      "2021年度项目自评表\n"
      "项目名称,图书采购,,,,,,\n"
      "实施单位（盖章）,某某馆,,,联系人,某人,,\n"
      "项目资金（万元）,,年初预算数,全年预算数,执行数,分值,执行率,得分\n"
      ",资金总额：,10,12,11.4,10,95%,9.5\n"
      ",其中：财政拨款,10,12,11.4,—,,\n"
      "年度目标,预期目标,,,实际完成情况,,,\n"
      ",采购图书,,,采购完成,,,\n"
      "一级指标,二级指标,三级指标,指标值,完成值,分值,得分,原因\n"
      "产出指标（60分）,数量,指标1：册数,≥500,510,30,30,\n"
      ",,种类,≥50,48,30,28.8,缺货\n"
      ",质量,指标2,,,,,\n"
      "效益指标,社会,读者增加,有,有,30,30,\n"
      "总分,,,,,100,98.3,优\n"
      "存在问题,采购周期长,,,,,,\n");
  REQUIRE(source.forms.size() == 1);
  const ReadForm& form = source.forms.front();
  CHECK(form.scope == "project");
  CHECK(text_of(form.year) == "2021");
  CHECK(text_of(form.money_unit) == "万元");
  REQUIRE(form.fact("name") != nullptr);
  CHECK(form.fact("name")->piece.text == "图书采购");
  CHECK(form.fact("implementer")->piece.text == "某某馆");
  CHECK(form.fact("private") == nullptr);
  CHECK(shown(form.funds) == Lines{"source=资金总额 initial=10 annual=12 executed=11.4 weight=10 rate=95% score=9.5",
                                   "source=其中：财政拨款 initial=10 annual=12 executed=11.4 weight=—"});
  CHECK(shown(form.indicators) ==
        Lines{"level1=产出指标 level1_weight=60 level2=数量 level3=册数 target=≥500 actual=510 weight=30 score=30",
              "level1=产出指标 level1_weight=60 level2=数量 level3=种类 target=≥50 actual=48 weight=30 score=28.8 "
              "reason=缺货",
              "level1=效益指标 level2=社会 level3=读者增加 target=有 actual=有 weight=30 score=30"});
  CHECK(text_of(form.total_weight) == "100");
  CHECK(text_of(form.total_score) == "98.3");
  CHECK(text_of(form.grade) == "优");
  REQUIRE(form.texts.size() == 3);
  CHECK(form.texts[0].first == "目标");
  CHECK(form.texts[0].second.front().text == "采购图书");
  CHECK(form.texts[1].second.front().text == "采购完成");
  CHECK(form.texts[2].second.front().text == "采购周期长");
  CHECK(form.fund_heads.size() == 7);
  CHECK(form.indicator_heads.back() == "原因");
}

TEST_CASE("the label of funds that is wrapped goes on on the line below where printed lines are rows") {
  struct Case {
    std::string first, second;  // lines of the label, the first one beside figures
    Lines sources;
  };
  const std::vector<Case> cases{
      {"按性质分：一般公共预", "算", {"资金总额", "按性质分：一般公共预算", "其他资金"}},
      {"按性质分：一般公共", "预算", {"资金总额", "按性质分：一般公共预算", "其他资金"}},
      {"按性质分：一般公共预算", "基金拨款", {"资金总额", "按性质分：一般公共预算", "基金拨款", "其他资金"}},
      {"按性质分：一般公", "地方债券", {"资金总额", "按性质分：一般公", "地方债券", "其他资金"}},  // no known name
      {"资金", "算", {"资金总额", "资金", "算", "其他资金"}},                                      // room beside it
  };
  for (const Case& one : cases) {
    CAPTURE(one.first, one.second);
    const auto read = [&](bool drawn) {
      PublishedSource source = intake::test::lines_of({"项目自评表"});
      intake::test::add_grid(source, {{"资金来源", "年初预算数", "全年预算数", "执行数", "分值", "得分"},
                                      {"资金总额", "880.00", "900.00", "860.00", "10", "9"},
                                      {one.first, "880.00", "900.00", "860.00", "", ""},
                                      {one.second, "", "", "", "", ""},
                                      {"其他资金", "10.00", "10.00", "10.00", "", ""},
                                      {"一级指标", "三级指标", "指标值", "完成值", "分值", "得分"},
                                      {"产出", "书目数", "80册", "80册", "60", "58"},
                                      {"效益", "借阅数", "90人", "90人", "40", "40"}});
      source.grids.back().drawn = drawn;
      const SourceText text(std::move(source));
      const auto forms = read_grid_forms(vocabulary(), text, 1, text.line_count());
      Lines sources;
      for (const FormRow& row : forms.at(0).funds)
        sources.push_back(row.find("source")->piece.text);
      return sources;
    };
    CHECK(read(false) == one.sources);
    CHECK(read(true) == Lines{"资金总额", one.first, one.second, "其他资金"});  // borders part them
  }
}

TEST_CASE("words merged over most columns below the closing row are a text of the form") {
  const auto read = [](const std::string& last) {
    return read_forms_of(
               "<p>项目自评表</p><table><tr><td>一级指标</td><td>三级指标</td><td>分值</td><td>完成值</td><td>得分</"
               "td></tr>"
               "<tr><td>产出</td><td>书目数</td><td>60</td><td>80册</td><td>58</td></tr>"
               "<tr><td>效益</td><td>借阅数</td><td>40</td><td>90人</td><td>40</td></tr>"
               "<tr><td colspan=\"2\">合计</td><td>100</td><td></td><td>98</td></tr>" +
               last + "</table>")
        .forms.at(0);
  };
  const ReadForm form = read(
      "<tr><td>得分情况</td><td "
      "colspan=\"4\">书目少二十册，扣二分；借阅人次达到目标，不扣分。余下经费留待来年使用。</td></tr>");
  CHECK(form.indicators.size() == 2);
  REQUIRE(form.texts.size() == 1);
  CHECK(form.texts[0].first == "得分情况");
  CHECK(form.total_score->text == "98");
  // A row with figures in their columns is an indicator, wherever the total stands.
  CHECK(read("<tr><td>满意</td><td>读者满意度</td><td>10</td><td>95%</td><td>10</td></tr>").indicators.size() > 2);
}

TEST_CASE("merged cells: levels over rows, a side label, heads of two rows, one name over two levels") {
  const FormSource source = read_forms_of(
      "<table><tr><td colspan=8>部门整体自评表</td></tr>"
      "<tr><td rowspan=2>一级指标</td><td rowspan=2>二级指标</td><td rowspan=2>三级指标</td><td rowspan=2>指标值</td>"
      "<td rowspan=2>完成值</td><td colspan=2>自评</td><td>财政复核</td></tr>"
      "<tr><td>分值</td><td>得分</td><td>得分</td></tr>"
      "<tr><td rowspan=2>产出<br>指标</td><td rowspan=2>数量</td><td>甲</td><td>1</td><td>1</td><td>5</td><td>5</td>"
      "<td>4</td></tr>"
      "<tr><td>乙</td><td>2</td><td>2</td><td rowspan=2>6</td><td>6</td><td>6</td></tr>"
      "<tr><td>效益指标</td><td colspan=2>丙</td><td>3</td><td>3</td><td>7</td><td>7</td></tr>"
      "</table>");
  REQUIRE(source.forms.size() == 1);
  CHECK(source.forms[0].scope == "department");
  CHECK(shown(source.forms[0].indicators) ==
        Lines{"level1=产出指标 level2=数量 level3=甲 target=1 actual=1 weight=5 score=5 reviewed_score=4",
              "level1=产出指标 level2=数量 level3=乙 target=2 actual=2 weight=6 score=6 reviewed_score=6",
              "level1=效益指标 level3=丙 target=3 actual=3 weight=? score=7 reviewed_score=7"});
}

TEST_CASE("where funds stand: across, as labels beside figures, named by what stands beside them") {
  SECTION("across") {
    const FormSource source = read_forms_of(
        "项目自评表\n项目名称,甲,,\n资金来源（元）,中央,省,合计\n预算数,1,2,3\n执行数,1,1,2\n"
        "三级指标,指标值,完成值,得分\n乙,1,1,5\n");
    REQUIRE(source.forms.size() == 1);
    CHECK(shown(source.forms[0].funds) ==
          Lines{"source=中央 annual=1 executed=1", "source=省 annual=2 executed=1", "source=合计 annual=3 executed=2"});
    CHECK(text_of(source.forms[0].money_unit) == "元");
  }
  SECTION("across, with a figure below none of the sources: the head of another table") {
    const FormSource source = read_forms_of(
        "项目自评表\n项目名称,甲,,\n资金来源（元）,中央,省,\n预算数,1,2,3\n执行数,1,1,2\n"
        "三级指标,指标值,完成值,得分\n乙,1,1,5\n");
    REQUIRE(source.forms.size() == 1);
    CHECK(shown(source.forms[0].funds).empty());
    CHECK(shown(source.forms[0].indicators).size() == 1);
  }
  SECTION("labels") {
    const FormSource source = read_forms_of(
        "<table><tr><td>项目名称</td><td colspan=4>甲</td></tr>"
        "<tr><td rowspan=2>项目资金（万元）</td><td>预算数：</td><td>8</td><td>执行数：</td><td>7</td></tr>"
        "<tr><td>其中：拨款</td><td>6</td><td>其中：拨款</td><td>5</td></tr>"
        "<tr><td>三级指标</td><td>指标值</td><td>完成值</td><td>得分</td><td></td></tr>"
        "<tr><td>乙</td><td>1</td><td>1</td><td>5</td><td></td></tr></table>");
    REQUIRE(source.forms.size() == 1);
    CHECK(shown(source.forms[0].funds) ==
          Lines{"source=项目资金 annual=8 executed=7", "source=其中：拨款 annual=6 executed=5"});
  }
  SECTION("beside") {
    const FormSource source = read_forms_of(
        "<table><tr><td>项目名称</td><td colspan=3>甲</td></tr>"
        "<tr><td rowspan=2>项目资金（万元）</td><td>年初预算数</td><td>执行数</td><td>执行率</td></tr>"
        "<tr><td>8</td><td>7</td><td>87.5%</td></tr>"
        "<tr><td>三级指标</td><td>指标值</td><td>完成值</td><td>得分</td></tr>"
        "<tr><td>乙</td><td>1</td><td>1</td><td>5</td></tr></table>");
    REQUIRE(source.forms.size() == 1);
    CHECK(shown(source.forms[0].funds) == Lines{"source=项目资金 initial=8 executed=7 rate=87.5%"});
  }
}

TEST_CASE("a side label that goes on beside the first row of funds is no part of the row's name") {
  const auto source = read_forms_of(
      "2021年度项目自评表\n"
      "项目名称,图书采购,,,\n"
      "项目资金,,年初预算数,全年预算数,执行数\n"
      "（万元）,资金总额,10,12,11.4\n"
      ",其中：财政拨款（万元）,10,12,11.4\n"
      "一级指标,三级指标,指标值,完成值,得分\n"
      "产出指标,册数,≥500,510,30\n");
  REQUIRE(source.forms.size() == 1);
  CHECK(text_of(source.forms[0].money_unit) == "万元");
  CHECK(shown(source.forms[0].funds) == Lines{"source=资金总额 initial=10 annual=12 executed=11.4",
                                              "source=其中：财政拨款（万元） initial=10 annual=12 executed=11.4"});
}

TEST_CASE("two indicators beside each other, weights of levels, the head that says it best") {
  const FormSource halves = read_forms_of(
      "项目自评表\n项目名称,甲,,,,,,\n三级指标,指标值,完成值,得分,三级指标,指标值,完成值,得分\n"
      "乙,1,1,5,丙,2,2,6\n丁,3,3,7,,,,\n");
  REQUIRE(halves.forms.size() == 1);
  CHECK(shown(halves.forms[0].indicators) == Lines{"level3=乙 target=1 actual=1 score=5",
                                                   "level3=丙 target=2 actual=2 score=6",
                                                   "level3=丁 target=3 actual=3 score=7"});
  const FormSource weights = read_forms_of(
      "项目自评表\n一级指标,权重,二级指标,权重,三级指标,权重,指标解释,评分标准,得分\n"
      "产出,20,数量,12,乙,5,说明,有得5分,5\n,,,,丙,7,,有得7分,7\n");
  REQUIRE(weights.forms.size() == 1);
  CHECK(shown(weights.forms[0].indicators) ==
        Lines{"level1=产出 level1_weight=20 level2=数量 level3=乙 weight=5 standard=有得5分 score=5 "
              "二级指标/权重=12 指标解释=说明",
              "level1=产出 level1_weight=20 level2=数量 level3=丙 weight=7 standard=有得7分 score=7"});
}

TEST_CASE("what does not fit is doubtful, never dropped") {
  const FormSource source = read_forms_of(
      "项目自评表\n一级指标,二级指标,三级指标,指标值,完成值,分值,得分,原因\n"
      "产出,数量,乙,1,1,5,5,\n"
      ",时效,丙,按时,5,5\n"       // one field too few
      ",质量,丁,1,1,五分,5,\n"    // words in a column of figures
      ",质量,戊,1,1,5,5,,多出\n"  // a field too many
      "合计,,,,88,,,\n");
  REQUIRE(source.forms.size() == 1);
  const auto rows = shown(source.forms[0].indicators);
  REQUIRE(rows.size() == 4);
  CHECK(rows[0] == "level1=产出 level2=数量 level3=乙 target=1 actual=1 weight=5 score=5");
  CHECK(rows[1].find("weight=5?") != std::string::npos);
  CHECK(rows[1].find("score=?") != std::string::npos);
  CHECK(rows[2].find("weight=五分?") != std::string::npos);
  CHECK(rows[3].find("=多出?") != std::string::npos);
  REQUIRE(source.forms[0].total_score);
  CHECK_FALSE(source.forms[0].total_score->doubtful.empty());
}

TEST_CASE("several forms one under the other, over grids, with a head printed again") {
  const std::string table =
      "<table><tr><td>项目名称</td><td colspan=3>NAME</td></tr>"
      "<tr><td>三级指标</td><td>指标值</td><td>完成值</td><td>得分</td></tr>"
      "<tr><td>甲</td><td>1</td><td>1</td><td>5</td></tr></table>";
  std::string page = "<p>目录：项目自评表</p><h3>项目自评表</h3>" + table;
  // goes on behind a page break, its head printed again
  page +=
      "<table><tr><td>三级指标</td><td>指标值</td><td>完成值</td><td>得分</td></tr>"
      "<tr><td>乙</td><td>2</td><td>2</td><td>6</td></tr></table>";
  page += table;  // no title, but the next project's name
  page += "<h3>项目自评表</h3>" + table;
  const FormSource source = read_forms_of(page);
  REQUIRE(source.forms.size() == 3);
  CHECK(shown(source.forms[0].indicators) ==
        Lines{"level3=甲 target=1 actual=1 score=5", "level3=乙 target=2 actual=2 score=6"});
  CHECK(source.forms[1].indicators.size() == 1);
  CHECK_FALSE(source.forms[1].title);
  CHECK(source.forms[2].title);
  CHECK(source.forms[0].last_line < source.forms[1].first_line);
}

TEST_CASE("a statement of accounts is no form") {
  CHECK(read_forms_of("收支表\n项目,年初预算数,执行数\n工资,10,9\n").forms.empty());
  CHECK(read_forms_of("目录\n项目自评表,1\n").forms.empty());
}

TEST_CASE("words of forms: labels in cells, weights in names, ticked grades, figures") {
  const FormSpec spec = vocabulary();
  const FormWords words(spec);
  const auto facts = words.facts_in({"项目名称：甲乙  实施单位(盖章):某局", {{1, 0, 100}}, {}});
  REQUIRE(facts.size() == 2);
  CHECK(facts[0].fact->key == "name");
  CHECK(facts[0].value.text == "甲乙");
  CHECK(facts[1].value.text == "某局");
  CHECK(words.facts_in({"本项目名称：甲", {}, {}}).empty());

  const auto [name, weight] = words.level_and_weight({"产出指标（50分）", {{1, 0, 25}}, {}});
  CHECK(name.text == "产出指标");
  REQUIRE(weight);
  CHECK(weight->text == "50");
  CHECK(weight->spans.front().begin == 15);

  CHECK(words.grade_in({"优☑ 良□", {}, {}})->text == "优");
  CHECK(words.grade_in({"□优 ☑良", {}, {}})->text == "良");
  CHECK_FALSE(words.grade_in({"优☑ 良☑", {}, {}}));
  CHECK_FALSE(words.grade_in({"优 良", {}, {}}));

  struct Case {
    const char* text;
    bool figure;
  };
  for (const Case& one :
       {Case{"1,234.50", true}, Case{"86%", true}, Case{"-3.2", true}, Case{"20万元", true}, Case{"２０", true},
        Case{"", false}, Case{"—", false}, Case{"三个", false}, Case{"3公里以上的道路", false}}) {
    INFO(one.text);
    CHECK(is_figure(one.text) == one.figure);
  }

  struct Head {
    const char* text;
    const char* key;
  };
  for (const Head& one :
       {Head{"全年（调整）预算数", "annual"}, Head{"执行率（B/A）", "rate"}, Head{"得分(20分*执行率)", "score"},
        Head{"预 算 数", "annual"}, Head{"本级预算执行数", "executed"}, Head{"用途", ""}}) {
    const auto found = words.head(words.spec().funds, one.text);
    INFO(one.text);
    CHECK((found ? words.spec().funds.columns[found->column].named.key : "") == one.key);
  }
}

TEST_CASE("pieces of forms keep their places") {
  const FormSource source = read_forms_of("项目自评表\n项目名称,甲\n三级指标,指标值,完成值,得分\n指标1：乙,1,2,5\n");
  REQUIRE(source.forms.size() == 1);
  const FormRow& row = source.forms[0].indicators.at(0);
  CHECK(row.first_line == 4);
  for (const FormField& field : row.fields) {
    for (const SourceSpan& span : field.piece.spans)
      CHECK(source.text.line(span.line).substr(span.begin, span.end - span.begin) == field.piece.text);
  }
}

namespace {

// "name | funds | rows | texts" of each form.
Lines outline(const std::vector<ReadForm>& forms) {
  Lines lines;
  for (const ReadForm& form : forms) {
    std::string line = form.fact("name") == nullptr ? "(no name)" : form.fact("name")->piece.text;
    for (const std::string& fund : shown(form.funds)) line += " | " + fund;
    for (const FormRow& row : form.indicators)
      line += " | " + (row.find("level1") == nullptr ? "?" : row.find("level1")->piece.text) + "/" +
              row.find("level3")->piece.text + " " + row.find("target")->piece.text;
    for (const auto& [name, pieces] : form.texts) line += " | " + name + ":" + std::to_string(pieces.size());
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("several projects in one grid: the row with the next name begins the next form") {
  SECTION("fields, a head of two rows, money that is left empty, the head printed again behind a page's end") {
    const FormSource source = read_forms_of(
        "2021年度项目自评表（万元）\n"
        "项目名称,预算数,,年度目标,一级指标,三级指标,指标值,完成值\n"
        ",总额,其他,,,,,\n"
        "造林,180.00,180.00,造林1200亩。,产出指标,面积,≥1200亩,1210亩\n"
        ",,,,效益指标,覆盖度,提高,提高\n"
        "护林,36.00,,发放补助。,产出指标,人数,=65人,65人\n"
        "\n7\n\n"
        "项目名称,预算数,,年度目标,一级指标,三级指标,指标值,完成值\n"
        ",总额,其他,,,,,\n"
        ",,,,效益指标,岗位,≥65个,65个\n"
        "目标奖励,5.00,,,产出指标,奖励,2个,2个\n"
        "合计,221.00,180.00,,,,,\n");
    CHECK(outline(source.forms) ==
          Lines{"造林 | source=总额 annual=180.00 | source=其他 annual=180.00 | 产出指标/面积 ≥1200亩 | "
                "效益指标/覆盖度 提高 | 目标:1",
                "护林 | source=总额 annual=36.00 | 产出指标/人数 =65人 | 效益指标/岗位 ≥65个 | 目标:1",
                "目标奖励 | source=总额 annual=5.00 | 产出指标/奖励 2个"});
    for (const ReadForm& form : source.forms) {
      CHECK(form.scope == "project");
      CHECK(text_of(form.money_unit) == "万元");
      CHECK(text_of(form.total_score) == "(none)");
      CHECK(form.unknown_heads.empty());
    }
  }
  SECTION("merged cells; whose the project is goes for those below it, who answers for it is kept nowhere") {
    const FormSource source = read_forms_of(
        "<p>项目自评表</p><table>"
        "<tr><td>实施单位</td><td>项目名称</td><td>联系人</td><td>预算数</td><td>一级指标</td><td>三级指标</td>"
        "<td>指标值</td><td>完成值</td></tr>"
        "<tr><td rowspan=3>某站</td><td rowspan=2>甲</td><td rowspan=2>某人</td><td rowspan=2>8</td><td>产出指标</td>"
        "<td>一</td><td>1</td><td>1</td></tr>"
        "<tr><td>效益指标</td><td>二</td><td>2</td><td>2</td></tr>"
        "<tr><td>乙</td><td>某人</td><td>9</td><td>产出指标</td><td>三</td><td>3</td><td>3</td></tr></table>");
    CHECK(outline(source.forms) == Lines{"甲 | source=预算数 annual=8 | 产出指标/一 1 | 效益指标/二 2",
                                         "乙 | source=预算数 annual=9 | 产出指标/三 3"});
    for (const ReadForm& form : source.forms) {
      REQUIRE(form.fact("implementer") != nullptr);
      CHECK(form.fact("implementer")->piece.text == "某站");
      CHECK(form.fact("private") == nullptr);
    }
  }
  SECTION("a name in every row is one project, with other money another") {
    const FormSource source = read_forms_of(
        "项目自评表\n项目名称,预算数,一级指标,三级指标,指标值,完成值\n"
        "甲,8,产出指标,一,1,1\n甲,8,效益指标,二,2,2\n甲,9,产出指标,三,3,3\n注：以上均为财政资金,,,,,\n");
    CHECK(outline(source.forms) == Lines{"甲 | source=预算数 annual=8 | 产出指标/一 1 | 效益指标/二 2",
                                         "甲 | source=预算数 annual=9 | 产出指标/三 3"});
  }
}

TEST_CASE("a form that goes on over the page below its title, printed again") {
  const std::string first =
      "<p>项目支出绩效自评表</p><table><tr><td>项目名称</td><td colspan=5>甲</td></tr>"
      "<tr><td>一级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>"
      "<tr><td>产出指标</td><td>乙</td><td>1</td><td>1</td><td>50</td><td>50</td></tr>";
  const std::string total = "<tr><td>总分</td><td></td><td></td><td></td><td>100</td><td>99</td></tr>";
  const std::string head =
      "<tr><td>一级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>";
  const std::string rest =
      "<tr><td></td><td>丙</td><td>2</td><td>2</td><td>10</td><td>9</td></tr>"
      "<tr><td>效益指标</td><td>丁</td><td>3</td><td>3</td><td>40</td><td>40</td></tr>";
  const auto forms_in = [&](const std::string& text) { return read_forms_of(text + "</table>").forms; };
  const std::string again = "</table><p>项目支出绩效自评表</p><table>";

  const auto one = forms_in(first + again + head + rest + total);
  REQUIRE(one.size() == 1);
  CHECK(shown(one[0].indicators) == Lines{"level1=产出指标 level3=乙 target=1 actual=1 weight=50 score=50",
                                          "level1=产出指标 level3=丙 target=2 actual=2 weight=10 score=9",
                                          "level1=效益指标 level3=丁 target=3 actual=3 weight=40 score=40"});
  // With the year below the title, too; not below a total, another title or another project's name.
  CHECK(forms_in(first + "</table><p>项目支出绩效自评表</p><p>（2020年度）</p><table>" + head + rest + total).size() ==
        1);
  CHECK(forms_in(first + total + again + head + rest + total).size() == 2);
  CHECK(forms_in(first + "</table><p>部门整体支出绩效自评表</p><table>" + head + rest + total).size() == 2);
  CHECK(forms_in(first + again + "<tr><td>项目名称</td><td colspan=5>戊</td></tr>" + head + rest + total).size() == 2);
}

TEST_CASE("labels that blanks part from what stands beside them, above the columns of the indicators") {
  const std::string bytes =
      "                       2021年度项目自评表\n"
      "   项目名称      渠道维修                        实施单位    某站\n"
      "   预算数        8.00              执行数   7.00\n"
      "   年度目标      修好渠道，浇上水。\n"
      "  一级指标     二级指标     三级指标     指标值     完成值     分值     得分\n"
      "  产出指标     数量         渠道长度     ≥2公里     2公里      50       50\n"
      "               质量         合格率       100%       100%       30       30\n"
      "  效益指标     社会         浇地面积     ≥9亩       9亩        20       20\n";
  const SourceText text(read_published(bytes, "form.txt"));
  const auto forms = read_grid_forms(vocabulary(), text, 1, text.line_count());
  REQUIRE(forms.size() == 1);
  REQUIRE(forms[0].fact("name") != nullptr);
  CHECK(forms[0].fact("name")->piece.text == "渠道维修");
  CHECK(text.line(2).substr(forms[0].fact("name")->piece.spans.front().begin, 12) == "渠道维修");
  REQUIRE(forms[0].fact("implementer") != nullptr);
  CHECK(forms[0].fact("implementer")->piece.text == "某站");
  REQUIRE(forms[0].texts.size() == 1);
  CHECK(forms[0].texts[0].second.front().text == "修好渠道，浇上水。");
  CHECK(forms[0].indicators.size() == 3);
}

TEST_CASE("two figures of a closing row beside their columns are weight and score, in text alone") {
  const auto total_of = [](const std::string& last) {
    const std::string bytes =
        "                       2021年度项目自评表\n"
        "   项目名称      渠道维修                        实施单位    某站\n"
        "  一级指标     二级指标     三级指标     指标值     完成值     分值    得分  原因\n"
        "  产出指标     数量         渠道长度     ≥2公里     2公里        50      50\n"
        "               质量         合格率       100%       95%          30   28.50  有一处渗水\n"
        "  效益指标     社会         浇地面积     ≥9亩       9亩          20      20\n" +
        last;
    const SourceText text(read_published(bytes, "form.txt"));
    const auto forms = read_grid_forms(vocabulary(), text, 1, text.line_count());
    REQUIRE(forms.size() == 1);
    return text_of(forms[0].total_weight) + " " + text_of(forms[0].total_score);
  };
  CHECK(total_of("                    总分                                              100    98.50\n") ==
        "100 98.50");
  CHECK(total_of("                    总分                                                 100   98.50\n") ==
        "100 98.50");
  // A score above the weight would be neither: what stands in no column of its own stays in doubt.
  CHECK(total_of("                    总分                                                 98.50   100\n") !=
        "98.50 100");
}

}  // namespace gouji::test
