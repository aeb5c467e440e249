#include "model/record.hpp"

#include <array>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

// domain: 自评表 header, 资金行, 指标, 文字说明中的数 (product contract gouji.disclosure.v1)
constexpr std::array<Field, 10> kEvaluation{{{"scope", "范围", Role::words, true},
                                            {"name", "名称", Role::words, true},
                                            {"number", "序号", Role::words, true},
                                            {"money_unit", "金额单位", Role::words, false},
                                            {"title_year", "表题年度", Role::count, false},
                                            {"stated_score", "文中自评得分", Role::points, true},
                                            {"stated_grade", "文中等级", Role::words, false},
                                            {"total_weight", "分值合计", Role::weight, true},
                                            {"total_score", "总分", Role::points, true},
                                            {"grade", "等级", Role::words, true}}};
constexpr std::array<Field, 8> kFund{{{"source", "资金来源", Role::words, true},
                                      {"initial", "年初预算数", Role::money, true},
                                      {"annual", "全年预算数", Role::money, true},
                                      {"executed", "全年执行数", Role::money, true},
                                      {"weight", "分值", Role::weight, true},
                                      {"rate", "执行率", Role::ratio, true},
                                      {"score", "得分", Role::points, true},
                                      {"reason", "原因", Role::words, true}}};
constexpr std::array<Field, 17> kIndicator{{{"level1", "一级指标", Role::words, true},
                                            {"level1_weight", "一级指标分值", Role::weight, true},
                                            {"level2", "二级指标", Role::words, true},
                                            {"level3", "三级指标", Role::words, true},
                                            {"nature", "指标性质", Role::words, false},
                                            {"initial_target", "年初指标值", Role::target, false},
                                            {"target", "年度指标值", Role::target, true},
                                            {"unit", "度量单位", Role::words, false},
                                            {"actual", "实际完成值", Role::target, true},
                                            {"weight", "分值", Role::weight, true},
                                            {"score", "得分", Role::points, true},
                                            {"coefficient", "得分系数", Role::ratio, false},
                                            {"core", "是否核心指标", Role::words, false},
                                            {"standard", "评分标准", Role::words, false},
                                            {"reason", "未完成原因", Role::words, true},
                                            {"reviewed_score", "复核得分", Role::points, false},
                                            {"reviewed_reason", "复核说明", Role::words, false}}};
constexpr std::array<Field, 16> kClaim{{{"section", "章节", Role::words, true},
                                        {"subject", "事项", Role::words, true},
                                        {"kind", "类别", Role::words, true},
                                        {"amount", "金额", Role::money, true},
                                        {"change", "增减额", Role::money, false},
                                        {"direction", "方向", Role::words, false},
                                        {"percent", "百分比", Role::ratio, false},
                                        {"percent_direction", "百分比方向", Role::words, false},
                                        {"of", "占比基数", Role::words, false},
                                        {"budget", "预算数", Role::money, false},
                                        {"against_budget", "与预算相比", Role::words, false},
                                        {"base_amount", "对比数", Role::money, false},
                                        {"base_year", "对比年度", Role::count, false},
                                        {"count", "数量", Role::count, false},
                                        {"unit", "单位", Role::words, false},
                                        {"reason", "变动原因", Role::words, false}}};

Unit column_unit(Role role, const Unit& money) {
  switch (role) {
    case Role::money: return money;
    case Role::weight:
    case Role::points: return Unit::points();
    case Role::ratio: return Unit::ratio();
    case Role::words:
    case Role::target:
    case Role::count: break;
  }
  return {};
}

// A cell whose unit cannot stand in its column (97% among amounts, 5个 among scores) holds words, not a figure. A
// weight printed as a share of 100 (10%) is that many points.
void fit(Cell& cell, Role role, RecordKind record) {
  if (!cell.has_figure()) return;
  Figure& figure = cell.figure;
  const UnitKind kind = figure.unit.kind;
  if (role == Role::weight && kind == UnitKind::ratio && figure.unit.exponent == -2) {
    figure.value = figure.value * Exact(100);
    figure.unit = Unit::points();
    return;
  }
  bool fits = true;
  // The narrative counts things and scores as well: 88辆, 99.7分.
  if (role == Role::money) fits = kind == UnitKind::money || kind == UnitKind::plain || record == RecordKind::claim;
  if (role == Role::weight || role == Role::points) fits = kind == UnitKind::points || kind == UnitKind::plain;
  if (role == Role::ratio) fits = kind == UnitKind::ratio;
  if (!fits) cell.state = CellState::words;
}

}  // namespace

std::span<const Field> fields_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::evaluation: return kEvaluation;
    case RecordKind::fund: return kFund;
    case RecordKind::indicator: return kIndicator;
    case RecordKind::claim: return kClaim;
  }
  return {};
}

int field_index(RecordKind kind, std::string_view key) {
  const auto fields = fields_of(kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].key == key) return static_cast<int>(i);
  }
  return -1;
}

std::string_view label_of(RecordKind kind, std::string_view key) {
  const int index = field_index(kind, key);
  return index < 0 ? key : fields_of(kind)[static_cast<std::size_t>(index)].chinese;
}

std::string_view chinese_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::evaluation: return "自评表";
    case RecordKind::fund: return "资金";
    case RecordKind::indicator: return "指标";
    case RecordKind::claim: return "说明";
  }
  return {};
}

const std::string& row_name(const Record& record) {
  switch (record.kind) {
    case RecordKind::evaluation: return record.text("name");
    case RecordKind::fund: return record.text("source");
    case RecordKind::claim: return record.text("subject");
    case RecordKind::indicator: break;
  }
  for (const std::string_view level : {"level3", "level2"}) {
    if (!record.text(level).empty()) return record.text(level);
  }
  return record.text("level1");
}

void set_field(Record& record, std::string_view key, const std::optional<std::string>& printed, const Unit& money) {
  const int index = field_index(record.kind, key);
  if (index < 0) {
    throw Fault("data.unknown_field", "没有名为“" + std::string(key) + "”的字段", "unknown field " + std::string(key));
  }
  set_field(record, static_cast<std::size_t>(index), printed ? std::string_view(*printed) : std::string_view(), money);
}

void set_field(Record& record, std::size_t field, std::string_view printed, const Unit& money) {
  const Role role = fields_of(record.kind)[field].role;
  Cell& cell = record.cells[field];
  if (role == Role::words) {
    set_words(cell, printed);
  } else {
    set_cell(cell, printed, column_unit(role, money));
    fit(cell, role, record.kind);
  }
}

Target target_in(const Record& record, std::size_t field) {
  const std::string& printed = record.cells.at(field).printed;
  if (record.kind != RecordKind::indicator) return parse_target(printed);
  std::string whole = printed;
  if (text::is_plain_number(text::trim(printed))) whole += record.text("unit");
  const std::string& nature = record.text("nature");
  const bool is_target = fields_of(record.kind)[field].key != "actual";
  if (is_target && parse_target(printed).comparison == Comparison::none &&
      parse_target(nature + "1").comparison != Comparison::none)
    whole = nature + whole;
  return parse_target(whole);
}

}  // namespace gouji
