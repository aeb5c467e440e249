// Amounts and counts: what was spent and what was budgeted, what is counted, several names in line for their figures.
#include <algorithm>

#include "base/text.hpp"
#include "import/claim_reader.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kShortSubject = 2;  // 梳理10个……: a verb, the noun stands behind the unit
constexpr std::size_t kLongestNoun = 30;
constexpr std::ptrdiff_t kFewestJointsOfList = 2;

// 2 个项目结果为“优”, 3 个项目评为“良”: what a noun is said to be, in quotes of few letters; 0 for anything else.
std::size_t quoted_behind(std::u32string_view text) {
  constexpr std::size_t kLongestVerb = 3;
  constexpr std::size_t kLongestQuoted = 4;
  const auto is_quote = [](char32_t c) { return c == U'“' || c == U'”' || c == U'"'; };
  std::size_t at = 0;
  while (at < text.size() && at <= kLongestVerb && !is_quote(text[at])) ++at;
  if (at == 0 || at > kLongestVerb || at >= text.size() || (text[at - 1] != U'为' && text[at - 1] != U'是')) return 0;
  for (std::size_t i = at + 2; i < text.size() && i <= at + 1 + kLongestQuoted; ++i) {
    if (is_quote(text[i])) return i + 1;
  }
  return 0;
}

}  // namespace

