// How files that cannot be read are refused: one wording for every format.
#pragma once

#include <string>

#include "base/fault.hpp"

namespace gouji::refusals {

// The bytes are not what the format wants: cut off, changed, or never right. `zh`, `en`: what was found.
Fault damaged(const std::string& file, const std::string& zh, const std::string& en);
Fault encrypted(const std::string& file);
// A part that the format cannot do without.
Fault missing_part(const std::string& file, const std::string& part);
// More than we are ready to unpack or hold. `zh`, `en`: what, and the limit.
Fault too_much(const std::string& file, const std::string& zh, const std::string& en);
// A file of a kind that is not read.
Fault unknown_kind(const std::string& file, const std::string& zh, const std::string& en);
// No text inside, only pictures.
Fault no_text(const std::string& file);
// `packages`: what Debian calls them; `way_round`: what to do without them.
Fault no_tool(const std::string& file, const std::string& tool, const std::string& packages, const std::string& zh,
              const std::string& en);
Fault tool_failed(const std::string& file, const std::string& zh, const std::string& en);

}  // namespace gouji::refusals
