// A receipt of a run, and the run that a receipt tells of.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/run_request.hpp"
#include "app/session.hpp"
#include "regression/receipt.hpp"

namespace gouji::app {

// `file`: where the receipt is going to lie. The result must hold its documents (RunRequest::keep_documents). Faults
// "receipt.pack_changed" (a pack's files are no longer those that ran), and those of files.
Receipt receipt_of(Session& session, const RunRequest& request, const RunResult& result,
                   const std::filesystem::path& file);

// The same run again: its packs, data and options. `elsewhere`: data, packs or folders of packs that stand in for those
// of the receipt. Faults "receipt.no_data", "receipt.no_pack", "receipt.other_pack".
RunRequest request_of(Session& session, const Receipt& receipt, const std::filesystem::path& file,
                      const std::vector<std::string>& elsewhere);

// As the receipt calls them: names of pack folders and decisions files, which depend on where the program is called.
void call_as_then(RunResult& result, const Receipt& then, const Receipt& now);

// SHA-256 of what gouji run -f json writes of it.
std::string result_digest(const RunResult& result, int rules_year);

}  // namespace gouji::app
