// Case files beside rules, scorings and packs.
#include "fuzz/support.hpp"
#include "regression/case_file.hpp"

namespace gouji::fuzz {

void cases(std::string_view bytes) {
  CaseDefaults defaults;
  defaults.province = "某省";
  const CaseFile file = read_cases_text(std::string(bytes), "规则.cases.toml", defaults);
  for (const Case& one : file.cases) {
    if (one.broken) need_showable(*one.broken);
  }
}

}  // namespace gouji::fuzz