bool ClaimReader::budget_or_executed(const ClaimNumber& number, ClaimRange lead, ClaimRange core) {
  const ClaimRange words{lead.begin, number.end};
  const std::size_t kept = is_kept_to(number) ? ends_with(folded(core), spec_.within) : 0;
  const std::size_t budget = std::max(kept, ends_with(folded(core), spec_.budget_words));
  const std::size_t executed = ends_with(folded(core), spec_.executed_words);
  const std::size_t length = std::max(budget, executed);
  if (length == 0) return false;
  const bool is_budget = budget > executed;
  const ClaimRange word{core.end - length, core.end};
  // 年中追加预算 46 万元: by how much the budget was changed, no budget
  if (is_budget && kept == 0 && ends_with(folded({core.begin, word.begin}), spec_.adjusted) > 0) return false;
  const ClaimRange bare = cleaner_.clean(text_->folded, {core.begin, word.begin});
  const ClaimRange whole = cleaner_.clean(text_->folded, core);
  const bool generic = cleaner_.stands_for_another(folded(bare)) || is_one_of(folded(bare), spec_.bare_generics);
  Item* item = current();
  // 年初预算 240 万元，调减 36 万元，调整预算 204 万元: the adjustment stands between
  const auto adjusts = [&](std::u32string_view name) {
    return ends_with(name.substr(0, name.size() - ends_with(name, spec_.budget_words)), spec_.adjusted) > 0;
  };
  if (item != nullptr && item_ > 1 && adjusts(claim_form(item->subject)) && !item->budget) {
    const Item& before = items_[item_ - 2];
    if (before.sentence == sentence_ && before.budget && !before.amount) item = &items_[--item_ - 1];
  }
  const auto open = [&](const Item& one) {
    return is_budget ? !one.budget && one.executed : !one.amount && one.budget;
  };
  const bool same = item != nullptr && item->sentence == sentence_ && item->kind == ClaimNumberKind::money &&
                    !item->less && (generic || item->key == cleaner_.key(folded(bare)));
  const std::string text = printed(number.digits);
  if (same && pending_.empty() && !item->told && is_budget && item->budget && !item->amount) {
    // 年初预算……，调整预算……: the first one stands for itself
    Item first = *item;
    first.subject = first.bare + first.budget_word;
    first.bare.clear();
    items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(item_ - 1), std::move(first));
    ++item_;
    item = current();
    item->budget.reset();
    item->executed = true;  // what was spent is still to come
    if (item->anonymous) item->subject = printed(word);
  }
  // 年初预算合计 418 万元，调整后全年预算 452 万元: a budget's total was not spent
  const std::u32string told = item == nullptr ? std::u32string() : claim_form(item->subject);
  const std::u32string_view before_total =
      std::u32string_view(told).substr(0, told.size() - ends_with(told, spec_.totals));
  // 支出 2.05 万元，年初预算为 2.95 万元
  const bool budgeted = is_budget && same && pending_.empty() && !item->completed && item->amount && !item->budget &&
                        bare.empty() && ends_with(claim_form(item->subject), spec_.executed_words) == 0 &&
                        ends_with(claim_form(item->subject), spec_.adjusted) == 0 &&
                        ends_with(before_total, spec_.budget_words) == 0;
  const bool joins =
      budgeted || (same && pending_.empty() && open(*item) && (is_budget ? !item->completed : !item->told));
  if (!joins) {
    if (generic && (!pending_.empty() || (!named_.empty() && !same))) {
      const std::string name = pending_.empty() ? named_ : pending_;
      item = &open_item(name, words);
      item->bare = name;
    } else if (generic && (item == nullptr || !same || (!item->budget && !item->executed))) {
      // （1）行政运行。当年预算为……: the heading's words, unless the figure names itself
      std::string title =
          (text_->marked || text_->below) && item == nullptr ? title_subject(text_->title) : std::string();
      if (!bare.empty() && is_one_of(claim_form(title), spec_.bare_generics))
        title.clear();  // 支出 is less than 支出预算
      // 全年预算数 alone says what kind of amount it is, not of what
      item = &open_item(title.empty() ? printed(whole.begin > word.begin ? word : whole) : title, words);
      const bool period = !is_budget && is_one_of(folded(bare), spec_.heads);  // 全年执行: 全年 alone is no name
      item->bare = title.empty() ? printed(period ? ClaimRange{bare.begin, whole.end} : bare) : title;
      item->anonymous = title.empty() && bare.empty();
    } else if (generic) {
      const std::string subject = item->bare.empty() ? item->subject : item->bare;
      item = &open_item(subject, words);
      item->bare = subject;
    } else {
      item = &open_item(printed(whole), words);
      item->bare = is_budget ? printed(bare) : std::string();
      item->key = cleaner_.key(folded(bare));
    }
  } else {
    const auto spans = text_->spans(words);
    item->spans.insert(item->spans.end(), spans.begin(), spans.end());
  }
  if (is_budget) {
    item->budget = text;
    item->budget_at = text_->spans(number.digits);
    item->budget_word = printed(word);
    if (!number.unit.empty()) item->unit = printed(number.unit);
    if (number.unit.empty() && folded(number.digits) != U"0") item->doubtful["budget"] = "没有印出单位";
  } else {
    set_amount(*item, number, words);
    item->executed = true;
  }
  return true;
}

