#include "base/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>
#include <iterator>
#include <memory>

namespace gouji {

struct Sha256::Hidden {
  // Looked up once: OpenSSL's one-call functions look for the algorithm each time.
  static const EVP_MD* algorithm() {
    static EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return found;
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256::Sha256() : hidden_(std::make_unique<Hidden>()) { begin(); }
Sha256::~Sha256() = default;

void Sha256::begin() { EVP_DigestInit_ex2(hidden_->context.get(), Hidden::algorithm(), nullptr); }
void Sha256::add(std::string_view bytes) { EVP_DigestUpdate(hidden_->context.get(), bytes.data(), bytes.size()); }

std::string Sha256::take_hex() {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  EVP_DigestFinal_ex(hidden_->context.get(), hash.data(), nullptr);
  begin();
  std::string hex;
  hex.reserve(hash.size() * 2);
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const unsigned char byte : hash) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

std::string sha256_hex(std::string_view bytes) {
  thread_local Sha256 digest;
  digest.add(bytes);
  return digest.take_hex();
}

std::string fingerprint_of(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view part : parts) fmt::format_to(std::back_inserter(joined), "{}:{};", part.size(), part);
  return sha256_hex(joined).substr(0, 16);
}

}  // namespace gouji
