// All lints over one pack. Nothing is run on documents, nothing is written.
#pragma once

#include <memory>
#include <vector>

#include "lint/lints.hpp"
#include "packs/rule_book.hpp"

namespace gouji::lint {

// `others` are the packs of the workbench: those built on this one count as readers of its parameters and libraries.
// Faults of loading (book.broken()) are not repeated here.
std::vector<Fault> lint_pack(const PackChain& chain, const RuleBook* book, const script::Catalogue& catalogue,
                             script::Syntax& syntax, const std::vector<std::shared_ptr<const PackChain>>& others);

// The line of each fault that points into a file of the pack and shows none yet.
void add_excerpts(const Pack& pack, std::vector<Fault>& faults);

}  // namespace gouji::lint
