// SHA-256 of contents: what receipts, baselines and sources are known by.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace gouji {

// A digest that is added to piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  std::string take_hex();  // and begins anew

 private:
  void begin();
  struct Hidden;
  std::unique_ptr<Hidden> hidden_;
};

std::string sha256_hex(std::string_view bytes);

// Short stable id (16 hex digits) of a list of texts, unambiguous whatever they contain.
std::string fingerprint_of(std::initializer_list<std::string_view> parts);

}  // namespace gouji
