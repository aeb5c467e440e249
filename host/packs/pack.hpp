// A rule pack on disk: who it is, what it owns, whom it is for, and what it changes in the packs below it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "packs/parameters.hpp"

namespace gouji {

struct Scope {
  std::vector<std::string> provinces;  // empty: all
  std::vector<std::string> regions;
  std::vector<std::string> kinds;  // document kinds by code
  int from_year = 0, to_year = 9999;
  bool covers(const Document& document) const;  // a document whose year is not known is in scope of any years
};

struct Override {
  std::string rule;
  std::string action;  // "off" | "replace" | "severity"
  std::string severity;
  std::string reason, basis;
  Location at;
};

struct EnglishText {
  std::string title, remedy;
  std::map<std::string, std::string> messages;  // by case name; "" is the plain message
};

struct ScriptFile {
  std::filesystem::path path;
  std::string shown;  // as messages call it
  std::string source;
};

struct Pack {
  std::string id, title, revision, base, owns;
  int api = 0;
  Scope scope;
  std::vector<Override> overrides;
  std::filesystem::path folder;
  std::string shown;   // rules/guizhou
  std::string digest;  // of everything in the folder
  std::vector<ScriptFile> rules, layouts, scorings;
  std::map<std::string, ScriptFile> libraries;  // by name: "indicators", "forms"
  std::map<std::string, EnglishText> english;
};

// A pack with everything below it, lowest layer first, and the parameters of all layers.
struct PackChain {
  std::vector<std::shared_ptr<const Pack>> layers;
  Parameters parameters;
  const Pack& top() const { return *layers.back(); }
};

inline constexpr int kOldestApi = 1;
inline constexpr int kNewestApi = 1;

// Reads one folder; its bases are looked for beside it and then in `root` (the product's rules folder).
// Faults: pack.missing, pack.no_manifest, pack.bad_api, pack.unknown_base, pack.cyclic_base, pack.shared_prefix, …
std::shared_ptr<const PackChain> load_pack(const std::filesystem::path& folder, const std::filesystem::path& root);

// Every pack of a rules folder, by id.
std::vector<std::shared_ptr<const PackChain>> load_packs(const std::filesystem::path& root);

// The narrowest pack whose scope covers the document; nullptr when none does.
std::shared_ptr<const PackChain> pack_for(const Document& document,
                                          const std::vector<std::shared_ptr<const PackChain>>& packs);

}  // namespace gouji
