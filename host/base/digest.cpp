#include "base/digest.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>

namespace gouji {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
  std::string hex;
  hex.reserve(hash.size() * 2);
  for (const unsigned char byte : hash) hex += fmt::format("{:02x}", byte);
  return hex;
}

std::string fingerprint_of(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view part : parts) joined += fmt::format("{}:{};", part.size(), part);
  return sha256_hex(joined).substr(0, 16);
}

}  // namespace gouji
