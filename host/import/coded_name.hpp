// A unit's name printed with its code: 219001-某某局, （101）某某局, 某某局（101）.
#pragma once

#include <string>
#include <string_view>

namespace gouji::intake {

struct CodedName {
  std::string code;  // empty: none printed
  std::string name;  // as printed, without the code and what joins it
};

CodedName coded_name(std::string_view printed);

}  // namespace gouji::intake
