#include "packs/divisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

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

bool ends_with_one_of(std::u32string_view words, std::u32string_view letters) {
  return !words.empty() && letters.find(words.back()) != std::u32string_view::npos;
}

bool ends_with_word(std::u32string_view words) {
  constexpr std::array<std::u32string_view, 16> kWords = {U"中共", U"政协", U"民盟", U"民革", U"民建", U"民进",
                                                          U"致公", U"九三", U"学社", U"关于", U"公开", U"公布",
                                                          U"发布", U"印发", U"来源", U"主办"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::u32string_view word) { return words.ends_with(word); });
}

// Whether a name of so many letters may begin behind these words: 宁县 is one behind 庆阳市, 中共 and 税务总局, not
// behind the 都 of 都宁县, a place that the table does not know.
bool may_begin_behind(std::string_view before, std::size_t letters) {
  constexpr std::size_t kOrganisation = 3;  // letters of the shortest name of one (农工党)
  constexpr std::size_t kNoPlace = 4;       // letters no place's name has before another place's in full
  const std::u32string words = text::decode(before);
  std::size_t run = 0;
  while (run < words.size() && text::is_han(words[words.size() - 1 - run])) ++run;
  if (run == 0) return true;
  const auto letters_before = std::u32string_view(words).substr(words.size() - run);
  if (ends_with_one_of(letters_before, U"省市区县旗州盟") || ends_with_word(letters_before)) return true;
  const bool numbered = run < words.size() && text::is_digit(words[words.size() - 1 - run]);
  if (numbered && (run == 1 || letters_before == U"年度")) return ends_with_one_of(letters_before, U"年月日度");
  if (run == 1) return ends_with_one_of(letters_before, U"原驻在");
  if (run < kOrganisation) return false;
  return (run >= kNoPlace && letters >= 3) ||
         ends_with_one_of(letters_before, U"党团会局院司所厅部委社行师处校学心站队镇乡年度");
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

// Where the name stands in the text; in the middle of another place's name it is not that of this one.
std::size_t Divisions::place_of(std::string_view name, std::string_view text) const {
  if (name.empty()) return std::string_view::npos;
  const std::size_t letters = text::decode(name).size();
  std::size_t at = text.find(name);
  for (; at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::string_view before = text.substr(0, at);
    if (may_begin_behind(before, letters)) break;
    const auto entries = named_in(before);
    if (std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) {
          return before.ends_with(entry->name) || (!entry->brief.empty() && before.ends_with(entry->brief));
        }))
      break;
  }
  return at;
}

std::optional<DivisionMatch> Divisions::find(std::string_view unit) const {
  const auto in_full = [&](const Entry& entry) { return place_of(entry.name, unit) != std::string_view::npos; };
  const auto place_of = [&](const Entry& entry) {
    const std::size_t full = this->place_of(entry.name, unit);
    return full != std::string_view::npos ? full : this->place_of(entry.brief, unit);
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
