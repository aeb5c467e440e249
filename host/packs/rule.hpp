// A rule as its header states it: closed keys, checked when loaded, readable without running anything.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/location.hpp"
#include "model/result.hpp"
#include "model/years.hpp"
#include "packs/pack.hpp"
#include "script/plain.hpp"

namespace gouji {

// What a rule looks at, one at a time.
enum class SubjectKind : std::uint8_t { document, table, evaluation, fund, indicator, claim, documents };

// Which other documents a rule over several documents takes beside each one.
enum class Partners : std::uint8_t {
  none,
  previous_year,  // the same unit's, of the same kind, one year before
  units,          // of the same kind and year, of units whose department is this one's unit
};

struct On {
  SubjectKind subject = SubjectKind::document;
  std::string filter;                  // evaluation, fund, indicator: project | department | * ; table: its name
  std::vector<std::string> tables;     // names and aliases
  std::vector<std::string> documents;  // kinds by code; empty: all
  Partners partners = Partners::none;  // of SubjectKind::documents
};

// The few parts of a document that a rule over several documents keeps of each: rows and columns of a table by name,
// or figures of the narrative.
struct Collect {
  std::vector<std::string> tables;   // names and aliases
  std::vector<std::string> rows;     // by label or code; empty: all
  std::vector<std::string> columns;  // empty: all
  std::vector<std::string> claims;   // words that their subject holds; "*": all
};

struct Deduction {
  std::string group;
  script::Plain deduct;  // points, or a parameter's name
};

struct Rule {
  std::string id, title, basis, kind, remedy, note;
  Severity severity = Severity::error;
  On on;
  int from_year = 0, to_year = kOpenYear;
  std::vector<std::string> suppresses;  // rules whose findings on the same subject this one's finding explains
  std::optional<Deduction> score;
  std::vector<std::string> tags;
  std::vector<Collect> collect;  // of SubjectKind::documents
  script::FunctionRef run;
  std::string pack;  // the layer that owns the text
  std::string file;
  int line = 0;
  EnglishText english;
};

// A pack's scoring of a form: how 测算得分 is built up (rules/<pack>/scoring/*.lua).
struct Scoring {
  std::string id, title, basis;
  On on;
  int from_year = 0, to_year = kOpenYear;
  script::FunctionRef run;
  std::string pack, file;
  int line = 0;
};

// Reads the table given to rule { … } or scoring { … }; Faults name the key, the nearest key and the line.
Rule read_rule(const script::Plain& header, const Pack& owner, const Location& at);
Scoring read_scoring(const script::Plain& header, const Pack& owner, const Location& at);

// What both have, for telling of a scoring as of a rule: without kind, run and English.
Rule as_rule(const Scoring& scoring);

}  // namespace gouji
