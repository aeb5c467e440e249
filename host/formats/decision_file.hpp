// The decisions of one unit as a TOML file that people read and may mend by hand (gouji.decisions.v1).
#pragma once

#include <string>
#include <string_view>

#include "model/decision.hpp"

namespace gouji {

inline constexpr std::string_view kDecisionsSchema = "gouji.decisions.v1";

// "某局-审核处理.toml": stands beside the dataset folders of the unit, so that a dataset that is imported anew leaves
// it.
std::string decisions_file_name(std::string_view unit);
bool is_decisions_file(std::string_view file_name);

// `file` is what messages call it. Faults toml.syntax, data.* and decide.bad_state, decide.bad_date, decide.twice.
UnitDecisions read_decisions(const std::string& toml, const std::string& file);
std::string write_decisions(const UnitDecisions& decisions);

}  // namespace gouji
