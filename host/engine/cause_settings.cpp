#include "engine/cause_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/fault.hpp"

namespace gouji {
namespace {

constexpr std::string_view kPrefix = "cause.";
constexpr std::array<std::string_view, 12> kRead{"words",     "scales",  "points",      "divisors",
                                                 "fractions", "earlier", "most_chance", "most_listed",
                                                 "lead",      "against", "breaks",      "listed"};

[[noreturn]] void bad(const std::string& name, const ParameterEntry& entry, const std::string& chinese,
                      const std::string& english) {
  throw std::move(Fault("cause.bad_parameter", fmt::format("参数“cause.{}”{}：{}", name, chinese, entry.text),
                        fmt::format("parameter cause.{} {}: {}", name, english, entry.text))
                      .at(entry.at));
}

struct Reader {
  const Parameters& parameters;
  int year;

  const ParameterEntry* entry(const std::string& name) const {
    const std::string whole = std::string(kPrefix) + name;
    if (!is_cause_parameter(whole)) throw std::logic_error(whole + " is missing from kRead");
    return parameters.in_force(whole, year);
  }

  Exact number(const std::string& name, std::int64_t otherwise) const {
    const ParameterEntry* found = entry(name);
    if (found == nullptr) return otherwise;
    if (!found->value.number || found->value.number->sign() < 0)
      bad(name, *found, "应为不小于零的数", "must be a number ≥ 0");
    return *found->value.number;
  }

  int whole(const std::string& name, std::int64_t otherwise) const {
    const Exact value = number(name, otherwise);
    if (!(value == value.rounded(0)) || value > Exact(1'000'000))
      bad(name, *entry(name), "应为不大于一百万的整数", "must be a whole number up to a million");
    return static_cast<int>(value.numerator() / value.denominator());
  }

  // Rows of `width` texts; a plain list is rows of one.
  std::vector<std::vector<std::string>> rows(const std::string& name, std::size_t width) const {
    std::vector<std::vector<std::string>> result;
    const ParameterEntry* found = entry(name);
    if (found == nullptr) return result;
    const auto wrong = [&] {
      bad(name, *found, fmt::format("应为列表，每项 {} 个文字", width),
          fmt::format("must list {} texts an item", width));
    };
    const script::PlainList* list = found->value.plain.list();
    if (list == nullptr) wrong();
    for (const script::Plain& item : *list) {
      const script::PlainList one{item};
      const script::PlainList& cells = item.list() != nullptr ? *item.list() : one;
      if (cells.size() != width) wrong();
      std::vector<std::string>& row = result.emplace_back();
      for (const script::Plain& cell : cells) {
        if (cell.text() == nullptr) wrong();
        row.push_back(*cell.text());
      }
    }
    return result;
  }

  // "10000" or "2/3", above zero.
  Exact fraction(const std::string& name, const std::string& text) const {
    const std::size_t bar = text.find('/');
    const auto over = Exact::parse(text.substr(0, bar));
    const auto under = bar == std::string::npos ? std::optional(Exact(1)) : Exact::parse(text.substr(bar + 1));
    if (!over || !under || over->sign() <= 0 || under->sign() <= 0)
      bad(name, *entry(name), fmt::format("里的“{}”不是大于零的数", text),
          fmt::format("holds {}, no number above zero", text));
    return *over / *under;
  }

  std::vector<Exact> fractions(const std::string& name) const {
    std::vector<Exact> result;
    for (const auto& row : rows(name, 1)) result.push_back(fraction(name, row[0]));
    return result;
  }
};

}  // namespace

const CauseWords* CauseSettings::find(std::string_view kind) const {
  const auto found = std::find_if(words.begin(), words.end(), [&](const CauseWords& one) { return one.kind == kind; });
  return found == words.end() ? nullptr : &*found;
}

std::optional<CauseSettings> cause_settings(const Parameters& parameters, int year) {
  const Reader read{parameters, year};
  CauseSettings settings;
  for (auto& row : read.rows("words", 3)) settings.words.push_back({row[0], row[1], row[2]});
  if (settings.words.empty()) return std::nullopt;
  settings.scales = read.fractions("scales");
  settings.points = read.fractions("points");
  settings.divisors = read.fractions("divisors");
  for (auto& row : read.rows("fractions", 3))
    settings.fractions.push_back({read.fraction("fractions", row[0]), row[1], row[2]});
  for (auto& row : read.rows("earlier", 1)) settings.earlier.push_back(row[0]);
  settings.most = chance_of(read.number("most_chance", 0));
  settings.most_listed = chance_of(read.number("most_listed", 1));
  settings.lead = std::max(1, read.whole("lead", 1));
  settings.against = std::max(1, read.whole("against", 1));
  settings.breaks = read.whole("breaks", 0);
  settings.listed = static_cast<std::size_t>(read.whole("listed", 0));
  return settings;
}

bool is_cause_parameter(std::string_view name) {
  return name.starts_with(kPrefix) && std::find(kRead.begin(), kRead.end(), name.substr(kPrefix.size())) != kRead.end();
}

Chance chance_of(const Exact& part) {
  if (part >= Exact(1)) return kCertain;
  return static_cast<Chance>((part * Exact(kCertain)).rounded(0, Rounding::up).numerator());
}

std::string chance_text(Chance chance) {
  constexpr Chance kLeast = kCertain / 1'000'000;  // below that the figure would only look exact
  return chance < kLeast ? "<0.000001" : Exact::fraction(chance, kCertain).rounded(6).text(6);
}

}  // namespace gouji
