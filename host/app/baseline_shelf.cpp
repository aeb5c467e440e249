#include "app/baseline_shelf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/folder_lock.hpp"
#include "base/text.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBaselines = "baselines";
constexpr std::size_t kMostBaselineBytes = std::size_t{4} << 30U;
constexpr std::chrono::seconds kPatienceToWrite{20};

fs::path shelf_of(const Pack& pack) { return pack.folder / kBaselines; }

ShelvedBaseline read_baseline_file(const Pack& pack, const fs::path& file) {
  ShelvedBaseline one;
  one.file = file;
  one.pack = pack.id;
  one.there = fs::exists(fs::symlink_status(file));
  if (!one.there) return one;
  one.bytes = files::read(file, kMostBaselineBytes);
  one.baseline = read_baseline(one.bytes, pack.shown + "/" + files::shown(file, pack.folder));
  for (RecordedDocument& document : one.baseline.record.documents) document.packs = {pack.id};
  return one;
}

// The folder baselines/ that the file stands in, however deep.
fs::path baselines_of(const fs::path& file) {
  fs::path folder = file.parent_path();
  while (folder.filename() != kBaselines && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

Fault baseline_moved(const fs::path& file) {
  const std::string shown = text::visible(files::shown(file));
  return std::move(Fault("approve.stale", fmt::format("比较之后，“{}”又被别人改过", shown),
                         fmt::format("{} was changed by somebody else since it was compared", shown))
                       .hint("什么也没有写；先用 gouji diff 看现在的变化，再运行 gouji approve",
                             "nothing was written; look at gouji diff again, then approve"));
}

}  // namespace

fs::path baseline_name(const fs::path& path, const Workbench& workbench) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error), home = fs::weakly_canonical(workbench.home, error);
  fs::path name = real.lexically_relative(home);
  if (name.empty() || *name.begin() == "..") name = real.filename();
  if (name == ".") name = "all";
  for (const char* ending : {".gz", ".zst", ".ndjson", ".json"}) {
    if (name.extension() == ending) name.replace_extension();
  }
  name += kBaselineEnding;
  return name;
}

ShelvedBaseline read_shelved(const Pack& pack, const fs::path& name) {
  return read_baseline_file(pack, shelf_of(pack) / name);
}

bool of_other_data(const ShelvedBaseline& baseline, const std::set<std::string>& documents,
                   const std::function<bool(const RecordedDocument&)>& wanted) {
  bool any = false;
  for (const RecordedDocument& one : baseline.baseline.record.documents) {
    if (wanted && !wanted(one)) continue;
    if (documents.contains(one.document)) return false;
    any = true;
  }
  return any;
}

std::vector<ShelvedBaseline> all_shelved(const Pack& pack) {
  std::vector<ShelvedBaseline> all;
  if (!fs::is_directory(shelf_of(pack))) return all;
  for (const fs::path& file : files::list(shelf_of(pack), {std::string(kBaselineEnding)}))
    all.push_back(read_baseline_file(pack, file));
  return all;
}

void replace_shelved(const std::vector<NewBaseline>& all) {
  std::vector<fs::path> folders;
  for (const NewBaseline& one : all) {
    std::error_code error;
    fs::create_directories(one.before.file.parent_path(), error);
    if (error) throw files::unwritable(one.before.file, error.value());
    folders.push_back(baselines_of(one.before.file));
  }
  std::sort(folders.begin(), folders.end());  // in one order, so that nobody waits for each other
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  std::vector<std::unique_ptr<files::FolderLock>> locks;
  for (const fs::path& folder : folders) locks.push_back(std::make_unique<files::FolderLock>(folder, kPatienceToWrite));
  for (const NewBaseline& one : all) {
    const bool there = fs::exists(fs::symlink_status(one.before.file));
    if (there != one.before.there || (there && files::read(one.before.file, kMostBaselineBytes) != one.before.bytes))
      throw baseline_moved(one.before.file);
  }
  for (const NewBaseline& one : all) files::write(one.before.file, one.bytes);
}

}  // namespace gouji::app
