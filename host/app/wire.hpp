// Jobs and outcomes as bytes between processes of one program. Nothing outside reads them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/lean_pass.hpp"
#include "app/runner.hpp"
#include "base/fault.hpp"
#include "engine/meter.hpp"
#include "formats/dataset_source.hpp"
#include "regression/case_runner.hpp"

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
  std::vector<std::string> list;   // not empty: no document, but which rules these packs of the way hold
  bool measured = false;           // no document, but what the worker has measured so far
  bool block = false;              // many lines, to be gone through quickly: `line` holds them …
  std::uint64_t until = 0;         // … or they begin between `offset` and this place of the file
};

struct Reply {
  std::vector<Fault> problems;
  std::vector<DocumentOutcome> outcomes;  // one, or none where it could not be read or was not wanted
  int group_of = -1;                      // of a group: its way
  std::map<std::string, RuleIds> listed;  // of a list
  std::optional<LeanBlock> block;         // of a block
  std::optional<Profile> profile;         // where that was asked for
};

// One source that was imported: what it became, or why not.
struct ImportReply {
  std::vector<Fault> problems;
  std::optional<Document> document;
  std::string told;  // for people
  std::uint64_t placed = 0, unplaced = 0, doubtful = 0;
};

// What the cases of one pack gave.
struct TestReply {
  std::string pack;  // id; empty where it could not be loaded
  PackCases cases;
  std::vector<std::string> names, tags;  // that were looked at
};

std::string packed(const TestReply& reply);
TestReply unpacked_test(const std::string& bytes);
std::string packed(const Fault& fault);
Fault unpacked_fault(const std::string& bytes);
std::string packed(const Job& job);
Job unpacked_job(const std::string& bytes);
std::string packed(const Reply& reply);
Reply unpacked_reply(const std::string& bytes);
std::string packed(const GroupRecord& record);
GroupRecord unpacked_record(const std::string& bytes);
std::string packed(const ImportReply& reply);
ImportReply unpacked_import(const std::string& bytes);

}  // namespace gouji::app
