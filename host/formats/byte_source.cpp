#include "formats/byte_source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace gouji {
namespace {

constexpr std::size_t kReadBlock = std::size_t{1} << 17U;
constexpr int kMostWindowLog = 27;  // 128 MB: what zstd's own tool accepts unasked

// A regular file, block by block.
class FileBlocks {
 public:
  FileBlocks(const std::filesystem::path& path, std::string shown) : shown_(std::move(shown)), buffer_(kReadBlock) {
    // O_NONBLOCK: a FIFO in place of a file must not hang the open.
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) {
      const int error = errno;
      const bool missing = error == ENOENT || error == ENOTDIR;
      throw std::move(Fault(missing ? "file.missing" : "file.unreadable",
                            missing ? fmt::format("找不到文件“{}”", shown_)
                                    : fmt::format("无法读取“{}”：{}", shown_, std::strerror(error)),
                            missing ? fmt::format("no such file: {}", shown_)
                                    : fmt::format("cannot read {}: {}", shown_, std::strerror(error)))
                          .hint("请核对路径和文件名", "check the path and the name"));
    }
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
      ::close(descriptor_);
      throw std::move(
          Fault("file.not_regular", fmt::format("“{}”不是普通文件", shown_),
                fmt::format("not a regular file: {}", shown_))
              .hint("它是文件夹、管道或设备；请给出文件", "it is a folder, a pipe or a device; give a file"));
    }
  }
  ~FileBlocks() { ::close(descriptor_); }
  FileBlocks(const FileBlocks&) = delete;
  FileBlocks& operator=(const FileBlocks&) = delete;

  // Empty at the end.
  std::string_view next() {
    for (;;) {
      const ssize_t got = ::read(descriptor_, buffer_.data(), buffer_.size());
      if (got >= 0) {
        offset_ += static_cast<std::uint64_t>(got);
        return {buffer_.data(), static_cast<std::size_t>(got)};
      }
      if (errno == EINTR) continue;
      throw Fault("file.unreadable", fmt::format("读取“{}”时出错：{}", shown_, std::strerror(errno)),
                  fmt::format("reading {} failed: {}", shown_, std::strerror(errno)));
    }
  }
  std::uint64_t offset() const { return offset_; }  // of the file, behind the last block
  const std::string& shown() const { return shown_; }

 private:
  std::string shown_;
  std::vector<char> buffer_;
  int descriptor_ = -1;
  std::uint64_t offset_ = 0;
};

class PlainSource : public ByteSource {
 public:
  PlainSource(const std::filesystem::path& path, const std::string& shown) : file_(path, shown) {}
  Block next() override {
    const std::string_view bytes = file_.next();
    return {bytes, false, bytes.empty()};
  }

 private:
  FileBlocks file_;
};

// What gzip and zstd have in common: members one after another, each beginning with a magic number. After damage the
// rest of the file is searched for the next one.
class PackedSource : public ByteSource {
 public:
  PackedSource(const std::filesystem::path& path, const std::string& shown, OnProblem on_problem,
               std::string_view magic)
      : file_(path, shown), on_problem_(std::move(on_problem)), magic_(magic), unpacked_(kReadBlock) {}

  Block next() override {
    for (;;) {
      if (input_.empty() && !pending_ && !at_end_) {
        input_ = file_.next();
        at_end_ = input_.empty();
      }
      if (searching_ && !search()) continue;
      if (at_end_ && input_.empty() && !pending_) return last_block();
      const Step step = unpack();
      pending_ = !step.failed && step.bytes.size() == unpacked_.size();  // more may wait behind a full block
      const bool after_gap = std::exchange(broken_, false);
      if (step.failed) lose_member();
      // Bytes that came before the damage are given all the same.
      if (!step.bytes.empty()) return {step.bytes, after_gap, false};
      broken_ = broken_ || after_gap;
    }
  }

 protected:
  struct Step {
    std::string_view bytes;
    bool failed = false;
  };
  // Unpacks some of `input_` into `unpacked_`, sets `inside_` to whether a member is still open.
  virtual Step unpack() = 0;
  virtual void restart() = 0;

  std::string_view input_;
  std::vector<char>& unpacked() { return unpacked_; }
  void set_inside(bool inside) { inside_ = inside; }

