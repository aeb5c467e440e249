// The one exception type that crosses layers: what is wrong, where, and how to mend it, in both languages.
#pragma once

#include <stdexcept>
#include <string>

#include "base/location.hpp"

namespace gouji {

enum class Language { chinese, english };

class Fault : public std::runtime_error {
 public:
  // `code` is stable and documented in docs/errors.md; `chinese` and `english` say the same.
  Fault(std::string code, std::string chinese, std::string english);

  Fault& at(Location location);
  Fault& at_line(std::string file, int line, int column = 0);
  Fault& with_excerpt(std::string excerpt);
  Fault& hint(std::string chinese, std::string english);
  // The key of a table in a script that is wrong: whoever has the source finds its line.
  Fault& about(std::string key);

  const std::string& code() const { return code_; }
  const Location& location() const { return location_; }
  const std::string& message(Language language) const;
  const std::string& hint(Language language) const;
  const std::string& excerpt() const { return excerpt_; }
  const std::string& about() const { return about_; }
  // Several lines: place, code and message; excerpt; hint.
  std::string text(Language language) const;

 private:
  std::string code_;
  std::string chinese_;
  std::string english_;
  std::string hint_chinese_;
  std::string hint_english_;
  std::string excerpt_;
  std::string about_;
  Location location_;
};

}  // namespace gouji
