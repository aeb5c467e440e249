#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>

#include "formats/dataset_folder.hpp"
#include "formats/dataset_forms.hpp"
#include "formats/dataset_manifest.hpp"
#include "formats/dataset_table.hpp"
#include "formats/escape.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kExchange = 2;  // RENAME_EXCHANGE: both names exist at every moment

Fault unwritable(const fs::path& path, const std::string& reason) {
  return std::move(
      Fault("file.unwritable", fmt::format("无法写入“{}”：{}", path.string(), reason),
            fmt::format("cannot write {}: {}", path.string(), reason))
          .hint("原文件夹未改动；请检查磁盘空间和权限", "the old folder is untouched; check space and permissions"));
}

// "….<pid>.<n>.tmp" of a process that is gone, and old: nobody will put it in place any more.
bool is_left_behind(const fs::path& path) {
  constexpr auto kOld = std::chrono::hours(1);
  const std::string name = path.filename().string();
  const auto number = name.rfind('.', name.size() - std::string_view(".tmp").size() - 1);
  const auto process = number == std::string::npos || number == 0 ? number : name.rfind('.', number - 1);
  if (process == std::string::npos) return false;
  int pid = 0;
  std::from_chars(name.data() + process + 1, name.data() + number, pid);
  std::error_code error;
  const auto written = fs::last_write_time(path, error);
  return pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH && !error &&
         fs::file_time_type::clock::now() - written > kOld;
}

// What a killed process left beside the target.
void sweep(const fs::path& target, const std::string& prefix) {
  std::error_code error;
  std::vector<fs::path> left;
  for (auto entry = fs::directory_iterator(target.parent_path(), error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(".tmp") && is_left_behind(entry->path()))
      left.push_back(entry->path());
  }
  for (const fs::path& path : left) fs::remove_all(path, error);
}

// A hidden folder beside the target, gone again unless it was moved into place.
class Aside {
 public:
  explicit Aside(const fs::path& target) {
    static std::atomic<unsigned> counter{0};
    const std::string prefix = fmt::format(".{}.", safe_file_name(target.filename().string(), 100));
    path_ = target.parent_path() / fmt::format("{}{}.{}.tmp", prefix, ::getpid(), ++counter);
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error) throw unwritable(target, error.message());
    sweep(target, prefix);
    if (!fs::create_directory(path_, error)) throw unwritable(target, error ? error.message() : "already there");
  }
  ~Aside() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Nobody sees the file before its folder is moved into place: it is written straight and synced once.
void write_new(const fs::path& path, std::string_view bytes, const fs::path& final_path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  bool good = descriptor >= 0;
  while (good && !bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    good = written >= 0;
    if (good) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  good = good && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0 && ::close(descriptor) != 0) good = false;
  if (!good) throw unwritable(final_path, std::strerror(error));
}

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

bool is_of_dataset(const fs::path& file) { return file.filename() == kManifestName || file.extension() == ".csv"; }

// What else lies in the old folder (the source's PDF, notes) comes along.
void keep_other_files(const fs::path& old_folder, const fs::path& new_folder) {
  for (const fs::directory_entry& entry : fs::directory_iterator(old_folder)) {
    if (is_of_dataset(entry.path())) continue;
    fs::copy(entry.path(), new_folder / entry.path().filename(),
             fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  }
}

void put_in_place(const fs::path& aside, const fs::path& target) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(target, error))) {
    if (::rename(aside.c_str(), target.c_str()) != 0) throw unwritable(target, std::strerror(errno));
    return;
  }
  if (::syscall(SYS_renameat2, AT_FDCWD, aside.c_str(), AT_FDCWD, target.c_str(), kExchange) == 0) return;
  if (errno != EINVAL && errno != ENOSYS) throw unwritable(target, std::strerror(errno));
  // A file system that cannot exchange: for a moment only the hidden name of the old folder exists.
  const fs::path old = aside.string() + ".old";
  if (::rename(target.c_str(), old.c_str()) != 0) throw unwritable(target, std::strerror(errno));
  if (::rename(aside.c_str(), target.c_str()) != 0) {
    const int reason = errno;
    ::rename(old.c_str(), target.c_str());
    throw unwritable(target, std::strerror(reason));
  }
  fs::remove_all(old, error);
}

