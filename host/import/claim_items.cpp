// Subjects with their figures while a narrative is read, and the claims that are made of them.
#include <utility>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "import/claim_reader.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kItemsLookedBack = 16;
constexpr std::size_t kTotalsLookedBack = 64;
constexpr std::size_t kFewestParts = 2;  // that make an amount a total

}  // namespace

ClaimReader::Item& ClaimReader::open_item(std::string subject, ClaimRange words) {
  Item item;
  item.key = cleaner_.key(claim_form(subject));
  item.subject = std::move(subject);
  item.of = of_;
  item.spans = text_->spans(words);
  item.name = item.key;
  if (const std::u32string form = claim_form(item.subject); !form.empty())
    item.name = form.substr(0, form.size() - ends_with(form, spec_.executed_words));
  item.paragraph = paragraph_;
  item.section = text_->section;
  item.order = order_ + words.begin;
  item.sentence = sentence_;
  items_.push_back(std::move(item));
  item_ = items_.size();
  pending_.clear();
  return items_.back();
}

ClaimReader::Item* ClaimReader::find_item(std::u32string_view subject) {
  const std::u32string key = cleaner_.key(subject);
  const std::u32string_view name = subject.substr(0, subject.size() - ends_with(subject, spec_.executed_words));
  std::size_t looked = 0;
  for (std::size_t i = items_.size(); i > 0 && looked < kItemsLookedBack; --i, ++looked) {
    const Item& one = items_[i - 1];
    if (one.reason || (one.paragraph == paragraph_ ? one.key != key : one.name != name)) continue;
    item_ = i;
    return &items_[i - 1];
  }
  return nullptr;
}

ClaimReader::Item& ClaimReader::item_of(ClaimRange subject, ClaimRange words) {
  if (Item* known = find_item(folded(subject))) return *known;
  // ……支出决算为 48 万元……；支出决算较上年增加: the one told last
  const std::u32string_view name = folded(subject);
  const std::size_t executed = ends_with(name, spec_.executed_words);
  const std::u32string_view rest = name.substr(0, name.size() - executed);
  if (Item* last = current(); executed > 0 && last != nullptr && last->paragraph == paragraph_ && last->executed &&
                              (rest.empty() || is_one_of(rest, spec_.bare_generics)))
    return *last;
  return open_item(printed(subject), words);
}

ClaimReader::Item* ClaimReader::last_of_kind(std::optional<bool> money) {
  if (item_ == 0) return nullptr;
  if (!money) return current();
  for (std::size_t i = item_; i > 0 && items_[i - 1].paragraph == paragraph_; --i) {
    const bool is_money = items_[i - 1].kind == ClaimNumberKind::money || items_[i - 1].kind == ClaimNumberKind::bare;
    if (is_money == *money && !items_[i - 1].reason) {
      item_ = i;
      return &items_[i - 1];
    }
  }
  return nullptr;
}

ClaimReader::Item& ClaimReader::inherited(ClaimRange words, std::optional<bool> money, ClaimRange otherwise) {
  if (!pending_.empty()) {
    const std::string name = pending_;
    pending_.clear();
    if (Item* known = find_item(claim_form(name))) return *known;
    return open_item(name, words);
  }
  if (Item* item = last_of_kind(money)) return *item;
  const std::string own = printed(otherwise);
  Item& item = open_item(own.empty() ? title_subject(text_->title) : own, words);
  if (item.subject.empty()) item.doubtful["subject"] = "没有读出说的是什么";
  return item;
}

// What a heading is about: 行政运行, not 一般公共预算支出决算情况说明's 情况说明.
std::string ClaimReader::title_subject(std::u32string_view heading) const {
  const std::u32string title = text::fold_each(heading);
  ClaimRange range{0, title.size()};
  if (!title.empty() && title.back() == U')') {
    const std::size_t open = title.rfind(U'(');
    if (open != title.npos && last_of(std::u32string_view(title).substr(open), spec_.labels)) range.end = open;
  }
  range = cleaner_.clean(title, range);
  while (!range.empty()) {
    const std::size_t tail =
        ends_with(std::u32string_view(title).substr(range.begin, range.end - range.begin), spec_.heading_tails);
    if (tail == 0) break;
    range.end -= tail;
  }
  const std::u32string_view rest = std::u32string_view(title).substr(range.begin, range.end - range.begin);
  if (rest.empty() || rest.find(U',') != rest.npos || first_of(rest, spec_.heading_stops)) return {};
  return text::encode(heading.substr(range.begin, range.end - range.begin));
}

