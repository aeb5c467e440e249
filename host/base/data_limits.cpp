#include "base/data_limits.hpp"

#include <fmt/format.h>

namespace gouji {

void set_data_limits(const DataLimits& limits) { limits_of_data = limits; }

std::pair<std::string, std::string> how_to_raise_data(std::string_view key, std::size_t now) {
  return {fmt::format("；确实要这么多的，在 workbench.toml 的 [data] 里把 {} 改大，现在是 {}", key, now),
          fmt::format("; where it has to be so much, raise {} in [data] of workbench.toml, now {}", key, now)};
}

}  // namespace gouji
