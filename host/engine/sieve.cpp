#include "engine/sieve.hpp"

#include <algorithm>
#include <deque>

#include "engine/cause_settings.hpp"
#include "engine/imagining.hpp"
#include "engine/program_run.hpp"
#include "model/labels.hpp"

namespace gouji {
namespace {

// A rule or scoring: what it looks at, and what it computes where that is known.
struct Item {
  On on;
  std::vector<std::uint32_t> tables;  // numbers of the tables that it is about
  bool applies = true;                // in the year
  bool counts = true;                 // a scoring is not counted
  std::optional<ColumnProgram> program;
  ProgramNames names;
  std::optional<ProgramRun> run;
};

bool in_years(int year, int from, int to) { return from <= year && year <= to; }

// Whether findings get causes, which are looked for among all comparisons of the document.
bool looks_for_causes(const RuleBook& book, int year) {
  try {
    return cause_settings(book.chain().parameters, year).has_value();
  } catch (const Fault&) {
    return true;
  }
}

}  // namespace

struct Sieve::Hidden {
  NameNumbers labels{&label_key};
  NameNumbers table_names{[](std::string_view name) { return table_key(name); }};
  std::deque<Item> items;
  std::size_t rules = 0;  // that many of the items; then scorings
  bool closed = false;    // nothing passes
  bool in_parts = true;   // of what stays, what holds may be told

