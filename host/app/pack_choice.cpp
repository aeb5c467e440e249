#include "app/pack_choice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "pack.toml";

std::vector<fs::path> folders_of(const fs::path& rules) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (auto entry = fs::directory_iterator(rules, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (fs::exists(entry->path() / kManifest)) folders.push_back(entry->path());
  }
  std::sort(folders.begin(), folders.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return folders;
}

fs::path folder_of(const std::string& name, const Workbench& workbench) {
  if (name.find('/') == std::string::npos && fs::exists(workbench.rules / name / kManifest))
    return workbench.rules / name;
  if (fs::is_directory(name)) return name;
  if (fs::path(name).filename() == kManifest && fs::exists(name)) return fs::absolute(name).parent_path();
  const std::vector<std::string> known = pack_ids(workbench);
  const std::string guess = nearest(fs::path(name).filename().string(), known);
  Fault fault("pack.unknown", fmt::format("没有名为“{}”的规则包", name), fmt::format("no rule pack {}", name));
  fault.hint(guess.empty() ? fmt::format("{} 里有：{}；也可写一个含 pack.toml 的文件夹", workbench.rules.string(),
                                         known.empty() ? "（没有规则包）" : fmt::format("{}", fmt::join(known, "、")))
                           : fmt::format("是否想写“{}”？", guess),
             guess.empty()
                 ? fmt::format("{} holds: {}; a folder with pack.toml will do as well", workbench.rules.string(),
                               known.empty() ? "nothing" : fmt::format("{}", fmt::join(known, ", ")))
                 : fmt::format("did you mean {}?", guess));
  throw fault;
}

// One pack's slip need not stop the others: which of them can be run by name until it is mended.
Fault with_sound_packs(Fault fault, const Workbench& workbench) {
  constexpr std::size_t kMostNamed = 3;
  std::vector<std::string> sound;
  for (const fs::path& folder : folders_of(workbench.rules)) {
    try {
      const Chain chain = load_pack(folder, workbench.rules);
      if (!fault.location().file.starts_with(chain->top().shown + "/")) sound.push_back(chain->top().id);
    } catch (const Fault&) {
      continue;
    }
  }
  if (sound.empty()) return fault;
  std::string ids;
  for (std::size_t i = 0; i < std::min(sound.size(), kMostNamed); ++i) ids += (i == 0 ? "" : ", ") + sound[i];
  if (sound.size() > kMostNamed) ids += " …";
  const std::string& chinese = fault.hint(Language::chinese);
  const std::string& english = fault.hint(Language::english);
  return fault.hint(fmt::format("{}{}改好之前，别的规则包可用 --pack 单独运行：{}", chinese,
                                chinese.empty() || chinese.ends_with("？") ? "" : "；", ids),
                    fmt::format("{}{}until it is mended, run other packs by --pack: {}", english,
                                english.empty()          ? ""
                                : english.ends_with("?") ? " "
                                                         : "; ",
                                ids));
}

}  // namespace

bool holds_packs(const fs::path& folder) { return fs::exists(folder / kManifest) || !folders_of(folder).empty(); }

std::vector<std::string> pack_ids(const Workbench& workbench) {
  std::vector<std::string> ids;
  for (const fs::path& folder : folders_of(workbench.rules)) ids.push_back(folder.filename().string());
  return ids;
}

Chain choose_pack(const std::string& id_or_folder, const Workbench& workbench) {
  return load_pack(folder_of(id_or_folder, workbench), workbench.rules);
}

PackChoice choose_packs(const std::vector<std::string>& named, const Workbench& workbench) {
  PackChoice choice;
  choice.named = !named.empty();
  if (!choice.named) {
    try {
      choice.packs = load_packs(workbench.rules);
    } catch (const Fault& fault) {
      throw with_sound_packs(fault, workbench);
    }
    return choice;
  }
  for (const std::string& name : named) {
    Chain chain = choose_pack(name, workbench);
    const auto twin = std::find_if(choice.packs.begin(), choice.packs.end(),
                                   [&](const Chain& other) { return other->top().id == chain->top().id; });
    if (twin == choice.packs.end()) {
      choice.packs.push_back(std::move(chain));
    } else if (!fs::equivalent((*twin)->top().folder, chain->top().folder)) {
      throw Fault(
          "pack.doubled_id",
          fmt::format("“{}”和“{}”的规则包编号相同：{}", (*twin)->top().shown, chain->top().shown, chain->top().id),
          fmt::format("{} and {} share the pack id {}", (*twin)->top().shown, chain->top().shown, chain->top().id));
    }
  }
  std::sort(choice.packs.begin(), choice.packs.end(),
            [](const Chain& a, const Chain& b) { return a->top().id < b->top().id; });
  return choice;
}

std::vector<Chain> PackChoice::for_document(const Document& document) const {
  if (any_scope) return packs;
  if (!named) {
    Chain best = pack_for(document, packs);
    return best ? std::vector<Chain>{std::move(best)} : std::vector<Chain>();
  }
  std::vector<Chain> in_scope;
  for (const Chain& chain : packs) {
    if (pack_for(document, {chain})) in_scope.push_back(chain);
  }
  std::vector<Chain> chosen;
  for (const Chain& chain : in_scope) {
    const bool inside = std::any_of(in_scope.begin(), in_scope.end(), [&](const Chain& other) {
      return other != chain && std::any_of(other->layers.begin(), other->layers.end() - 1,
                                           [&](const auto& layer) { return layer->id == chain->top().id; });
    });
    if (!inside) chosen.push_back(chain);
  }
  return chosen;
}

std::vector<std::pair<std::string, Scope::Gap>> PackChoice::gaps(const Document& document) const {
  std::vector<std::pair<std::string, Scope::Gap>> found;
  if (!named || any_scope) return found;
  for (const Chain& chain : packs) {
    for (const auto& layer : chain->layers) {
      Scope::Gap gap = layer->scope.gap(document);
      if (gap.chinese.empty()) continue;
      found.emplace_back(chain->top().id, std::move(gap));
      break;
    }
  }
  return found;
}

std::vector<fs::path> pack_folders(const std::vector<std::string>& given, const Workbench& workbench) {
  if (given.empty()) {
    const auto folders = folders_of(workbench.rules);
    if (folders.empty()) {
      throw std::move(Fault("pack.missing", fmt::format("“{}”里没有规则包", workbench.rules.string()),
                            fmt::format("no rule packs in {}", workbench.rules.string()))
                          .hint("规则包是含 pack.toml 的文件夹", "a rule pack is a folder with pack.toml"));
    }
    return folders;
  }
  std::vector<fs::path> folders;
  for (const std::string& name : given) {
    const bool many = fs::is_directory(name) && !fs::exists(fs::path(name) / kManifest) && !folders_of(name).empty();
    if (many) {
      for (const fs::path& folder : folders_of(name)) folders.push_back(folder);
    } else {
      folders.push_back(folder_of(name, workbench));
    }
  }
  return folders;
}

}  // namespace gouji::app
