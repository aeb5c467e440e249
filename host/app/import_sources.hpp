// Which files an import reads: those that were named, and all below the folders that were named.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/fault.hpp"

namespace gouji::app {

struct SourceFile {
  std::string path;  // as it was named, or found below what was named
  std::string real;  // absolute, without links
};

struct ImportSources {
  std::vector<SourceFile> files;       // in the order of their names, folder by folder; each once
  std::map<std::string, int> skipped;  // files of folders in formats that are not read, by their endings
};

// Below folders are left out: hidden files and office programs' lock files, formats that are not read, `output`, and
// datasets. Problems, which stop nothing: import.symlink (links are not followed out of what was named), and
// file.missing, file.not_regular, file.unreadable, import.empty_folder.
ImportSources find_sources(const std::vector<std::string>& named, const std::filesystem::path& output,
                           const std::function<void(const Fault&)>& on_problem);

}  // namespace gouji::app
