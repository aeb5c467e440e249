// Bytes of a file in blocks, unpacked on the way: plain, gzip (.gz) or Zstandard (.zst). Memory does not grow with
// size.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "base/fault.hpp"

namespace gouji {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  struct Block {
    std::string_view bytes;  // valid until the next call
    bool broken = false;     // bytes are missing between this block and the one before: a damaged part was skipped
    bool end = false;
  };
  // Damage is reported once to `on_problem`, with its place in the file, and skipped to the next intact member.
  virtual Block next() = 0;
};

using OnProblem = std::function<void(const Fault&)>;

// Chooses by the ending of the name. Faults "file.missing", "file.not_regular", "file.unreadable"; problems reported:
// "data.truncated", "data.corrupt". `shown` is the name for messages.
std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& path, const std::string& shown,
                                       OnProblem on_problem);

}  // namespace gouji
