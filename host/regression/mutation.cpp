#include "regression/mutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "engine/cause_settings.hpp"
#include "packs/script_pieces.hpp"
#include "packs/trial.hpp"

namespace gouji {
namespace {

// A book remembers every text it has loaded; after so many a fresh one is cheaper.
constexpr int kVariantsOfABook = 40;
constexpr std::size_t kLibraryMutantsOfAPart = 25;
// A mutant that runs for ever is stopped much sooner than a rule at work.
constexpr std::uint64_t kMostStepsOfAMutant = 2'000'000;

ScriptFile variant_of(const Mutant& mutant) {
  return {mutant.file->path, mutant.file->shown, edited(mutant.file->source, mutant.edit)};
}

// Libraries of the chain that the text asks for, directly or through another one; by what messages call them.
std::set<std::string> libraries_below(const PackChain& chain, const std::string& source) {
  std::set<std::string> found;
  std::vector<const std::string*> open{&source};
  while (!open.empty()) {
    const std::string& text = *open.back();
    open.pop_back();
    for (const std::string& name : libraries_in(text)) {
      for (const auto& layer : chain.layers) {
        const auto file = layer->libraries.find(name);
        if (file != layer->libraries.end() && found.insert(file->second.shown).second)
          open.push_back(&file->second.source);
      }
    }
  }
  return found;
}

}  // namespace

// The mutants of one subject's script and of the parameters; or some of a library's.
struct Mutation::Part {
  const RuleSubject* subject = nullptr;  // nullptr: of a library
  std::vector<std::size_t> mutants;
};

Mutation::Mutation(std::shared_ptr<const PackChain> chain, const Verbs& verbs, script::Syntax& syntax, Options options)
    : chain_(std::move(chain)), verbs_(verbs), syntax_(syntax), options_(std::move(options)) {
  options_.limits.steps = std::min(options_.limits.steps, kMostStepsOfAMutant);
  const RuleBook book(chain_, verbs_.catalogue, syntax_, options_.limits);
  const auto& wanted = options_.wanted;
  subjects_ = rule_subjects(book, [&](const std::string& id) { return !wanted || wanted(id); });
  const auto keep = [&](std::vector<Mutant> mutants, const std::string& rule) {
    for (Mutant& mutant : mutants) results_.push_back({std::move(mutant), rule, true, false, false, false, {}, 0});
  };
  for (const RuleSubject& subject : subjects_) {
    for (const CaseFile& file : subject.cases) cases_ += static_cast<int>(file.cases.size());
  }
  if (options_.libraries) {
    for (const auto& [name, file] : chain_->top().libraries) {
      const std::size_t first = results_.size();
      keep(script_mutants(file, syntax_), "");
      for (std::size_t i = first; i < results_.size(); ++i) {
        if ((i - first) % kLibraryMutantsOfAPart == 0) parts_.push_back({});
        parts_.back().mutants.push_back(i);
      }
    }
    return;
  }
  for (const RuleSubject& subject : subjects_) {
    Part part{&subject, {}};
    const std::size_t first = results_.size();
    if (subject.own) keep(script_mutants(*subject.file, syntax_), subject.id);
    for (std::size_t i = first; i < results_.size(); ++i) part.mutants.push_back(i);
    parts_.push_back(std::move(part));
  }
  const std::size_t first = results_.size();
  keep(parameter_mutants(*chain_), "");
  for (Part& part : parts_) {
    for (std::size_t i = first; i < results_.size(); ++i) part.mutants.push_back(i);
  }
}

Mutation::~Mutation() = default;

std::size_t Mutation::parts() const { return parts_.size(); }

const RuleSubject* Mutation::subject(const std::string& id) const {
  const auto found = std::find_if(subjects_.begin(), subjects_.end(), [&](const auto& one) { return one.id == id; });
  return found == subjects_.end() ? nullptr : &*found;
}

std::unique_ptr<RuleBook> Mutation::book_of(const RuleSubject& subject, const Mutant* mutant) const {
  std::shared_ptr<const PackChain> chain = chain_of(*chain_, subject);
  if (mutant != nullptr && mutant->file != nullptr) {
    Trial trial;
    trial.scripts.emplace(mutant->file->shown, edited(mutant->file->source, mutant->edit));
    chain = tried(*chain, trial);
  }
  auto book = std::make_unique<RuleBook>(chain, verbs_.catalogue, syntax_, options_.limits);
  if (!book->broken().empty()) return nullptr;
  if (mutant != nullptr && mutant->file == nullptr) book->try_values({{mutant->parameter, mutant->value}});
  return book;
}

// Runs one part; what it found goes out as lines: mutant, a letter, the case.
class Mutation::Worker {
 public:
  Worker(Mutation& mutation, const Part& part) : all_(mutation), part_(part) {}

