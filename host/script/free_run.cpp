#include "script/free_run.hpp"

#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <ctime>

#include "script/cpu_time.hpp"

namespace gouji::script {
namespace {

constexpr long kTickEvery = 4'000'000;  // nanoseconds of processor time
constexpr int kIdleTicks = 25;          // then the clock stops until it is wanted again
constexpr std::chrono::nanoseconds kShortly = std::chrono::milliseconds(1);
constexpr std::uint64_t kInstructionsPerNano = 2;  // of no machine: the quickest do about one
#if defined(__SANITIZE_THREAD__)
constexpr bool kSignalsCome = false;  // the sanitizer keeps them until a call that it watches; a loop of Lua makes none
#else
constexpr bool kSignalsCome = true;
#endif

// Of this thread; the handler runs in it.
struct Ticking {
  lua_State* volatile state = nullptr;  // that runs freely
  lua_Hook volatile hook = nullptr;
  volatile std::sig_atomic_t ticks = 0;  // since it began, or since none did
  volatile std::sig_atomic_t on = 0;
  bool made = false;
  std::chrono::steady_clock::time_point looked{};  // when the processor time was last read, …
  CpuTime used{};                                  // … and what it was
  timer_t timer{};

  ~Ticking() {
    if (made) ::timer_delete(timer);
  }
};
thread_local Ticking ticking;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): handlers see no other

void set(timer_t timer, long every) {
  const itimerspec time{{0, every}, {0, every}};
  ::timer_settime(timer, 0, &time, nullptr);
}

void tick(int) {
  ticking.ticks = ticking.ticks + 1;
  if (ticking.state != nullptr) {
    lua_sethook(ticking.state, ticking.hook, LUA_MASKCOUNT, 1);
  } else if (ticking.ticks > kIdleTicks) {
    ticking.on = 0;
    set(ticking.timer, 0);
  }
}

// A forked process has the variables but not the clock.
void forget_clock() {
  ticking.looked = {};
  ticking.made = false;
  ticking.on = 0;
}

bool make_clock() {
  static const bool ready = [] {
    struct sigaction action {};
    action.sa_handler = tick;
    action.sa_flags = SA_RESTART;
    return ::sigaction(SIGVTALRM, &action, nullptr) == 0 && ::pthread_atfork(nullptr, nullptr, forget_clock) == 0;
  }();
  if (!ready) return false;
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGVTALRM;
  event._sigev_un._tid = static_cast<pid_t>(::syscall(SYS_gettid));  // NOLINT: no other name for it
  return ::timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &ticking.timer) == 0;
}

}  // namespace

bool FreeRun::possible() {
  if (!kSignalsCome) return false;
  if (!ticking.made) ticking.made = make_clock();
  return ticking.made;
}

// Reading the processor time costs as much as a small rule: a reading of shortly before will do.
FreeRun::FreeRun(lua_State* state, lua_Hook hook) : began_(std::chrono::steady_clock::now()) {
  if (began_ - ticking.looked > kShortly) {
    ticking.looked = began_;
    ticking.used = cpu_time();
  }
  ticking.ticks = 0;
  ticking.hook = hook;
  ticking.state = state;
  if (ticking.on == 0) {
    ticking.on = 1;
    set(ticking.timer, kTickEvery);
  }
}

FreeRun::~FreeRun() {
  ticking.state = nullptr;
  ticking.ticks = 0;
}

std::uint64_t FreeRun::leave() const {
  ticking.state = nullptr;
  std::chrono::nanoseconds taken = std::chrono::steady_clock::now() - began_;
  if (taken > kShortly) taken = std::min(taken, cpu_time() - ticking.used);  // others may have had the processor
  return static_cast<std::uint64_t>(taken.count()) * kInstructionsPerNano;
}

}  // namespace gouji::script