std::string write_texts(const std::vector<std::pair<std::string, const TextBlock*>>& blocks) {
  const bool any_text =
      std::any_of(blocks.begin(), blocks.end(), [](const auto& block) { return block.second->text.has_value(); });
  CsvWriter csv;
  std::vector<std::string> head{std::string(kForm), std::string(kTextLabel), std::string(kTextPresent),
                                std::string(kTextChars)};
  if (any_text) head.emplace_back(kText);
  head.insert(head.end(), place_heads().begin(), place_heads().end());
  csv.row(head);
  for (const auto& [form, block] : blocks) {
    std::vector<std::string> row{form, guarded(block->label), block->present ? "有" : "无",
                                 fmt::format("{}", block->chars)};
    if (any_text) row.push_back(spelled_text(block->text));
    const auto place = spelled_place(block->at);
    row.insert(row.end(), place.begin(), place.end());
    csv.row(row);
  }
  return csv.bytes();
}

// All files of the dataset, in the order of writing.
std::vector<std::pair<std::string, std::string>> files_of(const Document& document) {
  std::vector<std::pair<std::string, std::string>> files;
  Manifest manifest;
  for (std::size_t i = 0; i < document.tables.size(); ++i) {
    const Table& table = document.tables[i];
    ManifestTable entry{fmt::format("{:02}-{}.csv", i + 1, safe_file_name(table.name, 120)), 0, column_styles(table)};
    files.emplace_back(entry.file, write_table(table, entry.styles));
    manifest.tables.push_back(std::move(entry));
  }
  std::vector<TiedRecord> heads, funds, indicators, claims;
  std::vector<std::pair<std::string, const TextBlock*>> texts;
  for (std::size_t i = 0; i < document.evaluations.size(); ++i) {
    const Evaluation& evaluation = document.evaluations[i];
    const std::string key = form_key(i, evaluation);
    heads.push_back({key, &evaluation.head});
    for (const Record& fund : evaluation.funds) funds.push_back({key, &fund});
    for (const Record& indicator : evaluation.indicators) indicators.push_back({key, &indicator});
    for (const TextBlock& block : evaluation.texts) texts.emplace_back(key, &block);
  }
  for (const Record& claim : document.claims) claims.push_back({"", &claim});
  const auto add = [&](const DatasetFile& file, RecordKind kind, const std::vector<TiedRecord>& rows) {
    if (!rows.empty())
      files.emplace_back(file.name, write_records(kind, rows, manifest.styles[std::string(file.kind)]));
  };
  add(kEvaluationsFile, RecordKind::evaluation, heads);
  add(kFundsFile, RecordKind::fund, funds);
  add(kIndicatorsFile, RecordKind::indicator, indicators);
  if (!texts.empty()) files.emplace_back(kTextsFile.name, write_texts(texts));
  add(kClaimsFile, RecordKind::claim, claims);
  manifest.document = document;
  files.emplace_back(kManifestName, write_manifest(manifest));
  return files;
}

}  // namespace

void write_dataset(const Document& document, const std::filesystem::path& folder) {
  write_disclosure(document, false);  // refuses what no form could hold, before anything is touched
  fs::path target = folder.lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  if (target.is_relative() && !target.has_parent_path()) target = fs::path(".") / target;
  std::error_code error;
  const bool there = fs::exists(fs::symlink_status(target, error));
  if (there && !is_dataset(target) &&
      !(fs::is_directory(fs::symlink_status(target, error)) && fs::is_empty(target, error))) {
    throw std::move(Fault("dataset.not_a_dataset", fmt::format("“{}”已存在，而且不是数据集，不予覆盖", target.string()),
                          fmt::format("{} is there and is no dataset; it is not replaced", target.string()))
                        .hint("请换一个文件夹名，或先移走它", "choose another name, or move it away first"));
  }
  const Aside aside(target);
  for (const auto& [name, bytes] : files_of(document)) write_new(aside.path() / name, bytes, target / name);
  sync_folder(aside.path());
  try {
    if (there) keep_other_files(target, aside.path());
    put_in_place(aside.path(), target);
  } catch (const fs::filesystem_error& failure) {
    throw unwritable(target, failure.what());
  }
  sync_folder(target.parent_path());
}

}  // namespace gouji
