// The identities that one document was checked by: left = right, where both sides only add and subtract printed cells.
//
// Every such check is noted, whether it held or not, so that a slip that would explain a broken one can be tried on
// all the others. A note is a few plain numbers in lists that keep their room: a check that passes allocates nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "script/values.hpp"

namespace gouji {

// A cell that counts towards left − right.
struct Term {
  script::Leaf leaf;
  Exact factor;  // with its sign, and from its own unit to the identity's
  bool printed_side = false;
};

struct Identity {
  std::uint32_t first = 0, last = 0;  // terms
  Unit unit;
  Exact slack;  // how far left − right may be from zero within the printed digits
  bool held = true;
};

class IdentityLog {
 public:
  static constexpr int kNone = -1;
  // Notes `left = right`; kNone when it is more than a sum of cells.
  int note(const script::Values& values, script::ValueId left, script::ValueId right, bool held);

  // Takes back what was noted since there were `count` of them: a rule that broke off says nothing.
  void forget_from(std::size_t count) {
    if (count >= identities_.size()) return;
    terms_.resize(identities_[count].first);
    identities_.resize(count);
  }

  const std::vector<Identity>& all() const { return identities_; }
  std::span<const Term> terms(const Identity& identity) const {
    return std::span(terms_).subspan(identity.first, identity.last - identity.first);
  }

 private:
  bool add(const script::Values& values, script::ValueId id, const Exact& factor, bool printed_side, int depth);

  std::vector<Identity> identities_;
  std::vector<Term> terms_;
  std::size_t first_ = 0;  // of the identity that is being noted
};

}  // namespace gouji
