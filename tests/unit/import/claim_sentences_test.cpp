// Sentences of narratives and the claims that they hold, as a clerk would list them: claim_sentences.txt beside this
// file. The words come from the national pack.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "formats/published.hpp"
#include "import/claim_reader.hpp"
#include "script/call.hpp"
#include "script/state.hpp"

using namespace gouji;
using namespace gouji::intake;

namespace {

script::Plain captured;

int capture(script::Call& call) {
  captured = call.plain(1, "words");
  return 0;
}

std::string file(const std::string& name) {
  std::ifstream in(name.starts_with('/') ? name : std::string(GOUJI_SOURCE_DIR) + "/" + name);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

const ClaimSpec& words() {
  static const ClaimSpec spec = [] {
    std::string source = file("rules/national/lib/claims.lua");
    const std::size_t last = source.rfind("\nreturn {");
    REQUIRE(last != std::string::npos);
    source.replace(last + 1, std::string("return").size(), "words");
    const script::Catalogue catalogue = script::base_catalogue();
    script::State state(catalogue, script::Limits{});
    state.run_file("claims.lua", source, {{script::host_function<capture>("words", "words { … }", "…")}});
    return read_claim_spec(captured);
  }();
  return spec;
}

PublishedSource published(const std::string& text) {
  PublishedSource source;
  source.format = "text";
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    source.lines.push_back({line, {static_cast<int>(source.lines.size()) + 1, 0, 0, {}, {}}, false});
  return source;
}

std::vector<Claim> read_claims(const std::string& text, bool amounts_only = false,
                               std::vector<Claim>* mentions = nullptr) {
  const SourceText source(published(text));
  ClaimContext context;
  context.year = 2021;
  context.unit = U"泸州市财政局";
  context.amounts_only = amounts_only;
  ClaimReader reader(words(), context);
  for (const ClaimParagraph& paragraph : claim_paragraphs(source, {}, words(), 1, source.line_count()))
    reader.read(paragraph);
  std::vector<Claim> claims = reader.take();
  if (mentions != nullptr) *mentions = reader.take_mentions();
  return claims;
}

// 增减 本年收入合计 100万元，增加 5，5%，比 2020
std::string line_of(const Claim& claim) {
  static const std::map<std::string, std::string> kinds{{"total", "合计"},  {"amount", "金额"},     {"share", "占比"},
                                                        {"change", "增减"}, {"completion", "完成"}, {"count", "数量"}};
  std::string line = kinds.at(claim.kind) + " " + (claim.subject.empty() ? "？" : claim.subject) + " ";
  const bool own_unit = claim.amount && claim.amount->ends_with("元");
  line += claim.amount ? *claim.amount + (own_unit ? "" : claim.unit.value_or("")) : "—";
  if (claim.budget) line += "，预算 " + *claim.budget;
  if (claim.direction) line += "，" + *claim.direction + (claim.change ? " " + *claim.change : "");
  if (claim.change && (!claim.amount || own_unit)) line += claim.unit.value_or("");
  if (claim.percent) line += "，" + claim.percent_direction.value_or("") + *claim.percent;
  if (claim.against_budget) line += "，" + *claim.against_budget + "预算";
  if (claim.of) line += "，占 " + *claim.of;
  if (claim.base_amount) line += "，原为 " + *claim.base_amount;
  if (claim.base_year) line += "，比 " + std::to_string(*claim.base_year);
  for (const auto& [field, reason] : claim.doubtful) line += "，存疑 " + reason;
  return line;
}

struct Sentence {
  std::string text;
  std::vector<std::string> claims;
};

// ⏎ in a sentence is where the page cuts its line.
std::string with_line_ends(std::string text) {
  static const std::string mark = "⏎";
  for (std::size_t at; (at = text.find(mark)) != std::string::npos;) text.replace(at, mark.size(), "\n");
  return text;
}

std::vector<Sentence> sentences(const std::string& name = "tests/unit/import/claim_sentences.txt") {
  std::vector<Sentence> list;
  std::istringstream in(file(name));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("//")) continue;
    if (line.starts_with("    "))
      list.back().claims.push_back(line.substr(4));
    else
      list.push_back({line, {}});
  }
  return list;
}

}  // namespace

