#include "app/death.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstring>

namespace gouji::app {
namespace {

std::string name_of(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return name == nullptr ? fmt::format("{}", signal) : fmt::format("SIG{}", name);
}

}  // namespace

Death death_at(const Trail& trail, Death::Cause cause, int signal) {
  Death death;
  death.cause = cause;
  death.signal = signal;
  death.seconds = trail.seconds;
  // Whatever the process may have written there: the ends are ours.
  const auto text = [](const auto& bytes) { return std::string(bytes.data(), ::strnlen(bytes.data(), bytes.size())); };
  death.rule = text(trail.rule);
  death.file = text(trail.file);
  death.line = trail.line;
  return death;
}

std::pair<std::string, std::string> told(const Death& death) {
  switch (death.cause) {
    case Death::Cause::time:
      return {fmt::format("停在一次调用里，用了 {} 秒以上的处理器时间，工作进程已终止", death.seconds),
              fmt::format("stayed in a single call for more than {} s of processor time; its process was ended",
                          death.seconds)};
    case Death::Cause::silence: return {"工作进程一直没有回答，已终止", "its process did not answer and was ended"};
    case Death::Cause::memory: return {"用完了工作进程可用的内存", "used up the memory of its process"};
    case Death::Cause::signal: break;
  }
  if (death.signal == 0) return {"使工作进程自行结束", "made its process exit"};
  if (death.signal == SIGSYS) {
    return {"使工作进程做了不许可的系统调用（SIGSYS），进程已终止",
            "made its process do a forbidden system call (SIGSYS); the process was ended"};
  }
  return {fmt::format("使工作进程意外结束（{}）", name_of(death.signal)),
          fmt::format("ended its process ({})", name_of(death.signal))};
}

EndedRule ended_by(const Death& death, const script::Limits& limits) {
  const auto [chinese, english] = told(death);
  const bool time = death.cause == Death::Cause::time || death.cause == Death::Cause::silence;
  const bool memory = death.cause == Death::Cause::memory;
  const std::string code = time ? "worker.time" : memory ? "worker.memory" : "worker.crashed";
  EndedRule ended{Fault(code, fmt::format("脚本{}", chinese), fmt::format("the script {}", english)),
                  time     ? script::Limit::time
                  : memory ? script::Limit::memory
                           : script::Limit::crash};
  if (!death.file.empty()) ended.fault.at_line(death.file, death.line);
  if (time || memory) {
    script::Limits now = limits;
    if (time && death.seconds > 0 && death.seconds != now.seconds) {
      now.seconds = death.seconds;
      now.set_in[2] = "pack.toml [budget]";
    }
    const auto [more, more_english] = script::how_to_raise(ended.limit, now);
    ended.fault.hint("查看这一行附近有没有一次就要做很久、占很多内存的调用；别的规则不受影响。" + more,
                     "look near this line for one call that takes very long or very much memory; other rules are not "
                     "affected; " +
                         more_english);
  } else {
    ended.fault.hint("查看这一行附近的写法（很长的连写、很深的嵌套）；别的规则不受影响。请把这个文件交给维护人员",
                     "look near this line for very long chains or very deep nesting; other rules are not affected. "
                     "Please report the file");
  }
  return ended;
}

std::string recovered_note(const Death& death, Language language) {
  const std::string signal = name_of(death.signal);
  return language == Language::english
             ? fmt::format(
                   "a worker process ended by itself ({}); another one has done its work again. Please report this "
                   "line",
                   signal)
             : fmt::format("一个工作进程意外结束（{}），它的工作已由另一个进程重做。请把这一行告诉维护人员", signal);
}

}  // namespace gouji::app
