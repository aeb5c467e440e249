#include "packs/trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/nearest.hpp"

namespace gouji {
namespace {

void put_texts(std::vector<ScriptFile>& files, const std::map<std::string, std::string>& texts) {
  for (ScriptFile& file : files) {
    if (const auto text = texts.find(file.shown); text != texts.end()) file.source = text->second;
  }
}

bool touched(const Pack& pack, const std::map<std::string, std::string>& texts) {
  const auto has = [&](const ScriptFile& file) { return texts.contains(file.shown); };
  const auto any = [&](const std::vector<ScriptFile>& files) { return std::any_of(files.begin(), files.end(), has); };
  return any(pack.rules) || any(pack.layouts) || any(pack.scorings) ||
         std::any_of(pack.libraries.begin(), pack.libraries.end(), [&](const auto& one) { return has(one.second); });
}

void need_known(const Parameters& parameters, const std::string& name) {
  if (parameters.find(name) != nullptr) return;
  Fault fault("param.unknown", fmt::format("没有名为“{}”的参数", name), fmt::format("no parameter named {}", name));
  if (const std::string guess = nearest(name, parameters.names()); !guess.empty())
    fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
  else
    fault.hint("gouji params 规则包 列出它的参数", "gouji params PACK lists its parameters");
  throw fault;
}

}  // namespace

std::shared_ptr<const PackChain> tried(const PackChain& chain, const Trial& trial) {
  auto result = std::make_shared<PackChain>(chain);
  for (auto& layer : result->layers) {
    if (!touched(*layer, trial.scripts)) continue;
    auto changed = std::make_shared<Pack>(*layer);
    put_texts(changed->rules, trial.scripts);
    put_texts(changed->layouts, trial.scripts);
    put_texts(changed->scorings, trial.scripts);
    for (auto& [name, file] : changed->libraries) {
      if (const auto text = trial.scripts.find(file.shown); text != trial.scripts.end()) file.source = text->second;
    }
    layer = std::move(changed);
  }
  for (const auto& [name, value] : trial.values) {
    need_known(result->parameters, name);
    result->parameters.add_trial(name, value);
  }
  if (!trial.values.empty()) result->parameters.need_references();
  return result;
}

}  // namespace gouji
