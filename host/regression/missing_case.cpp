#include "regression/missing_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "packs/script_pieces.hpp"
#include "regression/case_match.hpp"
#include "regression/case_text.hpp"
#include "regression/document_slots.hpp"
#include "regression/expectation.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostChangesOfADocument = 400;
constexpr std::size_t kMostEvaluations = 4000;  // of mutants, for one subject: a search that finds nothing ends
constexpr std::size_t kNearest = 3;             // real documents that are shifted

// "12.50" by `steps` of its last digit, keeping its unit and sign; empty where it is no plain figure.
std::string shifted_figure(const std::string& printed, const Exact& by_units, bool absolute) {
  std::size_t end = 0;
  while (end < printed.size() && (std::isdigit(static_cast<unsigned char>(printed[end])) != 0 || printed[end] == '.' ||
                                  printed[end] == ',' || (end == 0 && printed[end] == '-')))
    ++end;
  std::string digits = printed.substr(0, end);
  std::erase(digits, ',');
  const auto value = Exact::parse(digits);
  if (!value) return {};
  const std::size_t point = digits.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  const Exact quantum = Exact::decimal(1, decimals);
  const Exact moved = absolute ? by_units : *value + by_units * quantum;
  return moved.rounded(decimals).fixed(decimals) + printed.substr(end);
}

// The words and numbers of a value, for putting one in the place of another.
void words_below(const script::Plain& plain, std::vector<std::string>& found) {
  if (const auto* text = plain.text()) found.push_back(*text);
  if (const auto* number = plain.integer()) found.push_back(std::to_string(*number));
  if (const auto* list = plain.list()) {
    for (const script::Plain& one : *list) words_below(one, found);
  }
  if (const auto* map = plain.map()) {
    for (const auto& [key, one] : *map) words_below(one, found);
  }
}

// Parameters that the text or a library of it names.
std::set<std::string> parameters_below(const PackChain& chain, const std::string& source) {
  std::set<std::string> found, seen;
  std::vector<const std::string*> open{&source};
  while (!open.empty()) {
    const std::string& text = *open.back();
    open.pop_back();
    for (std::string& name : parameters_in(text)) found.insert(std::move(name));
    for (const std::string& name : libraries_in(text)) {
      if (!seen.insert(name).second) continue;
      for (const auto& layer : chain.layers) {
        const auto file = layer->libraries.find(name);
        if (file != layer->libraries.end()) open.push_back(&file->second.source);
      }
    }
  }
  return found;
}

}  // namespace

class MissingCases::Search {
 public:
  Search(const MissingCases& all, const RuleSubject& subject, std::vector<std::size_t> survivors)
      : all_(all), subject_(subject), left_(std::move(survivors)) {
    book_ = all_.mutation_.book_of(subject_);
    std::erase_if(left_, [&](std::size_t number) {
      const Mutant& mutant = result(number).mutant;
      if (mutant.file == nullptr) return false;
      auto book = all_.mutation_.book_of(subject_, &mutant);
      if (book == nullptr) return true;
      books_.emplace(number, std::move(book));
      return false;
    });
    defaults_ = {on(), province(), {}};
  }

  std::vector<MissingCase> run() {
    if (book_ == nullptr || (on() != nullptr && on()->subject == SubjectKind::documents)) return {};  // of one document
    for (const Document& document : all_.real_) real(document);
    for (const CaseFile& file : subject_.cases) {
      for (const Case& one : file.cases) {
        if (one.parameters.empty()) as_it_stands(one);
      }
    }
    for (const auto& [gap, document] : nearest_real()) changed(*document, 0, "", true);
    for (const CaseFile& file : subject_.cases) {
      for (const Case& one : file.cases) {
        if (left_.empty() || evaluations_ > kMostEvaluations) return std::move(found_);
        if (one.parameters.empty()) changed(one.document, one.rules_year, one.name, false);
      }
    }
    return std::move(found_);
  }

 private:
  const MutantResult& result(std::size_t number) const { return all_.mutation_.results().at(number); }

  const On* on() const {
    if (book_ == nullptr) return nullptr;
    for (const Rule& rule : book_->rules()) return &rule.on;
    for (const Scoring& scoring : book_->scorings()) return &scoring.on;
    return nullptr;
  }

