#include "import/claim_spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"

namespace gouji::intake {
namespace {

using script::Plain;

struct Key {
  std::string_view name;
  ClaimWords ClaimSpec::*list;
};

// NOLINTNEXTLINE(cert-err58-cpp): pointers to members only
const std::vector<Key> kLists{
    {"money", &ClaimSpec::money},
    {"counts", &ClaimSpec::counts},
    {"points", &ClaimSpec::points},
    {"times", &ClaimSpec::times},
    {"percent_points", &ClaimSpec::percent_points},
    {"vague", &ClaimSpec::vague},
    {"scales", &ClaimSpec::scales},
    {"names", &ClaimSpec::names},
    {"ordinals", &ClaimSpec::ordinals},
    {"labels", &ClaimSpec::labels},
    {"limits", &ClaimSpec::limits},
    {"included", &ClaimSpec::included},
    {"scores", &ClaimSpec::scores},
    {"no_projects", &ClaimSpec::no_projects},
    {"copulas", &ClaimSpec::copulas},
    {"from_words", &ClaimSpec::from_words},
    {"each", &ClaimSpec::each},
    {"adverbs", &ClaimSpec::adverbs},
    {"averages", &ClaimSpec::averages},
    {"up", &ClaimSpec::up},
    {"down", &ClaimSpec::down},
    {"more", &ClaimSpec::more},
    {"fewer", &ClaimSpec::fewer},
    {"paired", &ClaimSpec::paired},
    {"equal", &ClaimSpec::equal},
    {"up_rates", &ClaimSpec::up_rates},
    {"down_rates", &ClaimSpec::down_rates},
    {"reach", &ClaimSpec::reach},
    {"openers", &ClaimSpec::openers},
    {"closers", &ClaimSpec::closers},
    {"last_year", &ClaimSpec::last_year},
    {"same_period", &ClaimSpec::same_period},
    {"budget_bases", &ClaimSpec::budget_bases},
    {"share", &ClaimSpec::share},
    {"share_tails", &ClaimSpec::share_tails},
    {"done", &ClaimSpec::done},
    {"bare_rates", &ClaimSpec::bare_rates},
    {"difference_rates", &ClaimSpec::difference_rates},
    {"above", &ClaimSpec::above},
    {"below", &ClaimSpec::below},
    {"level", &ClaimSpec::level},
    {"within", &ClaimSpec::within},
    {"within_tails", &ClaimSpec::within_tails},
    {"parts", &ClaimSpec::parts},
    {"parts_tails", &ClaimSpec::parts_tails},
    {"structures", &ClaimSpec::structures},
    {"joints", &ClaimSpec::joints},
    {"part_of", &ClaimSpec::part_of},
    {"among", &ClaimSpec::among},
    {"no_part", &ClaimSpec::no_part},
    {"less", &ClaimSpec::less},
    {"reasons", &ClaimSpec::reasons},
    {"details", &ClaimSpec::details},
    {"none", &ClaimSpec::none},
    {"none_generics", &ClaimSpec::none_generics},
    {"none_heads", &ClaimSpec::none_heads},
    {"money_nouns", &ClaimSpec::money_nouns},
    {"bodies", &ClaimSpec::bodies},
    {"budget_words", &ClaimSpec::budget_words},
    {"executed_words", &ClaimSpec::executed_words},
    {"adjusted", &ClaimSpec::adjusted},
    {"generics", &ClaimSpec::generics},
    {"bare_generics", &ClaimSpec::bare_generics},
    {"totals", &ClaimSpec::totals},
    {"key_tails", &ClaimSpec::key_tails},
    {"both_sides", &ClaimSpec::both_sides},
    {"leads", &ClaimSpec::leads},
    {"heads", &ClaimSpec::heads},
    {"moments", &ClaimSpec::moments},
    {"verbs", &ClaimSpec::verbs},
    {"empty_verbs", &ClaimSpec::empty_verbs},
    {"noun_stops", &ClaimSpec::noun_stops},
    {"heading_tails", &ClaimSpec::heading_tails},
    {"heading_stops", &ClaimSpec::heading_stops},
    {"circumstances", &ClaimSpec::circumstances},
    {"divisions", &ClaimSpec::divisions},
    {"part_titles", &ClaimSpec::part_titles},
    {"notes", &ClaimSpec::notes},
    {"note_heads", &ClaimSpec::note_heads},
    {"tables", &ClaimSpec::tables},
    {"skipped_sections", &ClaimSpec::skipped_sections},
    {"skipped_subjects", &ClaimSpec::skipped_subjects},
    {"work_sections", &ClaimSpec::work_sections},
    {"other_sections", &ClaimSpec::other_sections},
    {"rates", &ClaimSpec::rates},
    {"targets", &ClaimSpec::targets},
    {"target_heads", &ClaimSpec::target_heads},
    {"posts", &ClaimSpec::posts},
    {"holders", &ClaimSpec::holders},
    {"year_ends", &ClaimSpec::year_ends},
};

struct TextKey {
  std::string_view name;
  std::u32string ClaimSpec::*text;
};

// NOLINTNEXTLINE(cert-err58-cpp): pointers to members only
const std::vector<TextKey> kTexts{{"equal_word", &ClaimSpec::equal_word},
                                  {"after_less", &ClaimSpec::after_less},
                                  {"reason_subject", &ClaimSpec::reason_subject}};

[[noreturn]] void fail(std::string_view key) {
  std::vector<std::string> known;
  for (const Key& one : kLists) known.emplace_back(one.name);
  for (const TextKey& one : kTexts) known.emplace_back(one.name);
  const std::string guess = nearest(std::string(key), known);
  throw std::move(
      Fault("layout.bad_spec", fmt::format("claims 的“{}”不认识，或者不是词的列表", key),
            fmt::format("claims: {} is unknown or no list of words", key))
          .hint(guess.empty() ? fmt::format("可用：{}", fmt::join(known, "、")) : fmt::format("是否想写“{}”？", guess),
                guess.empty() ? fmt::format("use one of {}", fmt::join(known, ", "))
                              : fmt::format("did you mean {}?", guess)));
}

ClaimWords words_of(const Plain& value, std::string_view key) {
  ClaimWords words;
  if (value.list() == nullptr && !(value.map() != nullptr && value.map()->empty())) fail(key);
  if (value.list() != nullptr) {
    for (const Plain& item : *value.list()) {
      if (item.text() == nullptr) fail(key);
      if (std::u32string word = claim_form(*item.text()); !word.empty()) words.push_back(std::move(word));
    }
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const std::u32string& a, const std::u32string& b) { return a.size() > b.size(); });
  return words;
}

}  // namespace

