#include "base/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji::files {
namespace {

constexpr std::chrono::milliseconds kPause{20};

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder, std::chrono::milliseconds patience) {
  descriptor_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ < 0) return;  // what fails is told by the write
  const auto end = std::chrono::steady_clock::now() + patience;
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return;
    if (std::chrono::steady_clock::now() >= end) {
      ::close(descriptor_);
      const std::string named = text::visible(folder.string());
      throw std::move(Fault("file.locked", fmt::format("另一个 gouji 正在写“{}”里的文件", named),
                            fmt::format("another gouji is writing files in {}", named))
                          .hint("等它结束再运行；这一次什么也没有写", "wait until it ends; nothing was written"));
    }
    std::this_thread::sleep_for(kPause);
  }
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace gouji::files
