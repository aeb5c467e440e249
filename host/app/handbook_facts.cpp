#include "app/handbook_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/parameter_chain.hpp"
#include "base/files.hpp"
#include "engine/evaluate.hpp"
#include "formats/data_digest.hpp"
#include "formats/dataset_source.hpp"
#include "regression/case_file.hpp"
#include "regression/case_match.hpp"
#include "regression/case_trial.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;
using report::Handbook;
using report::HandbookCase;
using report::HandbookRule;

class Gatherer {
 public:
  Gatherer(Session& session, const PackChoice& choice) : session_(session), choice_(choice), verbs_(make_verbs()) {}

  Handbook gather(const std::vector<fs::path>& datasets) {
    load();
    for (Loaded& pack : packs_) add_rules(pack);
    std::sort(book_.rules.begin(), book_.rules.end(), [](const HandbookRule& a, const HandbookRule& b) {
      return std::tie(a.rule.id, a.rule.pack) < std::tie(b.rule.id, b.rule.pack);
    });
    for (std::size_t i = 0; i < book_.rules.size(); ++i) index_[{book_.rules[i].rule.pack, book_.rules[i].rule.id}] = i;
    reads_.resize(book_.rules.size());
    formulas_.resize(book_.rules.size());
    name_pages();
    add_parameters();
    add_changes();
    for (Loaded& pack : packs_) run_cases(pack);
    run_samples(datasets);
    finish();
    return std::move(book_);
  }

 private:
  struct Loaded {
    Chain chain;
    std::unique_ptr<RuleBook> book;
  };

  // Every layer has a book of its own: what a layer above switches off is a rule of the handbook all the same.
  void load() {
    std::map<std::string, Chain> chains;
    for (const Chain& chain : choice_.packs) chains.emplace(chain->top().id, chain);
    for (const Chain& chain : choice_.packs) {
      for (const auto& layer : chain->layers) {
        if (!chains.contains(layer->id))
          chains.emplace(layer->id, load_pack(layer->folder, session_.workbench().rules));
      }
    }
    for (auto& [id, chain] : chains) packs_.push_back({chain, nullptr});
    std::stable_sort(packs_.begin(), packs_.end(),
                     [](const Loaded& a, const Loaded& b) { return a.chain->layers.size() < b.chain->layers.size(); });
    for (Loaded& pack : packs_) {
      session_.progress(fmt::format("{} {}", session_.say("装载", "loading"), pack.chain->top().id));
      pack.book = std::make_unique<RuleBook>(pack.chain, verbs_->catalogue, syntax_, session_.workbench().limits);
      watch(*pack.book);
      book_.packs.push_back(pack.chain->layers.back());
      for (const BrokenRule& broken : pack.book->broken()) {
        if (broken.pack != pack.chain->top().id) continue;
        session_.problem(*broken.fault);
        book_.broken.emplace_back(to_text(broken.fault->location()), broken.fault->message(Language::chinese));
      }
    }
  }

  // Which parameters are read, while one rule alone is running.
  void watch(RuleBook& book) {
    auto& parameter = book.state().context().parameter;
    parameter = [this, inner = parameter](std::string_view name) {
      auto* value = inner(name);
      if (value != nullptr) read_now_.insert(std::string(name));
      return value;
    };
  }

  void add_rules(Loaded& pack) {
    const Pack& top = pack.chain->top();
    for (const Rule& rule : pack.book->rules()) {
      if (rule.pack == top.id) add_rule(pack, rule, false);
    }
    for (const Scoring& scoring : pack.book->scorings()) {
      if (scoring.pack != top.id) continue;
      Rule rule = as_rule(scoring);
      if (const auto english = top.english.find(rule.id); english != top.english.end()) rule.english = english->second;
      add_rule(pack, rule, true);
    }
  }

