// Records that come in any order and are wanted by key, more of them than memory should hold: what is over the limit
// is sorted and written to files that have no name, and merged from there.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gouji {

class SortedSpill {
 public:
  static constexpr std::size_t kUsualLimit = std::size_t{64} << 20U;  // bytes
  explicit SortedSpill(std::size_t limit = kUsualLimit);
  SortedSpill(const SortedSpill&) = delete;
  SortedSpill& operator=(const SortedSpill&) = delete;
  ~SortedSpill();

  // Fault "file.unwritable" where a file is needed and cannot be written.
  void add(std::string key, std::string bytes);
  bool empty() const { return records_.empty() && runs_.empty(); }
  std::size_t files() const { return runs_.size(); }

  // By the bytes of the keys, equal keys as they came; then it is empty.
  void take(const std::function<void(const std::string& key, std::string&& bytes)>& visit);

 private:
  struct Record {
    std::string key, bytes;
  };
  class Run;
  void sort();
  void spill();
  std::size_t limit_, held_ = 0;
  std::vector<Record> records_;
  std::vector<std::unique_ptr<Run>> runs_;
};

}  // namespace gouji
