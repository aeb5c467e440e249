// disclosure.toml of a dataset folder: what is read is written, and read again it is written the same.
#include "formats/dataset_manifest.hpp"

#include "fuzz/support.hpp"

namespace gouji::fuzz {

void manifest(std::string_view bytes) {
  const Manifest read = read_manifest(std::string(bytes), "disclosure.toml");
  const std::string once = write_manifest(read);
  need(write_manifest(read_manifest(once, "disclosure.toml")) == once, "a manifest is not read as it was written");
}

}  // namespace gouji::fuzz
