// The host's side of one Lua state: what every host function can reach without a registry lookup.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

#include "model/document.hpp"
#include "model/target.hpp"
#include "script/catalogue.hpp"
#include "script/cpu_time.hpp"
#include "script/label_keys.hpp"
#include "script/limits.hpp"
#include "script/values.hpp"

struct lua_State;

namespace gouji::script {

// A parameter as scripts see it: one number with its unit, or a list of texts or numbers.
struct ParameterValue {
  Plain plain;  // texts and lists
  std::optional<Exact> number;
  Unit unit;
};

// A target and the cell that it was read from.
struct BoundTarget {
  Target target;
  Leaf leaf;
};

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
  std::deque<std::vector<ValueId>> lists;                                 // columns and row selections
  std::function<const ParameterValue*(std::string_view name)> parameter;  // nullptr: unknown name
  std::function<std::vector<std::string>()> parameter_names;
  LabelKeys labels;
  void* host = nullptr;  // the layer that runs the script

  // Confinement.
  lua_State* state = nullptr;
  std::size_t memory_used = 0;
  std::uint64_t steps_used = 0;
  std::optional<CpuTime> began;  // since when the call's time counts; none before it has been looked at once
  Limit tripped = Limit::none;
  Location tripped_at;
  Location refused_at;      // where memory was last refused outright: no handler runs then
  std::exception_ptr kept;  // the C++ exception on its way through Lua
  Location kept_at;
};

}  // namespace gouji::script
