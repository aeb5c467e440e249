// A result of a real document made into a case beside its rule: only the figures that were read, shrunk as long as the
// result stays.
#pragma once

#include <string>

#include "regression/rule_subject.hpp"

namespace gouji {

// What is to stay; one of both.
struct PinnedResult {
  const Finding* finding = nullptr;
  const Score* score = nullptr;
  const std::string& fingerprint() const { return finding != nullptr ? finding->fingerprint : score->fingerprint; }
  const std::string& document() const { return finding != nullptr ? finding->document : score->document; }
};

struct PinnedCase {
  Case one;
  std::string text;  // as it is put into the file
};

// `chain` is the one that the case will be tested with; its topmost pack gives the province. `name` empty: by what was
// found. Fault "pin.not_alone": the rule alone does not give the result there, or no case can say it.
PinnedCase pinned_case(const PackChain& chain, const RuleSubject& subject, const Verbs& verbs, script::Syntax& syntax,
                       script::Limits limits, const Document& document, int rules_year, const PinnedResult& result,
                       const std::string& name);

// The file with the case at its end; a new one where `before` is empty. Read back, and the case holds. Faults
// "pin.name_taken", "pin.other_rule", those of reading the file.
std::string with_pinned(const std::string& before, const std::string& shown, const RuleSubject& subject,
                        const PackChain& chain, const PinnedCase& pinned);

}  // namespace gouji
