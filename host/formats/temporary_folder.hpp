// A folder of our own for what a tool reads and writes; it goes away with all that is in it.
#pragma once

#include <filesystem>
#include <string_view>

namespace gouji {

class TemporaryFolder {
 public:
  TemporaryFolder();  // Fault import.tool_failed where none can be made
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // A file of that name with these bytes. Fault file.unwritable.
  std::filesystem::path put(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
  int in_use_ = -1;
};

}  // namespace gouji
