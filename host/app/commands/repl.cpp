// gouji repl: one document and a prompt where lines see what rules see.
#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "app/commands/verbs.hpp"
#include "app/prompt.hpp"
#include "base/nearest.hpp"
#include "formats/dataset_source.hpp"
#include "report/words.hpp"

namespace gouji::app {
namespace {

constexpr std::size_t kMostNamed = 5;

// The one document of the path, or the one that --id names. Faults of reading; "repl.many_documents",
// "repl.unknown_document".
Document only_document(const std::string& path, const std::optional<std::string>& id) {
  std::optional<Document> found;
  std::optional<Fault> trouble;
  std::vector<std::string> ids;
  for_each_document(
      {path},
      [&](Document&& document) {
        ids.push_back(document.id);
        const bool named = id && (document.id == *id || report::document_name(document.id, Language::chinese) == *id);
        if (id ? named : !found) found = std::move(document);
      },
      [&](const Fault& fault) {
        if (!trouble) trouble = fault;
      });
  if (id && !found && !ids.empty()) {
    for (const std::string& one : std::vector<std::string>(ids))
      ids.push_back(report::document_name(one, Language::chinese));
    const auto [chinese, english] = known_names(*id, ids);
    throw std::move(Fault("repl.unknown_document", fmt::format("“{}”里没有编号为“{}”的公开文本", path, *id),
                          fmt::format("{} holds no disclosure {}", path, *id))
                        .hint(chinese, english));
  }
  if (!found) {
    if (trouble) throw *trouble;
    throw Fault("dataset.none_found", fmt::format("“{}”里没有公开文本", path),
                fmt::format("no disclosure in {}", path));
  }
  if (!id && ids.size() > 1) {
    const std::size_t count = ids.size();
    ids.resize(std::min(count, kMostNamed));
    std::vector<std::string> named;
    for (const std::string& one : ids) named.push_back(report::document_name(one, Language::chinese));
    throw std::move(Fault("repl.many_documents", fmt::format("“{}”里有 {} 份公开文本，一次只能看一份", path, count),
                          fmt::format("{} holds {} disclosures; the prompt is for one", path, count))
                        .hint(fmt::format("写它的文件夹，或加 --id 编号：{}{}", fmt::join(named, "、"),
                                          count > ids.size() ? "……" : ""),
                              fmt::format("name its folder, or add --id ID: {}{}", fmt::join(ids, ", "),
                                          count > ids.size() ? ", …" : "")));
  }
  return *std::move(found);
}

Chain pack_of(const Document& document, const std::optional<std::string>& named, const Workbench& workbench) {
  if (named) return choose_pack(*named, workbench);
  const std::vector<Chain> chains = choose_packs({}, workbench).for_document(document);
  if (!chains.empty()) return chains.front();
  throw std::move(Fault("repl.no_pack",
                        fmt::format("没有规则包适用于“{}”", report::document_name(document.id, Language::chinese)),
                        fmt::format("no rule pack is for {}", document.id))
                      .hint("用 --pack 写明规则包，如 --pack national", "name a pack, such as --pack national"));
}

int run_repl(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  const Document document = only_document(arguments.words().front(), arguments.text("id"));
  Prompt prompt(session, workbench, document, pack_of(document, arguments.text("pack"), workbench));
  const bool person = ::isatty(STDIN_FILENO) != 0;
  const auto ask = [&] {
    if (person) session.deliver(prompt.unfinished() ? "… " : "> ", std::nullopt);
  };
  if (person) prompt.greet();
  std::string line;
  for (ask(); std::getline(std::cin, line); ask()) {
    if (line.ends_with('\r')) line.pop_back();
    if (!prompt.take(line)) return 0;
  }
  prompt.finish();
  if (person) session.deliver("\n", std::nullopt);
  return 0;
}

}  // namespace

const Verb& repl_verb() {
  static const Verb verb{
      "repl",
      {"对一份公开文本逐行试公式", "try lines of a rule on one disclosure"},
      "DOCUMENT",
      1,
      1,
      {"DOCUMENT 是一个数据集文件夹或文件。一行一个式子或语句，看得到规则看得到的一切，限制也相同；一行出错不影响下一"
       "行。:help 有说明，:quit 离开。",
       "DOCUMENT: a dataset folder or file. A line is an expression or a statement; it sees what rules see, within the "
       "same limits; an error ends nothing. :help tells more, :quit leaves."},
      {{"pack",
        0,
        Takes::one,
        "ID|FOLDER",
        {"用这个规则包的参数和公用函数；不写时用适用的最窄的", "with parameters and functions of this pack"}},
       {"id", 0, Takes::one, "ID", {"文件里有几份时，看哪一份", "which one, where there are several"}}},
      {{"gouji repl datasets/某省/某单位-2020-部门决算", {"逐行试", "line by line"}},
       {"echo 'tables[1]' | gouji repl 数据.ndjson --id 某单位-2020-部门决算",
        {"行也可以从管道来", "lines may come from a pipe"}}},
      run_repl};
  return verb;
}

}  // namespace gouji::app
