#include "app/site_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/folder_swap.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kList = "gouji-doc.txt";
constexpr std::string_view kListOpens = "# gouji doc";

Fault other_files(const fs::path& folder, const std::string& what) {
  return std::move(Fault("doc.other_files",
                         fmt::format("“{}”里有不是规则手册的内容（{}），不予覆盖", folder.string(), what),
                         fmt::format("{} holds what is no handbook ({}); it is not replaced", folder.string(), what))
                       .hint("请换一个文件夹名，或先移走它", "choose another name, or move it away first"));
}

std::set<std::string> listed(const fs::path& folder) {
  std::set<std::string> names;
  if (!fs::is_regular_file(fs::symlink_status(folder / kList))) return names;
  std::istringstream lines(files::read(folder / kList));
  std::string line;
  bool ours = false;
  while (std::getline(lines, line)) {
    if (line.starts_with(kListOpens)) ours = true;
    if (ours && !line.empty() && line.front() != '#') names.insert(line);
  }
  if (ours) names.insert(std::string(kList));
  return names;
}

// True: a folder to be replaced. False: nothing there.
bool look_at(const fs::path& folder) {
  const fs::file_status status = fs::symlink_status(folder);
  if (!fs::exists(status)) return false;
  if (!fs::is_directory(status)) throw other_files(folder, "不是文件夹 no folder");
  const std::set<std::string> known = listed(folder);
  std::vector<std::string> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::file_status one = entry.symlink_status();
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    const bool holds_known =
        fs::is_directory(one) &&
        std::any_of(known.begin(), known.end(), [&](const std::string& file) { return file.starts_with(name + "/"); });
    if (!holds_known && !(fs::is_regular_file(one) && known.contains(name))) found.push_back(name);
  }
  if (found.empty()) return true;
  throw other_files(folder, *std::min_element(found.begin(), found.end()));
}

}  // namespace

void write_site(const fs::path& folder, std::map<std::string, std::string> files) {
  fs::path target = folder.lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  std::string list =
      std::string(kListOpens) +
      " 生成的文件，重新生成时整个文件夹替换。Files made by gouji doc; the folder is replaced as a whole.\n";
  for (const auto& [name, bytes] : files) list += name + "\n";
  files.emplace(kList, std::move(list));
  gouji::files::put_folder(target, files, look_at(target));
}

}  // namespace gouji::app
