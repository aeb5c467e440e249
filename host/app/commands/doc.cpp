// gouji doc: the rule handbook, and what changed between two states of packs as an amendment.
#include <fmt/format.h>

#include "app/commands/verbs.hpp"
#include "app/handbook_facts.hpp"
#include "app/output_format.hpp"
#include "app/run_request.hpp"
#include "app/site_folder.hpp"
#include "regression/pack_changes.hpp"
#include "report/handbook/amendment.hpp"

namespace gouji::app {
namespace {

Fault needs_folder() {
  return std::move(Fault("usage.no_output", "要用 -o 写明手册写到哪个文件夹", "-o wants the folder for the handbook")
                       .hint("例如 gouji doc -o 手册", "such as gouji doc -o handbook"));
}

Fault needs_two() {
  return std::move(Fault("usage.missing_word", "--diff 后面要写两个规则包（或规则文件夹）：先旧后新",
                         "--diff wants two packs or rules folders: the old one first")
                       .hint("例如 gouji doc --diff 旧/rules rules", "such as gouji doc --diff old/rules rules"));
}

int write_amendment(Session& session, const Arguments& arguments) {
  if (arguments.words().size() != 2) throw needs_two();
  const std::string format = output_format(
      arguments, {{"text", {"txt", "text"}}, {"md", {"md", "markdown"}}, {"html", {"html", "htm"}}}, "text");
  const Workbench& workbench = session.workbench();
  const auto state_of = [&](const std::string& word) {
    PackState state;
    for (const std::filesystem::path& folder : pack_folders({word}, workbench))
      state.packs.push_back(load_pack(folder, workbench.rules));
    return state;
  };
  const auto changes =
      changes_between(state_of(arguments.words()[0]), state_of(arguments.words()[1]), workbench.limits);
  const auto file = arguments.text("output");
  const int width = file && *file != "-" ? 0 : session.width();
  std::unique_ptr<report::PageWriter> page;
  const report::Site site{{"规则修改", "Amendment of the rules"}, {}, {}};
  if (format == "html")
    page = report::html_page(site, "amendment", site.title.chinese);
  else if (format == "md")
    page = report::markdown_page(site, "amendment");
  else
    page = report::text_page(session.language(), width);
  report::write_amendment(changes, *page);
  session.deliver(page->take(), file);
  return 0;
}

int write_handbook(Session& session, const Arguments& arguments) {
  const auto folder = arguments.text("output");
  if (!folder || *folder == "-") throw needs_folder();
  const std::string format = arguments.text_or("format", "html");
  if (format == "text") {
    throw std::move(Fault("usage.unknown_choice", "手册没有 text 这一种", "a handbook cannot be text")
                        .hint("用 html 或 md；text 只用于 --diff", "use html or md; text is for --diff"));
  }
  const Workbench& workbench = session.workbench();
  std::vector<std::string> named;
  if (!arguments.words().empty()) {
    for (const std::filesystem::path& one : pack_folders(arguments.words(), workbench)) named.push_back(one.string());
  }
  std::vector<std::filesystem::path> datasets;
  for (const std::string& path : arguments.texts("data")) datasets.emplace_back(path);
  if (datasets.empty()) datasets = workbench.datasets;
  const PackChoice packs = choose_packs(named, workbench);
  const report::Handbook book = gather_handbook(session, packs, datasets);
  const auto form = format == "md" ? report::PageForm::markdown : report::PageForm::html;
  auto pages = report::handbook_pages(book, form);
  const std::size_t count = pages.size();
  write_site(*folder, std::move(pages));
  const std::string first =
      (std::filesystem::path(*folder) / report::page_file("index", form == report::PageForm::html ? ".html" : ".md"))
          .string();
  session.deliver(session.language() == Language::english
                      ? fmt::format("{} rules, {} parameters, {} samples → {} ({} pages)\n", book.rules.size(),
                                    book.parameters.size(), book.documents.size(), first, count)
                      : fmt::format("规则 {} 条，参数 {} 个，样本 {} 份 → {}（{} 页）\n", book.rules.size(),
                                    book.parameters.size(), book.documents.size(), first, count),
                  std::nullopt);
  return 0;
}

int run_doc(Session& session, const Arguments& arguments) {
  return arguments.given("diff") ? write_amendment(session, arguments) : write_handbook(session, arguments);
}

}  // namespace

const Verb& doc_verb() {
  static const Verb verb{
      "doc",
      {"规则手册；两版规则之间改了什么", "the rule handbook; what changed between two states of the rules"},
      "[PACK…]",
      0,
      kMostPaths,
      {"PACK 是规则包编号或文件夹，不写时用全部规则包；--diff 后面写两个：先旧后新。",
       "PACK is a pack id or folder, all packs without; behind --diff two of them, the old one first."},
      {{"output",
        'o',
        Takes::one,
        "DIR",
        {"手册写到这个文件夹（整个替换）；--diff 时是文件",
         "folder of the handbook (replaced as a whole); a file for --diff"}},
       {"format",
        'f',
        Takes::one,
        "FORMAT",
        {"html md；--diff 另有 text（默认）", "html md; for --diff also text (the default)"},
        {"html", "md", "text"}},
       {"data",
        0,
        Takes::several,
        "DATASET",
        {"用这些样本，不用 workbench.toml 写的", "these samples, not those of workbench.toml"}},
       {"diff",
        0,
        Takes::nothing,
        "",
        {"比较两版规则包，写成修改条文", "compare two states of packs, as an amendment"}}},
      {{"gouji doc -o build/handbook", {"全部规则包的手册，打开 index.html", "handbook of all packs; open index.html"}},
       {"gouji doc guizhou -o build/handbook -f md",
        {"一个包和它的基础包，写成 Markdown", "one pack and its bases, as Markdown"}},
       {"gouji doc --diff ../old/rules rules", {"两版规则之间的修改", "what changed between two states"}}},
      run_doc};
  return verb;
}

}  // namespace gouji::app
