#include "app/guard.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>

#include "app/death.hpp"
#include "app/editor_files.hpp"
#include "app/session.hpp"
#include "app/verb.hpp"
#include "base/aside.hpp"
#include "base/fault.hpp"
#include "base/trail.hpp"
#include "packs/budget.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr int kVerbLookEvery = 100;  // milliseconds between two looks at what the verb does
constexpr double kGraceOfVerb = 1;   // seconds that a call may take beyond what stops it from inside
constexpr std::array kLeftToVerb{SIGINT, SIGQUIT, SIGTERM, SIGHUP};

// What a verb does besides reading and writing its outputs.
struct Walled {
  std::string_view verb;
  bool packs = false;                             // it writes into packs
  bool programs = false;                          // it starts programs: git, readers of PDF and office files
  std::string_view only_with{}, only_with_too{};  // one of these options, else no script runs in its own process
};

constexpr std::array kWalled{
    Walled{"explain"},
    Walled{"check", true},
    Walled{"cover"},
    Walled{"repl"},
    Walled{"doc", false, true},
    Walled{"params"},
    Walled{"probe"},
    Walled{"whatif"},
    Walled{"diff", false, true},
    Walled{"verify", false, true},
    Walled{"pin", true},
    Walled{"approve", true},
    Walled{"new", true},
    Walled{"export"},
    Walled{"inspect", false, true},
    Walled{"import", false, true, "report"},
    Walled{"test", true, true, "watch", "mutate"},
};

