#include "formats/data_digest.hpp"

#include <utility>

#include "base/text.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji {

std::string document_digest(const Document& document) { return sha256_hex(write_disclosure(document, false)); }

std::string line_digest(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return sha256_hex(line);
}

void DataDigest::add_digest(std::string_view document_digest) {
  digest_.add(document_digest);
  any_ = true;
}

std::string DataDigest::take_hex() { return std::exchange(any_, false) ? digest_.take_hex() : std::string(); }

}  // namespace gouji
