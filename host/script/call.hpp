// One call from a script into the host, as other layers see it: typed arguments in, values out, no Lua header.
//
// Bodies are ordinary C++: they may own strings and throw. The readers look with non-raising functions and throw Faults
// that name the parameter, what was wanted and what was given; the trampoline in boundary.hpp turns whatever is thrown
// into a Lua error after every destructor has run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "script/plain.hpp"
#include "script/values.hpp"

struct lua_State;

namespace gouji::script {

struct Context;
using ObjectType = int;

// A host object in a script's hands: which type it is and which one it is. Objects of an evaluation that has ended are
// recognised by their generation and refused.
struct Object {
  ObjectType type = 0;
  const void* pointer = nullptr;
  std::uint32_t index = 0;
};

// A key of a table that a script hands over: a text, which stays the table's own, or a position.
struct TableKey {
  std::string_view text;
  std::optional<std::int64_t> position;
  std::string name() const { return position ? "#" + std::to_string(*position) : std::string(text); }
};

class Call {
 public:
  explicit Call(lua_State* state);

  lua_State* state() const { return state_; }
  Context& context() const { return *context_; }
  int count() const { return count_; }

  // Arguments from 1; a method's object is argument 1. `name` is what the message calls the parameter.
  bool absent(int index) const;  // nil or not given
  bool is_text(int index) const;
  bool is_table(int index) const;
  bool is_value(int index) const;
  bool is_object(int index, ObjectType type) const;
  std::string_view text(int index, std::string_view name) const;
  std::optional<std::string_view> optional_text(int index, std::string_view name) const;
  std::int64_t integer(int index, std::string_view name) const;
  bool truthy(int index) const;
  // A figure, a parameter or a whole number literal; binary floats are refused.
  ValueId value(int index, std::string_view name) const;
  Object object(int index, ObjectType type, std::string_view name) const;
  Plain plain(int index, std::string_view name) const;
  // The texts in a list, which stay the argument's own; none where it is no list. Faults as `plain`.
  std::vector<std::string_view> texts(int index, std::string_view name) const;
  // A name, or a list of names of which the first that exists is meant.
  std::vector<std::string_view> names(int index, std::string_view name) const;
  // Elements 1..n of a list, each read by `value`.
  std::vector<ValueId> value_list(int index, std::string_view name);

  // One field of each record of a list, as values: for sums over rows.
  std::vector<ValueId> field_values(int index, std::string_view field) const;

  // Keys of a table in order (texts, then positions); its fields one at a time: push, read at the index, pop.
  std::vector<TableKey> table_keys(int index) const;
  int push_field(int index, const TableKey& key);
  // The same by names that are kept: a position is "#1".
  std::vector<std::string> keys(int index) const;
  int push_field(int index, const std::string& key);
  void pop();

  // Results; each returns the number pushed (1), so that a body can end in `return call.give(...)`.
  int give(std::string_view text);
  int give(bool flag);
  int give(std::int64_t number);
  int give(int number) { return give(static_cast<std::int64_t>(number)); }
  int give(const char* text) { return give(std::string_view(text)); }
  int give_nil();
  int give_value(ValueId id);
  int give_object(const Object& object);
  int give_plain(const Plain& plain);
  int give_list(const std::vector<Object>& objects);
  int give_values(const std::vector<ValueId>& values);
  int give_reference(int reference);  // what State::run_file kept
  int give_self();                    // argument 1 again, for chaining

  // Calls the function at `index` with one object; its errors pass through.
  void call_with(int index, const Object& argument);

  // The script's file and line that made this call.
  Location caller() const;

 private:
  [[noreturn]] void wrong(int index, std::string_view name, std::string_view wanted) const;
  lua_State* state_;
  Context* context_;
  int count_;
};

}  // namespace gouji::script
