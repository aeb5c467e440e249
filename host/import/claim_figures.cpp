// What one figure of the narrative says, by the words before it and its unit.
#include <algorithm>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "import/claim_reader.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestUnit = 4;    // characters of 百万元
constexpr std::size_t kLongestBand = 6;    // characters between 80分 and 90分: （含）—
constexpr std::size_t kLongestPrefix = 2;  // 全年 of 全年预算 is part of the name

}  // namespace

std::u32string_view ClaimReader::folded(ClaimRange range) const {
  if (range.empty()) return {};
  return std::u32string_view(text_->folded).substr(range.begin, range.end - range.begin);
}

ClaimRange ClaimReader::without_copulas(ClaimRange range) const {
  while (!range.empty()) {
    const std::size_t cut =
        std::max<std::size_t>(ends_with(folded(range), spec_.copulas), text_->folded[range.end - 1] == U' ' ? 1 : 0);
    // 节约 is no 约 behind 节
    const std::u32string_view text = folded(range);
    if (cut == 0 || std::max(ends_with(text, spec_.up), ends_with(text, spec_.down)) > cut) break;
    range.end -= cut;
  }
  return range;
}

// The word of direction that `core` ends with; empty for none.
ClaimRange ClaimReader::direction_at_end(ClaimRange core) const {
  std::u32string_view text = folded(core);
  // 增加（减少）5 万元: a form's words that nobody chose from
  if (!text.empty() && text.back() == U')') {
    const std::size_t open = text.rfind(U'(');
    if (open == text.npos || open == 0) return {};
    const ClaimRange first = direction_at_end({core.begin, core.begin + open});
    const std::u32string_view inner = text.substr(open + 1, text.size() - open - 2);
    const bool other = is_one_of(inner, spec_.up) || is_one_of(inner, spec_.down);
    return first.empty() || !other ? ClaimRange{} : ClaimRange{first.begin, core.end};
  }
  std::size_t length = std::max(ends_with(text, spec_.up_rates), ends_with(text, spec_.down_rates));
  if (length == 0) length = std::max(ends_with(text, spec_.up), ends_with(text, spec_.down));
  // 比上年多 0.37 万元
  if (length == 0) {
    const std::size_t more = std::max(ends_with(text, spec_.more), ends_with(text, spec_.fewer));
    const auto base =
        more == 0 ? std::nullopt : find_comparison(text_->folded, {core.begin, core.end - more}, spec_, context_.year);
    const bool behind_base = base_.sentence == sentence_ && more == text.size();
    if (more > 0 && (behind_base || (base && base->range.end + more == core.end))) length = more;
  }
  return length == 0 ? ClaimRange{} : ClaimRange{core.end - length, core.end};
}

bool ClaimReader::rises(std::u32string_view word) const {
  return is_one_of(word, spec_.up) || is_one_of(word, spec_.more) || ends_with(word, spec_.up_rates) > 0;
}

// Whether one of the two is an increase and the other a decrease.
bool ClaimReader::is_opposed(ClaimRange direction, const std::optional<std::string>& other) const {
  if (!other || direction.empty()) return false;
  const auto falls = [&](std::u32string_view word) {
    return is_one_of(word, spec_.down) || is_one_of(word, spec_.fewer) || ends_with(word, spec_.down_rates) > 0;
  };
  const std::u32string_view here = folded(direction);
  const std::u32string there = claim_form(*other);
  return (rises(here) && falls(there)) || (falls(here) && rises(there));
}

