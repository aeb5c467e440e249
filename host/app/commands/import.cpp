// gouji import: published files become datasets.
#include "import/import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/commands/verbs.hpp"
#include "app/dataset_place.hpp"
#include "app/pack_choice.hpp"
#include "app/run_request.hpp"
#include "base/files.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/import_report.hpp"
#include "import/sample.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kExplained = 200;  // unplaced and doubtful figures that --explain lists of each kind
constexpr std::size_t kUsual = 5;

intake::ImportOptions options_of(const Arguments& arguments) {
  intake::ImportOptions options;
  options.layout = arguments.text_or("layout", "");
  for (const std::string& setting : arguments.texts("set")) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw std::move(Fault("usage.bad_setting", fmt::format("--set 后面的“{}”不合用", setting),
                            fmt::format("--set cannot be {}", setting))
                          .hint("写成 --set unit=单位名称", "write --set unit=NAME"));
    }
    options.set[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
  return options;
}

// Files of folders in the order of their names; hidden ones are left out.
std::vector<fs::path> sources_of(Session& session, const std::vector<std::string>& given) {
  std::vector<fs::path> sources;
  for (const std::string& name : given) {
    if (!fs::is_directory(name)) {
      sources.emplace_back(name);
      continue;
    }
    const auto found = files::list(name, {""});
    if (found.empty())
      session.problem(
          Fault("import.empty_folder", fmt::format("“{}”里没有文件", name), fmt::format("no files in {}", name)));
    sources.insert(sources.end(), found.begin(), found.end());
  }
  return sources;
}

// One place is written once in a call: a second source for it would replace the first unseen.
void claim(std::map<fs::path, std::string>& written, const fs::path& place, const std::string& source) {
  const auto [first, fresh] = written.emplace(place, source);
  if (fresh) return;
  throw std::move(
      Fault("import.same_place", fmt::format("“{}”和“{}”会写成同一个数据集 {}", first->second, source, place.string()),
            fmt::format("{} and {} would become the same dataset {}", first->second, source, place.string()))
          .hint("用 --set id=… 分开读入", "import them apart with --set id=…"));
}

// --strict: how many readings are in doubt, and the first of them.
void refuse_doubtful(const ImportReport& report, Language language) {
  if (report.doubtful.empty()) return;
  std::string first;
  for (std::size_t i = 0; i < std::min(kUsual, report.doubtful.size()); ++i)
    first += (i == 0 ? "" : "\n") + doubtful_line(report.doubtful[i], language);
  throw std::move(Fault("import.doubtful",
                        fmt::format("有 {} 处识别存疑（--strict），没有写数据集", report.doubtful.size()),
                        fmt::format("{} readings are in doubt (--strict), nothing was written", report.doubtful.size()))
                      .at_line(report.file, report.doubtful.front().at.line)
                      .with_excerpt(first)
                      .hint("请核对原件；去掉 --strict 就照写，并标为存疑",
                            "check the original; without --strict they are written and marked"));
}

int run(Session& session, const Arguments& arguments) {
  const auto root = arguments.text("output");
  if (!root) {
    throw std::move(
        Fault("usage.no_output", "要用 -o 写明数据集放在哪个文件夹", "a datasets folder is wanted: -o")
            .hint("例如 gouji import 公开文本.txt -o datasets", "such as gouji import file.txt -o datasets"));
  }
  const intake::ImportOptions options = options_of(arguments);
  intake::Importer importer(load_packs(session.workbench().rules));
  std::map<fs::path, std::string> written;
  std::vector<std::string> reports;
  for (const fs::path& path : sources_of(session, arguments.words())) {
    const std::string shown = files::shown(path, fs::current_path());
    session.progress(fmt::format("{} {}", session.say("读入", "importing"), shown));
    try {
      intake::Imported imported = importer.import(files::read(path), path.filename().string(), options);
      if (arguments.given("strict")) refuse_doubtful(imported.report, session.language());
      if (arguments.given("sample")) intake::make_sample(imported.document, arguments.texts("mask"));
      const fs::path place = dataset_place(*root, imported.document);
      claim(written, place, shown);
      write_dataset(imported.document, place);
      session.deliver(fmt::format("{} → {}\n{}", shown, place.string(),
                                  import_report_text(imported.report, session.language(),
                                                     arguments.given("explain") ? kExplained : kUsual)),
                      std::nullopt);
      reports.push_back(import_report_json(imported.report, false));
    } catch (const Fault& fault) {
      Fault placed = fault;
      const Location at = fault.location();
      if (at.empty() || at.file == path.filename()) placed.at_line(shown, at.line, at.column);
      session.problem(placed);
    }
  }
  if (const auto file = arguments.text("report")) {
    // One report as it is; of several sources a line each.
    std::string out;
    for (const std::string& report : reports) out += report + "\n";
    session.deliver(out, file);
  }
  return 0;
}

}  // namespace

const Verb& import_verb() {
  static const Verb verb{
      "import",
      {"把公开文本读成数据集", "bring published files in as datasets"},
      "FILE|DIR…",
      1,
      kMostPaths,
      {"每份写到 DATASETS_DIR/省/单位-年度-种类/；一份读不了不影响其他。",
       "Each goes to DATASETS_DIR/province/unit-year-kind/; one that cannot be read does not stop the others."},
      {{"output", 'o', Takes::one, "DATASETS_DIR", {"数据集放在哪里", "where the datasets go"}},
       {"set",
        0,
        Takes::several,
        "KEY=VALUE",
        {"写明文本里没有的：unit year kind province region id money_unit url",
         "what the file does not say: unit year kind province region id money_unit url"}},
       {"layout", 0, Takes::one, "NAME", {"指定版式，不自动识别", "this layout, whatever is recognised"}},
       {"strict", 0, Takes::nothing, "", {"有识别存疑的数就不写", "a figure read with doubt is an error"}},
       {"sample",
        0,
        Takes::nothing,
        "",
        {"做成样例：略去文字栏，缩短原因", "make samples: leave prose out, shorten reasons"}},
       {"mask", 0, Takes::several, "NAME", {"样例里隐去的个人姓名", "names of private persons that samples hide"}},
       {"explain",
        0,
        Takes::nothing,
        "",
        {"列出没有归位和存疑的数", "list figures that found no place or are doubtful"}},
       {"report", 0, Takes::one, "FILE", {"读入报告（gouji.import.v1）", "the import report (gouji.import.v1)"}}},
      {{"gouji import 决算公开.txt -o datasets", {"读入一份", "one file"}},
       {"gouji import 公开文本/ -o datasets --set province=某省", {"读入整个文件夹", "a whole folder"}}},
      run};
  return verb;
}

}  // namespace gouji::app
