// A state with two host functions for tests: note(text) keeps what a script says, and whatever a test adds.
#pragma once

#include <string>
#include <vector>

#include "script/state.hpp"

namespace gouji::test {

// What scripts said by note(…), of the sandbox that is running.
inline std::vector<std::string>& notes() {
  static std::vector<std::string> list;
  return list;
}

inline int keep_note(script::Call& call) {
  std::string all;
  for (int i = 1; i <= call.count(); ++i) {
    if (i > 1) all += ' ';
    if (call.is_text(i)) {
      all += call.text(i, "文字");
    } else if (call.absent(i)) {
      all += "nil";
    } else {
      all += call.truthy(i) ? "true" : "false";
    }
  }
  notes().push_back(all);
  return 0;
}

class Sandbox {
 public:
  explicit Sandbox(std::vector<script::Function> more = {}, script::Limits limits = {})
      : catalogue_(script::base_catalogue()), state_(catalogue_, limits), functions_(std::move(more)) {
    functions_.push_back(script::host_function<keep_note>("note", "", ""));
    notes().clear();
  }

  script::State& state() { return state_; }

  // The Fault's text and limit, or empty when the script ran through.
  std::string run(const std::string& source) {
    limit = script::Limit::none;
    line = 0;
    script::Environment environment;
    environment.functions = functions_;
    try {
      state_.run_file("test.lua", source, environment);
    } catch (const script::ScriptFault& fault) {
      limit = fault.limit();
      line = fault.location().line;
      return fault.text(Language::chinese);
    }
    return {};
  }

  script::Limit limit = script::Limit::none;
  int line = 0;

 private:
  script::Catalogue catalogue_;
  script::State state_;
  std::vector<script::Function> functions_;
};

}  // namespace gouji::test
