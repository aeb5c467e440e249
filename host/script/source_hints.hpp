// What people who are used to forms and Excel write into a script by habit, found in a line that Lua could not read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji::script {

struct SourceHint {
  int column = 0;  // from 1, in characters
  std::string chinese, english;
  std::string chinese_mend, english_mend;
};

// Full-width punctuation, Chinese names outside quotes, != and +=. Empty when the line holds none of these.
std::optional<SourceHint> look_at_line(std::string_view line);

}  // namespace gouji::script
