// Loading scripts of pack chains into one state: `require "name"` finds lib/name.lua in the pack itself, then in its
// bases. A library runs once for all files of all chains and is sealed as it stands then: its tables can be read only,
// its variables are put back by State::restore, so that one file's doings stay out of another's.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "packs/pack.hpp"
#include "script/state.hpp"
#include "script/syntax.hpp"

namespace gouji {

using LeftOutFiles = std::map<std::string, Fault>;

class ScriptLoader {
 public:
  // `marks`: texts may call the functions of script/marks.
  ScriptLoader(script::State& state, script::Syntax& syntax, bool marks = false)
      : state_(state), syntax_(syntax), marks_(marks) {}

  // The files that run from here on are of this chain; before any runs.
  void turn_to(const PackChain& chain) { chain_ = &chain; }

  // Files that are not run, by the names messages use: their Fault is thrown instead.
  void leave_out(const LeftOutFiles* files) { left_out_ = files; }

  // Runs a file's top level with `require` and the given functions; context().host points at this loader meanwhile.
  int run(const ScriptFile& file, const Pack& owner, const std::vector<script::Function>& functions);

  // What the running file's verbs (rule, layout, …) were given, with the line of the call.
  struct Declared {
    script::Plain header;
    Location at;
  };
  std::vector<Declared> take_declared();

  static ScriptLoader& of(script::Call& call);
  void declare(script::Plain header, Location at) { declared_.push_back({std::move(header), std::move(at)}); }
  int require(const std::string& name);

 private:
  const PackChain* chain_ = nullptr;
  script::State& state_;
  script::Syntax& syntax_;
  bool marks_;
  const LeftOutFiles* left_out_ = nullptr;
  const Pack* owner_ = nullptr;
  std::vector<Declared> declared_;
  std::map<std::filesystem::path, int> libraries_;  // sealed as they were loaded
  std::set<std::filesystem::path> examined_;        // files whose syntax has been looked at
  std::vector<std::string> open_;                   // files being loaded, for circles
};

// A top-level verb that keeps its one table: rule { … }, layout { … }, scoring { … }.
script::Function declaring(std::string_view name, std::string_view about);

// `require` while an evaluation is open; context().host is a ScriptLoader.
script::Function requiring_at_prompt();

}  // namespace gouji
