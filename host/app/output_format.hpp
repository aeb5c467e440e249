// The format of what goes to -o: by -f, else by the ending of the file. An ending that names another format is a slip,
// never a file that its program cannot open.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "app/verb.hpp"

namespace gouji::app {

struct OutputKind {
  std::string_view format;                // as -f calls it
  std::vector<std::string_view> endings;  // "txt"; the first is the usual one
};

// `usual` without -f and without an ending that is known. Faults "usage.unknown_ending" (.xls, .pdf and such, where no
// kind has it), "usage.other_ending" (that of another kind than -f asks for).
std::string output_format(const Arguments& arguments, const std::vector<OutputKind>& kinds, std::string_view usual);

// The same for a file that another option names, of kinds that no -f chooses.
std::string format_of_file(std::string_view option, const std::string& file, const std::vector<OutputKind>& kinds,
                           std::string_view usual);

}  // namespace gouji::app
