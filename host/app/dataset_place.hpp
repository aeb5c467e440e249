// Where a dataset lies below a datasets folder: <province>/<name of the dataset>.
#pragma once

#include <filesystem>

#include "model/document.hpp"

namespace gouji::app {

std::filesystem::path dataset_place(const std::filesystem::path& root, const Document& document);

}  // namespace gouji::app
