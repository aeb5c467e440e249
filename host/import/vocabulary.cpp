#include "import/vocabulary.hpp"

#include "import/asked.hpp"

namespace gouji::intake {
namespace {

void add_statement(const StatementSpec& spec, Vocabulary& words) {
  if (!spec.name.empty()) words.tables.insert(spec.name);
  for (const StatementColumn& column : spec.columns) words.columns.insert(column.name);
  words.rows.insert(spec.labels.begin(), spec.labels.end());
  words.sides.insert(spec.sides.begin(), spec.sides.end());
  for (const StatementSpec& other : spec.other_heads) add_statement(other, words);
}

void add_form(const FormSpec& spec, Vocabulary& words) {
  for (const FormText& text : spec.texts) words.texts.insert(text.name);
  words.funds.insert(spec.funds.labels.begin(), spec.funds.labels.end());
  words.funds.insert(spec.funds.total_labels.begin(), spec.funds.total_labels.end());
}

}  // namespace

Vocabulary vocabulary_of(const Shelves& shelves) {
  Vocabulary words;
  shelves.statements.each([&](const StatementLexicon& lexicon) {
    for (const StatementSpec& spec : lexicon.tables()) add_statement(spec, words);
    words.rows.insert(lexicon.words().totals.begin(), lexicon.words().totals.end());
  });
  shelves.forms.each([&](const FormWords& form) { add_form(form.spec(), words); });
  for (auto* names : {&words.tables, &words.columns, &words.rows, &words.sides, &words.funds, &words.texts})
    names->erase("");
  return words;
}

}  // namespace gouji::intake
