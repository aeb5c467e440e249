// gouji new: a pack, a rule or a layout to begin with, each with its cases; and what an editor needs to help.
#include <fmt/format.h>

#include <chrono>
#include <ctime>

#include "app/commands/verbs.hpp"
#include "app/editor_files.hpp"
#include "app/starter.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "engine/evaluate.hpp"
#include "packs/divisions.hpp"
#include "packs/rule_book.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUndecided = "（文号由业务处填写）";  // what a person has to fill in, valid as it stands

// A title stands on one line of pack.toml and of every report.
void check_title(const std::string& title) {
  const bool good = text::is_valid(title) && text::visible(title) == title && !text::trim(title).empty();
  if (good) return;
  throw std::move(Fault("new.bad_title",
                        fmt::format("--title “{}”不能作名称：是空的，或有换行、控制字符", text::visible(title)),
                        fmt::format("--title {} is no title: it is empty or holds line ends or control characters",
                                    text::visible(title)))
                      .hint("写成一行文字", "write it as one line of text"));
}

std::string this_month() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  ::localtime_r(&now, &parts);
  return fmt::format("{}.{:02}", parts.tm_year + 1900, parts.tm_mon + 1);
}

std::string second_word(const Arguments& arguments, const char* chinese, const char* english) {
  if (arguments.words().size() > 1) return arguments.words()[1];
  const std::string& what = arguments.words().front();
  throw std::move(Fault("usage.missing_word", fmt::format("“new {}”后面还要写{}", what, chinese),
                        fmt::format("new {} needs {}", what, english))
                      .hint("gouji new --help 有例子", "gouji new --help has examples"));
}

void refuse(const Arguments& arguments, const std::string& what, std::initializer_list<const char*> others) {
  for (const char* option : others) {
    if (!arguments.given(option)) continue;
    throw std::move(Fault("usage.bad", fmt::format("--{} 不能用在 new {} 后面", option, what),
                          fmt::format("--{} does not go with new {}", option, what))
                        .hint("gouji new --help 有例子", "gouji new --help has examples"));
  }
}

// What to call the pack by on the command line.
std::string call_name(const Pack& pack, const Workbench& workbench) {
  std::error_code error;
  const bool inside = fs::equivalent(pack.folder, workbench.rules / pack.id, error);
  return inside && !error ? pack.id : files::shown(pack.folder, fs::current_path());
}

// --- pack --------------------------------------------------------------------------------------------------------

// The base that is meant when none is named: the only pack that builds on none.
std::string usual_base(const Workbench& workbench) {
  std::vector<std::string> lowest;
  for (const std::string& id : pack_ids(workbench)) {
    try {
      if (load_pack(workbench.rules / id, workbench.rules)->layers.size() == 1) lowest.push_back(id);
    } catch (const Fault&) {  // another pack's slip is told by `check`
    }
  }
  return lowest.size() == 1 ? lowest.front() : std::string();
}

void check_province(const std::string& name, const PackChain* base) {
  if (base == nullptr) return;
  for (const auto& layer : base->layers) {
    const Divisions divisions = Divisions::read(layer->folder / "data" / "divisions.csv");
    if (divisions.empty()) continue;
    const auto found = divisions.find(name);
    if (found && found->province == name) return;
    Fault fault("new.unknown_province", fmt::format("没有名为“{}”的省", name), fmt::format("no province {}", name));
    if (found)
      fault.hint(fmt::format("是否想写“{}”？写全称，公开文本按它归到规则包", found->province),
                 fmt::format("did you mean {}? The full name is wanted", found->province));
    else
      fault.hint("写全称，公开文本按它归到规则包", "write the full name: disclosures are told by it");
    throw fault;
  }
}

// Without --pack a document is run by one pack: say so when another one has been there before.
std::string rival(const std::string& province, const Workbench& workbench) {
  for (const std::string& id : pack_ids(workbench)) {
    try {
      const Chain chain = load_pack(workbench.rules / id, workbench.rules);
      const auto& provinces = chain->top().scope.provinces;
      if (std::find(provinces.begin(), provinces.end(), province) != provinces.end()) return id;
    } catch (const Fault&) {
    }
  }
  return {};
}