void ClaimReader::level(const ClaimNumber& number, ClaimRange lead, ClaimRange core, std::size_t tail_end) {
  ClaimRange words{lead.begin, number.end};
  if (number.kind == ClaimNumberKind::bare) {
    // An amount without a unit is one only where the words say so: 决算数为 3542.28
    const bool said = core.end < lead.end &&
                      (ends_with(folded(core), spec_.budget_words) > 0 ||
                       ends_with(folded(core), spec_.executed_words) > 0 || ends_with(folded(core), spec_.totals) > 0);
    const bool decimal = folded(number.digits).find(U'.') != std::u32string_view::npos;
    // 经营收入为 0: nothing needs no unit
    const bool zero = folded(number.digits) == U"0" && core.end < lead.end &&
                      ends_with(folded(core), spec_.money_nouns) > 0 && number.end == tail_end;
    if (!zero && (!said || !decimal)) return;
  }
  // 收、支总计各为 3,542 万元: one figure for all
  const std::size_t begin = next_ == nullptr ? 0 : next_->digits.begin;
  const std::u32string_view between = begin > number.end ? folded({number.end, begin}) : std::u32string_view();
  const bool in_line = between == U"," || is_one_of(between, spec_.joints);
  const bool one = !in_line && last_of(folded(lead), spec_.both_sides);
  if (!one && fill_queue(lead) && from_queue(number, {})) return;
  const bool counted = number.kind == ClaimNumberKind::count;
  if (!counted && number.kind != ClaimNumberKind::points && budget_or_executed(number, lead, core)) return;
  ClaimRange subject = cleaner_.clean(text_->folded, core);
  if (const std::size_t less = starts_with(folded(subject), spec_.less); less > 0) {
    const std::string name = printed({subject.begin + less, subject.end});
    set_amount(open_item(name, words), number, words);
    Item& rest = open_item(printed(subject) + text::encode(spec_.after_less), words);
    rest.spans.clear();
    rest.less = true;
    return;
  }
  if (counted) {
    if (repeats_count(subject)) subject = core = {core.begin, core.begin};
    const std::string name = counted_subject(number, core, tail_end, words);
    if (is_counted_before(number, core, name)) {
      const auto spans = text_->spans(number.digits);
      names_.insert(names_.end(), spans.begin(), spans.end());
      return;
    }
    if (!name.empty()) return set_amount(open_item(name, words), number, words);
  }
  // 由 2021 年的 320 万元下降到 300 万元
  bool from = ends_with(folded(lead), spec_.from_words) > 0;
  if (const FoundWord word = last_of(folded(core), spec_.from_words); word && !from) {
    const ClaimRange since{core.begin + word.at + word.length, core.end};
    int year = 0;
    const bool dated = date_length(folded(since), &year) >= folded(since).size();
    from = dated || is_one_of(folded(since), spec_.last_year);
    if (from) {
      compare({since, dated ? year : context_.year - 1});
      subject = cleaner_.clean(text_->folded, {core.begin, core.begin + word.at});
    }
  }
  if (!cleaner_.stands_for_another(folded(subject))) {
    // 接待 7 批次，支出 1.53 万元: what was spent on what was counted
    const Item* before = current();
    const bool spent = before != nullptr && before->sentence == sentence_ && before->kind == ClaimNumberKind::count &&
                       !counted && is_one_of(folded(subject), spec_.bare_generics);
    Item& item = open_item((spent ? before->subject : std::string()) + printed(subject), words);
    set_amount(item, number, words);
    item.from = from;
    // 甲项目自评得分 98 分。项目全年预算数……: of that project
    const std::size_t scored = number.kind == ClaimNumberKind::points ? ends_with(folded(subject), spec_.scores) : 0;
    const ClaimRange project = cleaner_.clean(text_->folded, {subject.begin, subject.end - scored});
    if (scored > 0 && !cleaner_.stands_for_another(folded(project)) &&
        ends_with(folded(project), spec_.no_projects) == 0)
      named_ = printed(project);
    return;
  }
  if (change_ > 0 && !counted && !made_[change_ - 1].claim.amount) {  // ……增加 10 万元，达到 100 万元
    if (cleaner_.clean(text_->folded, lead).empty() && core.end == lead.end) return;  // 分别增加 50 万元、50 万元
    Claim& open = made_[change_ - 1].claim;
    open.amount = printed(number.digits);
    open.figures["amount"] = text_->spans(number.digits);
    const auto spans = text_->spans(words);
    open.spans.insert(open.spans.end(), spans.begin(), spans.end());
    return;
  }
  // 完成预算的 87.2 %，为 218 万元
  if (Item* item = current(); item != nullptr && subject.empty() && core.end < lead.end && !counted && !from &&
                              pending_.empty() && item->sentence == sentence_ && item->completed && !item->amount &&
                              made_.back().claim.kind == "completion" && !made_.back().claim.amount) {
    set_amount(*item, number, words);
    Claim& open = made_.back().claim;
    open.amount = item->amount;
    open.unit = item->unit;
    open.figures["amount"] = item->amount_at;
    const auto spans = text_->spans(words);
    open.spans.insert(open.spans.end(), spans.begin(), spans.end());
    return;
  }
  std::string name = pending_;
  if (name.empty() && !subject.empty() && (item_ == 0 || current()->sentence != sentence_)) {
    const std::string title = item_ == 0 && text_->marked ? title_subject(text_->title) : std::string();
    name = title.empty() ? printed(subject) : title;
  }
  if (name.empty() && !subject.empty() && !counted && current()->kind == ClaimNumberKind::count)
    name = printed(subject);
  if (name.empty() && item_ != 0) name = current()->subject;
  if (name.empty()) name = title_subject(text_->title);
  Item& item = open_item(name, words);
  if (name.empty()) item.doubtful["subject"] = "没有读出说的是什么";
  set_amount(item, number, words);
  item.from = from;
}

