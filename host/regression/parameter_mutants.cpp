#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "base/exact.hpp"
#include "base/fault.hpp"
#include "formats/escape.hpp"
#include "packs/trial.hpp"
#include "regression/mutant.hpp"

namespace gouji {
namespace {

using script::Plain;

std::string toml_of(const Plain& plain) {
  if (const auto* text = plain.text()) return toml_string(*text);
  if (const auto* number = plain.integer()) return std::to_string(*number);
  if (const auto* flag = plain.flag()) return *flag ? "true" : "false";
  std::string inside;
  if (const auto* list = plain.list()) {
    for (const Plain& one : *list) inside += (inside.empty() ? "" : ", ") + toml_of(one);
    return "[" + inside + "]";
  }
  if (const auto* map = plain.map()) {
    for (const auto& [key, one] : *map)
      inside += fmt::format("{}{} = {}", inside.empty() ? "" : ", ", toml_string(key), toml_of(one));
    return "{ " + inside + " }";
  }
  return "\"\"";
}

// For people: without quotes and brackets.
std::string shown_plain(const Plain& plain) {
  if (const auto* text = plain.text()) return *text;
  if (const auto* number = plain.integer()) return std::to_string(*number);
  std::string inside;
  if (const auto* list = plain.list()) {
    for (const Plain& one : *list) inside += (inside.empty() ? "" : " ") + shown_plain(one);
  }
  if (const auto* map = plain.map()) {
    for (const auto& [key, one] : *map) inside += (inside.empty() ? "" : " ") + key + " " + shown_plain(one);
  }
  return inside;
}

// "89.5" by one in its last digit: 89.4, 89.6; a percentage keeps its sign. None where it is no plain decimal.
std::vector<std::string> neighbours(const std::string& text) {
  std::string digits = text, tail;
  for (const std::string_view sign : {"%", "％"}) {
    if (digits.ends_with(sign)) tail = sign, digits.resize(digits.size() - sign.size());
  }
  const auto value = Exact::parse(digits);
  if (!value || digits.find(',') != std::string::npos) return {};
  const std::size_t point = digits.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  if (decimals > 12) return {};
  const Exact quantum = Exact::decimal(1, decimals);
  std::vector<std::string> list;
  for (const Exact& other : {*value - quantum, *value + quantum}) {
    if (value->sign() >= 0 && other.sign() < 0) continue;
    list.push_back(other.fixed(decimals) + tail);
  }
  return list;
}

class ParameterMutants {
 public:
  explicit ParameterMutants(const PackChain& chain) : chain_(chain), trial_(chain.parameters) {}

  std::vector<Mutant> run() {
    const std::string& own = chain_.top().id;
    for (const auto& [name, parameter] : chain_.parameters.all()) {
      for (const ParameterEntry& entry : parameter.entries) {
        if (entry.pack == own) entry_mutants(parameter, entry);
      }
    }
    return std::move(found_);
  }

 private:
  void entry_mutants(const Parameter& parameter, const ParameterEntry& entry) {
    parameter_ = &parameter;
    entry_ = &entry;
    whole_ = entry.value.plain;
    numbers(whole_, "");
    choices();
    if (auto* list = std::get_if<script::PlainList>(&whole_.data)) drop_items(*list);
  }

  // The value as it stands now, if the pack would take it.
  void add(MutantKind kind, std::string from, std::string to, std::string label) {
    Mutant mutant;
    mutant.kind = kind;
    mutant.at = entry_->at;
    mutant.from = std::move(from);
    mutant.to = std::move(to);
    mutant.label = std::move(label);
    mutant.parameter = parameter_->name;
    for (const ParameterEntry& entry : parameter_->entries) {
      if (!entry.title.empty()) mutant.title = entry.title;
    }
    mutant.unit = entry_->unit;
    mutant.entry = entry_;
    mutant.written = whole_.text() != nullptr ? *whole_.text() : toml_of(whole_);
    try {
      trial_.add_trial(parameter_->name, mutant.written);
    } catch (const Fault&) {
      return;  // the loader would refuse it
    }
    mutant.value = trial_.find(parameter_->name)->entries.back().value;
    found_.push_back(std::move(mutant));
  }

  // Every number in the value, up and down, the others staying.
  void numbers(Plain& place, const std::string& label) {
    if (auto* text = std::get_if<std::string>(&place.data)) {
      const std::string own = *text;
      if (entry_->value.number || !label.empty()) {
        for (const std::string& other : neighbours(own)) {
          place.data = other;
          add(MutantKind::threshold, own, other, label);
        }
      }
      place.data = own;
    } else if (auto* number = std::get_if<std::int64_t>(&place.data)) {
      const std::int64_t own = *number;
      for (const std::int64_t other : {own - 1, own + 1}) {
        if (own >= 0 && other < 0) continue;
        place.data = other;
        add(MutantKind::threshold, std::to_string(own), std::to_string(other), label);
      }
      place.data = own;
    } else if (auto* list = std::get_if<script::PlainList>(&place.data)) {
      const bool measured = has_numbers(*list);
      for (Plain& one : *list) {
        // A row of a list is named by its first word; a bare list of codes holds names that look like numbers.
        const bool row = one.list() != nullptr || one.map() != nullptr;
        if (row || measured) numbers(one, row ? shown_plain(one) : shown_plain(place));
      }
    } else if (auto* map = std::get_if<script::PlainMap>(&place.data)) {
      for (auto& [key, one] : *map) numbers(one, label.empty() ? key : label);
    }
  }

  // Words beside numbers: ["良", "80"]. A list of nothing but numbers is taken for codes, unless they have a unit.
  bool has_numbers(const script::PlainList& list) const {
    const auto is_number = [](const Plain& one) {
      return one.integer() != nullptr || (one.text() != nullptr && !neighbours(*one.text()).empty());
    };
    const auto count = std::count_if(list.begin(), list.end(), is_number);
    return count > 0 && (count < static_cast<std::ptrdiff_t>(list.size()) || !entry_->unit.empty());
  }

  void choices() {
    const auto& words = parameter_->demand.choices.words;
    auto* text = std::get_if<std::string>(&whole_.data);
    if (words.empty() || text == nullptr) return;
    const std::string own = *text;
    const auto place = std::find(words.begin(), words.end(), own);
    const std::string& other = place == words.end() || place + 1 == words.end() ? words.front() : *(place + 1);
    if (other == own) return;
    *text = other;
    add(MutantKind::choice, own, other, "");
    *text = own;
  }

  // Words of one list go one way through a script: the first and the last stand for all.
  void drop_items(script::PlainList& list) {
    const script::PlainList own = list;
    for (std::size_t i = 0; i < own.size(); i += std::max<std::size_t>(own.size() - 1, 1)) {
      list = own;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      add(MutantKind::item, shown_plain(own[i]), "", "");
      list = own;
    }
  }

  const PackChain& chain_;
  Parameters trial_;
  const Parameter* parameter_ = nullptr;
  const ParameterEntry* entry_ = nullptr;
  Plain whole_;
  std::vector<Mutant> found_;
};

}  // namespace

std::vector<Mutant> parameter_mutants(const PackChain& chain) { return ParameterMutants(chain).run(); }

}  // namespace gouji
