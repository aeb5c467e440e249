// What is written aside, in hidden files and folders that bear the number of the process: what a gouji that was killed
// left can be told from what is in use, and goes away when the next one writes there.
#pragma once

#include <filesystem>

namespace gouji::files {

// A name in the folder that nothing has yet, short whatever the target is called. The first call for a folder sweeps.
std::filesystem::path aside_in(const std::filesystem::path& folder);
// Likewise, for the old folder while a new one takes its name: it holds the old one under its name.
std::filesystem::path aside_for_old(const std::filesystem::path& folder);

// While the descriptor is open, what it belongs to is in use, for processes of other containers and machines too.
void mark_in_use(int descriptor);

// Removes what processes that are gone left in the folder; an old folder whose name is free gets it back.
void sweep(const std::filesystem::path& folder);

// Where a file is written: behind links, so that a link stays one.
std::filesystem::path behind_links(const std::filesystem::path& path);

}  // namespace gouji::files