void ClaimReader::figure(const ClaimNumber& number, ClaimRange lead, std::size_t tail_end, bool percent_follows) {
  if (context_.amounts_only && number.kind != ClaimNumberKind::money) return;
  sentence_opens_ = false;
  // 收入、支出总计分别增加 50 万元、50 万元: the second one says the same of the other side
  if (change_ > 0 && lead.begin == change_end_ && folded(lead) == U"、" &&
      made_[change_ - 1].claim.change == printed(number.digits)) {
    const auto spans = text_->spans(number.digits);
    names_.insert(names_.end(), spans.begin(), spans.end());
    return;
  }
  lead = take_parts(lead);
  if (from_queue(number, lead) || row_figure(number, lead)) return;
  while (!lead.empty() && std::u32string_view(U" 、)").find(text_->folded[lead.begin]) != std::u32string_view::npos)
    ++lead.begin;
  end_reason_unless(folded(lead));
  if (!context_.amounts_only) {
    beside_budget(folded(lead));
    if (const FoundWord reason = last_of(folded(lead), spec_.reasons)) {
      reason_ = true;
      reasons_at_.push_back(lead.begin + reason.at);
      lead.begin += reason.at + reason.length;
    } else if (starts_with(folded(lead), spec_.details) > 0 && change_ > 0) {
      reason_ = true;
      reasons_at_.push_back(lead.begin);
    }
  }
  const ClaimRange core = without_copulas(lead);
  if (starts_with(folded(cleaner_.front(text_->folded, core)), spec_.skipped_subjects) > 0) return;
  if (is_band(number, core)) {
    const auto spans = text_->spans(number.digits);
    names_.insert(names_.end(), spans.begin(), spans.end());
    return;
  }
  if (no_statement(number, lead, core)) {
    const bool said = !scopes_.empty() && !scopes_.back().restates.empty();
    const auto spans = said ? text_->spans(number.digits) : std::vector<SourceSpan>{};
    names_.insert(names_.end(), spans.begin(), spans.end());
    if (!said && !targets_ && number.kind == ClaimNumberKind::count) mention(number, lead, core, tail_end);
    return;
  }
  // 满意率≥90%: the target of an indicator, no statement
  if (!core.empty() && std::u32string_view(U"≥≤≧≦<>=").find(text_->folded[core.end - 1]) != std::u32string_view::npos)
    return;
  if (number.kind == ClaimNumberKind::percent) return percent(number, lead);
  if (is_base(number, lead, core, tail_end)) return;
  // 减少为 5 万元: what it came to, not by how much
  const std::size_t reach = ends_with(folded(lead), spec_.reach);
  const ClaimRange reached = reach == 0 ? ClaimRange{} : direction_at_end({lead.begin, lead.end - reach});
  const ClaimRange direction = reached.empty() ? direction_at_end(core) : ClaimRange{};
  if (!direction.empty()) {
    const bool compared =
        find_comparison(text_->folded, {lead.begin, direction.begin}, spec_, context_.year).has_value();
    // 调减 36 万元: of a budget, no change from another year
    const bool adjusts =
        !compared && !reason_ && ends_with(folded(core), spec_.adjusted) >= direction.end - direction.begin;
    if (adjusts) return level(number, lead, core, tail_end);
    if (reason_ && !compared && !percent_follows) return reason_figure(number, lead, printed(direction));
    return change(number, {lead.begin, direction.begin}, direction, false);
  }
  if (number.kind == ClaimNumberKind::percent_points || number.kind == ClaimNumberKind::times) return;
  if (reason_) return reason_figure(number, lead, {});
  if (Item* item = current(); !reached.empty() && item != nullptr && item->from && item->sentence == sentence_)
    return reached_level(number, lead, reached, {lead.begin, reached.begin});
  ClaimRange level_core = reached.empty() ? core : ClaimRange{lead.begin, reached.begin};
  if (const auto comparison = find_comparison(text_->folded, level_core, spec_, context_.year)) {
    if (comparison->year) compare(*comparison);
    const ClaimRange before{level_core.begin, comparison->range.begin};
    level_core =
        cleaner_.clean(text_->folded, before).empty() ? ClaimRange{comparison->range.end, level_core.end} : before;
  }
  level(number, lead, level_core, tail_end);
}

