// Amounts that are no statement of their own: what a change, a share or a completion is measured from.
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "import/claim_reader.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kBetweenBudgetAndRate = 8;  // 预算 1.8 万元的七成，即 70 %
constexpr std::size_t kWholesLookedBack = 64;

}  // namespace

bool ClaimReader::is_base(const ClaimNumber& number, ClaimRange lead, ClaimRange core, std::size_t tail_end) {
  return budget_done(number, lead, core) || base_of_share(number, lead, core) ||
         base_of_change(number, lead, core, tail_end) || level_before(number, lead, core);
}

// The next figure of the sentence is a change, and no reason stands between.
bool ClaimReader::change_follows(const ClaimNumber& number) const {
  if (next_ == nullptr) return false;
  const ClaimRange between{number.end, next_->digits.begin};
  const std::u32string_view text = folded(between);
  if (text.find_first_of(U"。;!?()") != text.npos || first_of(text, spec_.reasons)) return false;
  return !direction_at_end(without_copulas(between)).empty();
}

// ……0 万元，无增减变化
bool ClaimReader::no_change_follows(const ClaimNumber& number) const {
  std::u32string_view rest = std::u32string_view(text_->folded).substr(number.end);
  if (rest.starts_with(U",")) rest.remove_prefix(1);
  return starts_with(rest, spec_.equal) > 0;
}

// ……6 万元的 70 %
bool ClaimReader::percent_of_it_follows(const ClaimNumber& number) const {
  if (next_ == nullptr || next_->kind != ClaimNumberKind::percent) return false;
  const std::u32string_view between = folded({number.end, next_->digits.begin});
  const std::size_t tail = starts_with(between, spec_.share_tails);
  return tail > 0 && between.size() <= kBetweenBudgetAndRate;
}

// ……72 %降至 68 %
bool ClaimReader::change_to(const ClaimNumber& number) const {
  if (next_ == nullptr || next_->kind != number.kind) return false;
  const ClaimRange between{number.end, next_->digits.begin};
  const std::size_t reach = ends_with(folded(between), spec_.reach);
  return reach > 0 && !direction_at_end({between.begin, between.end - reach}).empty();
}

// 决算数小于预算数的主要原因是……: of the one completion told before it; of which of several, nobody can say.
void ClaimReader::beside_budget(std::u32string_view text) {
  for (const ClaimWords* words : {&spec_.above, &spec_.below, &spec_.level}) {
    const FoundWord word = first_of(text, *words);
    if (!word || ends_with(text.substr(0, word.at), spec_.executed_words) == 0 ||
        starts_with(text.substr(word.at + word.length), spec_.budget_words) == 0)
      continue;
    const auto is_completion = [](const Made& one) { return one.claim.kind == "completion"; };
    const auto from = made_.begin() + static_cast<std::ptrdiff_t>(std::exchange(compared_to_, made_.size()));
    if (std::count_if(from, made_.end(), is_completion) == 1)
      std::find_if(from, made_.end(), is_completion)->claim.against_budget =
          text::encode(text.substr(word.at, word.length));
    return;
  }
}

// ……22 万元以内, ……14.2 万元的预算控制数
bool ClaimReader::is_kept_to(const ClaimNumber& number) const {
  const std::u32string_view rest = std::u32string_view(text_->folded).substr(number.end);
  if (starts_with(rest, spec_.within_tails) > 0) return true;
  const std::u32string_view behind = rest.substr(0, rest.find_first_of(U",;。:("));
  return behind.size() <= kBetweenBudgetAndRate && first_of(behind, spec_.budget_words);
}

// Of a year: a budget that a change is measured from is the claim's budget.
ClaimReader::Base ClaimReader::base_at(const ClaimNumber& number, ClaimRange lead, std::optional<int> year) const {
  Base base;
  base.sentence = sentence_;
  base.year = year;
  base.spans = text_->spans({lead.begin, number.end});
  if (!year) return base;
  base.amount = printed(number.digits);
  base.amount_at = text_->spans(number.digits);
  base.unit = printed(number.unit);
  return base;
}

