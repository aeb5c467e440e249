#include "engine/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/digest.hpp"
#include "base/trail.hpp"
#include "engine/causes.hpp"
#include "engine/companions.hpp"
#include "engine/findings.hpp"
#include "engine/meter.hpp"
#include "engine/origins.hpp"
#include "engine/subjects.hpp"
#include "model/labels.hpp"
#include "model/years.hpp"
#include "script/missing.hpp"

namespace gouji {
namespace {

constexpr std::pair<int, int> kAnyYear{0, kOpenYear};  // of rules and packs that do not say

constexpr std::size_t kMostRuleBytes = std::size_t{16} << 20U;      // of one rule's results in one document
constexpr std::size_t kMostDocumentBytes = std::size_t{16} << 20U;  // of all rules' results, but for a fair share
constexpr std::size_t kFairShare = std::size_t{64} << 10U;          // of one rule's results on one subject

using Run = EvaluationRun;

// Rules run one after another, so a rule's count is the last one.
void count_pass(DocumentResult& result, const std::string& rule) {
  if (result.by_rule.empty() || result.by_rule.back().rule != rule) result.by_rule.push_back({rule, {}});
  ++result.by_rule.back().outcomes.at(static_cast<std::size_t>(Outcome::pass));
}

void count_findings(DocumentResult& result) {
  std::map<std::string, std::array<int, kOutcomes>> counts;
  for (const RuleOutcomes& one : result.by_rule) counts[one.rule] = one.outcomes;
  for (const Finding& finding : result.findings) ++counts[finding.rule].at(static_cast<std::size_t>(finding.outcome));
  result.by_rule.clear();
  for (const auto& [rule, outcomes] : counts) result.by_rule.push_back({rule, outcomes});
}

class Recording {
 public:
  Recording(script::Values& values, script::Recorder* recorder) : values_(values) { values.record_into(recorder); }
  ~Recording() { values_.record_into(nullptr); }
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

 private:
  script::Values& values_;
};

script::Recorder* recorder_of(const Run& run, Tracer& tracer) {
  if (run.recorder != nullptr) return run.recorder;
  if (run.trace) return &tracer;
  return run.meter != nullptr ? &run.meter->looks : nullptr;
}

// What one call of a rule does, put to the rule's account.
class Metered {
 public:
  Metered(const Run& run, const int* checks) : run_(run), checks_(checks) {
    if (run.meter == nullptr) return;
    looks_ = run.meter->looks.cells;
    run.meter->looks.last = nullptr;
    bytes_ = run.book.state().allocated();
    samples_ = run.account->samples();
    if (samples_) run.book.state().count_next_call();
  }
  ~Metered() {
    if (run_.meter == nullptr) return;
    script::State& state = run_.book.state();
    Cost& cost = run_.account->current;
    ++cost.calls;
    cost.reads += run_.meter->looks.cells - looks_;
    cost.bytes += state.allocated() - bytes_ + state.context().values.bytes();
    if (checks_ != nullptr) cost.checks += static_cast<std::uint64_t>(*checks_);
    if (!samples_) return;
    ++cost.counted;
    cost.steps += state.steps();
  }
  Metered(const Metered&) = delete;
  Metered& operator=(const Metered&) = delete;

