// A folder that one program writes at a time: advisory, gone with the program that held it, and it leaves no file.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>

namespace gouji::files {

class FolderLock {
 public:
  // Waits for whoever holds it. Fault "file.locked" once `patience` is over. Where the file system has no locks, there
  // is none: what is written must be compared with what was read all the same.
  // `on_wait` is called once when somebody else holds it. Processes that are forked do not hold it.
  explicit FolderLock(const std::filesystem::path& folder, std::chrono::milliseconds patience,
                      const std::function<void()>& on_wait = {});
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace gouji::files
