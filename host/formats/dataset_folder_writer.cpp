#include "formats/dataset_batch.hpp"
#include "formats/dataset_folder.hpp"

namespace gouji {

void write_dataset(const Document& document, const std::filesystem::path& folder) {
  DatasetBatch one;
  one.add(document, folder);
  if (const auto faults = one.put_in_place(); faults.front()) throw Fault(*faults.front());
}

}  // namespace gouji
