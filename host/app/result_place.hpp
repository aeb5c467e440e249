// Where results may be written: never over a file that they were made of.
#pragma once

#include <filesystem>

namespace gouji::app {

// Fault "output.in_dataset" where the folder of the file is a dataset (holds disclosure.toml).
void need_result_place(const std::filesystem::path& file);

// A receipt is a .json file and replaces nothing but a receipt (or a device, such as /dev/null). Faults
// "receipt.not_json", "receipt.other_file", and those of need_result_place and of reading.
void need_receipt_place(const std::filesystem::path& file);

}  // namespace gouji::app
