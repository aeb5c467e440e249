#include "packs/pack.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "packs/budget.hpp"
#include "packs/neighbours.hpp"
#include "packs/pack_entries.hpp"
#include "packs/pack_files.hpp"
#include "packs/toml_file.hpp"
#include "packs/toml_words.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

std::string shown_path(const fs::path& path) { return files::shown(path, fs::current_path()); }

int year_of(const TomlFile& file, const toml::table& table, std::string_view key, int otherwise) {
  const auto year = file.integer(table, key);
  if (year && (*year < kEarliestYear || *year > kLatestYear)) {
    file.fail(*table.get(key), "pack.bad_year", fmt::format("{} 不是年度", *year),
              fmt::format("{} is no fiscal year", *year));
  }
  return year ? static_cast<int>(*year) : otherwise;
}

Scope read_scope(const TomlFile& file) {
  Scope scope;
  const toml::node* node = file.root().get("scope");
  if (node == nullptr) return scope;
  const toml::table* table = node->as_table();
  if (table == nullptr) file.fail(*node, "pack.bad_scope", "scope 应写成一节", "scope must be a section");
  file.allow(*table, {"provinces", "regions", "kinds", "from", "to"});
  scope.provinces = file.texts(*table, "provinces");
  if (const toml::node* provinces = table->get("provinces")) scope.line = file.where(*provinces).line;
  scope.regions = file.texts(*table, "regions");
  for (const std::string& kind : file.texts(*table, "kinds")) {
    const DocumentKind* known = find_kind(kind);
    if (known == nullptr) {
      file.fail(*table->get("kinds"), "pack.bad_scope", fmt::format("没有名为“{}”的公开文本种类", kind),
                fmt::format("unknown document kind {}", kind), "可用：部门决算、部门预算、绩效自评",
                "use final_accounts, budget or self_evaluation");
    }
    scope.kinds.emplace_back(known->code);
  }
  scope.from_year = year_of(file, *table, "from", 0);
  scope.to_year = year_of(file, *table, "to", kOpenYear);
  if (scope.from_year > scope.to_year)
    file.fail(*table->get("to"), "pack.bad_scope", "适用范围的 from 晚于 to，没有年度在里面",
              "scope: from is later than to, no year lies between", "核对两个年度", "correct the years");
  return scope;
}

std::vector<Override> read_overrides(const TomlFile& file) {
  std::vector<Override> list;
  const toml::node* node = file.root().get("override");
  if (node == nullptr) return list;
  const toml::array* array = node->as_array();
  if (array == nullptr) file.fail(*node, "pack.bad_override", "override 应写成 [[override]]", "write [[override]]");
  for (const toml::node& item : *array) {
    const toml::table* table = item.as_table();
    if (table == nullptr) file.fail(item, "pack.bad_override", "override 应写成 [[override]]", "write [[override]]");
    file.allow(*table, {"rule", "action", "severity", "reason", "basis"});
    Override one;
    one.rule = file.required_text(*table, "rule");
    one.action = file.required_text(*table, "action");
    one.severity = file.text(*table, "severity").value_or("");
    one.reason = file.required_text(*table, "reason");
    one.basis = file.required_text(*table, "basis");
    one.at = file.where(item);
    const auto twin =
        std::find_if(list.begin(), list.end(), [&](const Override& other) { return other.rule == one.rule; });
    if (twin != list.end()) {
      file.fail(
          *table->get("rule"), "pack.doubled_override",
          fmt::format("规则“{}”在第 {} 行已经改过", one.rule, twin->at.line),
          fmt::format("rule {} is changed on line {} already", one.rule, twin->at.line),
          "一条规则只写一个 [[override]]：留一个；又要换公式又要改严重程度的，用 replace，在新的规则里写 severity",
          "one [[override]] a rule: keep one; to change formula and severity, use replace and write the severity "
          "in the new rule");
    }
    for (const char* key : {"reason", "basis"}) {
      if (text::trim(file.required_text(*table, key)).empty())
        file.fail(*table->get(key), "pack.bad_override", fmt::format("override 的 {} 是空的", key),
                  fmt::format("the override's {} is empty", key), "写明为什么改、依据什么",
                  "say why, and on what basis");
    }
    if (one.action != "off" && one.action != "replace" && one.action != "severity") {
      file.fail(*table->get("action"), "pack.bad_override", fmt::format("没有名为“{}”的 action", one.action),
                fmt::format("unknown action {}", one.action), "可用：off、replace、severity",
                "use off, replace or severity");
    }
    list.push_back(std::move(one));
  }
  return list;
}