 private:
  // Moves to the next magic number; false when more input is needed. It may lie across two blocks: then what was
  // matched of it is fed to the unpacker first.
  bool search() {
    if (at_end_ && input_.empty()) {
      searching_ = false;
      return true;
    }
    while (!input_.empty()) {
      if (input_.front() == magic_[matched_]) {
        ++matched_;
        input_.remove_prefix(1);
        if (matched_ < magic_.size()) continue;
        searching_ = false;
        const std::string_view rest = std::exchange(input_, magic_);
        static_cast<void>(unpack());
        input_ = rest;
        return true;
      }
      if (matched_ > 0) {
        matched_ = 0;  // no prefix of either magic number repeats inside it
      } else {
        input_.remove_prefix(1);
      }
    }
    return false;
  }

  Block last_block() {
    const bool empty_file = file_.offset() == 0;
    if (inside_ || empty_file) report("data.truncated", "压缩内容到此中断", "the compressed data end here too early");
    const bool cut = std::exchange(inside_, false);
    return {{}, std::exchange(broken_, false) || cut, true};
  }

  void lose_member() {
    report("data.corrupt", "压缩内容已损坏", "the compressed data are damaged");
    searching_ = true;
    broken_ = true;
    inside_ = false;
    matched_ = 0;
    restart();
  }

  void report(const char* code, const char* chinese, const char* english) {
    const std::uint64_t place = file_.offset() - input_.size();
    on_problem_(
        std::move(Fault(code, fmt::format("{}（第 {} 字节附近）", chinese, place),
                        fmt::format("{} (near byte {})", english, place))
                      .at_line(file_.shown(), 0)
                      .hint("请重新取得此文件；完好的部分已读入", "fetch the file again; its intact parts were read")));
  }

  FileBlocks file_;
  OnProblem on_problem_;
  std::string_view magic_;
  std::vector<char> unpacked_;
  bool at_end_ = false;
  bool pending_ = false;
  bool inside_ = false;
  bool searching_ = false;
  bool broken_ = false;
  std::size_t matched_ = 0;
};

class GzipSource : public PackedSource {
 public:
  GzipSource(const std::filesystem::path& path, const std::string& shown, OnProblem on_problem)
      : PackedSource(path, shown, std::move(on_problem), {"\x1f\x8b\x08", 3}) {
    constexpr int kGzipOnly = 16;
    if (inflateInit2(&stream_, MAX_WBITS + kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

 private:
  Step unpack() override {
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(input_.data()));  // zlib does not write there
    stream_.avail_in = static_cast<uInt>(input_.size());
    stream_.next_out = reinterpret_cast<Bytef*>(unpacked().data());
    stream_.avail_out = static_cast<uInt>(unpacked().size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    const std::size_t made = unpacked().size() - stream_.avail_out;
    const std::size_t used = input_.size() - stream_.avail_in;
    input_.remove_prefix(used);
    if (status == Z_STREAM_END) {
      inflateReset(&stream_);
      set_inside(false);
    } else if (used > 0 || made > 0) {
      set_inside(true);
    }
    const bool failed = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR;
    return {{unpacked().data(), made}, failed};
  }
  void restart() override { inflateReset(&stream_); }

  z_stream stream_{};
};

class ZstdSource : public PackedSource {
 public:
  ZstdSource(const std::filesystem::path& path, const std::string& shown, OnProblem on_problem)
      : PackedSource(path, shown, std::move(on_problem), {"\x28\xb5\x2f\xfd", 4}), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kMostWindowLog);
  }
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

 private:
  Step unpack() override {
    ZSTD_inBuffer in{input_.data(), input_.size(), 0};
    ZSTD_outBuffer out{unpacked().data(), unpacked().size(), 0};
    const std::size_t wanted = ZSTD_decompressStream(stream_, &out, &in);
    input_.remove_prefix(in.pos);
    const bool failed = ZSTD_isError(wanted) != 0;
    if (in.pos > 0 || out.pos > 0) set_inside(!failed && wanted != 0);
    if (failed && in.pos == 0 && !input_.empty()) input_.remove_prefix(1);  // never the same byte twice
    return {{unpacked().data(), out.pos}, failed};
  }
  void restart() override { ZSTD_DCtx_reset(stream_, ZSTD_reset_session_only); }

  ZSTD_DStream* stream_;
};

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& path, const std::string& shown,
                                       OnProblem on_problem) {
  const std::string ending = path.extension().string();
  if (ending == ".gz") return std::make_unique<GzipSource>(path, shown, std::move(on_problem));
  if (ending == ".zst") return std::make_unique<ZstdSource>(path, shown, std::move(on_problem));
  return std::make_unique<PlainSource>(path, shown);
}

}  // namespace gouji
