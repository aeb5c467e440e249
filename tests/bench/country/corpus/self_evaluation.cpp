// A self-evaluation of 15 indicators whose scores follow from its figures, then perhaps a fault of a known kind.
#include <array>

#include "base/int128.hpp"
#include "chance.hpp"
#include "record.hpp"

namespace gouji::bench::country {
namespace {

constexpr std::size_t kIndicators = 15;
constexpr std::size_t kGroups = 3;
constexpr std::array<std::size_t, kGroups> kGroupSize{8, 5, 2};
constexpr std::array<std::int64_t, kGroups> kGroupWeight{50, 30, 10};
constexpr std::array<const char*, kGroups> kLevel1{"产出指标", "效益指标", "满意度指标"};
constexpr std::array<const char*, kGroups> kGroupCheck{"s.output", "s.benefit", "s.satisfaction"};

struct Shape {  // of an indicator: the same in every form
  const char* level2;
  const char* level3;
  const char* unit;
  bool reverse;  // ≤
};

constexpr std::array<Shape, kIndicators> kShapes{{{"数量指标", "培训人次", "人次", false},
                                                  {"数量指标", "设备购置数量", "台", false},
                                                  {"数量指标", "开展检查次数", "次", false},
                                                  {"质量指标", "验收合格率", "%", false},
                                                  {"质量指标", "培训合格率", "%", false},
                                                  {"时效指标", "平均办理天数", "天", true},
                                                  {"时效指标", "按时完成率", "%", false},
                                                  {"数量指标", "编印资料份数", "份", false},
                                                  {"社会效益", "受益户数", "户", false},
                                                  {"社会效益", "带动就业人数", "人", false},
                                                  {"社会效益", "群众投诉次数", "次", true},
                                                  {"生态效益", "绿化株数", "株", false},
                                                  {"可持续影响", "机制建设数量", "项", false},
                                                  {"服务对象满意度", "服务对象满意度", "%", false},
                                                  {"服务对象满意度", "参训人员满意度", "%", false}}};

struct Indicator {
  std::size_t group = 0;
  std::int64_t weight = 0;  // points
  std::int64_t target = 0;  // hundredths, as everything below
  std::int64_t actual = 0;
  std::int64_t score = 0;
  bool rate() const { return *shape->unit == '%'; }
  const Shape* shape = nullptr;
};

struct Form {
  std::int64_t annual = 0, executed = 0, rate = 0, fund_weight = 1000, fund_score = 0, total = 0;  // rate: of a percent
  std::array<Indicator, kIndicators> indicators;
};

// a · b / c, rounded half up.
std::int64_t share(std::int64_t a, std::int64_t b, std::int64_t c) {
  return static_cast<std::int64_t>((static_cast<Int128>(a) * b * 2 + c) / (static_cast<Int128>(c) * 2));
}

void score(Indicator& one) {
  const std::int64_t over = one.shape->reverse ? one.target : one.actual;
  const std::int64_t under = one.shape->reverse ? one.actual : one.target;
  one.score = over >= under ? one.weight * 100 : share(one.weight * 100, over, under);
}

void spend(Form& form, Chance& chance, bool huge) {
  form.annual = chance.spread(10'000, huge ? 10'000'000'000'000'000 : 10'000'000'000);
  do {  // no rate with a nought at its end: how far it is rounded would not be seen
    form.executed = share(form.annual, chance.between(60'000'000, 99'999'999), 100'000'000);
    form.rate = share(form.executed, 10'000, form.annual);
  } while (form.rate % 10 == 0);
  form.fund_score = share(form.fund_weight, form.executed, form.annual);
}

void weigh(Form& form, Chance& chance) {
  std::size_t first = 0;
  for (std::size_t group = 0; group < kGroups; ++group) {
    std::int64_t left = kGroupWeight[group];
    for (std::size_t at = 0; at < kGroupSize[group]; ++at) {
      const auto after = static_cast<std::int64_t>(kGroupSize[group] - at - 1);
      const std::int64_t most = left - 2 * after;
      Indicator& one = form.indicators[first + at];
      one.group = group;
      one.weight = after == 0 ? left : chance.between(2, most < 9 ? most : 9);
      left -= one.weight;
    }
    first += kGroupSize[group];
  }
}

// How far a target was met; most are.
void act(Indicator& one, Chance& chance) {
  const bool met = !chance.one_in(6);
  if (one.rate()) {  // one decimal, not nought: how far it is rounded is always seen
    one.target = chance.between(80, 95) * 100;
    one.actual = met ? one.target + chance.between(0, 40) * 10 : one.target - chance.between(10, 300) * 10;
    one.actual += chance.between(1, 9) * 10 - one.actual % 100;
  } else {
    one.target = chance.spread(2, 2'000) * 100;
    const std::int64_t less = chance.between(0, one.target / 300) * 100;
    const std::int64_t more = chance.between(0, one.target / 100) * 100;
    one.actual = one.target + (met != one.shape->reverse ? more : -less);
  }
  score(one);
}

void add_up(Form& form) {
  form.total = form.fund_score;
  for (const Indicator& one : form.indicators) form.total += one.score;
}

Form sound_form(Chance& chance, const Wishes& wishes) {
  Form form;
  spend(form, chance, wishes.huge);
  weigh(form, chance);
  for (std::size_t at = 0; at < kIndicators; ++at) {
    form.indicators[at].shape = &kShapes[at];
    act(form.indicators[at], chance);
  }
  add_up(form);
  return form;
}

// --- faults ------------------------------------------------------------------------------------------------------

std::string check_of(const Indicator& one) { return std::string("s.indicator.") + one.shape->level3; }

// A point goes from one group to another; the scores and the total follow.
void move_weight(Form& form, Chance& chance, std::vector<Fault>& faults) {
  const std::size_t from = chance.index(kGroups);
  const std::size_t to = (from + 1 + chance.index(kGroups - 1)) % kGroups;
  Indicator *taken = nullptr, *given = nullptr;
  for (Indicator& one : form.indicators) {
    if (one.group == from && (taken == nullptr || one.weight > taken->weight)) taken = &one;
    if (one.group == to) given = &one;
  }
  taken->weight -= 1;
  given->weight += 1;
  score(*taken);
  score(*given);
  add_up(form);
  faults = {{kGroupCheck[from], "weight_moved"}, {kGroupCheck[to], "weight_moved"}};
}

// Three ways in which the score of an indicator is not its formula's; the total follows.
void misjudge(Form& form, Chance& chance, std::vector<Fault>& faults) {
  Indicator& one = form.indicators[chance.index(kIndicators)];
  const std::size_t kind = chance.index(3);
  if (kind == 0) {
    one.score += one.score >= 100 ? -100 : 100;
    faults = {{check_of(one), "score_slip"}};
  } else if (kind == 1) {  // a hundredth less than full points
    one.actual = one.shape->reverse ? one.target / 2 : one.target + (one.rate() ? 110 : 100);
    one.score = one.weight * 100 - 1;
    faults = {{check_of(one), "score_edge"}};
  } else {  // beyond the target, and paid for it
    one.target = one.rate() ? 8'000 : 4'000;
    one.actual = one.shape->reverse ? 3'000 : one.rate() ? 9'910 : 5'000;
    one.score = share(one.weight * 100, 5, 4);
    faults = {{check_of(one), "uncapped"}};
  }
  add_up(form);
}

// The executed amount at which the printed rate is just too high, or, a hundredth more, just explained by rounding.
void to_the_edge(Form& form, bool beyond) {
  const Int128 least = static_cast<Int128>(2 * form.rate - 1) * (2 * form.annual - 1);
  form.executed = static_cast<std::int64_t>(((least - 1) / 20'000 - 1) / 2) + (beyond ? 0 : 1);
  form.fund_score = share(form.fund_weight, form.executed, form.annual);
  add_up(form);
}

std::vector<Fault> spoil(Form& form, Chance& chance) {
  std::vector<Fault> faults;
  switch (chance.index(8)) {
    case 0: form.total += chance.one_in(2) ? 1 : -1; return {{"s.scores", "total_slip"}};
    case 1:
      form.rate += form.rate > 9'000 ? -37 : 37;
      if (form.rate % 10 == 0) form.rate += 1;
      return {{"s.rate", "rate_slip"}};
    case 2:
      form.fund_score -= 50;
      add_up(form);
      return {{"s.fund_score", "fund_score_slip"}};
    case 3:
      form.fund_weight = 900;
      form.fund_score = share(form.fund_weight, form.executed, form.annual);
      add_up(form);
      return {{"s.weights", "weight_lost"}};
    case 4: form.executed /= 10; return {{"s.rate", "point_shifted"}, {"s.fund_score", "point_shifted"}};
    case 5: move_weight(form, chance, faults); return faults;
    default: misjudge(form, chance, faults); return faults;
  }
}

// --- the line ----------------------------------------------------------------------------------------------------

std::string quantity(const Indicator& one, std::int64_t hundredths, const char* sign) {
  const bool decimal = hundredths % 100 != 0;
  return sign + std::to_string(hundredths / 100) + (decimal ? "." + std::to_string(hundredths % 100 / 10) : "") +
         one.shape->unit;
}

std::string line_of(std::int64_t number, const Form& form, bool separators) {
  const std::string unit = "示范单位" + digits(number, 7);
  std::string line = R"({"schema":"gouji.disclosure.v1","id":")" + unit +
                     R"(-2024-self_evaluation","province":"示范省","unit":")" + unit +
                     R"(","year":2024,"kind":"self_evaluation","money_unit":"万元","evaluations":[{"scope":"project",)"
                     R"("name":"专项业务经费","funds":[{"source":"年度资金总额","annual":")" +
                     printed(form.annual, separators) + R"(","executed":")" + printed(form.executed, separators) +
                     R"(","weight":")" + std::to_string(form.fund_weight / 100) + R"(","rate":")" +
                     printed(form.rate, false) + R"(%","score":")" + printed(form.fund_score, false) +
                     R"("}],"indicators":[)";
  for (const Indicator& one : form.indicators) {
    if (&one != form.indicators.data()) line += ',';
    line += R"({"level1":")" + std::string(kLevel1[one.group]) + R"(","level2":")" + one.shape->level2 +
            R"(","level3":")" + one.shape->level3 + R"(","target":")" +
            quantity(one, one.target, one.shape->reverse ? "≤" : "≥") + R"(","actual":")" +
            quantity(one, one.actual, "") + R"(","weight":")" + std::to_string(one.weight) + R"(","score":")" +
            printed(one.score, false) + R"("})";
  }
  return line + R"(],"total_weight":"100","total_score":")" + printed(form.total, false) + R"("}]})";
}

}  // namespace

Record self_evaluation(std::int64_t number, const Wishes& wishes) {
  Chance chance(wishes.seed, static_cast<std::uint64_t>(number));
  Form form = sound_form(chance, wishes);
  Record record;
  if (chance.below(1000) < wishes.faults_per_1000)
    record.faults = spoil(form, chance);
  else if (chance.one_in(10))
    to_the_edge(form, false);  // rounding is no fault
  record.line = line_of(number, form, chance.one_in(2));
  return record;
}

}  // namespace gouji::bench::country
