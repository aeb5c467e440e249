#include "model/field_words.hpp"

#include <array>
#include <utility>

#include "model/record.hpp"

namespace gouji {
namespace {

// By key: a field of one name means the same in all kinds.
constexpr std::array<std::pair<std::string_view, std::string_view>, 46> kWords{{
    {"scope", "scope"},
    {"name", "name"},
    {"number", "number"},
    {"money_unit", "money unit"},
    {"title_year", "year in the title"},
    {"stated_score", "score in the narrative"},
    {"stated_grade", "grade in the narrative"},
    {"total_weight", "total of the weights"},
    {"total_score", "total score"},
    {"grade", "grade"},
    {"source", "source of the funds"},
    {"initial", "initial budget"},
    {"annual", "budget of the year"},
    {"executed", "spent in the year"},
    {"weight", "weight"},
    {"rate", "execution rate"},
    {"score", "score"},
    {"reason", "reason"},
    {"level1", "level-1 indicator"},
    {"level1_weight", "weight of level 1"},
    {"level2", "level-2 indicator"},
    {"level3", "level-3 indicator"},
    {"nature", "nature of the indicator"},
    {"initial_target", "initial target"},
    {"target", "target"},
    {"unit", "unit"},
    {"actual", "result"},
    {"coefficient", "score coefficient"},
    {"core", "core indicator"},
    {"standard", "scoring standard"},
    {"reviewed_score", "reviewer's score"},
    {"reviewed_reason", "reviewer's note"},
    {"section", "section"},
    {"subject", "subject"},
    {"kind", "kind"},
    {"amount", "amount"},
    {"change", "change"},
    {"direction", "direction"},
    {"percent", "percentage"},
    {"percent_direction", "direction of the percentage"},
    {"of", "base of the share"},
    {"budget", "budget"},
    {"against_budget", "comparison with the budget"},
    {"base_amount", "amount compared with"},
    {"base_year", "year compared with"},
    {"count", "number of things"},
}};

}  // namespace

std::string_view english_of_field(std::string_view chinese) {
  for (const RecordKind kind : {RecordKind::fund, RecordKind::indicator, RecordKind::claim, RecordKind::evaluation}) {
    for (const Field& field : fields_of(kind)) {
      if (field.chinese != chinese) continue;
      for (const auto& [key, english] : kWords) {
        if (key == field.key) return english;
      }
    }
  }
  return chinese;
}

}  // namespace gouji
