#include "base/confinement.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/system_call_filter.hpp"

namespace gouji {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;  // maps terabytes, and reads its own maps to tell what it found
#else
constexpr bool kSanitized = false;
#endif

// As the kernel has them; the headers of the system may be older than it.
struct RulesetAttributes {
  std::uint64_t files = 0, network = 0, scopes = 0;
};
struct __attribute__((packed)) BeneathAttributes {
  std::uint64_t allowed = 0;
  std::int32_t folder = -1;
};

constexpr std::uint64_t kExecute = 1U << 0U, kReadFile = 1U << 2U, kReadFolder = 1U << 3U;
constexpr std::uint64_t kOfFiles = 1U << 0U | 1U << 1U | 1U << 2U | 1U << 14U | 1U << 15U;  // what a file can have

constexpr long kCreateRuleset = 444, kAddRule = 445, kRestrictSelf = 446;  // the same on all processors
constexpr std::uint32_t kAskVersion = 1;
constexpr int kBeneath = 1;

// Rights that this version knows.
std::uint64_t file_rights(int version) {
  const unsigned bits = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
  return (std::uint64_t{1} << bits) - 1;
}

int landlock_version() {
  const long version = ::syscall(kCreateRuleset, nullptr, 0, kAskVersion);  // NOLINT: no other way
  return version > 0 ? static_cast<int>(version) : 0;
}

void allow(int ruleset, const std::filesystem::path& path, std::uint64_t rights) {
  const int place = ::open(path.c_str(), O_PATH | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  if (place < 0) return;                                       // it is not there: nothing to be read
  struct stat status {};
  BeneathAttributes beneath{rights, place};
  if (::fstat(place, &status) == 0 && !S_ISDIR(status.st_mode)) beneath.allowed &= kOfFiles;
  ::syscall(kAddRule, ruleset, kBeneath, &beneath, 0);  // NOLINT
  ::close(place);
}

// Where programs and what they need stand.
constexpr std::array<const char*, 12> kSystem{"/usr", "/bin", "/sbin", "/lib", "/lib32",   "/lib64",
                                              "/etc", "/opt", "/proc", "/sys", "/var/lib", "/var/cache"};

bool shut_files(const Confinement& wanted, int version) {
  if (version == 0) return false;
  RulesetAttributes attributes{file_rights(version), version >= 4 ? 3U : 0U, version >= 6 ? 3U : 0U};
  const std::size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  const auto ruleset = static_cast<int>(::syscall(kCreateRuleset, &attributes, size, 0));  // NOLINT
  if (ruleset < 0) return false;
  for (const auto& path : wanted.readable) allow(ruleset, path, kReadFile | kReadFolder);
  for (const auto& path : wanted.listable) allow(ruleset, path, kReadFolder);
  if (wanted.verb) {
    allow(ruleset, "/", kReadFile | kReadFolder | (wanted.programs ? kExecute : 0));
    allow(ruleset, "/dev", file_rights(version) & ~kExecute);
    for (const auto& path : wanted.writable) allow(ruleset, path, file_rights(version) & ~kExecute);
  } else if (wanted.programs) {
    for (const char* path : kSystem) allow(ruleset, path, kReadFile | kReadFolder | kExecute);
    const char* folders = std::getenv("PATH");  // where programs are looked for
    for (std::string_view rest = folders == nullptr ? "" : folders; !rest.empty();) {
      const std::string_view folder = rest.substr(0, rest.find(':'));
      rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
      if (folder.starts_with('/')) allow(ruleset, folder, kReadFile | kReadFolder | kExecute);
    }
    allow(ruleset, "/dev", file_rights(version) & ~kExecute);
    for (const auto& path : wanted.writable) allow(ruleset, path, file_rights(version));
  }
  const bool done = ::syscall(kRestrictSelf, ruleset, 0) == 0;  // NOLINT
  ::close(ruleset);
  return done;
}

// `for_good`: programs that are started cannot get more either.
void limit(__rlimit_resource_t what, rlim_t most, bool for_good = true) {
  rlimit now{};
  if (::getrlimit(what, &now) != 0) return;
  const rlim_t bound = std::min(most, now.rlim_max);
  const rlimit bounds{bound, for_good ? bound : now.rlim_max};
  ::setrlimit(what, &bounds);
}

// Address space in use, in bytes.
std::size_t held() {
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  unsigned long pages = 0;
  const bool read = std::fscanf(file, "%lu", &pages) == 1;  // NOLINT(cert-err34-c): the kernel wrote it
  std::fclose(file);
  return read ? pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

}  // namespace

Walls walls_here() { return {landlock_version(), has_system_call_filter()}; }

Walls confine(const Confinement& wanted) {
  constexpr rlim_t kOpenFiles = 64, kOpenFilesOfPrograms = 1024;
  limit(RLIMIT_CORE, 0);
  const bool wide = wanted.programs || wanted.verb;
  if (!wanted.verb) limit(RLIMIT_NOFILE, wanted.programs ? kOpenFilesOfPrograms : kOpenFiles);
  if (!wide) limit(RLIMIT_FSIZE, 0);
  if (wanted.memory > 0 && !kSanitized) {
    if (const std::size_t now = held(); now > 0) limit(RLIMIT_AS, now + wanted.memory, !wide);
  }
  // NOLINTBEGIN(cppcoreguidelines-pro-type-vararg)
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  // NOLINTEND(cppcoreguidelines-pro-type-vararg)
  Walls walls;
  const int version = landlock_version();
  if (shut_files(wanted, version)) walls.landlock = version;
  walls.seccomp = !kSanitized && filter_system_calls(wanted.programs ? SystemCalls::programs
                                                     : wanted.verb   ? SystemCalls::verb
                                                                     : SystemCalls::evaluation);
  return walls;
}

}  // namespace gouji