// “……7.4万元、……2.4万元，分别占75%、25%”; “收入增加……，支出增加……，分别增长5.1%和4.9%”: percentages in line.
bool ClaimReader::row_figure(const ClaimNumber& number, ClaimRange lead) {
  if (number.kind != ClaimNumberKind::percent) return false;
  if (row_ >= 2 && row_next_ == 0) {
    const ClaimRange core = without_copulas(lead);
    const FoundWord each = first_of(folded(core), spec_.each);
    if (!each || each.at > 0) return false;
    const ClaimRange rest{core.begin + each.length, core.end};
    row_items_.clear();
    row_made_.clear();
    if (is_one_of(folded(rest), spec_.share)) {
      for (std::size_t i = items_.size(); i > 0 && row_items_.size() < row_; --i) {
        const Item& item = items_[i - 1];
        if (item.sentence != sentence_ || !item.amount || item.told || item.kind != ClaimNumberKind::money)
          return false;
        row_items_.insert(row_items_.begin(), i);
      }
      if (row_items_.size() < row_) return false;
    } else if (const ClaimRange direction = direction_at_end(rest);
               !direction.empty() && direction.begin == rest.begin) {
      for (std::size_t i = made_.size(); i > 0 && row_made_.size() < row_; --i) {
        if (made_[i - 1].claim.kind != "change" || made_[i - 1].claim.percent) return false;
        row_made_.insert(row_made_.begin(), i);
      }
      if (row_made_.size() < row_) return false;
    } else {
      return false;
    }
  }
  const std::size_t size = std::max(row_items_.size(), row_made_.size());
  if (row_next_ >= size) return false;
  const std::string text = printed({number.digits.begin, number.end});
  if (!row_items_.empty()) {
    Item& item = items_[row_items_[row_next_] - 1];
    Claim& claim = add_claim(item, "share", {lead.begin, number.end});
    claim.percent = text;
    claim.figures["percent"] = text_->spans(number.digits);
    if (item.of.empty()) claim.doubtful["of"] = "没有印明占什么的比重";
  } else {
    Claim& claim = made_[row_made_[row_next_] - 1].claim;
    claim.percent = text;
    claim.figures["percent"] = text_->spans(number.digits);
    const auto spans = text_->spans({lead.begin, number.end});
    claim.spans.insert(claim.spans.end(), spans.begin(), spans.end());
  }
  if (++row_next_ == size) {
    row_items_.clear();
    row_made_.clear();
    row_next_ = 0;
  }
  return true;
}

// 教育支出 1,420 万元（86 %）, 增加 4 万元（5 %）: of the figure before the bracket, which holds nothing else.
bool ClaimReader::bracketed(const ClaimNumber& number, ClaimRange lead) {
  const std::u32string_view text = text_->folded;
  if (lead.begin == 0 || text[lead.begin - 1] != U'(' || !text.substr(number.end).starts_with(U")")) return false;
  if (behind_ + 1 != lead.begin) return false;
  const ClaimRange words{lead.begin, number.end};
  if (change_ > 0 && change_end_ <= lead.begin && change_end_ + 1 + kLongestUnit >= lead.begin) {
    Claim& claim = made_[change_ - 1].claim;
    if (claim.percent || claim.change == std::nullopt) return false;
    claim.percent = printed({number.digits.begin, number.end});
    claim.figures["percent"] = text_->spans(number.digits);
    const auto spans = text_->spans(words);
    claim.spans.insert(claim.spans.end(), spans.begin(), spans.end());
    return true;
  }
  const Item* item = current();
  if (item == nullptr || item->sentence != sentence_ || item->kind != ClaimNumberKind::money || !item->amount)
    return false;
  if (item->budget)
    completion(number, lead, lead.end);
  else
    share(number, lead, lead.end, lead.end);
  return true;
}

// 90分(含)以上为“优”，80分(含)—90分为“良”: what a grade is given for, nobody's score.
bool ClaimReader::is_band(const ClaimNumber& number, ClaimRange core) const {
  if (number.kind != ClaimNumberKind::points) return false;
  if (number.interval) return true;
  constexpr std::u32string_view kDashes = U"-—–~至";
  std::u32string_view behind = std::u32string_view(text_->folded).substr(number.end);
  if (starts_with(behind, spec_.limits) > 0) return true;
  behind.remove_prefix(starts_with(behind, spec_.included));
  if (behind.size() > 1 && kDashes.find(behind[0]) != kDashes.npos && next_ != nullptr &&
      next_->kind == ClaimNumberKind::points && folded({number.end, next_->digits.begin}).size() <= kLongestBand)
    return true;
  const std::u32string_view before = folded(core);
  return !before.empty() && before.size() <= kLongestBand && kDashes.find(before.back()) != kDashes.npos;
}

