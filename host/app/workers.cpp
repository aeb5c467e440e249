#include "app/workers.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/fault.hpp"

namespace gouji::app {
namespace {

constexpr std::size_t kAhead = 3;         // jobs that wait at a worker, the one in work among them
constexpr std::uint64_t kUnordered = 64;  // replies a worker may be ahead of the slowest one
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

Fault not_started(int error) {
  return std::move(Fault("worker.failed", fmt::format("无法启动工作进程：{}", std::strerror(error)),
                         fmt::format("cannot start a worker process: {}", std::strerror(error)))
                       .hint("改用 -j 1", "use -j 1"));
}

}  // namespace

Workers::Workers(int count, Tasks tasks)
    : tasks_(std::move(tasks)), workers_(static_cast<std::size_t>(std::max(count, 1))) {}

Workers::~Workers() {
  for (Worker& worker : workers_) {
    if (worker.socket >= 0) ::close(worker.socket);
    if (worker.process <= 0) continue;
    if (!worker.jobs.empty()) ::kill(worker.process, SIGKILL);  // we leave because of an error
    ::waitpid(worker.process, nullptr, 0);
  }
}

void Workers::start(Worker& worker) {
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) throw not_started(errno);
  const pid_t process = ::fork();
  if (process < 0) {
    const int error = errno;
    ::close(pair[0]);
    ::close(pair[1]);
    throw not_started(error);
  }
  if (process == 0) {
    for (const Worker& other : workers_) {
      if (other.socket >= 0) ::close(other.socket);
    }
    ::close(pair[0]);
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
  std::string in, job;
  std::array<char, kPipeBlock> block{};
  char careful = 0;
  for (;;) {
    while (take_message(in, job, careful)) {
      std::string reply;
      try {
        reply = tasks_.work(job, careful != 0);
      } catch (...) {
        ::_exit(1);
      }
      std::string message;
      append_message(message, reply, 0);
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
  append_message(worker.outgoing, job.bytes, job.careful ? 1 : 0);
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
  send(*worker, {submitted_++, std::move(job), false});
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
  if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) throw not_started(errno);
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
    replies_.emplace(worker.jobs.front().number, std::move(reply));
    worker.jobs.pop_front();
  }
}

// It died of the first of its jobs; the others go to its successor as they were.
void Workers::replace(Worker& worker) {
  ::close(worker.socket);
  ::waitpid(worker.process, nullptr, 0);
  worker.process = -1;
  worker.socket = -1;
  std::deque<Job> jobs = std::exchange(worker.jobs, {});
  if (!jobs.empty() && jobs.front().careful) {
    replies_.emplace(jobs.front().number, tasks_.on_lost(jobs.front().bytes));
    jobs.pop_front();
  } else if (!jobs.empty()) {
    jobs.front().careful = true;
  }
  for (Job& job : jobs) send(worker, std::move(job));
}

void Workers::hand_over() {
  for (auto next = replies_.begin(); next != replies_.end() && next->first == handed_over_;
       next = replies_.erase(next)) {
    tasks_.on_reply(std::move(next->second));
    ++handed_over_;
  }
}

}  // namespace gouji::app
