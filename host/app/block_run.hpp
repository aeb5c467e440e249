// The parent's side of documents that go in blocks (decisions/0019): adds up what passed, and hands on what is left of
// each block, in its order.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "app/run_request.hpp"
#include "app/wire.hpp"

namespace gouji::app {

class BlockRun {
 public:
  // A line that has not passed.
  struct Left {
    Job job;
    std::string reply;  // to the job, where the worker has it already
  };

  BlockRun(Session& session, Collector& collector, bool going)
      : session_(session), collector_(collector), going_(going) {}

  // Whether the rest is to go in blocks; it ends where hardly any document passes.
  const bool& going() const { return going_; }
  // Of the file in work: those that blocks have told of.
  int lines() const { return lines_; }
  // Of a block that begins there; how many documents passed.
  int take(LeanBlock&& block, const DatasetItem& item, std::uint64_t offset);

  std::deque<Left> left;

 private:
  Session& session_;
  Collector& collector_;
  bool going_;
  int lines_ = 0;
};

// Nobody asks for more of these documents than findings and counts, and nobody has decided anything about them.
bool may_go_in_blocks(const Evaluator& evaluator, const RunRequest& request, const std::vector<DatasetItem>& items,
                      std::uint64_t documents);

// In the worker. `trusted`: no rule has ended a process at this block.
LeanBlock go_through(LeanPass& lean, const Job& job, bool trusted);

}  // namespace gouji::app
