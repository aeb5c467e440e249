#include "app/workers.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>

#include "app/wire.hpp"
#include "base/fault.hpp"
#include "packs/budget.hpp"

namespace gouji::app {
namespace {

constexpr std::size_t kAhead = 3;         // jobs that wait at a worker, the one in work among them
constexpr std::uint64_t kUnordered = 64;  // replies a worker may be ahead of the slowest one
constexpr int kWatchEvery = 100;          // milliseconds between two looks at what workers do
constexpr double kGrace = 1;              // seconds that a call may take beyond what stops it from inside
constexpr double kBesideScripts = 120;    // seconds of reading a document and the like
constexpr double kSlowMachine = 10;       // how much longer on a busy machine than in processor time
constexpr int kNoMemory = 71;             // exit status
constexpr char kAnswer = 0, kFault = 1;
constexpr std::size_t kPipeBlock = std::size_t{64} << 10U;

// A message: its length in eight bytes, then its bytes.
void append_message(std::string& out, std::string_view bytes, char mark) {
  std::uint64_t length = bytes.size();
  for (int i = 0; i < 8; ++i, length >>= 8U) out += static_cast<char>(length & 0xFFU);
  out += mark;
  out += bytes;
}

constexpr std::size_t kMessageHead = 9;

// The first whole message, taken off the front; false when it is not there yet.
bool take_message(std::string& in, std::string& bytes, char& mark) {
  if (in.size() < kMessageHead) return false;
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < 8; ++i) length |= std::uint64_t{static_cast<unsigned char>(in[i])} << (8U * i);
  if (in.size() - kMessageHead < length) return false;
  mark = in[8];
  bytes = in.substr(kMessageHead, length);
  in.erase(0, kMessageHead + length);
  return true;
}

bool write_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) return false;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Nothing that the parent has open is a worker's business: what it writes, locks, its terminal.
void shut_all_but(int socket) {
  constexpr int kStandard = 3;
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  if (nothing >= 0) {
    ::dup2(nothing, 0);
    ::dup2(nothing, 1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // these tell there what they have found
    ::dup2(nothing, 2);
#endif
  }
  if (socket > kStandard) ::close_range(kStandard, static_cast<unsigned>(socket) - 1, 0);
  ::close_range(static_cast<unsigned>(socket) + 1, ~0U, 0);
}

std::string packed(const std::vector<Death>& deaths) {
  std::string out;
  for (const Death& one : deaths) {
    append_message(out, one.rule, static_cast<char>(one.cause));
    append_message(out, one.file, static_cast<char>(one.signal));
    append_message(out, fmt::format("{} {}", one.line, one.seconds), 0);
  }
  return out;
}

std::vector<Death> unpacked_deaths(std::string bytes) {
  std::vector<Death> deaths;
  Death one;
  char cause = 0, signal = 0, none = 0;
  std::string numbers;
  while (take_message(bytes, one.rule, cause) && take_message(bytes, one.file, signal) &&
         take_message(bytes, numbers, none)) {
    one.cause = static_cast<Death::Cause>(cause);
    one.signal = signal;
    one.line = std::stoi(numbers);
    one.seconds = std::stod(numbers.substr(numbers.find(' ') + 1));
    deaths.push_back(one);
  }
  return deaths;
}

Fault not_started(int error) {
  return std::move(Fault("worker.failed", fmt::format("无法启动工作进程：{}", std::strerror(error)),
                         fmt::format("cannot start a worker process: {}", std::strerror(error)))
                       .hint("关闭其他程序，或用较小的 -j", "close other programs, or use a smaller -j"));
}

}  // namespace

Workers::Workers(int count, Tasks tasks)
    : tasks_(std::move(tasks)), workers_(static_cast<std::size_t>(std::max(count, 1))) {
  for (Worker& worker : workers_) {
    void* shared = ::mmap(nullptr, sizeof(Trail), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) throw not_started(errno);
    worker.trail = new (shared) Trail;
  }
}

Workers::~Workers() {
  for (Worker& worker : workers_) {
    if (worker.socket >= 0) ::close(worker.socket);
    if (worker.process > 0) {
      ::kill(worker.process, SIGKILL);  // it holds nothing that it would have to put in order
      ::waitpid(worker.process, nullptr, 0);
    }
    if (worker.trail != nullptr) ::munmap(worker.trail, sizeof(Trail));
  }
}

