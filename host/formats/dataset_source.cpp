#include "formats/dataset_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>

#include "base/files.hpp"
#include "base/nearest_file.hpp"
#include "base/text.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/dataset_manifest.hpp"
#include "formats/decision_file.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/ndjson.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

std::optional<DatasetItem> item_of_file(const fs::path& path) {
  if (is_ndjson(path)) return DatasetItem{path, DatasetItem::Form::ndjson};
  if (path.extension() == ".json") return DatasetItem{path, DatasetItem::Form::json};
  if (path.filename() == kManifestName) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    return DatasetItem{folder, DatasetItem::Form::folder};
  }
  return std::nullopt;
}

// Hidden entries are left out; folders that are links are not entered, so that no loop can arise.
void walk(const fs::path& folder, std::vector<DatasetItem>& found, const OnProblem& on_problem) {
  if (is_dataset(folder)) {
    found.push_back({folder, DatasetItem::Form::folder});
    return;
  }
  std::error_code error;
  std::vector<fs::path> entries;
  for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (!entry->path().filename().string().starts_with('.')) entries.push_back(entry->path());
  }
  if (error) {
    on_problem(Fault("file.unreadable",
                     fmt::format("无法读取文件夹“{}”：{}", text::visible(folder.string()), error.message()),
                     fmt::format("cannot read the folder {}: {}", text::visible(folder.string()), error.message())));
    return;
  }
  for (const fs::path& path : entries) {
    const fs::file_status status = fs::symlink_status(path, error);
    if (fs::is_directory(status)) {
      walk(path, found, on_problem);
    } else if (fs::is_regular_file(path, error)) {
      if (auto item = item_of_file(path)) found.push_back(std::move(*item));
    }
  }
}

Fault missing(const fs::path& path) {
  const std::string near = nearest_file(path);
  return std::move(Fault("dataset.missing", fmt::format("找不到“{}”", text::visible(path.string())),
                         fmt::format("no such file or folder: {}", text::visible(path.string())))
                       .hint(near.empty() ? "请核对路径" : fmt::format("是不是“{}”？", near),
                             near.empty() ? "check the path" : fmt::format("did you mean “{}”?", near)));
}

void find_at(const fs::path& path, std::vector<DatasetItem>& found, const OnProblem& on_problem) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    on_problem(missing(path));
  } else if (fs::is_directory(status)) {
    const std::size_t before = found.size();
    walk(path, found, on_problem);
    if (found.size() > before) return;
    on_problem(std::move(
        Fault("dataset.none_found", fmt::format("“{}”里没有数据集", text::visible(path.string())),
              fmt::format("no dataset in {}", text::visible(path.string())))
            .hint("数据集是有 disclosure.toml 的文件夹，或 .ndjson、.json 文件；公开文本请先用 gouji import 读入",
                  "a dataset is a folder with a disclosure.toml, or an .ndjson or .json file; bring published files in "
                  "by gouji import")));
  } else if (is_decisions_file(path.filename().string())) {
    return;  // stands beside the datasets, so that a pattern of the shell takes it along
  } else if (auto item = item_of_file(path)) {
    found.push_back(std::move(*item));
  } else {
    on_problem(std::move(
        Fault("dataset.unknown_form", fmt::format("“{}”不是数据集", text::visible(path.string())),
              fmt::format("{} is no dataset", text::visible(path.string())))
            .hint("可读 .ndjson、.ndjson.gz、.ndjson.zst、.json 和数据集文件夹；公开文本请先用 gouji import 读入",
                  "read are .ndjson, .ndjson.gz, .ndjson.zst, .json and dataset folders; bring published files in by "
                  "gouji import")));
  }
}

}  // namespace

std::vector<DatasetItem> find_datasets(const std::vector<fs::path>& paths, const OnProblem& on_problem) {
  std::vector<DatasetItem> found;
  for (const fs::path& path : paths) find_at(path, found, on_problem);
  for (DatasetItem& item : found) {
    item.path = item.path.lexically_normal();
    if (!item.path.has_filename() && item.path.has_parent_path()) item.path = item.path.parent_path();
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const DatasetItem& a, const DatasetItem& b) { return a.path.native() < b.path.native(); });
  std::set<fs::path> seen;
  std::erase_if(found, [&](const DatasetItem& item) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(item.path, error);
    return !seen.insert(error ? item.path : real).second;
  });
  return found;
}

void read_item(const DatasetItem& item, const std::function<void(Document&&)>& on_document,
               const OnProblem& on_problem) {
  const std::string shown = files::shown(item.path);
  std::optional<Document> document;
  try {
    switch (item.form) {
      case DatasetItem::Form::folder: document = read_dataset(item.path); break;
      case DatasetItem::Form::json: document = read_disclosure(files::read(item.path), shown); break;
      case DatasetItem::Form::ndjson: break;
    }
  } catch (const Fault& fault) {
    on_problem(fault);
    return;
  }
  if (document) on_document(std::move(*document));
  if (item.form != DatasetItem::Form::ndjson) return;
  // A Fault of the callback is the caller's; only opening is caught here.
  std::exception_ptr from_callback;
  try {
    read_ndjson(
        item.path, shown,
        [&](Document&& read, int /*line*/) {
          try {
            on_document(std::move(read));
          } catch (...) {
            from_callback = std::current_exception();
            throw;
          }
        },
        on_problem);
  } catch (const Fault& fault) {
    if (from_callback) std::rethrow_exception(from_callback);
    on_problem(fault);
  }
}

void for_each_document(const std::vector<fs::path>& paths, const std::function<void(Document&&)>& on_document,
                       const OnProblem& on_problem) {
  for (const DatasetItem& item : find_datasets(paths, on_problem)) read_item(item, on_document, on_problem);
}

}  // namespace gouji
