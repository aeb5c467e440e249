// watch RESULT COMMAND…: runs the command and writes {status, cpu, wall, peak_kb} to RESULT. Processor time is that of
// the command and all it waited for; the peak is that of the largest single process. A small program of its own,
// because the kernel counts the memory of who starts a process as that process's.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int count, char** words) {
  if (count < 3) {
    std::fprintf(stderr, "usage: watch RESULT COMMAND…\n");
    return 1;
  }
  const auto began = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(words[2], words + 2);
    std::perror(words[2]);
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || ::wait4(child, &status, 0, &used) != child) {
    std::perror("watch");
    return 1;
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - began;
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  std::FILE* result = std::fopen(words[1], "w");
  if (result == nullptr) {
    std::perror(words[1]);
    return 1;
  }
  std::fprintf(result, "{\"status\": %d, \"cpu\": %.6f, \"wall\": %.6f, \"peak_kb\": %ld}\n",
               WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
               seconds(used.ru_utime) + seconds(used.ru_stime), wall.count(), used.ru_maxrss);
  return std::fclose(result) == 0 ? 0 : 1;
}
