#include "app/interruption.hpp"

#include <unistd.h>

#include <csignal>
#include <string_view>

namespace gouji::app {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): handlers see no other
volatile std::sig_atomic_t came = 0;

void note(int signal) {
  came = signal;
  constexpr std::string_view kSaid =
      "\n正在停止，先写完已读好的；再按一次立即停止 (stopping; once more to stop at once)\n";
  static_cast<void>(::write(STDERR_FILENO, kSaid.data(), kSaid.size()) + 1);  // nothing to be done where nobody listens
}

void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

Interruption::Interruption() {
  came = 0;
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) handle(signal, note, SA_RESTART | static_cast<int>(SA_RESETHAND));
  }
}

Interruption::~Interruption() {
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler == note) handle(signal, SIG_DFL, 0);
  }
}

bool Interruption::asked() { return came != 0; }

void Interruption::give_way() {
  if (came == 0) return;
  handle(came, SIG_DFL, 0);
  static_cast<void>(::raise(came));
}

}  // namespace gouji::app
