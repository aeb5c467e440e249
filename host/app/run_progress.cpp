#include "app/run_progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/progress_text.hpp"

namespace gouji::app {
namespace {

constexpr std::uint64_t kShareOfItem = 4096;  // bytes that a document in a folder or a file of its own stands for

}  // namespace

RunProgress::RunProgress(Session& session, const std::vector<DatasetItem>& items)
    : session_(session), shown_(session.shows_progress()) {
  if (!shown_) return;
  for (const DatasetItem& item : items) {
    const bool lines = item.form == DatasetItem::Form::ndjson;
    std::error_code error;
    const std::uint64_t size = lines ? std::filesystem::file_size(item.path, error) : kShareOfItem;
    // What is packed does not tell how far one is in it.
    if (error || (lines && item.path.extension() != ".ndjson" && item.path.extension() != ".jsonl")) {
      parts_.clear();
      all_ = 0;
      return;
    }
    parts_.emplace(item.path.string(), Part{all_, size});
    all_ += size;
  }
}

std::uint64_t RunProgress::end_of(const Job& job) const {
  if (all_ == 0) return 0;
  const auto found = parts_.find(job.item.path.string());
  if (found == parts_.end()) return 0;
  const auto& [begin, size] = found->second;
  if (job.item.form != DatasetItem::Form::ndjson) return begin + size;
  return begin + std::min(size, job.until > 0 ? job.until : job.offset + job.line.size());
}

void RunProgress::add(std::uint64_t end, std::uint64_t documents, std::uint64_t findings) {
  documents_ += documents;
  findings_ += findings;
  reached_ = std::max(reached_, end);  // lines that come again lie behind
  if (!shown_) return;
  const Clock::time_point now = Clock::now();
  if (now - told_ < kTellEvery) return;
  told_ = now;
  session_.progress(line(now));
}

std::string RunProgress::line(Clock::time_point now) const {
  const double seconds = std::chrono::duration<double>(now - started_).count();
  std::string text(session_.say("审核", "checking"));
  if (all_ > 0) text += fmt::format(" {} {}%", progress_bar(reached_, all_), reached_ * 100 / all_);
  text += fmt::format(fmt::runtime(session_.say(" · 已审核 {} 份", " · {} checked")), documents_);
  if (seconds > kKnowsRate) {
    const double rate = static_cast<double>(documents_) / seconds;
    text +=
        fmt::format(fmt::runtime(session_.say(" · 每秒 {:.{}f} 份", " · {:.{}f} a second")), rate, rate < 10 ? 1 : 0);
  }
  text += fmt::format(fmt::runtime(session_.say(" · 疑点 {}", " · findings {}")), findings_);
  if (seconds > kKnowsRate && reached_ > 0 && reached_ < all_) {
    const double left = seconds * static_cast<double>(all_ - reached_) / static_cast<double>(reached_);
    text += fmt::format(fmt::runtime(session_.say(" · 还需 {}", " · {} left")), time_left(session_, left));
  }
  return text;
}

}  // namespace gouji::app
