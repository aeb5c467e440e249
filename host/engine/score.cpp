#include "engine/score.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "script/context.hpp"

namespace gouji {
namespace {

using script::Call;
using script::Value;
using script::ValueId;
using script::Values;

script::ObjectType score_type =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): set once on registration

ScoreSession& score_session(Call& call) {
  return *static_cast<ScoreSession*>(const_cast<void*>(call.object(1, score_type, "score").pointer));  // NOLINT
}

constexpr int kDecimals = 4;  // of a line: what is shown is what is added up

constexpr std::size_t kUsualLines = 16;  // of a score: room for them is made at once

std::string points(const Exact& value) { return value.text_between(2, kDecimals); }

// The printed score agrees with a formula when rounding the formula to the printed digits gives it.
bool agrees(const Values& values, ValueId printed, ValueId formula) {
  const Value& own = values.at(printed);
  if (own.missing || own.op != script::Op::cell) return false;
  const Figure& figure = values.leaf(own).cell->figure;
  const Exact half = half_unit(figure, figure.decimals);
  const Value& other = values.at(formula);
  return own.value - half <= other.high && other.low <= own.value + half;
}

// score:line(name, weight, printed, formula [, other formula]): the formula decides; score:judged(name, weight,
// printed) keeps the print.
void add_line(Call& call, bool judged) {
  ScoreSession& session = score_session(call);
  Values& values = call.context().values;
  if (session.lines.empty()) session.lines.reserve(kUsualLines);
  ScoreSession::Line line;
  line.shown.item = std::string(call.text(2, "名称"));
  const ValueId weight = call.value(3, "分值");
  const ValueId printed = call.value(4, "填报得分");
  line.shown.weight = values.at(weight).missing ? "" : values.shown(weight);
  line.shown.printed = values.at(printed).missing ? "" : values.shown(printed);
  line.shown.judged = judged;
  line.shown.group = session.group;
  if (judged) {
    if (values.at(printed).missing) {
      session.incomplete = true;
      session.why = fmt::format("“{}”没有填得分", line.shown.item);
      return;
    }
    const Value& own = values.at(printed);
    line.value = line.low = line.high = own.value;
    line.shown.recomputed = line.shown.printed;
    line.shown.formula = "未重算";
  } else {
    ValueId formula = call.value(5, "公式");
    if (!call.absent(6) && !agrees(values, printed, formula)) {
      const ValueId other = call.value(6, "另一公式");
      if (agrees(values, printed, other)) formula = other;
    }
    const Value& own = values.need(formula);
    line.low = own.low;
    line.high = own.high;
    if (agrees(values, printed, formula)) {
      // 7.9 for 7.931 is the formula, rounded as printed: it counts as 7.9, and the range says what rounding hides.
      line.value = values.at(printed).value;
      line.low = std::min(line.low, line.value);
      line.high = std::max(line.high, line.value);
    } else {
      line.value = own.value.rounded(kDecimals);
    }
    line.shown.recomputed = points(line.value);
    line.shown.formula = fmt::format("{} ＝ {}", values.formula(formula), values.formula_with_figures(formula));
  }
  session.lines.push_back(std::move(line));
}

int line(Call& call) {
  add_line(call, false);
  return 0;
}

int judged(Call& call) {
  add_line(call, true);
  return 0;
}

int printed(Call& call) {
  ScoreSession& session = score_session(call);
  const Values& values = call.context().values;
  const ValueId id = call.value(2, "自评得分");
  if (values.at(id).missing) return 0;
  session.printed = values.at(id).value;
  session.printed_text = values.shown(id);
  return 0;
}

int reviewed(Call& call) {
  const Values& values = call.context().values;
  const ValueId id = call.value(2, "复核得分");
  if (!values.at(id).missing) score_session(call).reviewed = points(values.at(id).value);
  return 0;
}

GradeEnds ends_named(std::string_view name) {
  if (name == "half_open") return GradeEnds::half_open;
  if (name == "rounded") return GradeEnds::rounded;
  if (name == "integer") return GradeEnds::integer;
  throw std::move(Fault("score.bad_ends", fmt::format("没有“{}”这一种等级端点", name),
                        fmt::format("unknown ends of grades {}", name))
                      .hint("可用：half_open 含下限不含上限、rounded 先取整、integer 整数端点",
                            "use half_open, rounded or integer"));
}

// score:bands({ {"优", "90"}, {"良", "80"}, … }, "half_open"): each from its lower end, which belongs to it.
int bands(Call& call) {
  ScoreSession& session = score_session(call);
  if (!call.absent(3)) session.ends = ends_named(call.text(3, "端点"));
  const script::Plain list = call.plain(2, "等级");
  if (list.list() == nullptr)
    throw Fault("score.bad_bands", "等级应为列表 { {\"优\", \"90\"}, … }", "bands are a list of pairs");
  for (const script::Plain& item : *list.list()) {
    const script::PlainList* pair = item.list();
    const bool good = pair != nullptr && pair->size() == 2 && (*pair)[0].text() != nullptr;
    std::string digits;
    if (good && (*pair)[1].text() != nullptr) digits = *(*pair)[1].text();
    if (good && (*pair)[1].integer() != nullptr) digits = std::to_string(*(*pair)[1].integer());
    const auto from = Exact::parse(digits);
    if (!good || !from)
      throw Fault("score.bad_bands", "等级应写成 {\"优\", \"90\"}", "a band is a pair of name and lower end");
    session.bands.push_back({*(*pair)[0].text(), *from});
  }
  std::sort(session.bands.begin(), session.bands.end(), [](const auto& a, const auto& b) { return a.from > b.from; });
  return 0;
}

int incomplete(Call& call) {
  ScoreSession& session = score_session(call);
  session.incomplete = true;
  session.why = std::string(call.text(2, "原因"));
  return 0;
}

ScoreSession::Limits limits_of(Call& call, int index) {
  const Values& values = call.context().values;
  ScoreSession::Limits limits;
  if (!call.absent(index)) limits.cap = values.need(call.value(index, "上限")).value;
  if (!call.absent(index + 1)) limits.floor = values.need(call.value(index + 1, "下限")).value;
  if (limits.cap && limits.floor && *limits.cap < *limits.floor)
    throw Fault("score.bad_limits", "上限小于下限", "the cap is below the floor");
  return limits;
}

// score:group(name [, cap [, floor]]): the lines that follow belong to it, until the next.
int group(Call& call) {
  ScoreSession& session = score_session(call);
  session.group = std::string(call.text(2, "组名"));
  const auto known = std::find_if(session.groups.begin(), session.groups.end(),
                                  [&](const ScoreSession::Group& one) { return one.name == session.group; });
  if (known != session.groups.end())
    throw Fault("score.doubled_group", fmt::format("组“{}”已经有了", session.group),
                fmt::format("there is a group {} already", session.group));
  session.groups.push_back({session.group, limits_of(call, 3)});
  return 0;
}

int limits(Call& call) {
  score_session(call).limits = limits_of(call, 2);
  return 0;
}

// score:start(name, points): what is deducted from.
int start(Call& call) {
  ScoreSession& session = score_session(call);
  const Values& values = call.context().values;
  ScoreSession::Line line;
  line.shown.item = std::string(call.text(2, "名称"));
  const ValueId id = call.value(3, "分数");
  line.value = line.low = line.high = values.need(id).value;
  line.shown.recomputed = points(line.value);
  line.shown.formula = values.formula_with_figures(id);
  session.lines.push_back(std::move(line));
  return 0;
}

int deduction_groups(Call& call) {
  const Deductions* deductions = score_session(call).deductions;
  script::PlainList list;
  if (deductions != nullptr) {
    for (const std::string& name : deductions->groups) list.push_back({name});
  }
  return call.give_plain({std::move(list)});
}

// score:deductions(group [, most]): a line for each finding that costs points, together not more than `most`.
int deductions(Call& call) {
  ScoreSession& session = score_session(call);
  const std::string name(call.text(2, "组名"));
  ScoreSession::Group own{name, {}};
  if (!call.absent(3)) own.limits.floor = -call.context().values.need(call.value(3, "最多扣多少分")).value;
  session.groups.push_back(std::move(own));
  session.group = name;
  if (session.deductions == nullptr) return 0;
  for (const Deductions::Cost& cost : session.deductions->costs) {
    if (cost.group != name) continue;
    ScoreSession::Line line;
    line.shown.item = cost.item;
    line.shown.group = name;
    line.value = line.low = line.high = -cost.points;
    line.shown.recomputed = points(line.value);
    line.shown.formula = fmt::format("扣 {} 分（{}）", cost.points.text(), cost.rule);
    session.lines.push_back(std::move(line));
  }
  // A reader must see what is no longer held against anybody.
  if (const auto waived = session.deductions->waived.find(name); waived != session.deductions->waived.end()) {
    ScoreSession::Line line;
    line.shown.item = fmt::format("已采纳说明的 {} 处，不扣分", waived->second);
    line.shown.group = name;
    line.shown.recomputed = points(line.value);
    session.lines.push_back(std::move(line));
  }
  return 0;
}

std::string band_from(const ScoreSession& session, const Exact& score) {
  for (const ScoreSession::Band& band : session.bands) {
    if (score >= band.from) return band.name;
  }
  return {};
}

std::string band_of(const ScoreSession& session, const Exact& score) {
  if (session.ends == GradeEnds::rounded) return band_from(session, score.rounded(0));
  const std::string band = band_from(session, score);
  if (session.ends == GradeEnds::half_open) return band;
  const bool gap = band_from(session, score.rounded(0, Rounding::up)) != band;
  return gap ? std::string() : band;  // 89.5 between 80–89 and 90–100
}

struct Sum {
  Exact value, low, high;