// 较上年 2.08 万元减少 0.03 万元, 相较于 2020 年的 2 万元，各减少……: what it is measured from is no fact of this year.
bool ClaimReader::base_of_change(const ClaimNumber& number, ClaimRange lead, ClaimRange core, std::size_t tail_end) {
  if (number.kind != ClaimNumberKind::money && number.kind != ClaimNumberKind::count) return false;
  const auto comparison = find_comparison(text_->folded, core, spec_, context_.year);
  if (!comparison || comparison->range.end < core.end) return false;
  const std::u32string_view behind = folded({number.end, tail_end});
  const bool told = starts_with(behind, spec_.closers) > 0 || starts_with(behind, spec_.up) > 0 ||
                    starts_with(behind, spec_.down) > 0 || starts_with(behind, spec_.more) > 0 ||
                    starts_with(behind, spec_.fewer) > 0 || no_change_follows(number);
  if (!told && (!direction_at_end(core).empty() || ends_with(folded(comparison->range), spec_.closers) > 0 ||
                !change_follows(number)))
    return false;
  const ClaimRange subject = cleaner_.clean(text_->folded, {core.begin, comparison->range.begin});
  if (!cleaner_.stands_for_another(folded(subject))) pending_ = printed(subject);
  base_ = base_at(number, lead, comparison->year);
  if (comparison->year) {
    compare(*comparison);
  } else if (last_of(folded({comparison->range.begin, core.end}), spec_.budget_words)) {  // not 比年初余额 98 万元
    base_.budget = printed(number.digits);
    base_.budget_at = text_->spans(number.digits);
  }
  return true;
}

// 2021 年为 3.2 万元，2020 年为 3.4 万元，减少 0.2 万元: the same of the year before, and the change from it.
bool ClaimReader::level_before(const ClaimNumber& number, ClaimRange lead, ClaimRange core) {
  const Item* item = current();
  if (item == nullptr || item->sentence != sentence_ || !(item->amount || item->budget) || item->kind != number.kind ||
      item->reason || !pending_.empty() || context_.year == 0)
    return false;
  ClaimRange words = cleaner_.back(text_->folded, core);
  if (date_length(folded(words)) == 0) words = cleaner_.front(text_->folded, words);
  const std::u32string_view text = folded(words);
  int year = context_.year - 1;
  std::size_t length = date_length(text, &year);
  if (length > 0 && year == context_.year) return false;
  if (length == 0) length = starts_with(text, spec_.last_year);
  if (length == 0) return false;
  const ClaimRange rest = cleaner_.clean(text_->folded, {words.begin + length, words.end});
  const std::u32string_view name = folded(rest);
  const bool same = cleaner_.stands_for_another(name) || is_one_of(name, spec_.bare_generics) ||
                    is_one_of(name, spec_.executed_words) || is_one_of(name, spec_.budget_words) ||
                    cleaner_.key(name) == item->key;
  if (!same || !(change_follows(number) || no_change_follows(number))) return false;
  base_ = base_at(number, lead, year);
  compare({words, year});
  return true;
}

