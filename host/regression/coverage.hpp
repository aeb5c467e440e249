// What of a rule pack runs, by its cases or over documents: rules and how they end, lines and conditions of scripts,
// thresholds tried just below, at and just above, and figures that no rule reads.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/evaluate.hpp"
#include "regression/cases_aside.hpp"
#include "regression/instrument.hpp"
#include "regression/rule_subject.hpp"

namespace gouji {

struct CoveredRule {
  std::string id, title, file;
  int line = 0;
  int cases = 0;  // that were run; 0 over documents
  std::array<int, kOutcomes> outcomes{};
  bool covered() const;  // it checked something: pass or a finding
};

struct CoveredFile {
  std::string shown;
  std::filesystem::path path;
  std::string source;
  std::vector<CoveragePoint> points;
  std::vector<int> hits;             // of each point; of a condition the times it held …
  std::vector<int> misses;           // … and did not
  std::map<int, int> lines() const;  // statement lines → times run
};

// A threshold: a number of a parameter, or an end of its brackets.
struct CoveredThreshold {
  std::string parameter, title, value;  // as written, with its unit
  Location at;
  bool below = false, equal = false, above = false;  // tried within one of the last printed digit
  bool compared = false;                             // with a figure, however far away
  bool blurred = false;                              // some comparison does not tell how far
  bool complete() const { return below && equal && above; }
};

struct CoveredFigures {
  std::string place;  // "收入支出决算总表 · 预算数", "自评表 资金 · 执行率"
  std::size_t printed = 0, read = 0;
  std::string example;  // of one that no rule read
};

struct Share {
  std::size_t of = 0, covered = 0;
  // Of a hundred, cut off at one decimal.
  std::string percent() const;
  bool reaches(int wanted) const { return covered * 100 >= static_cast<std::size_t>(wanted) * of; }
};

struct PackCoverage {
  std::string id, shown;
  bool over_data = false;
  int runs = 0;      // cases or documents
  CasesAside aside;  // over cases: what was not run
  std::vector<CoveredRule> rules;
  std::vector<CoveredFile> files;
  std::vector<CoveredThreshold> thresholds;
  std::vector<CoveredFigures> figures;  // over documents only
  Share rule_share() const;
  Share line_share() const;
  Share branch_share() const;    // each condition counts twice: held, did not hold
  Share boundary_share() const;  // each threshold counts three times
  Share figure_share() const;
  Share script_share() const;  // lines and branches together: what --threshold asks for
};

class Coverage {
 public:
  // Faults of making a RuleBook.
  Coverage(const std::shared_ptr<const PackChain>& chain, const Verbs& verbs, script::Syntax& syntax,
           script::Limits limits, const std::function<bool(const std::string&)>& wanted);
  ~Coverage();
  Coverage(const Coverage&) = delete;
  Coverage& operator=(const Coverage&) = delete;

  void run_cases();
  void run_document(const Document& document);
  PackCoverage finish();
  // Rules that cannot be loaded: nothing is said of them.
  const std::vector<BrokenRule>& broken() const;

 private:
  struct Place;
  void instrument_all();
  void add(const DocumentResult& result);
  void add_threshold(const ThresholdUse& use);
  void add_band(const BandUse& use);
  void add_figures(const Document& document, const DocumentResult& result);
  void collect_thresholds();
  void drop_other_files();

  std::shared_ptr<const PackChain> chain_;
  const Verbs& verbs_;
  script::Syntax& syntax_;
  std::function<bool(const std::string&)> wanted_;
  std::unique_ptr<RuleBook> book_;
  std::vector<RuleSubject> subjects_;
  PackCoverage done_;
  std::map<std::string, std::size_t> rules_;                // id → place in done_.rules
  std::vector<std::pair<std::size_t, std::size_t>> marks_;  // by mark: file, point
  struct End {
    Exact value, quantum;
    std::size_t threshold = 0;  // place in done_.thresholds
  };
  std::map<std::string, std::vector<End>> ends_;  // by parameter
  std::map<std::string, CoveredFigures> figures_;
};

}  // namespace gouji
