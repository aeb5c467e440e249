#include "app/receipt_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "app/pack_choice.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "packs/pack_files.hpp"
#include "regression/rule_state.hpp"
#include "report/report.hpp"
#include "script/syntax.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostProgramBytes = std::size_t{2} << 30U;
constexpr std::string_view kPackManifest = "pack.toml";

fs::path whole_path(const fs::path& path) {
  fs::path clean = fs::absolute(path).lexically_normal();
  return clean.filename().empty() ? clean.parent_path() : clean;
}

fs::path folder_of_receipt(const fs::path& file) { return whole_path(file).parent_path(); }

ReceiptPlace receipt_place_of(const fs::path& path, Session& session, const fs::path& receipt) {
  const fs::path all = whole_path(path);
  const fs::path from_home = all.lexically_relative(whole_path(session.workbench().home));
  if (!from_home.empty() && *from_home.begin() != "..") return {true, from_home.generic_string()};
  return {false, all.lexically_relative(folder_of_receipt(receipt)).generic_string()};
}

// Where it is said to lie, else in the same way from the other of the two folders; empty where it is at neither.
// `another`: the workbench is another one than the run's, and what lay in that one is looked for nowhere else.
fs::path found_at(const ReceiptPlace& place, const fs::path& workbench, bool another, const fs::path& receipt) {
  const fs::path home = whole_path(workbench);
  const fs::path beside = folder_of_receipt(receipt);
  std::vector<fs::path> bases{beside, home};
  if (place.in_workbench) bases = another ? std::vector{home} : std::vector{home, beside};
  for (const fs::path& base : bases) {
    fs::path path = (base / place.path).lexically_normal();
    if (fs::exists(path)) return files::shown(path, fs::current_path());
  }
  return {};
}

ReceiptPack receipt_pack(const Pack& pack, bool ran, Session& session, const fs::path& receipt) {
  ReceiptPack one{pack.id,
                  pack.revision,
                  pack.digest,
                  pack.shown,
                  ran,
                  receipt_place_of(pack.folder, session, receipt),
                  pack_files(pack.folder)};
  if (digest_of_files(one.files) != pack.digest) {
    throw std::move(Fault("receipt.pack_changed", fmt::format("规则包“{}”在审核期间被改动，没有写回执", pack.shown),
                          fmt::format("pack {} was changed during the run; no receipt was written", pack.shown))
                        .hint("再运行一次", "run it again"));
  }
  return one;
}

std::set<std::string> packs_that_ran(const RunResult& result) {
  std::set<std::string> ran;
  for (const DocumentUsed& one : result.documents) ran.insert(one.packs.begin(), one.packs.end());
  return ran;
}

void add_packs(Receipt& receipt, Session& session, const RunRequest& request, const RunResult& result,
               const fs::path& file) {
  const std::set<std::string> ran = packs_that_ran(result);
  std::map<std::string, ReceiptPack> packs;
  std::vector<Chain> chains;
  for (const Chain& chain : request.packs.packs) {
    if (!ran.contains(chain->top().id)) continue;
    chains.push_back(chain);
    for (const auto& layer : chain->layers) {
      if (!packs.contains(layer->id))
        packs.emplace(layer->id, receipt_pack(*layer, ran.contains(layer->id), session, file));
    }
  }
  for (auto& [id, pack] : packs) receipt.packs.push_back(std::move(pack));
  for (const auto& [fact, text] : state_of(chains)) {
    if (fact.kind == RuleFact::Kind::parameter)
      receipt.parameters.push_back({fact.name, fact.pack, text.text, text.unit});
  }
  std::sort(receipt.parameters.begin(), receipt.parameters.end(),
            [](const auto& a, const auto& b) { return std::tie(a.name, a.pack) < std::tie(b.name, b.pack); });
}

Fault no_pack(const ReceiptPack& pack, const fs::path& rules) {
  return std::move(Fault("receipt.no_pack", fmt::format("找不到回执里的规则包 {}（{}）", pack.id, pack.place.path),
                         fmt::format("no pack {} ({}) of the receipt", pack.id, pack.place.path))
                       .hint(fmt::format("{} 里也没有它；把规则包文件夹写在回执后面", files::shown(rules)),
                             fmt::format("nor is it in {}; name its folder behind the receipt", files::shown(rules))));
}

