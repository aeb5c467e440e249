#include "formats/ndjson_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMember = std::size_t{1} << 20U;
constexpr int kGzipLevel = 6;
constexpr int kZstdLevel = 3;

enum class Packing { none, gzip, zstd };

// One member from whole lines. The same text gives the same bytes: no time, no name, one thread.
std::string pack_gzip(std::string_view text) {
  constexpr int kGzipHeader = 16;
  constexpr int kMemory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, MAX_WBITS + kGzipHeader, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));  // zlib does not write there
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);  // the bound makes one call enough
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string pack_zstd(std::string_view text) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kZstdLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress2(context.get(), packed.data(), packed.size(), text.data(), text.size());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();
  packed.resize(size);
  return packed;
}

}  // namespace

class NdjsonWriter::Output {
 public:
  explicit Output(const std::filesystem::path& path) : path_(path) {
    static std::atomic<unsigned> counter{0};
    if (path.extension() == ".gz") packing_ = Packing::gzip;
    if (path.extension() == ".zst") packing_ = Packing::zstd;
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    aside_ = folder / fmt::format(".{}.{}.{}.tmp", path.filename().string(), ::getpid(), ++counter);
    descriptor_ = ::open(aside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor_ < 0) fail();
  }
  ~Output() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!committed_) ::unlink(aside_.c_str());
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void add_line(std::string_view line) {
    pending_ += line;
    pending_ += '\n';
    if (pending_.size() >= kMember) flush();
  }

  void commit() {
    if (!pending_.empty() || (packing_ != Packing::none && !any_)) flush();
    if (::fsync(descriptor_) != 0) fail();
    const int status = ::close(descriptor_);
    descriptor_ = -1;
    if (status != 0 || ::rename(aside_.c_str(), path_.c_str()) != 0) fail();
    committed_ = true;
  }

 private:
  void flush() {
    any_ = true;
    switch (packing_) {
      case Packing::none: write_all(pending_); break;
      case Packing::gzip: write_all(pack_gzip(pending_)); break;
      case Packing::zstd: write_all(pack_zstd(pending_)); break;
    }
    pending_.clear();
  }

  void write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail();
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  [[noreturn]] void fail() const {
    const char* reason = std::strerror(errno);
    throw std::move(
        Fault("file.unwritable", fmt::format("无法写入“{}”：{}", path_.string(), reason),
              fmt::format("cannot write {}: {}", path_.string(), reason))
            .hint("原文件未改动；请检查磁盘空间和权限", "the old file is untouched; check space and permissions"));
  }

  std::filesystem::path path_;
  std::filesystem::path aside_;
  Packing packing_ = Packing::none;
  int descriptor_ = -1;
  bool any_ = false;
  bool committed_ = false;
  std::string pending_;
};

NdjsonWriter::NdjsonWriter(const std::filesystem::path& path) : output_(std::make_unique<Output>(path)) {}
NdjsonWriter::~NdjsonWriter() = default;
void NdjsonWriter::add(const Document& document) { add_line(write_disclosure(document, false)); }
void NdjsonWriter::add_line(std::string_view line) { output_->add_line(line); }
void NdjsonWriter::commit() { output_->commit(); }

}  // namespace gouji
