// Where an editor finds its help: <rules>/types/ for all packs, and a .luarc.json in the workbench and in each new
// pack.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/workbench.hpp"
#include "packs/pack.hpp"

namespace gouji::app {

inline constexpr const char* kEditorSettings = ".luarc.json";

// Of a pack's folder, so that the folder can be opened on its own. `base` may be nullptr.
std::string editor_settings(const std::filesystem::path& folder, const PackChain* base, const Workbench& workbench);

// Writes them anew and gives their names; .luarc.json of the workbench only where there is none.
std::vector<std::string> write_editor_files(const Workbench& workbench);

}  // namespace gouji::app