  void add_rule(const Loaded& pack, const Rule& rule, bool scoring) {
    const Pack& owner = pack.chain->top();
    HandbookRule entry;
    entry.rule = rule;
    entry.scoring = scoring;
    for (const ScriptFile& file : scoring ? owner.scorings : owner.rules) {
      if (file.shown != rule.file) continue;
      entry.pieces = pieces_of(*pack.chain, owner, file);
      entry.parameters = parameters_in(file.source);
      const fs::path below = file.path.lexically_relative(owner.folder);
      const auto depth = std::distance(below.begin(), below.end());
      if (!scoring && depth > 2) entry.topic = std::next(below.begin())->string();
    }
    if (scoring) entry.topic = "scoring";
    if (rule.score && rule.score->deduct.parameter() != nullptr)
      entry.parameters.push_back(rule.score->deduct.parameter()->name);
    book_.rules.push_back(std::move(entry));
  }

  void name_pages() {
    std::map<std::string, int> ids;
    for (const HandbookRule& entry : book_.rules) ++ids[entry.rule.id];
    for (HandbookRule& entry : book_.rules) {
      entry.page = "rules/" + entry.rule.id;
      if (ids[entry.rule.id] > 1) entry.page += "-" + entry.rule.pack;  // replaced by a layer above
    }
  }

  void add_parameters() {
    std::map<std::string, report::HandbookParameter> all;
    for (const Loaded& pack : packs_) {
      for (const auto& [name, parameter] : pack.chain->parameters.all()) {
        for (const ParameterEntry& entry : parameter.entries) {
          if (entry.pack == pack.chain->top().id) all[name].entries.push_back(entry);
        }
      }
    }
    for (auto& [name, parameter] : all) {
      parameter.name = name;
      parameter.page = "parameters/" + name;
      book_.parameters.push_back(std::move(parameter));
    }
  }

  void add_changes() {
    std::map<std::string, std::set<std::string>> suppressed_by;
    for (HandbookRule& entry : book_.rules) {
      for (const std::string& other : entry.rule.suppresses) suppressed_by[other].insert(entry.rule.id);
      for (const Loaded& pack : packs_) {
        for (const Override& change : pack.chain->top().overrides) {
          if (change.rule == entry.rule.id && pack.chain->top().id != entry.rule.pack)
            entry.changes.push_back({pack.chain->top().id, change});
        }
      }
    }
    for (HandbookRule& entry : book_.rules) {
      const auto& by = suppressed_by[entry.rule.id];
      entry.suppressed_by.assign(by.begin(), by.end());
    }
  }

  // Where in the handbook a rule or scoring of a book stands; nullptr: it could not be loaded.
  HandbookRule* entry_of(const RuleBook& book, const std::string& id) {
    std::string owner;
    for (const Rule& rule : book.rules()) {
      if (rule.id == id) owner = rule.pack;
    }
    for (const Scoring& scoring : book.scorings()) {
      if (scoring.id == id) owner = scoring.pack;
    }
    const auto found = index_.find({owner, id});
    return found == index_.end() ? nullptr : &book_.rules[found->second];
  }

  DocumentResult evaluate_one(RuleBook& book, const Document& document, const HandbookRule& entry, int rules_year,
                              const std::vector<const Document*>* companions = nullptr) {
    EvaluateOptions options;
    options.companions = companions;
    options.rules_year = rules_year;
    options.wanted = [&](const std::string& id) { return id == entry.rule.id; };
    read_now_.clear();
    DocumentResult result = evaluate(document, book, *verbs_, options);
    reads_[static_cast<std::size_t>(&entry - book_.rules.data())].insert(read_now_.begin(), read_now_.end());
    return result;
  }

  void run_cases(Loaded& pack) {
    const Pack& top = pack.chain->top();
    session_.progress(fmt::format("{} {}", session_.say("用例", "cases of"), top.id));
    for (const fs::path& path : files::list(top.folder, {std::string(kCasesEnding)})) {
      const std::string shown = top.shown + "/" + files::shown(path, top.folder);
      try {
        const CaseSubject subject = read_case_subject(path, shown);
        if (subject.about == CaseAbout::layout || is_whole(subject.about)) continue;
        HandbookRule* entry = entry_of(*pack.book, subject.id);
        if (entry != nullptr) run_case_file(pack, path, shown, *entry);
      } catch (const Fault& fault) {
        session_.problem(fault);
      }
    }
  }

