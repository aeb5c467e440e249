#include "regression/receipt_difference.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace gouji {
namespace {

using DifferenceKind = ReceiptDifference::Kind;

class ReceiptComparison {
 public:
  ReceiptComparison(const Receipt& then, const Receipt& now)
      : then_(then), now_(now), other_documents_(other_documents()) {}

  std::vector<ReceiptDifference> result() {
    see_engine();
    see_packs();
    see_parameters();
    see_documents();
    see_decisions();
    see_summary();
    add(DifferenceKind::result, "", then_.result_digest, now_.result_digest);
    return std::move(found_);
  }

 private:
  void add(DifferenceKind kind, std::string what, std::string before, std::string after, std::string owner = {}) {
    if (before != after)
      found_.push_back({kind, std::move(what), std::move(before), std::move(after), std::move(owner)});
  }

  // Both maps hold texts; `see` gets a name and both texts where they differ.
  template <class Map, class See>
  static void unequal(const Map& before, const Map& after, const See& see) {
    static const std::string none;
    auto a = before.begin();
    auto b = after.begin();
    while (a != before.end() || b != after.end()) {
      if (b == after.end() || (a != before.end() && a->first < b->first)) {
        see(a->first, a->second, none);
        ++a;
      } else if (a == before.end() || b->first < a->first) {
        see(b->first, none, b->second);
        ++b;
      } else {
        if (a->second != b->second) see(a->first, a->second, b->second);
        ++a;
        ++b;
      }
    }
  }

  void see_engine() {
    const auto named = [](const ReceiptEngine& one) { return fmt::format("{} {}", one.version, one.digest); };
    add(DifferenceKind::engine, "gouji", named(then_.engine), named(now_.engine));
    add(DifferenceKind::lua, "Lua", then_.engine.lua, now_.engine.lua);
  }

  // Other documents have other packs: that is no change of the packs.
  void add_pack(const std::string& id, const std::string& before, const std::string& after) {
    if (other_documents_)
      not_compared_.insert(id);
    else
      add(DifferenceKind::pack, id, before, after);
  }

  bool other_documents() const {
    const auto ids = [](const Receipt& receipt) {
      std::set<std::string_view> all;
      for (const ReceiptDocument& one : receipt.documents) all.insert(one.document);
      return all;
    };
    return ids(then_) != ids(now_);
  }

  void see_packs() {
    const auto by_id = [](const Receipt& receipt) {
      std::map<std::string, const ReceiptPack*> packs;
      for (const ReceiptPack& one : receipt.packs) packs[one.id] = &one;
      return packs;
    };
    const auto before = by_id(then_);
    const auto after = by_id(now_);
    for (const auto& [id, pack] : before) {
      const auto other = after.find(id);
      if (other == after.end()) {
        add_pack(id, pack->revision, "");
        continue;
      }
      const ReceiptPack& now = *other->second;
      unequal(pack->files, now.files, [&, &id = id](const std::string& name, const auto& was, const auto& is) {
        add(DifferenceKind::pack_file, now.shown + "/" + name, was, is, id);
      });
    }
    for (const auto& [id, pack] : after) {
      if (!before.contains(id)) add_pack(id, "", pack->revision);
    }
  }

  void see_parameters() {
    using Key = std::pair<std::string, std::string>;
    const auto values = [](const Receipt& receipt) {
      std::map<Key, std::string> all;
      for (const ReceiptParameter& one : receipt.parameters)
        all[{one.name, one.pack}] = one.unit.empty() ? one.value : fmt::format("{} {}", one.value, one.unit);
      return all;
    };
    unequal(values(then_), values(now_), [&](const Key& key, const auto& was, const auto& is) {
      if (not_compared_.contains(key.second)) return;
      add(DifferenceKind::parameter, key.first, was, is, key.second);
    });
  }

  void see_documents() {
    const auto joined = [](const Receipt& receipt, const auto& part) {
      std::map<std::string, std::string> all;
      for (const ReceiptDocument& one : receipt.documents) {
        std::string& text = all[one.document];
        if (!text.empty()) text += " + ";  // an id that is there twice
        text += part(one);
      }
      return all;
    };
    const auto digest = [](const ReceiptDocument& one) { return one.digest; };
    const auto packs = [](const ReceiptDocument& one) { return fmt::format("{}", fmt::join(one.packs, ", ")); };
    bool same = true;
    unequal(joined(then_, digest), joined(now_, digest), [&](const std::string& id, const auto& was, const auto& is) {
      same = false;
      add(DifferenceKind::document, id, was, is);
    });
    unequal(joined(then_, packs), joined(now_, packs), [&](const std::string& id, const auto& was, const auto& is) {
      if (!was.empty() && !is.empty()) add(DifferenceKind::document_packs, id, was, is);
    });
    if (same) add(DifferenceKind::order, "", then_.data_digest, now_.data_digest);
  }

  void see_decisions() {
    const auto digests = [](const Receipt& receipt) {
      std::map<std::string, std::string> all;
      for (const ReceiptDecisions& one : receipt.decisions) {
        std::string& text = all[one.unit];
        if (!text.empty()) text += " + ";
        text += one.digest;
      }
      return all;
    };
    unequal(digests(then_), digests(now_), [&](const std::string& unit, const auto& was, const auto& is) {
      add(DifferenceKind::decisions, unit, was, is);
    });
  }

  void see_summary() {
    const auto numbers = [&](std::string_view what, int before, int after) {
      add(DifferenceKind::summary, std::string(what), std::to_string(before), std::to_string(after));
    };
    numbers("checks", then_.summary.checks, now_.summary.checks);
    for (std::size_t i = 0; i < kOutcomes; ++i)
      numbers(code_of(static_cast<Outcome>(i)), then_.summary.outcomes.at(i), now_.summary.outcomes.at(i));
    for (std::size_t i = 0; i < kSeverities; ++i)
      numbers(code_of(static_cast<Severity>(i)), then_.summary.severities.at(i), now_.summary.severities.at(i));
  }

  const Receipt& then_;
  const Receipt& now_;
  bool other_documents_;                // some came, some are gone
  std::set<std::string> not_compared_;  // packs
  std::vector<ReceiptDifference> found_;
};

}  // namespace

std::vector<ReceiptDifference> differences(const Receipt& then, const Receipt& now) {
  return ReceiptComparison(then, now).result();
}

}  // namespace gouji
