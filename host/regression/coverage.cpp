#include "regression/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "packs/script_pieces.hpp"
#include "regression/quantum.hpp"

namespace gouji {
namespace {

constexpr std::uint64_t kStepsOfMarks = 6;  // a marked script takes so many times the steps at most

// Libraries that these texts reach, by name.
std::set<std::string> reached_libraries(const PackChain& chain, std::vector<const std::string*> open) {
  std::set<std::string> names;
  while (!open.empty()) {
    const std::string& text = *open.back();
    open.pop_back();
    for (const std::string& name : libraries_in(text)) {
      if (!names.insert(name).second) continue;
      for (const auto& layer : chain.layers) {
        const auto file = layer->libraries.find(name);
        if (file != layer->libraries.end()) open.push_back(&file->second.source);
      }
    }
  }
  return names;
}

}  // namespace

bool CoveredRule::covered() const {
  return outcomes.at(static_cast<std::size_t>(Outcome::pass)) > 0 ||
         outcomes.at(static_cast<std::size_t>(Outcome::finding)) > 0;
}

std::map<int, int> CoveredFile::lines() const {
  std::map<int, int> lines;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].condition) continue;
    const auto [place, fresh] = lines.emplace(points[i].line, hits[i]);
    if (!fresh) place->second = std::max(place->second, hits[i]);
  }
  return lines;
}

