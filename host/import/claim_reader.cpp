#include "import/claim_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostItems = 64;            // of one section that a later sentence may come back to
constexpr std::size_t kLongestRow = 8;            // percentages in line
constexpr std::size_t kLongestSubject = 80;       // characters that still are a name
constexpr std::size_t kBetweenAmountAndRate = 8;  // 减少 5 万元，同比下降 3%
constexpr std::u32string_view kStops = U",;:。!?";

bool is_han(std::u32string_view text, std::size_t at) { return at < text.size() && text::is_han(text[at]); }

// 完成预算 0 万元的 --%: signs alone name nothing
bool has_name(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) { return text::is_han(c); });
}

// "." that a scanner made of "。": between two Chinese words or behind a unit.
bool is_full_stop(std::u32string_view text, std::size_t at) {
  return text[at] == U'.' && at > 0 && (is_han(text, at - 1) || text[at - 1] == U'%') &&
         (at + 1 == text.size() || is_han(text, at + 1));
}

// Brackets that hold a figure: opening → closing. Others are parts of names.
std::map<std::size_t, std::size_t> figure_brackets(std::u32string_view text, const ClaimNumbers& numbers) {
  std::map<std::size_t, std::size_t> brackets;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'(') open.push_back(i);
    if (text[i] != U')' || open.empty()) continue;
    const std::size_t begin = open.back();
    open.pop_back();
    const auto first = std::lower_bound(numbers.figures.begin(), numbers.figures.end(), begin,
                                        [](const ClaimNumber& one, std::size_t at) { return one.digits.begin < at; });
    if (first != numbers.figures.end() && first->end <= i) brackets[begin] = i;
  }
  return brackets;
}

// 说明：本单位没有……，故本表无数据: about the table above it
bool is_table_note(std::u32string_view body, const ClaimSpec& spec) {
  return starts_with(body, spec.note_heads) > 0 && first_of(body, spec.tables);
}

// How many percentages stand in line, joined by nothing but marks and words like 和, from that at `index` on.
std::size_t percents_in_line(std::u32string_view text, const ClaimNumbers& numbers, std::size_t index,
                             const ClaimSpec& spec) {
  std::size_t count = 0;
  for (std::size_t i = index; i < numbers.figures.size() && count < kLongestRow; ++i) {
    if (numbers.figures[i].kind != ClaimNumberKind::percent) break;
    ++count;
    if (i + 1 == numbers.figures.size()) break;
    const std::size_t end = numbers.figures[i].end;
    const std::u32string_view between = text.substr(end, numbers.figures[i + 1].digits.begin - end);
    if (between != U"," && !is_one_of(between, spec.joints)) break;
  }
  return count;
}

}  // namespace

ClaimReader::ClaimReader(const ClaimSpec& spec, const ClaimContext& context)
    : spec_(spec), context_(context), cleaner_(spec, context) {}

void ClaimReader::read(const ClaimParagraph& paragraph) {
  if (paragraph.marked || items_.size() > kMostItems) {
    flush();
    reset();
  }
  text_ = &paragraph;
  const std::u32string_view body = std::u32string_view(paragraph.folded).substr(paragraph.body);
  ++paragraph_;
  stop(U'。');
  named_.clear();
  last_change_ = {};
  behind_ = std::u32string::npos;
  reasons_at_.clear();
  const std::size_t first = compared_to_ = made_.size();
  if (starts_with(body, spec_.parts) == 0) {
    compared_ = false;
    base_year_.reset();
    item_ = 0;
    last_of_.clear();
  }
  if (paragraph.glossary) {
    codes(paragraph);
  } else if (!paragraph.heading && starts_with(body, spec_.notes) == 0 && !is_table_note(body, spec_)) {
    const ClaimNumbers numbers = scan_claim_numbers(paragraph, spec_);
    for (const ClaimRange& name : numbers.names) {
      const auto spans = paragraph.spans(name);
      names_.insert(names_.end(), spans.begin(), spans.end());
    }
    walk(numbers);
  }
  explain_changes(first, paragraph.heading);
  order_ += paragraph.folded.size();
  text_ = nullptr;
}

// 201（类）03（款）01（项）行政运行：反映……: which item is explained, no figure.
void ClaimReader::codes(const ClaimParagraph& paragraph) {
  const std::u32string_view text = paragraph.folded;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t length = number_length(text.substr(pos));
    if (length > 0 && text.substr(pos + length).starts_with(U"(")) {
      const auto spans = paragraph.spans({pos, pos + length});
      names_.insert(names_.end(), spans.begin(), spans.end());
    }
    pos += std::max<std::size_t>(length, 1);
  }
}

