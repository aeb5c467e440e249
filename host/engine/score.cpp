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

ScoreSession& session_of(Call& call) {
  return *static_cast<ScoreSession*>(const_cast<void*>(call.object(1, score_type, "score").pointer));  // NOLINT
}

std::string points(const Exact& value) { return value.text_between(2, 4); }

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
  ScoreSession& session = session_of(call);
  Values& values = call.context().values;
  ScoreSession::Line line;
  line.shown.item = std::string(call.text(2, "名称"));
  const ValueId weight = call.value(3, "分值");
  const ValueId printed = call.value(4, "填报得分");
  line.shown.weight = values.at(weight).missing ? "" : values.shown(weight);
  line.shown.printed = values.at(printed).missing ? "" : values.shown(printed);
  line.shown.judged = judged;
  if (judged) {
    if (values.at(printed).missing) {
      session.incomplete = true;
      session.incomplete_why = fmt::format("“{}”没有填得分", line.shown.item);
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
      line.value = own.value;
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
  ScoreSession& session = session_of(call);
  const Values& values = call.context().values;
  const ValueId id = call.value(2, "自评得分");
  if (values.at(id).missing) return 0;
  session.printed = values.at(id).value;
  session.printed_text = values.shown(id);
  return 0;
}

// score:bands { {"优", "90"}, {"良", "80"}, … }: each from its lower end, which belongs to it.
int bands(Call& call) {
  ScoreSession& session = session_of(call);
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
  ScoreSession& session = session_of(call);
  session.incomplete = true;
  session.incomplete_why = std::string(call.text(2, "原因"));
  return 0;
}

std::string band_of(const ScoreSession& session, const Exact& score) {
  for (const ScoreSession::Band& band : session.bands) {
    if (score >= band.from) return band.name;
  }
  return {};
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
      script::host_function<bands>("bands", "score:bands { {name, from}, … }", "等级与各自的下限（含下限）。"),
      script::host_function<incomplete>("incomplete", "score:incomplete(reason)", "缺得分，不能合计。"),
  };
  score_type = catalogue.add(std::move(type));
  return score_type;
}

Score finished(const ScoreSession& session) {
  Score score;
  Exact total;
  Exact low;
  Exact high;
  for (const ScoreSession::Line& one : session.lines) {
    total = total + one.value;
    low = low + one.low;
    high = high + one.high;
    score.lines.push_back(one.shown);
  }
  score.printed = session.printed_text;
  if (session.incomplete) return score;
  score.recomputed = points(total);
  score.low = points(low);
  score.high = points(high);
  score.grade = band_of(session, total);
  score.grade_could_flip = band_of(session, low) != band_of(session, high);
  if (session.printed) score.difference = points(*session.printed - total);
  return score;
}

}  // namespace gouji