// What was counted of the work done, targets, and figures that say one thing twice are no statements on the budget.
bool ClaimReader::no_statement(const ClaimNumber& number, ClaimRange lead, ClaimRange core) const {
  const bool counted = number.kind == ClaimNumberKind::count;
  if (counted && !scopes_.empty() && scopes_.back().restates == printed({number.digits.begin, number.end})) return true;
  if (!counted && number.kind != ClaimNumberKind::percent) return false;
  // 8480余件: nobody can check it
  if (counted && (last_of(folded(number.unit), spec_.vague) || ends_with(folded(lead), spec_.targets) > 0)) return true;
  if (targets_) return true;
  if (!text_->work) return false;
  return counted ||
         !(last_of(folded(core), spec_.share) || last_of(folded(core), spec_.done) || !direction_at_end(core).empty());
}

// 全年共处理公文 8480 余件: work done, which a form may tell of as well.
void ClaimReader::mention(const ClaimNumber& number, ClaimRange lead, ClaimRange core, std::size_t tail_end) {
  if (ends_with(folded(lead), spec_.targets) > 0) return;
  ClaimRange words{lead.begin, number.end};
  std::string name = counted_subject(number, core, tail_end, words);
  if (name.empty()) return;
  Claim claim;
  claim.section = text_->section;
  claim.subject = std::move(name);
  claim.kind = "count";
  claim.amount = printed(number.digits);
  claim.figures["amount"] = text_->spans(number.digits);
  if (!number.unit.empty()) claim.unit = printed(number.unit);
  claim.spans = text_->spans(words);
  mentions_.push_back(std::move(claim));
}

// 由 0.5 万元增加到 0.8 万元: one change; what it came from is no fact of this year.
void ClaimReader::reached_level(const ClaimNumber& number, ClaimRange lead, ClaimRange direction, ClaimRange core) {
  const ClaimRange words{lead.begin, number.end};
  Item& from = *current();
  from.told = true;
  from.from = false;
  const ClaimRange subject = cleaner_.clean(text_->folded, core);
  Item& item = open_item(subject.empty() ? from.subject : printed(subject), words);
  item.spans.insert(item.spans.begin(), items_[item_ - 2].spans.begin(), items_[item_ - 2].spans.end());
  set_amount(item, number, words);
  Claim& claim = add_claim(item, "change", words);
  claim.of.reset();
  claim.direction = printed(direction);
  if (compared_) claim.base_year = base_year_;
  change_ = made_.size();
}

