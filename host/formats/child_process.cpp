#include "formats/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "base/fault.hpp"

namespace gouji {
namespace {

constexpr std::size_t kPipeBlock = std::size_t{64} << 10U;
constexpr std::size_t kMostErrors = std::size_t{64} << 10U;
constexpr int kNoProgram = 127;
constexpr std::chrono::milliseconds kPatience{20};  // between looks at a child that has closed its pipes

Fault not_started(const std::filesystem::path& program, int error) {
  return std::move(Fault("import.tool_failed", fmt::format("无法启动 {}：{}", program.string(), std::strerror(error)),
                         fmt::format("cannot start {}: {}", program.string(), std::strerror(error)))
                       .hint("请核对进程数、内存和临时文件夹的空间", "check processes, memory and temporary space"));
}

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
  }
  ~Pipe() {
    close_reader();
    close_writer();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool valid() const { return ends_[0] >= 0; }
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  void close_reader() { shut(ends_[0]); }
  void close_writer() { shut(ends_[1]); }

 private:
  static void shut(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  std::array<int, 2> ends_{};
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// Ends the child and whatever it started, also when we leave by an exception.
class Running {
 public:
  explicit Running(pid_t process) : process_(process) {}
  ~Running() {
    if (process_ <= 0) return;
    kill_all();
    wait(0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  void kill_all() const { ::kill(-process_, SIGKILL); }
  // True once it has ended.
  bool wait(int options) {
    pid_t got = 0;
    do got = ::waitpid(process_, &state_, options);
    while (got < 0 && errno == EINTR);
    if (got == 0) return false;
    kill_all();  // what it left behind in its group
    process_ = 0;
    return true;
  }
  int state() const { return state_; }

 private:
  pid_t process_;
  int state_ = 0;
};

}  // namespace

std::optional<std::filesystem::path> find_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? std::string_view("/usr/bin:/bin") : std::string_view(path);
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    if (!folder.starts_with('/')) continue;  // never a program of the working folder
    const std::filesystem::path program = std::filesystem::path(folder) / name;
    std::error_code error;
    if (std::filesystem::is_regular_file(program, error) && ::access(program.c_str(), X_OK) == 0) return program;
  }
  return std::nullopt;
}

ChildResult run_child(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                      const std::filesystem::path& home, const ChildLimits& limits) {
  const char* path = std::getenv("PATH");
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment{fmt::format("PATH={}", path == nullptr ? "/usr/bin:/bin" : path),
                                       "LC_ALL=C.UTF-8", fmt::format("HOME={}", home.string()),
                                       fmt::format("TMPDIR={}", home.string())};
  const std::vector<char*> argv = pointers(words);
  const std::vector<char*> envp = pointers(environment);
  const std::string folder = home.string();
  Pipe output;
  Pipe errors;
  if (!output.valid() || !errors.valid()) throw not_started(program, errno);
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  const pid_t process = ::fork();
  if (process < 0) {
    const int error = errno;
    ::close(nothing);
    throw not_started(program, error);
  }
  if (process == 0) {  // only calls that are safe after fork
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // nobody waits for it once we are gone
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGXFSZ, SIG_DFL);
    const auto seconds = static_cast<rlim_t>(limits.time.count());
    const rlimit cpu{seconds, seconds + 1};
    const rlimit none{0, 0};
    const rlimit memory{limits.memory, limits.memory};
    ::setrlimit(RLIMIT_CPU, &cpu);
    ::setrlimit(RLIMIT_CORE, &none);
    if (limits.memory > 0) {
      ::setrlimit(RLIMIT_AS, &memory);
    } else if (rlimit ours{}; ::getrlimit(RLIMIT_AS, &ours) == 0) {  // what holds for scripts is not for programs
      ours.rlim_cur = ours.rlim_max;
      ::setrlimit(RLIMIT_AS, &ours);
    }
    if (::chdir(folder.c_str()) == 0 && ::dup2(nothing, 0) >= 0 && ::dup2(output.writer(), 1) >= 0 &&
        ::dup2(errors.writer(), 2) >= 0) {
      ::execve(argv[0], argv.data(), envp.data());
    }
    ::_exit(kNoProgram);
  }
  ::setpgid(process, process);  // both sides say so: whoever comes first
  Running running(process);
  ::close(nothing);
  output.close_writer();
  errors.close_writer();

  ChildResult result;
  const auto deadline = std::chrono::steady_clock::now() + limits.time;
  const auto left = [&] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  };
  std::array<char, kPipeBlock> block{};
  while (output.reader() >= 0 || errors.reader() >= 0) {
    if (left().count() <= 0) {
      result.end = ChildEnd::out_of_time;
      return result;
    }
    std::array<pollfd, 2> waiting{pollfd{output.reader(), POLLIN, 0}, pollfd{errors.reader(), POLLIN, 0}};
    const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(left().count()) + 1);
    if (ready <= 0) continue;
    if (waiting[0].revents != 0) {
      const ssize_t got = ::read(output.reader(), block.data(), block.size());
      if (got > 0) result.output.append(block.data(), static_cast<std::size_t>(got));
      if (got == 0 || (got < 0 && errno != EINTR)) output.close_reader();
      if (result.output.size() > limits.output) {
        result.end = ChildEnd::too_much_output;
        return result;
      }
    }
    if (waiting[1].revents != 0) {
      const ssize_t got = ::read(errors.reader(), block.data(), block.size());
      if (got > 0) {
        const std::size_t room = kMostErrors - std::min(kMostErrors, result.errors.size());
        result.errors.append(block.data(), std::min(room, static_cast<std::size_t>(got)));
      }
      if (got == 0 || (got < 0 && errno != EINTR)) errors.close_reader();
    }
  }
  while (!running.wait(WNOHANG)) {
    if (left().count() <= 0) {
      result.end = ChildEnd::out_of_time;
      return result;
    }
    ::poll(nullptr, 0, static_cast<int>(kPatience.count()));
  }
  const int state = running.state();
  if (WIFSIGNALED(state) && WTERMSIG(state) == SIGXCPU)
    result.end = ChildEnd::out_of_time;
  else if (WIFSIGNALED(state))
    result.end = ChildEnd::killed;
  result.status = WIFSIGNALED(state) ? WTERMSIG(state) : WEXITSTATUS(state);
  return result;
}

}  // namespace gouji