 private:
  const Run& run_;
  const int* checks_;
  std::uint64_t looks_ = 0, bytes_ = 0;
  bool samples_ = false;
};

template <class Item>
void meter(Run& run, const Item& item) {
  if (run.meter != nullptr) run.account = &run.meter->turn_to(item);
}

// Findings have taken the parameters that were read before them.
void finish_trace(Run& run, const Rule& rule, const SubjectView& subject, std::size_t first_finding,
                  EvaluationTrace trace) {
  trace.rule = rule.id;
  trace.subject = subject.identity;
  const auto read = [&](const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (std::find(trace.parameters.begin(), trace.parameters.end(), name) == trace.parameters.end())
        trace.parameters.push_back(name);
    }
  };
  for (std::size_t i = first_finding; i < run.result.findings.size(); ++i) {
    trace.outcomes.push_back(run.result.findings[i].outcome);
    read(run.result.findings[i].parameters);
  }
  read(run.book.take_parameters_read());
  run.result.traces.push_back(std::move(trace));
}

Fault too_many_results(const Rule& rule, std::size_t subjects_left) {
  Fault fault("limit.memory",
              fmt::format("这条规则在本公开文本的结果过多，超过 {} MB；其余 {} 处不再运行", kMostRuleBytes >> 20U,
                          subjects_left),
              fmt::format("the rule has more than {} MB of results in this document; not run on the other {} subjects",
                          kMostRuleBytes >> 20U, subjects_left));
  fault.at_line(rule.file, rule.line)
      .hint("message、values 和公式写短一些；同一处只报一次",
            "shorten message, values and formulas; report a place once");
  return fault;
}

// Rules that flood must not cost the document, nor others their results: once there is very much, each is listed with a
// share that no honest rule needs more than, and the rest is counted.
void keep_fair_share(Run& run, CheckSession& session) {
  if (session.results.empty()) return;
  if (run.document_bytes + session.bytes > kMostDocumentBytes && session.bytes > kFairShare) {
    const std::size_t kept = std::max<std::size_t>(1, session.results.size() * kFairShare / session.bytes);
    session.dropped += session.results.size() - std::min(kept, session.results.size());
    session.results.resize(std::min(kept, session.results.size()));
    session.bytes = kFairShare;
  }
  run.document_bytes += session.bytes;
}

// False when the rule crossed a limit: it is not run on the document's other subjects, which would only cost as much.
bool run_rule(Run& run, const Rule& rule, SubjectView& subject, std::size_t subjects_left) {
  CheckSession session;
  session.rule = &rule;
  session.log = subject.document == nullptr ? &run.log : nullptr;  // a slip is looked for in one document
  session.keep_held = run.keep_held;
  script::State& state = run.book.state();
  run.book.forget_parameters_read();
  if (subject.document == nullptr) {
    state.begin(&run.document, std::exchange(run.begun, true));
  } else {
    state.begin(subject.document);
    run.begun = false;
    state.context().values.tell_origins(Origins(subject.others, rule.on.partners));
  }
  EvaluationTrace trace;
  Tracer tracer(trace, run.equations);
  const Recording recording(state.context().values, recorder_of(run, tracer));
  const std::size_t findings_before = run.result.findings.size();
  const std::size_t identities_before = run.log.all().size();
  subject.arguments.at(1) = {run.verbs.check.check, &session, 0};
  const auto count = [&](Outcome outcome) {
    ++run.result.outcomes.at(static_cast<std::size_t>(outcome));
    if (run.count_by_rule && outcome == Outcome::pass) count_pass(run.result, rule.id);
  };
  bool ended = false;
  bool crossed = false;
  try {
    const InWork in_work(rule.id, rule.file, rule.line);
    const Metered metered(run, &session.performed);
    state.call(rule.run, subject.arguments, rule.on.partners == Partners::units ? &subject.list : nullptr);
  } catch (const script::MissingValue& missing) {
    findings::add_missing(run, rule, subject, missing);
    ended = true;
  } catch (const script::MissingYear&) {
    ++run.without_year;
    ended = true;
  } catch (const script::MissingPart& missing) {
    findings::add_missing(run, rule, subject, missing);
    ended = true;
  } catch (const script::ScriptFault& fault) {
    session.results.clear();  // a rule that broke off says nothing about the document
    run.log.forget_from(identities_before);
    findings::add_fault(run, rule, subject, fault, fault.limit());
    crossed = fault.limit() != script::Limit::none;
    if (crossed && subjects_left > 0) {
      Finding& told = run.result.findings.back();
      told.message += fmt::format("；本公开文本其余 {} 处不再运行这条规则", subjects_left);
      told.message_english += fmt::format("; not run on the other {} subjects of this document", subjects_left);
    }
    ended = true;
  }
  keep_fair_share(run, session);
  for (const CheckResult& check : session.held)
    run.result.held.push_back(findings::of_check(run, rule, subject, check));
  for (const CheckResult& check : session.results) findings::add_check(run, rule, subject, check);
  if (session.dropped > 0 && !session.results.empty()) {
    Finding& last = run.result.findings.back();
    last.message += fmt::format("；这条规则在此处另有 {} 个结果没有列出", session.dropped);
    last.message_english += fmt::format("; {} more results of this rule here are not listed", session.dropped);
  }
  run.rule_bytes += session.bytes;
  if (run.rule_bytes > kMostRuleBytes && subjects_left > 0 && !crossed) {
    findings::add_fault(run, rule, subject, too_many_results(rule, subjects_left), script::Limit::memory);
    crossed = true;
  }
  if (run.record_subjects && !ended && session.performed > 0)
    run.result.checked.push_back(findings::subject_key(run, rule.id, subject));
  if (!ended && session.results.empty()) count(session.performed > 0 ? Outcome::pass : Outcome::not_applicable);
  run.result.checks += session.performed;
  if (run.trace) {
    if (!ended && session.results.empty())
      trace.outcomes.push_back(session.performed > 0 ? Outcome::pass : Outcome::not_applicable);
    finish_trace(run, rule, subject, findings_before, std::move(trace));
  }
  state.end();
  return !crossed;
}

// One cause gives one finding: a rule that explains another's finding on the same subject takes it away.
void suppress(Run& run) {
  std::set<std::size_t> gone;
  for (const Rule& rule : run.book.rules()) {
    if (rule.suppresses.empty()) continue;
    for (const auto& [where, findings] : run.by_subject) {
      const bool fired = where.first == rule.id && std::any_of(findings.begin(), findings.end(), [&](std::size_t i) {
                           return run.result.findings[i].outcome == Outcome::finding && !gone.contains(i);
                         });
      if (!fired) continue;
      for (const std::string& other : rule.suppresses) {
        const auto explained = run.by_subject.find({other, where.second});
        if (explained == run.by_subject.end()) continue;
        for (const std::size_t i : explained->second) {
          if (run.result.findings[i].outcome == Outcome::finding) gone.insert(i);
        }
      }
    }
  }
  if (gone.empty()) return;
  std::vector<Finding> kept;
  std::vector<int> identities;
  for (std::size_t i = 0; i < run.result.findings.size(); ++i) {
    if (!gone.contains(i)) {
      kept.push_back(std::move(run.result.findings[i]));
      identities.push_back(run.identities[i]);
    } else if (run.record_subjects) {
      run.result.explained_away.push_back(run.result.findings[i].key);
    }
  }
  run.result.findings = std::move(kept);
  run.identities = std::move(identities);
  run.result.outcomes.at(static_cast<std::size_t>(Outcome::not_applicable)) += static_cast<int>(gone.size());
}

// Why an identity may be broken, for each finding that still stands.
void explain_all(Run& run) {
  const Meter::Span span(run.meter, Phase::causes);
  std::vector<std::string> fingerprints(run.log.all().size());
  bool any = false;
  for (std::size_t i = 0; i < run.identities.size(); ++i) {
    if (run.identities[i] == IdentityLog::kNone) continue;
    fingerprints[static_cast<std::size_t>(run.identities[i])] = run.result.findings[i].fingerprint;
    any = true;
  }
  if (!any) return;
  const auto settings = cause_settings(run.book.chain().parameters, run.year);
  for (std::size_t i = 0; settings && i < run.identities.size(); ++i) {
    if (run.identities[i] == IdentityLog::kNone) continue;
    Finding& finding = run.result.findings[i];
    try {
      explain(finding, run.document, run.log, static_cast<std::size_t>(run.identities[i]), fingerprints, *settings);
    } catch (const Fault&) {  // figures too long for exact fractions: the finding stands without a cause
      finding.causes.clear();
    }
  }
}

// What is left after one cause has given one finding is what costs points, unless its explanation was accepted.
void add_deductions(Run& run, const EvaluateOptions& options) {
  for (const Finding& finding : run.result.findings) {
    if (!finding.deducted) continue;
    if (options.waived && options.waived(finding)) {
      ++run.deductions.waived[finding.deducted->group];
      continue;
    }
    const std::string row = finding.row.value_or("");
    run.deductions.costs.push_back({finding.deducted->group, row.empty() ? finding.title : finding.title + "：" + row,
                                    finding.rule, *Exact::parse(finding.deducted->points)});
  }
}

// A scoring that breaks is told like a rule that breaks.
Rule told_as_rule(const Scoring& scoring) {
  Rule rule = as_rule(scoring);
  rule.kind = "逻辑性";
  return rule;
}

void run_scoring(Run& run, const Scoring& scoring, SubjectView& subject) {
  ScoreSession session;
  session.deductions = &run.deductions;
  script::State& state = run.book.state();
  run.book.forget_parameters_read();
  state.begin(&run.document, std::exchange(run.begun, true));
  subject.arguments.at(1) = {run.verbs.score, &session, 0};
  const Rule told_as = told_as_rule(scoring);
  EvaluationTrace trace;
  Tracer tracer(trace, run.equations);
  const Recording recording(state.context().values, recorder_of(run, tracer));
  const std::size_t findings_before = run.result.findings.size();
  const auto finish = [&] {
    if (run.trace) finish_trace(run, told_as, subject, findings_before, std::move(trace));
    state.end();
  };
  try {
    {
      const InWork in_work(scoring.id, scoring.file, scoring.line);
      const Metered metered(run, nullptr);
      state.call(scoring.run, subject.arguments);
    }
    if (session.silent()) {
      finish();
      return;
    }
    Score score = finished(session);
    trace.parameters = run.book.take_parameters_read();
    for (const std::string& name : trace.parameters) score.parameter_uses.emplace_back().name = name;
    score.document = run.document.id;
    score.unit = run.document.unit;
    score.pack = run.book.chain().top().id;
    if (subject.evaluation != nullptr) {
      score.evaluation = subject.evaluation->head.text("name");
      if (const std::string number = subject.evaluation->head.text("number"); !number.empty())
        score.evaluation_number = number;
    }
    score.fingerprint = fingerprint_of({scoring.id, run.document.id, subject.identity});
    score.key = fingerprint_of({scoring.id, run.document.unit, subject.identity});
    run.result.scores.push_back(std::move(score));
  } catch (const script::MissingValue& missing) {
    findings::add_missing(run, told_as, subject, missing);
  } catch (const script::MissingYear&) {
    ++run.without_year;
  } catch (const script::MissingPart& missing) {
    findings::add_missing(run, told_as, subject, missing);
  } catch (const script::ScriptFault& fault) {
    findings::add_fault(run, told_as, subject, fault, fault.limit());
  }
  finish();
}

Run fresh_run(const Document& document, RuleBook& book, const Verbs& verbs, const EvaluateOptions& options) {
  Run run{document, book, verbs, options.rules_year != 0 ? options.rules_year : document.year};
  run.keep_held = options.keep_held;
  run.record_subjects = options.record_subjects;
  run.trace = options.trace;
  run.recorder = options.recorder;
  run.equations = options.equations;
  run.count_by_rule = options.count_by_rule;
  run.meter = options.meter;
  return run;
}

bool applies(const Run& run, const EvaluateOptions& options, const std::string& id, int from_year, int to_year) {
  if (options.wanted && !options.wanted(id)) return false;
  return run.year == 0 || (from_year <= run.year && run.year <= to_year);
}

// The year is not known, and the rule or scoring holds for some years only, by itself or with its pack.
bool wants_year(const Run& run, const std::string& pack, int from_year, int to_year) {
  if (run.year != 0) return false;
  const auto limited = [](int from, int to) { return from > kAnyYear.first || to < kAnyYear.second; };
  if (limited(from_year, to_year)) return true;
  const auto& layers = run.book.chain().layers;
  return std::any_of(layers.begin(), layers.end(), [&](const auto& layer) {
    return layer->id == pack && limited(layer->scope.from_year, layer->scope.to_year);
  });
}

// Counted as if the rule had run there.
void count_passed(Run& run, int comparisons) {
  const Outcome outcome = comparisons > 0 ? Outcome::pass : Outcome::not_applicable;
  ++run.result.outcomes.at(static_cast<std::size_t>(outcome));
  run.result.checks += comparisons;
}

// `passed`: nullptr where nothing is known of it.
void run_on_all(Run& run, const Rule& rule, const PassedSubjects* passed) {
  meter(run, rule);
  if (passed != nullptr && passed->all() && !passed->comparisons.empty()) {
    for (const int comparisons : passed->comparisons) count_passed(run, comparisons);
    return;
  }
  auto& subjects = run.subjects.of(run.document, rule.on);
  if (passed != nullptr && (!passed->told || passed->comparisons.size() != subjects.size())) passed = nullptr;
  if (subjects.empty()) ++run.result.outcomes.at(static_cast<std::size_t>(Outcome::not_applicable));
  run.without_year = 0;
  run.rule_bytes = 0;
  if (wants_year(run, rule.pack, rule.from_year, rule.to_year)) {
    run.without_year = subjects.size();
  } else {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const int held = passed == nullptr ? PassedSubjects::kUnknown : passed->comparisons[i];
      if (held != PassedSubjects::kUnknown)
        count_passed(run, held);
      else if (!run_rule(run, rule, subjects[i], subjects.size() - i - 1))
        break;
    }
  }
  if (run.without_year > 0) findings::add_missing_year(run, rule, run.without_year);
}

