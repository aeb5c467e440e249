// What a long run has found, document by document, is kept for the next call: one that was killed goes on where it was,
// and what has not changed is not evaluated again. A reply is found by everything that it rests on: the bytes of the
// document and of the decisions beside it, packs, values, options, the program and its libraries. decisions/0017.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/run_request.hpp"
#include "app/wire.hpp"
#include "formats/kept_store.hpp"

namespace gouji::app {

class KeptResults {
 public:
  // `documents`: how many there are, about; few are not worth keeping.
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
  std::optional<KeptStore> store_;
  const RunRequest& request_;
  std::string stamp_;
  std::map<std::filesystem::path, std::string> decisions_;  // digest of those of a folder
  std::uint64_t found_ = 0;
};

}  // namespace gouji::app