void ClaimReader::set_amount(Item& item, const ClaimNumber& number, ClaimRange words) {
  item.amount = printed(number.digits);
  item.amount_at = text_->spans(number.digits);
  item.kind = number.kind;
  if (!number.unit.empty()) item.unit = printed(number.unit);
  if (number.kind == ClaimNumberKind::bare && folded(number.digits) != U"0") item.doubtful["amount"] = "没有印出单位";
  if (number.interval) item.doubtful["amount"] = "印的是一个范围";
  if (item.spans.empty()) item.spans = text_->spans(words);
  // 编制 200 人，其中行政编制 150 人；实有 187 人: what follows is of those, not of these
  if (const std::u32string form = claim_form(item.subject);
      starts_with(form, spec_.holders) > 0 && last_of(claim_form(item.of), spec_.posts)) {
    item.of.clear();
    of_.clear();
  }
  if (starts_with(claim_form(item.subject), spec_.averages) > 0) item.of.clear();  // 车均运行维护费: no part of a total
  // A part is counted in what its total is counted in; 126 万元 is no part of 88 辆.
  const bool counted = number.kind == ClaimNumberKind::count;
  if (!item.of.empty() && (counted ? of_unit_ != item.unit.value_or("") : !of_unit_.empty())) item.of.clear();
}

Claim& ClaimReader::add_claim(Item& item, std::string kind, ClaimRange words) {
  Claim claim;
  claim.section = text_->section;
  claim.subject = item.amount && item.budget && !item.bare.empty() ? item.bare : item.subject;
  claim.kind = std::move(kind);
  claim.amount = item.amount ? item.amount : (claim.kind == "completion" ? std::nullopt : item.budget);
  if (claim.amount) claim.figures["amount"] = item.amount ? item.amount_at : item.budget_at;
  claim.unit = item.unit;
  if (!item.of.empty()) claim.of = item.of;
  claim.doubtful = item.doubtful;
  claim.spans = item.spans;
  const auto spans = text_->spans(words);
  claim.spans.insert(claim.spans.end(), spans.begin(), spans.end());
  if (claim.kind == "change" && !item.amount && item.budget) item.completed = true;
  item.told = true;
  made_.push_back({std::move(claim), order_ + words.begin});
  return made_.back().claim;
}

// 本年支出合计 8,600 万元。基本支出 5,000 万元，占 58 %: the total told last, in a sentence before.
std::string ClaimReader::total_before(const Item& item) {
  const std::size_t end = static_cast<std::size_t>(&item - items_.data());
  for (std::size_t i = end; i > 0 && end - i < kTotalsLookedBack; --i) {
    const Item& one = items_[i - 1];
    if (one.paragraph != paragraph_ || one.kind != ClaimNumberKind::money || !one.of.empty()) continue;
    if (ends_with(claim_form(one.subject), spec_.totals) > 0) return last_of_ = one.subject;
  }
  return {};
}

void ClaimReader::begin_parts(std::string of, const Item* total) {
  of_ = std::move(of);
  of_unit_ = total != nullptr && total->kind == ClaimNumberKind::count ? total->unit.value_or("") : std::string();
}

// Whether the items told since `whole`, each a part of it, add up to it.
bool ClaimReader::has_all_parts(const Item& whole) const {
  if (!whole.amount) return false;
  auto rest = Exact::parse(*whole.amount);
  const std::size_t first = static_cast<std::size_t>(&whole - items_.data()) + 1;
  for (std::size_t i = first; rest && i < items_.size(); ++i) {
    const Item& one = items_[i];
    const std::optional<std::string>& told = one.amount ? one.amount : one.budget;  // 一般公共预算 640 万元
    if (one.of != whole.subject || !told || one.unit != whole.unit) return false;
    const auto part = Exact::parse(*told);
    if (!part) return false;
    rest = *rest - *part;
  }
  return rest && first < items_.size() && *rest == Exact(0);
}

// 其中：基本支出 100 万元，包括人员经费 80 万元和公用经费 20 万元；项目支出……: the parts of the part are complete.
void ClaimReader::leave_inner_parts() {
  const Outer outer = std::exchange(outer_, {});
  if (outer.item == 0 || outer.item > items_.size()) return;
  const Item& whole = items_[outer.item - 1];
  if (whole.subject != of_ || !has_all_parts(whole)) return;
  of_ = outer.of;
  of_unit_ = outer.of_unit;
}

