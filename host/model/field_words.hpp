// What an English report calls the fields of records; words of the document itself stay as printed.
#pragma once

#include <string_view>

namespace gouji {

// "initial budget" for the Chinese name of a field; the name itself where no record has such a field.
std::string_view english_of_field(std::string_view chinese);

}  // namespace gouji
