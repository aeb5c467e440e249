#include "packs/pack_files.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/files.hpp"

namespace gouji {

std::map<std::string, std::string> pack_files(const std::filesystem::path& folder) {
  std::map<std::string, std::string> found;
  for (const std::filesystem::path& path : files::list(folder, {".lua", ".toml", ".csv"}))
    found.emplace(files::shown(path, folder), sha256_hex(files::read(path)));
  return found;
}

std::string digest_of_files(const std::map<std::string, std::string>& files) {
  std::string all;
  for (const auto& [name, digest] : files) all += fmt::format("{}:{}\n", name, digest);
  return sha256_hex(all);
}

}  // namespace gouji