TEST_CASE("every sentence says what the table says") {
  const auto table = sentences();
  CHECK(table.size() >= 150);
  for (const Sentence& sentence : table) {
    std::vector<std::string> lines;
    for (const Claim& claim : read_claims(with_line_ends(sentence.text))) lines.push_back(line_of(claim));
    INFO(sentence.text);
    CHECK(lines == sentence.claims);
  }
}

// For adding sentences: prints the table (or that of the file GOUJI_SENTENCES) as it is read now, to be checked by eye.
TEST_CASE("prints the table", "[.print]") {
  const char* other = std::getenv("GOUJI_SENTENCES");
  for (const Sentence& sentence : other == nullptr ? sentences() : sentences(other)) {
    std::cout << sentence.text << '\n';
    for (const Claim& claim : read_claims(with_line_ends(sentence.text))) std::cout << "    " << line_of(claim) << '\n';
    std::cout << '\n';
  }
}

TEST_CASE("a claim is where its words are") {
  const auto claims = read_claims(
      "三、情况说明\n（一）收入情况。\n某市某某局二〇二一年度收入决算按来源分，本年收入合计 28,566.25 万元，\n\n"
      "其中，当年从本级财政部门取得并已全部到账的各类财政拨款收入\n28,500.96万元，占 99.77%。");
  REQUIRE(claims.size() == 2);
  CHECK(claims[0].section == "三（一）");
  CHECK(claims[0].spans.front().line == 3);
  CHECK(claims[1].spans.front().line == 5);
  CHECK(claims[1].spans.back().line == 6);
  CHECK(claims[1].of == "本年收入合计");
  CHECK(claims[1].figures.at("percent").front().begin == 22);
}

TEST_CASE("a change has the reason that is told behind it, none, or that of its paragraph") {
  const auto reason_of = [](const std::string& text) {
    std::string line;
    for (const Claim& claim : read_claims("三、情况说明\n" + text)) {
      line += (line.empty() ? "" : " | ") + claim.subject + (claim.reason ? " [" + *claim.reason + "]" : "");
    }
    return line;
  };
  CHECK(reason_of("公务接待费支出5万元，比上年减少1万元，主要原因是接待批次减少。") ==
        "公务接待费支出 [主要原因是接待批次减少]");
  CHECK(reason_of("公务接待费支出5万元，比上年减少1万元。机关运行经费支出9万元。") ==
        "公务接待费支出 [] | 机关运行经费支出");
  CHECK(
      reason_of("因公出国（境）费支出5万元，比上年减少1万元，原因是团组减少；公务接待费支出3万元，比上年减少1万元，原因"
                "是厉行节约。") == "因公出国（境）费支出 [原因是团组减少] | 公务接待费支出 [原因是厉行节约]");
  // A reason's points behind semicolons are its own, a year behind one is the next sentence.
  CHECK(
      reason_of("2023年预算收入50万元，其中拨款收入40万元，比上年增加5万元，原因是新增项目；2023年预算支出50万元。") ==
      "2023年预算收入 | 拨款收入 [原因是新增项目] | 2023年预算支出");
  CHECK(reason_of("公务接待费支出5万元，比上年减少1万元。\n主要原因：接待批次减少。") ==
        "公务接待费支出 [主要原因：接待批次减少]");
}

TEST_CASE("what counted projects are said to be in quotes is a part of their name") {
  const auto claims =
      read_claims("三、绩效自评情况\n通过自评，有2个项目结果为“优”，0个项目结果为“良”，1个项目为去年延续。");
  REQUIRE(claims.size() >= 2);
  CHECK(line_of(claims[0]) == "数量 项目结果为“优” 2个");
  CHECK(line_of(claims[1]) == "数量 项目结果为“良” 0个");
}

TEST_CASE("a form's prose gives its amounts under their own subjects") {
  const auto claims = read_claims(
      "未完成原因：1.租赁系统费用160万元，尚未招标；2.服装经费12万元，2024年1月验收，完成率50%，共3批次。", true);
  REQUIRE(claims.size() == 2);
  CHECK(line_of(claims[0]) == "金额 租赁系统费用 160万元");
  CHECK(line_of(claims[1]) == "金额 服装经费 12万元");
}

