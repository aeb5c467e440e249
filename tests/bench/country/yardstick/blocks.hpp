// A file in blocks of whole lines, in one buffer that simdjson may read beyond.
#pragma once

#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace gouji::bench::country {

class Blocks {
 public:
  explicit Blocks(const std::string& file) : file_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), buffer_(kBlock) {
    if (file_ < 0) throw std::runtime_error("cannot read " + file);
  }
  ~Blocks() { ::close(file_); }
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;

  // Calls take(text, length) with one whole line or more; a last line without an end is one, too.
  template <typename Take>
  void each(Take take) {
    std::size_t held = 0;
    for (;;) {
      if (held + simdjson::SIMDJSON_PADDING >= buffer_.size()) buffer_.resize(buffer_.size() * 2);
      const ssize_t got = ::read(file_, buffer_.data() + held, buffer_.size() - simdjson::SIMDJSON_PADDING - held);
      if (got < 0) throw std::runtime_error("cannot read on");
      held += static_cast<std::size_t>(got);
      std::size_t whole = held;
      if (got > 0) {
        const void* end = ::memrchr(buffer_.data(), '\n', held);
        if (end == nullptr) continue;
        whole = static_cast<std::size_t>(static_cast<const std::uint8_t*>(end) - buffer_.data()) + 1;
      }
      if (whole > 0) take(buffer_.data(), whole);
      if (got == 0) return;
      std::memmove(buffer_.data(), buffer_.data() + whole, held - whole);
      held -= whole;
    }
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 20U;
  int file_;
  std::vector<std::uint8_t> buffer_;
};

}  // namespace gouji::bench::country
