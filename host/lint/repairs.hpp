// What `gouji check --fix` changes: only what leaves the meaning as it is, or is the one thing that can be meant.
//   full-width punctuation in a script that does not parse, where it parses afterwards
//   decimals without quotes in parameters.toml
//   the order of a header's keys
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "script/syntax.hpp"

namespace gouji::lint {

struct Repair {
  struct Change {
    int line = 0;
    std::string chinese, english;
  };
  std::filesystem::path path;
  std::string shown;
  std::string text;  // of the whole file, mended
  std::vector<Change> changes;
};

// Of all files of a pack's folder; nothing is written. `shown` is what messages call the folder.
std::vector<Repair> repairs_of(const std::filesystem::path& folder, const std::string& shown, script::Syntax& syntax);

}  // namespace gouji::lint
