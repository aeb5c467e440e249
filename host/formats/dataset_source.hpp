// Documents from wherever they lie: dataset folders, trees of them, NDJSON and single JSON files, one after another.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "formats/byte_source.hpp"
#include "model/document.hpp"

namespace gouji {

// One thing to read: a dataset folder, an NDJSON file or a JSON file.
struct DatasetItem {
  enum class Form { folder, ndjson, json };
  std::filesystem::path path;
  Form form = Form::folder;
};

// What lies at `paths`, each thing once, in the order of file-name bytes. Problems: "dataset.missing" and
// "dataset.none_found" (with the nearest name), "dataset.unknown_form" for a file that is none of these.
std::vector<DatasetItem> find_datasets(const std::vector<std::filesystem::path>& paths, const OnProblem& on_problem);

// Reads one item; what cannot be read is reported and the rest goes on.
void read_item(const DatasetItem& item, const std::function<void(Document&&)>& on_document,
               const OnProblem& on_problem);

void for_each_document(const std::vector<std::filesystem::path>& paths,
                       const std::function<void(Document&&)>& on_document, const OnProblem& on_problem);

}  // namespace gouji
