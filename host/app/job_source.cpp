#include "app/job_source.hpp"

#include <exception>
#include <utility>

#include "base/files.hpp"
#include "formats/ndjson.hpp"

namespace gouji::app {
namespace {

constexpr std::uint64_t kPart = std::uint64_t{1} << 20U;  // bytes of a plain file that are one job

Job job_of(const DatasetItem& item, const NdjsonLine& line) {
  Job job;
  job.item = item;
  job.line = std::string(line.text);
  job.number = line.number;
  job.offset = line.offset;
  job.ended = line.ended;
  return job;
}

Job job_of(const DatasetItem& item, NdjsonBlock&& block) {
  Job job;
  job.item = item;
  job.line = std::move(block.text);
  job.offset = block.offset;
  job.block = true;
  return job;
}

// The same of each line of a block.
bool each_line_of(const NdjsonBlock& block, int before, const std::function<bool(const NdjsonLine&)>& on_line) {
  std::string_view rest = block.text;
  for (NdjsonLine line{{}, before, block.offset, true}; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    line.text = rest.substr(0, end);
    line.ended = end != std::string_view::npos;
    ++line.number;
    if (line.text.find_first_not_of(" \t\r") != std::string_view::npos && !on_line(line)) return false;
    line.offset += line.text.size() + 1;
    rest.remove_prefix(line.ended ? end + 1 : rest.size());
  }
  return true;
}

class NdjsonJobs {
 public:
  NdjsonJobs(const DatasetItem& item, const JobSink& sink) : item_(item), sink_(sink) {}

  void give() {
    try {
      if (!sink_.in_blocks)
        line_by_line(0);
      else if (item_.path.extension() == ".ndjson")
        part_by_part();
      else
        block_by_block();
    } catch (const Fault& fault) {
      if (from_act_) std::rethrow_exception(from_act_);
      sink_.on_problem(fault);
    }
    if (from_act_) std::rethrow_exception(from_act_);
  }

 private:
  // What comes from the caller is not of the file.
  bool act(Job&& job) {
    try {
      sink_.act(std::move(job));
    } catch (...) {
      from_act_ = std::current_exception();
    }
    return from_act_ == nullptr;
  }

  void line_by_line(int behind) {
    for_each_line(
        item_.path, files::shown(item_.path),
        [&](const NdjsonLine& line) { return line.number <= behind || act(job_of(item_, line)); }, sink_.on_problem);
  }

  // Workers read a plain file themselves: nothing of it passes through this process.
  void part_by_part() {
    open_bytes(item_.path, files::shown(item_.path), sink_.on_problem);  // tells what is no file
    const std::uint64_t size = std::filesystem::file_size(item_.path);
    for (std::uint64_t from = 0; from < size; from += kPart) {
      if (!sink_.in_blocks) return line_by_line(sink_.settle());
      Job job;
      job.item = item_;
      job.offset = from;
      job.until = std::min(size, from + kPart);
      job.block = true;
      if (!act(std::move(job))) return;
    }
  }

  void block_by_block() {
    int lines = -1;  // before what comes next, once lines come one by one
    const auto one_by_one = [&] {
      if (lines < 0) lines = sink_.settle();
    };
    const auto on_line = [&](const NdjsonLine& line) {
      if (sink_.in_blocks && lines < 0) return act(job_of(item_, NdjsonBlock{std::string(line.text), line.offset}));
      one_by_one();
      lines = line.number;
      return act(job_of(item_, line));
    };
    const auto on_block = [&](NdjsonBlock&& block) {
      if (sink_.in_blocks && lines < 0) return act(job_of(item_, std::move(block)));
      one_by_one();
      return each_line_of(block, lines, on_line);
    };
    for_each_block(item_.path, files::shown(item_.path), on_block, on_line, sink_.on_problem);
  }

  const DatasetItem& item_;
  const JobSink& sink_;
  std::exception_ptr from_act_;
};

}  // namespace

void for_each_job(const std::vector<DatasetItem>& items, const JobSink& sink) {
  for (const DatasetItem& item : items) {
    if (item.form == DatasetItem::Form::ndjson)
      NdjsonJobs(item, sink).give();
    else
      sink.act(job_of(item, NdjsonLine{}));
  }
}

}  // namespace gouji::app
