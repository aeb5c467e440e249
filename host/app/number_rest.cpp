#include "app/number_rest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/parameter_chain.hpp"
#include "base/digest.hpp"
#include "engine/cause_settings.hpp"

namespace gouji::app {
namespace {

std::string fingerprint(const ParameterUse& use) {
  return fingerprint_of({use.name, use.value, use.unit, use.basis, use.file, std::to_string(use.line), use.chain});
}

const ParameterEntry* number_in_force(const Parameters& parameters, const std::string& name, int year) {
  const ParameterEntry* entry = parameters.in_force(name, year);
  return entry != nullptr && entry->value.number ? entry : nullptr;
}

// Of a parameter that is a number in every layer and year, and that the host does not read itself.
bool may_move(const Parameter& parameter) {
  return !is_cause_parameter(parameter.name) &&
         std::all_of(parameter.entries.begin(), parameter.entries.end(),
                     [](const ParameterEntry& entry) { return entry.value.number.has_value(); });
}

}  // namespace

std::vector<NumberRest> rests_of(const std::vector<EvaluationTrace>& traces, const RuleBook& book, int year) {
  const Parameters& parameters = book.chain().parameters;
  std::map<std::string, NumberSpan> spans;
  for (const EvaluationTrace& trace : traces) {
    for (const std::string& name : trace.parameters) spans[name].add(trace, name);
  }
  // What a finding costs is read by the host.
  for (const Rule& rule : book.rules()) {
    if (rule.score && rule.score->deduct.parameter() != nullptr)
      spans[rule.score->deduct.parameter()->name].always = true;
  }
  std::vector<NumberRest> rests;
  for (const auto& [name, span] : spans) {
    const ParameterEntry* entry = number_in_force(parameters, name, year);
    if (entry != nullptr) rests.push_back({name, fingerprint(use_of(parameters, name, year)), entry->unit, span});
  }
  return rests;
}

std::string fixed_of(const Parameters& parameters) {
  std::string all;
  for (const auto& [name, parameter] : parameters.all()) {
    const auto first =
        std::min_element(parameter.entries.begin(), parameter.entries.end(),
                         [](const ParameterEntry& a, const ParameterEntry& b) { return a.from_year < b.from_year; });
    if (may_move(parameter)) {
      // A document without a year has no value of one that goes by years.
      all += fmt::format("{} from {} by year {}\n", name, first->from_year, parameters.by_year(name));
      continue;
    }
    for (const ParameterEntry& entry : parameter.entries) {
      all += fmt::format("{} {} {} {}\n", name, entry.from_year, entry.unit, fingerprint_of({entry.text, entry.basis}));
      all += fmt::format("{} {} {}\n", entry.pack, to_text(entry.at), entry.value.number.has_value());
    }
  }
  return all;
}

bool NumbersNow::allow(const std::string& pack, const Parameters& parameters, int year, const NumberRest& rest) {
  const auto [place, fresh] = known_.try_emplace({pack, rest.parameter, year});
  Now& now = place->second;
  if (fresh) {
    if (const ParameterEntry* entry = number_in_force(parameters, rest.parameter, year)) {
      now.use = fingerprint(use_of(parameters, rest.parameter, year));
      now.unit = entry->unit;
      now.number = entry->value.number;
    }
  }
  if (now.use == rest.use) return true;
  return now.number && now.unit == rest.unit && !rest.span.told && rest.span.holds(*now.number);
}

}  // namespace gouji::app