void Workers::start(Worker& worker) {
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) throw not_started(errno);
  new (worker.trail) Trail;
  worker.look = {};
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) {
    const int error = errno;
    ::close(pair[0]);
    ::close(pair[1]);
    throw not_started(error);
  }
  if (process == 0) {
    ::prctl(PR_SET_PDEATHSIG,
            SIGKILL);  // NOLINT(cppcoreguidelines-pro-type-vararg): nobody waits once the parent is gone
    if (::getppid() != parent) ::_exit(1);
    shut_all_but(pair[1]);
    leave_trail_in(*worker.trail);
    confine(tasks_.confinement);
    serve(pair[1]);
  }
  ::close(pair[1]);
  ::fcntl(pair[0], F_SETFL, O_NONBLOCK);  // NOLINT(cppcoreguidelines-pro-type-vararg): the call is made so
  worker.process = process;
  worker.socket = pair[0];
  worker.incoming.clear();
  worker.outgoing.clear();
}

// The worker's whole life. It leaves without running what the parent has to clean up.
void Workers::serve(int socket) const {
  std::string in, head, job;
  std::array<char, kPipeBlock> block{};
  char mark = 0;
  bool headed = false;
  for (;;) {
    while (take_message(in, headed ? job : head, mark)) {
      headed = !headed;
      if (headed) continue;
      std::string message;
      try {
        append_message(message, tasks_.work(job, unpacked_deaths(head)), kAnswer);
      } catch (const Fault& fault) {
        append_message(message, packed(fault), kFault);
      } catch (const std::bad_alloc&) {
        ::_exit(kNoMemory);
      } catch (...) {
        ::_exit(1);
      }
      if (!write_all(socket, message)) ::_exit(1);
    }
    const ssize_t got = ::read(socket, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) ::_exit(0);
    in.append(block.data(), static_cast<std::size_t>(got));
  }
}

void Workers::send(Worker& worker, Job job) {
  if (worker.process <= 0) start(worker);
  std::vector<Death> deaths = at_loading_;
  deaths.insert(deaths.end(), job.deaths.begin(), job.deaths.end());
  append_message(worker.outgoing, packed(deaths), kAnswer);
  append_message(worker.outgoing, job.bytes, kAnswer);
  worker.jobs.push_back(std::move(job));
  flush(worker);
}

// The least busy one that may take another job: a running one without work, a new one, then one with a short queue.
Workers::Worker* Workers::free_worker() {
  const auto least = std::min_element(workers_.begin(), workers_.end(), [](const Worker& a, const Worker& b) {
    return std::pair(a.jobs.size(), a.process <= 0) < std::pair(b.jobs.size(), b.process <= 0);
  });
  return least->jobs.size() < kAhead ? &*least : nullptr;
}

bool Workers::too_far_ahead() const { return submitted_ - handed_over_ > kUnordered * workers_.size(); }

void Workers::submit(std::string job) {
  Worker* worker = free_worker();
  while (worker == nullptr || too_far_ahead()) {
    wait();
    worker = free_worker();
  }
  send(*worker, {submitted_++, std::move(job), {}, {}, 0, {}});
}

int Workers::submit_to_each(const std::string& job) {
  int count = 0;
  for (Worker& worker : workers_) {
    if (worker.process <= 0) continue;
    send(worker, {submitted_++, job, {}, {}, 0, {}});
    ++count;
  }
  return count;
}

void Workers::known(std::string reply) {
  while (too_far_ahead()) wait();
  replies_.emplace(submitted_++, Reply{std::move(reply), false});
  hand_over();
}

void Workers::finish(const std::function<bool()>& goes_on) {
  while (handed_over_ < submitted_ && (!goes_on || goes_on())) wait();
}

