// A line of JSON gone through from mark to mark. simdjson's first stage says where brackets, colons, commas and values
// stand, and that the line is UTF-8 whose texts are closed and free of control characters; what may follow what is
// looked at here. Texts are taken as they stand: whoever goes through a line has made sure that it has no escapes.
#pragma once

#include <simdjson.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace gouji {

struct NotOrdinary {};  // whatever it is: somebody else looks

inline void need(bool ordinary) {
  if (!ordinary) [[unlikely]]
    throw NotOrdinary{};
}

// Keys that an object may have, each once. They come in the same order again and again: the one that came behind the
// last one before is looked at first.
template <std::size_t count>
class JsonKeys {
 public:
  explicit constexpr JsonKeys(const std::array<std::string_view, count>& keys) {
    for (std::size_t i = 0; i < count; ++i) {
      if (keys[i].size() >= kLongest) throw std::length_error("key");
      for (std::size_t at = 0; at <= keys[i].size(); ++at) {
        const char byte = at < keys[i].size() ? keys[i][at] : '"';
        const std::size_t word = at / kWord, shift = at % kWord * 8;
        heads_[i].bytes[word] |= static_cast<std::uint64_t>(static_cast<unsigned char>(byte)) << shift;
        heads_[i].masks[word] |= std::uint64_t{0xFF} << shift;
      }
    }
    for (std::size_t i = 0; i <= count; ++i) behind_[i] = static_cast<std::uint8_t>(i % count);
  }

  static constexpr std::size_t kFirst = count;  // `last` before the first key

  // The number of the key whose text begins at `raw`.
  std::size_t of(const char* raw, std::size_t& last, std::uint32_t& seen) {
    std::array<std::uint64_t, 2> head{};
    std::memcpy(head.data(), raw, sizeof head);
    std::size_t at = behind_[last];
    if (!heads_[at].fits(head)) [[unlikely]] {
      at = 0;
      while (at < count && !heads_[at].fits(head)) ++at;
      need(at < count);
      behind_[last] = static_cast<std::uint8_t>(at);
    }
    need((seen >> at & 1U) == 0);
    seen |= 1U << at;
    last = at;
    return at;
  }

 private:
  static constexpr std::size_t kWord = sizeof(std::uint64_t), kLongest = 2 * kWord;
  static_assert(std::endian::native == std::endian::little);

  struct Head {  // a key with its closing quote
    std::array<std::uint64_t, 2> bytes{}, masks{};

    bool fits(const std::array<std::uint64_t, 2>& text) const {
      return (((text[0] & masks[0]) ^ bytes[0]) | ((text[1] & masks[1]) ^ bytes[1])) == 0;
    }
  };

  std::array<Head, count> heads_{};
  std::array<std::uint8_t, count + 1> behind_{};
};

template <std::size_t count>
JsonKeys(const std::array<std::string_view, count>&) -> JsonKeys<count>;

class JsonMarks {
 public:
  static constexpr std::size_t kPadding = simdjson::SIMDJSON_PADDING;  // bytes that may be read behind a line

  // Throws NotOrdinary where it is no JSON.
  void begin(std::string_view line) {
    if (marks_ == nullptr || line.size() > marks_->capacity()) make_room(line.size());
    need(marks_->stage1(reinterpret_cast<const std::uint8_t*>(line.data()), line.size(),
                        simdjson::stage1_mode::regular) == simdjson::SUCCESS);
    text_ = line.data();
    at_ = marks_->structural_indexes.get();
    end_ = at_ + marks_->n_structural_indexes;
  }
  // The line is at its end.
  bool ended() const { return at_ == end_; }

  // What stands next, as its first byte.
  char next() const { return text_[*at_]; }

  bool is_null() const { return next() == 'n'; }
  void skip_null() { need(scalar() == "null"); }
  void skip_bool() {
    const std::string_view word = scalar();
    need(word == "true" || word == "false");
  }
  // A whole number that is not negative.
  std::int64_t number() {
    constexpr std::size_t kMostDigits = 18;
    const std::string_view digits = scalar();
    need(!digits.empty() && digits.size() <= kMostDigits && (digits.front() != '0' || digits.size() == 1));
    std::int64_t number = 0;
    for (const char digit : digits) {
      need(digit >= '0' && digit <= '9');
      number = number * 10 + (digit - '0');
    }
    return number;
  }
  std::string_view text() {
    const char* begin = text_ + *at_;
    need(*begin == '"');
    const char* end = behind() - 1;
    while (*end != '"') --end;  // blanks
    need(end > begin);
    return {begin + 1, static_cast<std::size_t>(end - begin - 1)};
  }

  // `act` takes what belongs to the key, or to the place in the list.
  template <std::size_t count, class Act>
  void each_member(JsonKeys<count>& keys, Act act) {
    std::size_t last = JsonKeys<count>::kFirst;
    std::uint32_t seen = 0;
    each_of('{', '}', [&] {
      const char* key = text_ + *at_++;
      need(*key == '"');
      const std::size_t number = keys.of(key + 1, last, seen);
      take(':');
      act(number);
    });
  }
  template <class Act>
  void each_member(Act act) {
    each_of('{', '}', [&] {
      text();
      take(':');
      act();
    });
  }
  template <class Act>
  void each_item(Act act) {
    each_of('[', ']', act);
  }

 private:
  void make_room(std::size_t size) {
    constexpr std::size_t kLeast = std::size_t{64} << 10U;
    const std::size_t room = std::bit_ceil(size < kLeast ? kLeast : size);
    need(simdjson::get_active_implementation()->create_dom_parser_implementation(room, 1, marks_) == simdjson::SUCCESS);
  }

  void take(char mark) { need(text_[*at_++] == mark); }

  // Behind what stands next, and on.
  const char* behind() { return text_ + *++at_; }

  std::string_view scalar() {
    const char* begin = text_ + *at_;
    const char* end = behind();
    while (end > begin && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r' || end[-1] == '\n')) --end;
    return {begin, end > begin ? static_cast<std::size_t>(end - begin) : 0};
  }

  // Before each part it is looked whether there still is one. Behind the last mark stand two more, both of the line's
  // end: no byte there can pass for all that a part begun before it would still need.
  template <class Act>
  void each_of(char open, char close, Act act) {
    take(open);
    if (next() == close) {
      ++at_;
      return;
    }
    for (;;) {
      need(at_ < end_);
      act();
      const char mark = text_[*at_++];
      if (mark == close) return;
      need(mark == ',');
    }
  }

  std::unique_ptr<simdjson::internal::dom_parser_implementation> marks_;
  const char* text_ = nullptr;
  const std::uint32_t* at_ = nullptr;
  const std::uint32_t* end_ = nullptr;
};

}  // namespace gouji
