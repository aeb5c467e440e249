#include "formats/dataset_batch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <set>
#include <string_view>

#include "base/aside.hpp"
#include "base/folder_swap.hpp"
#include "formats/dataset_files.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/dataset_manifest.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewDatasets =
    4;  // datasets whose files are synced one by one, leaving the rest of the disk alone
constexpr std::size_t kMostStagings = 64;  // each holds a file descriptor

bool is_of_dataset(const fs::path& file) { return file.filename() == kManifestName || file.extension() == ".csv"; }

// What else lies in the old folder (the source's PDF, notes) comes along.
void keep_other_files(const fs::path& old_folder, const fs::path& new_folder) {
  for (const fs::directory_entry& entry : fs::directory_iterator(old_folder)) {
    if (is_of_dataset(entry.path())) continue;
    fs::copy(entry.path(), new_folder / entry.path().filename(),
             fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  }
}

// Where there is something else, nothing is put in its place. True: a folder to be replaced.
bool look_at(const fs::path& target) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(target, error);
  if (!fs::exists(status)) return false;
  if (is_dataset(target) || (fs::is_directory(status) && fs::is_empty(target, error))) return true;
  throw std::move(Fault("dataset.not_a_dataset", fmt::format("“{}”已存在，而且不是数据集，不予覆盖", target.string()),
                        fmt::format("{} is there and is no dataset; it is not replaced", target.string()))
                      .hint("请换一个文件夹名，或先移走它", "choose another name, or move it away first"));
}

}  // namespace

// A hidden folder beside targets, locked while we are alive, gone with all that was not moved out of it.
class DatasetBatch::Staging {
 public:
  explicit Staging(const fs::path& folder) : folder_(folder) {
    std::error_code error;
    for (fs::path made = folder; !made.empty() && !fs::exists(made, error); made = made.parent_path())
      to_sync_.insert(made.has_parent_path() ? made.parent_path() : fs::path("."));
    fs::create_directories(folder, error);
    if (error) throw files::folder_unwritable(folder, error.message());
    files::sweep(folder);
    path_ = files::aside_in(folder);
    if (!fs::create_directory(path_, error))
      throw files::folder_unwritable(folder, error ? error.message() : "already there");
    lock_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    files::mark_in_use(lock_);
  }
  ~Staging() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    if (lock_ >= 0) ::close(lock_);
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  const fs::path& folder() const { return folder_; }
  const fs::path& path() const { return path_; }

  void sync_contents() const { files::sync_file_system(path_); }

  // The folder, and those in which it and folders above it were made.
  void sync_names() {
    files::sync_folder(folder_);
    for (const fs::path& folder : to_sync_) files::sync_folder(folder);
    to_sync_.clear();
  }

 private:
  fs::path folder_, path_;
  std::set<fs::path> to_sync_;
  int lock_ = -1;
};

DatasetBatch::DatasetBatch() = default;
DatasetBatch::~DatasetBatch() = default;

DatasetBatch::Staging& DatasetBatch::staging_for(const fs::path& folder) {
  for (const auto& staging : stagings_) {
    if (staging->folder() == folder) return *staging;
  }
  return *stagings_.emplace_back(std::make_unique<Staging>(folder));
}

void DatasetBatch::add(const Document& document, const fs::path& folder) {
  fs::path target = folder.lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  if (target.is_relative() && !target.has_parent_path()) target = fs::path(".") / target;
  const auto contents = dataset_files(document);
  look_at(target);
  const fs::path aside = staging_for(target.parent_path()).path() / std::to_string(++count_);
  std::error_code error;
  try {
    if (!fs::create_directory(aside, error))
      throw files::folder_unwritable(target, error ? error.message() : "already there");
    for (const auto& [name, bytes] : contents) files::write_new(aside / name, bytes, target / name);
  } catch (const Fault&) {
    fs::remove_all(aside, error);
    throw;
  }
  waiting_.push_back({aside, target});
}

std::vector<std::optional<Fault>> DatasetBatch::put_in_place() {
  std::vector<std::optional<Fault>> faults(waiting_.size());
  const auto each = [&](auto step) {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      if (faults[i]) continue;
      try {
        step(waiting_[i]);
      } catch (const Fault& fault) {
        faults[i] = fault;
      } catch (const fs::filesystem_error& failure) {
        faults[i] = files::folder_unwritable(waiting_[i].target, failure.what());
      }
    }
  };
  // What fails for a folder fails for all that is to go there.
  const auto settle = [&](Staging& staging, auto step) {
    try {
      step(staging);
    } catch (const Fault& fault) {
      for (std::size_t i = 0; i < waiting_.size(); ++i) {
        if (!faults[i] && waiting_[i].target.parent_path() == staging.folder()) faults[i] = fault;
      }
    }
  };
  each([](const Waiting& one) {
    if (look_at(one.target)) keep_other_files(one.target, one.aside);
  });
  const bool few = waiting_.size() <= kFewDatasets;
  if (few) each([](const Waiting& one) { files::sync_tree(one.aside, one.target); });
  for (const auto& staging : stagings_) {
    if (!few) settle(*staging, [](Staging& one) { one.sync_contents(); });
  }
  each([](const Waiting& one) { files::exchange(one.aside, one.target, look_at(one.target)); });
  for (const auto& staging : stagings_) settle(*staging, [](Staging& one) { one.sync_names(); });
  std::error_code ignored;
  for (const Waiting& one : waiting_) fs::remove_all(one.aside, ignored);  // old folders, and what found no place
  waiting_.clear();
  if (stagings_.size() > kMostStagings) stagings_.clear();
  return faults;
}

}  // namespace gouji
