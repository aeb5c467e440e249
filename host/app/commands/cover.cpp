// gouji cover: what of a rule pack its cases run, or documents do.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/verbs.hpp"
#include "app/output_format.hpp"
#include "app/pack_choice.hpp"
#include "app/rule_pattern.hpp"
#include "app/run_request.hpp"
#include "formats/dataset_source.hpp"
#include "report/coverage_report.hpp"

namespace gouji::app {
namespace {

constexpr int kNotCovered = 3;

struct CoverWords {
  std::vector<std::string> packs;
  std::vector<std::filesystem::path> data;
};

// With --data, words that are no packs are documents.
CoverWords cover_words(Session& session, const Arguments& arguments) {
  CoverWords words;
  if (!arguments.given("data")) return {arguments.words(), {}};
  for (const std::string& word : arguments.words()) {
    if (std::filesystem::exists(std::filesystem::path(word) / "pack.toml"))
      words.packs.push_back(word);
    else
      words.data.emplace_back(word);
  }
  if (words.data.empty()) words.data = session.workbench().datasets;
  return words;
}

void cover_documents(Session& session, const std::vector<std::filesystem::path>& paths, const PackChoice& choice,
                     const std::vector<Coverage*>& coverages) {
  int documents = 0, covered = 0;
  for_each_document(
      paths,
      [&](Document&& document) {
        session.progress(fmt::format("{} {}", ++documents, document.id));
        for (const Chain& chain : choice.for_document(document)) {
          for (std::size_t i = 0; i < choice.packs.size(); ++i) {
            if (choice.packs[i] != chain) continue;
            coverages[i]->run_document(document);
            ++covered;
          }
        }
      },
      [&](const Fault& fault) { session.problem(fault); });
  if (covered > 0) return;
  throw std::move(
      Fault("cover.no_document",
            documents == 0 ? std::string("没有读到公开文本，说不出覆盖了什么")
                           : fmt::format("读到公开文本 {} 份，没有一份归这些规则包管，说不出覆盖了什么", documents),
            documents == 0 ? std::string("no disclosure was read: nothing can be told")
                           : fmt::format("{} disclosures were read, none is in the scope of these packs", documents))
          .hint("核对 PATH 和规则包的 [scope]；gouji inspect 列出有哪些公开文本",
                "check the PATHs and [scope] of the packs; gouji inspect lists the disclosures"));
}

std::string rendered_coverage(const std::vector<PackCoverage>& packs, const std::string& format, Session& session,
                              bool everything) {
  if (format == "json") return report::coverage_as_json(packs, session.language_of_machines());
  if (format == "lcov") return report::coverage_as_lcov(packs);
  if (format == "html") return report::coverage_as_html(packs, session.language());
  return report::coverage_as_text(packs, session.language(), everything);
}

int run_cover(Session& session, const Arguments& arguments) {
  const Workbench& workbench = session.workbench();
  const std::string format = output_format(
      arguments,
      {{"text", {"txt", "text", "log"}}, {"json", {"json"}}, {"lcov", {"info", "lcov"}}, {"html", {"html", "htm"}}},
      "text");
  const std::optional<int> threshold = arguments.number("threshold", 0, 100);
  RulePattern pattern(arguments.text("rule"));
  const auto wanted = [&](const std::string& id) { return pattern.fits(id); };
  const auto verbs = make_verbs();
  script::Syntax syntax;
  const CoverWords words = cover_words(session, arguments);
  PackChoice choice;
  choice.named = !words.packs.empty();
  for (const std::filesystem::path& folder : pack_folders(words.packs, workbench))
    choice.packs.push_back(load_pack(folder, workbench.rules));
  std::vector<std::unique_ptr<Coverage>> coverages;
  std::vector<Coverage*> each;
  for (const Chain& chain : choice.packs) {
    coverages.push_back(std::make_unique<Coverage>(chain, *verbs, syntax, workbench.limits, wanted));
    each.push_back(coverages.back().get());
  }
  pattern.need_one();
  if (arguments.given("data"))
    cover_documents(session, words.data, choice, each);
  else
    for (Coverage* coverage : each) coverage->run_cases();
  std::vector<PackCoverage> packs;
  for (Coverage* coverage : each) {
    packs.push_back(coverage->finish());
    for (const BrokenRule& rule : coverage->broken()) session.problem(*rule.fault);
  }
  session.deliver(rendered_coverage(packs, format, session, arguments.given("verbose")), arguments.text("output"));
  const bool reached = !threshold || std::all_of(packs.begin(), packs.end(), [&](const PackCoverage& pack) {
    return pack.script_share().reaches(*threshold);
  });
  return reached ? 0 : kNotCovered;
}

}  // namespace

const Verb& cover_verb() {
  static const Verb verb{
      "cover",
      {"规则包里哪些规则、行、条件、阈值有用例走到",
       "which rules, lines, conditions and thresholds of a pack its cases reach"},
      "[PACK_FOLDER…] [PATH…]",
      0,
      kMostPaths,
      {"不写 PACK_FOLDER 时看全部规则包。", "Without PACK_FOLDER: all packs."},
      {{"rule",
        'r',
        Takes::one,
        "PATTERN",
        {"只看编号含有它（或符合这个正则表达式）的规则", "only rules whose id holds or matches this"}},
       {"data",
        0,
        Takes::nothing,
        "",
        {"不看用例，看公开文本：写在后面的 PATH，不写是工作台的 datasets；另外列出没有规则读过的数",
         "over disclosures instead of the cases: the PATHs that follow, or the workbench's; lists the figures that no "
         "rule read as well"}},
       {"threshold",
        0,
        Takes::one,
        "N",
        {"脚本的行和分支覆盖不到百分之 N 时以 3 结束",
         "end in 3 where less than N percent of the scripts' lines and branches ran"}},
       {"format",
        'f',
        Takes::one,
        "FORMAT",
        {"text json lcov html", "text json lcov html"},
        {"text", "json", "lcov", "html"}},
       {"output",
        'o',
        Takes::one,
        "FILE",
        {"结果写到文件（整个替换）", "write the result to a file (replaced as a whole)"}},
       {"verbose", 'v', Takes::nothing, "", {"每条规则的结果都列出", "list how every rule ended"}}},
      {{"gouji cover rules/guizhou", {"一个包的用例覆盖了什么", "what the cases of one pack reach"}},
       {"gouji cover rules/national --data datasets -f html -o cover.html",
        {"公开文本上运行到哪里、哪些数没有读，做成网页",
         "what disclosures reach, and which figures are not read, as a page"}}},
      run_cover};
  return verb;
}

}  // namespace gouji::app