  std::string run() {
    if (part_.subject == nullptr)
      libraries();
    else
      subject(*part_.subject);
    return std::move(out_);
  }

 private:
  struct Try {
    const Case* one = nullptr;
    std::vector<std::string> parameters;
  };

  void tell(std::size_t mutant, char what, const std::string& name = {}) {
    out_ += fmt::format("{} {} {}\n", mutant, what, name);
  }

  static std::string called(const RuleSubject& subject, const Case& one) {
    return fmt::format("{} · {}", subject.id, one.name);
  }

  bool holds(RuleBook& book, const RuleSubject& subject, const Case& one,
             std::map<std::string, script::ParameterValue> values = {}) const {
    try {
      return case_holds(book, all_.verbs_, subject, one, false, nullptr, std::move(values));
    } catch (const Fault&) {
      return false;
    }
  }

  // Causes are looked for by the host, in no trace.
  static bool asks_for_cause(const Case& one) {
    return std::any_of(one.expect.findings.begin(), one.expect.findings.end(),
                       [](const Expected& expected) { return expected.values.contains("cause"); });
  }

  void add_cause_parameters(std::vector<std::string>& names) const {
    for (std::string& name : all_.chain_->parameters.names()) {
      if (is_cause_parameter(name)) names.push_back(std::move(name));
    }
  }

  // The cases that hold as things stand, with the parameters that they read.
  std::vector<Try> good_cases(RuleBook& book, const RuleSubject& subject) {
    std::vector<Try> tries;
    for (const CaseFile& file : subject.cases) {
      for (const Case& one : file.cases) {
        try {
          DocumentResult result;
          if (!case_holds(book, all_.verbs_, subject, one, true, &result)) {
            ++failing_;
            continue;
          }
          Try add{&one, {}};
          for (const EvaluationTrace& trace : result.traces)
            add.parameters.insert(add.parameters.end(), trace.parameters.begin(), trace.parameters.end());
          if (asks_for_cause(one)) add_cause_parameters(add.parameters);
          std::erase_if(add.parameters, [&](const std::string& name) { return one.parameters.contains(name); });
          tries.push_back(std::move(add));
        } catch (const Fault&) {
          ++failing_;
        }
      }
    }
    return tries;
  }

  void subject(const RuleSubject& subject) {
    auto book = all_.book_of(subject);
    if (book == nullptr) return;
    const std::vector<Try> tries = good_cases(*book, subject);
    if (failing_ > 0) tell(0, 'f', std::to_string(failing_));
    int loaded = 0;
    for (const std::size_t number : part_.mutants) {
      const MutantResult& result = all_.results_[number];
      if (result.mutant.file == nullptr) {
        if (!result.noticed) parameter(*book, subject, tries, number);
        continue;
      }
      if (++loaded > kVariantsOfABook) book = all_.book_of(subject), loaded = 1;
      script(*book, subject, tries, number);
    }
  }

  void script(RuleBook& book, const RuleSubject& subject, const std::vector<Try>& tries, std::size_t number) {
    const ScriptFile file = variant_of(all_.results_[number].mutant);
    try {
      if (subject.scoring) {
        Scoring own = book.exchange(book.load_scoring_variant(file));
        run_cases(book, subject, tries, number);
        book.exchange(std::move(own));
      } else {
        Rule own = book.exchange(book.load_variant(file));
        run_cases(book, subject, tries, number);
        book.exchange(std::move(own));
      }
    } catch (const Fault&) {
      tell(number, 'x');
    }
  }

