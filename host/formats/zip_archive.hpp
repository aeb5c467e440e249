// The members of a ZIP container (XLSX, DOCX, ODS …), unpacked in memory only and within limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace gouji {

inline constexpr std::size_t kMostZipMembers = 10'000;
inline constexpr std::size_t kMostZipRatio = 200;                           // unpacked to packed, …
inline constexpr std::size_t kZipRatioFrom = std::size_t{1} << 20U;         // … after so many bytes

class ZipArchive {
 public:
  // `bytes` must outlive the archive. Faults import.damaged, import.too_much_inside.
  ZipArchive(std::string_view bytes, std::string file);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  const std::string& file() const { return file_; }
  // Names are compared without regard to case; absolute ones and those with ".." are not there.
  bool has(std::string_view name) const;
  bool has_below(std::string_view folder) const;  // "xl/media/"
  // The whole member. Faults import.damaged (missing, broken), import.encrypted, import.too_much_inside.
  std::string read(std::string_view name);

 private:
  struct Handle;
  std::string file_;
  std::unique_ptr<Handle> handle_;
  std::map<std::string, std::uint64_t, std::less<>> members_;  // by folded name
  std::size_t unpacked_ = 0;
};

}  // namespace gouji