int new_pack(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  refuse(arguments, "pack", {"pack", "from"});
  const std::string id = second_word(arguments, "规则包的编号", "the id of the pack");
  check_name(id, false);
  const auto known = pack_ids(workbench);
  if (std::find(known.begin(), known.end(), id) != known.end()) {
    throw std::move(Fault("new.exists", fmt::format("已有规则包“{}”，没有改动", id), fmt::format("pack {} exists", id))
                        .hint(fmt::format("加规则用 gouji new rule 编号 --pack {}；或换一个编号", id),
                              fmt::format("add a rule by gouji new rule ID --pack {}, or choose another id", id)));
  }
  const std::string base = arguments.text_or("base", usual_base(workbench));
  const Chain below = base.empty() ? nullptr : choose_pack(base, workbench);
  const auto province = arguments.text("province");
  if (!province && below) {
    throw std::move(Fault("usage.missing_word", "要用 --province 写明是哪个省的", "--province is wanted")
                        .hint("例如 --province 某省：写全称", "such as --province NAME, in full"));
  }
  if (province) check_province(*province, below.get());
  const std::string title = arguments.text_or("title", province.value_or(id));
  check_title(title);
  const fs::path folder = arguments.words().size() > 2 ? fs::path(arguments.words()[2]) : workbench.rules / id;

  std::string manifest = fmt::format("id       = \"{}\"\ntitle    = {}\nrevision = \"{}\"\napi      = {}\n", id,
                                     text::quoted(title), this_month(), kNewestApi);
  if (below) manifest += fmt::format("base     = \"{}\"\n", below->top().id);
  manifest += fmt::format("owns     = \"{}\"\n", id);
  if (province) manifest += fmt::format("\n[scope]\nprovinces = [{}]\n", text::quoted(*province));
  NewFiles files{{"pack.toml", manifest},
                 {"parameters.toml", fmt::format("# {}：只写与基础包不同的和自己特有的参数。\n", title)}};
  files.emplace_back(kEditorSettings, editor_settings(folder, below.get(), workbench));
  const std::string other = province ? rival(*province, workbench) : std::string();
  make_folder(folder, files);

  const std::string shown = files::shown(fs::absolute(folder).lexically_normal(), fs::current_path());
  std::string out = fmt::format("{}\n", shown);
  for (const auto& [name, text] : files) out += fmt::format("  {}\n", name);
  const std::string call = call_name(choose_pack(folder.string(), workbench)->top(), workbench);
  out += fmt::format(fmt::runtime(session.say("下一步：\n"
                                              "  gouji params {0}          现在的参数，要改的写进 parameters.toml\n"
                                              "  gouji new rule {1}.主题.名称 --pack {0}\n"
                                              "  gouji new layout 名称 --pack {0}\n"
                                              "  gouji check {0}\n",
                                              "next:\n"
                                              "  gouji params {0}          the parameters; write what differs into "
                                              "parameters.toml\n"
                                              "  gouji new rule {1}.TOPIC.NAME --pack {0}\n"
                                              "  gouji new layout NAME --pack {0}\n"
                                              "  gouji check {0}\n")),
                     call, id);
  session.deliver(out, std::nullopt);
  if (!other.empty())
    session.note(fmt::format(
        fmt::runtime(session.say("注意：规则包“{}”也适用于这个省；不写 --pack 时一份公开文本只由一个包审核。",
                                 "note: pack {} is for this province too; without --pack only one of them runs.")),
        other));
  return 0;
}

// --- rule --------------------------------------------------------------------------------------------------------

// --pack, else the pack of the workbench whose prefix the id has.
Chain pack_for_id(const std::string& id, const Arguments& arguments, const Workbench& workbench) {
  if (const auto named = arguments.text("pack")) return choose_pack(*named, workbench);
  const std::string prefix = id.substr(0, id.find_first_of("./"));
  const auto known = pack_ids(workbench);
  if (std::find(known.begin(), known.end(), prefix) != known.end()) return choose_pack(prefix, workbench);
  const auto [chinese, english] = known_names(prefix, known);
  throw std::move(Fault("new.which_pack", fmt::format("“{}”属于哪个规则包？没有名为“{}”的", id, prefix),
                        fmt::format("which pack is {} for? There is none named {}", id, prefix))
                      .hint("用 --pack 写明规则包；" + chinese, "name the pack by --pack; " + english));
}

std::string path_of(std::string id) {
  std::replace(id.begin(), id.end(), '.', '/');
  return id;
}

std::string next_for_files(Session& session, const Pack& pack, const NewFiles& files, const std::string& wanted) {
  std::string out;
  for (const auto& [name, text] : files) out += fmt::format("{}/{}\n", pack.shown, name);
  out +=
      fmt::format(fmt::runtime(session.say("下一步：改这些文件，再运行\n  gouji check {0}\n  gouji test {0} -r {1}\n",
                                           "next: change these files, then run\n  gouji check {0}\n  gouji test "
                                           "{0} -r {1}\n")),
                  call_name(pack, session.workbench()), wanted);
  return out;
}

