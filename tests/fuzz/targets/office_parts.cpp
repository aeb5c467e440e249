// The XML inside XLSX and DOCX, put into an archive here, since no fuzzer finds its way through compression and check
// sums. A line “==== name” begins a part.
#include "formats/published.hpp"
#include "fuzz/support.hpp"
#include "unit/formats/office_fixtures.hpp"

namespace gouji::fuzz {
namespace {

constexpr std::string_view kMark = "==== ";

test::Parts parts_of(std::string_view bytes) {
  test::Parts parts;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.starts_with(kMark)) {
      parts.emplace_back(line.substr(kMark.size()), "");
    } else if (!parts.empty()) {
      parts.back().second.append(line).append("\n");
    }
  }
  return parts;
}

}  // namespace

void office_parts(std::string_view bytes) {
  shut_out_programs();
  const test::Parts parts = parts_of(bytes);
  if (parts.size() > 40) return;
  std::string archive;
  try {
    archive = test::zip_of(parts);
  } catch (const std::runtime_error&) {
    return;  // such as a name that is no UTF-8
  }
  const PublishedSource source = read_published(archive, "表.xlsx");
  const std::string broken = test::broken_rule(source);
  need(broken.empty(), broken);
}

}  // namespace gouji::fuzz
