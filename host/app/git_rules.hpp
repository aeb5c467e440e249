// The rules folder as it was at a revision of git, read straight out of the repository.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "formats/temporary_folder.hpp"

namespace gouji::app {

struct RulesThen {
  std::unique_ptr<TemporaryFolder> home;  // goes away with all that is in it
  std::filesystem::path rules;
};

// Whether git knows the word as a commit of the repository that the rules are in; false without git or repository.
bool is_revision(const std::string& word, const std::filesystem::path& rules);

// Faults "git.missing", "git.no_repository", "git.unknown_ref" (with the nearest name), "git.no_rules" (the revision
// has no such folder), "git.failed".
RulesThen rules_at(const std::string& revision, const std::filesystem::path& rules);

}  // namespace gouji::app
