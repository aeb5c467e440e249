#include "base/digest.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>
#include <iterator>

namespace gouji {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
  std::string hex;
  hex.reserve(hash.size() * 2);
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const unsigned char byte : hash) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

std::string fingerprint_of(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view part : parts) fmt::format_to(std::back_inserter(joined), "{}:{};", part.size(), part);
  return sha256_hex(joined).substr(0, 16);
}

}  // namespace gouji