void rename_in(std::string& text, const std::string& old, const std::string& fresh) {
  for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + fresh.size()))
    text.replace(at, old.size(), fresh);
}

void call_decisions(RunResult& result, const Receipt& then) {
  std::vector<std::pair<std::size_t, DecisionsUsed>> order;
  std::set<std::size_t> taken;
  for (DecisionsUsed& one : result.decisions) {
    std::size_t place = then.decisions.size();
    for (std::size_t i = 0; i < then.decisions.size(); ++i) {
      if (then.decisions[i].unit != one.unit || !taken.insert(i).second) continue;
      one.file = then.decisions[i].shown;
      place = i;
      break;
    }
    order.emplace_back(place, std::move(one));
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  result.decisions.clear();
  for (auto& [place, one] : order) result.decisions.push_back(std::move(one));
}

}  // namespace

std::string result_digest(const RunResult& result, int rules_year) {
  ReportOptions options;
  options.trial_year = rules_year;
  return sha256_hex(render(result, Format::json, options));
}

Receipt receipt_of(Session& session, const RunRequest& request, const RunResult& result, const fs::path& file) {
  Receipt receipt;
  receipt.engine = {GOUJI_VERSION, sha256_hex(files::read("/proc/self/exe", kMostProgramBytes)),
                    std::string(script::lua_release())};
  const RunOptions& asked = request.options;
  receipt.options.pattern = asked.pattern;
  receipt.options.year = request.year;
  receipt.options.rules_year = asked.rules_year;
  receipt.options.packs_named = request.packs.named;
  receipt.options.steps = asked.limits.steps;
  receipt.options.memory = asked.limits.memory;
  receipt.options.seconds = asked.limits.seconds;
  if (request.no_decisions) receipt.options.decisions = ReceiptOptions::Decisions::none;
  if (request.decisions) {
    receipt.options.decisions = ReceiptOptions::Decisions::folder;
    receipt.options.decisions_folder = receipt_place_of(*request.decisions, session, file);
  }
  add_packs(receipt, session, request, result, file);
  for (const fs::path& path : request.paths) receipt.data.push_back(receipt_place_of(path, session, file));
  receipt.data_digest = result.data_digest;
  for (const DocumentUsed& one : result.documents) receipt.documents.push_back({one.document, one.digest, one.packs});
  for (const DecisionsUsed& one : result.decisions)
    receipt.decisions.push_back(
        {one.unit, one.file, receipt_place_of(one.file, session, file), sha256_hex(files::read(one.file))});
  receipt.complete = !session.failed();
  receipt.summary = result.summary;
  receipt.result_digest = result_digest(result, asked.rules_year);
  return receipt;
}