  void add(const On& on, bool applies, std::optional<ColumnProgram> program, bool counts);
  bool passes(const LeanDocument& lean, Item& item, Counts& counts);
  bool pass_together(const LeanDocument& lean, Item& item, Counts& counts);
  bool tell(const LeanDocument& lean, Item& item, PassedSubjects& passed);
  template <class Act>
  void each_subject(const LeanDocument& lean, const Item& item, Act act);
};

void Sieve::Hidden::add(const On& on, bool applies, std::optional<ColumnProgram> program, bool counts) {
  Item& item = items.emplace_back();
  item.on = on;
  item.applies = applies;
  item.counts = counts;
  for (const std::string& name : on.tables) item.tables.push_back(table_names.want(name));
  if (!program) return;
  item.program = std::move(program);
  for (const NameList& names : item.program->names) {
    std::vector<std::uint32_t>& numbers = item.names.labels.emplace_back();
    for (const std::string& name : names) numbers.push_back(labels.want(name));
  }
  item.run.emplace(*item.program, item.names, labels);
}

// In the order of the document, as evaluate() has them. `act` says whether to go on.
template <class Act>
void Sieve::Hidden::each_subject(const LeanDocument& lean, const Item& item, Act act) {
  const On& on = item.on;
  if (!on.documents.empty() && std::find(on.documents.begin(), on.documents.end(), lean.kind) == on.documents.end())
    return;
  LeanSubject subject;
  subject.lean = &lean;
  if (on.subject == SubjectKind::document) {
    act(subject);
  } else if (on.subject == SubjectKind::table) {
    for (const LeanTable& table : lean.tables) {
      // Its unit's name may be part of a table's.
      need_plain(table.name.find(lean.unit) == std::string_view::npos);
      const std::uint32_t number = table_names.of(table.name).number;
      if (number == 0 || std::find(item.tables.begin(), item.tables.end(), number) == item.tables.end()) continue;
      subject.table = &table;
      if (!act(subject)) return;
    }
  } else if (on.subject != SubjectKind::claim) {
    constexpr std::size_t kScope = 0;
    for (const LeanEvaluation& evaluation : lean.evaluations) {
      if (on.filter != "*" && evaluation.head.cell(kScope).words() != on.filter) continue;
      subject.evaluation = &evaluation;
      if (on.subject == SubjectKind::evaluation) {
        if (!act(subject)) return;
        continue;
      }
      const bool funds = on.subject == SubjectKind::fund;
      subject.kind = funds ? RecordKind::fund : RecordKind::indicator;
      for (const LeanRecord& record : funds ? evaluation.funds : evaluation.indicators) {
        subject.record = &record;
        if (!act(subject)) return;
      }
    }
  }
}

// All indicators of the document, form by form. False: they have to be looked at one by one.
bool Sieve::Hidden::pass_together(const LeanDocument& lean, Item& item, Counts& counts) {
  if (!item.run || item.on.subject != SubjectKind::indicator || item.on.filter != "*" || !item.on.documents.empty())
    return false;
  LeanSubject form;
  form.lean = &lean;
  form.kind = RecordKind::indicator;
  std::size_t subjects = 0;
  for (const LeanEvaluation& evaluation : lean.evaluations) {
    form.evaluation = &evaluation;
    if (evaluation.indicators.empty()) continue;
    if (!item.run->hold_all(form, evaluation.indicators)) return false;
    subjects += evaluation.indicators.size();
  }
  const int made = item.run->comparisons();
  if (subjects == 0 || made == 0) return false;
  counts.checks += static_cast<int>(subjects) * made;
  counts.outcomes.at(static_cast<std::size_t>(Outcome::pass)) += static_cast<int>(subjects);
  return true;
}

bool Sieve::Hidden::passes(const LeanDocument& lean, Item& item, Counts& counts) {
  const auto count = [&](Outcome outcome) { ++counts.outcomes.at(static_cast<std::size_t>(outcome)); };
  if (!item.applies) {
    if (item.counts) count(Outcome::not_applicable);
    return true;
  }
  if (pass_together(lean, item, counts)) return true;
  bool all = true, any = false;
  each_subject(lean, item, [&](const LeanSubject& subject) {
    any = true;
    const int made = item.run ? item.run->held(subject) : -1;
    all = made >= 0;
    if (!all) return false;
    counts.checks += made;
    count(made > 0 ? Outcome::pass : Outcome::not_applicable);
    return true;
  });
  if (!any && item.counts) count(Outcome::not_applicable);
  return all;
}

// False where the rule is not learnt and would run.
bool Sieve::Hidden::tell(const LeanDocument& lean, Item& item, PassedSubjects& passed) {
  passed.told = false;
  passed.comparisons.clear();
  if (!item.applies) return true;
  bool learnt = true;
  try {
    each_subject(lean, item, [&](const LeanSubject& subject) {
      learnt = item.run.has_value();
      if (!learnt) return false;
      int& made = passed.comparisons.emplace_back(PassedSubjects::kUnknown);
      try {
        made = item.run->held(subject);
      } catch (const NotPlain&) {
      }
      return true;
    });
    passed.told = true;
  } catch (const NotPlain&) {  // which subjects there are
  }
  return learnt;
}

Sieve::Sieve(RuleBook& book, const Verbs& verbs, script::Syntax& syntax, int year)
    : hidden_(std::make_unique<Hidden>()) {
  Hidden& own = *hidden_;
  own.closed = !book.broken().empty();
  book.use_year(year);
  bool any = false;
  for (const Rule& rule : book.rules()) {
    if (rule.on.subject == SubjectKind::documents) own.closed = true;
    const bool applies = in_years(year, rule.from_year, rule.to_year);
    auto program = applies && !own.closed ? imagine(book, rule, verbs, syntax) : std::nullopt;
    any = any || program.has_value();
    own.add(rule.on, applies, std::move(program), true);
  }
  own.rules = own.items.size();
  own.in_parts = !looks_for_causes(book, year);
  for (const Scoring& scoring : book.scorings()) {
    if (in_years(year, scoring.from_year, scoring.to_year)) own.add(scoring.on, true, std::nullopt, false);
  }
  if (!any && !book.rules().empty()) own.closed = true;
  if (book.state().restore()) own.closed = true;
}

Sieve::~Sieve() = default;

bool Sieve::passes(const LeanDocument& lean, Counts& counts) {
  if (hidden_->closed) return false;
  counts = {};
  try {
    return std::all_of(hidden_->items.begin(), hidden_->items.end(),
                       [&](Item& item) { return hidden_->passes(lean, item, counts); });
  } catch (const NotPlain&) {
    return false;
  }
}

bool Sieve::tell(const LeanDocument& lean, PassedRules& passed) {
  Hidden& own = *hidden_;
  if (own.closed || !own.in_parts) return false;
  passed.resize(own.rules);
  for (std::size_t i = 0; i < own.items.size(); ++i) {
    PassedSubjects ignored;
    if (!own.tell(lean, own.items[i], i < own.rules ? passed[i] : ignored)) return false;
  }
  return true;
}

}  // namespace gouji
