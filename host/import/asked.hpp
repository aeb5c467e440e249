// What layouts ask of a source again and again: their words made ready once for all sources, and what was found by them
// in this one. Each of a dozen layouts asks whether it knows the source, mostly by the same words.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "import/claim_spec.hpp"
#include "import/flow_figures.hpp"
#include "import/flow_heads.hpp"
#include "import/form_words.hpp"
#include "import/grid_form.hpp"
#include "import/spec_shelf.hpp"
#include "import/statement_lexicon.hpp"

namespace gouji::intake {

// For as long as the layouts are loaded.
struct Shelves {
  SpecShelf<FormWords> forms;
  SpecShelf<HeadSpec> heads;
  SpecShelf<FlowSpec> flows;
  SpecShelf<FigureSpec> figures;
  SpecShelf<StatementLexicon> statements;
  SpecShelf<ClaimSpec> claims;
};

// For one source.
struct Asked {
  std::map<std::tuple<std::shared_ptr<const FormWords>, int, int>, std::vector<ReadForm>> forms;  // from, to
  std::map<std::shared_ptr<const HeadSpec>, std::vector<FlowHead>> heads;
  std::unordered_set<std::string> patterns;
  std::unordered_map<std::string, int> first_lines;  // by the pattern that they match; 0: none does
  std::map<std::tuple<std::string, int, int>, std::vector<int>> matching_lines;  // by pattern, from, to
};

}  // namespace gouji::intake
