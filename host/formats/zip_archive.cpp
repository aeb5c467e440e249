#include "formats/zip_archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>

#include "base/data_limits.hpp"
#include "base/text.hpp"
#include "formats/published_faults.hpp"

namespace gouji {
namespace {

constexpr std::size_t kUnpackBlock = std::size_t{64} << 10U;

// ASCII lower case and '/': how names are compared. Empty for a name that leads out of the archive.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '\\' ? '/' : text::ascii_lower(c);
  if (out.starts_with('/') || (out.size() > 1 && out[1] == ':')) return {};
  for (std::size_t start = 0; start <= out.size();) {
    const std::size_t end = std::min(out.find('/', start), out.size());
    if (std::string_view(out).substr(start, end - start) == "..") return {};
    start = end + 1;
  }
  return out;
}

struct OpenMember {
  explicit OpenMember(zip_file_t* opened) : member(opened) {}
  ~OpenMember() {
    if (member != nullptr) zip_fclose(member);
  }
  OpenMember(const OpenMember&) = delete;
  OpenMember& operator=(const OpenMember&) = delete;
  zip_file_t* member;
};

}  // namespace

struct ZipArchive::Handle {
  Handle() = default;
  ~Handle() {
    if (zip != nullptr) zip_discard(zip);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  zip_t* zip = nullptr;
};

ZipArchive::ZipArchive(std::string_view bytes, std::string file)
    : file_(std::move(file)), handle_(std::make_unique<Handle>()) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) handle_->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (handle_->zip == nullptr) {
    if (source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    throw refusals::damaged(file_, "压缩包的目录读不出来，可能没有下载完",
                            "the directory of the archive cannot be read");
  }
  zip_error_fini(&error);
  const auto count = static_cast<std::uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(handle_->zip, 0)));
  if (count > kMostZipMembers) {
    throw refusals::too_much(file_, fmt::format("里有 {} 个成员，超过 {} 个", count, kMostZipMembers),
                             fmt::format("has {} members, more than {}", count, kMostZipMembers));
  }
  for (std::uint64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(handle_->zip, i, ZIP_FL_ENC_GUESS);
    if (name == nullptr) continue;
    std::string key = folded(name);
    if (!key.empty()) members_.emplace(std::move(key), i);  // of two with one name, the first
  }
}

ZipArchive::~ZipArchive() = default;

bool ZipArchive::has(std::string_view name) const { return members_.contains(folded(name)); }

bool ZipArchive::has_below(std::string_view folder) const {
  const std::string key = folded(folder);
  const auto first = members_.lower_bound(key);
  return first != members_.end() && first->first.starts_with(key);
}

std::string ZipArchive::read(std::string_view name) {
  const auto found = members_.find(folded(name));
  if (found == members_.end()) throw refusals::missing_part(file_, std::string(name));
  const auto broken = [&] {
    return refusals::damaged(file_, fmt::format("“{}”解不开", name), fmt::format("{} cannot be unpacked", name));
  };
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(handle_->zip, found->second, 0, &stat) != 0) throw broken();
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
    throw refusals::encrypted(file_);
  const OpenMember open(zip_fopen_index(handle_->zip, found->second, 0));
  if (open.member == nullptr) throw broken();
  // What the directory says of sizes is not believed; what comes out is counted.
  const std::uint64_t packed = std::max<std::uint64_t>(1, stat.comp_size);
  std::string out;
  std::array<char, kUnpackBlock> block{};
  for (;;) {
    const zip_int64_t got = zip_fread(open.member, block.data(), block.size());
    if (got < 0) throw broken();
    if (got == 0) break;
    out.append(block.data(), static_cast<std::size_t>(got));
    unpacked_ += static_cast<std::size_t>(got);
    const std::size_t most = data_limits().unpacked_mb;
    if (out.size() > most << 19U || unpacked_ > most << 20U ||
        (out.size() > kZipRatioFrom && out.size() / kMostZipRatio > packed)) {
      const auto [more, more_english] = how_to_raise_data("unpacked_mb", most);
      throw refusals::too_much(file_,
                               fmt::format("里的“{}”解压后过大（每个成员至多 {} MB，共 {} MB，压缩比至多 {}）", name,
                                           most / 2, most, kMostZipRatio) +
                                   more,
                               fmt::format("unpacks too large at {} (at most {} MB a member, {} MB in all, {} to 1)",
                                           name, most / 2, most, kMostZipRatio) +
                                   more_english);
    }
  }
  return out;
}

}  // namespace gouji
