// Reads the figures of a narrative into claims: clause by clause, with what carries over from one to the next (the
// subject, the total that shares are of, the year of comparison). Linear in the text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "import/claim.hpp"
#include "import/claim_numbers.hpp"
#include "import/claim_spec.hpp"
#include "import/claim_subject.hpp"
#include "import/claim_text.hpp"

namespace gouji::intake {

class ClaimReader {
 public:
  // Both must outlive the reader.
  ClaimReader(const ClaimSpec& spec, const ClaimContext& context);

  void read(const ClaimParagraph& paragraph);
  // In printed order. Ends the reading.
  std::vector<Claim> take();

  // What was counted of work done, in printed order.
  std::vector<Claim> take_mentions() { return std::move(mentions_); }

  // Numbers of names, times and ordinals that were met on the way.
  const std::vector<SourceSpan>& names() const { return names_; }

 private:
  // A subject with its figures; claims are made of it as the text goes on.
  struct Item {
    std::string subject, bare;  // as printed; `bare` without the words of a budget
    std::u32string key;         // for finding it again in its paragraph
    std::u32string name;        // … and in a later one
    int paragraph = 0;
    std::string section;
    std::string of;  // the total that it is a part of
    std::optional<std::string> amount, budget, unit;
    std::string budget_word;
    std::map<std::string, std::string> doubtful;
    std::vector<SourceSpan> spans, amount_at, budget_at;
    ClaimNumberKind kind = ClaimNumberKind::money;
    bool told = false;       // a claim holds its amount
    bool completed = false;  // a claim holds its budget
    bool done_of = false;    // 完成预算 84.82 万元: the share of it comes next
    bool executed = false;   // its amount is what was spent, not just an amount
    bool anonymous = false;  // only the words of its amount are printed: 全年预算数
    bool from = false;       // 由……增加到……: where it came from
    bool reason = false;     // stands in the reasons of a change
    bool less = false;       // 扣除……后: stands for what is left
    std::string direction;   // of a reason's amount
    std::size_t order = 0;
    int sentence = 0;
  };
  // What the text in a bracket may change and what comes back behind it.
  struct Scope {
    std::size_t closing = 0;
    std::string of, of_unit;
    std::string pending;
    bool reason = false;
    std::size_t item = 0;
    std::string last_of;
    std::string restates;  // the change that it explains: 增加1人（2020年7月调入1人）
  };
  // 比年初预算 12 万元 减少 3 万元: what the change that follows is measured from.
  struct Base {
    int sentence = -1;
    std::optional<int> year;
    std::optional<std::string> budget, amount;
    std::string unit;  // of the amount
    std::vector<SourceSpan> spans, budget_at, amount_at;
  };

  // --- claim_reader.cpp: the way through the text
  void walk(const ClaimNumbers& numbers);
  void codes(const ClaimParagraph& paragraph);
  void clause(ClaimRange range, char32_t stop);
  void stop(char32_t c);
  bool equal_clause(ClaimRange range, const std::optional<Comparison>& comparison);
  bool none_clause(ClaimRange range, char32_t stop);
  void end_reason_unless(std::u32string_view text);
  void explain_changes(std::size_t first, bool heading);

  // --- claim_figures.cpp: what one figure says
  void figure(const ClaimNumber& number, ClaimRange lead, std::size_t tail_end, bool percent_follows);
  bool row_figure(const ClaimNumber& number, ClaimRange lead);
  bool no_statement(const ClaimNumber& number, ClaimRange lead, ClaimRange core) const;
  bool is_band(const ClaimNumber& number, ClaimRange core) const;
  void mention(const ClaimNumber& number, ClaimRange lead, ClaimRange core, std::size_t tail_end);
  void percent(const ClaimNumber& number, ClaimRange lead);
  void share(const ClaimNumber& number, ClaimRange lead, std::size_t word, std::size_t behind);
  void completion(const ClaimNumber& number, ClaimRange lead, std::size_t word);
  void differs_from_budget(Item& item, const ClaimNumber& number, ClaimRange words);
  bool bracketed(const ClaimNumber& number, ClaimRange lead);
  std::size_t whole_in(ClaimRange subject) const;
  void change(const ClaimNumber& number, ClaimRange lead, ClaimRange direction, bool is_percent);
  bool is_amount_just_told(ClaimRange subject);
  std::optional<bool> comes_from_base(const Item& item, const ClaimNumber& number, bool up) const;
  Item* whole_of_part(const ClaimNumber& number, ClaimRange direction);
  void reached_level(const ClaimNumber& number, ClaimRange lead, ClaimRange direction, ClaimRange core);
  std::string total_before(const Item& item);
  ClaimRange without_copulas(ClaimRange range) const;
  ClaimRange direction_at_end(ClaimRange core) const;
  bool rises(std::u32string_view word) const;
  bool is_opposed(ClaimRange direction, const std::optional<std::string>& other) const;

  // --- claim_bases.cpp: amounts that only say what another figure is measured from
  Base base_at(const ClaimNumber& number, ClaimRange lead, std::optional<int> year) const;
  bool is_base(const ClaimNumber& number, ClaimRange lead, ClaimRange core, std::size_t tail_end);
  bool base_of_change(const ClaimNumber& number, ClaimRange lead, ClaimRange core, std::size_t tail_end);
  bool level_before(const ClaimNumber& number, ClaimRange lead, ClaimRange core);
  bool budget_done(const ClaimNumber& number, ClaimRange lead, ClaimRange core);
  bool base_of_share(const ClaimNumber& number, ClaimRange lead, ClaimRange core);
  bool change_follows(const ClaimNumber& number) const;
  bool no_change_follows(const ClaimNumber& number) const;
  bool percent_of_it_follows(const ClaimNumber& number) const;
  bool change_to(const ClaimNumber& number) const;
  void beside_budget(std::u32string_view text);
  bool is_kept_to(const ClaimNumber& number) const;
  void meant_budget(Item& item, std::u32string_view base);
  Item* told_whole(ClaimRange subject);

