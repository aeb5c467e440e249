// What the mutation of rule packs came to, as text and JSON (gouji.mutation.v1).
#pragma once

#include <string>
#include <vector>

#include "base/fault.hpp"
#include "regression/cases_aside.hpp"
#include "regression/mutation.hpp"

namespace gouji::report {

struct WrittenCase {
  std::string file, name, rule;
  std::vector<std::size_t> mutants;  // of the pack, which it notices
};

struct MutatedPack {
  std::string id, shown;
  int cases = 0, failing = 0;
  CasesAside aside;
  std::vector<MutantResult> results;  // those that count
  std::vector<WrittenCase> written;
};

struct MutationCount {
  int mutants = 0, noticed = 0;
  // Of a hundred, one decimal, cut off: 89.97 is not 90.
  std::string score() const;
  bool reaches(int percent) const { return noticed * 100 >= percent * mutants; }
};
MutationCount count_of(const MutatedPack& pack);

// "没有用例会发现“a < b”改成“a <= b”"
std::string survivor_text(const MutantResult& result, Language language);
std::string kind_of_mutant(MutantKind kind, Language language);

std::string mutation_as_text(const std::vector<MutatedPack>& packs, Language language, bool every_mutant);
std::string mutation_as_json(const std::vector<MutatedPack>& packs, Language language);

}  // namespace gouji::report
