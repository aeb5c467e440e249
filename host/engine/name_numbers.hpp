// The few names that rules ask for, as numbers: a spelling that means one of them (model/labels) gives its number, any
// other 0. Each spelling is looked at once.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gouji {

class NameNumbers {
 public:
  using KeyOf = std::string (*)(std::string_view name);  // label_key, table_key
  explicit NameNumbers(KeyOf key_of) : key_of_(key_of) {}

  struct Name {
    std::uint32_t number = 0;
    bool holds_unit = false;  // "保有量（辆）", "占比%": figures beside it are in a unit of their own
  };
  // To be asked for before spellings are looked at.
  std::uint32_t want(std::string_view name);
  Name of(std::string_view spelling) {
    if (spelling.size() < kWord || spelling.size() > 4 * kWord) return look_up(spelling);
    const Words words = words_of(spelling);
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;
    Recent& recent = recent_[((words[0] * 3 ^ words[3]) + words[1]) * kSpread >> 55U];
    if (recent.words != words || recent.size != spelling.size())
      recent = {words, static_cast<std::uint32_t>(spelling.size()), look_up(spelling)};
    return recent.name;
  }

 private:
  Name look_up(std::string_view spelling);

  // The last few spellings of 8 to 32 bytes, which the first and last words of theirs cover.
  static constexpr std::size_t kWord = sizeof(std::uint64_t), kRecent = 512;
  using Words = std::array<std::uint64_t, 4>;
  struct Recent {
    Words words{};
    std::uint32_t size = 0;
    Name name;
  };
  static Words words_of(std::string_view spelling) {
    const char* begin = spelling.data();
    const char* end = begin + spelling.size();
    const bool wide = spelling.size() > 2 * kWord;
    Words words;
    std::memcpy(&words[0], begin, kWord);
    std::memcpy(&words[1], wide ? begin + kWord : begin, kWord);
    std::memcpy(&words[2], wide ? end - 2 * kWord : begin, kWord);
    std::memcpy(&words[3], end - kWord, kWord);
    return words;
  }

  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  KeyOf key_of_;
  Map<std::uint32_t> wanted_;  // by key
  Map<Name> known_;            // by spelling
  std::array<Recent, kRecent> recent_;
};

}  // namespace gouji
