#include "import/claim.hpp"

namespace gouji::intake {

Record to_record(const Claim& claim, const Unit& money) {
  Record record(RecordKind::claim);
  const Unit own = claim.unit ? unit_from_word(*claim.unit).value_or(Unit{}) : money;
  set_field(record, "section", claim.section, own);
  set_field(record, "subject", claim.subject, own);
  set_field(record, "kind", claim.kind, own);
  set_field(record, "amount", claim.amount, own);
  const auto set = [&](std::string_view key, const std::optional<std::string>& text) {
    if (text) set_field(record, key, text, own);
  };
  set("change", claim.change);
  set("direction", claim.direction);
  set("percent", claim.percent);
  set("percent_direction", claim.percent_direction);
  set("of", claim.of);
  set("budget", claim.budget);
  set("against_budget", claim.against_budget);
  set("base_amount", claim.base_amount);
  if (claim.base_year) set_field(record, "base_year", std::to_string(*claim.base_year), own);
  set("unit", claim.unit);
  set("reason", claim.reason);
  record.doubtful = claim.doubtful;
  return record;
}

}  // namespace gouji::intake