struct BaseRule {
  const Pack* pack = nullptr;
  const ScriptFile* file = nullptr;
};

// The rule of a pack below, to be replaced: found by its file, whose name is the end of its id.
BaseRule rule_below(const PackChain& chain, const std::string& id, const Workbench& workbench) {
  const auto verbs = make_verbs();
  script::Syntax syntax;
  std::vector<std::string> ids;
  std::string wanted;
  const RuleBook book(std::make_shared<PackChain>(chain), verbs->catalogue, syntax, workbench.limits);
  for (const Rule& rule : book.rules()) {
    ids.push_back(rule.id);
    if (rule.id == id) wanted = rule.file;
  }
  for (const auto& layer : chain.layers) {
    if (layer == chain.layers.back()) break;
    for (const ScriptFile& file : layer->rules) {
      if (!wanted.empty() && file.shown == wanted) return {layer.get(), &file};
    }
  }
  const std::string guess = nearest(id, ids);
  throw std::move(
      Fault("new.unknown_rule",
            fmt::format("“{}”不在规则包“{}”的前缀“{}.”之下，也不是基础包的规则", id, chain.top().id, chain.top().owns),
            fmt::format("{} is neither below {}. nor a rule of a pack below", id, chain.top().owns))
          .hint(guess.empty() ? fmt::format("新规则写 {}.主题.名称；代替基础包的规则写它的编号", chain.top().owns)
                              : fmt::format("是否想写“{}”？", guess),
                guess.empty()
                    ? fmt::format("a new rule is {}.TOPIC.NAME; to replace one, give its id", chain.top().owns)
                    : fmt::format("did you mean {}?", guess)));
}

// A copy of the rule with its cases to change, and the override that says why.
int replace_rule(Session& session, const Chain& chain, const std::string& id) {
  const Pack& pack = chain->top();
  if (std::any_of(pack.overrides.begin(), pack.overrides.end(), [&](const Override& one) { return one.rule == id; })) {
    throw std::move(Fault("new.exists", fmt::format("{}/pack.toml 已经改了规则“{}”，没有改动", pack.shown, id),
                          fmt::format("{}/pack.toml changes rule {} already", pack.shown, id))
                        .hint("改那里的 [[override]]", "change the [[override]] there"));
  }
  const BaseRule below = rule_below(*chain, id, session.workbench());
  const std::string name = files::shown(below.file->path, below.pack->folder);
  NewFiles files{{name, below.file->source}};
  fs::path cases = below.file->path;
  cases.replace_extension(".cases.toml");
  if (fs::exists(cases)) files.emplace_back(files::shown(cases, below.pack->folder), files::read(cases));
  const fs::path manifest = pack.folder / "pack.toml";
  std::string text = files::read(manifest);
  if (!text.ends_with('\n')) text += '\n';
  text += fmt::format("\n[[override]]\nrule   = \"{}\"\naction = \"replace\"\nreason = {}\nbasis  = {}\n", id,
                      text::quoted(std::string(session.say("（写明为什么与基础包不同）", "(why it differs)"))),
                      text::quoted(std::string(kUndecided)));
  add_files(pack.folder, files);
  try {
    files::write(manifest, text);
  } catch (...) {
    std::error_code error;
    for (const auto& [file, contents] : files) fs::remove(pack.folder / file, error);
    throw;
  }
  session.deliver(fmt::format("{}/pack.toml  [[override]]\n", pack.shown) + next_for_files(session, pack, files, id),
                  std::nullopt);
  return 0;
}

int new_rule(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  refuse(arguments, "rule", {"base", "province", "title"});
  const std::string id = second_word(arguments, "规则的编号", "the id of the rule");
  check_name(id, true);
  const Chain chain = pack_for_id(id, arguments, workbench);
  const Pack& pack = chain->top();
  if (!id.starts_with(pack.owns + ".")) {
    refuse(arguments, "rule", {"from"});
    return replace_rule(session, chain, id);
  }
  const auto starter = filled_starter(*chain, "rule", arguments.text_or("from", "fund"), {{"ID", id}});
  const std::string stem = "rules/" + path_of(id.substr(pack.owns.size() + 1));
  NewFiles files;
  for (const auto& [ending, text] : starter) files.emplace_back(stem + "." + ending, text);
  std::reverse(files.begin(), files.end());
  add_files(pack.folder, files);
  session.deliver(next_for_files(session, pack, files, id), std::nullopt);
  return 0;
}

