// The body of a rule over a disclosure of the samples, with small budgets.
#include "fuzz/rules.hpp"

namespace gouji::fuzz {

void rule_body(std::string_view bytes) { load_and_run(rule_with(std::string(bytes))); }

}  // namespace gouji::fuzz
