#include "formats/data_digest.hpp"

#include "base/digest.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji {

std::string document_digest(const Document& document) { return sha256_hex(write_disclosure(document, false)); }

void DataDigest::add_digest(const std::string& document_digest) { state_ = sha256_hex(state_ + document_digest); }

}  // namespace gouji
