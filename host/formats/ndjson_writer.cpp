#include "formats/ndjson_writer.hpp"

#include <zlib.h>
#include <zstd.h>

#include <new>
#include <string>

#include "base/replacement.hpp"
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
  explicit Output(const std::filesystem::path& path) : file_(path) {
    if (path.extension() == ".gz") packing_ = Packing::gzip;
    if (path.extension() == ".zst") packing_ = Packing::zstd;
  }

  void add_line(std::string_view line) {
    pending_ += line;
    pending_ += '\n';
    if (pending_.size() >= kMember) flush();
  }

  void commit() {
    if (!pending_.empty() || (packing_ != Packing::none && !any_)) flush();
    file_.put_in_place();
  }

 private:
  void flush() {
    any_ = true;
    switch (packing_) {
      case Packing::none: file_.append(pending_); break;
      case Packing::gzip: file_.append(pack_gzip(pending_)); break;
      case Packing::zstd: file_.append(pack_zstd(pending_)); break;
    }
    pending_.clear();
  }

  files::Replacement file_;
  Packing packing_ = Packing::none;
  bool any_ = false;
  std::string pending_;
};

NdjsonWriter::NdjsonWriter(const std::filesystem::path& path) : output_(std::make_unique<Output>(path)) {}
NdjsonWriter::~NdjsonWriter() = default;
void NdjsonWriter::add(const Document& document) { add_line(write_disclosure(document, false)); }
void NdjsonWriter::add_line(std::string_view line) { output_->add_line(line); }
void NdjsonWriter::commit() { output_->commit(); }

}  // namespace gouji
