// What a long run has found, document by document, is kept for the next call: one that was killed goes on where it was,
// and what has not changed is not evaluated again. A reply is found by everything that it rests on: the bytes of the
// document and of the decisions beside it, packs, values, options, the program and its libraries. decisions/0017.
// Where replies say which numbers they rest on (RunOptions::rests), the values of these are no part of that: a reply is
// taken as long as each is between the ends that it came with. decisions/0018.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/number_rest.hpp"
#include "app/run_request.hpp"
#include "app/wire.hpp"
#include "formats/kept_store.hpp"

namespace gouji::app {

class KeptResults {
 public:
  // Whether there is a place to keep them, and documents enough.
  static bool worth_while(const Workbench& workbench, const RunRequest& request, std::uint64_t documents);
  // `documents`: how many there are, about; few are not worth keeping. `variants` must outlive the object.
  KeptResults(const Workbench& workbench, const RunRequest& request, const std::vector<RunVariant>& variants,
              std::uint64_t documents);

  // Of a job that is one document; empty where nothing is kept.
  std::string key_of(const Job& job, const std::string& packed_job);
  std::optional<std::string> find(const std::string& key);
  // Not kept: what could not be read, and faults, which may rest on the machine.
  void keep(const std::string& key, const std::string& packed_reply, const Reply& reply);
  void finish() {
    if (store_) store_->commit();
  }
  std::uint64_t found() const { return found_; }

 private:
  const std::string& beside(const std::filesystem::path& folder);
  bool still_so(const std::string& packed_reply);
  std::optional<KeptStore> store_;
  const RunRequest& request_;
  const std::vector<RunVariant>& variants_;
  NumbersNow numbers_;
  std::string stamp_;
  std::map<std::filesystem::path, std::string> decisions_;  // digest of those of a folder
  std::uint64_t found_ = 0;
};

}  // namespace gouji::app
