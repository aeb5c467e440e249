// gouji import: published files become datasets.
#include <fmt/format.h>

#include "app/commands/verbs.hpp"
#include "app/import_run.hpp"
#include "app/run_request.hpp"

namespace gouji::app {
namespace {

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

int run_import(Session& session, const Arguments& arguments) {
  const auto root = arguments.text("output");
  if (!root) {
    throw std::move(
        Fault("usage.no_output", "要用 -o 写明数据集放在哪个文件夹", "a datasets folder is wanted: -o")
            .hint("例如 gouji import 公开文本.txt -o datasets", "such as gouji import file.txt -o datasets"));
  }
  ImportRequest request;
  request.named = arguments.words();
  request.root = *root;
  request.options = options_of(arguments);
  request.strict = arguments.given("strict");
  request.sample = arguments.given("sample");
  request.explain = arguments.given("explain");
  request.again = arguments.given("again");
  request.masked = arguments.texts("mask");
  request.report = arguments.text("report");
  request.jobs = arguments.number("jobs", 1, kMostJobs).value_or(0);
  perform_import(session, request);
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
      {"每份写到 DATASETS_DIR/省/单位-年度-种类/；一份读不了不影响其他；读过而没有变化的不再读，中断后再运行就接着读。",
       "Each goes to DATASETS_DIR/province/unit-year-kind/; one that cannot be read does not stop the others. What was "
       "read before and has not changed is not read again, so that a call that was stopped goes on where it was."},
      {{"output", 'o', Takes::one, "DATASETS_DIR", {"数据集放在哪里", "where the datasets go"}},
       {"set",
        0,
        Takes::several,
        "KEY=VALUE",
        {"写明文本里没有的：unit year kind province region id money_unit url",
         "what the file does not say: unit year kind province region id money_unit url"}},
       {"again", 0, Takes::nothing, "", {"没有变化的文件也重新读", "read again what has not changed, too"}},
       {"jobs",
        'j',
        Takes::one,
        "N",
        {"工作进程数，文件多时默认按处理器；结果与它无关",
         "worker processes, for many files by default one a processor; the result does not depend on it"}},
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
      run_import};
  return verb;
}

}  // namespace gouji::app
