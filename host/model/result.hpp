// What an evaluation says: outcomes, findings and scores (product contract gouji.result.v1).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cell.hpp"
#include "model/decision.hpp"

namespace gouji {

enum class Outcome : std::uint8_t { pass, finding, undetermined, not_applicable, cannot_evaluate, waived, fault };
inline constexpr std::size_t kOutcomes = 7;
enum class Severity : std::uint8_t { error, warning, verify, note };
inline constexpr std::size_t kSeverities = 4;

std::string_view code_of(Outcome outcome);     // "cannot_evaluate"
std::string_view chinese_of(Outcome outcome);  // "缺数无法审核"
std::string_view code_of(Severity severity);
std::string_view chinese_of(Severity severity);
std::optional<Severity> severity_from(std::string_view code_or_chinese);

struct Operand {
  std::string name;
  std::string printed;
  std::string value;
  Place at;
  std::string document;  // its id, where it is another than the finding's
};

// A place in another document that a finding rests on; `name` says whose it is: 2019年·年末结转和结余·金额.
struct Related {
  std::string document, file, name, printed;
  Place at;
};

struct ScriptPlace {
  std::string file;
  int line = 0;
  std::string limit;    // which limit was crossed; empty for an ordinary error of the script
  std::string excerpt;  // the line, with a caret where the column is known: for people
};

// What a finding costs, where its rule's header says so (score = { group, deduct }).
struct Deducted {
  std::string group, points;
};

// A parameter as a rule used it: its value for the year, and where that value comes from.
struct ParameterUse {
  std::string name, value, unit, basis, file;
  int line = 0;
  std::string chain;  // every layer that sets it, lowest first, as readable text
};

// A slip that would have printed just the figures of a broken identity.
struct Cause {
  std::string kind;                 // missing, doubled, scale, …: as the pack's parameters name it
  std::string text, text_english;   // what happened
  std::string row, column, figure;  // the cell to be mended, and the figure that makes the identity hold
  Place at;
  std::string chance;                // how often figures without any slip would fit as well: "0.0003"
  std::vector<std::string> lines;    // other columns (or rows) of the table that the same slip explains
  std::vector<std::string> repairs;  // fingerprints of other findings that the figure would mend too
  int breaks = 0;                    // identities that hold as printed and would hold no longer
};

struct Finding {
  std::string fingerprint, key;
  std::string rule, title, pack;
  Outcome outcome = Outcome::finding;
  Severity severity = Severity::error;
  std::string kind;       // 基本平衡, 逻辑性, 核实性, 规范性
  std::string case_name;  // which of the rule's messages; empty for the plain one
  std::string document;
  std::optional<std::string> evaluation, evaluation_number, table, row, column;
  std::string file;  // source file of the place
  Place at;
  std::string printed, expected, difference;
  std::vector<Operand> operands;
  std::string title_english, remedy_english;
  std::string message, message_english, formula, formula_figures, basis, remedy;
  std::vector<std::string> parameters;  // names of the parameters that it rests on
  std::vector<ParameterUse> parameter_uses;
  bool doubtful = false;  // rests on a figure that was read with doubt
  std::optional<Deducted> deducted;
  std::optional<ScriptPlace> script;
  std::string cause, cause_english;  // the likely one, in words; empty where none can be told from the others
  std::vector<Cause> causes;         // all that fit, the likeliest first
  std::string unit;                  // who published the document
  int year = 0;                      // its fiscal year; 0: not known
  std::string subject;               // rule, unit and subject without row and column: what the rule ran on
  std::optional<Handling> handling;  // what people decided
  std::vector<Related> related;      // places in other documents
};

struct ScoreLine {
  std::string item, weight, printed, recomputed, formula;
  std::string group;    // which part of the score it belongs to; empty: none
  bool judged = false;  // only a person can judge it: the printed score is kept (未重算)
};

struct Score {
  std::string fingerprint, key, document, pack, unit;
  std::optional<std::string> evaluation, evaluation_number;
  std::string printed, recomputed, low, high, difference, grade;
  bool grade_could_flip = false;
  std::optional<std::string> reviewed;
  std::string why;  // no score can be given
  std::vector<ScoreLine> lines;
  std::vector<ParameterUse> parameter_uses;
};

struct PackUsed {
  std::string id, revision, digest;
};

struct Summary {
  int documents = 0, rules = 0, checks = 0;
  std::array<int, kOutcomes> outcomes{};
  std::array<int, kSeverities> severities{};
};

// A file of decisions that a run found, and what it did to the findings.
struct DecisionsUsed {
  std::string file, unit;
  int handled = 0;  // findings that people said something of
  int waived = 0;   // of these: accepted, no finding any more
};

// How a rule ended on the subjects of one document.
struct RuleOutcomes {
  std::string rule;
  std::array<int, kOutcomes> outcomes{};
};

// A document that was checked, where the caller asked to know.
struct DocumentUsed {
  std::string document, unit, kind;
  int year = 0;
  std::string digest;
  std::vector<std::string> packs;                          // that ran on it
  std::vector<RuleOutcomes> by_rule;                       // by rule, where something but not_applicable came of it
  std::string folder;                                      // what its dataset stands in
  std::vector<std::string> checked, explained_away, rows;  // sorted, where asked for (engine/evaluate.hpp)
};

struct RunResult {
  std::vector<PackUsed> packs;
  std::string data_digest;
  Summary summary;
  std::vector<Score> scores;
  std::vector<Finding> findings;
  std::vector<DocumentUsed> documents;   // where asked for
  std::vector<DecisionsUsed> decisions;  // by file; only those that changed or marked a finding
};

// product: 0 clean or below `fail_level`, 2 warnings, 3 errors, 1 any fault; 1 goes before 3 before 2.
enum class FailLevel : std::uint8_t { error, warning, never };
int exit_status(const Summary& summary, FailLevel fail_level);

}  // namespace gouji