void ClaimReader::percent(const ClaimNumber& number, ClaimRange lead) {
  const ClaimRange core = without_copulas(lead);
  const bool says_nothing = core.empty() || cleaner_.clean(text_->folded, core).empty();
  if (const Item* item = current(); says_nothing && item != nullptr && item->done_of && item->sentence == sentence_)
    return completion(number, lead, lead.begin);
  if (says_nothing && whole_.sentence == sentence_) return share(number, lead, lead.end, lead.end);
  if (core.empty() && bracketed(number, lead)) return;
  if (share_from_ == sentence_ && ends_with(folded(lead), spec_.reach) > 0) {
    share_from_ = -1;
    return share(number, lead, lead.end, lead.end);
  }
  // 压减 2.4 万元，压减率 13 %: the rate of the change just told
  if (change_ > 0 && made_[change_ - 1].claim.direction && !made_[change_ - 1].claim.percent) {
    const std::u32string_view name = folded(cleaner_.clean(text_->folded, core));
    const std::u32string direction = claim_form(*made_[change_ - 1].claim.direction);
    if (name.starts_with(direction) && is_one_of(name.substr(direction.size()), spec_.rates))
      return change(number, {lead.begin, lead.begin}, {lead.begin, lead.end}, true);
  }
  if (const ClaimRange direction = direction_at_end(core); !direction.empty())
    return change(number, {lead.begin, direction.begin}, direction, true);
  const std::u32string_view text = folded(core);
  FoundWord word = last_of(text, spec_.share);
  // 占机关运行经费的比重为 3 %: 占, not 比重
  if (const FoundWord verb = last_of(text.substr(0, word ? word.at : 0), spec_.share);
      verb && word.at + word.length == text.size())
    word = verb;
  if (word) return share(number, lead, lead.begin + word.at, lead.begin + word.at + word.length);
  if (const FoundWord done = last_of(text, spec_.done)) {
    const std::u32string_view behind = text.substr(done.at + done.length);
    if (behind.empty() || first_of(behind, spec_.budget_words) || first_of(behind, spec_.budget_bases))
      return completion(number, lead, lead.begin + done.at);
  }
  // 为年初预算的 102 %
  ClaimRange base{core.begin + starts_with(text, spec_.copulas), core.end};
  while (const std::size_t tail = ends_with(folded(base), spec_.share_tails)) base.end -= tail;
  if (base.begin > core.begin && is_one_of(folded(base), spec_.budget_words))
    return completion(number, lead, lead.begin);
  if (reason_) return;
  const ClaimRange words{lead.begin, number.end};
  const ClaimRange subject = cleaner_.clean(text_->folded, core);
  // 全年发放 4,712 万元，发放率 97 %
  if (const Item* item = current(); item != nullptr && is_one_of(folded(subject), spec_.bare_rates) && item->amount &&
                                    item->kind == ClaimNumberKind::money && item->sentence == sentence_ && !item->told)
    return completion(number, lead, lead.begin + (subject.begin - lead.begin));
  // 年初预算数 16 万元，决算数 15 万元，预决算差异率 -6.25 %
  if (Item* item = current(); item != nullptr && is_one_of(folded(subject), spec_.difference_rates) && item->amount &&
                              item->budget && item->kind == ClaimNumberKind::money && item->sentence == sentence_)
    return differs_from_budget(*item, number, words);
  if (subject.empty()) return;  // 其余 5 %: of what is not said
  // 预留 5 % 质保金, 确保 100 %: no ratio of anything that is named
  if (ends_with(folded(subject), spec_.rates) == 0 && ends_with(folded(subject), spec_.money_nouns) == 0) return;
  Item& item = open_item(printed(subject), words);
  item.of.clear();
  Claim& claim = add_claim(item, "share", words);
  claim.percent = printed({number.digits.begin, number.end});
  claim.figures["percent"] = text_->spans(number.digits);
}

// How long the total is that `subject` begins with: 本年支出 of 本年支出中人员支出; 0 for none.
std::size_t ClaimReader::whole_in(ClaimRange subject) const {
  const std::u32string_view text = folded(subject);
  const FoundWord inside = first_of(text, spec_.part_of);
  if (!inside || inside.at + inside.length == text.size()) return 0;
  if (starts_with(text.substr(inside.at), spec_.no_part) > 0) return 0;  // 采购支出中小企业份额
  return ends_with(text.substr(0, inside.at), spec_.money_nouns) > 0 ? inside.at : 0;
}

