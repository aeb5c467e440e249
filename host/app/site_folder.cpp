#include "app/site_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <vector>

#include "base/digest.hpp"
#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/folder_lock.hpp"
#include "base/folder_swap.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kList = "gouji-doc.txt";
constexpr std::chrono::seconds kPatienceForSite{20};
constexpr std::string_view kListOpens = "# gouji doc";
constexpr std::size_t kDigest = 64;  // hexadecimal digits

Fault other_files(const fs::path& folder, const std::string& what) {
  return std::move(Fault("doc.other_files",
                         fmt::format("“{}”里有不是规则手册的内容（{}），不予覆盖", folder.string(), what),
                         fmt::format("{} holds what is no handbook ({}); it is not replaced", folder.string(), what))
                       .hint("请换一个文件夹名，或先移走它", "choose another name, or move it away first"));
}

// What the list in the folder says was written there: the digest of each file, by its name.
std::map<std::string, std::string> listed(const fs::path& folder) {
  std::map<std::string, std::string> digests;
  if (!fs::is_regular_file(fs::symlink_status(folder / kList))) return digests;
  std::istringstream lines(files::read(folder / kList));
  std::string line;
  if (!std::getline(lines, line) || !line.starts_with(kListOpens)) return digests;
  while (std::getline(lines, line)) {
    if (line.size() > kDigest + 2 && line.substr(kDigest, 2) == "  ")
      digests.emplace(line.substr(kDigest + 2), line.substr(0, kDigest));
  }
  return digests;
}

// As it was written: a page that somebody worked on is not ours to take away, nor is a file that a list merely names.
bool is_as_written(const fs::path& file, const std::string& digest) { return sha256_hex(files::read(file)) == digest; }

Fault unreadable(const fs::path& folder, const std::error_code& error) {
  return std::move(Fault("file.unreadable", fmt::format("无法读取“{}”：{}", folder.string(), error.message()),
                         fmt::format("cannot read {}: {}", folder.string(), error.message()))
                       .hint("请核对文件夹的权限", "check the permissions of the folder"));
}

// True: a folder to be replaced. False: nothing there.
bool look_at(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (!fs::exists(status)) return false;
  if (!fs::is_directory(status)) throw other_files(folder, "不是文件夹 no folder");
  const std::map<std::string, std::string> known = listed(folder);
  std::vector<std::string> found;
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::file_status one = entry->symlink_status(error);
    const std::string name = entry->path().lexically_relative(folder).generic_string();
    if (fs::is_directory(one)) {
      const auto below = known.lower_bound(name + "/");
      if (below != known.end() && below->first.starts_with(name + "/")) continue;
    } else if (fs::is_regular_file(one)) {
      if (name == kList && !known.empty()) continue;
      const auto ours = known.find(name);
      if (ours != known.end() && is_as_written(entry->path(), ours->second)) continue;
      if (ours != known.end()) {
        found.push_back(name + "，写出以后改过 changed since");
        continue;
      }
    }
    found.push_back(name);
    break;  // one is enough: the folder may be a whole disk
  }
  if (error) throw unreadable(folder, error);
  if (found.empty()) return true;
  throw other_files(folder, *std::min_element(found.begin(), found.end()));
}

}  // namespace

void write_site(const fs::path& folder, std::map<std::string, std::string> files) {
  fs::path target = fs::absolute(folder).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  if (target == target.root_path()) throw other_files(folder, "根目录 the root folder");
  if (folder.is_relative()) target = target.lexically_proximate(fs::current_path());
  std::string list =
      std::string(kListOpens) +
      " 生成的文件和它们的摘要，重新生成时整个文件夹替换。Files made by gouji doc, with their digests; the folder is "
      "replaced as a whole.\n";
  for (const auto& [name, bytes] : files) list += sha256_hex(bytes) + "  " + name + "\n";
  files.emplace(kList, std::move(list));
  const fs::path parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
  const gouji::files::FolderLock lock(parent, kPatienceForSite);
  gouji::files::put_folder(target, files, look_at(target));
}

}  // namespace gouji::app
