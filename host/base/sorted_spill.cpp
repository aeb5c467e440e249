#include "base/sorted_spill.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "base/fault.hpp"
#include "base/files.hpp"

namespace gouji {
namespace {

constexpr std::size_t kOverhead = 96;  // of a record in memory, about

}  // namespace

// A sorted file, read from its beginning; it is gone when it is closed, however the process ends.
class SortedSpill::Run {
 public:
  Run() {
    std::error_code error;
    path_ = std::filesystem::temp_directory_path(error) / "gouji-spill-XXXXXX";
    // A file without a name, where the file system knows such ones.
    int descriptor = ::open(path_.parent_path().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
      std::string name = path_.string();
      descriptor = ::mkostemp(name.data(), O_CLOEXEC);
      if (descriptor < 0) throw files::unwritable(path_, errno);
      ::unlink(name.c_str());
    }
    file_ = ::fdopen(descriptor, "w+b");
    if (file_ == nullptr) throw files::unwritable(path_, errno);
  }
  ~Run() {
    if (file_ != nullptr) std::fclose(file_);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void write(const Record& record) {
    put(record.key);
    put(record.bytes);
  }
  void rewind() {
    if (std::fflush(file_) != 0) throw files::unwritable(path_, errno);
    std::rewind(file_);
    next();
  }
  bool more() const { return more_; }
  Record& front() { return front_; }
  void next() { more_ = get(front_.key) && get(front_.bytes); }

 private:
  void put(const std::string& text) {
    const std::uint64_t size = text.size();
    const bool good = std::fwrite(&size, sizeof size, 1, file_) == 1 &&
                      std::fwrite(text.data(), 1, text.size(), file_) == text.size();
    if (!good) throw files::unwritable(path_, errno);
  }
  bool get(std::string& text) {
    std::uint64_t size = 0;
    if (std::fread(&size, sizeof size, 1, file_) != 1) return false;
    text.resize(size);
    if (std::fread(text.data(), 1, size, file_) == size) return true;
    throw files::unwritable(path_, errno);  // it was cut: the disk is full, or somebody wrote into it
  }

  std::filesystem::path path_;
  std::FILE* file_ = nullptr;
  Record front_;
  bool more_ = false;
};

SortedSpill::SortedSpill(std::size_t limit) : limit_(limit) {}

SortedSpill::~SortedSpill() = default;

void SortedSpill::add(std::string key, std::string bytes) {
  held_ += key.size() + bytes.size() + kOverhead;
  records_.push_back({std::move(key), std::move(bytes)});
  if (held_ > limit_) spill();
}

void SortedSpill::sort() {
  std::stable_sort(records_.begin(), records_.end(), [](const Record& a, const Record& b) { return a.key < b.key; });
}

void SortedSpill::spill() {
  sort();
  auto run = std::make_unique<Run>();
  for (const Record& record : records_) run->write(record);
  runs_.push_back(std::move(run));
  records_ = {};
  held_ = 0;
}

void SortedSpill::take(const std::function<void(const std::string& key, std::string&& bytes)>& visit) {
  if (!runs_.empty() && !records_.empty()) spill();
  sort();
  for (Record& record : records_) visit(record.key, std::move(record.bytes));
  for (const auto& run : runs_) run->rewind();
  for (;;) {
    Run* first = nullptr;  // the earliest of equal ones came first
    for (const auto& run : runs_) {
      if (run->more() && (first == nullptr || run->front().key < first->front().key)) first = run.get();
    }
    if (first == nullptr) break;
    visit(first->front().key, std::move(first->front().bytes));
    first->next();
  }
  records_ = {};
  runs_.clear();
  held_ = 0;
}

}  // namespace gouji
