#include "engine/subjects.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "model/labels.hpp"
#include "script/catalogue.hpp"

namespace gouji {
namespace {

namespace types = script::types;

std::string identity_of(const Evaluation& evaluation) {
  return fmt::format("{}|{}|{}", evaluation.head.text("scope"), evaluation.head.text("name"), evaluation.head.ordinal);
}

bool wanted(const Evaluation& evaluation, const On& on) {
  return on.filter == "*" || evaluation.head.text("scope") == on.filter;
}

void add_records(const Document& document, const Evaluation& evaluation, const std::vector<Record>& rows,
                 script::ObjectType type, std::vector<SubjectView>& subjects) {
  for (const Record& row : rows) {
    SubjectView view;
    view.arguments = {{type, &row, 0}, {}, {types::evaluation, &evaluation, 0}, {types::document, &document, 0}};
    view.evaluation = &evaluation;
    view.record = &row;
    view.identity = fmt::format("{}|{}|{}", identity_of(evaluation),
                                row.text(row.kind == RecordKind::fund ? "source" : "level3"), row.ordinal);
    subjects.push_back(std::move(view));
  }
}

std::vector<SubjectView> subjects_of(const Document& document, const On& on) {
  std::vector<SubjectView> subjects;
  switch (on.subject) {
    case SubjectKind::document: {
      SubjectView view;
      view.arguments = {{types::document, &document, 0}, {}};
      subjects.push_back(std::move(view));
      break;
    }
    case SubjectKind::table: {
      std::unordered_set<std::string> wanted_keys;  // rules name dozens of spellings, documents have dozens of tables
      if (!document.tables.empty()) {
        for (const std::string& name : on.tables) wanted_keys.insert(table_key(name));
      }
      for (const Table& table : document.tables) {
        const bool named =
            wanted_keys.contains(table_key(table.name)) || wanted_keys.contains(table_key(table.name, document.unit));
        if (!named) continue;
        SubjectView view;
        view.arguments = {{types::table, &table, 0}, {}, {types::document, &document, 0}};
        view.table = &table;
        view.identity = table_key(table.name);  // no year: what holds for one year holds for the next
        subjects.push_back(std::move(view));
      }
      break;
    }
    case SubjectKind::evaluation:
      for (const Evaluation& evaluation : document.evaluations) {
        if (!wanted(evaluation, on)) continue;
        SubjectView view;
        view.arguments = {{types::evaluation, &evaluation, 0}, {}, {types::document, &document, 0}};
        view.evaluation = &evaluation;
        view.identity = identity_of(evaluation);
        subjects.push_back(std::move(view));
      }
      break;
    case SubjectKind::fund:
      for (const Evaluation& evaluation : document.evaluations) {
        if (wanted(evaluation, on)) add_records(document, evaluation, evaluation.funds, types::fund, subjects);
      }
      break;
    case SubjectKind::indicator:
      for (const Evaluation& evaluation : document.evaluations) {
        if (wanted(evaluation, on))
          add_records(document, evaluation, evaluation.indicators, types::indicator, subjects);
      }
      break;
    case SubjectKind::claim:
      for (const Record& claim : document.claims) {
        if (on.filter != "*" && claim.text("kind") != on.filter) continue;
        SubjectView view;
        view.arguments = {{types::claim, &claim, 0}, {}, {types::document, &document, 0}};
        view.record = &claim;
        view.identity = fmt::format("{}|{}|{}", claim.text("section"), claim.text("subject"), claim.text("kind"));
        subjects.push_back(std::move(view));
      }
      break;
    case SubjectKind::documents: break;  // among companions: evaluate() makes it
  }
  return subjects;
}

}  // namespace

std::vector<SubjectView>& SubjectLists::of(const Document& document, const On& on) {
  other_.clear();
  if (!on.documents.empty() && std::find(on.documents.begin(), on.documents.end(), document.kind) == on.documents.end())
    return other_;
  if (on.subject == SubjectKind::table) return other_ = subjects_of(document, on);
  for (List& list : lists_) {
    if (list.subject == on.subject && list.filter == on.filter) return list.views;
  }
  return lists_.emplace_back(List{on.subject, on.filter, subjects_of(document, on)}).views;
}

}  // namespace gouji
