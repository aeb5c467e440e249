// A folder of pages that is written as a whole, and only over what the same verb wrote there before.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace gouji::app {

// `files` by relative name; a list of them with their digests (gouji-doc.txt) goes with them, by which the folder is
// known the next time. Fault "doc.other_files" where the folder is there and holds anything that is not on its list or
// is not as it was written, or is the root; "file.unreadable", "file.unwritable".
void write_site(const std::filesystem::path& folder, std::map<std::string, std::string> files);

}  // namespace gouji::app
