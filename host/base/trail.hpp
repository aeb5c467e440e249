// What this process is doing, for the process that watches it: it lies in memory that both share, so that it can still
// be read when the one that wrote it has been ended.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace gouji {

// Plain memory without pointers. Texts are cut where they are too long.
struct Trail {
  std::atomic<std::uint64_t> beat{0};  // odd while a script runs, another number for each call of one
  std::atomic<double> seconds{0};      // processor time that the call may take
  std::atomic<int> line{0};            // of `file`, as far as it is known
  std::array<char, 256> rule{};        // id; empty: no rule runs
  std::array<char, 512> file{};        // empty: no script is in work
};

// Of this process; nobody looks at it until `leave_trail_in`.
Trail& trail();
void leave_trail_in(Trail& shared);

// A rule, or a file that is being loaded (no rule), for as long as this lives; then what was there before.
class InWork {
 public:
  InWork(std::string_view rule, std::string_view file, int line);
  ~InWork();
  InWork(const InWork&) = delete;
  InWork& operator=(const InWork&) = delete;

 private:
  std::array<char, 256> rule_;
  std::array<char, 512> file_;
  int line_;
};

// One call of a script.
class Beating {
 public:
  explicit Beating(double seconds);
  ~Beating();
  Beating(const Beating&) = delete;
  Beating& operator=(const Beating&) = delete;
};

// The script has come as far as this.
void tread(std::string_view file, int line);

}  // namespace gouji
