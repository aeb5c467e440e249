// The scripts of a pack chain as syntax trees, with what the lints ask of them. Nothing is run here.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "lint/lints.hpp"
#include "packs/pack.hpp"
#include "script/syntax.hpp"

namespace gouji::lint {

using script::Node;

enum class ScriptKind : std::uint8_t { rule, scoring, layout, library };

struct Script {
  const Pack* pack = nullptr;
  std::size_t layer = 0;  // of its pack in the chain, from the bottom
  const ScriptFile* file = nullptr;
  ScriptKind kind = ScriptKind::rule;
  std::shared_ptr<const Node> tree;    // nullptr: does not parse
  std::set<std::string> texts;         // all its text literals
  std::vector<std::string> libraries;  // as `require` names them

  Spot at(const Node& node) const { return {file->shown, &file->source, node.line, node.column}; }
};

// Of every layer, lowest first.
std::vector<Script> scripts_of(const PackChain& chain, script::Syntax& syntax);

// Every node, parents first.
void each_node(const Node& node, const std::function<void(const Node&)>& see);

// `verb "text"`, `verb("text", …)`: the text node; nullptr when the node is no such call.
const Node* text_argument(const Node& call, std::string_view verb);

// The value of a literal key; nullptr: none.
const Node* field_of(const Node& table, std::string_view key);

// The table given to rule { … }, scoring { … } or layout { … }; nullptr: not found.
const Node* header_of(const Script& script);

// Where each Id was declared: its declaring Id, or nullptr for a global. Ids that declare are not in it.
using Declared = std::unordered_map<const Node*, const Node*>;
Declared resolve(const Node& tree);

// Files that something runs: the given scripts that are no libraries and `runs` allows, and what they require.
std::set<const ScriptFile*> reached(const std::vector<Script>& scripts, const std::function<bool(const Script&)>& runs);

}  // namespace gouji::lint
