// The lines of a file that begin between two places of it: several readers share a file without knowing of each other,
// and each line is somebody's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace gouji {

class FileLines {
 public:
  // Reads into `buffer`, which keeps its room, with `padding` bytes behind. Faults as files::read.
  FileLines(const std::filesystem::path& file, std::uint64_t from, std::uint64_t to, std::string& buffer,
            std::size_t padding);

  // Within the buffer: the first line, and one past the last, which may lack its end.
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }
  // Of the buffer's first byte in the file.
  std::uint64_t offset() const { return offset_; }
  // Behind them begins one that is longer than a record may be (data_limits); it is left out.
  bool too_long() const { return too_long_; }

 private:
  std::size_t begin_ = 0, end_ = 0;
  std::uint64_t offset_ = 0;
  bool too_long_ = false;
};

}  // namespace gouji
