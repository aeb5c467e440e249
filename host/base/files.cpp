#include "base/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/aside.hpp"
#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji::files {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  bool valid() const { return number_ >= 0; }
  int close() {
    const int status = ::close(number_);
    number_ = -1;
    return status;
  }

 private:
  int number_;
};

// A name may hold line ends and worse.
std::string named(const fs::path& path) { return text::visible(path.string()); }

void write_all(int descriptor, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      throw unwritable(path, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Fault unreadable(const fs::path& path, int error) {
  if (error == ENOENT || error == ENOTDIR) {
    return std::move(Fault("file.missing", fmt::format("找不到文件或文件夹“{}”", named(path)),
                           fmt::format("no such file or folder: {}", named(path)))
                         .hint("请核对路径和文件名", "check the path and the name"));
  }
  return std::move(Fault("file.unreadable", fmt::format("无法读取“{}”：{}", named(path), std::strerror(error)),
                         fmt::format("cannot read {}: {}", named(path), std::strerror(error)))
                       .hint("请核对文件和上级文件夹的读取权限，以及磁盘、网络盘是否正常",
                             "check the permissions of the file and its folders, and the disk or network drive"));
}

Fault unwritable(const fs::path& path, int error) {
  return std::move(
      Fault("file.unwritable", fmt::format("无法写入“{}”：{}", named(path), std::strerror(error)),
            fmt::format("cannot write {}: {}", named(path), std::strerror(error)))
          .hint("原文件未改动；请检查磁盘空间和权限", "the old file is untouched; check space and permissions"));
}

std::string read(const fs::path& path, std::size_t most_bytes) {
  // O_NONBLOCK: a FIFO in place of a file must not hang the open.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.valid()) throw unreadable(path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw unreadable(path, errno);
  if (!S_ISREG(status.st_mode)) {
    throw std::move(Fault("file.not_regular", fmt::format("“{}”不是普通文件", named(path)),
                          fmt::format("not a regular file: {}", named(path)))
                        .hint("它是文件夹、管道或设备；请给出文件", "it is a folder, a pipe or a device; give a file"));
  }
  if (static_cast<std::size_t>(status.st_size) > most_bytes) {
    throw std::move(
        Fault("file.too_large", fmt::format("“{}”有 {} 字节，超过上限 {}", named(path), status.st_size, most_bytes),
              fmt::format("{} has {} bytes, more than the limit of {}", named(path), status.st_size, most_bytes))
            .hint("请核对是不是要的文件；过大的请分开", "check that it is the file you want; split a large one"));
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw unreadable(path, errno);
    }
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  struct stat after {};
  if (::fstat(file.get(), &after) != 0) throw unreadable(path, errno);
  if (filled != static_cast<std::size_t>(after.st_size) || after.st_mtim.tv_sec != status.st_mtim.tv_sec ||
      after.st_mtim.tv_nsec != status.st_mtim.tv_nsec) {
    throw std::move(Fault("file.changed", fmt::format("“{}”在读的时候变了，可能还在下载或保存", named(path)),
                          fmt::format("{} changed while it was read; it may still be downloading", named(path)))
                        .hint("等它写完后再运行", "wait until it is written, and run again"));
  }
  return bytes;
}

bool is_stream(const fs::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 &&
         (S_ISCHR(status.st_mode) || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISBLK(status.st_mode));
}

void write_stream(const fs::path& path, std::string_view bytes) {
  // O_NONBLOCK: a FIFO that nobody reads must not hang the open.
  Descriptor stream(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!stream.valid()) throw unwritable(path, errno);
  ::fcntl(stream.get(), F_SETFL, 0);  // NOLINT(cppcoreguidelines-pro-type-vararg): the call is made so
  write_all(stream.get(), bytes, path);
  if (stream.close() != 0) throw unwritable(path, errno);
}

void write(const fs::path& asked, std::string_view bytes) {
  if (is_stream(asked)) return write_stream(asked, bytes);
  const fs::path path = behind_links(asked);
  struct stat old {};
  const bool replaces = ::stat(path.c_str(), &old) == 0 && S_ISREG(old.st_mode);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const fs::path aside = aside_in(folder);
  try {
    Descriptor file(::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!file.valid()) throw unwritable(path, errno);
    mark_in_use(file.get());
    write_all(file.get(), bytes, path);
    if (replaces && ::fchmod(file.get(), old.st_mode & 07777U) != 0) throw unwritable(path, errno);
    if (::fsync(file.get()) != 0 || file.close() != 0) throw unwritable(path, errno);
    if (::rename(aside.c_str(), path.c_str()) != 0) throw unwritable(path, errno);
  } catch (...) {
    std::error_code ignored;
    fs::remove(aside, ignored);
    throw;
  }
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.valid()) ::fsync(directory.get());
}

std::vector<fs::path> list(const fs::path& folder, const std::vector<std::string>& endings) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  if (error) throw unreadable(folder, error.value());
  for (auto entry = begin(entries); entry != end(entries); entry.increment(error)) {
    if (error) throw unreadable(folder, error.value());
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.')) {
      if (entry->is_directory(error)) entry.disable_recursion_pending();
      continue;
    }
    if (!entry->is_regular_file(error)) continue;
    if (std::any_of(endings.begin(), endings.end(),
                    [&](const std::string& ending) { return name.ends_with(ending); })) {
      found.push_back(entry->path());
    }
  }
  std::sort(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return found;
}

std::string shown(const fs::path& path, const fs::path& base) {
  if (base.empty()) return path.generic_string();
  std::error_code error;
  const fs::path relative = fs::relative(path, base, error);
  if (error || relative.empty() || *relative.begin() == "..") return path.generic_string();
  return relative.generic_string();
}

}  // namespace gouji::files