const EndedRule* ended(const EvaluateOptions& options, const std::string& id) {
  if (options.ended == nullptr) return nullptr;
  const auto found = options.ended->find(id);
  return found == options.ended->end() ? nullptr : &found->second;
}

// The rule sees excerpts, in cases too: what its header does not name is not there.
void run_among(Run& run, const Rule& rule, const EvaluateOptions& options) {
  meter(run, rule);
  const auto& kinds = rule.on.documents;
  Company company;
  if (kinds.empty() || std::find(kinds.begin(), kinds.end(), run.document.kind) != kinds.end())
    company = partners_of(run.document, rule.on.partners, *options.companions);
  if (company.partners.empty()) {
    ++run.result.outcomes.at(static_cast<std::size_t>(Outcome::not_applicable));
    return;
  }
  SubjectView view;
  view.others = company.partners;
  if (company.ambiguous) return findings::add_ambiguous(run, rule, view);
  if (const EndedRule* before = ended(options, rule.id); before != nullptr)
    return findings::add_fault(run, rule, {}, before->fault, before->limit);
  const auto keep = [&](const Document& document) {
    run.result.excerpts.push_back(std::make_shared<const Document>(excerpt_of(document, rule.collect)));
    return run.result.excerpts.back().get();
  };
  view.document = keep(run.document);
  view.arguments = {{script::types::document, view.document, 0}, {}};
  for (const Document*& other : view.others) {
    other = keep(*other);
    auto& to = rule.on.partners == Partners::units ? view.list : view.arguments;
    to.push_back({script::types::document, other, 0});
  }
  run_rule(run, rule, view, 0);
}

