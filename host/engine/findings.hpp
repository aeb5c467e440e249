// What a rule's results become: findings with their place, words in two languages, fingerprints and points.
// Each add_… appends to the result of the run and takes the parameters that were read since the last.
#pragma once

#include <string>

#include "engine/check.hpp"
#include "engine/evaluation_run.hpp"
#include "engine/subjects.hpp"
#include "script/missing.hpp"
#include "script/state.hpp"

namespace gouji::findings {

// Stands for one rule on one subject, across years.
std::string subject_key(const EvaluationRun& run, const std::string& rule, const SubjectView& subject);
Finding of_check(const EvaluationRun& run, const Rule& rule, const SubjectView& subject, const CheckResult& check);

void add_check(EvaluationRun& run, const Rule& rule, const SubjectView& subject, const CheckResult& check);
void add_missing(EvaluationRun& run, const Rule& rule, const SubjectView& subject, const script::MissingValue& missing);
void add_missing(EvaluationRun& run, const Rule& rule, const SubjectView& subject, const script::MissingPart& missing);
void add_ambiguous(EvaluationRun& run, const Rule& rule, const SubjectView& subject);
// The year is missing once, however many subjects a rule has.
void add_missing_year(EvaluationRun& run, const Rule& rule, std::size_t subjects);
void add_fault(EvaluationRun& run, const Rule& rule, const SubjectView& subject, const Fault& fault,
               script::Limit limit);

}  // namespace gouji::findings
