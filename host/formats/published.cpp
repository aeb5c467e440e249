#include "formats/published.hpp"

#include <fmt/format.h>

#include "base/fault.hpp"
#include "formats/published_container.hpp"
#include "formats/published_text.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

}  // namespace

PublishedSource read_published(std::string_view bytes, const std::string& file) {
  if (bytes.size() > kMostBytes) {
    throw Fault("import.too_large", fmt::format("“{}”超过 64 MB", file), fmt::format("{} is larger than 64 MB", file));
  }
  if (auto container = read_published_container(bytes, file)) return std::move(*container);
  return read_published_text(decode_published(bytes, file));
}

}  // namespace gouji