// Until some worker has something for us or takes more of its jobs.
void Workers::wait() {
  std::vector<pollfd> watched;
  std::vector<Worker*> owners;
  for (Worker& worker : workers_) {
    if (worker.process <= 0 || worker.jobs.empty()) continue;
    const auto events = static_cast<short>(worker.outgoing.empty() ? POLLIN : POLLIN | POLLOUT);
    watched.push_back({worker.socket, events, 0});
    owners.push_back(&worker);
  }
  if (::poll(watched.data(), watched.size(), kWatchEvery) < 0 && errno != EINTR) throw not_started(errno);
  watch();
  for (std::size_t i = 0; i < watched.size(); ++i) {
    if ((watched[i].revents & POLLOUT) != 0) flush(*owners[i]);
    if ((watched[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0) receive(*owners[i]);
  }
  hand_over();
}

void Workers::flush(Worker& worker) {
  while (!worker.outgoing.empty()) {
    const ssize_t sent = ::send(worker.socket, worker.outgoing.data(), worker.outgoing.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return;  // full, or dead: reading tells
    worker.outgoing.erase(0, static_cast<std::size_t>(sent));
  }
}

void Workers::receive(Worker& worker) {
  std::array<char, kPipeBlock> block{};
  for (;;) {
    const ssize_t got = ::read(worker.socket, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) break;
    if (got <= 0) {
      take_replies(worker);
      replace(worker);
      return;
    }
    worker.incoming.append(block.data(), static_cast<std::size_t>(got));
  }
  take_replies(worker);
}

void Workers::take_replies(Worker& worker) {
  std::string reply;
  char mark = 0;
  while (!worker.jobs.empty() && take_message(worker.incoming, reply, mark)) {
    const Job& job = worker.jobs.front();
    if (job.crashed && job.deaths.empty() && tasks_.on_recovered) tasks_.on_recovered(*job.crashed);
    replies_.emplace(job.number, Reply{std::move(reply), mark == kFault});
    worker.jobs.pop_front();
    worker.look = {};
  }
}

// It died of the first of its jobs; the others go to its successor as they were.
void Workers::replace(Worker& worker) {
  ::close(worker.socket);
  int status = 0;
  while (::waitpid(worker.process, &status, 0) < 0 && errno == EINTR) continue;
  worker.process = -1;
  worker.socket = -1;
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  const bool memory = WIFEXITED(status) && WEXITSTATUS(status) == kNoMemory;
  const auto cause = worker.ended.value_or(memory ? Death::Cause::memory : Death::Cause::signal);
  const Death death = death_at(*worker.trail, cause, signal);
  worker.ended.reset();
  if (!worker.jobs.empty()) bury(worker, death);
  for (Job& job : std::exchange(worker.jobs, {})) send(worker, std::move(job));
}

// What is certain is left out when the job is tried again. A process that was ended from outside has not shown
// anything: only further deaths in the same place count, unless we ended it ourselves for what it did. SIGKILL is what
// people and a system without memory send.
void Workers::bury(Worker& worker, Death death) {
  constexpr int kMostUnplaced = 2;
  const int enough = death.cause != Death::Cause::signal ? 1 : death.signal == SIGKILL ? 3 : 2;
  Job& job = worker.jobs.front();
  const bool by_others = death.signal == SIGKILL || death.signal == SIGTERM || death.signal == SIGINT;
  if (death.cause == Death::Cause::signal && death.signal != 0 && !by_others) job.crashed = death;
  const auto here = [&](const Death& one) { return one.same_place(death); };
  const bool again = std::any_of(job.deaths.begin(), job.deaths.end(), here) ||
                     (death.rule.empty() && std::any_of(at_loading_.begin(), at_loading_.end(), here));
  if (death.placed() && !again) {
    if (job.suspect && here(*job.suspect)) death.times = job.suspect->times + 1;
    if (death.times < enough) {
      job.suspect = death;
    } else {
      (death.rule.empty() ? at_loading_ : job.deaths).push_back(death);
      job.suspect.reset();
    }
    return;
  }
  if (!again && ++job.unplaced < kMostUnplaced) return;
  replies_.emplace(job.number, Reply{tasks_.on_lost(job.bytes, death), false});
  worker.jobs.pop_front();
}

// Ends workers that stay in one call for longer than it may take, and those that do nothing at all.
void Workers::watch() {
  using std::chrono::duration;
  const auto now = Clock::now();
  for (Worker& worker : workers_) {
    if (worker.process <= 0 || worker.jobs.empty() || worker.ended) continue;
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(worker.process, &clock) != 0 || ::clock_gettime(clock, &used) != 0) continue;
    const Look look{worker.trail->beat, std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec),
                    now};
    if (look.beat != worker.look.beat || worker.look.at == Clock::time_point{}) {
      worker.look = look;
      continue;
    }
    const bool in_script = look.beat % 2 == 1;
    const double allowed = in_script ? std::min<double>(worker.trail->seconds, kMostSeconds) + kGrace : kBesideScripts;
    const bool too_long = duration<double>(look.used - worker.look.used).count() > allowed;
    const bool silent = duration<double>(now - worker.look.at).count() > kSlowMachine * allowed + kBesideScripts;
    if (!too_long && !silent) continue;
    worker.ended = too_long ? Death::Cause::time : Death::Cause::silence;
    ::kill(worker.process, SIGKILL);
  }
}

void Workers::hand_over() {
  for (auto next = replies_.begin(); next != replies_.end() && next->first == handed_over_;
       next = replies_.erase(next)) {
    if (next->second.fault) throw unpacked_fault(next->second.bytes);
    tasks_.on_reply(std::move(next->second.bytes));
    ++handed_over_;
  }
}

}  // namespace gouji::app
