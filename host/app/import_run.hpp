// One call of gouji import: many sources read, each become a dataset, and a summary of all.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/session.hpp"
#include "import/import.hpp"

namespace gouji::app {

struct ImportRequest {
  std::vector<std::string> named;  // files and folders
  std::filesystem::path root;      // the datasets folder
  intake::ImportOptions options;
  bool strict = false;  // what was read with doubt is not written
  bool sample = false;
  bool explain = false;
  bool again = false;  // what has not changed is read too
  std::vector<std::string> masked;
  std::optional<std::string> report;
  int jobs = 0;  // worker processes; 0: by the work
};

// Problems of single sources are told and stop nothing.
void perform_import(Session& session, const ImportRequest& request);

}  // namespace gouji::app
