// Every document of a run as a job: a folder or JSON file as a whole, NDJSON line by line, or many lines at once.
#pragma once

#include <functional>
#include <vector>

#include "app/wire.hpp"
#include "formats/byte_source.hpp"

namespace gouji::app {

struct JobSink {
  std::function<void(Job&&)> act;
  // Waits for the blocks under way; how many lines of the file in work they had.
  std::function<int()> settle;
  OnProblem on_problem;
  const bool& in_blocks;  // for as long as it is true; of such jobs `Job::block` is
};

void for_each_job(const std::vector<DatasetItem>& items, const JobSink& sink);

}  // namespace gouji::app
