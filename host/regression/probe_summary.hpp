// What the faults that were put into documents came to: by kind, by table, and where a pack is blind.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "regression/probe.hpp"

namespace gouji {

struct ProbeCount {
  int faults = 0, noticed = 0, rounding = 0;
  std::array<int, kSeverities> severities{};  // of those noticed: the worst that was told
  ProbeCount& operator+=(const ProbeCount& other);
  void add(const ProbeOutcome& outcome);
  // Faults that a rule could have noticed.
  int tellable() const { return faults - rounding; }
  // Of a hundred of these, cut off at one decimal; empty where there are none.
  std::string rate() const;
  bool reaches(int percent) const { return noticed * 100 >= percent * tellable(); }
};

using CountByKind = std::array<ProbeCount, kFaultKinds>;
ProbeCount total_of(const CountByKind& kinds);

// A table by its name, or a part of the forms; all documents together.
struct ProbedTable {
  FigurePart part = FigurePart::table;
  std::string name;  // of a table
  int figures = 0, read = 0, equated = 0;
  // Of these, figures that carry a check: all of a table in which some figure stands in an equation, a column of the
  // funds likewise, and of indicators, where each row is a matter of its own, the figures that stand in one themselves.
  // The narrative is no table: much of it stands nowhere else.
  int checked = 0;
  CountByKind kinds, checked_kinds;
};

// A figure some fault of which nobody noticed.
struct BlindFigure {
  std::string document;  // its id
  FigureSpot spot;
  Blindness blindness = Blindness::none;  // of the first fault that was missed
  std::vector<FaultKind> kinds;           // that were missed
  std::string to;                         // what the first was printed as
  std::vector<std::string> rules;         // that read it
};

// A figure whose faults were smaller than rounding leaves open.
struct RoundedFigure {
  std::string document;
  FigureSpot spot;
  std::vector<FaultKind> kinds;
  std::string to, slack;  // of the first
};

struct ProbedPack {
  std::string id, shown;
  int documents = 0, figures = 0, accused = 0;
  std::vector<ProbedTable> tables;     // in the order of the documents
  std::vector<BlindFigure> blind;      // likewise
  std::vector<RoundedFigure> rounded;  // likewise
  // Of figures that carry a check only, or of all.
  CountByKind kinds(bool checked_only) const;
  // What a pack is measured by: its rate where a check is carried.
  ProbeCount measure() const { return total_of(kinds(true)); }
};

// Adds a document up; `outcomes` go with the faults of the probe, and may be fewer where a process was lost.
void add_probe(ProbedPack& pack, const Probe& probe, const std::map<std::size_t, ProbeOutcome>& outcomes);

}  // namespace gouji
