// What `run` and `explain` share: which documents, which packs, which rules; and the run itself.
#pragma once

#include "app/runner.hpp"
#include "app/session.hpp"
#include "app/verb.hpp"

namespace gouji::app {

struct RunAccount;

inline constexpr std::size_t kMostPaths = 1'000'000;

struct RunRequest {
  std::vector<std::filesystem::path> paths;
  PackChoice packs;
  RunOptions options;
  int year = 0;
  int jobs = 0;                                    // 0: as many as are useful
  std::optional<std::filesystem::path> decisions;  // where all decisions files stand; without: beside each dataset
  bool no_decisions = false;                       // decisions files are left out
  bool keep_documents = false;                     // fill RunResult::documents
  // Of many documents those that come as lines are known by their lines, unless each is kept: see data_digest.hpp.
  bool by_lines(std::uint64_t documents) const { return documents >= kManyDocuments && !keep_documents; }
  static constexpr std::uint64_t kManyDocuments = 256;
  // What earlier runs have found; scripts as they are on disk only. A process that runs scripts itself does not write.
  enum class Kept { unused, read, read_and_written } kept = Kept::unused;
  RunAccount* account = nullptr;  // is filled, where somebody asks; its meter goes with `options`
};

// --pack --rule --year --rules-year --jobs --decisions --no-decisions
std::vector<Option> choice_options();

Option fresh_option();  // --fresh

// Words from `first` on are paths; one that is a folder with pack.toml, or behind --pack the id of a pack, is a pack.
RunRequest read_request(Session& session, const Arguments& arguments, std::size_t first = 0);

// Problems go to the session, and the rest goes on. Fault "run.no_rule" where the pattern fits no rule.
RunResult perform(Session& session, const RunRequest& request);

// Fault "run.nothing_compared": no document of these is there that a pack is for.
Fault nothing_compared(const std::vector<std::filesystem::path>& paths);

// Another way to run the same documents.
struct RunVariant {
  PackChoice packs;
  RunOptions options;
};

// The documents are read once and run each way; a result a variant, in their order. What is left out, and whether the
// pattern fits, is told of the first one.
std::vector<RunResult> perform_variants(Session& session, const RunRequest& request,
                                        const std::vector<RunVariant>& variants);

}  // namespace gouji::app
