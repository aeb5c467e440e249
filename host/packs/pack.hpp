// A rule pack on disk: who it is, what it owns, whom it is for, and what it changes in the packs below it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "model/years.hpp"
#include "packs/parameters.hpp"

namespace gouji {

struct Scope {
  std::vector<std::string> provinces;  // empty: all
  std::vector<std::string> regions;
  std::vector<std::string> kinds;  // document kinds by code
  int from_year = 0, to_year = kOpenYear;
  int line = 0;                                 // of provinces in pack.toml
  bool covers(const Document& document) const;  // a document whose year is not known is in scope of any years
  // Why it does not: the first that does not fit, "适用的省是甲省，这份是乙省"; empty where it covers.
  struct Gap {
    std::string chinese, english;
  };
  Gap gap(const Document& document) const;
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

// What the pack asks for its rules: [budget] of pack.toml. How much it gets: packs/budget.
struct Budget {
  std::optional<std::uint64_t> steps;
  std::optional<std::size_t> memory;  // bytes
  std::optional<double> seconds;
};

// Tests of libraries stand beside them and are no libraries: lib/forms_test.lua.
inline constexpr std::string_view kLibraryTests = "_test.lua";

struct Pack {
  std::string id, title, revision, base, owns;
  int api = 0;
  Location id_at, base_at, owns_at;  // in pack.toml
  Scope scope;
  Budget budget;
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

// What messages call a pack's folder: packs of the product's rules folder have one name wherever the program is called
// from; others are called as seen from the current folder.
std::string shown_pack(const std::filesystem::path& folder, const std::filesystem::path& root);

// Reads one folder; its bases are looked for beside it and then in `root` (the product's rules folder).
// Faults: pack.missing, pack.no_manifest, pack.bad_api, pack.unknown_base, pack.cyclic_base, pack.shared_prefix, …
std::shared_ptr<const PackChain> load_pack(const std::filesystem::path& folder, const std::filesystem::path& root);

// Every pack of a rules folder, by id.
std::vector<std::shared_ptr<const PackChain>> load_packs(const std::filesystem::path& root);

// The narrowest pack whose scope covers the document; nullptr when none does.
std::shared_ptr<const PackChain> pack_for(const Document& document,
                                          const std::vector<std::shared_ptr<const PackChain>>& packs);

}  // namespace gouji