void run_on_all(Run& run, const Scoring& scoring) {
  meter(run, scoring);
  auto& subjects = run.subjects.of(run.document, scoring.on);
  run.without_year = 0;
  if (wants_year(run, scoring.pack, scoring.from_year, scoring.to_year))
    run.without_year = subjects.size();
  else
    for (SubjectView& subject : subjects) run_scoring(run, scoring, subject);
  if (run.without_year > 0) findings::add_missing_year(run, told_as_rule(scoring), run.without_year);
}

Fault left_state(const std::string& file, int line) {
  Fault fault("script.kept_state", "规则改动了文件最外层或 lib/ 里的变量：一次审核不能给另一次留下东西",
              "the rule changed a variable of its file or of lib/: one evaluation may leave nothing for another");
  fault.at_line(file, line).hint("变量写在 run 里面，写成 local", "declare the variable inside run, as local");
  return fault;
}

void run_all(Run& run, const EvaluateOptions& options, const std::set<std::string>& leaving) {
  run.book.use_year(run.year);
  std::size_t number = 0;
  for (const Rule& rule : run.book.rules()) {
    const PassedSubjects* passed = options.passed == nullptr ? nullptr : &options.passed->at(number);
    ++number;
    if (options.wanted && !options.wanted(rule.id)) continue;
    const bool several = rule.on.subject == SubjectKind::documents;
    if (several && options.companions == nullptr) continue;
    if (const EndedRule* before = ended(options, rule.id); before != nullptr && !several) {
      findings::add_fault(run, rule, {}, before->fault, before->limit);
    } else if (leaving.contains(rule.id)) {
      findings::add_fault(run, rule, {}, left_state(rule.file, rule.line), script::Limit::none);
    } else if (applies(run, options, rule.id, rule.from_year, rule.to_year)) {
      auto& groups = run.deductions.groups;
      if (rule.score && std::find(groups.begin(), groups.end(), rule.score->group) == groups.end())
        groups.push_back(rule.score->group);
      if (several)
        run_among(run, rule, options);
      else
        run_on_all(run, rule, passed);
    } else {
      ++run.result.outcomes.at(static_cast<std::size_t>(Outcome::not_applicable));
    }
  }
  if (run.meter != nullptr) run.meter->turn_to(Phase::evaluating);
  suppress(run);
  try {
    explain_all(run);
  } catch (const Fault& fault) {  // a parameter that cannot be used
    Rule rule;
    rule.id = fault.code();
    rule.title = "可能的原因";
    rule.kind = "逻辑性";
    findings::add_fault(run, rule, {}, fault, script::Limit::none);
  }
  add_deductions(run, options);
  for (const Scoring& scoring : run.book.scorings()) {
    if (!applies(run, options, scoring.id, scoring.from_year, scoring.to_year)) continue;
    if (const EndedRule* before = ended(options, scoring.id); before != nullptr) {
      findings::add_fault(run, told_as_rule(scoring), {}, before->fault, before->limit);
    } else if (leaving.contains(scoring.id)) {
      findings::add_fault(run, told_as_rule(scoring), {}, left_state(scoring.file, scoring.line), script::Limit::none);
    } else {
      run_on_all(run, scoring);
    }
  }
}