// `word` is where 占 stands, `behind` what follows it.
void ClaimReader::share(const ClaimNumber& number, ClaimRange lead, std::size_t word, std::size_t behind) {
  const ClaimRange words{lead.begin, number.end};
  ClaimRange total = without_copulas({behind, lead.end});
  while (const std::size_t tail = ends_with(folded(total), spec_.share_tails)) total.end -= tail;
  if (const ClaimRange clean = cleaner_.clean(text_->folded, total);
      !is_one_of(folded(clean), spec_.budget_words) || clean.begin > total.begin + kLongestPrefix)
    total = clean;
  ClaimRange subject = cleaner_.clean(text_->folded, {lead.begin, word});
  // 在全部支出中占 97 %
  const std::size_t among = starts_with(folded(subject), spec_.among);
  const std::size_t inside = ends_with(folded(subject), spec_.part_of);
  if (total.empty() && among > 0 && inside > 0 && among + inside < folded(subject).size()) {
    total = {subject.begin + among, subject.end - inside};
    subject = {};
  }
  // 本年支出中人员支出占 62 %
  if (const std::size_t whole = total.empty() ? whole_in(subject) : 0; whole > 0) {
    begin_parts(printed({subject.begin, subject.begin + whole}), nullptr);
    subject = cleaner_.clean(
        text_->folded,
        {subject.begin + whole + first_of(folded({subject.begin + whole, subject.end}), spec_.part_of).length,
         subject.end});
  }
  // 支出决算 98 万元，占年初预算的 82 %: how much of it was spent. 预算 76 万元，占预算总额的 3 % is a share.
  if (const Item* told = current(); is_one_of(folded(total), spec_.budget_words) &&
                                    ends_with(folded(total), spec_.totals) == 0 &&
                                    (!subject.empty() || (told != nullptr && !told->anonymous && told->amount)))
    return completion(number, lead, word);
  // 占比由上年的 72 %降至 68 %: what it came from is no share of this year
  if (starts_with(folded(total), spec_.from_words) > 0 && change_to(number)) {
    Item& item = cleaner_.stands_for_another(folded(subject)) ? inherited(words) : item_of(subject, words);
    share_from_ = sentence_;
    const auto spans = text_->spans(words);
    item.spans.insert(item.spans.end(), spans.begin(), spans.end());
    return;
  }
  Item& item = cleaner_.stands_for_another(folded(subject)) ? inherited(words) : item_of(subject, words);
  Claim& claim = add_claim(item, "share", words);
  claim.percent = printed({number.digits.begin, number.end});
  claim.figures["percent"] = text_->spans(number.digits);
  if (whole_.sentence == sentence_) {
    claim.of = std::move(whole_.name);
    claim.spans.insert(claim.spans.end(), whole_.spans.begin(), whole_.spans.end());
    whole_ = {};
    return;
  }
  std::string of = total.empty() ? (item.of.empty() ? (of_.empty() ? last_of_ : of_) : item.of) : printed(total);
  if (of.empty()) of = total_before(item);
  // 其他收入 20 万元（占 2 %）: of what all are of, not of itself
  if (of == item.subject) of = scopes_.empty() || scopes_.back().of.empty() ? last_of_ : scopes_.back().of;
  if (!total.empty()) last_of_ = of;
  // （二）一般公共预算财政拨款支出决算结构情况: the heading's total, where the text has none
  if (of.empty()) of = title_subject(text_->structure);
  if (of == item.subject) of.clear();
  if (of.empty())
    claim.doubtful["of"] = "没有印明占什么的比重";
  else
    claim.of = std::move(of);
}

void ClaimReader::completion(const ClaimNumber& number, ClaimRange lead, std::size_t word) {
  const ClaimRange words{lead.begin, number.end};
  const ClaimRange subject = cleaner_.clean(text_->folded, {lead.begin, word});
  const ClaimRange whole = cleaner_.clean(text_->folded, without_copulas(lead));
  const bool bare = cleaner_.stands_for_another(folded(subject)) || is_one_of(folded(subject), spec_.budget_words);
  Item& item = bare ? inherited(words, true, whole) : item_of(subject, words);
  meant_budget(item, folded({word, lead.end}));
  Claim& claim = add_claim(item, "completion", words);
  if (!item.bare.empty()) claim.subject = item.bare;
  claim.percent = printed({number.digits.begin, number.end});
  claim.figures["percent"] = text_->spans(number.digits);
  claim.budget = item.budget;
  if (item.budget) claim.figures["budget"] = item.budget_at;
  claim.of.reset();
  if (item.anonymous) claim.doubtful["subject"] = "没有读出说的是什么";
  item.completed = true;
}

// A change measured from the budget; its sign stands before the figure, no word tells its direction.
void ClaimReader::differs_from_budget(Item& item, const ClaimNumber& number, ClaimRange words) {
  Claim& claim = add_claim(item, "change", words);
  claim.percent = printed({number.digits.begin, number.end});
  claim.figures["percent"] = text_->spans(number.digits);
  claim.budget = item.budget;
  claim.figures["budget"] = item.budget_at;
  claim.of.reset();
  if (item.anonymous) claim.doubtful["subject"] = "没有读出说的是什么";
  item.completed = true;
}

