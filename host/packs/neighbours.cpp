#include "packs/neighbours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/files.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

// Nothing: the two leave no name in common. An empty list is all names.
std::optional<std::vector<std::string>> common_names(const std::vector<std::string>& one,
                                                     const std::vector<std::string>& other) {
  if (one.empty() || other.empty()) return one.empty() ? other : one;
  std::vector<std::string> both;
  std::copy_if(one.begin(), one.end(), std::back_inserter(both),
               [&](const std::string& name) { return std::find(other.begin(), other.end(), name) != other.end(); });
  return both.empty() ? std::nullopt : std::make_optional(both);
}

// A district lies in its city: 某市 and 某市某区 have 某市某区 in common.
std::optional<std::vector<std::string>> common_places(const std::vector<std::string>& one,
                                                      const std::vector<std::string>& other) {
  if (one.empty() || other.empty()) return one.empty() ? other : one;
  std::vector<std::string> both;
  for (const std::string& left : one) {
    for (const std::string& right : other) {
      if (left.starts_with(right))
        both.push_back(left);
      else if (right.starts_with(left))
        both.push_back(right);
    }
  }
  return both.empty() ? std::nullopt : std::make_optional(both);
}

bool narrow(Scope& scope, const Scope& by) {
  const auto provinces = common_names(scope.provinces, by.provinces);
  const auto regions = common_places(scope.regions, by.regions);
  const auto kinds = common_names(scope.kinds, by.kinds);
  if (!provinces || !regions || !kinds) return false;
  scope.provinces = *provinces;
  scope.regions = *regions;
  scope.kinds = *kinds;
  scope.from_year = std::max(scope.from_year, by.from_year);
  scope.to_year = std::min(scope.to_year, by.to_year);
  return scope.from_year <= scope.to_year;
}

// Of the two the later one by id, then by folder: the same whichever is read first.
bool comes_later(const Pack& one, const Pack& other) {
  return std::tie(one.id, one.shown) > std::tie(other.id, other.shown);
}

bool builds_on(const PackChain& one, const Pack& other) {
  return std::any_of(one.layers.begin(), one.layers.end() - 1,
                     [&](const auto& layer) { return layer->folder == other.folder; });
}

bool inside(const Pack& one, const Pack& other) { return one.owns.starts_with(other.owns + "."); }

void need_distinct(const PackChain& told_at, const PackChain& beside) {
  const Pack& one = told_at.top();
  const Pack& other = beside.top();
  if (one.folder == other.folder) return;
  if (one.id == other.id) {
    Fault fault("pack.doubled_id", fmt::format("“{}”和“{}”的规则包编号相同：{}", other.shown, one.shown, one.id),
                fmt::format("{} and {} share the pack id {}", other.shown, one.shown, one.id));
    throw std::move(at_manifest(fault, one, one.id_at).hint("改其中一个的 id", "change one of the ids"));
  }
  if (one.owns == other.owns) fail_shared(one, other);
  if ((inside(one, other) || inside(other, one)) && !builds_on(told_at, other) && !builds_on(beside, one))
    fail_shared(one, other);
}

std::string list_of(const Scope& scope, bool chinese) {
  constexpr std::size_t kShown = 60;  // characters: a scope may list thousands
  const auto& places = scope.regions.empty() ? scope.provinces : scope.regions;
  if (places.empty()) return chinese ? "同样的" : "the same";
  return text::shorten(fmt::format("{}", fmt::join(places, chinese ? "、" : ", ")), kShown) + (chinese ? "的" : "");
}

Location scope_of(const Pack& pack) {
  return pack.scope.line > 0 ? Location{pack.shown + "/pack.toml", pack.scope.line, 0} : pack.id_at;
}

}  // namespace

Fault& at_manifest(Fault& fault, const Pack& pack, const Location& at) {
  return fault.at(at).with_excerpt(excerpt(files::read(pack.folder / "pack.toml"), at.line, at.column));
}

void fail_shared(const Pack& told_at, const Pack& other) {
  const auto& [first, second] = std::minmax(told_at.id, other.id);
  const bool same = told_at.owns == other.owns;
  const Pack& inner = told_at.owns.size() > other.owns.size() ? told_at : other;
  const Pack& outer = &inner == &other ? told_at : other;
  Fault fault("pack.shared_prefix",
              same
                  ? fmt::format("规则包“{}”和“{}”都占用前缀“{}”", first, second, told_at.owns)
                  : fmt::format("规则包“{}”的前缀“{}”在“{}”的前缀“{}”之内", inner.id, inner.owns, outer.id, outer.owns),
              same ? fmt::format("packs {} and {} both own the prefix {}", first, second, told_at.owns)
                   : fmt::format("the prefix {1} of pack {0} lies inside the prefix {3} of pack {2}", inner.id,
                                 inner.owns, outer.id, outer.owns));
  throw std::move(at_manifest(fault, told_at, told_at.owns_at)
                      .hint(same ? "改用各自的前缀" : "改用各自的前缀，或用 base 建在它上面",
                            same ? "give each its own prefix" : "give each its own prefix, or build one on the other"));
}

void need_distinct(const std::vector<std::shared_ptr<const PackChain>>& packs) {
  for (auto one = packs.begin(); one != packs.end(); ++one) {
    for (auto other = packs.begin(); other != one; ++other) {
      const bool later = comes_later((*one)->top(), (*other)->top());
      need_distinct(later ? **one : **other, later ? **other : **one);
    }
  }
}

void need_distinct(const PackChain& pack, const std::vector<std::shared_ptr<const PackChain>>& others) {
  for (const auto& other : others) need_distinct(pack, *other);
}

std::optional<Scope> shared_scope(const PackChain& one, const PackChain& other) {
  Scope shared;
  for (const PackChain* chain : {&one, &other}) {
    for (const auto& layer : chain->layers) {
      if (!narrow(shared, layer->scope)) return std::nullopt;
    }
  }
  return shared;
}

Fault Rivals::told_at(const PackChain& pack) const {
  const Pack& first = used->top();
  const Pack& second = idle->top();
  Fault fault(
      "lint.shared_scope",
      fmt::format("规则包“{0}”和“{1}”都适用于{2}公开文本：不写 --pack 时只用“{0}”（文件夹名排在前面），不用“{1}”",
                  first.id, second.id, list_of(shared, true)),
      fmt::format("packs {0} and {1} are both for {2} disclosures: without --pack only {0} is used (its folder "
                  "comes first by name), {1} is not",
                  first.id, second.id, list_of(shared, false)));
  fault.hint(
      "没写好的，把它的文件夹移出 rules/，用 --pack 文件夹 试用；一个接着另一个改的，写 base = \"另一个的编号\"；"
      "各管一部分的，用 [scope] 的 kinds、from、to 分开",
      "keep a draft outside rules/ and try it by --pack FOLDER; to build one on the other, write base = \"ID\"; where "
      "each is for a part, part them by kinds, from, to in [scope]");
  at_manifest(fault, pack.top(), scope_of(pack.top()));
  return fault;
}

Fault Rivals::told() const { return told_at(*idle); }

std::vector<Rivals> rivals_among(const std::vector<std::shared_ptr<const PackChain>>& packs) {
  std::vector<Rivals> found;
  for (auto one = packs.begin(); one != packs.end(); ++one) {
    for (auto other = std::next(one); other != packs.end(); ++other) {
      if ((*one)->layers.size() != (*other)->layers.size()) continue;  // the one with more layers is narrower
      if (auto shared = shared_scope(**one, **other)) found.push_back({one->get(), other->get(), std::move(*shared)});
    }
  }
  return found;
}

}  // namespace gouji