class FreeRunning {
 public:
  FreeRunning(script::State& state, bool freely) : state_(state) { state_.run_freely(freely); }
  ~FreeRunning() { state_.run_freely(false); }
  FreeRunning(const FreeRunning&) = delete;
  FreeRunning& operator=(const FreeRunning&) = delete;

 private:
  script::State& state_;
};

// Calls are not counted as long as they end soon; where one does not, all of the document is done again and that call
// is counted, so that what comes out never depends on a clock. Somebody else's recorder is not to be told things twice.
void run_to_the_end(std::optional<Run>& run, const Document& document, RuleBook& book, const Verbs& verbs,
                    const EvaluateOptions& options, const std::set<std::string>& leaving) {
  constexpr int kMostFreePasses = 4;
  for (int pass = 0;; ++pass) {
    run.emplace(fresh_run(document, book, verbs, options));
    if (options.meter != nullptr) options.meter->start_over();
    const FreeRunning freely(book.state(), options.recorder == nullptr && pass < kMostFreePasses);
    try {
      return run_all(*run, options, leaving);
    } catch (const script::Recount&) {
      book.state().end();
      book.state().restore();
    }
  }
}

// Each on its own, into results that nobody sees.
std::set<std::string> rules_that_leave_state(const Run& run, const EvaluateOptions& options) {
  std::set<std::string> leaving;
  const auto try_out = [&](const auto& item) {
    if (ended(options, item.id) != nullptr || !applies(run, options, item.id, item.from_year, item.to_year)) return;
    Run apart{run.document, run.book, run.verbs, run.year};
    if constexpr (requires { item.collect; }) {
      if (item.on.subject == SubjectKind::documents) {
        if (options.companions != nullptr) run_among(apart, item, options);
      } else {
        run_on_all(apart, item, nullptr);
      }
    } else {
      run_on_all(apart, item);
    }
    if (run.book.state().restore()) leaving.insert(item.id);
  };
  for (const Rule& rule : run.book.rules()) try_out(rule);
  for (const Scoring& scoring : run.book.scorings()) try_out(scoring);
  return leaving;
}

}  // namespace

