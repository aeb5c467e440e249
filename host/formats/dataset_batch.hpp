// Datasets that go into place together. Each is written aside as it comes; then all are synced to the disk, which takes
// about as long for many as for one, and each replaces its folder as a whole. Whatever stops the program, a folder
// holds the old dataset or the new one.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "model/document.hpp"

namespace gouji {

class DatasetBatch {
 public:
  DatasetBatch();
  ~DatasetBatch();  // what was not put in place is given up
  DatasetBatch(const DatasetBatch&) = delete;
  DatasetBatch& operator=(const DatasetBatch&) = delete;

  // Writes the dataset aside, in a hidden folder beside the folder that it is for. Faults: "dataset.not_a_dataset" (the
  // folder holds other things), "file.unwritable"; the dataset is then none of the batch.
  void add(const Document& document, const std::filesystem::path& folder);
  std::size_t size() const { return waiting_.size(); }

  // For each dataset in the order of `add`: nothing, or why its folder is still what it was. Files in the folders that
  // are not of the dataset are kept. The batch is empty afterwards.
  std::vector<std::optional<Fault>> put_in_place();

 private:
  struct Waiting {
    std::filesystem::path aside, target;
  };
  class Staging;
  Staging& staging_for(const std::filesystem::path& folder);

  std::vector<std::unique_ptr<Staging>> stagings_;  // one for each folder that holds targets
  std::vector<Waiting> waiting_;
  unsigned count_ = 0;
};

}  // namespace gouji
