#include "engine/meter.hpp"

#include <algorithm>
#include <ctime>
#include <unordered_map>

namespace gouji {
namespace {

std::uint64_t processor_time() {
  constexpr std::uint64_t kSecond = 1'000'000'000;
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * kSecond + static_cast<std::uint64_t>(now.tv_nsec);
}

}  // namespace

struct Meter::Kind {
  KindCost told;
  std::unordered_map<const void*, Account> rules;  // addresses of its values stay
};

void Cost::add(const Cost& other) {
  const auto& [nanoseconds_, calls_, checks_, reads_, bytes_, counted_, steps_] = other;
  nanoseconds += nanoseconds_;
  calls += calls_;
  checks += checks_;
  reads += reads_;
  bytes += bytes_;
  counted += counted_;
  steps += steps_;
}

void Profile::add_phases(const Profile& other) {
  for (std::size_t i = 0; i < kPhases; ++i) phases.at(i) += other.phases.at(i);
}

void Profile::add(const Profile& other) {
  add_phases(other);
  for (const KindCost& one : other.kinds) {
    const auto same = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const KindCost& own) { return own.pack == one.pack && own.kind == one.kind; });
    if (same == kinds.end()) {
      kinds.push_back(one);
      continue;
    }
    same->documents += one.documents;
    same->evaluating += one.evaluating;
    same->causes += one.causes;
    same->collecting += one.collecting;
  }
  for (const RuleCost& one : other.rules) {
    RuleCost& own = cost_of(one.pack, one.kind, one.rule);
    own.subject = one.subject;
    own.scoring = one.scoring;
    own.cost.add(one.cost);
    own.findings += one.findings;
  }
  processor += other.processor;
  processes += other.processes;
}

RuleCost& Profile::cost_of(std::string_view pack, std::string_view kind, std::string_view rule) {
  const auto same = std::find_if(rules.begin(), rules.end(), [&](const RuleCost& own) {
    return own.rule == rule && own.kind == kind && own.pack == pack;
  });
  if (same != rules.end()) return *same;
  RuleCost& fresh = rules.emplace_back();
  fresh.pack = pack;
  fresh.kind = kind;
  fresh.rule = rule;
  return fresh;
}

Meter::Meter() = default;
Meter::~Meter() = default;

void Meter::begin(std::string_view pack, std::string_view kind) {
  const auto same = std::find_if(kinds_.begin(), kinds_.end(),
                                 [&](const auto& own) { return own->told.kind == kind && own->told.pack == pack; });
  if (same != kinds_.end()) {
    kind_ = same->get();
    return;
  }
  kind_ = kinds_.emplace_back(std::make_unique<Kind>()).get();
  kind_->told.pack = pack;
  kind_->told.kind = kind;
}

std::uint64_t& Meter::account_of(Phase phase) {
  if (kind_ != nullptr) {
    switch (phase) {
      case Phase::evaluating: return kind_->told.evaluating;
      case Phase::causes: return kind_->told.causes;
      case Phase::collecting: return kind_->told.collecting;
      default: break;
    }
  }
  return phases_.at(static_cast<std::size_t>(phase));
}

Meter::Account& Meter::account_of(const void* item) { return kind_->rules[item]; }

void Meter::describe(Account& account, const std::string& id, SubjectKind subject, bool scoring) const {
  account.told.pack = kind_->told.pack;
  account.told.kind = kind_->told.kind;
  account.told.rule = id;
  account.told.subject = subject;
  account.told.scoring = scoring;
}

void Meter::start_over() {
  turn_to(Phase::evaluating);
  for (Account* account : touched_) {
    account_of(Phase::repeating) += account->current.nanoseconds;
    account->current = {};
    account->touched = false;
  }
  touched_.clear();
}

void Meter::settle(bool counts_as_document) {
  turn_to(Phase::evaluating);
  for (Account* account : touched_) {
    account->told.cost.add(account->current);
    account->current = {};
    account->touched = false;
  }
  touched_.clear();
  if (counts_as_document) ++kind_->told.documents;
}

Profile Meter::take() {
  Profile profile;
  turn_to(account_);  // up to now
  profile.phases = std::exchange(phases_, {});
  for (const auto& kind : kinds_) {
    profile.kinds.push_back(kind->told);
    for (const auto& [item, account] : kind->rules) profile.rules.push_back(account.told);
  }
  kind_ = nullptr;
  account_ = &phases_.front();
  kinds_.clear();
  profile.processor = processor_time();
  profile.processes = 1;
  return profile;
}

}  // namespace gouji
