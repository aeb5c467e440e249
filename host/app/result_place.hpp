// Where results may be written: never over a file that they were made of.
#pragma once

#include <filesystem>
#include <string_view>

#include "app/session.hpp"
#include "app/verb.hpp"

namespace gouji::app {

// Fault "output.in_dataset" where the folder of the file is a dataset (holds disclosure.toml).
void need_result_place(const std::filesystem::path& file);

// A receipt is a .json file and replaces nothing but a receipt (or a device, such as /dev/null). Faults
// "receipt.not_json", "receipt.other_file", and those of need_result_place and of reading.
void need_receipt_place(const std::filesystem::path& file);

// Before a call begins: the files that it is told to write, where they are there, are none that it reads, nor any of the
// workbench. Faults "output.is_input", "output.in_dataset", "output.in_workbench".
void need_outputs_apart(Session& session, std::string_view verb, const Arguments& arguments);

}  // namespace gouji::app
