#include "app/editor_files.hpp"

#include <algorithm>

#include "app/editor_types.hpp"
#include "app/pack_choice.hpp"
#include "base/files.hpp"
#include "engine/evaluate.hpp"
#include "formats/json_writer.hpp"
#include "import/import.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

// What scripts do not have, so that editors do not offer it.
constexpr const char* kGone[] = {"io", "os", "debug", "coroutine", "package", "ffi", "jit", "bit", "bit32"};

// What a language server cannot know: which figures are there is looked at when rules run.
constexpr const char* kUnsaid[] = {"need-check-nil", "param-type-mismatch", "assign-type-mismatch", "unnecessary-if"};

std::string settings(const std::vector<std::string>& libraries) {
  JsonWriter json(true);
  json.begin_object();
  json.member("Lua.runtime.version", "Lua 5.4");
  json.key("Lua.runtime.path");
  json.begin_list();
  for (const char* pattern : {"lib/?.lua", "?.lua"}) json.text(pattern);
  json.end_list();
  json.member("Lua.runtime.pathStrict", false);
  json.key("Lua.runtime.builtin");
  json.begin_object();
  for (const char* library : kGone) json.member(library, "disable");
  json.end_object();
  json.key("Lua.workspace.library");
  json.begin_list();
  for (const std::string& library : libraries) json.text(library);
  json.end_list();
  json.member("Lua.workspace.checkThirdParty", false);
  json.key("Lua.diagnostics.disable");
  json.begin_list();
  for (const char* kind : kUnsaid) json.text(kind);
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

std::string seen_from(const fs::path& target, const fs::path& folder) {
  const fs::path from = fs::absolute(folder).lexically_normal(), to = fs::absolute(target).lexically_normal();
  const fs::path near = to.lexically_relative(from);
  const auto ups = std::count(near.begin(), near.end(), fs::path(".."));
  return !near.empty() && ups <= 3 ? near.generic_string() : to.generic_string();
}

KnownNames names_of(const Workbench& workbench) {
  KnownNames names;
  const std::vector<std::shared_ptr<const PackChain>> packs = load_packs(workbench.rules);
  names.words = intake::Importer(packs).vocabulary();
  const auto verbs = make_verbs();
  script::Syntax syntax;
  for (const auto& chain : packs) {
    for (const std::string& name : chain->parameters.names()) names.parameters.insert(name);
    const RuleBook book(chain, verbs->catalogue, syntax, workbench.limits);
    for (const Rule& rule : book.rules()) names.rules.insert(rule.id);
  }
  return names;
}

}  // namespace

std::string editor_settings(const fs::path& folder, const PackChain* base, const Workbench& workbench) {
  std::vector<std::string> libraries{seen_from(workbench.rules / "types", folder)};
  for (std::size_t i = base == nullptr ? 0 : base->layers.size(); i > 0; --i) {
    const fs::path library = base->layers[i - 1]->folder / "lib";
    if (fs::is_directory(library)) libraries.push_back(seen_from(library, folder));
  }
  return settings(libraries);
}

std::vector<std::string> write_editor_files(const Workbench& workbench) {
  const fs::path types = workbench.rules / "types";
  const std::string functions = types_of_functions(), names = types_of_names(names_of(workbench));
  std::error_code error;
  fs::create_directories(types, error);  // what fails is told by the writing below
  std::vector<std::string> written;
  const auto write = [&](const fs::path& path, const std::string& text) {
    files::write(path, text);
    written.push_back(files::shown(fs::absolute(path).lexically_normal(), fs::current_path()));
  };
  write(types / "gouji.lua", functions);
  write(types / "names.lua", names);
  if (!fs::exists(workbench.home / kEditorSettings))
    write(workbench.home / kEditorSettings, settings({seen_from(types, workbench.home)}));
  return written;
}

}  // namespace gouji::app