// 总收入 9 万元，其中：拨款 8 万元，其他 1 万元。与上年相比增加……: all that it is made of was told, so it is what changed.
ClaimReader::Item* ClaimReader::whole_of_told_parts() {
  const Item* part = current();
  if (part == nullptr || item_ != items_.size() || part->sentence == sentence_ || part->paragraph != paragraph_ ||
      part->of.empty() || part->told || part->kind != ClaimNumberKind::money)
    return nullptr;
  for (std::size_t i = item_ - 1; i > 0 && items_[i - 1].sentence == part->sentence; --i) {
    if (items_[i - 1].subject != part->of) continue;
    if (!has_all_parts(items_[i - 1])) return nullptr;
    item_ = i;
    return &items_[i - 1];
  }
  return nullptr;
}

// Words that open the parts of a total at the front of a clause.
ClaimRange ClaimReader::take_parts(ClaimRange lead) {
  ClaimRange rest = lead;
  while (!rest.empty() && std::u32string_view(U" ,、:)").find(text_->folded[rest.begin]) != std::u32string_view::npos)
    ++rest.begin;
  const std::size_t parts = starts_with(folded(rest), spec_.parts);
  if (parts == 0) return lead;
  const Item* inner = current();
  outer_ = inner != nullptr && !of_.empty() && inner->of == of_ ? Outer{item_, of_, of_unit_} : Outer{};
  begin_parts(part_total(), inner);
  return {rest.begin + parts, lead.end};
}

std::string ClaimReader::part_total() {
  const Item* item = current();
  if (item == nullptr) return of_.empty() ? pending_ : of_;
  return item->amount && item->budget && !item->bare.empty() ? item->bare : item->subject;
}

void ClaimReader::compare(const Comparison& comparison) {
  compared_ = true;
  base_year_ = comparison.year;
}

// 一般公共预算财政拨款支出 3,542 万元，主要用于以下方面：……: at least two of its parts are told.
bool ClaimReader::heads_parts(const Item& item) const {
  if (item.kind != ClaimNumberKind::money || item.subject.empty() || !item.of.empty()) return false;
  std::size_t parts = 0, looked = 0;
  for (std::size_t i = static_cast<std::size_t>(&item - items_.data()) + 1; i < items_.size(); ++i) {
    const Item& one = items_[i];
    if (one.paragraph != item.paragraph || one.subject == item.subject || ++looked > kTotalsLookedBack) break;
    if (one.kind != ClaimNumberKind::money || one.of != item.subject || one.reason) continue;
    if (!one.amount && !one.budget) continue;  // 货物预算 58 万元 is a part as well
    if (++parts == kFewestParts) return true;
  }
  return false;
}

void ClaimReader::flush() {
  for (Item& item : items_) {
    if (!item.amount && !item.budget) continue;
    const bool both = item.amount && item.budget;
    if (both ? item.completed : item.told) continue;
    Claim claim;
    claim.section = item.section;
    claim.subject = both && !item.bare.empty() ? item.bare : item.subject;
    std::u32string name = claim_form(claim.subject);
    if (!item.amount && ends_with(name, spec_.budget_words) == 0) name = claim_form(claim.subject += item.budget_word);
    if (both)
      claim.kind = "completion";
    else if (item.kind == ClaimNumberKind::count)
      claim.kind = "count";
    else  // 收入预算 714.85 万元，其中：……: what its parts are told of is a total by any name
      claim.kind = !item.reason && (ends_with(name, spec_.totals) > 0 || heads_parts(item)) ? "total" : "amount";
    claim.amount = item.amount ? item.amount : item.budget;
    claim.figures["amount"] = item.amount ? item.amount_at : item.budget_at;
    if (both && item.anonymous) claim.doubtful["subject"] = "没有读出说的是什么";
    if (both) {
      claim.budget = item.budget;
      claim.figures["budget"] = item.budget_at;
    }
    claim.unit = item.unit;
    if (!item.of.empty() && !both) claim.of = item.of;
    if (!item.direction.empty()) claim.direction = item.direction;
    claim.doubtful.insert(item.doubtful.begin(), item.doubtful.end());
    claim.spans = item.spans;
    made_.push_back({std::move(claim), item.order});
  }
  items_.clear();
  item_ = 0;
}

void ClaimReader::reset() {
  items_.clear();
  item_ = 0;
  pending_.clear();
  of_.clear();
  outer_ = {};
  last_of_.clear();
  reason_ = reason_ends_ = false;
  compared_ = false;
  base_year_.reset();
  change_ = 0;
  queue_.clear();
  queued_ = 0;
  scopes_.clear();
}

}  // namespace gouji::intake
