#include "base/aside.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/folder_swap.hpp"

namespace gouji::files {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAsideOpens = ".gouji-", kAsideEnds = ".tmp", kOldEnds = ".old";
constexpr auto kLongAgo = std::chrono::hours(1);

fs::path numbered(const fs::path& folder, std::string_view ending) {
  static std::atomic<unsigned> counter{0};
  return folder / fmt::format("{}{}-{}{}", kAsideOpens, ::getpid(), ++counter, ending);
}

// .gouji-PID-N.tmp: the number of the process; 0 for any other name.
int process_of(std::string_view name) {
  if (!name.starts_with(kAsideOpens) || (!name.ends_with(kAsideEnds) && !name.ends_with(kOldEnds))) return 0;
  int pid = 0;
  const char* const number = name.data() + kAsideOpens.size();
  const auto [end, wrong] = std::from_chars(number, name.data() + name.size(), pid);
  return wrong == std::errc() && *end == '-' && pid > 0 ? pid : 0;
}

// A process that has ended but whose parent has not asked for it yet is gone too: its number alone is left.
bool is_gone(int pid) {
  if (::kill(pid, 0) != 0) return errno == ESRCH;
  std::ifstream file(fmt::format("/proc/{}/stat", pid));
  std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::size_t name_ends = text.rfind(')');  // "12 (name) Z …"
  return name_ends != std::string::npos && text.size() > name_ends + 2 && text[name_ends + 2] == 'Z';
}

// Of a process that is gone: nobody holds its lock any more. Where the file system has no locks, one that is old.
bool is_left_behind(const fs::path& aside, int pid) {
  std::error_code error;
  const auto written = fs::last_write_time(aside, error);
  const bool old = !error && fs::file_time_type::clock::now() - written > kLongAgo;
  const bool gone = is_gone(pid);
  const Opened opened(aside, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if (opened.number() < 0) return false;
  if (::flock(opened.number(), LOCK_EX | LOCK_NB) == 0) return gone || old;
  return errno != EWOULDBLOCK && gone && old;
}

// Killed between two renames: the old folder gets its name again.
void give_back(const fs::path& folder, const fs::path& kept) {
  std::error_code error;
  for (const fs::directory_entry& old : fs::directory_iterator(kept, error)) {
    const fs::path name = folder / old.path().filename();
    if (!fs::exists(fs::symlink_status(name, error))) fs::rename(old.path(), name, error);
  }
}

}  // namespace

fs::path aside_in(const fs::path& folder) {
  static std::mutex mutex;
  static std::set<fs::path> swept;
  {
    const std::lock_guard<std::mutex> guard(mutex);
    if (swept.insert(folder).second) sweep(folder);
  }
  return numbered(folder, kAsideEnds);
}

fs::path aside_for_old(const fs::path& folder) { return numbered(folder, kOldEnds); }

void mark_in_use(int descriptor) {
  // Where there are no locks, the number of the process alone tells others.
  if (descriptor >= 0) static_cast<void>(::flock(descriptor, LOCK_EX | LOCK_NB));
}

void sweep(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> left;
  for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const int pid = process_of(entry->path().filename().native());
    if (pid > 0 && is_left_behind(entry->path(), pid)) left.push_back(entry->path());
  }
  for (const fs::path& path : left) {
    if (path.native().ends_with(kOldEnds)) give_back(folder, path);
    fs::remove_all(path, error);
  }
}

fs::path behind_links(const fs::path& path) {
  std::error_code unresolved;
  if (!fs::is_symlink(path, unresolved)) return path;
  fs::path behind = fs::weakly_canonical(path, unresolved);
  return unresolved || behind.empty() ? path : behind;
}

}  // namespace gouji::files
