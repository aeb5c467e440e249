#include "packs/divisions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

std::vector<std::string> fields_of_line(const std::string& line) {
  std::vector<std::string> fields;
  std::size_t start = 0;
  for (std::size_t comma = line.find(','); comma != std::string::npos; comma = line.find(',', start)) {
    fields.push_back(line.substr(start, comma - start));
    start = comma + 1;
  }
  fields.push_back(line.substr(start));
  return fields;
}

// A prefecture as the unit's own name has it: an autonomous one may be printed by its short name, the others are not.
const std::string& as_printed(const std::string& name, const std::string& brief, std::string_view unit) {
  const bool printed_short =
      unit.find(name) == std::string_view::npos && !brief.empty() && unit.find(brief) != std::string_view::npos;
  return name.ends_with("自治州") && printed_short ? brief : name;
}

}  // namespace

Divisions Divisions::read(const std::filesystem::path& file) {
  Divisions divisions;
  if (!std::filesystem::exists(file)) return divisions;
  const std::string content = files::read(file);
  int number = 0;
  std::size_t start = 0;
  while (start < content.size()) {
    std::size_t end = content.find('\n', start);
    if (end == std::string::npos) end = content.size();
    std::string line = content.substr(start, end - start);
    if (line.ends_with('\r')) line.pop_back();
    start = end + 1;
    if (++number == 1 || line.empty()) continue;
    auto fields = fields_of_line(line);
    if (fields.size() != 5) {
      throw std::move(Fault("divisions.bad_line", fmt::format("行政区划表应有 5 栏，这一行有 {} 栏", fields.size()),
                            fmt::format("5 fields wanted, {} found", fields.size()))
                          .at_line(files::shown(file), number));
    }
    divisions.entries_.push_back({fields[0], fields[1], fields[2], fields[3], fields[4]});
  }
  divisions.index();
  return divisions;
}

void Divisions::index() {
  std::unordered_map<std::string_view, std::size_t> names;
  for (const Entry& entry : entries_) ++names[entry.name];
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    entry.twin = names[entry.name] > 1;
    const std::string first(text::prefix(entry.name, 1));
    const std::string first_of_brief(text::prefix(entry.brief, 1));
    by_first_letter_[first].push_back(i);
    if (!first_of_brief.empty() && first_of_brief != first) by_first_letter_[first_of_brief].push_back(i);
  }
}

// Those whose first letter stands in the text, in the order of the table.
std::vector<const Divisions::Entry*> Divisions::named_in(std::string_view text) const {
  std::vector<std::size_t> numbers;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    text::decode_next(text, pos);
    const auto found = by_first_letter_.find(std::string(text.substr(begin, pos - begin)));
    if (found != by_first_letter_.end()) numbers.insert(numbers.end(), found->second.begin(), found->second.end());
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<const Entry*> entries;
  for (const std::size_t number : numbers) entries.push_back(&entries_[number]);
  return entries;
}

const Divisions::Entry* Divisions::by_code(const std::string& code) const {
  const auto found =
      std::lower_bound(entries_.begin(), entries_.end(), code,
                       [](const Entry& entry, const std::string& wanted) { return entry.code < wanted; });
  return found != entries_.end() && found->code == code ? &*found : nullptr;
}

std::optional<DivisionMatch> Divisions::find(std::string_view unit) const {
  const auto in_full = [&](const Entry& entry) { return unit.find(entry.name) != std::string_view::npos; };
  const auto place_of = [&](const Entry& entry) {
    if (in_full(entry)) return unit.find(entry.name);
    return entry.brief.empty() ? std::string_view::npos : unit.find(entry.brief);
  };
  // How much of the text names it: 抚顺县 is more than the 抚顺 of 抚顺市.
  const auto length_of = [&](const Entry& entry) { return in_full(entry) ? entry.name.size() : entry.brief.size(); };
  const Entry* best = nullptr;
  std::size_t best_place = std::string_view::npos;
  for (const Entry* candidate : named_in(unit)) {
    const Entry& entry = *candidate;
    const std::size_t place = place_of(entry);
    if (place == std::string_view::npos) continue;
    if (entry.level == "县") {
      const Entry* parent = by_code(entry.parent);
      if (entry.twin && (parent == nullptr || place_of(*parent) == std::string_view::npos)) continue;
    }
    // The earliest name decides; within one place the narrowest (a county after its city).
    const bool narrower = best != nullptr && (entry.parent == best->code) && place > best_place;
    const bool longer = best != nullptr && place == best_place && length_of(entry) > length_of(*best);
    if (best == nullptr || place < best_place || narrower || longer) {
      if (best != nullptr && best->parent == entry.code) continue;
      best = &entry;
      best_place = place;
    }
  }
  if (best == nullptr) return std::nullopt;
  DivisionMatch match;
  match.level = best->level;
  const Entry* city = nullptr;
  const Entry* county = nullptr;
  for (const Entry* entry = best; entry != nullptr; entry = entry->parent.empty() ? nullptr : by_code(entry->parent)) {
    if (entry->level == "省") match.province = entry->name;
    if (entry->level == "市") city = entry;
    if (entry->level == "县") county = entry;
  }
  if (city != nullptr) match.region = as_printed(city->name, city->brief, unit);
  if (county != nullptr) match.region = match.region.value_or("") + county->name;
  return match;
}

}  // namespace gouji
