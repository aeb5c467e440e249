#include "packs/budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "packs/toml_file.hpp"

namespace gouji {
namespace {

enum Which : std::size_t { kSteps, kMemory, kTime };

std::optional<std::int64_t> number_in(const TomlFile& file, const toml::table& table, std::string_view key,
                                      std::int64_t most) {
  const auto value = file.integer(table, key);
  if (value && (*value < 1 || *value > most)) {
    file.fail(*table.get(key), "pack.bad_budget", fmt::format("{} 应在 1 到 {} 之间", key, most),
              fmt::format("{} must be from 1 to {}", key, most));
  }
  return value;
}

// What the pack gets of what it asks for, and where that is written.
template <class Number>
void grant(const std::shared_ptr<const Pack>& pack, const std::optional<Number>& wanted, Number most, Number& number,
           std::string& place) {
  if (!wanted || place == script::kAsked) return;
  const Number bound = most == Number{} ? number : most;
  number = std::min(*wanted, bound);
  if (*wanted <= bound) place = pack->shown + "/pack.toml [budget]";
}

struct BudgetUnit {
  std::string_view word;
  Which which;
  double times;  // of a second, a byte, a step
};

constexpr double kMega = 1048576;
constexpr std::array<BudgetUnit, 26> kUnits{{{"s", kTime, 1},
                                             {"sec", kTime, 1},
                                             {"second", kTime, 1},
                                             {"seconds", kTime, 1},
                                             {"秒", kTime, 1},
                                             {"min", kTime, 60},
                                             {"分", kTime, 60},
                                             {"分钟", kTime, 60},
                                             {"m", kMemory, kMega},
                                             {"mb", kMemory, kMega},
                                             {"mib", kMemory, kMega},
                                             {"兆", kMemory, kMega},
                                             {"gb", kMemory, 1024 * kMega},
                                             {"gib", kMemory, 1024 * kMega},
                                             {"g", kMemory, 1024 * kMega},
                                             {"steps", kSteps, 1},
                                             {"step", kSteps, 1},
                                             {"步", kSteps, 1},
                                             {"万步", kSteps, 1e4},
                                             {"亿步", kSteps, 1e8},
                                             {"k", kSteps, 1e3},
                                             {"ksteps", kSteps, 1e3},
                                             {"msteps", kSteps, 1e6},
                                             {"million", kSteps, 1e6},
                                             {"millionsteps", kSteps, 1e6},
                                             {"百万步", kSteps, 1e6}}};

[[noreturn]] void bad(std::string_view part, std::string_view why, std::string_view why_english) {
  throw std::move(
      Fault("usage.bad_budget", fmt::format("--rule-budget 里的“{}”{}", text::visible(part), why),
            fmt::format("--rule-budget: {} {}", text::visible(part), why_english))
          .hint("写成秒数、内存、步数，用逗号隔开，例如 --rule-budget 5s,64MB 或 --rule-budget 5秒,64兆,2000万步",
                "write seconds, memory, steps with commas between, such as --rule-budget 5s,64MB or "
                "--rule-budget 5s,64MB,20000000steps"));
}

// A count with its unit: in seconds, bytes or steps.
std::pair<Which, double> amount_of(std::string_view part) {
  double number = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number, std::chars_format::fixed);
  if (error != std::errc{}) bad(part, "不是数加单位", "is no number with a unit");
  std::string unit;
  for (const char c : std::string_view(end, part.data() + part.size())) {
    if (c != ' ') unit += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const auto known =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const BudgetUnit& one) { return one.word == unit; });
  if (known == kUnits.end()) bad(part, "没有写明单位（s、MB、步）", "has no known unit (s, MB, steps)");
  constexpr double kBytes = kMega;
  const double least = known->which == kTime ? 0.1 : known->which == kMemory ? kBytes : 1000;
  const double most = known->which == kTime     ? static_cast<double>(kMostSeconds)
                      : known->which == kMemory ? static_cast<double>(kMostMegabytes) * kBytes
                                                : static_cast<double>(kMostSteps);
  const double value = number * known->times;
  if (!(value >= least && value <= most)) {
    bad(part, "超出范围：0.1 秒到 1 小时、1 MB 到 4 GB、1000 步到 1000 亿步",
        "is out of range: 0.1 s to an hour, 1 MB to 4 GB, 1000 to 100000 million steps");
  }
  return {known->which, value};
}

}  // namespace

Budget read_budget(const TomlFile& file) {
  Budget budget;
  const toml::node* node = file.root().get("budget");
  if (node == nullptr) return budget;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    file.fail(*node, "pack.bad_budget", "budget 应写成一节", "budget must be a section",
              "写成 [budget] 一行，下面是各键", "write [budget] and its keys below");
  }
  file.allow(*table, {"steps", "memory_mb", "seconds"});
  if (const auto steps = number_in(file, *table, "steps", kMostSteps))
    budget.steps = static_cast<std::uint64_t>(*steps);
  if (const auto memory = number_in(file, *table, "memory_mb", kMostMegabytes))
    budget.memory = static_cast<std::size_t>(*memory) << 20U;
  if (const auto seconds = number_in(file, *table, "seconds", kMostSeconds))
    budget.seconds = static_cast<double>(*seconds);
  return budget;
}

script::Limits budget_of(const PackChain& chain, const script::Limits& workbench) {
  script::Limits limits = workbench;
  const auto last = [&](const auto& has) {
    const auto found = std::find_if(chain.layers.rbegin(), chain.layers.rend(), has);
    return found == chain.layers.rend() ? chain.layers.back() : *found;
  };
  const auto steps = last([](const auto& layer) { return layer->budget.steps.has_value(); });
  const auto memory = last([](const auto& layer) { return layer->budget.memory.has_value(); });
  const auto seconds = last([](const auto& layer) { return layer->budget.seconds.has_value(); });
  grant(steps, steps->budget.steps, workbench.most_steps, limits.steps, limits.set_in[kSteps]);
  grant(memory, memory->budget.memory, workbench.most_memory, limits.memory, limits.set_in[kMemory]);
  grant(seconds, seconds->budget.seconds, workbench.most_seconds, limits.seconds, limits.set_in[kTime]);
  return limits;
}

script::Limits budget_from(std::string_view words, const script::Limits& otherwise) {
  script::Limits limits = otherwise;
  std::array<bool, 3> given{};
  std::string all(words);
  for (const std::string_view comma : {"，", "、", "+", "/"}) {
    for (std::size_t at = all.find(comma); at != std::string::npos; at = all.find(comma))
      all.replace(at, comma.size(), ",");
  }
  for (std::size_t from = 0; from <= all.size();) {
    const std::size_t end = std::min(all.find(',', from), all.size());
    const std::string_view part = text::trim(std::string_view(all).substr(from, end - from));
    from = end + 1;
    const auto [which, value] = amount_of(part);
    if (std::exchange(given.at(which), true)) bad(part, "重复了", "is given twice");
    if (which == kSteps) limits.steps = static_cast<std::uint64_t>(value);
    if (which == kMemory) limits.memory = static_cast<std::size_t>(value);
    if (which == kTime) limits.seconds = value;
    limits.set_in.at(which) = script::kAsked;
  }
  return limits;
}

}  // namespace gouji
