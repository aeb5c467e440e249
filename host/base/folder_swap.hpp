// A folder that takes the place of another as a whole: what is written aside reaches the disk, then both names change
// hands. Whatever stops the program, the old folder is there or the new one.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace gouji::files {

// "file.unwritable" of a folder that is replaced as a whole or not at all.
Fault folder_unwritable(const std::filesystem::path& path, const std::string& reason);

// A folder or file opened with the flags of open(2), closed at the end. `number` is below zero where that failed.
class Opened {
 public:
  Opened(const std::filesystem::path& path, int flags);
  ~Opened();
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

// A new file in a folder that nobody sees yet; `told` is what messages call it. Fault "file.unwritable".
void write_new(const std::filesystem::path& path, std::string_view bytes, const std::filesystem::path& told);

// All files and folders below, and the folder itself, to the disk. Fault "file.unwritable", which names `told`.
void sync_tree(const std::filesystem::path& folder, const std::filesystem::path& told);
void sync_folder(const std::filesystem::path& folder);
// Everything on the file system: for many small files several times quicker than one after the other.
void sync_file_system(const std::filesystem::path& folder);

// `aside` gets the name of `target`. `there`: the target is a folder, whose contents are at `aside` afterwards, or
// gone.
void exchange(const std::filesystem::path& aside, const std::filesystem::path& target, bool there);

// Writes `files` (relative name → bytes) aside and puts them where `target` is. `there` as above.
void put_folder(const std::filesystem::path& target, const std::map<std::string, std::string>& files, bool there);

}  // namespace gouji::files