// --- layout ------------------------------------------------------------------------------------------------------

int new_layout(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  refuse(arguments, "layout", {"base", "province", "title"});
  std::string name = second_word(arguments, "版式的名称", "the name of the layout");
  const Chain chain = pack_for_id(name, arguments, workbench);
  const Pack& pack = chain->top();
  if (name.starts_with(pack.id + "/")) name.erase(0, pack.id.size() + 1);
  check_name(name, false);
  const auto& provinces = pack.scope.provinces;
  const auto starter = filled_starter(
      *chain, "layout", arguments.text_or("from", "form"),
      {{"ID", pack.id + "/" + name}, {"PROVINCE", provinces.empty() ? std::string() : provinces.front()}});
  NewFiles files;
  for (const auto& [ending, text] : starter) files.emplace_back("layouts/" + name + "." + ending, text);
  std::reverse(files.begin(), files.end());
  add_files(pack.folder, files);
  session.deliver(next_for_files(session, pack, files, pack.id + "/" + name), std::nullopt);
  return 0;
}

int new_types(Session& session, const Arguments& arguments) {
  refuse(arguments, "types", {"base", "province", "title", "pack", "from"});
  std::string out;
  for (const std::string& file : write_editor_files(session.workbench())) out += file + "\n";
  session.deliver(out, std::nullopt);
  return 0;
}

int run_new(Session& session, const Arguments& arguments) {
  const std::string& what = arguments.words().front();
  const std::map<std::string, int (*)(Session&, const Arguments&)> kinds{
      {"pack", new_pack}, {"rule", new_rule}, {"layout", new_layout}, {"types", new_types}};
  const auto kind = kinds.find(what);
  if (kind == kinds.end()) {
    const auto [chinese, english] = known_names(what, {"pack", "rule", "layout", "types"});
    throw std::move(Fault("new.unknown_kind", fmt::format("不能新建“{}”", what), fmt::format("cannot make a {}", what))
                        .hint(chinese, english));
  }
  if (what != "pack" && arguments.words().size() > 2)
    throw Fault("usage.extra_word", fmt::format("多余的参数“{}”", arguments.words()[2]),
                fmt::format("extra argument {}", arguments.words()[2]));
  return kind->second(session, arguments);
}

}  // namespace

const Verb& new_verb() {
  static const Verb verb{
      "new",
      {"新建规则包、规则、版式，连同用例", "make a pack, a rule or a layout with its cases"},
      "pack|rule|layout|types [NAME] [FOLDER]",
      1,
      3,
      {"pack ID [FOLDER] 新建规则包；rule ID 新建规则，ID 是基础包的规则时复制一份来代替它；layout NAME 新建版式；"
       "types 重新写出编辑器补全用的说明。已有的文件不改动。",
       "pack ID [FOLDER] makes a pack; rule ID a rule, or a copy of a base's rule to replace it when ID is its id; "
       "layout NAME a layout; types writes anew what editors complete by. Nothing that is there is overwritten."},
      {{"province", 0, Takes::one, "NAME", {"pack：适用的省，写全称", "pack: the province it is for, in full"}},
       {"base", 0, Takes::one, "ID", {"pack：建立在哪个规则包之上", "pack: the pack it builds on"}},
       {"title", 0, Takes::one, "TEXT", {"pack：中文名称，缺省是省名", "pack: its title; by default the province"}},
       {"pack", 0, Takes::one, "ID|FOLDER", {"rule、layout：放在哪个规则包", "rule, layout: the pack it is for"}},
       {"from",
        0,
        Takes::one,
        "NAME",
        {"rule、layout：从哪个起点（规则包 starters/ 里的）写起",
         "rule, layout: which starter of the packs' starters/"}}},
      {{"gouji new pack mypack --province 某省", {"在 rules/ 下新建一个规则包", "a new pack in rules/"}},
       {"gouji new rule mypack.fund.ceiling", {"一条规则和它的用例", "a rule and its cases"}},
       {"gouji new rule national.fund.rate --pack mypack", {"代替基础包的一条规则", "replaces a rule of the base"}},
       {"gouji new layout self_evaluation --pack mypack", {"一个版式和它的用例", "a layout and its cases"}}},
      run_new};
  return verb;
}

}  // namespace gouji::app
