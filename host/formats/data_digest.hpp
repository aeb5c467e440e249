// What a set of documents is known by: the same content in the same order, in whatever form it is stored.
#pragma once

#include <string>

#include "model/document.hpp"

namespace gouji {

// SHA-256 of the document's JSON.
std::string document_digest(const Document& document);

// A chain over documents in their order; memory does not grow. Workers may make the document digests, one adds them up.
class DataDigest {
 public:
  void add(const Document& document) { add_digest(document_digest(document)); }
  void add_digest(const std::string& document_digest);
  const std::string& hex() const { return state_; }  // empty while nothing was added

 private:
  std::string state_;
};

}  // namespace gouji
