// What one verb of `check` gathers on its way: the options it was called with, and the evidence of what does not hold.
// Shared by the verbs (check.cpp, check_columns.cpp); nobody else sees it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/check.hpp"
#include "script/context.hpp"

namespace gouji::checks {

inline constexpr std::size_t kLongestText = 4096;
inline constexpr std::size_t kLongestMessage = std::size_t{16} << 10U;  // with its slots filled in

// Texts in it are those of the script's own table: most checks hold, and then nothing of it is wanted.
struct Options {
  struct Given {
    std::string_view key;
    std::optional<std::string_view> text;  // none: it is no text
  };
  std::vector<Given> given;

  std::optional<std::string_view> text(std::string_view key) const;
};

// One of values = { … }: a figure, or the script's own text.
struct Named {
  std::string name;
  std::optional<script::ValueId> figure;
  std::string_view text;
};

struct Evidence {
  Options options;
  std::vector<Named> named;
  std::vector<script::ValueId> extra;  // operands beside left and right
  std::optional<script::ValueId> at;
  std::optional<script::ValueId> printed, expected;                    // where they were given as figures
  std::optional<std::pair<script::ValueId, script::ValueId>> formula;  // what is shown as compared, not left and right
};

// The table at `index`, if one is given. Faults "check.bad_option", "check.unknown_option" with the nearest name.
Evidence evidence_of(script::Call& call, int index);
void apply_options(const script::Values& values, const Evidence& evidence, CheckResult& result);

void add_operands(const script::Values& values, script::ValueId id, CheckResult& result);
// The cell that a finding points at: the first cell of the printed side.
void point_at(const script::Values& values, script::ValueId id, CheckResult& result);
void limit_text(std::string& words, std::size_t longest = kLongestText);

// Where the `check` that a verb was called on keeps its results.
CheckSession& session_of(script::Call& call);
void register_types(const CheckTypes& types);
const CheckTypes& registered_types();

// True where no more results are kept: the next one is only counted, and needs no evidence.
bool only_counts(CheckSession& session);
void keep(CheckSession& session, CheckResult result);

// Compares and keeps what is to be kept: left is the printed side. True where it holds.
bool settle(script::Call& call, script::Relation relation, script::ValueId left, script::ValueId right,
            const Evidence& evidence);
bool settle_computed(script::Call& call, script::ValueId printed, script::ValueId formula, const Evidence& evidence);

// Does left ○ right hold for the printed values themselves, and for some true values that the printing allows?
struct Verdict {
  bool exact = false;
  bool possible = false;
};
Verdict judge(script::Relation relation, const script::Value& left, const script::Value& right);

}  // namespace gouji::checks
