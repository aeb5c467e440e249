// What lines of progress are made of.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "app/session.hpp"

namespace gouji::app {

inline constexpr auto kTellEvery = std::chrono::milliseconds(100);  // a line of progress
inline constexpr double kKnowsRate = 0.5;                           // seconds after which a rate says something

// ████░░░░: how much of all is done.
std::string progress_bar(std::uint64_t done, std::uint64_t all);

// "2 分 5 秒"
std::string time_left(const Session& session, double seconds);

}  // namespace gouji::app
