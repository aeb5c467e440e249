#include "formats/temporary_folder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/fault.hpp"
#include "base/files.hpp"

namespace gouji {

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const std::filesystem::path root = std::filesystem::temp_directory_path(error);
  std::string name = ((error ? std::filesystem::path("/tmp") : root) / "gouji-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::move(Fault("import.tool_failed", fmt::format("不能建立临时文件夹：{}", std::strerror(errno)),
                          fmt::format("no temporary folder could be made: {}", std::strerror(errno)))
                        .hint("请核对 TMPDIR、磁盘空间和权限", "check TMPDIR, disk space and permissions"));
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::put(std::string_view name, std::string_view bytes) const {
  const std::filesystem::path path = path_ / name;
  files::write(path, bytes);
  return path;
}

}  // namespace gouji
