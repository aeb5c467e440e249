#include "base/trail.hpp"

#include <algorithm>
#include <cstring>

namespace gouji {
namespace {

Trail own;              // NOLINT: there is one process
Trail* current = &own;  // NOLINT

template <std::size_t size>
void put(std::array<char, size>& to, std::string_view text) {
  const std::size_t length = std::min(text.size(), size - 1);
  std::memcpy(to.data(), text.data(), length);
  to[length] = '\0';
}

}  // namespace

Trail& trail() { return *current; }

void leave_trail_in(Trail& shared) { current = &shared; }

InWork::InWork(std::string_view rule, std::string_view file, int line) : line_(current->line) {
  std::memcpy(rule_.data(), current->rule.data(), rule_.size());
  std::memcpy(file_.data(), current->file.data(), file_.size());
  put(current->file, file);
  current->line = line;
  put(current->rule, rule);
}

InWork::~InWork() {
  current->rule = rule_;
  current->file = file_;
  current->line = line_;
}

Beating::Beating(double seconds) {
  current->seconds = seconds;
  ++current->beat;
}

Beating::~Beating() { ++current->beat; }

void tread(std::string_view file, int line) {
  if (file != current->file.data()) put(current->file, file);
  current->line = line;
}

}  // namespace gouji