// 公务接待费 2.40 万元，预算数比 2021 年减少……; 本年收入合计 80 万元，与上年相比，收入合计减少……: what was told last in
// the sentence, by another name.
bool ClaimReader::is_amount_just_told(ClaimRange subject) {
  const Item* item = current();
  if (item == nullptr || !pending_.empty() || !compared_ || item->sentence != sentence_ || !item->amount ||
      item->budget || item->reason || item->kind != ClaimNumberKind::money)
    return false;
  const std::u32string_view name = folded(subject);
  if (is_one_of(name, spec_.budget_words)) return !item->executed;
  return ends_with(name, spec_.totals) > 0 && claim_form(item->subject).ends_with(name);
}

// Whether the change leads from the base that was told to the amount; unknown without figures of one unit.
std::optional<bool> ClaimReader::comes_from_base(const Item& item, const ClaimNumber& number, bool up) const {
  const std::optional<std::string>& told = item.amount ? item.amount : item.budget;
  if (!told || !base_.amount || base_.unit != printed(number.unit) || item.unit != base_.unit) return std::nullopt;
  const auto amount = Exact::parse(*told);
  const auto base = Exact::parse(*base_.amount);
  const auto change = Exact::parse(printed(number.digits));
  if (!amount || !base || !change) return std::nullopt;
  return *amount == (up ? *base + *change : *base - *change);
}

// 收入总计 90 万元，其中结转 4 万元，较上年增加 20 万元: a part cannot have grown by more than it is; 维护费 25 万元，
// 其中保险 6 万元，加油 19 万元，比上年 26 万元减少 1 万元: nor come from a base that only the whole comes from.
ClaimReader::Item* ClaimReader::whole_of_part(const ClaimNumber& number, ClaimRange direction) {
  const Item* part = current();
  if (part == nullptr || part->sentence != sentence_ || part->of.empty() || part->told || !part->amount ||
      part->kind != ClaimNumberKind::money || number.kind != ClaimNumberKind::money ||
      (!number.unit.empty() && part->unit != printed(number.unit)))
    return nullptr;
  const bool up = rises(folded(direction));
  const bool based = base_.sentence == sentence_;
  if (based) {
    if (comes_from_base(*part, number, up).value_or(true)) return nullptr;
  } else {
    const auto amount = Exact::parse(*part->amount);
    const auto change = Exact::parse(printed(number.digits));
    if (!up || !amount || !change || *change <= *amount) return nullptr;
  }
  for (std::size_t i = item_ - 1; i > 0 && items_[i - 1].sentence == sentence_; --i) {
    const Item& whole = items_[i - 1];
    if (whole.subject != part->of) continue;
    if (based ? !comes_from_base(whole, number, up).value_or(false) : !whole.amount) continue;
    item_ = i;
    return &items_[i - 1];
  }
  return nullptr;
}