std::unique_ptr<Verbs> make_verbs() {
  auto verbs = std::make_unique<Verbs>();
  verbs->catalogue = script::base_catalogue();
  verbs->check = add_check_types(verbs->catalogue);
  verbs->score = add_score_type(verbs->catalogue);
  return verbs;
}

std::string row_key(const std::string& table, const std::string& row, const std::string& unit) {
  return table_key(table, unit) + "|" + label_key(row);
}

DocumentResult evaluate(const Document& document, RuleBook& book, const Verbs& verbs, const EvaluateOptions& options) {
  std::optional<Run> first;
  if (options.meter != nullptr) options.meter->begin(book.chain().top().id, document.kind);
  const Meter::Span span(options.meter, Phase::evaluating);
  run_to_the_end(first, document, book, verbs, options, {});
  if (book.state().restore()) {
    // A rule left something behind for others to see. Find out which, and say nothing else of it.
    const std::set<std::string> leaving = rules_that_leave_state(*first, options);
    run_to_the_end(first, document, book, verbs, options, leaving);
    book.state().restore();
  }
  Run& run = *first;
  if (options.record_subjects) {
    for (const Table& table : document.tables) {
      for (const TableRow& row : table.rows) {
        const std::string name = row.label.value_or(row.code.value_or(row.line.value_or("")));
        run.result.rows.push_back(row_key(table.name, name, document.unit));
      }
    }
  }
  for (const BrokenRule& broken : book.broken()) {
    if (options.wanted && !options.wanted(broken.id)) continue;
    Rule rule;
    rule.id = broken.id;
    rule.title = "规则不能装载";
    rule.kind = "逻辑性";
    findings::add_fault(run, rule, {}, *broken.fault, script::limit_named_by(broken.fault->code()));
  }
  for (const Finding& finding : run.result.findings)
    ++run.result.outcomes.at(static_cast<std::size_t>(finding.outcome));
  if (run.count_by_rule) count_findings(run.result);
  std::stable_sort(run.result.findings.begin(), run.result.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.at.line < b.at.line; });
  if (run.meter != nullptr) run.meter->settle(options.companions == nullptr);
  return std::move(run.result);
}

}  // namespace gouji
