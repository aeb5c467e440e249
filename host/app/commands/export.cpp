// gouji export: datasets in another form.
#include <fmt/format.h>

#include "app/commands/verbs.hpp"
#include "app/dataset_place.hpp"
#include "app/output_format.hpp"
#include "app/pack_choice.hpp"
#include "app/run_request.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/dataset_source.hpp"
#include "formats/exports.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/ndjson_writer.hpp"
#include "import/import.hpp"
#include "import/print_page.hpp"

namespace gouji::app {
namespace {

std::vector<std::filesystem::path> paths_of(const Arguments& arguments) {
  return {arguments.words().begin(), arguments.words().end()};
}

void each(Session& session, const Arguments& arguments, const std::function<void(Document&&)>& act) {
  for_each_document(paths_of(arguments), act, [&](const Fault& fault) { session.problem(fault); });
}

void export_ndjson(Session& session, const Arguments& arguments) {
  const auto file = arguments.text("output");
  if (file && *file != "-") {
    NdjsonWriter writer(*file);
    each(session, arguments, [&](Document&& document) { writer.add(document); });
    writer.commit();
    return;
  }
  each(session, arguments,
       [&](Document&& document) { session.deliver(write_disclosure(document, false) + "\n", std::nullopt); });
}

void export_folders(Session& session, const Arguments& arguments) {
  const auto root = arguments.text("output");
  if (!root || *root == "-") {
    throw std::move(Fault("usage.no_folder", "-f folder 要用 -o 写明文件夹", "-f folder needs a folder by -o")
                        .hint("例如 gouji export 数据.ndjson -f folder -o datasets",
                              "such as gouji export data.ndjson -f folder -o datasets"));
  }
  each(session, arguments, [&](Document&& document) {
    try {
      write_dataset(document, dataset_place(*root, document));
    } catch (const Fault& fault) {
      session.problem(fault);
    }
  });
}

std::string as_data(const std::vector<Document>& documents, const std::string& format) {
  if (format == "csv") return export_csv(documents);
  if (format == "html") return export_html(documents);
  return export_xlsx(documents);
}

// As its department would print it; what comes out can be imported again.
std::string printed_form(Session& session, const Document& document, const std::string& format) {
  const intake::Importer importer(load_packs(session.workbench().rules));
  const intake::PrintSpec* spec = importer.print_spec(document);
  if (spec == nullptr) return as_data({document}, format);
  const PrintedPage page = intake::print_page(document, *spec);
  if (format == "csv") return page_as_csv(page);
  if (format == "html") return page_as_html(page);
  return page_as_xlsx(page);
}

void export_whole(Session& session, const Arguments& arguments, const std::string& format) {
  std::vector<Document> documents;
  each(session, arguments, [&](Document&& document) { documents.push_back(std::move(document)); });
  if (documents.empty()) {
    if (session.failed()) return;  // said already
    throw Fault("export.nothing", "没有可导出的公开文本", "there is no disclosure to export");
  }
  std::string out;
  if (format == "csv" || format == "html" || format == "xlsx") {
    const bool one = documents.size() == 1;
    const std::string as = arguments.text_or("as", one ? "printed" : "data");
    if (as == "printed" && !one) {
      throw std::move(Fault("export.one_only",
                            fmt::format("--as printed 只印一份公开文本，这里有 {} 份", documents.size()),
                            fmt::format("--as printed prints one disclosure, here are {}", documents.size()))
                          .hint("用 --as data", "use --as data"));
    }
    out = as == "printed" ? printed_form(session, documents.front(), format) : as_data(documents, format);
  }
  if (format == "json") {
    if (documents.size() > 1) {
      throw std::move(Fault("export.one_only", fmt::format("-f json 只写一份公开文本，这里有 {} 份", documents.size()),
                            fmt::format("-f json writes one disclosure, here are {}", documents.size()))
                          .hint("用 -f ndjson", "use -f ndjson"));
    }
    out = write_disclosure(documents.front(), true) + "\n";
  }
  session.deliver(out, arguments.text("output"));
}

int run_export(Session& session, const Arguments& arguments) {
  const std::string format = output_format(arguments,
                                           {{"ndjson", {"ndjson", "jsonl", "gz", "zst"}},
                                            {"csv", {"csv"}},
                                            {"xlsx", {"xlsx"}},
                                            {"html", {"html", "htm"}},
                                            {"json", {"json"}},
                                            {"folder", {}}},
                                           "ndjson");
  if (format == "xlsx" && !arguments.given("output") && session.on_terminal()) {
    throw std::move(Fault("usage.binary", "xlsx 不能显示在终端上", "xlsx cannot be shown on a terminal")
                        .hint("用 -o 文件.xlsx 写出", "write it by -o FILE.xlsx"));
  }
  if (format == "ndjson")
    export_ndjson(session, arguments);
  else if (format == "folder")
    export_folders(session, arguments);
  else
    export_whole(session, arguments, format);
  return 0;
}

}  // namespace

const Verb& export_verb() {
  static const Verb verb{
      "export",
      {"把数据集转换成另一种形式", "turn datasets into another form"},
      "DATASET|DIR|FILE.ndjson…",
      1,
      kMostPaths,
      {"ndjson 与文件夹两种形式内容相同，可以来回转换。",
       "NDJSON and folders carry the same content; either turns into the other."},
      {{"format",
        'f',
        Takes::one,
        "FORMAT",
        {"ndjson csv xlsx html json folder（默认 ndjson）", "ndjson csv xlsx html json folder (ndjson by default)"},
        {"ndjson", "csv", "xlsx", "html", "json", "folder"}},
       {"as",
        0,
        Takes::one,
        "FORM",
        {"csv xlsx html 的样子：printed 按所在地的样表（一份时的默认，能再读入），data 逐栏列出",
         "how csv, xlsx and html look: printed, in the form of its place (of one disclosure; can be imported again), "
         "or data"},
        {"printed", "data"}},
       {"output",
        'o',
        Takes::one,
        "FILE",
        {"写到文件；以 .gz、.zst 结尾时压缩；-f folder 时是文件夹",
         "to a file, packed for .gz and .zst; for -f folder the folder"}}},
      {{"gouji export datasets -f ndjson -o 全部.ndjson.zst",
        {"全部样例写成一个压缩文件", "all samples as one packed file"}},
       {"gouji export 数据.ndjson -f folder -o datasets",
        {"每份公开文本一个文件夹，可用 Excel、WPS 打开", "a folder for each disclosure, for spreadsheets"}},
       {"gouji export datasets/某省/某单位 -f xlsx -o 某单位.xlsx",
        {"一份公开文本写成工作簿", "one disclosure as a workbook"}}},
      run_export};
  return verb;
}

}  // namespace gouji::app
