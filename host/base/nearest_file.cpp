#include "base/nearest_file.hpp"

#include <algorithm>
#include <vector>

#include "base/nearest.hpp"

namespace gouji {

std::string nearest_file(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::vector<std::string> beside;
  std::error_code error;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    beside.push_back(entry->path().filename().string());
  }
  std::sort(beside.begin(), beside.end());
  return nearest(path.filename().string(), beside);
}

}  // namespace gouji
