#include "app/block_run.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/files.hpp"
#include "formats/decision_file.hpp"
#include "formats/ndjson.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

// Whether somebody has decided something about documents of these items.
bool with_decisions(const RunRequest& request, const std::vector<DatasetItem>& items) {
  std::set<fs::path> folders;
  for (const DatasetItem& item : items)
    folders.insert(item.path.has_parent_path() ? item.path.parent_path() : fs::path("."));
  if (request.decisions) folders = {*request.decisions};
  std::error_code error;
  return std::any_of(folders.begin(), folders.end(), [&](const fs::path& folder) {
    return std::any_of(fs::directory_iterator(folder, error), fs::directory_iterator(),
                       [](const auto& entry) { return is_decisions_file(entry.path().filename().string()); });
  });
}

}  // namespace

int BlockRun::take(LeanBlock&& block, const DatasetItem& item, std::uint64_t offset) {
  int passed = 0;
  const int before = offset == 0 ? 0 : lines_;
  lines_ = before + block.lines;
  if (block.too_long) session_.problem(line_too_long(files::shown(item.path), lines_));
  for (const LeanCounts& counts : block.passed) {
    passed += counts.documents;
    collector_.add_passed(counts.pack, counts.documents, counts.checks, counts.outcomes);
  }
  collector_.add_digests(std::move(block.digests));
  // Where hardly any passes, it is only work done twice.
  const auto to_do =
      std::count_if(block.left.begin(), block.left.end(), [](const LeanLine& line) { return line.reply.empty(); });
  if (to_do * 2 > block.lines) going_ = false;
  for (LeanLine& line : block.left) {
    Job one;
    one.item = item;
    one.number = before + line.number;
    one.line = one.number == 1 ? std::string(without_mark(line.text)) : std::move(line.text);
    one.offset = line.offset;
    one.ended = line.ended;
    left.push_back({std::move(one), std::move(line.reply)});
  }
  return passed;
}

bool may_go_in_blocks(const Evaluator& evaluator, const RunRequest& request, const std::vector<DatasetItem>& items,
                      std::uint64_t documents) {
  return evaluator.may_sieve() && request.by_lines(documents) && request.year == 0 &&
         (request.no_decisions || !with_decisions(request, items));
}

LeanBlock go_through(LeanPass& lean, const Job& job, bool trusted) {
  if (job.until > 0) return lean.go_through(job.item.path, job.offset, job.until, trusted);
  LeanBlock block = lean.go_through(job.item.path, std::string(job.line), trusted);
  for (LeanLine& line : block.left) line.offset += job.offset;
  return block;
}

}  // namespace gouji::app
