#include "packs/pack_entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

bool names_a_file_of_packs(const fs::path& path) {
  constexpr std::array<std::string_view, 3> kEndings{".lua", ".toml", ".csv"};
  return std::find(kEndings.begin(), kEndings.end(), path.extension().native()) != kEndings.end();
}

bool within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

[[noreturn]] void fail_not_a_file(const std::string& name) {
  throw std::move(
      Fault("pack.not_a_file", fmt::format("“{}”不是普通文件（文件夹、管道、设备或失效的链接），规则包读不了", name),
            fmt::format("{} is no file (but a folder, a pipe, a device or a broken link), no pack can read it", name))
          .hint("删掉它，或换成文件", "remove it, or put a file there"));
}

[[noreturn]] void fail_link(const std::string& name, const fs::path& target, bool to_folder) {
  const std::string where = text::visible(target.string());
  throw std::move(
      Fault("pack.link",
            to_folder ? fmt::format("“{}”是链接，指向文件夹“{}”；规则包里的文件夹不能是链接", name, where)
                      : fmt::format("“{}”是链接，指向规则包以外的“{}”；规则包只读自己文件夹里的文件", name, where),
            to_folder
                ? fmt::format("{} is a link to the folder {}; folders of a pack are no links", name, where)
                : fmt::format("{} is a link to {}, outside of the pack; a pack reads its own files only", name, where))
          .hint("把内容复制进来；几个规则包共用的，放进基础包的 lib/",
                "copy it into the pack; what packs share stands in lib/ of a base"));
}

void look_at_link(const fs::path& path, const std::string& name, const fs::path& folder) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (error) {
    if (names_a_file_of_packs(path)) fail_not_a_file(name);
    return;
  }
  if (fs::is_directory(target, error)) fail_link(name, target, true);
  if (!names_a_file_of_packs(path)) return;
  if (!fs::is_regular_file(target, error)) fail_not_a_file(name);
  if (!within(target, folder)) fail_link(name, target, false);
}

}  // namespace

void refuse_strange_entries(const fs::path& folder, const std::string& shown) {
  std::error_code error;
  const fs::path real = fs::canonical(folder, error);  // the pack itself may well stand behind a link
  if (error) return;                                   // told by who reads the manifest
  for (fs::recursive_directory_iterator entries(real, error); !error && entries != fs::recursive_directory_iterator();
       entries.increment(error)) {
    const fs::path& path = entries->path();
    std::error_code ignored;
    if (path.filename().native().starts_with('.')) {
      if (entries->is_directory(ignored)) entries.disable_recursion_pending();
      continue;
    }
    const std::string name = text::visible(shown + "/" + path.lexically_relative(real).generic_string());
    if (entries->is_symlink(ignored))
      look_at_link(path, name, real);
    else if (names_a_file_of_packs(path) && !entries->is_regular_file(ignored))
      fail_not_a_file(name);
  }
}

}  // namespace gouji