std::vector<Claim> ClaimReader::take() {
  flush();
  reset();
  std::stable_sort(made_.begin(), made_.end(), [](const Made& a, const Made& b) { return a.order < b.order; });
  std::vector<Claim> claims;
  claims.reserve(made_.size());
  for (Made& made : made_) claims.push_back(std::move(made.claim));
  made_.clear();
  return claims;
}

void ClaimReader::walk(const ClaimNumbers& numbers) {
  const std::u32string_view text = text_->folded;
  const auto brackets = figure_brackets(text, numbers);
  const auto is_stop = [&](std::size_t at) { return kStops.find(text[at]) != kStops.npos || is_full_stop(text, at); };
  std::size_t begin = text_->body;
  std::size_t next = 0;
  for (std::size_t pos = begin; pos < text.size();) {
    if (next < numbers.figures.size() && numbers.figures[next].digits.begin <= pos) {
      const ClaimNumber& number = numbers.figures[next];
      const bool more = ++next < numbers.figures.size();
      next_ = more ? &numbers.figures[next] : nullptr;
      row_ = percents_in_line(text, numbers, next - 1, spec_);
      std::size_t tail = number.end;
      while (tail < text.size() && !is_stop(tail) && text[tail] != U'(' && text[tail] != U')' &&
             !(more && tail >= numbers.figures[next].digits.begin))
        ++tail;
      const bool percent = more && numbers.figures[next].kind == ClaimNumberKind::percent &&
                           numbers.figures[next].digits.begin - number.end <= kBetweenAmountAndRate &&
                           !direction_at_end(without_copulas({number.end, numbers.figures[next].digits.begin})).empty();
      figure(number, {begin, number.digits.begin}, tail, percent);
      pos = begin = behind_ = std::max(number.end, pos);
      continue;
    }
    const char32_t c = text[pos];
    if (const auto bracket = brackets.find(pos); bracket != brackets.end()) {
      ClaimRange before = cleaner_.clean(text_->folded, {begin, pos});
      if (!has_name(folded(before))) before = {};
      const bool explains = !last_change_.empty() && last_change_.end == pos;
      scopes_.push_back({bracket->second, of_, of_unit_, before.empty() ? pending_ : printed(before), reason_, item_,
                         last_of_, explains ? printed(last_change_) : std::string()});
      if (!before.empty()) clause({begin, pos}, U'(');
      if (before.empty() && item_ != 0) begin_parts(part_total(), current());
      begin = ++pos;
    } else if (!scopes_.empty() && scopes_.back().closing == pos) {
      clause({begin, pos}, U')');
      const Scope scope = std::move(scopes_.back());
      scopes_.pop_back();
      of_ = scope.of;
      of_unit_ = scope.of_unit;
      last_of_ = scope.last_of;
      pending_ = scope.pending;
      reason_ = scope.reason;
      item_ = scope.item;
      begin = ++pos;
    } else if (is_stop(pos)) {
      clause({begin, pos}, c);
      stop(c == U'.' ? U'。' : c);
      begin = ++pos;
    } else {
      ++pos;
    }
  }
  clause({begin, text.size()}, 0);
  scopes_.clear();
}

void ClaimReader::stop(char32_t c) {
  if (c == U';') {
    leave_inner_parts();
    change_ = 0;
    reason_ends_ = true;
    queue_.clear();
    pending_.clear();
  }
  if (c != U'。' && c != U'!' && c != U'?') return;
  row_items_.clear();
  row_made_.clear();
  row_next_ = 0;
  ++sentence_;
  if (!of_.empty()) last_of_ = std::move(of_);
  of_.clear();
  of_unit_.clear();
  outer_ = {};
  reason_ = reason_ends_ = targets_ = false;
  change_ = 0;
  queue_.clear();
  if (!pending_stays_) pending_.clear();
  sentence_opens_ = true;
  pending_stays_ = false;
}

// A reason may list its points behind semicolons (一是……；二是……); anything else behind one is no reason.
void ClaimReader::end_reason_unless(std::u32string_view text) {
  if (!reason_ends_ || text.empty()) return;
  reason_ends_ = false;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= U'0' && text[digits] <= U'9') ++digits;
  const bool year = digits > 2;  // ；2.……: one more point; ；2023年……: a sentence of its own
  if (year && reason_ && digits < text.size() && text[digits] == U'年') {
    of_.clear();
    of_unit_.clear();
  }
  const bool listed = starts_with(text, spec_.details) > 0 || (digits > 0 && !year) || text[0] == U'(';
  if (!listed) reason_ = false;
}

