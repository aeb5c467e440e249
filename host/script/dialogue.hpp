// Lines that are typed at a prompt, run one after another in one open evaluation (State::begin) under the same
// confinement and limits as rules. Names that a line sets are there for the next one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "script/state.hpp"

namespace gouji::script {

// One value that a line gave.
struct Answer {
  enum class Kind : std::uint8_t { words, text, figure, object, list };
  Kind kind = Kind::words;
  std::string words;          // nil, true, 12, 函数; of a text: the text
  ValueId figure = 0;         // in the values of the state's context
  Object object;              // of the catalogue's types
  std::vector<Answer> items;  // of a list, a table without more than `kMostItems`
  std::vector<std::string> keys;
  bool cut = false;  // the list has more
};

class Dialogue {
 public:
  static constexpr const char* kFile = "输入.lua";  // what places call the lines

  Dialogue(State& state, const std::vector<Function>& functions);
  ~Dialogue();
  Dialogue(const Dialogue&) = delete;
  Dialogue& operator=(const Dialogue&) = delete;

  void set(const std::string& name, const Object& object);

  // What `run` takes for these lines (an expression gives its value); nullopt when more lines must follow. ScriptFault
  // "script.syntax", "script.refused".
  std::optional<std::string> readable(const std::string& lines);

  // ScriptFault, MissingValue, MissingPart as State::call.
  std::vector<Answer> run(const std::string& chunk);

 private:
  State& state_;
  int environment_ = 0;
};

}  // namespace gouji::script
