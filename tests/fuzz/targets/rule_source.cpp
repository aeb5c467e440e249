// A whole rule file: the gate before the parser, the syntax tree, its top level, its header, and a run.
#include "fuzz/rules.hpp"

namespace gouji::fuzz {

void rule_source(std::string_view bytes) { load_and_run(std::string(bytes)); }

}  // namespace gouji::fuzz
