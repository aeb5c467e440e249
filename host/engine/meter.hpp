// What a run costs, for those who ask (gouji run --profile): where the time goes by phase, document kind and rule, and
// what rules do meanwhile. Clocks are read here and nowhere near results. Without a meter nothing is measured.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "packs/rule.hpp"
#include "script/recorder.hpp"

namespace gouji {

// Besides rules and scorings, whose time is their own.
enum class Phase : std::uint8_t {
  waiting,     // for something to do
  loading,     // packs, and learning what their rules compute
  reading,     // documents and digests
  blocks,      // documents that pass many at once, those that do not pass up to there
  evaluating,  // what is between rules: subjects, suppression, deductions
  causes,      // of broken sums
  repeating,   // calls that had to be made again and counted
  collecting,  // excerpts for rules over several documents
  replying,    // results as bytes
  merging,     // results put together, in the main process
  writing,     // the report, in the main process
};
inline constexpr std::size_t kPhases = 11;

// All counts are sums over calls; times are of the wall, in nanoseconds.
struct Cost {
  std::uint64_t nanoseconds = 0;
  std::uint64_t calls = 0;    // a call is a rule on one subject
  std::uint64_t checks = 0;   // comparisons that a result counts
  std::uint64_t reads = 0;    // looks at cells
  std::uint64_t bytes = 0;    // allocated by the script, figures among them, whether let go since or not
  std::uint64_t counted = 0;  // calls of which instructions were counted, about …
  std::uint64_t steps = 0;    // … and these
  void add(const Cost& other);
};

// A rule or scoring on documents of one kind.
struct RuleCost {
  std::string pack, kind, rule;
  SubjectKind subject = SubjectKind::document;
  bool scoring = false;
  Cost cost;
  std::uint64_t findings = 0;  // that stand in the result
};

// Documents of a kind, evaluated one by one by a pack. Rules are not in it.
struct KindCost {
  std::string pack, kind;
  std::uint64_t documents = 0;
  std::uint64_t evaluating = 0, causes = 0, collecting = 0;  // nanoseconds
};

struct Profile {
  std::array<std::uint64_t, kPhases> phases{};  // nanoseconds; of those that KindCost has nothing
  std::vector<KindCost> kinds;
  std::vector<RuleCost> rules;
  std::uint64_t processor = 0;  // nanoseconds of processor time, of the processes that were asked
  std::uint64_t processes = 0;
  void add(const Profile& other);
  void add_phases(const Profile& other);                                                   // nothing else of it
  RuleCost& cost_of(std::string_view pack, std::string_view kind, std::string_view rule);  // made where it is not there
};

// For one thread. At any moment the time goes to one account, so that what is told adds up.
class Meter {
 public:
  // Of a rule or scoring on documents of one kind.
  struct Account {
    RuleCost told;
    Cost current;  // of the document in work
    bool touched = false;
    // Whether the instructions of the next call are to be counted: of few, since that takes its time.
    bool samples() const { return (told.cost.calls + current.calls) % kSampled == 0; }
  };

  // Until it ends the time goes to the phase, then to what had it before. A null meter: nothing.
  class Span {
   public:
    Span(Meter* meter, Phase phase)
        : meter_(meter), before_(meter != nullptr ? meter->turn_to(&meter->account_of(phase)) : nullptr) {}
    ~Span() {
      if (meter_ != nullptr) meter_->turn_to(before_);
    }
    Span(const Span&) = delete;
    Span& operator=(const Span&) = delete;

   private:
    Meter* meter_;
    std::uint64_t* before_;
  };

  // What rules are told to while they run: it only counts. A field of a form tells of its cell twice at once.
  class Looks : public script::Recorder {
   public:
    std::uint64_t cells = 0;
    const Cell* last = nullptr;  // of the call
    void looked_at(const Cell& cell) override {
      if (std::exchange(last, &cell) != &cell) ++cells;
    }
    void compared(const script::Values&, const script::Compared&) override {}
    void compared_with_zero(const script::Values&, script::ValueId) override {}
    void banded(const script::Values&, script::ValueId, std::string_view, const Brackets&) override {}
  };

  Meter();
  ~Meter();
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

  // A document of this kind comes to the pack; the phases evaluating, causes and collecting are then its kind's.
  void begin(std::string_view pack, std::string_view kind);
  // The time goes to the rule or scoring from here on. Its address tells it apart; it lasts as long as the meter.
  template <class Item>
  Account& turn_to(const Item& item) {
    Account& account = account_of(&item);
    if (!account.touched) {
      touched_.push_back(&account);
      account.touched = true;
      if (account.told.rule.empty())
        describe(
            account, item.id, item.on.subject, !requires { item.suppresses; });
    }
    turn_to(&account.current.nanoseconds);
    return account;
  }
  void turn_to(Phase phase) { turn_to(&account_of(phase)); }
  // The document is done again from its beginning: so far only time was spent.
  void start_over();
  // Its evaluation has ended; what rules have done counts.
  void settle(bool counts_as_document);

  Looks looks;

  // What was measured since the last time, with the processor time of this process so far.
  Profile take();

 private:
  static constexpr std::uint64_t kSampled = 256;
  struct Kind;
  using Clock = std::chrono::steady_clock;
  std::uint64_t* turn_to(std::uint64_t* account) {
    const Clock::time_point now = Clock::now();
    *account_ += static_cast<std::uint64_t>(std::chrono::nanoseconds(now - since_).count());
    since_ = now;
    return std::exchange(account_, account);
  }
  std::uint64_t& account_of(Phase phase);
  Account& account_of(const void* item);
  void describe(Account& account, const std::string& id, SubjectKind subject, bool scoring) const;

  std::array<std::uint64_t, kPhases> phases_{};
  std::vector<std::unique_ptr<Kind>> kinds_;
  Kind* kind_ = nullptr;  // of the document in work
  std::vector<Account*> touched_;
  std::uint64_t* account_ = &phases_.front();
  Clock::time_point since_ = Clock::now();
};

}  // namespace gouji