// What is far too large is told when it is loaded, and costs that file alone.
std::string script_text(const fs::path& path) {
  constexpr std::size_t kMost = std::size_t{1} << 20U;
  std::error_code unknown;
  const auto size = fs::file_size(path, unknown);
  if (!unknown && size > kMost) return std::string(kMost, '\n');
  return files::read(path, kMost);
}

std::vector<ScriptFile> scripts_in(const Pack& pack, std::string_view name) {
  const fs::path folder = pack.folder / name;
  std::vector<ScriptFile> list;
  if (!fs::is_directory(folder)) return list;
  for (const fs::path& path : files::list(folder, {".lua"})) {
    list.push_back({path, pack.shown + "/" + files::shown(path, pack.folder), script_text(path)});
  }
  return list;
}

std::map<std::string, EnglishText> read_english(const Pack& pack) {
  const fs::path path = pack.folder / "messages.en.toml";
  std::map<std::string, EnglishText> texts;
  if (!fs::exists(path)) return texts;
  const TomlFile file(path, pack.shown + "/messages.en.toml");
  for (const auto& [key, node] : file.root()) {
    const toml::table* table = node.as_table();
    if (table == nullptr) file.fail(node, "pack.bad_messages", "每条规则写成一节", "one section a rule");
    file.need_quoted(*table, std::string(key.str()), {"messages"});
    file.allow(*table, {"title", "message", "remedy", "messages"});
    EnglishText text;
    text.title = words_of(file, *table, "title").value_or("");
    text.remedy = words_of(file, *table, "remedy").value_or("");
    if (auto message = words_of(file, *table, "message")) text.messages[""] = *message;
    if (const toml::node* cases = table->get("messages"); cases != nullptr && cases->is_table()) {
      for (const auto& [name, message] : *cases->as_table()) {
        if (auto words = message.value_exact<std::string>()) text.messages[std::string(name.str())] = *words;
      }
    }
    texts[std::string(key.str())] = std::move(text);
  }
  return texts;
}

// "1", or "1 to 3".
std::string supported_api(std::string_view to) {
  return kOldestApi == kNewestApi ? std::to_string(kNewestApi) : fmt::format("{} {} {}", kOldestApi, to, kNewestApi);
}

std::shared_ptr<Pack> read_pack(const fs::path& folder, const fs::path& root) {
  if (!fs::is_directory(folder)) {
    throw std::move(Fault("pack.missing", fmt::format("找不到规则包文件夹“{}”", shown_path(folder)),
                          fmt::format("no pack folder {}", shown_path(folder)))
                        .hint("--pack 后面写 rules/ 下的包名，或一个含 pack.toml 的文件夹",
                              "give a pack id below rules/ or a folder with pack.toml"));
  }
  const fs::path manifest = folder / "pack.toml";
  if (!fs::exists(manifest)) {
    throw std::move(Fault("pack.no_manifest", fmt::format("“{}”里没有 pack.toml", shown_path(folder)),
                          fmt::format("{} has no pack.toml", shown_path(folder)))
                        .hint("规则包要有 pack.toml，写明 id、revision、api、owns",
                              "a pack needs pack.toml with id, revision, api, owns"));
  }
  const std::string shown = shown_pack(folder, root);
  refuse_strange_entries(folder, shown);
  const TomlFile file(manifest, shown + "/pack.toml");
  file.allow(file.root(),
             {"id", "title", "revision", "api", "base", "owns", "scope", "budget", "override", "license", "contact"});
  auto pack = std::make_shared<Pack>();
  pack->folder = folder;
  pack->shown = shown;
  pack->id = file.required_text(file.root(), "id");
  pack->title = words_of(file, file.root(), "title").value_or(pack->id);
  pack->revision = file.required_text(file.root(), "revision");
  pack->base = file.text(file.root(), "base").value_or("");
  pack->owns = file.required_text(file.root(), "owns");
  pack->id_at = file.where(*file.root().get("id"));
  pack->owns_at = file.where(*file.root().get("owns"));
  if (const toml::node* base = file.root().get("base")) pack->base_at = file.where(*base);
  while (pack->owns.ends_with('*') || pack->owns.ends_with('.')) pack->owns.pop_back();
  const auto api = file.integer(file.root(), "api");
  if (!api || *api < kOldestApi || *api > kNewestApi) {
    const toml::node* node = file.root().get("api");
    file.fail(
        node != nullptr ? *node : static_cast<const toml::node&>(file.root()), "pack.bad_api",
        api ? fmt::format("规则包使用接口版本 {}，本程序支持 {}", *api, supported_api("到")) : "缺少 api = 1",
        api ? fmt::format("the pack wants api {}, this program offers {}", *api, supported_api("to"))
            : "api = 1 is missing",
        api && *api > kNewestApi ? "升级程序，或把 api 改为支持的版本" : fmt::format("写 api = {}", kNewestApi),
        api && *api > kNewestApi ? "upgrade the program or change api" : fmt::format("write api = {}", kNewestApi));
  }
  pack->api = static_cast<int>(*api);
  pack->scope = read_scope(file);
  pack->budget = read_budget(file);
  pack->overrides = read_overrides(file);
  pack->rules = scripts_in(*pack, "rules");
  if (!fs::is_directory(folder / "rules")) {  // a pack may be pack.toml and one rule file
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".lua") {
        pack->rules.push_back(
            {entry.path(), shown + "/" + entry.path().filename().string(), script_text(entry.path())});
      }
    }
    std::sort(pack->rules.begin(), pack->rules.end(),
              [](const auto& a, const auto& b) { return a.path.native() < b.path.native(); });
  }
  pack->layouts = scripts_in(*pack, "layouts");
  pack->scorings = scripts_in(*pack, "scoring");
  for (ScriptFile& library : scripts_in(*pack, "lib")) {
    if (library.path.filename().string().ends_with(kLibraryTests)) continue;
    pack->libraries.emplace(library.path.stem().string(), std::move(library));
  }
  pack->english = read_english(*pack);
  pack->digest = digest_of_files(pack_files(folder));
  return pack;
}