// 国内公务接待 30 批，累计接待 210 人次；团组 2 个，总计 4 人次: the same thing counted in another unit.
bool ClaimReader::repeats_count(ClaimRange subject) {
  const Item* before = current();
  if (subject.empty() || before == nullptr || before->sentence != sentence_ || before->kind != ClaimNumberKind::count)
    return false;
  return is_one_of(folded(subject), spec_.totals) || claim_form(before->subject).ends_with(folded(subject));
}

// 涉及项目 3 个。3 个项目平均得分 95 分: the same things again, not counted anew.
bool ClaimReader::is_counted_before(const ClaimNumber& number, ClaimRange core, const std::string& name) const {
  if (name.empty() || !cleaner_.clean(text_->folded, core).empty()) return false;
  const std::u32string noun = claim_form(name);
  const std::string digits = printed(number.digits), unit = printed(number.unit);
  const auto same = [&](const std::optional<std::string>& amount, const std::optional<std::string>& its_unit,
                        const std::string& subject) {
    return amount == digits && its_unit == unit && claim_form(subject).ends_with(noun);
  };
  return std::any_of(items_.begin(), items_.end(),
                     [&](const Item& one) {
                       return one.kind == ClaimNumberKind::count && same(one.amount, one.unit, one.subject);
                     }) ||
         std::any_of(made_.begin(), made_.end(), [&](const Made& one) {
           return one.claim.kind == "count" && same(one.claim.amount, one.claim.unit, one.claim.subject);
         });
}

// 购置 3 辆公务用车, 内设 4 个处室: what is counted stands behind the unit.
std::string ClaimReader::counted_subject(const ClaimNumber& number, ClaimRange core, std::size_t tail_end,
                                         ClaimRange& words) const {
  ClaimRange noun{number.end + starts_with(folded({number.end, tail_end}), spec_.limits), tail_end};
  if (const FoundWord end = first_of(folded(noun), spec_.noun_stops))
    noun.end = noun.begin + end.at + quoted_behind(folded(noun).substr(end.at));
  ClaimRange subject = cleaner_.clean(text_->folded, core);
  // 对 2022 年度 4 个项目……
  const ClaimRange rest{subject.begin + starts_with(folded(subject), spec_.empty_verbs), subject.end};
  if (cleaner_.clean(text_->folded, rest).empty()) subject = {};
  // 局机关及 5 个所属单位
  const bool joined = ends_with(folded({core.begin, number.digits.begin}), spec_.joints) > 0;
  if (joined) subject = {};
  const bool has_noun =
      !noun.empty() && noun.end - noun.begin <= kLongestNoun && text::is_han(text_->folded[noun.begin]);
  // 内设机构包括办公室、港务科、法规科 4 个科室; 内设办公室、法规科、信息科等 3 个部门: those listed are not its name
  const std::u32string_view listed = folded(subject);
  if (std::count(listed.begin(), listed.end(), U'、') >= kFewestJointsOfList) {
    if (const FoundWord list = first_of(listed, spec_.parts); list && list.at > 0)
      return printed({subject.begin, subject.begin + list.at});
    if (const std::size_t opens = starts_with(listed, spec_.verbs); opens > 0 && has_noun)
      subject.end = subject.begin + opens;
  }
  const bool verb =
      subject.empty() || subject.end - subject.begin <= kShortSubject || ends_with(folded(subject), spec_.verbs) > 0;
  if (!verb || !has_noun) {
    if (subject.empty() || cleaner_.stands_for_another(folded(subject))) return {};
    return printed(subject);
  }
  words.end = noun.end;
  return printed(subject) + printed(noun);
}