RunRequest request_of(Session& session, const Receipt& receipt, const fs::path& file,
                      const std::vector<std::string>& elsewhere) {
  RunRequest request;
  fs::path rules = session.workbench().rules, home = session.workbench().home;
  std::vector<std::string> folders;  // of single packs
  for (const std::string& word : elsewhere) {
    if (fs::exists(fs::path(word) / kWorkbenchFile)) {  // another one: its packs, and its data where the run's lay
      home = word;
      rules = find_workbench(home).rules;
    } else if (fs::exists(fs::path(word) / kPackManifest)) {
      folders.push_back(word);
    } else if (fs::is_directory(word) && holds_packs(word)) {
      rules = word;
    } else {
      request.paths.emplace_back(word);
    }
  }
  const bool another = whole_path(home) != whole_path(session.workbench().home);
  request.packs.named = receipt.options.packs_named;
  if (!request.packs.named) request.packs.packs = load_packs(rules);
  const bool moved = rules != session.workbench().rules;
  for (const ReceiptPack& pack : receipt.packs) {
    if (!request.packs.named || !pack.ran) continue;
    fs::path folder = moved ? rules / fs::path(pack.place.path).filename() : found_at(pack.place, home, another, file);
    if (folder.empty()) folder = rules / pack.id;
    const bool given = std::any_of(folders.begin(), folders.end(),
                                   [&](const std::string& one) { return load_pack(one, rules)->top().id == pack.id; });
    if (given) continue;
    if (!fs::exists(folder / kPackManifest)) throw no_pack(pack, rules);
    request.packs.packs.push_back(load_pack(folder, rules));
  }
  for (const std::string& folder : folders) {
    Chain chain = load_pack(folder, rules);
    const std::string& id = chain->top().id;
    const bool ran = std::any_of(receipt.packs.begin(), receipt.packs.end(),
                                 [&](const ReceiptPack& one) { return one.ran && one.id == id; });
    if (!ran) {
      std::vector<std::string> ids;
      for (const ReceiptPack& one : receipt.packs) {
        if (one.ran) ids.push_back(one.id);
      }
      throw std::move(Fault("receipt.other_pack", fmt::format("回执的那次运行没有用规则包 {}（{}）", id, folder),
                            fmt::format("the run of the receipt did not use pack {} ({})", id, folder))
                          .hint(fmt::format("它用的是：{}", fmt::join(ids, "、")),
                                fmt::format("it used: {}", fmt::join(ids, ", "))));
    }
    auto& packs = request.packs.packs;
    std::erase_if(packs, [&](const Chain& one) { return one->top().id == id; });
    packs.push_back(std::move(chain));
  }
  std::sort(request.packs.packs.begin(), request.packs.packs.end(),
            [](const Chain& a, const Chain& b) { return a->top().id < b->top().id; });
  const bool data_given = !request.paths.empty();
  for (const ReceiptPlace& place : receipt.data) {
    if (data_given) break;
    fs::path path = found_at(place, home, another, file);
    if (path.empty()) {
      throw std::move(Fault("receipt.no_data", fmt::format("找不到回执里的数据“{}”", place.path),
                            fmt::format("the data of the receipt are not there: {}", place.path))
                          .hint(fmt::format("写明它现在在哪里：gouji verify {} 数据所在", files::shown(file)),
                                fmt::format("name their place: gouji verify {} PATH", files::shown(file))));
    }
    request.paths.push_back(std::move(path));
  }
  const ReceiptOptions& options = receipt.options;
  request.year = options.year;
  request.options.pattern = options.pattern;
  request.options.rules_year = options.rules_year;
  request.options.limits.steps = options.steps;
  request.options.limits.memory = options.memory;
  request.options.limits.seconds = options.seconds;
  request.no_decisions = options.decisions == ReceiptOptions::Decisions::none;
  if (options.decisions == ReceiptOptions::Decisions::folder) {
    const fs::path folder = found_at(options.decisions_folder, home, another, file);
    request.decisions = folder.empty() ? fs::path(options.decisions_folder.path) : folder;
  }
  request.keep_documents = true;
  return request;
}

void call_as_then(RunResult& result, const Receipt& then, const Receipt& now) {
  call_decisions(result, then);
  std::vector<std::pair<std::string, std::string>> names;
  for (const ReceiptPack& pack : now.packs) {
    for (const ReceiptPack& was : then.packs) {
      if (was.id == pack.id && was.shown != pack.shown) names.emplace_back(pack.shown + "/", was.shown + "/");
    }
  }
  if (names.empty()) return;
  const auto call = [&](std::string& text) {
    for (const auto& [here, there] : names) rename_in(text, here, there);
  };
  const auto call_uses = [&](std::vector<ParameterUse>& uses) {
    for (ParameterUse& use : uses) {
      call(use.file);
      call(use.chain);
    }
  };
  for (Score& score : result.scores) call_uses(score.parameter_uses);
  for (Finding& finding : result.findings) {
    call_uses(finding.parameter_uses);
    if (finding.script) call(finding.script->file);
    if (finding.outcome != Outcome::fault) continue;
    call(finding.message);
    call(finding.message_english);
  }
}

}  // namespace gouji::app
