// A file that grows aside and takes its place as a whole, for what is too large to be held in memory.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace gouji::files {

class Replacement {
 public:
  // Fault "file.unwritable" here and below.
  explicit Replacement(const std::filesystem::path& path);
  ~Replacement();  // what was not put in place is gone
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  void append(std::string_view bytes);  // what fails is told by put_in_place: half a file is never put there
  void each_block(const std::function<void(std::string_view)>& take) const;  // of what it holds so far
  void put_in_place();

 private:
  std::filesystem::path path_, aside_;
  bool stream_ = false;  // a device or a pipe, which is written into
  int descriptor_ = -1;
  int error_ = 0;  // of the first write that failed
};

}  // namespace gouji::files
