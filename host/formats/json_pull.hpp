// Takes the values of sound JSON that a reader asks for, one by one and in their order. Every function is false where
// something else stands; what was taken until then is worth nothing.
#pragma once

#include <algorithm>
#include <array>
#include <climits>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "formats/json_scan.hpp"

namespace gouji {

class JsonPull {
 public:
  using Keys = std::span<const std::string_view>;  // 32 at most

  explicit JsonPull(std::string_view json) : scan_(json, line_) {}

  // Which key came behind which, by index, the last place for the first key: the rows of a list nearly always have the
  // same keys in the same order.
  using Followers = std::array<std::uint8_t, 33>;

  bool null() { return scan_.word("null"); }

  template <class Text>  // std::string, std::optional<std::string>
  bool text(Text& out) {
    std::string_view read;
    if (!scan_.text(read)) return false;
    out = std::string(read);
    return true;
  }
  template <class Text>
  bool text_or_null(Text& out) {
    return null() || text(out);
  }

  bool whole_number(int& out, std::string_view& written) {
    std::int64_t number = 0;
    if (!scan_.integer(number, written) || number < 0 || number > INT_MAX) return false;
    out = static_cast<int>(number);
    return true;
  }
  bool whole_number(int& out) {
    std::string_view written;
    return whole_number(out, written);
  }

  template <class Flag>  // bool, std::optional<bool>
  bool flag_or_null(Flag& out) {
    if (null()) return true;
    if (scan_.word("true"))
      out = true;
    else if (scan_.word("false"))
      out = false;
    else
      return false;
    return true;
  }

  template <class Act>
  bool list(Act act) {
    if (!scan_.take('[')) return false;
    if (scan_.take(']')) return true;
    do {
      scan_.next();
      if (!act()) return false;
    } while (scan_.take(','));
    return scan_.take(']');
  }
  template <class Act>
  bool list_or_null(Act act) {
    return null() || list(act);
  }

  // `member` takes a key and its value.
  template <class Member>
  bool object(Member member) {
    if (!scan_.take('{')) return false;
    if (scan_.take('}')) return true;
    do {
      scan_.next();
      if (!member()) return false;
    } while (scan_.take(','));
    return scan_.take('}');
  }
  // Behind a key, up to its value.
  bool colon() {
    const bool stands = scan_.take(':');
    scan_.next();
    return stands;
  }
  // An object of any keys.
  template <class Act>
  bool any_members(Act act) {
    return object([&] {
      std::string_view key;
      return scan_.text(key) && colon() && act(key);
    });
  }
  // An object whose keys are among `keys`, none given twice: `act` gets their indexes.
  template <class Act>
  bool members(Keys keys, Followers& followers, Act act) {
    std::size_t before = followers.size() - 1;
    std::uint64_t seen = 0;
    return object([&] {
      std::size_t index = followers[before];
      if (!scan_.text_is(keys[index])) {
        std::string_view key;
        if (!scan_.text(key)) return false;
        index = static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
        if (index == keys.size()) return false;
        followers[before] = static_cast<std::uint8_t>(index);
      }
      if ((seen >> index & 1U) != 0) return false;
      seen |= std::uint64_t{1} << index;
      before = index;
      return colon() && act(index);
    });
  }

 protected:
  int line_ = 0;  // nothing here tells lines
  JsonScan scan_;
};

}  // namespace gouji
