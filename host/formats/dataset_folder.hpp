// A disclosure as a folder for people: disclosure.toml and CSV files that Excel and WPS open. No loss: what is written
// is read back the same, and what a spreadsheet dropped on the way is put back where the column says so.
#pragma once

#include <filesystem>

#include "model/document.hpp"

namespace gouji {

// Faults: "dataset.missing", "dataset.no_manifest", "dataset.bad_path", "dataset.unlisted_file",
// "dataset.unknown_form", and those of read_manifest, read_csv and dataset_cells; each with file, line, excerpt and
// mend.
Document read_dataset(const std::filesystem::path& folder);

// Replaces the folder as a whole, or leaves it as it was. Files in it that are not of the dataset are kept.
// Faults: "dataset.not_a_dataset" (the folder holds other things), "file.unwritable".
void write_dataset(const Document& document, const std::filesystem::path& folder);

bool is_dataset(const std::filesystem::path& folder);

}  // namespace gouji
