#include "base/folder_swap.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/aside.hpp"

namespace gouji::files {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kExchange = 2;  // RENAME_EXCHANGE: both names exist at every moment

void sync(const fs::path& path, int flags, const fs::path& told) {
  const Opened opened(path, flags);
  if (opened.number() >= 0 && ::fsync(opened.number()) == 0) return;
  if (errno != EINVAL && errno != ENOTSUP)
    throw folder_unwritable(told, std::strerror(errno));  // else: nothing to sync there
}

}  // namespace

Fault folder_unwritable(const fs::path& path, const std::string& reason) {
  return std::move(
      Fault("file.unwritable", fmt::format("无法写入“{}”：{}", path.string(), reason),
            fmt::format("cannot write {}: {}", path.string(), reason))
          .hint("原文件夹未改动；请检查磁盘空间和权限", "the old folder is untouched; check space and permissions"));
}

Opened::Opened(const fs::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC)) {}
Opened::~Opened() {
  if (number_ >= 0) ::close(number_);  // written and synced before, or only read
}

// The disk may begin at once; who waits for it does so later.
void write_new(const fs::path& path, std::string_view bytes, const fs::path& told) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  bool good = descriptor >= 0;
  while (good && !bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    good = written >= 0;
    if (good) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  int error = good ? 0 : errno;
  if (descriptor >= 0 && ::close(descriptor) != 0 && error == 0) error = errno;
  if (error != 0) throw folder_unwritable(told, std::strerror(error));
}

void sync_folder(const fs::path& folder) { sync(folder, O_RDONLY | O_DIRECTORY, folder); }

void sync_tree(const fs::path& folder, const fs::path& told) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::file_status status = entry.symlink_status();
    if (fs::is_regular_file(status)) sync(entry.path(), O_RDONLY | O_NOFOLLOW, told);
    if (fs::is_directory(status)) sync(entry.path(), O_RDONLY | O_DIRECTORY, told);
  }
  sync(folder, O_RDONLY | O_DIRECTORY, told);
}

void sync_file_system(const fs::path& folder) {
  const Opened opened(folder, O_RDONLY | O_DIRECTORY);
  if (opened.number() < 0 || ::syncfs(opened.number()) != 0) throw folder_unwritable(folder, std::strerror(errno));
}

void exchange(const fs::path& aside, const fs::path& target, bool there) {
  if (!there) {
    if (::rename(aside.c_str(), target.c_str()) == 0) return;
    // Another gouji was quicker by a moment: it is replaced like any that was there.
    if (errno != ENOTEMPTY && errno != EEXIST) throw folder_unwritable(target, std::strerror(errno));
  }
  if (::syscall(SYS_renameat2, AT_FDCWD, aside.c_str(), AT_FDCWD, target.c_str(), kExchange) == 0) return;
  if (errno != EINVAL && errno != ENOSYS) throw folder_unwritable(target, std::strerror(errno));
  // A file system that cannot exchange: for a moment only the hidden name of the old folder exists.
  const fs::path kept = aside_for_old(target.has_parent_path() ? target.parent_path() : fs::path("."));
  const fs::path old = kept / target.filename();
  if (::mkdir(kept.c_str(), 0777) != 0 || ::rename(target.c_str(), old.c_str()) != 0)
    throw folder_unwritable(target, std::strerror(errno));
  std::error_code ignored;
  if (::rename(aside.c_str(), target.c_str()) == 0) {
    fs::remove_all(kept, ignored);
    return;
  }
  const std::string reason = std::strerror(errno);
  if (::rename(old.c_str(), target.c_str()) == 0) {
    fs::remove(kept, ignored);
    throw folder_unwritable(target, reason);
  }
  throw std::move(Fault("file.unwritable", fmt::format("无法写入“{}”：{}", target.string(), reason),
                        fmt::format("cannot write {}: {}", target.string(), reason))
                      .hint(fmt::format("原文件夹现在是“{}”，请改回原名", old.string()),
                            fmt::format("the old folder is now {}; give it its name again", old.string())));
}

void put_folder(const fs::path& target, const std::map<std::string, std::string>& files, bool there) {
  const fs::path parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
  std::error_code error;
  fs::create_directories(parent, error);
  if (error) throw folder_unwritable(target, error.message());
  const fs::path aside = aside_in(parent);
  struct Gone {  // the old folder, or what was not put in place
    const fs::path& path;
    ~Gone() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  } const gone{aside};
  if (!fs::create_directory(aside, error)) throw folder_unwritable(target, error ? error.message() : "already there");
  const Opened in_use(aside, O_RDONLY | O_DIRECTORY);
  mark_in_use(in_use.number());
  for (const auto& [name, bytes] : files) {
    fs::create_directories((aside / name).parent_path(), error);
    if (error) throw folder_unwritable(target / name, error.message());
    write_new(aside / name, bytes, target / name);
  }
  sync_file_system(aside);
  exchange(aside, target, there);
  sync_folder(parent);
}

}  // namespace gouji::files
