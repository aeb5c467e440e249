#include "app/import_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/published.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

// A name may hold line ends and worse.
std::string printable(const fs::path& path) { return text::visible(path.string()); }

bool is_hidden(const std::string& name) { return name.starts_with('.') || name.starts_with("~$"); }

class Walk {
 public:
  Walk(const fs::path& output, const std::function<void(const Fault&)>& on_problem) : on_problem_(on_problem) {
    std::error_code error;
    output_ = fs::weakly_canonical(output, error);
  }

  void add(const fs::path& path) {
    ++met_;
    std::error_code error;
    const fs::path real = fs::weakly_canonical(path, error);
    if (seen_.insert(error ? path : real).second) found_.files.push_back(path);
  }

  void folder(const fs::path& path) {
    std::error_code error;
    if (fs::weakly_canonical(path, error) == output_ || is_dataset(path)) return;
    std::vector<fs::directory_entry> entries;
    for (auto entry = fs::directory_iterator(path, error); !error && entry != fs::directory_iterator();
         entry.increment(error))
      entries.push_back(*entry);
    if (error) {
      on_problem_(std::move(Fault("file.unreadable", fmt::format("无法读取“{}”：{}", printable(path), error.message()),
                                  fmt::format("cannot read {}: {}", printable(path), error.message()))
                                .hint("请核对这个文件夹的权限", "check the permissions of this folder")));
      return;
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.path().native() < b.path().native(); });
    for (const fs::directory_entry& entry : entries) {
      if (!is_hidden(entry.path().filename().string())) one(entry.path(), entry.symlink_status(error));
    }
  }

  ImportSources take() { return std::move(found_); }
  std::size_t met() const { return met_; }  // one file as often as it was named

 private:
  void one(const fs::path& path, const fs::file_status& status) {
    if (fs::is_symlink(status)) {
      on_problem_(
          std::move(Fault("import.symlink", fmt::format("“{}”是链接，文件夹里的链接不跟随", printable(path)),
                          fmt::format("{} is a link; links in folders are not followed", printable(path)))
                        .hint("需要时直接写出它指向的文件", "name the file that it points to, where it is wanted")));
      return;
    }
    if (fs::is_directory(status)) return folder(path);
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
    add(path);
  }

  const std::function<void(const Fault&)>& on_problem_;
  fs::path output_;
  std::set<fs::path> seen_;
  ImportSources found_;
  std::size_t met_ = 0;
};

}  // namespace

ImportSources find_sources(const std::vector<std::string>& named, const fs::path& output,
                           const std::function<void(const Fault&)>& on_problem) {
  Walk walk(output, on_problem);
  for (const std::string& name : named) {
    std::error_code error;  // a name too long, a closed folder: told when the file is read
    if (!fs::is_directory(name, error)) {
      walk.add(name);
      continue;
    }
    const std::size_t before = walk.met();
    walk.folder(name);
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
