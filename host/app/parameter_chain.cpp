#include "app/parameter_chain.hpp"

#include <fmt/format.h>

#include "packs/parameter_unit.hpp"

namespace gouji::app {

std::string entry_text(const ParameterEntry& entry, Language language) {
  const bool chinese = language == Language::chinese;
  std::string years;
  if (entry.from_year != 0)
    years = chinese ? fmt::format(" {} 年起", entry.from_year) : fmt::format(" from {}", entry.from_year);
  const std::string unit = unit_behind(entry);
  return fmt::format("{}{}{}{}{}{}{}{}", entry.pack, years, chinese ? "：" : ": ", entry.text, unit,
                     chinese ? "（" : " (", to_text(entry.at), chinese ? "）" : ")");
}

ParameterUse use_of(const Parameters& parameters, const std::string& name, int year) {
  ParameterUse use;
  use.name = name;
  if (const ParameterEntry* entry = parameters.in_force(name, year); entry != nullptr) {
    use.value = entry->text;
    use.unit = entry->unit;
    use.basis = entry->basis;
    use.file = entry->at.file;
    use.line = entry->at.line;
  }
  if (const Parameter* parameter = parameters.find(name); parameter != nullptr) {
    for (const ParameterEntry& entry : parameter->entries) {
      if (!use.chain.empty()) use.chain += " → ";
      use.chain += entry_text(entry, Language::chinese);
    }
  }
  return use;
}

}  // namespace gouji::app
