#include "base/replacement.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/aside.hpp"
#include "base/fault.hpp"
#include "base/files.hpp"

namespace gouji::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = std::size_t{64} << 10U;

}  // namespace

Replacement::Replacement(const fs::path& path) : path_(behind_links(path)), stream_(is_stream(path)) {
  const fs::path folder = stream_                   ? fs::temp_directory_path()
                          : path_.has_parent_path() ? path_.parent_path()
                                                    : fs::path(".");
  aside_ = aside_in(folder);
  descriptor_ = ::open(aside_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor_ < 0) throw unwritable(path_, errno);
  mark_in_use(descriptor_);
  struct stat old {};
  if (!stream_ && ::stat(path_.c_str(), &old) == 0 && S_ISREG(old.st_mode) &&
      ::fchmod(descriptor_, old.st_mode & 07777U) != 0)
    error_ = errno;
}

Replacement::~Replacement() {
  if (descriptor_ >= 0) ::close(descriptor_);
  std::error_code ignored;
  if (!aside_.empty()) fs::remove(aside_, ignored);
}

void Replacement::append(std::string_view bytes) {
  while (!bytes.empty() && error_ == 0) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      error_ = errno;
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Replacement::each_block(const std::function<void(std::string_view)>& take) const {
  if (error_ != 0) throw unwritable(path_, error_);
  std::array<char, kBlock> block{};
  for (off_t at = 0;;) {
    const ssize_t got = ::pread(descriptor_, block.data(), block.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw unwritable(path_, errno);
    if (got == 0) return;
    take(std::string_view(block.data(), static_cast<std::size_t>(got)));
    at += got;
  }
}

void Replacement::put_in_place() {
  if (error_ != 0) throw unwritable(path_, error_);
  if (stream_) {  // opened once: its reader takes the end of a block for the end
    std::string all;
    each_block([&](std::string_view block) { all += block; });
    return write_stream(path_, all);
  }
  if (::fsync(descriptor_) != 0) throw unwritable(path_, errno);
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0 || ::rename(aside_.c_str(), path_.c_str()) != 0) throw unwritable(path_, errno);
  aside_.clear();
  const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;
  const int synced = ::fsync(directory);
  const int error = errno;
  ::close(directory);
  if (synced != 0 && error != EINVAL && error != ENOTSUP) throw unwritable(path_, error);
}

}  // namespace gouji::files