// The folder itself, or the nearest one above it that is there: what is missing below is made.
fs::path existing(fs::path folder) {
  std::error_code error;
  folder = fs::absolute(folder, error);
  while (!fs::is_directory(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

volatile std::sig_atomic_t guarded =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): handlers see no other

// Those of the terminal reach both processes.
void pass_on(int signal, siginfo_t* info, void*) {
  if (guarded > 0 && info->si_code != SI_KERNEL) ::kill(guarded, signal);
}

// While the verb runs it decides what becomes of signals. Those that were ignored stay so.
class SignalsLeftToVerb {
 public:
  SignalsLeftToVerb() {
    for (std::size_t i = 0; i < kLeftToVerb.size(); ++i) {
      ::sigaction(kLeftToVerb.at(i), nullptr, &before_.at(i));
      if (before_.at(i).sa_handler == SIG_IGN) continue;
      struct sigaction action {};
      action.sa_sigaction = pass_on;
      action.sa_flags = SA_SIGINFO | SA_RESTART;
      ::sigaction(kLeftToVerb.at(i), &action, nullptr);
    }
  }
  ~SignalsLeftToVerb() { give_back(); }
  SignalsLeftToVerb(const SignalsLeftToVerb&) = delete;
  SignalsLeftToVerb& operator=(const SignalsLeftToVerb&) = delete;

  void give_back() {
    for (std::size_t i = 0; i < kLeftToVerb.size(); ++i) ::sigaction(kLeftToVerb.at(i), &before_.at(i), nullptr);
  }

 private:
  std::array<struct sigaction, kLeftToVerb.size()> before_{};
};

class SharedTrail {
 public:
  SharedTrail() : memory_(::mmap(nullptr, sizeof(Trail), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
    if (memory_ == MAP_FAILED) throw std::bad_alloc();
    trail_ = new (memory_) Trail;
  }
  ~SharedTrail() { ::munmap(memory_, sizeof(Trail)); }
  SharedTrail(const SharedTrail&) = delete;
  SharedTrail& operator=(const SharedTrail&) = delete;
  Trail& operator*() const { return *trail_; }

 private:
  void* memory_;
  Trail* trail_ = nullptr;
};

// Looks whether the script that runs stays in one call for longer than it may take.
class Watchdog {
 public:
  Watchdog(pid_t process, const Trail& trail) : process_(process), trail_(trail) {}

  bool too_long() {
    clockid_t clock{};
    timespec now{};
    if (::clock_getcpuclockid(process_, &clock) != 0 || ::clock_gettime(clock, &now) != 0) return false;
    const auto used = std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
    const std::uint64_t beat = trail_.beat;
    if (beat != beat_ || beat % 2 == 0) {
      beat_ = beat;
      since_ = used;
      return false;
    }
    const double allowed = std::min<double>(trail_.seconds, kMostSeconds) + kGraceOfVerb;
    return std::chrono::duration<double>(used - since_).count() > allowed;
  }

 private:
  pid_t process_;
  const Trail& trail_;
  std::uint64_t beat_ = 0;
  std::chrono::nanoseconds since_{};
};

Fault unplaced(const Death& death) {
  const auto [chinese, english] = told(death);
  return std::move(
      Fault("worker.died", fmt::format("这条命令{}，没有写出结果", chinese),
            fmt::format("this call: it {}; no result was written", english))
          .hint("请把这条命令连同规则包和文件交给维护人员", "please report the command with its packs and files"));
}

Fault fault_of_verb(const Death& death, const script::Limits& limits) {
  return death.placed() ? ended_by(death, limits).fault : unplaced(death);
}

}  // namespace

std::optional<Confinement> wall_of(const Verb& verb, Session& session, const Arguments& arguments) {
  const auto* walled =
      std::find_if(kWalled.begin(), kWalled.end(), [&](const Walled& one) { return one.verb == verb.name; });
  if (walled == kWalled.end()) return std::nullopt;
  if (!walled->only_with.empty() && !arguments.given(walled->only_with) &&
      (walled->only_with_too.empty() || !arguments.given(walled->only_with_too)))
    return std::nullopt;
  Confinement wall;
  wall.verb = true;
  wall.programs = walled->programs;
  // No more than the machine has: what takes all of it is ended before the system ends something else.
  wall.memory = static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  std::error_code error;
  const fs::path temporary = fs::temp_directory_path(error);
  wall.writable.push_back(error ? fs::path("/tmp") : temporary);
  for (const std::string_view option : {"output", "report"}) {
    for (const std::string& value : arguments.texts(option)) {
      // What is replaced as a whole is made beside it.
      const fs::path path = fs::weakly_canonical(fs::absolute(value, error), error);
      wall.writable.push_back(existing(path.has_filename() ? path.parent_path() : path.parent_path().parent_path()));
    }
  }
  if (verb.name == std::string_view("import") && !arguments.given("output")) {
    for (const fs::path& folder : session.workbench().datasets) wall.writable.push_back(existing(folder));
  }
  if (verb.name == std::string_view("new")) {
    const auto& words = arguments.words();
    if (words.size() > 2) wall.writable.push_back(existing(fs::absolute(words[2], error).parent_path()));
    // What editors read for the whole workbench; made once.
    if (!fs::exists(session.workbench().home / kEditorSettings, error))
      wall.writable.push_back(existing(session.workbench().home));
  }
  if (walled->packs) {
    wall.writable.push_back(existing(session.workbench().rules));
    for (const auto* list : {&arguments.words(), &arguments.texts("pack")}) {
      for (const std::string& value : *list) {
        if (fs::exists(value, error)) wall.writable.push_back(existing(value));
      }
    }
  }
  return wall;
}

int run_guarded(const Confinement& wall, Session& session, const std::function<int()>& work) {
  const SharedTrail trail;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return work();  // no more files: the verb will say so
  SignalsLeftToVerb signals;
  std::fflush(nullptr);
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process == 0) {
    ::prctl(PR_SET_PDEATHSIG,
            SIGKILL);  // NOLINT(cppcoreguidelines-pro-type-vararg): nobody waits once the parent is gone
    if (::getppid() != parent) ::_exit(1);
    signals.give_back();
    ::close(ends[0]);
    leave_trail_in(*trail);
    confine(wall);
    const int status = work();
    std::fflush(nullptr);
    ::_exit(status);
  }
  ::close(ends[1]);
  if (process < 0) {
    const int error = errno;
    ::close(ends[0]);
    throw Fault("worker.failed", fmt::format("无法启动工作进程：{}", std::strerror(error)),
                fmt::format("cannot start a worker process: {}", std::strerror(error)));
  }
  guarded = process;
  Watchdog watchdog(process, *trail);
  bool ended = false;
  for (pollfd end{ends[0], POLLIN, 0}; ::poll(&end, 1, kVerbLookEvery) <= 0;) {
    if (ended || !watchdog.too_long()) continue;
    ended = true;
    ::kill(process, SIGKILL);
  }
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  guarded = 0;
  ::close(ends[0]);
  signals.give_back();
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  const int signal = WTERMSIG(status);
  for (const int asked : kLeftToVerb) {
    if (signal == asked) ::raise(signal);  // shells see what it was
  }
  // What it had begun to write beside its outputs.
  for (const fs::path& folder : wall.writable) files::sweep(folder);
  throw fault_of_verb(death_at(*trail, ended ? Death::Cause::time : Death::Cause::signal, signal),
                      session.workbench().limits);
}

}  // namespace gouji::app