  void add(const ScoreSession::Line& line) {
    value = value + line.value;
    low = low + line.low;
    high = high + line.high;
  }
};

Exact within(const ScoreSession::Limits& limits, const Exact& points) {
  if (limits.cap && points > *limits.cap) return *limits.cap;
  if (limits.floor && points < *limits.floor) return *limits.floor;
  return points;
}

// The line that brings a sum inside its limits; none when it is inside.
std::optional<ScoreSession::Line> limit_line(const std::string& name, const ScoreSession::Limits& limits,
                                             const Sum& sum) {
  ScoreSession::Line line;
  line.value = within(limits, sum.value) - sum.value;
  line.low = within(limits, sum.low) - sum.low;
  line.high = within(limits, sum.high) - sum.high;
  if (line.value.is_zero() && line.low.is_zero() && line.high.is_zero()) return std::nullopt;
  const bool above = limits.cap && sum.high > *limits.cap;
  line.shown.item = fmt::format("{}{}", name, above ? "上限" : "下限");
  line.shown.group = name;
  line.shown.recomputed = points(line.value);
  line.shown.formula = fmt::format("各行之和 {}，{} {}", points(sum.value), above ? "不超过" : "不低于",
                                   (above ? limits.cap : limits.floor)->text());
  return line;
}

// All lines in order, each group's limit after its last line, the limit of the total at the end.
std::vector<ScoreSession::Line> limited(const ScoreSession& session) {
  std::vector<ScoreSession::Line> lines;
  lines.reserve(session.lines.size() + session.groups.size() + 1);
  Sum total;
  const auto take = [&](const ScoreSession::Line& line) {
    lines.push_back(line);
    total.add(line);
  };
  for (const ScoreSession::Line& line : session.lines) {
    if (line.shown.group.empty()) take(line);
  }
  for (const ScoreSession::Group& group : session.groups) {
    Sum sum;
    for (const ScoreSession::Line& line : session.lines) {
      if (line.shown.group != group.name) continue;
      take(line);
      sum.add(line);
    }
    if (const auto line = limit_line(group.name, group.limits, sum)) take(*line);
  }
  if (auto line = limit_line("总分", session.limits, total)) {
    line->shown.group.clear();
    lines.push_back(*line);
  }
  return lines;
}

}  // namespace

