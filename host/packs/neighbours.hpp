// Packs that lie in one rules folder: what no two of them may share, and which of them are for the same documents.
#pragma once

#include <optional>
#include <vector>

#include "packs/pack.hpp"

namespace gouji {

// The fault stands at this line of the pack's pack.toml, with the line itself.
Fault& at_manifest(Fault& fault, const Pack& pack, const Location& at);

// "pack.shared_prefix", told at the first of the two.
[[noreturn]] void fail_shared(const Pack& told_at, const Pack& other);

// Faults "pack.doubled_id", "pack.shared_prefix": no two packs of a rules folder may have one id, own one prefix, or
// own a prefix inside that of a pack that neither of them builds on. Told at the later one by id, then by folder.
void need_distinct(const std::vector<std::shared_ptr<const PackChain>>& packs);
// The same for one pack beside others, told at that pack.
void need_distinct(const PackChain& pack, const std::vector<std::shared_ptr<const PackChain>>& others);

// What both scopes cover; nothing where there is no such document.
std::optional<Scope> shared_scope(const PackChain& one, const PackChain& other);

// Two packs for the same documents, neither narrower than the other: without --pack only the first is used for them.
struct Rivals {
  const PackChain* used = nullptr;
  const PackChain* idle = nullptr;
  Scope shared;
  Fault told() const;  // "lint.shared_scope", at the scope of the idle one
  Fault told_at(const PackChain& pack) const;
};
// Of packs in the order of their folders, as load_packs gives them.
std::vector<Rivals> rivals_among(const std::vector<std::shared_ptr<const PackChain>>& packs);

}  // namespace gouji