  // --- claim_levels.cpp: amounts and counts
  void level(const ClaimNumber& number, ClaimRange lead, ClaimRange core, std::size_t tail_end);
  bool budget_or_executed(const ClaimNumber& number, ClaimRange lead, ClaimRange core);
  void reason_figure(const ClaimNumber& number, ClaimRange lead, std::string direction);
  bool from_queue(const ClaimNumber& number, ClaimRange lead);
  bool fill_queue(ClaimRange core);
  bool repeats_count(ClaimRange subject);
  bool is_counted_before(const ClaimNumber& number, ClaimRange core, const std::string& name) const;
  std::string counted_again(const ClaimNumber& number, ClaimRange lead) const;
  std::string counted_subject(const ClaimNumber& number, ClaimRange core, std::size_t tail_end,
                              ClaimRange& words) const;

  // --- claim_items.cpp: items and claims
  std::u32string_view folded(ClaimRange range) const;
  std::string printed(ClaimRange range) const { return text_->text(range); }
  Item* current() { return item_ == 0 ? nullptr : &items_[item_ - 1]; }
  Item& open_item(std::string subject, ClaimRange words);
  Item* find_item(std::u32string_view subject);
  // The item that words before a figure are about; opened when they are new.
  Item& item_of(ClaimRange subject, ClaimRange words);
  // The current subject; of an amount where `money` is asked for. nullptr: none of that kind.
  Item* last_of_kind(std::optional<bool> money);
  Item& inherited(ClaimRange words, std::optional<bool> money = std::nullopt, ClaimRange otherwise = {});
  std::string title_subject(std::u32string_view heading) const;
  void set_amount(Item& item, const ClaimNumber& number, ClaimRange words);
  Claim& add_claim(Item& item, std::string kind, ClaimRange words);
  void begin_parts(std::string of, const Item* total);
  bool heads_parts(const Item& item) const;
  ClaimRange take_parts(ClaimRange lead);
  bool has_all_parts(const Item& whole) const;
  void leave_inner_parts();
  Item* whole_of_told_parts();
  std::string part_total();
  void compare(const Comparison& comparison);
  void flush();
  void reset();

  const ClaimSpec& spec_;
  const ClaimContext& context_;
  SubjectCleaner cleaner_;
  const ClaimParagraph* text_ = nullptr;
  std::vector<Item> items_;
  std::size_t item_ = 0;        // the current one, from 1; 0: none
  std::string pending_;         // a subject printed before its figures
  bool sentence_opens_ = true;  // nothing of it was read yet
  bool pending_stays_ = false;  // a sentence of its own: 住房公积金（项）。
  std::string of_, last_of_;
  std::string of_unit_;    // of the total, where it is a count
  struct Outer {           // what the total itself is a part of
    std::size_t item = 0;  // the total, from 1; 0: none
    std::string of, of_unit;
  };
  Outer outer_;
  int paragraph_ = 0;
  bool reason_ = false, reason_ends_ = false;
  std::vector<std::size_t> reasons_at_;  // where this paragraph begins to tell a reason
  std::size_t unexplained_ =
      std::u32string::npos;  // the first claim of the paragraph before, if no change of it has one
  bool targets_ = false;     // 绩效目标：…… until the sentence ends
  bool compared_ = false;    // a comparison was printed
  std::optional<int> base_year_;
  std::size_t change_ = 0;      // the claim that a percentage may still complete, from 1
  std::size_t change_end_ = 0;  // behind the last amount of a change, in its paragraph
  Base base_;
  struct Whole {  // 占总支出 8,126 万元的 31 %
    int sentence = -1;
    std::string name;
    std::vector<SourceSpan> spans;
  };
  Whole whole_;
  int share_from_ = -1;                 // the sentence that tells what a share came from
  const ClaimNumber* next_ = nullptr;   // the figure behind the one that is read
  std::size_t row_ = 0;                 // percentages in line from the one that is read: 5.1%和4.9%
  std::vector<std::size_t> row_items_;  // items, from 1, whose shares are told in line
  std::vector<std::size_t> row_made_;   // claims, from 1, whose percentages are told in line
  std::size_t row_next_ = 0;
  std::string named_;  // what the paragraph says that it is about: 某某项目绩效自评综述：
  std::size_t behind_ = std::u32string::npos;  // where the text behind the last figure begins
  ClaimRange last_change_;                     // where the last change of a count stands, with its unit
  int sentence_ = 0;
  std::vector<std::string> queue_;  // subjects of “A、B和C分别为”
  std::size_t queued_ = 0;
  std::vector<Scope> scopes_;
  struct Made {
    Claim claim;
    std::size_t order = 0;
  };
  std::vector<Made> made_;
  std::size_t compared_to_ =
      0;  // claims before it have been compared with their budgets, or stand in another paragraph
  std::vector<Claim> mentions_;
  std::size_t order_ = 0;  // characters read before this paragraph
  std::vector<SourceSpan> names_;
};

}  // namespace gouji::intake