// What the pack in this folder calls itself; empty where it cannot be read.
std::string id_in(const fs::path& folder) {
  try {
    const TomlFile file(folder / "pack.toml", "pack.toml");
    return file.text(file.root(), "id").value_or("");
  } catch (const Fault&) {
    return {};
  }
}

fs::path folder_of_base(const Pack& pack, const fs::path& root) {
  for (const fs::path& candidate : {pack.folder.parent_path() / pack.base, root / pack.base}) {
    if (fs::exists(candidate / "pack.toml")) return candidate;
  }
  std::vector<std::string> known;
  if (fs::is_directory(root)) {
    for (const auto& entry : fs::directory_iterator(root)) {
      if (fs::exists(entry.path() / "pack.toml")) known.push_back(entry.path().filename().string());
    }
  }
  Fault fault("pack.unknown_base", fmt::format("规则包“{}”的基础包“{}”不存在", pack.id, pack.base),
              fmt::format("pack {} builds on {}, which does not exist", pack.id, pack.base));
  at_manifest(fault, pack, pack.base_at);
  std::sort(known.begin(), known.end());
  // A base that is there under another name of its folder.
  const auto renamed = std::find_if(known.begin(), known.end(),
                                    [&](const std::string& name) { return id_in(root / name) == pack.base; });
  if (renamed != known.end())
    fault.hint(fmt::format("“{0}”在文件夹 {1} 里：文件夹要与包的 id 同名，把 {1} 改名为 {0}", pack.base, *renamed),
               fmt::format("{0} lies in the folder {1}: a folder must bear the id of its pack; rename {1} to {0}",
                           pack.base, *renamed));
  else if (const std::string guess = nearest(pack.base, known); !guess.empty())
    fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
  else
    fault.hint(fmt::format("把基础包放在同一个文件夹里；rules/ 里有：{}", fmt::join(known, "、")),
               fmt::format("put the base beside it; rules/ holds: {}", fmt::join(known, ", ")));
  throw fault;
}

// Told at the same place from wherever the circle is entered.
[[noreturn]] void fail_circle(std::vector<std::shared_ptr<Pack>> circle) {
  const auto first =
      std::min_element(circle.begin(), circle.end(), [](const auto& a, const auto& b) { return a->id < b->id; });
  std::rotate(circle.begin(), first, circle.end());
  std::string ids;
  for (const auto& one : circle) ids += one->id + " → ";
  ids += circle.front()->id;
  Fault fault("pack.cyclic_base", fmt::format("规则包“{}”的基础包绕成了圈：{}", circle.front()->id, ids),
              fmt::format("the bases of pack {} form a circle: {}", circle.front()->id, ids));
  throw std::move(at_manifest(fault, *circle.front(), circle.front()->base_at)
                      .hint("去掉其中一个 base", "remove one of the base lines"));
}

}  // namespace

std::string shown_pack(const fs::path& folder, const fs::path& root) {
  const fs::path home = fs::absolute(root / ".").lexically_normal().parent_path().parent_path();
  const std::string from_home = files::shown(folder, home);
  return fs::path(from_home).is_absolute() ? shown_path(folder) : from_home;
}

bool Scope::covers(const Document& document) const {
  const auto among = [](const std::vector<std::string>& names, const std::optional<std::string>& name) {
    return names.empty() || (name && std::find(names.begin(), names.end(), *name) != names.end());
  };
  // A city's pack holds for its districts and counties too: 某市 and 某市某区.
  const auto within = [](const std::vector<std::string>& names, const std::optional<std::string>& place) {
    return names.empty() || (place && std::any_of(names.begin(), names.end(),
                                                  [&](const std::string& name) { return place->starts_with(name); }));
  };
  return among(provinces, document.province) && within(regions, document.region) && among(kinds, document.kind) &&
         (!document.year_known() || (document.year >= from_year && document.year <= to_year));
}

