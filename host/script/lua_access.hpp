// How values and host objects sit in Lua's memory. Only files of this folder include it.
//
// A value is a light userdata: 16 bits of generation, then its number in the arena plus one. A host object is a full
// userdata holding an Object and its generation; scripts cannot make either, so a type test is a comparison of numbers.
#pragma once

#include "base/location.hpp"
#include "script/call.hpp"
#include "script/context.hpp"
#include "script/lua_headers.hpp"

namespace gouji::script::access {

inline Context& context_of(lua_State* state) { return **static_cast<Context**>(lua_getextraspace(state)); }

// Precondition: nothing. Postcondition: one value pushed.
void push_value(lua_State* state, ValueId id);
void push_object(lua_State* state, const Object& object);
void push_plain(lua_State* state, const Plain& plain);

// The arena number of a value; Fault "script.expired" when it belongs to an evaluation that has ended.
ValueId value_at(lua_State* state, int index);
// nullptr when the argument is no host object; Fault "script.expired" as above.
const Object* object_at(lua_State* state, int index);

// The parameter's value in this evaluation; Fault "param.unknown" with the nearest name.
ValueId parameter_value(Context& context, std::string_view name);
ValueId parameter_value(Context& context, std::string_view name, const GivenParameter* given);
// Pushes the value of a parameter that is no number: a text, or a new table with what its list holds.
// parameter_lists.cpp
void push_parameter(lua_State* state, GivenParameter& given);

// Work done inside one host call counts as steps, so that loops of cheap-looking calls stay within the budget; crossing
// it there ends the script there.
void charge(Call& call, std::size_t work);

// The call has used up its time; the first question starts the clock.
bool out_of_time(Context& context);
// No text and no list that a host function makes is longer.
inline constexpr std::size_t kLongestText = std::size_t{16} << 20U;
inline constexpr std::size_t kMostItems = 1'000'000;
void check_text_size(std::size_t bytes);  // Fault "limit.memory"
void check_item_count(std::size_t items);

// File and line of the script that is calling.
Location where(lua_State* state);

// Pushes the metatable's tables for every type of the catalogue and the one of values (state construction).
void install_types(lua_State* state);
// Builds the base environment's table of libraries; leaves it in the registry.
void install_base(lua_State* state);
// Pushes a new environment: own names, the base below it, assignments to undeclared names refused.
void push_environment(lua_State* state, const std::vector<Function>& functions);

// The function there walks through a table for `pairs` and remembers how far it is. lib_base.cpp
bool is_iterator(lua_State* state, int index);

// Freezes and remembers what everything that the host keeps holds, or one reference only; false where memory ended.
// seal.cpp
bool take_seal(lua_State* state, int reference = 0);
// Puts it back; true when something had changed.
bool restore_seal(lua_State* state);

}  // namespace gouji::script::access
