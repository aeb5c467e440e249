// A verb as data: its options, its help in both languages, and the function behind it. command_line.cpp reads the
// command line by it; nothing else knows the library that does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace gouji::app {

class Session;

inline constexpr int kFailed = 3;       // exit status: packs have errors, cases fail
inline constexpr int kMostJobs = 1024;  // of --jobs

struct Words {
  std::string_view chinese, english;
  std::string_view in(Language language) const { return language == Language::english ? english : chinese; }
};

enum class Takes : std::uint8_t { nothing, one, several, maybe };  // maybe: --option or --option=VALUE

struct Option {
  std::string_view name;  // "fail-level"; given as --fail-level, GOUJI_RUN_FAIL_LEVEL in the environment
  char letter = 0;        // -f
  Takes takes = Takes::one;
  std::string_view value;  // "FORMAT" in the help
  Words about;
  std::vector<std::string_view> choices = {};  // empty: anything
};

struct Example {
  std::string_view line;
  Words about;
};

// What was given: by option name; positional words under "".
class Arguments {
 public:
  bool given(std::string_view name) const { return values_.find(name) != values_.end(); }
  std::optional<std::string> text(std::string_view name) const;
  std::string text_or(std::string_view name, std::string otherwise) const;
  const std::vector<std::string>& texts(std::string_view name) const;
  const std::vector<std::string>& words() const { return texts(""); }
  // Fault "usage.bad_number" when it is none or outside from..to.
  std::optional<int> number(std::string_view name, int from, int to) const;
  void add(std::string_view name, std::string value) { values_[std::string(name)].push_back(std::move(value)); }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Verb {
  std::string_view name;
  Words about;
  std::string_view words;  // "[PATH…]" in the help; empty: no positional words
  std::size_t least = 0, most = 0;
  Words words_about;
  std::vector<Option> options;
  std::vector<Example> examples;
  int (*run)(Session&, const Arguments&);
  std::vector<std::string_view> other_names = {};
};

}  // namespace gouji::app
