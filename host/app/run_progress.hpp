// The line that a long run shows on a terminal: how much is done, how quickly, what is left, what was found so far.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/wire.hpp"

namespace gouji::app {

class RunProgress {
 public:
  RunProgress(Session& session, const std::vector<DatasetItem>& items);

  // How far the run is once this job is done; 0 where that cannot be told.
  std::uint64_t end_of(const Job& job) const;
  // A reply has come: of a job that ends there, with so many documents and findings.
  void add(std::uint64_t end, std::uint64_t documents, std::uint64_t findings);

 private:
  struct Part {
    std::uint64_t begin = 0, size = 0;  // bytes of NDJSON, a share for any other item
  };
  using Clock = std::chrono::steady_clock;
  std::string line(Clock::time_point now) const;
  Session& session_;
  bool shown_;
  std::unordered_map<std::string, Part> parts_;  // by the item's path
  std::uint64_t all_ = 0, reached_ = 0;          // all_ 0: not known
  std::uint64_t documents_ = 0, findings_ = 0;
  Clock::time_point started_ = Clock::now(), told_{};
};

}  // namespace gouji::app
