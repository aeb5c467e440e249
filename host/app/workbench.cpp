#include "app/workbench.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "base/files.hpp"
#include "packs/budget.hpp"
#include "packs/toml_file.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

// As people call it from where they stand.
fs::path seen_from_here(const fs::path& path) { return files::shown(path.lexically_normal(), fs::current_path()); }

const toml::table* section(const TomlFile& file, std::string_view name, const std::vector<std::string>& keys) {
  const toml::node* node = file.root().get(name);
  if (node == nullptr) return nullptr;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    file.fail(*node, "toml.wrong_type", fmt::format("{} 应写成一节", name), fmt::format("{} must be a section", name),
              fmt::format("写成 [{}] 一行，下面是各键", name), fmt::format("write [{}] and its keys below", name));
  }
  file.allow(*table, keys);
  return table;
}

std::optional<std::int64_t> amount(const TomlFile& file, const toml::table& table, std::string_view key,
                                   std::int64_t most) {
  const auto value = file.integer(table, key);
  if (value && (*value < 1 || *value > most)) {
    file.fail(*table.get(key), "workbench.out_of_range", fmt::format("{} 应在 1 到 {} 之间", key, most),
              fmt::format("{} must be from 1 to {}", key, most));
  }
  return value;
}

std::string one_of(const TomlFile& file, const toml::table& table, std::string_view key,
                   const std::vector<std::string>& words, const std::string& otherwise) {
  const auto value = file.text(table, key);
  if (!value) return otherwise;
  if (std::find(words.begin(), words.end(), *value) == words.end()) {
    file.fail(*table.get(key), "workbench.unknown_word", fmt::format("{} 没有“{}”这一种", key, *value),
              fmt::format("{} cannot be {}", key, *value), fmt::format("可用：{}", fmt::join(words, "、")),
              fmt::format("use one of {}", fmt::join(words, ", ")));
  }
  return *value;
}

void read_budget(const TomlFile& file, script::Limits& limits) {
  const toml::table* budget =
      section(file, "budget", {"steps", "memory_mb", "seconds", "most_steps", "most_memory_mb", "most_seconds"});
  if (budget == nullptr) return;
  const auto read = [&](const char* key, std::int64_t most, auto& number, std::int64_t times) {
    using Number = std::remove_reference_t<decltype(number)>;
    if (const auto given = amount(file, *budget, key, most)) number = static_cast<Number>(*given * times);
  };
  constexpr std::int64_t kMega = std::int64_t{1} << 20U;
  read("steps", kMostSteps, limits.steps, 1);
  read("memory_mb", kMostMegabytes, limits.memory, kMega);
  read("seconds", kMostSeconds, limits.seconds, 1);
  read("most_steps", kMostSteps, limits.most_steps, 1);
  read("most_memory_mb", kMostMegabytes, limits.most_memory, kMega);
  read("most_seconds", kMostSeconds, limits.most_seconds, 1);
}

void read_kept(const TomlFile& file, Workbench& workbench) {
  const toml::table* kept = section(file, "kept", {"folder", "from_documents", "most_mb"});
  if (kept == nullptr) return;
  constexpr std::int64_t kMostMegabytesKept = 1 << 20;
  constexpr std::int64_t kMostDocuments = 1'000'000'000;
  if (const auto folder = file.text(*kept, "folder"))
    workbench.kept.folder = folder->empty() ? fs::path() : workbench.home / *folder;
  if (const auto count = amount(file, *kept, "from_documents", kMostDocuments))
    workbench.kept.from_documents = static_cast<std::uint64_t>(*count);
  if (const auto most = amount(file, *kept, "most_mb", kMostMegabytesKept))
    workbench.kept.most_bytes = static_cast<std::uint64_t>(*most) << 20U;
}

void read_data(const TomlFile& file, DataLimits& limits) {
  struct Setting {
    const char* key;
    std::size_t* number;
    std::int64_t most;  // beyond it memory or the stack would end
  };
  const std::vector<Setting> settings{{"source_mb", &limits.source_mb, 256},  // as the file layer reads
                                      {"line_kb", &limits.line_kb, 262'144},
                                      {"lines", &limits.lines, 30'000'000},
                                      {"columns", &limits.columns, 1'000'000},
                                      {"cells", &limits.cells, 100'000'000},
                                      {"numbers", &limits.numbers, 100'000'000},
                                      {"tags", &limits.tags, 100'000'000},
                                      {"nesting", &limits.nesting, 2'048},
                                      {"unpacked_mb", &limits.unpacked_mb, 4'096},
                                      {"record_mb", &limits.record_mb, 1'024},
                                      {"table_rows", &limits.table_rows, 10'000'000},
                                      {"table_columns", &limits.table_columns, 16'384},
                                      {"levels", &limits.levels, 256}};
  std::vector<std::string> keys;
  for (const Setting& one : settings) keys.emplace_back(one.key);
  const toml::table* data = section(file, "data", keys);
  if (data == nullptr) return;
  for (const Setting& one : settings) {
    if (const auto given = amount(file, *data, one.key, one.most)) *one.number = static_cast<std::size_t>(*given);
  }
}

Workbench read_workbench(const fs::path& home) {
  Workbench workbench;
  workbench.home = home;
  workbench.rules = seen_from_here(home / "rules");
  workbench.datasets = {seen_from_here(home / "datasets")};
  const fs::path path = home / kWorkbenchFile;
  if (!fs::exists(path)) return workbench;
  workbench.file = seen_from_here(path);
  const TomlFile file(path, workbench.file.string());
  file.allow(file.root(), {"datasets", "rules", "output", "budget", "data", "kept"});
  if (file.root().contains("datasets")) {
    workbench.datasets.clear();
    for (const std::string& folder : file.texts(file.root(), "datasets"))
      workbench.datasets.push_back(seen_from_here(home / folder));
  }
  if (const auto rules = file.text(file.root(), "rules")) workbench.rules = seen_from_here(home / *rules);
  if (const toml::table* output = section(file, "output", {"format", "fail_level"})) {
    workbench.format = one_of(file, *output, "format",
                              {"text", "json", "ndjson", "csv", "md", "html", "junit", "sarif"}, workbench.format);
    workbench.fail_level = one_of(file, *output, "fail_level", {"error", "warning", "never"}, workbench.fail_level);
  }
  read_budget(file, workbench.limits);
  read_kept(file, workbench);
  read_data(file, workbench.data);
  return workbench;
}

}  // namespace

Workbench find_workbench(const std::optional<fs::path>& asked) {
  std::optional<fs::path> named = asked;
  const char* twin = std::getenv("GOUJI_HOME");
  if (!named && twin != nullptr && *twin != '\0') named = twin;
  if (named) {
    if (!fs::is_directory(*named)) {
      throw std::move(Fault("workbench.no_home", fmt::format("找不到工作台文件夹“{}”", named->string()),
                            fmt::format("no workbench folder {}", named->string()))
                          .hint("核对 --home 或环境变量 GOUJI_HOME", "check --home or GOUJI_HOME"));
    }
    return read_workbench(fs::absolute(*named));
  }
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    if (fs::exists(folder / kWorkbenchFile)) return read_workbench(folder);
    if (folder == folder.parent_path()) break;
  }
  return read_workbench(GOUJI_HOME_DEFAULT);
}

}  // namespace gouji::app
