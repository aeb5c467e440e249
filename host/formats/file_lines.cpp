#include "formats/file_lines.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/data_limits.hpp"
#include "base/fault.hpp"
#include "base/files.hpp"

namespace gouji {
namespace {

constexpr std::size_t kReadOn = std::size_t{64} << 10U;  // where the last line goes on behind the part

class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (file_ < 0) throw files::unreadable(path, errno);
  }
  ~OpenFile() { ::close(file_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  // As many bytes as there are, up to `size`.
  std::size_t read(std::uint64_t offset, char* to, std::size_t size) const {
    std::size_t got = 0;
    while (got < size) {
      const ssize_t more = ::pread(file_, to + got, size - got, static_cast<off_t>(offset + got));
      if (more < 0 && errno == EINTR) continue;
      if (more < 0) throw files::unreadable(path_, errno);
      if (more == 0) break;
      got += static_cast<std::size_t>(more);
    }
    return got;
  }

 private:
  const std::filesystem::path& path_;
  int file_;
};

}  // namespace

FileLines::FileLines(const std::filesystem::path& path, std::uint64_t from, std::uint64_t to, std::string& buffer,
                     std::size_t padding) {
  const OpenFile file(path);
  // The byte before tells whether a line begins with the first one.
  offset_ = from > 0 ? from - 1 : 0;
  const auto wanted = static_cast<std::size_t>(to - offset_);
  const auto room = [&](std::size_t size) {
    if (buffer.size() < size + padding) buffer.resize(size + padding);
  };
  room(wanted);
  std::size_t got = file.read(offset_, buffer.data(), wanted);
  const bool whole = got == wanted;
  begin_ = 0;
  if (from > 0) {
    const void* before = std::memchr(buffer.data(), '\n', got);
    if (before == nullptr) return;  // the line that goes on here is somebody else's
    begin_ = static_cast<std::size_t>(static_cast<const char*>(before) - buffer.data()) + 1;
  }
  end_ = got;
  if (begin_ >= end_) {  // what begins at `to` is the next one's
    end_ = begin_;
    return;
  }
  const std::size_t last = std::string_view(buffer).substr(begin_, end_ - begin_).rfind('\n');
  const std::size_t last_line = last == std::string_view::npos ? begin_ : begin_ + last + 1;
  while (whole && buffer[end_ - 1] != '\n') {
    if (got - last_line > data_limits().record_mb << 20U) {
      too_long_ = true;
      end_ = last_line;
      return;
    }
    room(got + kReadOn);
    const std::size_t more = file.read(offset_ + got, buffer.data() + got, kReadOn);
    if (more == 0) break;
    const void* line_end = std::memchr(buffer.data() + got, '\n', more);
    end_ = line_end == nullptr ? got + more
                               : static_cast<std::size_t>(static_cast<const char*>(line_end) - buffer.data()) + 1;
    got += more;
    if (line_end != nullptr) break;
  }
}

}  // namespace gouji
