// The host's side of one Lua state: what every host function can reach without a registry lookup.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "model/brackets.hpp"
#include "model/document.hpp"
#include "model/target.hpp"
#include "script/assigned_names.hpp"
#include "script/catalogue.hpp"
#include "script/cpu_time.hpp"
#include "script/label_keys.hpp"
#include "script/limits.hpp"
#include "script/values.hpp"

struct lua_State;

namespace gouji::script {

// A parameter as scripts see it: one number with its unit, a list of texts or numbers, or thresholds with points.
struct ParameterValue {
  Plain plain;  // texts and lists
  std::optional<Exact> number;
  std::optional<Brackets> brackets;
  Unit unit;  // of the number, or of the thresholds
};

// A parameter as a rule book gives it to scripts. Its address and its name last as long as the book, its value until
// the book turns to another year or tries other values.
struct GivenParameter {
  std::string_view name;
  const ParameterValue* value = nullptr;
  int list = 0;               // number of the list that the state keeps for it; 0: none yet
  bool list_is_kept = false;  // that list is this value's
};

// Thresholds in a script's hands, with the name that formulas show.
struct BoundBrackets {
  const ParameterValue* parameter = nullptr;
  std::string_view name;
};

// A target and the cell that it was read from.
struct BoundTarget {
  Target target;
  Leaf leaf;
};

class FreeRun;
class Imagined;

struct Context {
  const Catalogue* catalogue = nullptr;
  Limits limits;

  // One evaluation: everything below is emptied when it ends and handles of older generations are refused.
  Values values;
  std::uint16_t generation = 1;
  bool active = false;  // a rule, not a file's top level, is running
  const Document* document = nullptr;
  std::deque<BoundTarget> targets;  // parsed on demand, addresses stay; kept while the document is the same
  std::unordered_map<const Cell*, const BoundTarget*> target_of;
  std::map<const ParameterValue*, BoundBrackets> brackets;          // thresholds that the rule has asked for
  std::function<GivenParameter*(std::string_view name)> parameter;  // nullptr: unknown name
  int lists_kept = 0;                                               // of parameters (parameter_lists.cpp)
  std::function<std::vector<std::string>()> parameter_names;
  std::set<std::string, std::less<>> kept_names;  // of parameters that headers name; addresses stay
  LabelKeys labels;
  Imagined* imagined = nullptr;  // the document is one; nullptr: it is not
  // By chunk name as Lua tells it: variables that its text may assign (assigned_names.hpp); none: it cannot be told.
  std::map<std::string, std::optional<Names>, std::less<>> assigned;
  void* host = nullptr;  // the layer that runs the script

  // Confinement.
  lua_State* state = nullptr;
  std::size_t memory_used = 0;
  std::uint64_t allocated = 0;  // bytes, ever
  std::size_t memory_peak = 0;  // since what was let go was last given back to the system
  // What counts against the limit: the figures of the evaluation too.
  std::size_t held() const { return memory_used + values.bytes(); }
  std::uint64_t steps_used = 0;
  std::uint64_t counted_closely = 0;  // instructions, of a call that somebody wants to know them of
  std::optional<CpuTime> began;  // since when the call's time counts; none before it has been looked at once
  Limit tripped = Limit::none;
  std::size_t baseline = 0;        // what loaded files hold: no rule's budget pays for another's file
  std::size_t kept_by_files = 0;   // since the state began
  std::vector<int> function_refs;  // functions that the file being loaded has handed to the host
  bool loading = false;            // a file's top level is running
  std::uint64_t most_steps() const;
  FreeRun* free_run = nullptr;    // it runs without being counted
  bool armed = false;             // a script is running: what it allocates is limited
  bool watched = false;           // over its memory: the next instruction looks
  int hook_every = 1;             // instructions between two looks
  bool keeps_long_texts = false;  // loaded files hold texts of which one comparison takes long
  Location tripped_at;
  Location refused_at;      // where memory was last refused outright: no handler runs then
  std::exception_ptr kept;  // the C++ exception on its way through Lua
  Location kept_at;
};

}  // namespace gouji::script
