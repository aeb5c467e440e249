#include "app/dataset_place.hpp"

#include "formats/escape.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji::app {

std::filesystem::path dataset_place(const std::filesystem::path& root, const Document& document) {
  const bool known = document.province && !document.province->empty();
  return root / safe_file_name(known ? *document.province : "未分省") / dataset_name(document);
}

}  // namespace gouji::app
