#include "base/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <thread>
#include <utility>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji::files {
namespace {

constexpr std::chrono::milliseconds kPause{20};
constexpr std::size_t kMostHeld = 256;

// A lock belongs to an opened folder, which a forked process shares: it would hold the lock of a gouji that was killed
// for as long as it lives. So it closes what it got.
std::array<std::atomic<int>, kMostHeld> held{};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void close_in_child() {
  for (std::atomic<int>& one : held) {
    if (const int number = one.exchange(0); number > 0) ::close(number);
  }
}

void note_held(int descriptor) {
  static const bool registered = ::pthread_atfork(nullptr, nullptr, close_in_child) == 0;
  static_cast<void>(registered);
  for (std::atomic<int>& one : held) {
    int free = 0;
    if (one.compare_exchange_strong(free, descriptor)) return;
  }
}

void release(int descriptor) {
  if (descriptor < 0) return;
  for (std::atomic<int>& one : held) {
    int same = descriptor;
    if (one.compare_exchange_strong(same, 0)) break;
  }
  ::close(descriptor);
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder, std::chrono::milliseconds patience,
                       const std::function<void()>& on_wait) {
  descriptor_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ < 0) return;  // what fails is told by the write
  note_held(descriptor_);
  bool waits = false;
  const auto end = std::chrono::steady_clock::now() + patience;
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return;
    if (!std::exchange(waits, true) && on_wait) on_wait();
    if (std::chrono::steady_clock::now() >= end) {
      release(descriptor_);
      const std::string named = text::visible(folder.string());
      throw std::move(Fault("file.locked", fmt::format("另一个 gouji 正在写“{}”里的文件", named),
                            fmt::format("another gouji is writing files in {}", named))
                          .hint("等它结束再运行；这一次什么也没有写", "wait until it ends; nothing was written"));
    }
    std::this_thread::sleep_for(kPause);
  }
}

FolderLock::~FolderLock() { release(descriptor_); }

}  // namespace gouji::files
