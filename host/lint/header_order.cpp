#include "lint/header_order.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/text.hpp"

namespace gouji::lint {
namespace {

using script::Node;

constexpr int kMiddle = 3;  // on, kind, effective and others, in any order

struct Rank {
  std::string_view key;
  int rank;
};
constexpr std::array<Rank, 6> kRanks{{{"id", 0}, {"title", 1}, {"basis", 2}, {"remedy", 4}, {"note", 4}, {"run", 5}}};

int rank_of(const Node& pair) {
  if (!pair.is("Pair") || !pair.parts.at(0).is("String")) return kMiddle;
  const auto found =
      std::find_if(kRanks.begin(), kRanks.end(), [&](const Rank& one) { return one.key == pair.parts[0].text; });
  return found == kRanks.end() ? kMiddle : found->rank;
}

// Whether working it out calls something: what is called may change what stands behind it. The body of a function is
// not worked out.
bool calls(const Node& node) {
  if (node.is("Function")) return false;
  if (node.is("Call") || node.is("Invoke")) return true;
  return std::any_of(node.parts.begin(), node.parts.end(), calls);
}

// Nothing may move across a call.
bool moves_across_call(const std::vector<const Node*>& before, const std::vector<const Node*>& after) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!calls(*before[i])) continue;
    const std::set<const Node*> ahead(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(i));
    const std::set<const Node*> then_ahead(after.begin(), std::find(after.begin(), after.end(), before[i]));
    if (ahead != then_ahead) return true;
  }
  return false;
}

std::u32string between(const std::u32string& text, int from, int to) {  // from 1, both inside
  if (to < from) return {};
  return text.substr(static_cast<std::size_t>(from) - 1, static_cast<std::size_t>(to - from) + 1);
}

}  // namespace

const Node* first_out_of_order(const Node& header) {
  int before = 0;
  for (const Node& pair : header.parts) {
    if (!pair.is("Pair")) return nullptr;
    const int rank = rank_of(pair);
    if (rank < before) return &pair;
    before = rank;
  }
  return nullptr;
}

std::optional<std::string> header_in_order(const std::string& source, const Node& header) {
  const bool keyed =
      std::all_of(header.parts.begin(), header.parts.end(), [](const Node& one) { return one.is("Pair"); });
  if (!keyed || first_out_of_order(header) == nullptr) return std::nullopt;
  const std::u32string text = text::decode(source);
  for (std::size_t i = 1; i < header.parts.size(); ++i) {
    const std::u32string gap = between(text, header.parts[i - 1].end + 1, header.parts[i].begin - 1);
    const bool plain =
        std::all_of(gap.begin(), gap.end(), [](char32_t c) { return c == U',' || c == U';' || text::is_space(c); });
    if (!plain) return std::nullopt;
  }
  std::vector<const Node*> sorted;
  for (const Node& pair : header.parts) sorted.push_back(&pair);
  const std::vector<const Node*> written = sorted;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Node* a, const Node* b) { return rank_of(*a) < rank_of(*b); });
  if (moves_across_call(written, sorted)) return std::nullopt;
  std::u32string result = between(text, 1, header.parts.front().begin - 1);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    result += between(text, sorted[i]->begin, sorted[i]->end);
    const int next = i + 1 < sorted.size() ? header.parts[i + 1].begin - 1 : static_cast<int>(text.size());
    result += between(text, header.parts[i].end + 1, next);
  }
  return text::encode(result);
}

}  // namespace gouji::lint