Scope::Gap Scope::gap(const Document& document) const {
  if (covers(document)) return {};
  const auto told = [](const char* chinese, const char* english, const std::string& all, const std::string& is) {
    constexpr std::size_t kShown = 200;  // characters: a scope may list thousands
    const std::string wanted = text::shorten(all, kShown);
    return Gap{fmt::format("适用的{}是{}，这份是{}", chinese, wanted, is.empty() ? "空的" : is),
               fmt::format("it is for the {} {}, this one has {}", english, wanted, is.empty() ? "none" : is)};
  };
  Scope part;
  part.provinces = provinces;
  if (!part.covers(document))
    return told("省", "province", fmt::format("{}", fmt::join(provinces, "、")), document.province.value_or(""));
  part.regions = regions;
  if (!part.covers(document))
    return told("市县", "region", fmt::format("{}", fmt::join(regions, "、")), document.region.value_or(""));
  const auto kind_name = [](const std::string& code) {
    const DocumentKind* kind = find_kind(code);
    return kind == nullptr ? code : std::string(kind->chinese);
  };
  part.kinds = kinds;
  if (!part.covers(document)) {
    std::vector<std::string> names;
    for (const std::string& code : kinds) names.push_back(kind_name(code));
    return told("种类", "kind", fmt::format("{}", fmt::join(names, "、")), kind_name(document.kind));
  }
  const std::string years = to_year == kOpenYear ? fmt::format("{} 起", from_year)
                            : from_year == 0     ? fmt::format("{} 止", to_year)
                                                 : fmt::format("{}–{}", from_year, to_year);
  return told("年度", "years", years, std::to_string(document.year));
}

namespace {

// Packs by folder that were read already: most have the same bases.
using ReadPacks = std::map<fs::path, std::shared_ptr<Pack>>;

std::shared_ptr<const PackChain> load_chain(const fs::path& folder, const fs::path& root, ReadPacks& known) {
  std::vector<std::shared_ptr<Pack>> found;
  fs::path next = fs::absolute(folder).lexically_normal();
  if (next.filename().empty()) next = next.parent_path();
  for (;;) {
    std::shared_ptr<Pack>& pack = known[next];
    if (!pack) pack = read_pack(next, root);
    const auto again = std::find_if(found.begin(), found.end(), [&](const auto& one) { return one->id == pack->id; });
    if (again != found.end()) fail_circle({again, found.end()});
    for (const auto& other : found) {
      if (other->owns == pack->owns) fail_shared(*other, *pack);  // at the upper one: a base is what many build on
    }
    found.push_back(pack);
    if (pack->base.empty()) break;
    next = folder_of_base(*pack, root);
  }
  auto chain = std::make_shared<PackChain>();
  for (auto pack = found.rbegin(); pack != found.rend(); ++pack) {
    chain->layers.push_back(*pack);
    chain->parameters.add_layer((*pack)->id, (*pack)->folder / "parameters.toml", (*pack)->shown + "/parameters.toml");
  }
  chain->parameters.need_references();
  return chain;
}

}  // namespace

std::shared_ptr<const PackChain> load_pack(const fs::path& folder, const fs::path& root) {
  ReadPacks none;
  return load_chain(folder, root, none);
}

std::vector<std::shared_ptr<const PackChain>> load_packs(const fs::path& root) {
  std::vector<fs::path> folders;
  if (!fs::is_directory(root)) {
    throw Fault("pack.missing", fmt::format("找不到规则文件夹“{}”", shown_path(root)),
                fmt::format("no rules folder {}", shown_path(root)));
  }
  for (const auto& entry : fs::directory_iterator(root)) {
    if (fs::exists(entry.path() / "pack.toml")) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  std::vector<std::shared_ptr<const PackChain>> packs;
  ReadPacks known;
  for (const fs::path& folder : folders) packs.push_back(load_chain(folder, root, known));
  need_distinct(packs);
  return packs;
}

std::shared_ptr<const PackChain> pack_for(const Document& document,
                                          const std::vector<std::shared_ptr<const PackChain>>& packs) {
  std::shared_ptr<const PackChain> best;
  for (const auto& pack : packs) {
    const bool in_scope = std::all_of(pack->layers.begin(), pack->layers.end(),
                                      [&](const auto& layer) { return layer->scope.covers(document); });
    if (in_scope && (!best || pack->layers.size() > best->layers.size())) best = pack;
  }
  return best;
}

}  // namespace gouji
