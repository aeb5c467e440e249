// Gathers what the handbook tells: every rule of the packs, run on the samples and on its cases.
#pragma once

#include <filesystem>
#include <vector>

#include "app/pack_choice.hpp"
#include "app/session.hpp"
#include "report/handbook/handbook.hpp"

namespace gouji::app {

// The packs chosen and all that they build on. Problems (a dataset, a rule that cannot be loaded) are told at once and
// written into the book; the rest goes on.
report::Handbook gather_handbook(Session& session, const PackChoice& packs,
                                 const std::vector<std::filesystem::path>& datasets);

}  // namespace gouji::app
