// The 22 checks of a self-evaluation, on the JSON text where it stands.
#pragma once

#include <simdjson.h>

#include <array>
#include <cstring>

#include "figures.hpp"
#include "findings.hpp"

namespace gouji::bench::country {

namespace ondemand = simdjson::ondemand;

class SelfEvaluations {
 public:
  static constexpr int kChecks = 22;

  void check(ondemand::object record, Findings& findings) {
    for (ondemand::object form : record["evaluations"].get_array()) {
      read_fund(form);
      read_indicators(form, findings);
      const std::int64_t total = figure(form["total_score"].get_raw_json_string().value().raw());
      judge(total, findings);
      return;
    }
  }

 private:
  struct Group {
    std::string_view name;
    const char* check;
    std::int64_t points;
    std::int64_t weight = 0;
  };

  void read_fund(ondemand::object& form) {
    for (Group& group : groups_) group.weight = 0;
    for (ondemand::object fund : form["funds"].get_array()) {
      annual_ = raw(fund, "annual");
      executed_ = raw(fund, "executed");
      weight_ = raw(fund, "weight");
      rate_ = raw(fund, "rate");
      score_ = raw(fund, "score");
      return;
    }
  }

  void read_indicators(ondemand::object& form, Findings& findings) {
    weights_ = weight_;
    scores_ = score_;
    for (ondemand::object one : form["indicators"].get_array()) {
      const char* level1 = one["level1"].get_raw_json_string().value().raw();
      const char* name = one["level3"].get_raw_json_string().value().raw();
      const Quantity target = quantity(one["target"].get_raw_json_string().value().raw());
      const Quantity actual = quantity(one["actual"].get_raw_json_string().value().raw());
      const std::int64_t weight = raw(one, "weight"), score = raw(one, "score");
      weights_ += weight;
      scores_ += score;
      for (Group& group : groups_)
        if (std::memcmp(level1, group.name.data(), 6) == 0) group.weight += weight;
      const std::int64_t half = actual.rate ? 10 : 0;
      const bool holds = target.reverse ? agrees(score, weight, 2 * target.value, 0, 2 * actual.value, half)
                                        : agrees(score, weight, 2 * actual.value, half, 2 * target.value, 0);
      if (!holds) findings.add(std::string("s.indicator.").append(text_at(name)));
    }
  }

  void judge(std::int64_t total, Findings& findings) const {
    if (weights_ != 100'00) findings.add("s.weights");
    for (const Group& group : groups_)
      if (group.weight != group.points) findings.add(group.check);
    if (scores_ != total) findings.add("s.scores");
    const auto rate = static_cast<Int128>(rate_) * 2;
    if ((rate + 1) * (2 * annual_ + 1) < static_cast<Int128>(20'000) * (2 * executed_ - 1) ||
        (rate - 1) * (2 * annual_ - 1) > static_cast<Int128>(20'000) * (2 * executed_ + 1))
      findings.add("s.rate");
    if (!agrees(score_, weight_, 2 * executed_, 1, 2 * annual_, 1)) findings.add("s.fund_score");
  }

  static std::int64_t raw(ondemand::object& from, std::string_view key) {
    return figure(from[key].get_raw_json_string().value().raw());
  }

  std::array<Group, 3> groups_{
      {{"产出指标", "s.output", 50'00}, {"效益指标", "s.benefit", 30'00}, {"满意度指标", "s.satisfaction", 10'00}}};
  std::int64_t annual_ = 0, executed_ = 0, weight_ = 0, rate_ = 0, score_ = 0, weights_ = 0, scores_ = 0;
};

}  // namespace gouji::bench::country
