// Steps over the parts of sound JSON. It knows no errors: false stands for whatever is not taken, which is left to the
// parser that can tell what is wrong. Nothing is copied but what escapes stand for.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

#include "formats/clean_text.hpp"

namespace gouji {

class JsonScan {
 public:
  // `line` goes up with every line end.
  JsonScan(std::string_view json, int& line)
      : at_(json.data()), end_(at_ + json.size()), size_(json.size()), line_(line) {}

  void blanks() {
    for (; at_ != end_; ++at_) {
      if (*at_ == '\n')
        ++line_;
      else if (*at_ != ' ' && *at_ != '\r' && *at_ != '\t')
        return;
    }
  }
  // What stands next, behind blanks; 0 at the end.
  [[gnu::always_inline]] char next() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) > ' ') return *at_;
    blanks();
    return at_ == end_ ? '\0' : *at_;
  }
  bool at_end() { return next() == '\0' && at_ == end_; }
  [[gnu::always_inline]] bool take(char wanted) {
    if (next() != wanted || at_ == end_) return false;
    ++at_;
    return true;
  }
  // A word right here.
  bool word(std::string_view wanted) {
    if (at_ == end_ || *at_ != wanted.front()) return false;
    if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  // A whole number right here, and how it is written. Not taken: decimals, -0, numbers of 19 digits and more.
  bool integer(std::int64_t& number, std::string_view& written) {
    const char* const start = at_;
    const bool negative = at_ != end_ && *at_ == '-';
    if (negative) ++at_;
    const char* const begin = at_;
    number = 0;
    for (; at_ != end_ && *at_ >= '0' && *at_ <= '9'; ++at_) {
      if (at_ - begin >= kMostDigits) return false;
      number = number * 10 + (*at_ - '0');
    }
    if (at_ == begin || (*begin == '0' && (negative || at_ - begin > 1))) return false;
    if (at_ != end_ && (*at_ == '.' || *at_ == 'e' || *at_ == 'E')) return false;
    if (negative) number = -number;
    written = {start, static_cast<std::size_t>(at_ - start)};
    return true;
  }

  // A text right here, from its opening quote on; a view into the JSON, or where escapes are, into what forget()
  // gives up. Not taken: malformed UTF-8, controls, pairs of surrogates.
  bool text(std::string_view& text) {
    if (at_ == end_ || *at_ != '"') return false;
    const char* const begin = ++at_;
    if (!run()) return false;
    if (*at_ == '\\') return text_with_escapes(begin, text);
    text = {begin, static_cast<std::size_t>(at_ - begin)};
    ++at_;
    return true;
  }
  // This very text, written without escapes, where it stands right here.
  bool text_is(std::string_view wanted) {
    const std::size_t size = wanted.size() + 2;
    if (static_cast<std::size_t>(end_ - at_) < size || at_[0] != '"' || at_[size - 1] != '"') return false;
    if (std::memcmp(at_ + 1, wanted.data(), wanted.size()) != 0) return false;
    at_ += size;
    return true;
  }
  // Whether clean_text would have changed one of the texts so far.
  bool unclean() const { return unclean_; }
  void forget() { free_ = decoded_.get(); }

 private:
  static constexpr int kMostDigits = 18;

  static unsigned byte(const char* at) { return static_cast<unsigned char>(*at); }
  static bool continues(const char* at) { return (byte(at) & 0xC0U) == 0x80U; }

  // On to the quote or the backslash that ends what needs no decoding.
  bool run() {
    for (;;) {
      const char* at = plain_end(at_, end_);
      at_ = at;
      if (at == end_) return false;
      if (*at == '"' || *at == '\\') return true;
      // Nearly all Chinese text: U+3000 to U+CFFF.
      while (end_ - at >= 3 && byte(at) - 0xE3U <= 0xECU - 0xE3U && continues(at + 1) && continues(at + 2)) at += 3;
      if (at != at_)
        at_ = at;
      else if (!character())
        return false;
    }
  }

  // Where something else follows than printable ASCII without the quote and the backslash.
  static const char* plain_end(const char* at, const char* end) {
    if constexpr (std::endian::native == std::endian::little) {
      constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101U, kTops = kOnes * 0x80U;
      // A byte that is 0 has its top bit set in what this gives; so may bytes above it, which do not count.
      const auto zeros = [](std::uint64_t bytes) { return (bytes - kOnes) & ~bytes; };
      for (; end - at >= 8; at += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, at, sizeof bytes);
        const std::uint64_t controls = (bytes - kOnes * 0x20U) & ~bytes;
        const std::uint64_t others = (bytes | controls | zeros(bytes ^ kOnes * '"') | zeros(bytes ^ kOnes * '\\') |
                                      zeros(bytes ^ kOnes * 0x7FU)) &
                                     kTops;
        if (others != 0) return at + std::countr_zero(others) / 8;
      }
    }
    while (at != end && kPlain[byte(at)]) ++at;
    return at;
  }

  bool text_with_escapes(const char* begin, std::string_view& text);
  bool escape();
  bool character();
  void put(std::string_view bytes);

  // Printable ASCII without the quote and the backslash.
  static constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain.at(byte) = byte != '"' && byte != '\\';
    return plain;
  }();

  const char* at_;
  const char* const end_;
  const std::size_t size_;
  int& line_;
  bool unclean_ = false;
  std::unique_ptr<char[]> decoded_;  // NOLINT(modernize-avoid-c-arrays): as long as the JSON, never filled with zeros
  char* free_ = nullptr;
};

}  // namespace gouji
