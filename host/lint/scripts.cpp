#include "lint/scripts.hpp"

#include <algorithm>
#include <map>

namespace gouji::lint {
namespace {

Script read_script(const PackChain& chain, std::size_t layer, const ScriptFile& file, ScriptKind kind,
                   script::Syntax& syntax) {
  Script one;
  one.pack = chain.layers[layer].get();
  one.layer = layer;
  one.file = &file;
  one.kind = kind;
  one.tree = syntax.tree(file.source);
  if (!one.tree) return one;
  each_node(*one.tree, [&](const Node& node) {
    if (node.is("String")) one.texts.insert(node.text);
    if (const Node* name = text_argument(node, "require")) one.libraries.push_back(name->text);
  });
  return one;
}

// Lua's scopes. Each Id that is read is paired with the Id that declared it.
class Resolver {
 public:
  Declared declared;

  void block(const Node& list) {
    const std::size_t height = names_.size();
    for (const Node& statement : list.parts) this->statement(statement);
    names_.resize(height);
  }

 private:
  void declare(const Node& list) {
    if (list.is("Id")) names_.push_back(&list);
    for (const Node& one : list.parts) {
      if (one.is("Id")) names_.push_back(&one);
    }
  }

  void expression(const Node& node) {
    if (node.is("Id")) {
      const auto found =
          std::find_if(names_.rbegin(), names_.rend(), [&](const Node* one) { return one->text == node.text; });
      declared[&node] = found == names_.rend() ? nullptr : *found;
    } else if (node.is("Function")) {
      const std::size_t height = names_.size();
      declare(node.parts.at(0));
      block(node.parts.at(1));
      names_.resize(height);
    } else {
      for (const Node& part : node.parts) expression(part);
    }
  }

  void statement(const Node& node) {
    const std::size_t height = names_.size();
    if (node.is("Local")) {
      if (node.parts.size() > 1) expression(node.parts[1]);
      declare(node.parts.at(0));
      return;
    }
    if (node.is("Localrec")) {
      declare(node.parts.at(0));
      expression(node.parts.at(1));
      return;
    }
    if (node.is("Do")) {
      block(node);
    } else if (node.is("While")) {
      expression(node.parts.at(0));
      block(node.parts.at(1));
    } else if (node.is("Repeat")) {
      for (const Node& one : node.parts.at(0).parts) statement(one);
      expression(node.parts.at(1));
    } else if (node.is("If")) {
      for (std::size_t i = 0; i < node.parts.size(); ++i) {
        const bool is_condition = i % 2 == 0 && i + 1 < node.parts.size();
        is_condition ? expression(node.parts[i]) : block(node.parts[i]);
      }
    } else if (node.is("Fornum")) {
      for (std::size_t i = 1; i + 1 < node.parts.size(); ++i) expression(node.parts[i]);
      declare(node.parts.at(0));
      block(node.parts.back());
    } else if (node.is("Forin")) {
      expression(node.parts.at(1));
      declare(node.parts.at(0));
      block(node.parts.at(2));
    } else if (!node.is("Goto") && !node.is("Label")) {
      expression(node);
    }
    names_.resize(height);
  }

  std::vector<const Node*> names_;
};

}  // namespace

void each_node(const Node& node, const std::function<void(const Node&)>& see) {
  see(node);
  for (const Node& part : node.parts) each_node(part, see);
}

const Node* text_argument(const Node& call, std::string_view verb) {
  if (!call.is("Call") || call.parts.size() < 2) return nullptr;
  const bool named = call.parts[0].is("Id") && call.parts[0].text == verb;
  return named && call.parts[1].is("String") ? &call.parts[1] : nullptr;
}

const Node* field_of(const Node& table, std::string_view key) {
  for (const Node& pair : table.parts) {
    if (pair.is("Pair") && pair.parts.at(0).is("String") && pair.parts[0].text == key) return &pair.parts.at(1);
  }
  return nullptr;
}

const Node* header_of(const Script& script) {
  if (!script.tree) return nullptr;
  for (const Node& statement : script.tree->parts) {
    if (statement.is("Call") && statement.parts.size() == 2 && statement.parts[0].is("Id") &&
        statement.parts[1].is("Table"))
      return &statement.parts[1];
  }
  return nullptr;
}

Declared resolve(const Node& tree) {
  Resolver resolver;
  resolver.block(tree);
  return std::move(resolver.declared);
}

std::vector<Script> scripts_of(const PackChain& chain, script::Syntax& syntax) {
  std::vector<Script> list;
  for (std::size_t i = 0; i < chain.layers.size(); ++i) {
    const Pack& layer = *chain.layers[i];
    const auto add = [&](const ScriptFile& file, ScriptKind kind) {
      list.push_back(read_script(chain, i, file, kind, syntax));
    };
    for (const ScriptFile& file : layer.rules) add(file, ScriptKind::rule);
    for (const ScriptFile& file : layer.scorings) add(file, ScriptKind::scoring);
    for (const ScriptFile& file : layer.layouts) add(file, ScriptKind::layout);
    for (const auto& [name, file] : layer.libraries) add(file, ScriptKind::library);
  }
  return list;
}

std::set<const ScriptFile*> reached(const std::vector<Script>& scripts,
                                    const std::function<bool(const Script&)>& runs) {
  // A layer finds its own library of a name, else that of the nearest layer below.
  std::map<std::string, std::map<std::size_t, const Script*>> libraries;
  for (const Script& one : scripts) {
    if (one.kind == ScriptKind::library) libraries[one.file->path.stem().string()][one.layer] = &one;
  }
  std::set<const ScriptFile*> seen;
  std::vector<const Script*> open;
  for (const Script& one : scripts) {
    if (one.kind != ScriptKind::library && runs(one)) open.push_back(&one);
  }
  while (!open.empty()) {
    const Script* one = open.back();
    open.pop_back();
    if (!seen.insert(one->file).second) continue;
    for (const std::string& name : one->libraries) {
      const auto& layers = libraries[name];
      const auto above = layers.upper_bound(one->layer);
      if (above != layers.begin()) open.push_back(std::prev(above)->second);
    }
  }
  return seen;
}

}  // namespace gouji::lint