  void run_case_file(Loaded& pack, const fs::path& path, const std::string& shown, HandbookRule& entry) {
    const Scope& scope = pack.chain->top().scope;
    const std::string province = scope.provinces.empty() ? std::string() : scope.provinces.front();
    const CaseFile cases = read_cases(path, shown, {&entry.rule.on, province, {}});
    const std::vector<CaseSheet> sheets = read_case_sheets(path, shown);
    for (const Case& one : cases.cases) {  // one with rows gives several of one sheet
      if (one.number >= sheets.size()) continue;
      HandbookCase told{pack.chain->top().id, sheets[one.number], HandbookCase::State::holds};
      told.sheet.name = one.broken ? told.sheet.name : one.name;
      if (one.todo) {
        told.state = HandbookCase::State::todo;
      } else if (one.broken) {
        told.state = HandbookCase::State::broken;
      } else {
        const CaseTrial trial(*pack.book, one);
        const auto companions = companions_of(one);
        const DocumentResult got = evaluate_one(*pack.book, one.document, entry, one.rules_year, &companions);
        const CaseVerdict verdict = cases.scoring ? match_scores(one.expect, got) : match_findings(one.expect, got);
        if (!verdict.fits) told.state = HandbookCase::State::fails;
      }
      entry.cases.push_back(std::move(told));
    }
  }

  void run_samples(const std::vector<fs::path>& datasets) {
    const auto on_problem = [&](const Fault& fault) { session_.problem(fault); };
    for (const DatasetItem& item : find_datasets(datasets, on_problem)) {
      read_item(
          item, [&](const Document& document) { run_sample(document); }, on_problem);
    }
    book_.data_digest = digest_.take_hex();
  }

  void run_sample(const Document& document) {
    const std::vector<Chain> chains = choice_.for_document(document);
    if (chains.empty()) return;
    session_.progress(fmt::format("{} {}", session_.say("样本", "sample"), document.id));
    book_.documents.push_back(document.id);
    digest_.add_digest(document_digest(document));
    for (const Chain& chain : chains) {
      const auto loaded = std::find_if(packs_.begin(), packs_.end(),
                                       [&](const Loaded& pack) { return pack.chain->top().id == chain->top().id; });
      EvaluateOptions options;
      options.keep_held = true;
      const DocumentResult whole = evaluate(document, *loaded->book, *verbs_, options);
      book_.checks += whole.checks;
      std::vector<std::string> ids;
      for (const Rule& rule : loaded->book->rules()) ids.push_back(rule.id);
      for (const Scoring& scoring : loaded->book->scorings()) ids.push_back(scoring.id);
      for (const std::string& id : ids) count(*loaded->book, document, id, whole);
    }
  }

  void count(RuleBook& book, const Document& document, const std::string& id, const DocumentResult& whole) {
    HandbookRule* entry = entry_of(book, id);
    if (entry == nullptr) return;
    DocumentResult alone = evaluate_one(book, document, *entry, 0);
    if (entry->scoring && entry->rule.on.subject == SubjectKind::document)
      alone.scores = scores_of_document(book, document, *entry);
    report::RuleCount count;
    count.document = document.id;
    count.checks = alone.checks;
    count.outcomes = alone.outcomes;
    count.scores = static_cast<int>(alone.scores.size());
    // Alone nobody explains its findings; among the others some are gone.
    int& findings = count.outcomes.at(static_cast<std::size_t>(Outcome::finding));
    count.explained = findings;
    findings = 0;
    for (const Finding& finding : whole.findings) {
      if (finding.rule != id || finding.outcome != Outcome::finding) continue;
      ++findings;
      ++count.severities.at(static_cast<std::size_t>(finding.severity));
    }
    count.explained -= findings;
    if (count.touched()) entry->counts.push_back(std::move(count));
    take_examples(*entry, alone, whole);
  }