  std::string province() const {
    const auto& provinces = all_.mutation_.chain().top().scope.provinces;
    return provinces.empty() ? std::string() : provinces.front();
  }

  DocumentResult evaluated(RuleBook& book, const Document& document, int rules_year, bool trace = false) const {
    EvaluateOptions options;
    options.rules_year = rules_year;
    options.trace = trace;
    options.wanted = [&](const std::string& id) { return id == subject_.id; };
    return evaluate(document, book, all_.verbs_, options);
  }

  DocumentResult mutated(std::size_t number, const Document& document, int rules_year) const {
    const Mutant& mutant = result(number).mutant;
    if (mutant.file != nullptr) return evaluated(*books_.at(number), document, rules_year);
    const int year = rules_year != 0 ? rules_year : document.year;
    if (all_.mutation_.chain().parameters.in_force(mutant.parameter, year) != mutant.entry)
      return evaluated(*book_, document, rules_year);
    book_->try_values({{mutant.parameter, mutant.value}});
    DocumentResult got = evaluated(*book_, document, rules_year);
    book_->try_values({});
    return got;
  }

  bool fits(const Expectation& expect, const DocumentResult& got) const {
    return (subject_.scoring ? match_scores(expect, got) : match_findings(expect, got)).fits;
  }

  // The first survivor on which the document comes out otherwise.
  std::optional<std::size_t> told_apart(const Document& document, int rules_year) {
    const DocumentResult own = evaluated(*book_, document, rules_year, true);
    if (has_fault(own)) return std::nullopt;
    const Expectation expect = expectation_of(own, subject_.scoring);
    std::set<std::string> read;
    for (const EvaluationTrace& trace : own.traces) read.insert(trace.parameters.begin(), trace.parameters.end());
    for (const std::size_t number : left_) {
      const Mutant& mutant = result(number).mutant;
      if (mutant.file == nullptr && !read.contains(mutant.parameter)) continue;
      ++evaluations_;
      if (!fits(expect, mutated(number, document, rules_year))) return number;
    }
    return std::nullopt;
  }

  bool tells(std::size_t number, const Document& document, int rules_year) const {
    const DocumentResult own = evaluated(*book_, document, rules_year);
    if (has_fault(own)) return false;
    return !fits(expectation_of(own, subject_.scoring), mutated(number, document, rules_year));
  }

  void real(const Document& document) {
    while (const auto number = told_apart(document, 0)) {
      const Document small = reduced(document, [&](const Document& one) { return tells(*number, one, 0); });
      if (!keep(*number, small, 0, fmt::format("取自 {}", document.id), "公开文本里的一处")) std::erase(left_, *number);
    }
  }

  // The case itself would do, if it said all that comes out.
  void as_it_stands(const Case& one) {
    while (const auto number = told_apart(one.document, one.rules_year)) {
      if (!keep(*number, one.document, one.rules_year, "改自“" + one.name + "”：结果写全", one.name + "：结果写全"))
        std::erase(left_, *number);
    }
  }

  // Documents on which a comparison with a surviving threshold comes nearest to turning over.
  std::vector<std::pair<Exact, const Document*>> nearest_real() const {
    std::set<std::string> parameters;
    for (const std::size_t number : left_) {
      if (result(number).mutant.kind == MutantKind::threshold) parameters.insert(result(number).mutant.parameter);
    }
    std::vector<std::pair<Exact, const Document*>> list;
    if (parameters.empty()) return list;
    for (const Document& document : all_.real_) {
      std::optional<Exact> gap;
      for (const EvaluationTrace& trace : evaluated(*book_, document, 0, true).traces) {
        for (const ThresholdUse& use : trace.thresholds) {
          if (!parameters.contains(use.parameter)) continue;
          for (const Exact& end : use.ends) {
            const Exact own = (end - use.value).abs();
            if (!gap || own < *gap) gap = own;
          }
        }
      }
      if (gap) list.emplace_back(*gap, &document);
    }
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    list.resize(std::min(list.size(), kNearest));
    return list;
  }