TEST_CASE("what was counted of the work done is no claim but a mention, what was spent on it is a claim") {
  std::vector<Claim> mentions;
  const auto claims = read_claims(
      "一、主要职责及机构设置\n内设机构12个，下属单位5个。\n二、2021年重点工作完成情况\n"
      "全年受理群众来信2,300件，办结率98.5%，举办培训班12期；完成投资8500万元，占年度计划的85%。\n"
      "三、预算绩效管理工作开展情况\n对25个项目开展了绩效自评，自评覆盖率达到100%。\n"
      "四、项目概况\n维护150台办公设备，资金执行率97%，处理公文8480余件，检查不少于20次。",
      false, &mentions);
  std::vector<std::string> lines;
  for (const Claim& claim : claims) lines.push_back(line_of(claim));
  CHECK(lines == std::vector<std::string>{"数量 内设机构 12个", "数量 下属单位 5个",
                                          "占比 完成投资 8500万元，85%，占 年度计划", "数量 项目 25个",
                                          "占比 自评覆盖率 —，100%", "完成 资金执行率 —，97%"});
  lines.clear();
  for (const Claim& mention : mentions) lines.push_back(line_of(mention));
  CHECK(lines == std::vector<std::string>{"数量 受理群众来信 2,300件", "数量 举办培训班 12期",
                                          "数量 维护办公设备 150台", "数量 处理公文 8480余件"});
}

TEST_CASE("a paragraph below the heading of an item is about it") {
  const auto claims = read_claims(
      "五、一般公共预算财政拨款支出决算情况说明\n1.一般公共服务支出（类）财政事务（款）行政运行（项）\n"
      "年初预算为620万元，支出决算为650万元，完成年初预算的104.84%。\n（三）支出决算具体情况\n"
      "年初预算为20万元，支出决算为25万元。");
  REQUIRE(claims.size() == 2);
  CHECK(line_of(claims[0]) == "完成 一般公共服务支出（类）财政事务（款）行政运行（项） 650万元，预算 620，104.84%");
  CHECK(line_of(claims[1]) == "完成 支出 25万元，预算 20");
}

TEST_CASE("a heading on management and use is about what was managed") {
  const auto claims =
      read_claims("二、部门整体支出管理及使用情况\n2021年年初预算200.00万元，执行数190.00万元，执行率95.00%。");
  REQUIRE(claims.size() == 1);
  CHECK(line_of(claims[0]) == "完成 部门整体支出 190.00万元，预算 200.00，95.00%");
}

TEST_CASE("an item that says that there is nothing is no heading") {
  const auto claims = read_claims(
      "（七）“三公”经费支出情况\n1.公务接待费0.8万元，比2020年增加0.4万元。\n2.公务用车购置费无预算安排支出。\n"
      "3.公务用车运行维护费与2020年持平。\n（八）无形资产情况。");
  REQUIRE(claims.size() == 3);
  CHECK(line_of(claims[1]) == "合计 公务用车购置费 —");
  CHECK(line_of(claims[2]) == "增减 公务用车运行维护费 —，持平 0，比 2020");
}

TEST_CASE("definitions, contents and rows of tables hold no claims") {
  CHECK(read_claims("一、收入支出决算总体情况说明........ 3\n二、支出决算 10.5 万元情况说明…… 4").empty());
  CHECK(read_claims("201 一般公共服务支出 26,365.53 26,365.53\n栏次 1 2 3 4").empty());
  CHECK(read_claims("四、名词解释\n1.公务接待费：指单位按规定开支的100元以下各类公务接待支出10万元。").empty());
}

TEST_CASE("counts and scores are figures in their own units") {
  const auto claims = read_claims("本单位共有车辆88辆，自评得分为99.7分。");
  REQUIRE(claims.size() == 2);
  const Unit money = *money_unit("万元");
  const Record cars = to_record(claims[0], money);
  REQUIRE(cars.cell("amount").has_figure());
  CHECK(cars.cell("amount").figure.unit.kind == UnitKind::quantity);
  CHECK(to_record(claims[1], money).cell("amount").figure.unit.kind == UnitKind::points);
}

TEST_CASE("a table of words with a mistyped key says which was meant") {
  const script::Plain plain{script::PlainMap{{"copula", {script::PlainList{{std::string("为")}}}}}};
  try {
    read_claim_spec(plain);
    FAIL("read");
  } catch (const Fault& fault) {
    CHECK(fault.code() == "layout.bad_spec");
    CHECK(fault.hint(Language::chinese).find("copulas") != std::string::npos);
  }
}
