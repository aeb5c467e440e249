// What-if: what other values, other years' rules or other packs would do, as bytes. Everything in it is a trial, and
// every line says so.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "regression/number_parameter.hpp"
#include "regression/pack_difference.hpp"
#include "regression/result_change.hpp"
#include "regression/score_table.hpp"
#include "regression/threshold_curve.hpp"
#include "report/report.hpp"

namespace gouji {

// How a value was changed, in words.
struct TriedSetting {
  std::string name, title, before, after;
};

// The values nearest to one at which anything else comes out.
struct NearestChanges {
  NumberParameter parameter;
  Exact value;  // they are nearest to
  std::optional<ThresholdCurve::Next> below, above;
  bool exact = true;
};

// Old against new. The records must outlive it.
struct WhatIfChange {
  std::vector<TriedSetting> settings;
  int rules_year = 0;
  const ResultRecord* before = nullptr;
  const ResultRecord* after = nullptr;
  ResultChange change;
  ScoreTable scores;
  std::vector<NearestChanges> nearest;  // of what changes nothing
};

struct WhatIfCurve {
  NumberParameter parameter;
  const ThresholdCurve* curve = nullptr;
  int present = 0;                        // findings with the values as they stand
  int faults = 0;                         // rules that broke off with them
  std::vector<std::string> rules;         // that read the parameter
  bool scores = false;                    // scores rest on it too
  std::optional<NearestChanges> nearest;  // none where the value is not one
};

struct WhatIfSweep {
  NumberParameter parameter;
  std::vector<std::pair<Exact, TrialCount>> rows;
  int faults() const;  // rules that broke off, of all rows
};

// One pair of packs. `wanted`: from the first to the second.
struct PackPair {
  std::string first, second;
  RecordDistance distance;
  PackDifference difference;
  std::map<std::string, std::size_t> by_rule;  // results that differ, of each rule with any
  std::size_t left_out = 0;            // of them those of rules that parameters cannot make equal: of one pack only, of
                                       // another severity, or of another text with other results
  std::vector<TriedSetting> settings;  // the fewest that bring the first to the second, as far as they do
  std::optional<std::size_t> rest;     // results that still differ then; none: it was not tried
};

struct WhatIfPacks {
  std::vector<std::string> packs;
  std::vector<std::size_t> findings;  // of each
  std::vector<int> faults;            // of each: rules that broke off
  std::size_t documents = 0, scores = 0;
  std::vector<PackPair> pairs;
};

// Formats text, json, csv and xlsx.
std::string render(const WhatIfChange& change, Format format, const ReportOptions& options);
std::string render(const WhatIfCurve& curve, Format format, const ReportOptions& options);
std::string render(const WhatIfSweep& sweep, Format format, const ReportOptions& options);
std::string render(const WhatIfPacks& packs, Format format, const ReportOptions& options);

}  // namespace gouji
