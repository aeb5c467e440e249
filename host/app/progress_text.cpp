#include "app/progress_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gouji::app {

std::string progress_bar(std::uint64_t done, std::uint64_t all) {
  constexpr std::uint64_t kColumns = 20;
  all = std::max<std::uint64_t>(all, 1);
  const std::uint64_t full = std::min(done, all) * kColumns / all;
  std::string bar;
  for (std::uint64_t i = 0; i < kColumns; ++i) bar += i < full ? "█" : "░";
  return bar;
}

std::string time_left(const Session& session, double left) {
  const auto seconds = static_cast<long>(left + 0.5);
  const long hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;
  if (hours > 0) return fmt::format(fmt::runtime(session.say("{} 小时 {} 分", "{} h {} min")), hours, minutes);
  if (minutes > 0) return fmt::format(fmt::runtime(session.say("{} 分 {} 秒", "{} min {} s")), minutes, rest);
  return fmt::format(fmt::runtime(session.say("{} 秒", "{} s")), rest);
}

}  // namespace gouji::app
