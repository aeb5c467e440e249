// Jobs and outcomes as bytes between processes of one program. Nothing outside reads them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/runner.hpp"
#include "base/fault.hpp"
#include "formats/dataset_source.hpp"

namespace gouji::app {

// One document to evaluate: a whole item, or one line of an NDJSON file.
struct Job {
  DatasetItem item;
  std::string line;  // of NDJSON
  int number = 0;
  std::uint64_t offset = 0;
  bool ended = true;
  int way = 0;                     // of a group: which of the ways of the run
  std::vector<GroupRecord> group;  // not empty: no document, but the records of one key
};

struct Reply {
  std::vector<Fault> problems;
  std::vector<DocumentOutcome> outcomes;  // one, or none where it could not be read or was not wanted
  int group_of = -1;                      // of a group: its way
};

// One source that was imported: what it became, or why not.
struct ImportReply {
  std::vector<Fault> problems;
  std::optional<Document> document;
  std::string told;  // for people
  std::uint64_t placed = 0, unplaced = 0, doubtful = 0;
};

std::string packed(const Job& job);
Job unpacked_job(const std::string& bytes);
std::string packed(const Reply& reply);
Reply unpacked_reply(const std::string& bytes);
std::string packed(const GroupRecord& record);
GroupRecord unpacked_record(const std::string& bytes);
std::string packed(const ImportReply& reply);
ImportReply unpacked_import(const std::string& bytes);

}  // namespace gouji::app