  void run_cases(RuleBook& book, const RuleSubject& subject, const std::vector<Try>& tries, std::size_t number) {
    if (!tries.empty()) tell(number, 'r');
    for (const Try& one : tries) {
      if (holds(book, subject, *one.one)) continue;
      return tell(number, 'k', called(subject, *one.one));
    }
  }

  void parameter(RuleBook& book, const RuleSubject& subject, const std::vector<Try>& tries, std::size_t number) {
    const Mutant& mutant = all_.results_[number].mutant;
    bool tried = false;
    std::unique_ptr<RuleBook> other;
    for (const Try& one : tries) {
      if (std::find(one.parameters.begin(), one.parameters.end(), mutant.parameter) == one.parameters.end()) continue;
      const int year = one.one->rules_year != 0 ? one.one->rules_year : one.one->document.year;
      const ParameterEntry* entry = all_.chain_->parameters.in_force(mutant.parameter, year);
      if (entry != mutant.entry) continue;
      if (!tried) tell(number, 'r');
      tried = true;
      if (other == nullptr && is_cause_parameter(mutant.parameter)) other = book_with(subject, mutant);
      const bool same = other != nullptr ? holds(*other, subject, *one.one)
                                         : holds(book, subject, *one.one, {{mutant.parameter, mutant.value}});
      if (!same) return tell(number, 'k', called(subject, *one.one));
    }
  }

  // The host reads parameters of causes from the packs themselves.
  std::unique_ptr<RuleBook> book_with(const RuleSubject& subject, const Mutant& mutant) const {
    Trial trial;
    trial.values.emplace(mutant.parameter, mutant.written);
    return std::make_unique<RuleBook>(tried(*chain_of(*all_.chain_, subject), trial), all_.verbs_.catalogue,
                                      all_.syntax_, all_.options_.limits);
  }

  void libraries() {
    const std::string& library = all_.results_[part_.mutants.front()].mutant.file->shown;
    std::vector<std::pair<const RuleSubject*, std::vector<Try>>> users;
    for (const RuleSubject& subject : all_.subjects_) {
      if (subject.cases.empty() || !libraries_below(*all_.chain_, subject.file->source).contains(library)) continue;
      if (auto book = all_.book_of(subject)) users.emplace_back(&subject, good_cases(*book, subject));
    }
    for (const std::size_t number : part_.mutants) {
      for (const auto& [subject, tries] : users) {
        auto book = all_.book_of(*subject, &all_.results_[number].mutant);
        if (book == nullptr) {
          tell(number, 'x');
          break;
        }
        const std::size_t before = out_.size();
        run_cases(*book, *subject, tries, number);
        if (out_.find(fmt::format("{} k ", number), before) != std::string::npos) break;
      }
    }
  }

  Mutation& all_;
  const Part& part_;
  int failing_ = 0;
  std::string out_;
};

std::string Mutation::run_part(std::size_t part) { return Worker(*this, parts_.at(part)).run(); }

void Mutation::take(std::size_t part, const std::string& found) {
  std::istringstream lines(found);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::size_t number = 0;
    char what = ' ';
    words >> number >> what;
    words.get();
    std::string rest;
    std::getline(words, rest);
    if (what == 'f') {
      failing_ += std::stoi(rest);
      continue;
    }
    MutantResult& result = results_.at(number);
    if (what == 'r') result.read = true;
    if (what == 'x') result.loads = false;
    if (what == 'k' && (!result.noticed || part < result.by_part)) {
      result.noticed = true;
      result.by = std::move(rest);
      result.by_part = part;
    }
  }
}

void Mutation::finish() {
  if (!options_.wanted) return;
  for (MutantResult& result : results_) result.aside = !result.read && result.mutant.file == nullptr;
}

void Mutation::run(const std::function<void(std::size_t, std::size_t)>& done) {
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    take(part, run_part(part));
    if (done) done(part + 1, parts_.size());
  }
  finish();
}

}  // namespace gouji
