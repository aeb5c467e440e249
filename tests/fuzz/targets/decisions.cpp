// A unit's decisions: a TOML file that people mend by hand.
#include "formats/decision_file.hpp"

#include "fuzz/support.hpp"

namespace gouji::fuzz {

void decisions(std::string_view bytes) {
  const std::string once = write_decisions(read_decisions(std::string(bytes), "审核处理.toml"));
  need(write_decisions(read_decisions(once, "审核处理.toml")) == once, "decisions are not read as they were written");
}

}  // namespace gouji::fuzz