  // One place at a time, as people and slips do: a figure by one, to what would meet the threshold, to nothing.
  std::vector<std::string> tries_of(const DocumentSlot& slot, const std::vector<Exact>& factors) const {
    std::vector<std::string> list;
    const auto add = [&](const std::string& text) {
      if (text != slot.printed && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
    };
    const bool figure = slot.cell != nullptr && slot.cell->has_figure();
    if (figure || (slot.cell != nullptr && slot.cell->state == CellState::words)) {
      for (const int by : {1, -1, 2, -2, 10, -10, 100, -100}) {
        if (const std::string text = shifted_figure(slot.printed, by, false); !text.empty()) add(text);
      }
      for (const Exact& factor : factors) {
        const auto value =
            Exact::parse(slot.printed.ends_with('%') ? slot.printed.substr(0, slot.printed.size() - 1) : slot.printed);
        if (!value) continue;
        const std::string at = shifted_figure(slot.printed, *value * factor, true);
        if (at.empty()) continue;
        for (const int by : {0, 1, -1}) add(shifted_figure(at, by, false));
      }
      if (figure) {
        for (const char* text : {"0", "1", "2", "100", "-1"})
          add(slot.printed.ends_with('%') ? std::string(text) + "%" : text);
      }
    }
    if (slot.cell != nullptr)
      for (const char* text : {"", "-", "无"}) add(text);
    for (const std::size_t number : left_) words_of(result(number).mutant, slot, figure, add);
    return list;
  }

  // What the parameter holds, put where another of its words stands, or where a figure stands.
  template <class Add>
  static void words_of(const Mutant& mutant, const DocumentSlot& slot, bool figure, const Add& add) {
    if (mutant.file != nullptr) return;
    std::vector<std::string> own;
    words_below(mutant.entry->value.plain, own);
    if (figure) {
      for (std::string number : {mutant.from, mutant.to}) {
        if (number.ends_with('%')) number.pop_back();
        if (!Exact::parse(number)) continue;
        for (const int by : {0, 1, -1}) {
          const std::string at = shifted_figure(number, by, false);
          add(at), add(at + "%"), add(at + ".5");
        }
      }
      return;
    }
    std::erase_if(own, [](const std::string& word) { return word.find_first_of("^$[(\\|{") != std::string::npos; });
    std::vector<std::string> wanted;
    for (const std::string& word : own) {
      if (mutant.from.find(word) != std::string::npos && !Exact::parse(word).has_value()) wanted.push_back(word);
    }
    for (const std::string& word : own) {
      const std::size_t at = word.empty() ? std::string::npos : slot.printed.find(word);
      if (at == std::string::npos) continue;
      for (const std::string& other : wanted) {
        std::string text = slot.printed;
        add(text.replace(at, word.size(), other));
      }
    }
    for (const std::string& other : wanted) add(slot.printed + other);
  }

  void changed(const Document& document, int rules_year, const std::string& case_name, bool is_real) {
    if (left_.empty()) return;
    std::set<const Cell*> read;
    std::vector<Exact> factors;
    const DocumentResult own = evaluated(*book_, document, rules_year, true);
    for (const EvaluationTrace& trace : own.traces) {
      read.insert(trace.cells.begin(), trace.cells.end());
      for (const ThresholdUse& use : trace.thresholds) {
        for (const Exact& end : use.ends) {
          if (end.is_zero() || use.value.is_zero()) continue;
          for (const Exact& factor : {use.value / end, end / use.value}) {
            if (std::find(factors.begin(), factors.end(), factor) == factors.end() && factors.size() < 8)
              factors.push_back(factor);
          }
        }
      }
    }
    const std::vector<DocumentSlot> slots = slots_of(document);
    std::size_t tried = 0;
    for (std::size_t i = 0; i < slots.size() && tried < kMostChangesOfADocument; ++i) {
      if (is_real && (slots[i].cell == nullptr || !read.contains(slots[i].cell))) continue;
      for (const std::string& text : tries_of(slots[i], factors)) {
        if (left_.empty() || ++tried > kMostChangesOfADocument || evaluations_ > kMostEvaluations) return;
        Document other = document;
        set_slot(other, i, text);
        const auto number = told_apart(other, rules_year);
        if (!number) continue;
        const std::string what = fmt::format("{} {}", slots[i].about,
                                             text.empty()               ? "空白"
                                             : slots[i].cell == nullptr ? "写作“" + text + "”"
                                                                        : "为 " + text);
        if (is_real) other = reduced(other, [&](const Document& one) { return tells(*number, one, rules_year); });
        const std::string from = is_real ? document.id : "“" + case_name + "”";
        if (!keep(*number, other, rules_year, "改自" + from, what)) std::erase(left_, *number);
      }
    }
  }

  // Written, read back, and tried on the rule and on every survivor. False: it does not come through as a case.
  bool keep(std::size_t number, const Document& document, int rules_year, const std::string& note,
            const std::string& what) {
    MissingCase missing;
    missing.one.document = document;
    missing.one.rules_year = rules_year;
    missing.one.expect = expectation_of(evaluated(*book_, document, rules_year), subject_.scoring);
    missing.one.name = name_of(what);
    missing.note = fmt::format("{}；{}", note, all_.says_(number));
    try {
      missing.text = case_as_toml(missing.one, missing.note, defaults_);
      const std::string key = subject_.scoring ? "scoring" : "rule";
      const CaseFile file = read_cases_text(fmt::format("{} = \"{}\"\n{}", key, subject_.id, missing.text),
                                            case_path(subject_).string(), defaults_);
      if (file.cases.size() != 1 || file.cases.front().broken) return false;
      const Case& again = file.cases.front();
      if (!fits(again.expect, evaluated(*book_, again.document, again.rules_year))) return false;
      for (const std::size_t other : left_) {
        if (!fits(again.expect, mutated(other, again.document, again.rules_year))) missing.notices.push_back(other);
      }
    } catch (const Fault&) {
      return false;
    }
    if (std::find(missing.notices.begin(), missing.notices.end(), number) == missing.notices.end()) return false;
    std::erase_if(left_, [&](std::size_t one) {
      return std::find(missing.notices.begin(), missing.notices.end(), one) != missing.notices.end();
    });
    names_.insert(missing.one.name);
    found_.push_back(std::move(missing));
    return true;
  }

  std::string name_of(const std::string& what) const {
    std::string name = text::shorten(what, 60);
    const auto taken = [&](const std::string& text) {
      if (names_.contains(text)) return true;
      for (const CaseFile& file : subject_.cases) {
        if (std::any_of(file.cases.begin(), file.cases.end(), [&](const Case& one) { return one.name == text; }))
          return true;
      }
      return false;
    };
    for (int i = 2; taken(name); ++i) name = fmt::format("{}（{}）", text::shorten(what, 60), i);
    return name;
  }

  const MissingCases& all_;
  const RuleSubject& subject_;
  std::vector<std::size_t> left_;
  std::unique_ptr<RuleBook> book_;
  std::map<std::size_t, std::unique_ptr<RuleBook>> books_;
  CaseDefaults defaults_;
  std::set<std::string> names_;
  std::size_t evaluations_ = 0;
  std::vector<MissingCase> found_;
};

std::vector<MissingCase> MissingCases::find(const RuleSubject& subject,
                                            const std::vector<std::size_t>& survivors) const {
  return Search(*this, subject, survivors).run();
}

std::vector<std::pair<const RuleSubject*, std::vector<std::size_t>>> survivors_by_subject(const Mutation& mutation) {
  std::vector<std::pair<const RuleSubject*, std::vector<std::size_t>>> list;
  for (const RuleSubject& subject : mutation.subjects()) {
    const std::set<std::string> parameters = parameters_below(mutation.chain(), subject.file->source);
    std::vector<std::size_t> own;
    for (std::size_t i = 0; i < mutation.results().size(); ++i) {
      const MutantResult& result = mutation.results()[i];
      if (!result.survives()) continue;
      if (result.mutant.file != nullptr ? result.rule == subject.id : parameters.contains(result.mutant.parameter))
        own.push_back(i);
    }
    if (!own.empty()) list.emplace_back(&subject, std::move(own));
  }
  // Those that read the fewest parameters know them best.
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  return list;
}

std::filesystem::path case_path(const RuleSubject& subject) {
  std::filesystem::path path = subject.cases.empty() ? subject.file->path : subject.cases.front().path;
  if (subject.cases.empty()) path.replace_extension(".cases.toml");
  return path;
}

}  // namespace gouji