// 支出决算为 62.07 万元，完成全年预算 84.82 万元的 73.2 %; 是预算 6 万元的 70 %; 控制在预算 5 万元以内: the budget of
// what was just told.
bool ClaimReader::budget_done(const ClaimNumber& number, ClaimRange lead, ClaimRange core) {
  if (number.kind != ClaimNumberKind::money) return false;
  Item* item = current();
  if (item == nullptr || item->sentence != sentence_ || !item->amount || item->less) return false;
  // 全年预算 900 万元，支出 870 万元，完成全年预算 900 万元的 96.67 %: the same budget once more
  if (item->budget && *item->budget != printed(number.digits)) return false;
  const std::u32string_view text = folded(core);
  const std::size_t done = starts_with(text, spec_.done);
  const std::size_t within = is_kept_to(number) ? starts_with(text, spec_.within) : 0;
  const bool of_it = percent_of_it_follows(number);
  const std::size_t joint = of_it ? std::max(starts_with(text, spec_.copulas), starts_with(text, spec_.share)) : 0;
  const std::u32string_view rest = text.substr(std::max({done, within, joint}));
  if (done == 0 && within == 0) {
    if (!of_it || !(is_one_of(rest, spec_.budget_words) || is_one_of(rest, spec_.budget_bases))) return false;
  } else if (!rest.empty() && ends_with(rest, spec_.budget_words) == 0 && ends_with(rest, spec_.budget_bases) == 0) {
    return false;
  }
  const ClaimRange words{lead.begin, number.end};
  if (!item->budget) item->budget_at = text_->spans(number.digits);
  item->budget = printed(number.digits);
  const auto spans = text_->spans(words);
  item->spans.insert(item->spans.end(), spans.begin(), spans.end());
  item->done_of = within == 0 || of_it;
  return true;
}

// 占总支出 8,126 万元的 31 %, 为全年收入 2,480 万元的 97 %
bool ClaimReader::base_of_share(const ClaimNumber& number, ClaimRange lead, ClaimRange core) {
  if (number.kind != ClaimNumberKind::money || item_ == 0 || !percent_of_it_follows(number)) return false;
  std::size_t share = starts_with(folded(core), spec_.share);
  if (share == 0 && ends_with(folded(core), spec_.money_nouns) > 0) share = starts_with(folded(core), spec_.copulas);
  const ClaimRange name = cleaner_.clean(text_->folded, {core.begin + share, core.end});
  if (share == 0 || name.empty()) return false;
  whole_ = {sentence_, printed(name), text_->spans({lead.begin, number.end})};
  return true;
}

// 年初预算 7,420 万元，调整后预算 8,151 万元，支出 7,527 万元，为年初预算的 101 %: the budget that the percentage
// names.
void ClaimReader::meant_budget(Item& item, std::u32string_view base) {
  const FoundWord named = last_of(base, spec_.budget_words);
  const std::size_t index = static_cast<std::size_t>(&item - items_.data());
  if (!named || !item.budget || index == 0) return;
  Item& other = items_[index - 1];
  if (other.sentence != item.sentence || other.amount || !other.budget) return;
  const std::u32string_view word = base.substr(named.at, named.length);
  if (!claim_form(other.budget_word).starts_with(word) || claim_form(item.budget_word).starts_with(word)) return;
  std::swap(item.budget, other.budget);
  std::swap(item.budget_at, other.budget_at);
  std::swap(item.budget_word, other.budget_word);
  other.subject = item.bare + other.budget_word;
}

// 收入预算总计 986 万元，其中：……。收入较上年增加……: the total that was told, by its bare name.
ClaimReader::Item* ClaimReader::told_whole(ClaimRange subject) {
  const std::u32string_view name = folded(subject);
  const bool generic = is_one_of(name, spec_.bare_generics);
  const FoundWord noun = last_of(name, spec_.bare_generics);
  if (!noun || (!generic && !is_one_of(name, spec_.totals))) return nullptr;
  const std::u32string_view bare = name.substr(noun.at, noun.length);
  const std::u32string key = cleaner_.key(name);
  std::size_t found = 0, looked = 0;
  for (std::size_t i = items_.size(); i > 0 && looked < kWholesLookedBack; --i, ++looked) {
    const Item& one = items_[i - 1];
    if (one.paragraph != paragraph_) break;
    if (one.key == key) return nullptr;
    if (one.kind != ClaimNumberKind::money || !one.amount || one.reason || !one.of.empty()) continue;
    const std::u32string form = claim_form(one.subject);
    if (form.find(bare) == form.npos || (one.sentence == sentence_ && ends_with(form, spec_.totals) == 0)) continue;
    if (!generic || ends_with(form, spec_.totals) > 0 || heads_parts(one)) found = i;
  }
  if (found == 0) return nullptr;
  item_ = found;
  return &items_[found - 1];
}

}  // namespace gouji::intake