ClaimSpec read_claim_spec(const Plain& plain) {
  ClaimSpec spec;
  if (plain.map() == nullptr) fail("");
  for (const auto& [key, value] : *plain.map()) {
    const auto list = std::find_if(kLists.begin(), kLists.end(), [&](const Key& one) { return one.name == key; });
    if (list != kLists.end()) {
      spec.*(list->list) = words_of(value, key);
      continue;
    }
    const auto text = std::find_if(kTexts.begin(), kTexts.end(), [&](const TextKey& one) { return one.name == key; });
    if (text == kTexts.end() || value.text() == nullptr) fail(key);
    spec.*(text->text) = text::decode(*value.text());
  }
  return spec;
}

std::u32string claim_form(std::string_view text) { return text::fold_each(text::decode(text::strip_spaces(text))); }

std::size_t starts_with(std::u32string_view text, const ClaimWords& words) {
  for (const std::u32string& word : words) {
    if (text.starts_with(word)) return word.size();
  }
  return 0;
}

std::size_t ends_with(std::u32string_view text, const ClaimWords& words) {
  for (const std::u32string& word : words) {
    if (text.ends_with(word)) return word.size();
  }
  return 0;
}

bool is_one_of(std::u32string_view text, const ClaimWords& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

FoundWord first_of(std::u32string_view text, const ClaimWords& words) {
  FoundWord best;
  for (const std::u32string& word : words) {  // the longest of those that begin first
    const std::size_t at = text.find(word);
    if (at != std::u32string_view::npos && at < best.at) best = {at, word.size()};
  }
  return best;
}

FoundWord last_of(std::u32string_view text, const ClaimWords& words) {
  FoundWord best;
  for (const std::u32string& word : words) {
    const std::size_t at = text.rfind(word);
    if (at == std::u32string_view::npos) continue;
    const std::size_t end = at + word.size();
    if (!best || end > best.at + best.length || (end == best.at + best.length && word.size() > best.length))
      best = {at, word.size()};
  }
  return best;
}

}  // namespace gouji::intake
