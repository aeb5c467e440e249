// The cases beside a rule (<rule>.cases.toml): small documents written as people write forms, and what the rule must
// say about them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "model/document.hpp"
#include "packs/rule.hpp"

namespace gouji {

inline constexpr std::string_view kCasesEnding = ".cases.toml";

// What one finding (or the one score) must have; only the given keys count.
struct Expected {
  std::map<std::string, std::string> values;  // by key; booleans as "true" and "false"; outcomes as codes
  Location at = {};
};

struct Expectation {
  std::string word;  // "pass", "not_applicable", or the outcome that every finding must have; else empty
  std::vector<Expected> findings;
};

// What must come of a whole document, out of all rules of a pack.
struct WholeCase {
  std::vector<Document> documents;
  std::vector<Expected> findings, absent, scores;  // absent: none that is found may fit one of these
  bool more = false;                               // others than `findings` may be found as well
  std::vector<std::string> only;  // ids of rules, or what these begin with: nothing else counts; empty: all
};

struct Case {
  std::string name;
  Location at;
  std::size_t number = 0;  // of its [[case]] in the file, from 0: one with rows (`each`) gives several
  std::vector<std::string> tags, clauses;
  bool todo = false;
  int rules_year = 0;                             // 0: the document's year
  std::map<std::string, std::string> parameters;  // by name, other values than the pack's, as for --set
  Document document;
  std::vector<Document> others;  // other disclosures, for rules over several
  Expectation expect;
  std::shared_ptr<const WholeCase> whole;  // of a pack or a kit; document and expect are then empty
  std::shared_ptr<Fault> broken;           // this case could not be read; the others run
};

// `pack` and `kit`: whole documents under all rules of a pack; those of a kit are for any pack.
enum class CaseAbout : std::uint8_t { rule, scoring, layout, pack, kit };
inline bool is_whole(CaseAbout about) { return about == CaseAbout::pack || about == CaseAbout::kit; }

// The others, as EvaluateOptions wants them.
std::vector<const Document*> companions_of(const Case& one);

struct CaseFile {
  std::filesystem::path path;
  std::string shown;
  std::string subject;  // the id of the rule, scoring, pack or kit
  bool scoring = false;
  std::vector<Case> cases;
};

// What the cases of a file take for granted where they do not say it.
struct CaseDefaults {
  const On* on = nullptr;  // of the rule; nullptr when the rule could not be loaded
  std::string province;
  std::filesystem::path within = {};  // `file` of a case must lie below it; empty: the folder of the case file
};

// The outcomes that a case may expect: "pass", "finding", …
const std::vector<std::string>& case_outcomes();

// What a case need not say.
struct UsualCase {
  int year = 0;
  std::string unit, money_unit, kind, table, scope, form;
};
UsualCase usual_case(const CaseDefaults& defaults);

// The id that the file is about, without reading its cases. Faults of TomlFile.
struct CaseSubject {
  std::string id;
  CaseAbout about = CaseAbout::rule;
};
CaseSubject read_case_subject(const std::filesystem::path& path, const std::string& shown);

// Faults of TomlFile for the file as a whole; a single case that is wrong is kept as broken.
CaseFile read_cases(const std::filesystem::path& path, const std::string& shown, const CaseDefaults& defaults);
// The same of what stands in no file.
CaseFile read_cases_text(const std::string& content, const std::string& shown, const CaseDefaults& defaults);

}  // namespace gouji
