// gouji doctor: is everything there that the program needs?
#include <fmt/format.h>

#include <CLI/Version.hpp>

#include "app/commands/verbs.hpp"
#include "app/pack_choice.hpp"
#include "base/confinement.hpp"
#include "base/files.hpp"
#include "formats/dataset_source.hpp"
#include "formats/json_writer.hpp"
#include "script/syntax.hpp"

namespace gouji::app {
namespace {

struct Entry {
  std::string key;
  Words name;
  std::string value;
  bool good = true;
};

// What was found, or what is missing and how to mend it.
template <class Look>
Entry looked(std::string key, Words name, Language language, Look look) {
  try {
    return {std::move(key), name, look(), true};
  } catch (const Fault& fault) {
    return {std::move(key), name, fault.text(language), false};
  }
}

std::vector<Entry> examine(Session& session, Language language) {
  std::vector<Entry> entries;
  entries.push_back({"gouji", {"gouji", "gouji"}, GOUJI_VERSION, true});
  entries.push_back({"lua", {"Lua", "Lua"}, std::string(script::lua_release()), true});
  entries.push_back({"fmt",
                     {"fmt", "fmt"},
                     fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100),
                     true});
  entries.push_back({"cli11", {"CLI11", "CLI11"}, CLI11_VERSION, true});
  entries.push_back(looked("luacheck", {"luacheck 语法分析器", "luacheck's parser"}, language, [] {
    const script::Syntax syntax;
    return std::string("ok");
  }));
  const Walls walls = walls_here();
  const bool chinese = language == Language::chinese;
  std::string wall = walls.landlock > 0
                         ? fmt::format("Landlock {}", walls.landlock)
                         : std::string(chinese ? "没有 Landlock（规则所在的进程能读其他文件）"
                                               : "no Landlock (processes of rules can read other files)");
  wall += chinese ? "、" : ", ";
  wall += walls.seccomp ? "seccomp"
                        : (chinese ? "没有 seccomp（规则所在的进程能做任何系统调用）"
                                   : "no seccomp (processes of rules can do any system call)");
  entries.push_back({"confinement", {"隔离规则的进程", "confinement of rules"}, wall, true});
  entries.push_back(looked("workbench", {"工作台", "workbench"}, language, [&] {
    return session.workbench().home.string() + (session.workbench().file.empty() ? "（没有 workbench.toml）" : "");
  }));
  entries.push_back(looked("packs", {"规则包", "rule packs"}, language, [&] {
    std::string list;
    for (const Chain& chain : load_packs(session.workbench().rules))
      list += fmt::format("{}{} {}", list.empty() ? "" : "、", chain->top().id, chain->top().revision);
    return list.empty() ? "0" : list;
  }));
  std::size_t problems = 0, found = 0;
  std::string first;
  entries.push_back(looked("datasets", {"数据集", "datasets"}, language, [&] {
    found = find_datasets(session.workbench().datasets, [&](const Fault& fault) {
              if (problems++ == 0) first = fault.text(language);
            }).size();
    return problems == 0 ? std::to_string(found) : first;
  }));
  entries.back().good = entries.back().good && problems == 0;
  return entries;
}

int run_doctor(Session& session, const Arguments& arguments) {
  const bool as_json = arguments.text("format") == "json";
  const Language language = as_json ? session.language_of_machines() : session.language();
  const std::vector<Entry> entries = examine(session, language);
  const bool good = std::all_of(entries.begin(), entries.end(), [](const Entry& entry) { return entry.good; });
  std::string out;
  if (as_json) {
    JsonWriter json(true);
    json.begin_object();
    json.member("schema", "gouji.doctor.v1");
    for (const Entry& entry : entries) json.member(entry.key, entry.value);
    json.member("good", good);
    json.end_object();
    out = json.take() + "\n";
  } else {
    for (const Entry& entry : entries)
      out += fmt::format("{} {}：{}\n", entry.good ? "✓" : "✗", entry.name.in(language), entry.value);
    out += session.say(good ? "结论：一切就绪\n" : "结论：有缺失，见 ✗\n",
                       good ? "verdict: all is there\n" : "verdict: something is missing, see ✗\n");
  }
  session.deliver(out, std::nullopt);
  return good ? 0 : 1;
}

}  // namespace

const Verb& doctor_verb() {
  static const Verb verb{"doctor",
                         {"检查程序、规则包和数据集是否就绪", "is everything there that the program needs"},
                         "",
                         0,
                         0,
                         {"", ""},
                         {{"format", 'f', Takes::one, "FORMAT", {"text json", "text json"}, {"text", "json"}}},
                         {{"gouji doctor", {"列出版本、规则包和数据集", "lists versions, packs and datasets"}}},
                         run_doctor};
  return verb;
}

}  // namespace gouji::app
