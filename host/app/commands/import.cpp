// gouji import: published files become datasets.
#include "import/import.hpp"

#include <fmt/format.h>

#include <limits>

#include "app/commands/verbs.hpp"
#include "app/dataset_place.hpp"
#include "app/pack_choice.hpp"
#include "app/run_request.hpp"
#include "base/files.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/import_report.hpp"
#include "import/sample.hpp"
#include "report/import_page.hpp"
#include "report/import_text.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kExplained = 200;  // unplaced and doubtful figures that --explain lists of each kind
constexpr int kPaper = 80;               // columns, where no terminal says how many

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

// What --report FILE wants, by its ending: a page, a text or (all else) a line of JSON for each source.
class ReportFile {
 public:
  ReportFile(const Session& session, std::optional<std::string> file)
      : file_(std::move(file)), language_(session.language_of_machines()), page_({language_}) {
    if (!file_) return;
    const std::string ending = fs::path(*file_).extension().string();
    kind_ = ending == ".html" || ending == ".htm" ? Kind::page : ending == ".txt" ? Kind::text : Kind::json;
  }

  void add(const std::string& name, const intake::Imported& imported) {
    if (kind_ == Kind::page) page_.add(name, imported);
    if (kind_ == Kind::text)
      out_ += report::import_explained(imported.report, {language_, false, kPaper},
                                       std::numeric_limits<std::size_t>::max()) +
              "\n";
    if (kind_ == Kind::json) out_ += import_report_json(imported.report, false, language_) + "\n";
  }
  void add_failed(const std::string& name, const Fault& fault) {
    if (kind_ == Kind::page) page_.add_failed(name, fault);
    if (kind_ == Kind::text) out_ += fault.text(language_) + "\n\n";
  }
  void deliver(Session& session) {
    if (file_) session.deliver(kind_ == Kind::page ? page_.take() : out_, file_);
  }

 private:
  enum class Kind { none, json, text, page };
  std::optional<std::string> file_;
  Language language_;
  Kind kind_ = Kind::none;
  report::ImportPage page_;
  std::string out_;
};

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
  ReportFile reports(session, arguments.text("report"));
  ReportOptions shown_as{session.language(), session.colours(), session.on_terminal() ? session.width() : kPaper};
  for (const fs::path& path : sources_of(session, arguments.words())) {
    const std::string shown = files::shown(path, fs::current_path());
    session.progress(fmt::format("{} {}", session.say("读入", "importing"), shown));
    try {
      intake::Imported imported = importer.import(files::read(path), path.filename().string(), options);
      reports.add(shown, imported);
      if (arguments.given("strict") && !imported.report.doubtful.empty())
        throw report::doubtful_fault(imported.report, shown_as);
      if (arguments.given("sample")) intake::make_sample(imported.document, arguments.texts("mask"));
      const fs::path place = dataset_place(*root, imported.document);
      claim(written, place, shown);
      write_dataset(imported.document, place);
      session.deliver(
          fmt::format("{} → {}\n{}", shown, place.string(),
                      arguments.given("explain") ? report::import_explained(imported.report, shown_as, kExplained)
                                                 : report::import_summary(imported.report, shown_as)),
          std::nullopt);
    } catch (const Fault& fault) {
      Fault placed = fault;
      const Location at = fault.location();
      if (at.empty() || at.file == path.filename()) placed.at_line(shown, at.line, at.column);
      if (fault.code() != "import.doubtful") reports.add_failed(shown, placed);
      session.problem(placed);
    }
  }
  reports.deliver(session);
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
        {"说明选了哪个版式、为什么，没有归位和存疑的数在哪里、为什么",
         "which layout was chosen and why, which figures found no place or are doubtful and why"}},
       {"report",
        0,
        Takes::one,
        "FILE",
        {"读入报告：.html 是可以看的页，.txt 是文字，其他是 gouji.import.v1",
         "the import report: .html to look at, .txt as text, otherwise gouji.import.v1"}}},
      {{"gouji import 决算公开.txt -o datasets", {"读入一份", "one file"}},
       {"gouji import 决算公开.txt -o datasets --report 读入.html",
        {"读入，并把每个数的去向做成一页", "with a page that shows what became of every number"}},
       {"gouji import 公开文本/ -o datasets --set province=某省", {"读入整个文件夹", "a whole folder"}}},
      run};
  return verb;
}

}  // namespace gouji::app