// The reason told next behind a change, else the last before it; a paragraph behind may give that of the one before.
void ClaimReader::explain_changes(std::size_t first, bool heading) {
  if (context_.amounts_only) return;
  const auto is_change = [](const Made& one) { return one.claim.kind == "change"; };
  const bool own = std::any_of(made_.begin() + static_cast<std::ptrdiff_t>(first), made_.end(), is_change);
  for (std::size_t i = own ? first : unexplained_; i < made_.size(); ++i) {
    if (!is_change(made_[i])) continue;
    made_[i].claim.reason = "";
    for (const std::size_t at : reasons_at_) {
      const std::size_t end = text_->folded.find_first_of(U"。!?;", at);
      made_[i].claim.reason = printed({at, std::min(end, text_->folded.size())});
      if (order_ + at >= made_[i].order) break;
    }
  }
  if (own || heading || !reasons_at_.empty()) unexplained_ = own && reasons_at_.empty() ? first : std::u32string::npos;
}

void ClaimReader::clause(ClaimRange range, char32_t stop) {
  const bool tail = range.begin == behind_;  // 150 台办公设备: no name of what comes next
  range = take_parts(range);
  while (!range.empty() &&
         std::u32string_view(U" 、)，,").find(text_->folded[range.begin]) != std::u32string_view::npos)
    ++range.begin;
  const std::u32string_view text = folded(range);
  if (text.empty() || context_.amounts_only) return;
  const bool opens = std::exchange(sentence_opens_, false);
  end_reason_unless(text);
  if (const FoundWord end = last_of(text, spec_.parts_tails); end && end.at + end.length == text.size()) {
    const ClaimRange total = cleaner_.clean(text_->folded, {range.begin, range.begin + end.at});
    if (total.empty() || cleaner_.stands_for_another(folded(total)))
      begin_parts(part_total(), current());
    else
      begin_parts(printed(total), nullptr);
    return;
  }
  beside_budget(text);
  if (const FoundWord found = first_of(text, spec_.reasons)) {
    reason_ = true;
    reason_ends_ = false;
    reasons_at_.push_back(range.begin + found.at);
    return;
  }
  if (starts_with(text, spec_.details) > 0 && change_ > 0) {
    reason_ = true;
    reasons_at_.push_back(range.begin);
  }
  if (reason_) return;
  const std::size_t inside = ends_with(text, spec_.part_of);
  if ((stop == U',' || stop == U':') && inside > 0 && text.size() <= kLongestSubject) {
    const ClaimRange total = cleaner_.clean(text_->folded, {range.begin, range.end - inside});
    const std::u32string_view name = folded(total);
    // 预算执行中，……: when, not of what
    const std::size_t executed = ends_with(name, spec_.executed_words);
    if (executed > 0 && is_one_of(name.substr(0, name.size() - executed), spec_.budget_words)) return;
    if (ends_with(name, spec_.money_nouns) + ends_with(name, spec_.executed_words) + ends_with(name, spec_.totals) > 0)
      begin_parts(printed(total), nullptr);
    return;
  }
  const auto comparison = find_comparison(text_->folded, range, spec_, context_.year);
  if (comparison && comparison->year) compare(*comparison);
  // 与年初预算相比，预算数……: still about what was told before
  if (const Item* item = current(); comparison && !comparison->year && item != nullptr &&
                                    item->kind == ClaimNumberKind::money && comparison->range.begin == range.begin &&
                                    comparison->range.end == range.end)
    pending_ = item->bare.empty() ? item->subject : item->bare;
  if (equal_clause(range, comparison) || none_clause(range, stop)) return;
  if (stop == U':' && ends_with(text, spec_.target_heads) > 0) targets_ = true;
  // 某某项目绩效自评综述：
  if (const std::size_t end = ends_with(text, spec_.heading_tails); stop == U':' && range.begin == text_->body) {
    const ClaimRange name = cleaner_.clean(text_->folded, {range.begin, range.end - end});
    if (end > 0 && !first_of(folded(name), spec_.heading_stops)) named_ = printed(name);
    if (end > 0 && has_name(folded(name)) && !named_.empty() && !cleaner_.stands_for_another(folded(name))) {
      pending_ = named_;
      return;
    }
  }
  ClaimRange subject = range;
  if (comparison) {
    const ClaimRange before = cleaner_.clean(text_->folded, {range.begin, comparison->range.begin});
    subject = before.empty() ? ClaimRange{comparison->range.end, range.end} : before;
  }
  subject = cleaner_.clean(text_->folded, subject);
  if (subject.empty() || subject.end - subject.begin > kLongestSubject || folded(subject).front() == U'(' ||
      ends_with(folded(subject), spec_.circumstances) > 0)
    return;
  if (tail || !has_name(folded(subject))) return;
  const bool named = stop == U':' || stop == U'(' || comparison || last_of(folded(subject), spec_.money_nouns) ||
                     folded(subject).ends_with(U")");
  if (!named || cleaner_.stands_for_another(folded(subject))) return;
  pending_ = printed(subject);
  pending_stays_ =
      stop == U'。' && opens && (folded(subject).ends_with(U")") || ends_with(folded(subject), spec_.money_nouns) > 0);
}