// 国内公务接待 18 批次。……主要原因是厉行节约，全年国内公务接待 23 批次: the same count again, no part of the reason.
std::string ClaimReader::counted_again(const ClaimNumber& number, ClaimRange lead) const {
  const std::u32string_view words = folded(cleaner_.clean(text_->folded, lead));
  if (number.kind != ClaimNumberKind::count || words.empty()) return {};
  const std::string unit = printed(number.unit);
  for (const Item& one : items_)
    if (one.kind == ClaimNumberKind::count && !one.reason && one.section == text_->section && one.unit == unit &&
        claim_form(one.subject) == words)
      return one.subject;
  return {};
}

void ClaimReader::reason_figure(const ClaimNumber& number, ClaimRange lead, std::string direction) {
  if (number.kind == ClaimNumberKind::bare) return;
  const ClaimRange words{lead.begin, number.end};
  const std::size_t before = item_;
  const std::string again = direction.empty() ? counted_again(number, lead) : std::string();
  Item& item = open_item(again.empty() ? text::encode(spec_.reason_subject) : again, words);
  item.reason = again.empty();
  item.of.clear();
  if (!direction.empty() && number.kind == ClaimNumberKind::count) last_change_ = {number.digits.begin, number.end};
  item.direction = std::move(direction);
  set_amount(item, number, words);
  item_ = before;  // what follows is about what was explained
}

// “货物、工程和服务支出分别为 A、B 和 C”: the names in line for their figures.
bool ClaimReader::fill_queue(ClaimRange lead) {
  while (!lead.empty() && text_->folded[lead.end - 1] == U' ') --lead.end;
  const std::size_t each = ends_with(folded(lead), spec_.each);
  if (each == 0) return false;
  const ClaimRange names = cleaner_.back(text_->folded, {lead.begin, lead.end - each});
  std::vector<ClaimRange> parts;
  for (std::size_t begin = names.begin; begin < names.end;) {
    const FoundWord joint = first_of(folded({begin, names.end}), spec_.joints);
    const std::size_t end = joint ? begin + joint.at : names.end;
    if (end > begin) parts.push_back({begin, end});
    begin = joint ? end + joint.length : names.end;
  }
  if (parts.size() < 2) return false;
  queue_.clear();
  const std::size_t dated = date_length(folded(parts.back()));
  for (const ClaimRange& part : parts) {
    // 2021年、2020年收入: each year has its own
    const bool year = date_length(folded(part)) == part.end - part.begin;
    const std::string behind = year ? printed({parts.back().begin + dated, parts.back().end}) : std::string();
    const ClaimRange clean = cleaner_.front(text_->folded, part);
    queue_.push_back((clean.empty() || (year && date_length(folded(clean)) == 0) ? std::string() : printed(clean)) +
                     behind);
  }
  queued_ = 0;
  return true;
}

bool ClaimReader::from_queue(const ClaimNumber& number, ClaimRange lead) {
  if (queued_ >= queue_.size()) return false;
  std::u32string_view text = folded(lead);
  text = text.substr(starts_with(text, spec_.joints));
  if (!text.empty()) {
    queue_.clear();
    queued_ = 0;
    return false;
  }
  const ClaimRange words{number.digits.begin, number.end};
  set_amount(open_item(queue_[queued_++], words), number, words);
  if (queued_ == queue_.size()) {
    queue_.clear();
    queued_ = 0;
  }
  return true;
}

}  // namespace gouji::intake