std::string Share::percent() const {
  const std::size_t tenths = of == 0 ? 1000 : covered * 1000 / of;
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

Share PackCoverage::rule_share() const {
  return {rules.size(), static_cast<std::size_t>(
                            std::count_if(rules.begin(), rules.end(), [](const auto& one) { return one.covered(); }))};
}

Share PackCoverage::line_share() const {
  Share share;
  for (const CoveredFile& file : files) {
    for (const auto& [line, hits] : file.lines()) ++share.of, share.covered += hits > 0 ? 1 : 0;
  }
  return share;
}

Share PackCoverage::branch_share() const {
  Share share;
  for (const CoveredFile& file : files) {
    for (std::size_t i = 0; i < file.points.size(); ++i) {
      if (!file.points[i].condition) continue;
      share.of += 2;
      share.covered += (file.hits[i] > 0 ? 1U : 0U) + (file.misses[i] > 0 ? 1U : 0U);
    }
  }
  return share;
}

Share PackCoverage::boundary_share() const {
  Share share;
  for (const CoveredThreshold& one : thresholds) {
    share.of += 3;
    share.covered +=
        static_cast<std::size_t>(one.below) + static_cast<std::size_t>(one.equal) + static_cast<std::size_t>(one.above);
  }
  return share;
}

Share PackCoverage::figure_share() const {
  Share share;
  for (const CoveredFigures& one : figures) share.of += one.printed, share.covered += one.read;
  return share;
}

Share PackCoverage::script_share() const {
  const Share lines = line_share(), branches = branch_share();
  return {lines.of + branches.of, lines.covered + branches.covered};
}

Coverage::Coverage(const std::shared_ptr<const PackChain>& chain, const Verbs& verbs, script::Syntax& syntax,
                   script::Limits limits, const std::function<bool(const std::string&)>& wanted)
    : chain_(chain), verbs_(verbs), syntax_(syntax), wanted_(wanted) {
  done_.id = chain->top().id;
  done_.shown = chain->top().shown;
  limits.steps *= kStepsOfMarks;
  instrument_all();
  book_ = std::make_unique<RuleBook>(chain_, verbs_.catalogue, syntax_, limits, true);
  subjects_ = rule_subjects(*book_, wanted_);
  const auto add = [&](const std::string& id, const std::string& title, const std::string& file, int line) {
    const bool known =
        std::any_of(subjects_.begin(), subjects_.end(), [&](const RuleSubject& one) { return one.id == id; });
    if (!known) return;
    rules_.emplace(id, done_.rules.size());
    done_.rules.push_back({id, title, file, line, 0, {}});
  };
  for (const Rule& rule : book_->rules()) add(rule.id, rule.title, rule.file, rule.line);
  for (const Scoring& scoring : book_->scorings()) add(scoring.id, scoring.title, scoring.file, scoring.line);
  collect_thresholds();
}

Coverage::~Coverage() = default;

void Coverage::instrument_all() {
  auto marked = std::make_shared<PackChain>(*chain_);
  auto top = std::make_shared<Pack>(chain_->top());
  const auto mark = [&](ScriptFile& file) {
    InstrumentedScript script = instrumented(file.source, syntax_, static_cast<std::uint32_t>(marks_.size()));
    const std::size_t count = script.points.size();
    for (std::size_t i = 0; i < count; ++i) {
      marks_.resize(marks_.size() + (script.points[i].condition ? 2 : 1), {done_.files.size(), i});
    }
    done_.files.push_back({file.shown, file.path, file.source, std::move(script.points), std::vector<int>(count),
                           std::vector<int>(count)});
    file.source = std::move(script.source);
  };
  for (ScriptFile& file : top->rules) mark(file);
  for (ScriptFile& file : top->scorings) mark(file);
  std::vector<const std::string*> texts;
  for (const auto* files : {&chain_->top().rules, &chain_->top().scorings}) {
    for (const ScriptFile& file : *files) texts.push_back(&file.source);
  }
  const std::set<std::string> reached = reached_libraries(*chain_, texts);
  for (auto& [name, file] : top->libraries) {
    if (reached.contains(name)) mark(file);
  }
  marked->layers.back() = std::move(top);
  chain_ = std::move(marked);
}

const std::vector<BrokenRule>& Coverage::broken() const { return book_->broken(); }

void Coverage::run_cases() {
  done_.aside = cases_aside(chain_->top());
  for (const RuleSubject& subject : subjects_) {
    const auto place = rules_.find(subject.id);
    for (const CaseFile& file : subject.cases) {
      for (const Case& one : file.cases) {
        DocumentResult result;
        case_holds(*book_, verbs_, subject, one, true, &result);
        ++done_.runs;
        if (place != rules_.end()) ++done_.rules[place->second].cases;
        add(result);
      }
    }
  }
}

void Coverage::run_document(const Document& document) {
  EvaluateOptions options;
  options.trace = true;
  options.wanted = wanted_;
  const DocumentResult result = evaluate(document, *book_, verbs_, options);
  done_.over_data = true;
  ++done_.runs;
  add(result);
  add_figures(document, result);
}

void Coverage::add(const DocumentResult& result) {
  for (const EvaluationTrace& trace : result.traces) {
    if (const auto rule = rules_.find(trace.rule); rule != rules_.end()) {
      auto& outcomes = done_.rules[rule->second].outcomes;
      for (const Outcome outcome : trace.outcomes) ++outcomes.at(static_cast<std::size_t>(outcome));
      // A score has no outcome: it came out.
      if (trace.outcomes.empty()) ++outcomes.at(static_cast<std::size_t>(Outcome::pass));
    }
    for (const std::uint32_t mark : trace.marks) {
      const auto& [file, point] = marks_.at(mark);
      CoveredFile& covered = done_.files[file];
      ++(covered.points[point].mark == mark ? covered.hits : covered.misses)[point];
    }
    for (const ThresholdUse& use : trace.thresholds) add_threshold(use);
    for (const BandUse& use : trace.bands) add_band(use);
  }
}

void Coverage::collect_thresholds() {
  for (const auto& [name, parameter] : chain_->parameters.all()) {
    std::string title;
    for (const ParameterEntry& entry : parameter.entries) {
      if (!entry.title.empty()) title = entry.title;
    }
    for (const ParameterEntry& entry : parameter.entries) {
      if (entry.pack != chain_->top().id) continue;
      for (const PrintedNumber& number : printed_numbers(entry)) {
        ends_[name].push_back({number.value, number.quantum, done_.thresholds.size()});
        const std::string shown =
            entry.unit.empty() || number.text.ends_with('%') ? number.text : number.text + " " + entry.unit;
        done_.thresholds.push_back({name, title, shown, entry.at});
      }
    }
  }
}

// `end` is what the parameter would have to be for the figures to meet it: below the value means that they stand below.
void Coverage::add_threshold(const ThresholdUse& use) {
  const auto known = ends_.find(use.parameter);
  if (known == ends_.end()) return;
  for (const End& end : known->second) {
    if (end.value != use.value) continue;
    CoveredThreshold& threshold = done_.thresholds[end.threshold];
    threshold.compared = true;
    if (!use.straight) threshold.blurred = true;
    for (const Exact& point : use.ends) {
      const Exact gap = point - end.value;
      if (gap.is_zero()) threshold.equal = true;
      if (gap.abs() > end.quantum) continue;
      if (gap.sign() < 0) threshold.below = true;
      if (gap.sign() > 0) threshold.above = true;
    }
  }
}

void Coverage::add_band(const BandUse& use) {
  const auto known = ends_.find(use.parameter);
  if (known == ends_.end()) return;
  for (const End& end : known->second) {
    CoveredThreshold& threshold = done_.thresholds[end.threshold];
    threshold.compared = true;
    const Exact gap = use.value - end.value;
    if (gap.is_zero()) threshold.equal = true;
    if (gap.abs() > end.quantum) continue;
    if (gap.sign() < 0) threshold.below = true;
    if (gap.sign() > 0) threshold.above = true;
  }
}

void Coverage::add_figures(const Document& document, const DocumentResult& result) {
  std::set<const Cell*> read;
  for (const EvaluationTrace& trace : result.traces) read.insert(trace.cells.begin(), trace.cells.end());
  const auto see = [&](const std::string& place, const Cell& cell, const std::string& row) {
    if (!cell.has_figure()) return;
    CoveredFigures& figures = figures_[place];
    figures.place = place;
    ++figures.printed;
    if (read.contains(&cell))
      ++figures.read;
    else if (figures.example.empty())
      figures.example = fmt::format("{}：{} {}", document.id, row, cell.printed);
  };
  const auto record = [&](const std::string& of, const Record& one) {
    const auto fields = fields_of(one.kind);
    for (std::size_t i = 0; i < fields.size(); ++i)
      see(fmt::format("{} · {}", of, fields[i].chinese), one.cells[i], row_name(one));
  };
  for (const Table& table : document.tables) {
    for (const TableRow& row : table.rows) {
      const std::string name = row.label.value_or(row.code.value_or(""));
      for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i)
        see(fmt::format("{} · {}", table.name, table.columns[i]), row.cells[i], name);
    }
  }
  for (const Evaluation& form : document.evaluations) {
    record("自评表", form.head);
    for (const Record& one : form.funds) record("自评表资金", one);
    for (const Record& one : form.indicators) record("自评表指标", one);
  }
  for (const Record& one : document.claims) record("文字说明", one);
  for (const Record& one : document.mentions) record("文字说到的工作量", one);
}

// What none of the wanted rules has to do with is not told of.
void Coverage::drop_other_files() {
  std::vector<const std::string*> texts;
  std::set<std::string> shown;
  for (const RuleSubject& subject : subjects_) {
    texts.push_back(&subject.file->source);
    shown.insert(subject.file->shown);
  }
  for (const std::string& name : reached_libraries(*chain_, texts)) {
    const auto file = chain_->top().libraries.find(name);
    if (file != chain_->top().libraries.end()) shown.insert(file->second.shown);
  }
  std::erase_if(done_.files, [&](const CoveredFile& file) { return !shown.contains(file.shown); });
}

PackCoverage Coverage::finish() {
  drop_other_files();
  // Numbers that nothing compares with a figure (points, counts of a list) are no thresholds.
  std::erase_if(done_.thresholds, [](const CoveredThreshold& one) { return !one.compared; });
  for (auto& [place, figures] : figures_) done_.figures.push_back(std::move(figures));
  std::stable_sort(done_.figures.begin(), done_.figures.end(),
                   [](const auto& a, const auto& b) { return a.printed - a.read > b.printed - b.read; });
  return std::move(done_);
}

}  // namespace gouji
