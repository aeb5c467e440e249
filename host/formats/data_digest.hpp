// What a set of documents is known by: the same content in the same order. A document is known by the line that
// `gouji export` makes of it; where there are very many, one that came as a line by the bytes of that line.
#pragma once

#include <memory>
#include <string>

#include "base/digest.hpp"

#include "model/document.hpp"

namespace gouji {

// SHA-256 of the document's JSON.
std::string document_digest(const Document& document);
// The same of its line.
std::string line_digest(std::string_view line);

// The digests of documents in their order, one after another; memory does not grow. Workers may make the document
// digests, one adds them up.
class DataDigest {
 public:
  void add_digest(std::string_view document_digest);
  std::string take_hex();  // empty where nothing was added

 private:
  Sha256 digest_;
  bool any_ = false;
};

}  // namespace gouji
