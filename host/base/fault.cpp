#include "base/fault.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"

namespace gouji {
namespace {

// Whoever names a text of a script or a document in a message names all of it: nobody reads megabytes.
constexpr std::size_t kLongest = std::size_t{16} << 10U, kShownOfLonger = 1000;

std::string bounded(std::string words) {
  if (words.size() <= kLongest) return words;
  return fmt::format("{}（{} bytes）", text::shorten(words, kShownOfLonger), words.size());
}

}  // namespace

Fault::Fault(std::string code, std::string chinese, std::string english)
    : std::runtime_error(chinese = bounded(std::move(chinese))),
      code_(std::move(code)),
      chinese_(std::move(chinese)),
      english_(bounded(std::move(english))) {}

Fault& Fault::at(Location location) {
  location_ = std::move(location);
  return *this;
}

Fault& Fault::at_line(std::string file, int line, int column) { return at({std::move(file), line, column}); }

Fault& Fault::about(std::string key) {
  about_ = std::move(key);
  return *this;
}

Fault& Fault::with_excerpt(std::string excerpt) {
  excerpt_ = std::move(excerpt);
  return *this;
}

Fault& Fault::hint(std::string chinese, std::string english) {
  hint_chinese_ = bounded(std::move(chinese));
  hint_english_ = bounded(std::move(english));
  return *this;
}

const std::string& Fault::message(Language language) const {
  return language == Language::chinese ? chinese_ : english_;
}

const std::string& Fault::hint(Language language) const {
  return language == Language::chinese ? hint_chinese_ : hint_english_;
}

std::string Fault::text(Language language) const {
  std::string result = location_.empty() ? std::string() : to_text(location_) + ": ";
  result += fmt::format("{} [{}]", message(language), code_);
  if (!excerpt_.empty()) result += "\n" + excerpt_;
  const std::string& hint = language == Language::chinese ? hint_chinese_ : hint_english_;
  if (!hint.empty()) result += fmt::format("\n  {}{}", language == Language::chinese ? "办法：" : "mend: ", hint);
  return result;
}

}  // namespace gouji
