// The files that a dataset folder holds.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/document.hpp"

namespace gouji {

// Name and bytes of each, in the order of writing.
std::vector<std::pair<std::string, std::string>> dataset_files(const Document& document);

}  // namespace gouji
