#include "app/import_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/published.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

// A name may hold line ends and worse.
std::string printable(const fs::path& path) { return text::visible(path.string()); }

bool is_hidden(const std::string& name) { return name.starts_with('.') || name.starts_with("~$"); }

fs::path real_name(const fs::path& path) {
  std::error_code error;
  fs::path real = fs::weakly_canonical(path, error);
  return error ? path : real;
}

class Walk {
 public:
  Walk(const fs::path& output, bool several, const std::function<void(const Fault&)>& on_problem)
      : on_problem_(on_problem), several_(several) {
    output_ = real_name(output);
  }

  void add(const fs::path& path, const fs::path& real) {
    ++met_;
    if (!several_ || seen_.insert(real.native()).second) found_.files.push_back({path.native(), real.native()});
  }

  // Nothing below a folder is a link: the real names are known from the folder's own.
  void folder(const fs::path& path, const fs::path& real) {
    std::error_code error;
    if (real == output_ || is_dataset(path)) return;
    std::vector<std::pair<std::string, fs::file_status>> entries;
    for (auto entry = fs::directory_iterator(path, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      std::error_code unknown;
      entries.emplace_back(entry->path().filename().native(), entry->symlink_status(unknown));
    }
    if (error) {
      on_problem_(Fault("file.unreadable", fmt::format("无法读取“{}”：{}", printable(path), error.message()),
                        fmt::format("cannot read {}: {}", printable(path), error.message()))
                      .hint("请核对这个文件夹的权限", "check the permissions of this folder"));
      return;
    }
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [name, status] : entries) {
      if (!is_hidden(name)) one(path / name, real / name, status);
    }
  }

  ImportSources take() { return std::move(found_); }
  std::size_t met() const { return met_; }  // one file as often as it was named

 private:
  void one(const fs::path& path, const fs::path& real, const fs::file_status& status) {
    if (fs::is_symlink(status)) {
      on_problem_(Fault("import.symlink", fmt::format("“{}”是链接，文件夹里的链接不跟随", printable(path)),
                        fmt::format("{} is a link; links in folders are not followed", printable(path)))
                      .hint("需要时直接写出它指向的文件", "name the file that it points to, where it is wanted"));
      return;
    }
    if (fs::is_directory(status)) return folder(path, real);
    if (!is_published_name(path.filename().string())) {
      ++found_.skipped[path.extension().string()];
      return;
    }
    if (!fs::is_regular_file(status)) {
      on_problem_(std::move(
          Fault("file.not_regular", fmt::format("“{}”不是普通文件", printable(path)),
                fmt::format("not a regular file: {}", printable(path)))
              .hint("它是管道或设备；请移走，或改成文件", "it is a pipe or a device; move it away or make it a file")));
      return;
    }
    add(path, real);
  }

  const std::function<void(const Fault&)>& on_problem_;
  fs::path output_;
  bool several_;  // were named: one may lie below another
  std::unordered_set<std::string> seen_;
  ImportSources found_;
  std::size_t met_ = 0;
};

}  // namespace

ImportSources find_sources(const std::vector<std::string>& named, const fs::path& output,
                           const std::function<void(const Fault&)>& on_problem) {
  Walk walk(output, named.size() > 1, on_problem);
  for (const std::string& name : named) {
    std::error_code error;  // a name too long, a closed folder: told when the file is read
    if (!fs::is_directory(name, error)) {
      walk.add(name, real_name(name));
      continue;
    }
    const std::size_t before = walk.met();
    walk.folder(name, real_name(name));
    if (walk.met() == before) {
      on_problem(std::move(Fault("import.empty_folder", fmt::format("“{}”里没有可读的文件", printable(name)),
                                 fmt::format("no files in {} that could be read", printable(name)))
                               .hint("可读文本、Markdown、HTML、CSV、XLSX、DOCX、PDF",
                                     "read are text, Markdown, HTML, CSV, XLSX, DOCX and PDF")));
    }
  }
  return walk.take();
}

}  // namespace gouji::app