script::ObjectType add_score_type(script::Catalogue& catalogue) {
  script::TypeInfo type;
  type.name = "score";
  type.chinese = "score";
  type.methods = {
      script::host_function<line>("line", "score:line(name, weight, printed, formula [, other])",
                                  "一项得分：按公式测算，连同填报精度允许的上下限；填报得分与公式四舍五入相符的按填报数"
                                  "计。other 是同样允许的另一公式。"),
      script::host_function<judged>("judged", "score:judged(name, weight, printed)",
                                    "只能由人评判的一项：保留自评得分，标为“未重算”。"),
      script::host_function<printed>("printed", "score:printed(total)", "自评总分（填报）。"),
      script::host_function<reviewed>("reviewed", "score:reviewed(total)", "复核得分。"),
      script::host_function<bands>(
          "bands", "score:bands({ {name, from}, … } [, ends])",
          "等级与各自的下限（含下限）；ends 说明端点：half_open 不取整（缺省），rounded 先取整，"
          "integer 整数端点，之间的分没有等级。"),
      script::host_function<group>("group", "score:group(name [, cap [, floor]])",
                                   "其后各行归这一组；组内之和不超过上限、不低于下限，不用的写 nil。"),
      script::host_function<limits>("limits", "score:limits(cap [, floor])", "总分的上限和下限。"),
      script::host_function<start>("start", "score:start(name, points)", "起始分：从多少分起扣。"),
      script::host_function<deduction_groups>("deduction_groups", "score:deduction_groups() -> { name, … }",
                                              "各规则表头 score 里写的组，按出现的次序。"),
      script::host_function<deductions>("deductions", "score:deductions(group [, most])",
                                        "这一组里每条疑点扣的分，各占一行；合计最多扣 most 分。"),
      script::host_function<incomplete>("incomplete", "score:incomplete(reason)", "缺得分，不能合计。"),
  };
  score_type = catalogue.add(std::move(type));
  return score_type;
}

Score finished(const ScoreSession& session) {
  Score score;
  Sum total;
  for (const ScoreSession::Line& line : limited(session)) {
    total.add(line);
    score.lines.push_back(line.shown);
  }
  score.printed = session.printed_text;
  if (!session.reviewed.empty()) score.reviewed = session.reviewed;
  score.why = session.why;
  if (session.incomplete) return score;
  score.recomputed = points(total.value);
  score.low = points(total.low);
  score.high = points(total.high);
  score.grade = band_of(session, total.value);
  score.grade_could_flip = band_of(session, total.low) != band_of(session, total.high);
  if (session.printed) score.difference = points(*session.printed - total.value);
  return score;
}

}  // namespace gouji
