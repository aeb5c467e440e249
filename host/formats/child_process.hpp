// A program run as a child process, without a shell: bounded in time, output and memory, and gone when we return.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

inline constexpr std::size_t kMostPdfMemory = std::size_t{2} << 30U;  // bytes that a reader of PDFs may take

struct ChildLimits {
  std::chrono::seconds time{60};
  std::size_t output = std::size_t{64} << 20U;  // bytes of stdout
  std::size_t memory = 0;                       // bytes of address space; 0: not limited
};

enum class ChildEnd : std::uint8_t { exited, killed, out_of_time, too_much_output };

struct ChildResult {
  ChildEnd end = ChildEnd::exited;
  int status = 0;  // exit status, or the signal
  std::string output;
  std::string errors;  // the first 64 kB of stderr
  bool ok() const { return end == ChildEnd::exited && status == 0; }
};

// Where PATH has it; nothing when it is not installed.
std::optional<std::filesystem::path> find_program(std::string_view name);

// `home` is the child's working, home and temporary folder; its environment is PATH and a UTF-8 locale besides.
// Fault import.tool_failed where no process can be started.
ChildResult run_child(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                      const std::filesystem::path& home, const ChildLimits& limits);

}  // namespace gouji
