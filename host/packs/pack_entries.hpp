// What may lie in a pack's folder: packs come from other people, and what is read has to be theirs.
#pragma once

#include <filesystem>
#include <string>

namespace gouji {

// Throws pack.link where a script, a TOML or a CSV file, or a folder, is a link that leads out of the pack or to a
// folder (`files::list` follows none, its scripts would silently be no rules), and pack.not_a_file where a pipe, a
// device, a folder or a broken link has the name of such a file. Hidden entries are not looked at. `shown` names the
// pack in messages ("rules/guizhou").
void refuse_strange_entries(const std::filesystem::path& folder, const std::string& shown);

}  // namespace gouji