  // What findings cost goes into it: every rule runs, and no other scoring.
  std::vector<Score> scores_of_document(RuleBook& book, const Document& document, const HandbookRule& entry) {
    EvaluateOptions options;
    options.wanted = [&](const std::string& id) {
      const auto& scorings = book.scorings();
      return id == entry.rule.id ||
             std::none_of(scorings.begin(), scorings.end(), [&](const Scoring& one) { return one.id == id; });
    };
    return evaluate(document, book, *verbs_, options).scores;
  }

  // An example shows figures where there are any; a clear fault before a doubtful one; else the first.
  static int clearness(const Finding& finding) {
    return (finding.outcome == Outcome::finding ? 0 : 100) + (finding.doubtful ? 10 : 0) +
           (finding.operands.empty() ? 20 : 0) + static_cast<int>(finding.severity);
  }

  void take_examples(HandbookRule& entry, const DocumentResult& alone, const DocumentResult& whole) {
    auto& formulas = formulas_[static_cast<std::size_t>(&entry - book_.rules.data())];
    for (const Finding& finding : whole.findings) {
      if (finding.rule != entry.rule.id || finding.outcome == Outcome::fault) continue;
      if (!finding.formula.empty()) ++formulas[finding.formula];
      if (finding.outcome != Outcome::finding) continue;
      if (entry.found && !entry.explained && clearness(finding) >= clearness(*entry.found)) continue;
      entry.found = finding;
      entry.explained = false;
    }
    for (const Finding& finding : whole.held) {
      if (finding.rule != entry.rule.id) continue;
      if (!finding.formula.empty()) ++formulas[finding.formula];
      const auto blank = [](const Finding& one) {
        return std::count_if(one.operands.begin(), one.operands.end(),
                             [](const Operand& operand) { return operand.printed.empty(); });
      };
      if (!entry.held || blank(finding) < blank(*entry.held)) entry.held = finding;
    }
    if (!entry.held && (!entry.found || entry.explained)) {
      for (const Finding& finding : alone.findings) {
        if (finding.outcome != Outcome::finding || entry.found) continue;
        entry.found = finding;
        entry.explained = true;
      }
    }
    for (const Score& score : alone.scores) {
      const bool fuller = entry.score && entry.score->lines.size() >= score.lines.size();
      if (!score.lines.empty() && !fuller) entry.score = score;
    }
  }

  void finish() {
    std::map<std::string, std::vector<std::string>> readers;
    for (std::size_t i = 0; i < book_.rules.size(); ++i) {
      HandbookRule& entry = book_.rules[i];
      for (const std::string& name : reads_[i]) {
        if (std::find(entry.parameters.begin(), entry.parameters.end(), name) == entry.parameters.end())
          entry.parameters.push_back(name);
      }
      for (const std::string& name : entry.parameters) readers[name].push_back(entry.page);
      entry.formulas.assign(formulas_[i].begin(), formulas_[i].end());
      std::stable_sort(entry.formulas.begin(), entry.formulas.end(),
                       [](const auto& a, const auto& b) { return a.second > b.second; });
    }
    for (HandbookRule& entry : book_.rules) {
      if (entry.held && entry.explained) entry.found.reset();  // a pass that is told before a finding that is not
      entry.explained = entry.explained && entry.found;
    }
    for (report::HandbookParameter& parameter : book_.parameters) parameter.readers = readers[parameter.name];
  }

  Session& session_;
  const PackChoice& choice_;
  std::unique_ptr<Verbs> verbs_;
  script::Syntax syntax_;
  std::vector<Loaded> packs_;
  Handbook book_;
  std::map<std::pair<std::string, std::string>, std::size_t> index_;  // pack and id → rule
  std::vector<std::set<std::string>> reads_;                          // by rule
  std::vector<std::map<std::string, int>> formulas_;                  // by rule
  std::set<std::string> read_now_;
  DataDigest digest_;
};

}  // namespace

report::Handbook gather_handbook(Session& session, const PackChoice& packs, const std::vector<fs::path>& datasets) {
  return Gatherer(session, packs).gather(datasets);
}

}  // namespace gouji::app
