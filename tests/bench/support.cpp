#include "bench/support.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace gouji::bench {
namespace {

struct Row {
  const char *level1, *level1_weight, *level2, *level3, *target, *actual, *weight, *score, *reason;
};

// domain: 贵州省项目支出绩效自评表: 产出 50, 效益 30, 满意度 10 beside the 10 points of the execution rate
constexpr std::array<Row, 15> kRows{{
    {"产出指标", "50", "数量指标", "硬件和配件采购数量", "≥50个", "45个", "6", "5.4", "供应商延期交货"},
    {"产出指标", "50", "数量指标", "培训基层人员人次", "≥1200人次", "1260人次", "6", "6", nullptr},
    {"产出指标", "50", "数量指标", "系统维护次数", "≥12次", "12次", "6", "6", nullptr},
    {"产出指标", "50", "质量指标", "设备验收合格率", "≥95%", "98.5%", "6", "6", nullptr},
    {"产出指标", "50", "质量指标", "系统正常运行率", "≥99%", "99.6%", "6", "6", nullptr},
    {"产出指标", "50", "时效指标", "故障响应时间", "≤2小时", "1.5小时", "6", "6", nullptr},
    {"产出指标", "50", "时效指标", "项目按期完成率", "=100%", "100%", "7", "7", nullptr},
    {"产出指标", "50", "成本指标", "项目总成本", "≤48万元", "47.295万元", "7", "7", nullptr},
    {"效益指标", "30", "社会效益指标", "业务办理时间缩短比例", "≥20%", "22%", "6", "6", nullptr},
    {"效益指标", "30", "社会效益指标", "服务企业数量", "≥300家", "312家", "6", "6", nullptr},
    {"效益指标", "30", "经济效益指标", "节约运行支出比例", "≥5%", "5.2%", "6", "6", nullptr},
    {"效益指标", "30", "可持续影响指标", "制度建设情况", "健全", "健全", "6", "6", nullptr},
    {"效益指标", "30", "可持续影响指标", "数据更新频率", "≥4次", "4次", "6", "6", nullptr},
    {"满意度指标", "10", "服务对象满意度指标", "办事群众满意度", "≥95%", "97%", "5", "5", nullptr},
    {"满意度指标", "10", "服务对象满意度指标", "干部职工满意度", "≥90%", "95.3%", "5", "5", nullptr},
}};

const Unit& wan() {
  static const Unit unit = Unit::money(4, "万元");
  return unit;
}

void put(Record& record, std::string_view key, const char* printed) {
  set_field(record, key, printed == nullptr ? std::nullopt : std::optional<std::string>(printed), wan());
}

Record fund(const char* source, std::array<const char*, 6> cells) {
  Record record(RecordKind::fund);
  put(record, "source", source);
  constexpr std::array keys{"initial", "annual", "executed", "weight", "rate", "score"};
  for (std::size_t i = 0; i < keys.size(); ++i) put(record, keys[i], cells[i]);
  return record;
}

Record indicator(const Row& row) {
  Record record(RecordKind::indicator);
  put(record, "level1", row.level1);
  put(record, "level1_weight", row.level1_weight);
  put(record, "level2", row.level2);
  put(record, "level3", row.level3);
  put(record, "target", row.target);
  put(record, "actual", row.actual);
  put(record, "weight", row.weight);
  put(record, "score", row.score);
  put(record, "reason", row.reason);
  return record;
}

Document form(const char* first_score, const char* total) {
  Document document;
  document.id = "sample/2023";
  document.province = "贵州省";
  document.unit = "某市某局";
  document.year = 2023;
  document.kind = "self_evaluation";
  document.money_unit = "万元";
  document.source = {"sample.pdf", "", "guizhou/self_evaluation"};
  Evaluation evaluation;
  put(evaluation.head, "scope", "project");
  put(evaluation.head, "name", "政务服务平台运行维护");
  put(evaluation.head, "number", "1");
  put(evaluation.head, "total_weight", "100");
  put(evaluation.head, "total_score", total);
  evaluation.funds.push_back(fund("年度资金总额", {"48", "48", "47.295", "10", "98.53%", "9.85"}));
  evaluation.funds.push_back(fund("其中：财政拨款", {"48", "48", "47.295", nullptr, nullptr, nullptr}));
  evaluation.funds.push_back(fund("其他资金", {"—", "—", "—", nullptr, nullptr, nullptr}));
  int line = 10;
  for (const Row& row : kRows) {
    evaluation.indicators.push_back(indicator(row));
    evaluation.indicators.back().at.line = line++;
  }
  put(evaluation.indicators.front(), "score", first_score);
  for (const char* label : {"年度总体目标", "绩效结论", "改进措施"}) {
    TextBlock block;
    block.label = label;
    block.present = true;
    block.text = "平台全年稳定运行，各项任务按计划完成，达到年度绩效目标。";
    block.chars = 28;
    evaluation.texts.push_back(std::move(block));
  }
  document.evaluations.push_back(std::move(evaluation));
  finish(document);
  return document;
}

// What the functions below reach; a Script points them at itself while it runs.
script::FunctionRef kept_function;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
Exact answered;                     // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

int keep(script::Call& call) {
  kept_function = *call.plain(1, "function").function();
  return 0;
}

int take_answer(script::Call& call) {
  answered = call.context().values.need(call.value(1, "answer")).value;
  return 0;
}

}  // namespace

Document sound_form() { return form("5.4", "99.25"); }
Document faulty_form() { return form("6", "99.25"); }

Table money_table() {
  Table table;
  table.name = "支出决算表";
  for (int column = 1; column <= 6; ++column) table.columns.push_back(fmt::format("栏次{}", column));
  for (int row = 0; row < 60; ++row) {
    TableRow line;
    line.label = fmt::format("科目{:02}", row);
    for (int column = 0; column < 6; ++column) {
      line.cells.push_back(
          make_cell(fmt::format("{}.{:02}", 1000 + row * 37 + column, (row * 7 + column) % 100), wan()));
    }
    table.rows.push_back(std::move(line));
  }
  return table;
}

void count_operations(benchmark::State& state, std::size_t count) {
  state.counters["per_op"] = benchmark::Counter(
      static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

bool agreed(benchmark::State& state, bool good) {
  if (!good) state.SkipWithError("the result is wrong");
  return good;
}

Script::Script(std::string_view body) : catalogue_(script::base_catalogue()) {
  state_ = std::make_unique<script::State>(catalogue_, script::Limits{});
  script::Environment environment;
  environment.functions = {script::host_function<keep>("keep", "", ""),
                           script::host_function<take_answer>("answer", "", "")};
  state_->run_file("bench.lua", fmt::format("keep(function(it)\n{}\nend)\n", body), environment);
  function_ = kept_function;
}

void Script::run(const Document& document, const script::Object& argument) {
  state_->begin(&document);
  state_->call(function_, {argument});
  state_->end();
}

const Exact& Script::answer() const { return answered; }

}  // namespace gouji::bench
