// workbench.toml: where the packs and datasets of a workbench lie, how results are written, what scripts may use.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/data_limits.hpp"
#include "model/result.hpp"
#include "script/limits.hpp"

namespace gouji::app {

inline constexpr std::string_view kWorkbenchFile = "workbench.toml";

struct Workbench {
  std::filesystem::path home;
  std::filesystem::path file;                   // empty: there is none, and the defaults below hold
  std::vector<std::filesystem::path> datasets;  // as seen from the current folder
  std::filesystem::path rules;                  // as seen from the current folder
  std::string format = "text";                  // of run
  std::string fail_level = "error";
  script::Limits limits;

  // What long runs keep for the next one.
  struct Kept {
    std::filesystem::path folder;  // empty: nothing is kept
    std::uint64_t from_documents = 1000;
    std::uint64_t most_bytes = std::uint64_t{1} << 30U;
  } kept;
  DataLimits data;
};

// In `asked` (--home), else GOUJI_HOME, else the current folder and its parents, else where the program was built.
// Faults: "workbench.no_home", and those of TomlFile with file and line.
Workbench find_workbench(const std::optional<std::filesystem::path>& asked);

}  // namespace gouji::app
