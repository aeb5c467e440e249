// What targets have in common.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "model/document.hpp"
#include "script/limits.hpp"

namespace gouji::fuzz {

// What must hold of every input does not: no Fault, so that the fuzzer and the unit test both stop.
class Broken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void need(bool holds, const std::string& what) {
  if (!holds) throw Broken(what);
}

// A Fault must have a code and, in both languages, a message. Gives the code, good until the next call.
std::string_view need_showable(const Fault& fault);

// From here on no program of the system is found, so that what needs one (PDF, old office files) is refused.
void shut_out_programs();

// Small budgets, so that an endless loop costs the fuzzer milliseconds.
script::Limits small_limits();

// A disclosure of the samples with forms, a few tables and claims; read once.
const Document& sample_document();

}  // namespace gouji::fuzz
