// What `gouji new` writes: files made from the starters of a pack (data of the packs, folder starters/), put in place
// together or not at all. Nothing that is there is overwritten.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/pack_choice.hpp"

namespace gouji::app {

// Path below the pack's folder and contents.
using NewFiles = std::vector<std::pair<std::string, std::string>>;

// Starters "<kind>.<name>.<ending>.txt" of the chain, the nearest pack's first: by ending (lua, cases.toml), with
// %WORD% filled in. Fault "new.no_starter" when no pack has one, "new.unknown_starter" with the nearest name.
std::map<std::string, std::string> filled_starter(const PackChain& chain, const std::string& kind,
                                                  const std::string& name,
                                                  const std::map<std::string, std::string>& words);

// Into a folder that is there, each file new: Fault "new.exists". What was written before a failure is taken away.
void add_files(const std::filesystem::path& folder, const NewFiles& files);

// A folder of its own, made aside and put in place as a whole: Fault "new.exists", "file.unwritable".
void make_folder(const std::filesystem::path& folder, const NewFiles& files);

// "new.bad_name" unless it is a small letter, then small letters, digits and _; dots too where `dots`.
void check_name(const std::string& name, bool dots);

}  // namespace gouji::app
