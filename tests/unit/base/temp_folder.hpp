// A folder that goes away, and the text of a Fault: what most tests need.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "base/files.hpp"

namespace gouji::test {

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "gouji-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline void put(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string get(const std::filesystem::path& path) { return files::read(path); }

// The text of the Fault that `act` throws, in both languages; empty when it throws none.
template <class Act>
std::string fault_of(Act&& act) {
  try {
    act();
  } catch (const Fault& fault) {
    return fault.text(Language::chinese) + "\n----\n" + fault.text(Language::english);
  }
  return {};
}

}  // namespace gouji::test
