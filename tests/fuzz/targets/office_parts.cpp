// The XML inside XLSX and DOCX, put into an archive here, since no fuzzer finds its way through compression and check
// sums. A line “==== name” begins a part.
#include <zlib.h>

#include <cstdint>

#include "formats/published.hpp"
#include "fuzz/support.hpp"
#include "unit/formats/office_fixtures.hpp"

namespace gouji::fuzz {
namespace {

constexpr std::string_view kMark = "==== ";
constexpr std::size_t kMostParts = 40;

test::Parts parts_of(std::string_view bytes) {
  test::Parts parts;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.starts_with(kMark)) {
      if (parts.size() == kMostParts) break;
      parts.emplace_back(line.substr(kMark.size(), 200), "");
    } else if (!parts.empty()) {
      parts.back().second.append(line).append("\n");
    }
  }
  return parts;
}

void put_number(std::string& out, std::size_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

// What the entry in front of a part and that of the directory have in common.
std::string entry_of(const std::string& name, const std::string& content) {
  std::string out;
  put_number(out, 20, 2);     // version
  put_number(out, 0x800, 2);  // names are UTF-8
  put_number(out, 0, 2);      // stored
  put_number(out, 0x50210000, 4);
  put_number(out, ::crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())), 4);
  put_number(out, content.size(), 4);
  put_number(out, content.size(), 4);
  put_number(out, name.size(), 2);
  put_number(out, 0, 2);
  return out;
}

// An archive without compression, whatever the names: libzip would refuse to write some of them.
std::string stored(const test::Parts& parts) {
  std::string out, directory;
  for (const auto& [name, content] : parts) {
    const std::string entry = entry_of(name, content);
    directory.append("PK\x01\x02");
    put_number(directory, 20, 2);
    directory += entry;
    put_number(directory, 0, 8);
    put_number(directory, 0, 2);
    put_number(directory, out.size(), 4);
    directory += name;
    out.append("PK\x03\x04").append(entry).append(name).append(content);
  }
  const std::size_t begins = out.size();
  out += directory;
  out.append("PK\x05\x06");
  put_number(out, 0, 4);
  put_number(out, parts.size(), 2);
  put_number(out, parts.size(), 2);
  put_number(out, directory.size(), 4);
  put_number(out, begins, 4);
  put_number(out, 0, 2);
  return out;
}

}  // namespace

void office_parts(std::string_view bytes) {
  shut_out_programs();
  const std::string broken = test::broken_rule(read_published(stored(parts_of(bytes)), "表.xlsx"));
  need(broken.empty(), broken);
}

}  // namespace gouji::fuzz