// `lead` ends where the direction begins.
void ClaimReader::change(const ClaimNumber& number, ClaimRange lead, ClaimRange direction, bool is_percent) {
  const ClaimRange words{lead.begin, number.end};
  if (base_.sentence == sentence_) lead.begin += starts_with(folded(lead), spec_.closers);
  const auto comparison = find_comparison(text_->folded, lead, spec_, context_.year);
  ClaimRange subject = lead;
  if (comparison) {
    if (comparison->year) compare(*comparison);
    const ClaimRange before = cleaner_.clean(text_->folded, {lead.begin, comparison->range.begin});
    subject = before.empty() ? ClaimRange{comparison->range.end, lead.end} : before;
  }
  subject = cleaner_.clean(text_->folded, subject);
  // 决算数较上年减少……: of the item whose budget and outcome were just told
  const Item* told = pending_.empty() && is_one_of(folded(subject), spec_.executed_words) ? current() : nullptr;
  const bool outcome = told != nullptr && told->executed && told->paragraph == paragraph_;
  const bool inherits = outcome || is_amount_just_told(subject) || cleaner_.stands_for_another(folded(subject));
  const std::string text = printed({number.digits.begin, is_percent ? number.end : number.digits.end});
  // 收入减少 10 万元，支出 95 万元，增长 5 %: of what was told since
  const Item* since = current();
  const bool newer =
      since != nullptr && since->amount && !since->told && !since->reason && since->sentence == sentence_;
  if (inherits && change_ > 0 && !newer && base_.sentence != sentence_) {
    Claim& open = made_[change_ - 1].claim;
    // 增长 1.2 倍，增加 36 万元
    const bool was_times = open.change && open.unit && is_one_of(claim_form(*open.unit), spec_.times);
    if (was_times && !open.percent && number.kind == ClaimNumberKind::money) {
      open.percent = *open.change + *open.unit;
      open.figures["percent"] = open.figures["change"];
      open.change.reset();
    }
    std::optional<std::string>& slot = is_percent ? open.percent : open.change;
    const auto spans = text_->spans(words);
    if (!slot && (is_percent || number.kind != ClaimNumberKind::times)) {
      slot = text;
      if (!is_percent) change_end_ = number.end;
      if (is_opposed(direction, open.direction)) {  // 减少 156 万元，增长 5 %
        open.percent_direction = is_percent ? printed(direction) : *open.direction;
        if (!is_percent) open.direction = printed(direction);
      }
      open.figures[is_percent ? "percent" : "change"] = text_->spans(number.digits);
      if (!is_percent && !number.unit.empty()) open.unit = printed(number.unit);
      open.spans.insert(open.spans.end(), spans.begin(), spans.end());
      return;
    }
    if (number.kind == ClaimNumberKind::times && !open.percent) {
      open.percent = printed({number.digits.begin, number.end});
      open.figures["percent"] = text_->spans(number.digits);
      open.spans.insert(open.spans.end(), spans.begin(), spans.end());
      return;
    }
  }
  if (Item* item = current(); inherits && item != nullptr && item->less)  // 扣除……后实际
    item->subject += printed(cleaner_.front(text_->folded, comparison ? ClaimRange{} : lead));
  std::optional<bool> money;  // what kind of amount the change is of
  if (!is_percent && (number.kind == ClaimNumberKind::money || number.kind == ClaimNumberKind::count))
    money = number.kind == ClaimNumberKind::money;
  Item* whole = inherits || !comparison ? nullptr : told_whole(subject);
  if (inherits && pending_.empty() && (comparison || base_.sentence == sentence_) && !is_percent)
    whole = whole_of_part(number, direction);
  if (whole == nullptr && inherits && pending_.empty() && comparison) whole = whole_of_told_parts();
  Item& item = whole != nullptr ? *whole : inherits ? inherited(words, money) : item_of(subject, words);
  Claim& claim = add_claim(item, "change", words);
  claim.of.reset();
  claim.direction = printed(direction);
  if (text_->folded[direction.end - 1] == U')') claim.doubtful["direction"] = "印着增和减两个方向";
  claim.figures[is_percent ? "percent" : "change"] = text_->spans(number.digits);
  if (is_percent) {
    claim.percent = text;
  } else {
    claim.change = text;
    change_end_ = number.end;
    const std::string unit = printed(number.unit);
    // One unit for all figures of a claim; another one stays with its amount.
    if (claim.amount && item.unit && *item.unit != unit) claim.amount = *claim.amount + *item.unit;
    claim.unit = unit;
  }
  if (number.interval) claim.doubtful[is_percent ? "percent" : "change"] = "印的是一个范围";
  const bool based = !comparison && base_.sentence == sentence_;
  const bool against_budget = based ? !base_.year : comparison && !comparison->year;
  if (!against_budget) claim.base_year = base_year_;
  if (based) {
    claim.spans.insert(claim.spans.end(), base_.spans.begin(), base_.spans.end());
    if (base_.amount && base_.unit == claim.unit.value_or("")) {
      claim.base_amount = std::move(base_.amount);
      claim.figures["base_amount"] = std::move(base_.amount_at);
    }
    if (base_.budget) {
      if (item.amount && !item.budget) {  // ……，完成预算的 93.7 %
        item.budget = base_.budget;
        item.budget_at = base_.budget_at;
        item.completed = true;
      }
      claim.budget = std::move(base_.budget);
      claim.figures["budget"] = std::move(base_.budget_at);
    }
  }
  base_ = {};
  last_change_ = number.kind == ClaimNumberKind::count ? ClaimRange{number.digits.begin, number.end} : ClaimRange{};
  if (context_.year == 0 && comparison && !claim.base_year) claim.doubtful["base_year"] = "不知道本文的年度";
  change_ = made_.size();
}

}  // namespace gouji::intake