// 与上年持平: a change of nothing.
bool ClaimReader::equal_clause(ClaimRange range, const std::optional<Comparison>& comparison) {
  const FoundWord equal = last_of(folded(range), spec_.equal);
  if (!equal) return false;
  const std::size_t equal_at = range.begin + equal.at;
  if (comparison && !comparison->year) {  // 决算比预算无增减: how it compares with the year before is still to come
    const ClaimRange before = cleaner_.clean(text_->folded, {range.begin, comparison->range.begin});
    if (!cleaner_.stands_for_another(folded(before)) && !is_one_of(folded(before), spec_.executed_words))
      pending_ = printed(before);
    return true;
  }
  if (!comparison && !compared_) return false;
  if (base_.sentence == sentence_) range.begin += starts_with(folded(range), spec_.closers);  // 与上年 5 万元相比持平
  ClaimRange subject{range.begin, std::max(range.begin, equal_at)};
  if (comparison) {
    const ClaimRange before = cleaner_.clean(text_->folded, {range.begin, comparison->range.begin});
    subject =
        before.empty() && comparison->range.end < subject.end ? ClaimRange{comparison->range.end, subject.end} : before;
  }
  subject = cleaner_.clean(text_->folded, subject);
  const ClaimRange words{range.begin, range.end};
  const bool outcome = pending_.empty() && item_ != 0 && is_one_of(folded(subject), spec_.executed_words);
  Item& item = subject.empty() || outcome ? inherited(words) : item_of(subject, words);
  Claim& claim = add_claim(item, "change", words);
  claim.of.reset();
  claim.change = "0";
  claim.direction = text::encode(spec_.equal_word);
  claim.base_year = base_year_;
  return true;
}

// 无上级补助收入、经营收入; 公务用车购置费无预算安排支出: the subject is told to be nothing.
bool ClaimReader::none_clause(ClaimRange range, char32_t stop) {
  if (starts_with(folded(range), spec_.none_heads) > 0) return false;
  const ClaimRange whole = cleaner_.front(text_->folded, range);
  const std::u32string_view text = folded(whole);
  if (text.size() > kLongestSubject) return false;
  if (starts_with(text, spec_.last_year) > 0) return true;  // 上年无此项收入: nothing of this year
  ClaimRange subject;
  if (const std::size_t none = starts_with(text, spec_.none); none > 0) {
    subject = cleaner_.clean(text_->folded, {whole.begin + none, whole.end});
  } else if (const FoundWord inside = first_of(text, spec_.none)) {
    const ClaimRange behind{whole.begin + inside.at + inside.length, whole.end};
    const ClaimRange before = cleaner_.clean(text_->folded, {whole.begin, whole.begin + inside.at});
    const bool generic = behind.empty() || is_one_of(folded(behind), spec_.none_generics);
    // 本单位无……: the unit's own name is gone, a body that is left is no subject
    subject = generic ? before : cleaner_.clean(text_->folded, behind);
    // 某某支出年初未安排预算，决算数为……: no budget, but something was spent
    const std::size_t initial = ends_with(folded(before), spec_.budget_bases);
    if (initial > 0 && initial < folded(before).size() && is_one_of(folded(behind), spec_.budget_words) &&
        stop == U',') {
      pending_ = printed(cleaner_.back(text_->folded, {before.begin, before.end - initial}));
      return true;
    }
  }
  if (subject.empty() || !last_of(folded(subject), spec_.money_nouns) ||
      is_one_of(folded(subject), spec_.none_generics))
    return false;
  if (ends_with(folded(subject), spec_.bodies) > 0) return true;  // 无下属预算单位: no money
  // 该科目 2020 年度无部门预算支出, told of 2021
  for (std::size_t at = range.begin; at < range.end; ++at) {
    int year = 0;
    if (date_length(folded({at, range.end}), &year) > 0 && context_.year != 0 && year != context_.year) return true;
  }
  Claim claim;
  claim.section = text_->section;
  claim.subject = printed(subject);
  claim.kind = "total";
  claim.spans = text_->spans(range);
  if (stop == U',') pending_ = claim.subject;  // ……，较上年减少 12.6 万元
  made_.push_back({std::move(claim), order_ + range.begin});
  return true;
}

}  // namespace gouji::intake
