// Which packs a call is about: all of the workbench, or those that --pack names.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/workbench.hpp"
#include "packs/pack.hpp"

namespace gouji::app {

using Chain = std::shared_ptr<const PackChain>;

// A pack id below the rules folder, or a folder with pack.toml. Faults: "pack.unknown" with the nearest id, and those
// of load_pack.
Chain choose_pack(const std::string& id_or_folder, const Workbench& workbench);

// A pack, or a folder of packs.
bool holds_packs(const std::filesystem::path& folder);

// Ids of the packs in the rules folder.
std::vector<std::string> pack_ids(const Workbench& workbench);

struct PackChoice {
  std::vector<Chain> packs;
  bool named = false;      // by --pack: each runs on its own; else a document is run by the narrowest of them
  bool any_scope = false;  // all run on every document: packs are compared with each other
  // The packs that run on a document. A pack that is the base of another one that runs on it is inside that one.
  std::vector<Chain> for_document(const Document& document) const;
  // Which of the packs that were named are not for the document, and why.
  std::vector<std::pair<std::string, Scope::Gap>> gaps(const Document& document) const;
};
PackChoice choose_packs(const std::vector<std::string>& named, const Workbench& workbench);

// The folders that `check` and `test` walk through: those given, else all packs of the workbench.
std::vector<std::filesystem::path> pack_folders(const std::vector<std::string>& given, const Workbench& workbench);

}  // namespace gouji::app
