#include "script/limits.hpp"

#include <fmt/format.h>

namespace gouji::script {

std::pair<std::string, std::string> how_to_raise(Limit limit, const Limits& limits) {
  std::string key = "seconds", now = fmt::format("{}", limits.seconds);
  std::size_t which = 2;
  if (limit == Limit::steps) key = "steps", now = fmt::format("{}", limits.steps), which = 0;
  if (limit == Limit::memory) key = "memory_mb", now = fmt::format("{}", limits.memory >> 20U), which = 1;
  const std::string& place = limits.set_in.at(which);
  if (place == kAsked) {
    return {fmt::format("确实要这么多的，把 --rule-budget 里的 {} 改大，现在是 {}", key, now),
            fmt::format("where it has to be so much, raise {} in --rule-budget, now {}", key, now)};
  }
  if (!place.empty()) {
    return {fmt::format("确实要这么多的，在 {} 里把 {} 改大，现在是 {}；最多到 workbench.toml 的 [budget] 许可的数",
                        place, key, now),
            fmt::format("where it has to be so much, raise {} in {}, now {}; at most what [budget] of workbench.toml "
                        "allows",
                        key, place, now)};
  }
  return {fmt::format("确实要这么多的，在 workbench.toml 的 [budget] 里把 {} 改大，现在是 {}", key, now),
          fmt::format("where it has to be so much, raise {} in [budget] of workbench.toml, now {}", key, now)};
}

}  // namespace gouji::script
