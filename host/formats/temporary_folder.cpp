#include "formats/temporary_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "base/aside.hpp"
#include "base/fault.hpp"
#include "base/files.hpp"

namespace gouji {
namespace {

constexpr int kTries = 100;

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const std::filesystem::path root = std::filesystem::temp_directory_path(error);
  for (int tries = 0; tries < kTries; ++tries) {  // somebody else's folder may bear the name
    path_ = files::aside_in(error ? std::filesystem::path("/tmp") : root);
    if (::mkdir(path_.c_str(), S_IRWXU) == 0) break;
    const int reason = errno;
    path_.clear();
    if (reason != EEXIST) break;
    errno = reason;
  }
  if (path_.empty()) {
    throw std::move(Fault("import.tool_failed", fmt::format("不能建立临时文件夹：{}", std::strerror(errno)),
                          fmt::format("no temporary folder could be made: {}", std::strerror(errno)))
                        .hint("请核对 TMPDIR、磁盘空间和权限", "check TMPDIR, disk space and permissions"));
  }
  in_use_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  files::mark_in_use(in_use_);
}

TemporaryFolder::~TemporaryFolder() {
  if (in_use_ >= 0) ::close(in_use_);
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::put(std::string_view name, std::string_view bytes) const {
  const std::filesystem::path path = path_ / name;
  files::write(path, bytes);
  return path;
}

}  // namespace gouji
